"""Answers kept by what they are answers to."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial

import pytest

from assign.cache import Cache, Remembering, user_cache
from assign.optimise import algorithm_stamp
from assign.optimise.layout import solve_pair
from assign.optimise.remembered import scope_facts
from assign.optimise.zoning import zone_scope
from assign.plain import fingerprint, to_plain
from assign.problem import Officer, Role
from assign.show import write_tables
from assign.solve import solve
from builders import grid_problem
from random_scopes import random_scope


def here(function, tasks):
    return [function(task) for task in tasks]


def never(_function, tasks):
    assert list(tasks) == []
    return []


def entries(folder):
    return sorted(folder.glob("*/*.json"))


def tables(plan, folder):
    folder.mkdir()
    write_tables(plan, folder)
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


@pytest.fixture
def scopes():
    return [random_scope(seed, name=f"S{seed}") for seed in range(4)]


def test_what_is_known_is_not_solved_again(tmp_path, scopes):
    """A second run, in another process's place, takes all from the folder and answers alike."""
    first = Remembering(here, Cache(tmp_path))
    fresh = first(zone_scope, scopes)
    assert (first.found, first.solved) == (0, 4)
    again = Remembering(never, Cache(tmp_path))
    assert [to_plain(one) for one in again(zone_scope, scopes)] == [to_plain(one) for one in fresh]
    assert (again.found, again.solved) == (4, 0)


def test_only_what_changed_is_solved(tmp_path, scopes):
    """One other number in one scope: that one is solved, the rest is known."""
    Remembering(here, Cache(tmp_path))(zone_scope, scopes)
    trip = scopes[2].trip.copy()
    trip[0, 0] += 1
    changed = [*scopes[:2], replace(scopes[2], trip=trip), scopes[3]]
    again = Remembering(here, Cache(tmp_path))
    again(zone_scope, changed)
    assert (again.found, again.solved) == (3, 1)


@pytest.mark.parametrize("field", sorted(set(random_scope(0).__dataclass_fields__) - {"villages", "sites"}))
def test_every_field_of_a_scope_counts(field):
    """Another value in any field that the method sees makes another key; local numbering makes none."""
    scope = random_scope(1)
    value = getattr(scope, field)
    other = value + "x" if isinstance(value, str) else ~value if field == "required" else value + 1
    assert fingerprint(scope_facts(replace(scope, **{field: other}))) != fingerprint(scope_facts(scope))
    moved = replace(scope, villages=scope.villages + 7, sites=scope.sites + 9)
    assert fingerprint(scope_facts(moved)) == fingerprint(scope_facts(scope))


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "other key", "other shape", "no json", "folder"])
def test_a_damaged_or_foreign_entry_is_as_good_as_none(tmp_path, scopes, harm):
    """It is neither believed nor fatal: the scope is solved, and the entry written anew."""
    fresh = Remembering(here, Cache(tmp_path))(zone_scope, scopes[:2])
    path, other = entries(tmp_path)
    data = path.read_bytes()
    if harm == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif harm == "flip":
        path.write_bytes(data[:-5] + bytes([data[-5] ^ 1]) + data[-4:])
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "other key":
        path.write_bytes(other.read_bytes())
    elif harm == "folder":
        path.unlink()
        path.mkdir()
    else:
        import hashlib

        text = (
            json.dumps({"key": path.stem, "answer": [1, 2]}).encode() if harm == "other shape" else b"\xff{"
        )
        path.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    again = Remembering(here, Cache(tmp_path))
    assert [to_plain(one) for one in again(zone_scope, scopes[:2])] == [to_plain(one) for one in fresh]
    assert (again.found, again.solved) == (1, 1)
    if harm != "folder":
        assert path.read_bytes() == data


def test_a_room_count_is_known_by_scope_sizes_and_number(tmp_path):
    """`solve_pair` is kept too, and asked for another number of rooms it is another answer."""
    scope = random_scope(5, least=9)
    zoning = zone_scope(scope)
    rooms = sorted(zoning.counts)[:1]
    first = Remembering(here, Cache(tmp_path))
    fresh = first(solve_pair, [(scope, zoning, rooms[0])])
    again = Remembering(never, Cache(tmp_path))
    assert to_plain(again(solve_pair, [(scope, zoning, rooms[0])])) == to_plain(fresh)
    third = Remembering(here, Cache(tmp_path))
    third(solve_pair, [(scope, zoning, rooms[0] + 1)])
    assert third.solved == 1


def test_another_program_knows_nothing(tmp_path, scopes, monkeypatch):
    """Answers of another version of the method are not found."""
    Remembering(here, Cache(tmp_path))(zone_scope, scopes)
    monkeypatch.setattr("assign.cache.algorithm_stamp", lambda: algorithm_stamp() + "!")
    again = Remembering(here, Cache(tmp_path))
    again(zone_scope, scopes)
    assert again.found == 0


class Stop:
    def __init__(self, passed):
        self.said = passed

    def passed(self):
        return self.said


def cut_short(scope, *, stop, wide=False):  # noqa: ARG001
    return zone_scope(scope)


cut_short.__annotations__["return"] = "ScopeZoning"
cut_short.__globals__["ScopeZoning"] = zone_scope.__globals__["ScopeZoning"]


def test_what_was_cut_short_is_not_kept(tmp_path, scopes):
    """An answer given under a stop that has passed is handed on, but not kept; other settings make other keys."""
    facts = {cut_short: scope_facts}
    for stop in (Stop(True), Stop(False)):
        run = Remembering(here, Cache(tmp_path), facts=facts)
        run(partial(cut_short, stop=stop), scopes)
        assert run.found == 0
    run = Remembering(never, Cache(tmp_path), facts=facts)
    run(partial(cut_short, stop=Stop(True)), scopes)
    assert run.found == 4
    run = Remembering(here, Cache(tmp_path), facts=facts)
    run(partial(cut_short, stop=Stop(False), wide=True), scopes)
    assert run.found == 0


def test_functions_that_are_not_listed_pass_through(tmp_path):
    """Whatever else an engine runs is run as before."""
    run = Remembering(here, Cache(tmp_path))
    assert run(lambda number: number + 1, [1, 2]) == [2, 3]
    assert entries(tmp_path) == []


def test_the_oldest_entries_go_when_the_folder_is_full(tmp_path, scopes):
    """Beyond the limit the entries that were not used for longest are thrown away, a used one stays."""
    Remembering(here, Cache(tmp_path))(zone_scope, scopes)
    for age, path in enumerate(entries(tmp_path)):
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    used = entries(tmp_path)[0]
    sizes = {path: path.stat().st_size for path in entries(tmp_path)}
    cache = Cache(tmp_path, limit_bytes=sum(sizes.values()) - 1)
    Remembering(here, cache)(zone_scope, [one for one in scopes if _path(tmp_path, one) == used])
    cache.tidy()
    assert len(entries(tmp_path)) == 4  # nothing was written: nothing to tidy
    Remembering(here, cache)(zone_scope, [random_scope(9)])
    cache.tidy()
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= cache.limit_bytes
    assert used in entries(tmp_path)


def _path(folder, scope):
    key = fingerprint(((algorithm_stamp(), "zone_scope", {}), scope_facts(scope)))
    return folder / key[:2] / f"{key}.json"


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, scopes):
    """A file stands where the folder should be: answers come all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert len(Remembering(here, Cache(blocked / "cache"))(zone_scope, scopes)) == 4


def test_a_plan_from_the_cache_is_the_same_to_the_byte(tmp_path):
    """Tables of a plan whose stations were all known equal those of a plan solved afresh."""
    people = [Officer(f"P{n}", Role.POLICE, f"S0{1 + n % 2}", ability=30.0 + n) for n in range(9)]
    problem = grid_problem(6, 8, block=(6, 4), officers=people)
    fresh = solve(problem, workers=1)
    solve(problem, workers=1, cache=Cache(tmp_path / "cache"))
    told = {}
    known = solve(
        problem,
        workers=1,
        cache=Cache(tmp_path / "cache"),
        progress=lambda stage, figures: told.update({stage: dict(figures)}),
    )
    assert (told["rooms"]["known"], told["rooms"]["solved"]) == (2, 0)
    assert tables(known, tmp_path / "a") == tables(fresh, tmp_path / "b")
    assert known.certificates == fresh.certificates
    assert known.staffing == fresh.staffing


def test_the_user_says_where_answers_are_kept(monkeypatch, tmp_path):
    """ASSIGN_CACHE names a folder, or "off"; without it, the system's place for such things."""
    monkeypatch.setenv("ASSIGN_CACHE", str(tmp_path))
    assert user_cache().folder == tmp_path
    for word in ("off", "0", " "):
        monkeypatch.setenv("ASSIGN_CACHE", word)
        assert user_cache().folder is None
    monkeypatch.delenv("ASSIGN_CACHE")
    assert "assign" in str(user_cache().folder)


def test_entries_are_text(tmp_path, scopes):
    """Anybody can read an entry: a digest and JSON, never a program."""
    Remembering(here, Cache(tmp_path))(zone_scope, scopes[:1])
    digest, text = entries(tmp_path)[0].read_text("utf-8").split("\n")
    assert len(digest) == 64
    assert set(json.loads(text)) == {"key", "answer"}
