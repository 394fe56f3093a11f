"""A reviewer's edits: honoured exactly or refused, everything else moved as little as brute force says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pytest

from assign.apply import apply_edits, weigh_edits
from assign.assess import verify
from assign.edits import EditList, LockPost, LockRoom, MoveOfficer, MoveVillage, Note, SwapOfficers
from assign.errors import DataError, ImpossibleError
from assign.inputs import read_plan
from assign.problem import Officer, Problem, Role
from assign.show import plan_hash, write_tables
from assign.solve import solve
from builders import grid_problem, village_id
from partitions import partitions

UNIT = 10_000


def crew(*stations: str) -> list[Officer]:
    """Return three police and five auxiliaries a station, all of different ability."""
    return [
        Officer(f"{kind}{number}-{station}", role, station, ability=40.0 + 7 * number, years=number)
        for station in stations
        for kind, role, count in (("P", Role.POLICE, 3), ("A", Role.AUXILIARY, 5))
        for number in range(count)
    ]


def town(**options) -> Problem:
    """Return two stations of 3 × 4 villages, zones of 3 to 5, six rooms in all."""
    policy = {"policy": {"R01": {"min": 3, "max": 5}, "R08": {"rooms": 6}}}
    return grid_problem(3, 8, block=(3, 4), policy=policy, officers=crew("S01", "S02"), **options)


@pytest.fixture(scope="module")
def solved():
    problem = town()
    return problem, solve(problem, workers=1)


def moves(problem, plan) -> Iterator[MoveVillage]:
    """Yield every move of a village to a neighbouring room of its station."""
    room = {row.village_id: row.room_id for row in plan.assignments}
    station = {village.village_id: village.station_id for village in problem.villages}
    for number, village in enumerate(problem.villages):
        name = village.village_id
        others = {problem.villages[other].village_id for other in problem.neighbours[number]}
        for target in sorted({room[o] for o in others if station[o] == station[name]} - {room[name]}):
            yield MoveVillage(name, room[name], target)


def wish(plan, *edits) -> EditList:
    return EditList(plan_hash(plan), tuple(edits), "edits.json")


# the oracle


def zone_choices(problem, part, home, target) -> list[tuple[int, int, str]]:
    """Return (villages that change room, cost, room) of a zone at each site, by the formulas of docs/design.md."""
    balance = problem.policy.number("weights.balance") * 6000
    order = problem.policy["R07"]["order"]
    hours = sum(round(problem.villages[v].hours * 100) for v in part)
    out = []
    for host in part:
        for number in problem.sites_of_village[host]:
            site = problem.sites[number]
            minutes = problem.travel.block([number], sorted(part))[0]
            trips = sum(
                round(2 * round(problem.villages[v].visits * 100) * round(far * 100))
                for v, far in zip(sorted(part), minutes, strict=True)
            )
            fixed = round(
                UNIT * (problem.policy["R07"].number("rank_min") * order.index(site.kind)
                        + problem.policy.number("weights.new_room_min"))
            )  # fmt: skip
            cost = trips + fixed + round(balance * abs(hours - target))
            room = f"R-{site.site_id}"
            out.append((sum(home[problem.villages[v].village_id] != room for v in part), cost, room))
    return out


def best_rest(problem, plan, fixed: dict[str, set[str]], station: str, rooms: int):
    """Return the least (shortfall, changes, cost) of the station's villages that no fixed zone holds."""
    home = {row.village_id: row.room_id for row in plan.assignments}
    taken = set().union(*fixed.values()) if fixed else set()
    free = [
        n for n, v in enumerate(problem.villages) if v.station_id == station and v.village_id not in taken
    ]
    graph = nx.Graph()
    graph.add_nodes_from(free)
    graph.add_edges_from((n, o) for n in free for o in problem.neighbours[n] if o in graph)
    target = round(plan.run["target_hours"] * 100)
    low, high = problem.policy["R01"].count("min_villages"), problem.policy["R01"].count("max_villages")
    best = None
    for parts in partitions(graph, rooms):
        short = sum(max(0, low - len(part), len(part) - high) for part in parts)
        picks = [min(zone_choices(problem, part, home, target)) for part in parts]
        value = short, sum(pick[0] for pick in picks), sum(pick[1] for pick in picks)
        best = value if best is None else min(best, value)
    return best


def measured(problem, plan, before, station: str, fixed: dict[str, set[str]]):
    """Return the same three of the new plan, recomputed from its rows."""
    home = {row.village_id: row.room_id for row in before.assignments}
    target = round(plan.run["target_hours"] * 100)
    rule = problem.policy["R01"]
    short = changes = cost = 0
    for room in plan.rooms:
        if room.station_id != station or room.room_id in fixed:
            continue
        part = frozenset(problem.village_index[name] for name in room.villages)
        short += max(0, rule.count("min_villages") - len(part), len(part) - rule.count("max_villages"))
        (choice,) = [one for one in zone_choices(problem, part, home, target) if one[2] == room.room_id]
        changes, cost = changes + choice[0], cost + choice[1]
    return short, changes, cost


# honoured, and nothing else moved beyond need


def test_every_move_is_honoured_and_the_rest_changes_as_little_as_brute_force_says(solved):
    """For each village and each neighbouring room: least R01 shortfall, then fewest changes, then least cost."""
    problem, plan = solved
    seen = []
    for edit in moves(problem, plan):
        found = apply_edits(problem, plan, wish(plan, edit), workers=1).plan
        station = next(room.station_id for room in plan.rooms if room.room_id == edit.target)
        zone = next(set(room.villages) for room in plan.rooms if room.room_id == edit.target)
        fixed = {edit.target: zone | {edit.village_id}}
        assert (
            next(set(room.villages) for room in found.rooms if room.room_id == edit.target)
            == fixed[edit.target]
        )
        spare = 6 - 1 - sum(room.station_id != station for room in plan.rooms)
        reached = measured(problem, found, plan, station, fixed)
        assert reached == best_rest(problem, plan, fixed, station, spare)
        seen.append(reached)
    assert len(seen) > 20
    assert any(short for short, _, _ in seen)
    assert any(changes for _, changes, _ in seen)


def test_stations_that_no_edit_touches_stay_to_the_byte(solved, tmp_path):
    """Rows of the other station are the same text in every table, and its proof is the same."""
    problem, plan = solved
    edit = next(edit for edit in moves(problem, plan) if edit.village_id == village_id(0))
    found = apply_edits(problem, plan, wish(plan, edit), workers=1).plan
    for name, one in (("before", plan), ("after", found)):
        (tmp_path / name).mkdir()
        write_tables(one, tmp_path / name)
    for table in ("villages", "rooms", "posts", "unused"):
        lines = [
            [
                line
                for line in (tmp_path / side / "tables" / f"{table}.csv").read_text("utf-8-sig").split("\n")
                if "S02" in line
            ]
            for side in ("before", "after")
        ]
        assert lines[0] == lines[1]
    proofs = [{one.scope: one for one in side.certificates}["S02"] for side in (plan, found)]
    assert proofs[0] == proofs[1]


def test_a_locked_room_stays_while_its_neighbours_are_zoned_anew(solved):
    """Where a village that is a room's seat leaves, the room must move; a locked room has no part in it."""
    problem, plan = solved
    hosts = {room.host_village_id for room in plan.rooms}
    stood = 0
    for edit in (edit for edit in moves(problem, plan) if edit.village_id in hosts):
        station = next(row.station_id for row in plan.assignments if row.village_id == edit.village_id)
        other = next(
            room for room in plan.rooms
            if room.station_id == station and room.room_id not in (edit.source, edit.target)
        )  # fmt: skip
        try:
            found = apply_edits(problem, plan, wish(plan, edit, LockRoom(other.room_id)), workers=1).plan
        except ImpossibleError:  # what is left lies in two pieces, and there is one room for them
            continue
        assert next(room.villages for room in found.rooms if room.room_id == other.room_id) == other.villages
        assert found.run["fixed"]["rooms"][other.room_id] == list(other.villages)
        stood += 1
    assert stood


def test_two_officers_change_places_and_nobody_else_moves(solved):
    """A swap exchanges two posts, marks both as moved or not by the roster, and leaves all other rows alone."""
    problem, plan = solved
    first, second = [post for post in plan.posts if post.is_lead and post.station_id == "S01"][:2]
    found = apply_edits(
        problem, plan, wish(plan, SwapOfficers(first.officer_id, second.officer_id)), workers=1
    )
    posts = {post.officer_id: post for post in found.plan.posts}
    assert posts[first.officer_id].village_ids == second.village_ids
    assert posts[second.officer_id].village_ids == first.village_ids
    assert {one.entity_id for one in found.changes.changes} == {first.officer_id, second.officer_id}
    assert found.plan.objective == plan.objective


def test_an_officer_goes_where_the_edit_says(solved):
    """An auxiliary is sent to a village, police to a room."""
    problem, plan = solved
    posts = {post.officer_id: post for post in plan.posts}
    police = posts["P0-S01"]
    room = next(r.room_id for r in plan.rooms if r.station_id == "S01" and r.room_id != police.room_id)
    found = apply_edits(problem, plan, wish(plan, MoveOfficer("P0-S01", room)), workers=1).plan
    now = next(post for post in found.posts if post.officer_id == "P0-S01")
    assert room in {row.room_id for row in found.assignments if row.village_id in now.village_ids}
    away = next(v for v in posts["A1-S01"].village_ids)
    found = apply_edits(problem, plan, wish(plan, MoveOfficer("A0-S01", away)), workers=1).plan
    assert away in next(post for post in found.posts if post.officer_id == "A0-S01").village_ids


def test_a_locked_post_is_kept(solved):
    """An officer who is locked answers for the same room after the zones around it change."""
    problem, plan = solved
    edit = next(iter(moves(problem, plan)))
    post = next(p for p in plan.posts if p.is_lead and p.room_id == edit.target)
    found = apply_edits(problem, plan, wish(plan, edit, LockPost(post.officer_id)), workers=1).plan
    assert next(p for p in found.posts if p.officer_id == post.officer_id).room_id == edit.target


def test_the_record_names_parent_and_edits_and_survives_the_disk(solved, tmp_path):
    """`run.json` tells where the plan comes from; read again it verifies, and a plan that breaks an edit does not."""
    problem, plan = solved
    edit, note = next(iter(moves(problem, plan))), Note("village", village_id(1), "talk to them")
    found = apply_edits(problem, plan, wish(plan, edit, note), workers=1).plan
    write_tables(found, tmp_path)
    again = read_plan(tmp_path)
    assert again.run["parent"]["plan"] == plan_hash(plan)
    assert again.run["edits"] == [edit.as_dict(), note.as_dict()]
    assert verify(problem, again) == ()
    told = [*again.run["edits"], MoveVillage(village_id(2), "R-x", "R-y").as_dict()]
    codes = {f.code for f in verify(problem, replace(again, run={**again.run, "edits": told}))}
    assert codes == {"edit-not-honoured"}
    (fixed, _villages), *_ = again.run["fixed"]["rooms"].items()
    wrong = {**again.run, "fixed": {"rooms": {fixed: [village_id(2)]}, "posts": {"P0-S01": ["R-nowhere"]}}}
    found = verify(problem, replace(again, run=wrong))
    assert {(f.code, f.entity_id) for f in found} == {
        ("edit-not-honoured", fixed),
        ("edit-not-honoured", "P0-S01"),
    }


def test_the_bound_stays_that_of_the_best_plan(solved):
    """What an edit costs is the gap: the plan is feasible, its bound not above the unedited optimum."""
    problem, plan = solved
    edit = next(iter(moves(problem, plan)))
    found = apply_edits(problem, plan, wish(plan, edit), workers=1).plan
    assert found.bound <= plan.objective["total"] + 1e-9
    assert found.status == ("optimal" if found.gap == 0 else "feasible")


# refused


def test_all_faults_of_a_file_are_named_at_once(solved):
    """Unknown ids, a wrong source, a doubled village, a locked room, an officer twice: each with its place."""
    problem, plan = solved
    room = {row.village_id: row.room_id for row in plan.assignments}
    names = sorted(set(room.values()))
    v, w = village_id(0), village_id(1)
    other = next(name for name in names if name not in (room[v], room[w]))
    edits = [
        MoveVillage("nowhere", room[v], other, place="edits[0]"),
        MoveVillage(v, other, room[v], place="edits[1]"),
        MoveVillage(w, room[w], other, place="edits[2]"),
        MoveVillage(w, room[w], "R-nowhere", place="edits[3]"),
        LockRoom(other, place="edits[4]"),
        MoveVillage(v, room[v], other, place="edits[5]"),
        SwapOfficers("P0-S01", "P0-S01", place="edits[6]"),
        LockPost("P1-S01", place="edits[7]"),
        SwapOfficers("P1-S01", "P2-S01", place="edits[8]"),
        Note("room", "R-nowhere", "?", place="edits[9]"),
    ]  # fmt: skip
    with pytest.raises(DataError) as caught:
        weigh_edits(problem, plan, wish(plan, *edits))
    assert {(fault.code, fault.column) for fault in caught.value.faults} == {
        ("edit-unknown", "edits[0]"), ("edit-source", "edits[1]"), ("edit-unknown", "edits[3]"),
        ("edit-twice", "edits[3]"), ("edit-locked", "edits[5]"), ("edit-same", "edits[6]"),
        ("edit-twice", "edits[8]"), ("edit-unknown", "edits[9]"),
    }  # fmt: skip


def test_edits_of_another_plan_are_refused(solved):
    """A hash that is not this plan's is one fault, and nothing else is looked at."""
    problem, plan = solved
    with pytest.raises(DataError) as caught:
        weigh_edits(problem, plan, EditList("0" * 64, (LockRoom("R-nowhere"),), "e.json"))
    assert [fault.code for fault in caught.value.faults] == ["edits-stale"]


def test_no_edit_breaks_what_must_hold(solved):
    """Another station's room, a zone apart, officers of two stations or roles: impossible, all said at once."""
    problem, plan = solved
    room = {row.village_id: row.room_id for row in plan.assignments}
    far = max(
        plan.rooms,
        key=lambda one: (one.station_id == "S01", -min(map(int, (v[1:] for v in one.villages))) == 0),
    )
    corner, other = village_id(0), room[village_id(23)]
    apart = next(
        r.room_id for r in plan.rooms
        if r.station_id == "S01" and not {village_id(0), village_id(1), village_id(8)} & set(r.villages)
    )  # fmt: skip
    assert far
    for edit, key in (
        (MoveVillage(corner, room[corner], other), "impossible.edit-scope"),
        (MoveVillage(corner, room[corner], apart), "impossible.edit-apart"),
        (SwapOfficers("P0-S01", "P0-S02"), "impossible.edit-stations"),
        (SwapOfficers("P0-S01", "A0-S01"), "impossible.edit-roles"),
        (MoveOfficer("P0-S01", other), "impossible.edit-other-station"),
    ):
        with pytest.raises(ImpossibleError) as caught:
            weigh_edits(problem, plan, wish(plan, edit))
        assert [message.key for message in caught.value.collisions] == [key]


def test_an_officer_is_not_sent_to_a_village_to_avoid():
    """R18 outranks a reviewer, in a swap and in a move."""
    people = crew("S01", "S02")
    problem = town()
    plan = solve(problem, workers=1)
    lead = next(post for post in plan.posts if post.is_lead and post.station_id == "S01")
    other = next(
        p for p in plan.posts if p.is_lead and p.station_id == "S01" and p.officer_id != lead.officer_id
    )
    bars = {lead.officer_id: (other.village_ids[0],)}
    officers = tuple(replace(o, avoid_village_ids=bars.get(o.officer_id, ())) for o in problem.officers)
    barred = replace(problem, officers=officers)
    assert len(people) == len(officers)
    with pytest.raises(ImpossibleError) as caught:
        weigh_edits(barred, plan, wish(plan, SwapOfficers(lead.officer_id, other.officer_id)))
    assert [m.key for m in caught.value.collisions] == ["impossible.edit-avoid"]


def test_an_assistant_stays_at_home():
    """R18: neither a swap nor a move takes an assistant out of the home village."""
    people = [*crew("S01"), Officer("Z1", Role.ASSISTANT, "S01", home_village_id=village_id(5))]
    policy = {"policy": {"R01": {"min": 3, "max": 5}}}
    problem = grid_problem(3, 4, policy=policy, officers=people)
    plan = solve(problem, workers=1)
    other = next(p for p in plan.posts if p.role == "auxiliary" and village_id(5) not in p.village_ids)
    for edit in (SwapOfficers("Z1", other.officer_id), MoveOfficer("Z1", other.village_ids[0])):
        with pytest.raises(ImpossibleError) as caught:
            weigh_edits(problem, plan, wish(plan, edit))
        assert [message.key for message in caught.value.collisions] == ["impossible.edit-home"]


def test_a_remote_station_keeps_its_two_rooms():
    """Edits that empty one of the two rooms of a remote station break R03: impossible, in numbers."""
    policy = {"policy": {"R01": {"min": 2, "max": 8}, "R08": {"rooms": 2}}}
    problem = grid_problem(2, 4, remote=["S01"], policy=policy)
    plan = solve(problem, workers=1)
    first, second = plan.rooms
    edits = [MoveVillage(name, first.room_id, second.room_id) for name in first.villages]
    with pytest.raises(ImpossibleError) as caught:
        apply_edits(problem, plan, wish(plan, *edits), workers=1)
    (message,) = caught.value.collisions
    assert (message.key, message.values["found"], message.values["expected"]) == (
        "finding.remote-rooms",
        "1",
        "2",
    )


def test_an_edit_says_what_it_breaks_and_costs(solved):
    """The direct cost is that of the two zones, to the unit; a zone out of R01's range is named with its size."""
    problem, plan = solved
    target = round(plan.run["target_hours"] * 100)
    home = dict.fromkeys((v.village_id for v in problem.villages), "")
    hosts = {room.host_village_id for room in plan.rooms}
    rooms = {room.room_id: room for room in plan.rooms}

    def cost(room_id, villages):
        part = frozenset(problem.village_index[name] for name in villages)
        return next(one[1] for one in zone_choices(problem, part, home, target) if one[2] == room_id)

    priced = 0
    for edit in moves(problem, plan):
        if edit.village_id in hosts:
            continue
        try:
            (effect,) = weigh_edits(problem, plan, wish(plan, edit))
        except ImpossibleError:
            continue
        old, new = set(rooms[edit.source].villages), set(rooms[edit.target].villages)
        after = cost(edit.source, old - {edit.village_id}) + cost(edit.target, new | {edit.village_id})
        before = cost(edit.source, old) + cost(edit.target, new)
        assert effect.cost_min == pytest.approx((after - before) / UNIT, abs=1e-6)
        sizes = {m.values["room"]: m.values["found"] for m in effect.breaks if m.key == "edit.size"}
        lengths = {edit.source: len(old) - 1, edit.target: len(new) + 1}
        assert sizes == {name: size for name, size in lengths.items() if not 3 <= size <= 5}
        priced += 1
    assert priced > 10


# the command


def test_the_command_goes_from_json_to_a_verified_plan(run, small_solved, tmp_path):
    """Edits of the small case: text says what it costs, the new folder verifies, a second run is refused as stale."""
    folder = small_solved / "plan"
    plan = read_plan(folder)
    lead = [post.officer_id for post in plan.posts if post.role == "police" and post.station_id == "0S1"][:2]
    file = tmp_path / "edits.json"
    edits = [{"kind": "swap-officers", "a": lead[0], "b": lead[1]}]
    file.write_text(json.dumps({"plan": plan_hash(plan), "edits": edits}), encoding="utf-8")
    dry = run("apply", folder, file, "--dry-run")
    assert dry.code == 0
    assert f"{lead[0]} and {lead[1]} change places" in dry.out
    ran = run("apply", folder, file, "--out", tmp_path / "new", "--case", small_solved, "--workers", 1)
    assert ran.code == 0, ran.err
    assert run("verify", tmp_path / "new", "--case", small_solved).code == 0
    again = run("apply", tmp_path / "new", file, "--case", small_solved)
    assert again.code == 1
    assert "edits-stale" in again.err
    told = json.loads(run("diff", folder, tmp_path / "new", "--format", "json").out)
    assert {change["entity_id"] for change in told["changes"]} == set(lead)
