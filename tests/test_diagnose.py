"""Why a case cannot be planned: true numbers, smallest clashes, remedies that work when they are applied."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import assign
from assign.ask.clash import Oracle, joined, smallest_clash, wishes_of
from assign.ask.diagnosis import Wish
from assign.cache import Cache
from assign.errors import ImpossibleError
from assign.messages import Message
from assign.optimise import place_rooms, too_few_again
from assign.scenario import with_settings
from assign.show.words import say
from builders import grid_problem
from impossible_cases import CASES, Impossible
from small_case import officer, village_id, villages, write_case


def write(case: Impossible, folder: Path) -> Path:
    """The case on disk."""
    tables: dict[str, list[dict[str, str]]] = {}
    if case.sites:
        tables["sites"] = case.sites
    if case.remote:
        tables["stations"] = [
            {"station_id": name, "remote": "是" if name in case.remote else "否"} for name in ("0S1", "0S2")
        ]
    return write_case(folder / "case", toml=case.toml, **tables)


def told(record: dict[str, object]) -> dict[str, Counter[tuple[str, ...]]]:
    """Code -> the pairs of need and carry that were told."""
    out: dict[str, Counter[tuple[str, ...]]] = {}
    for one in record["collisions"]:
        pair = (str(one["need"]), str(one["carry"])) if "need" in one else ()
        out.setdefault(one["code"], Counter())[pair] += 1
    return out


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name.replace(" ", "-"))
def asked(request, run, tmp_path_factory):
    """An impossible case, its folder, and what `diagnose` says of it."""
    folder = write(request.param, tmp_path_factory.mktemp("impossible"))
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--lang", "en")
    assert ran.code == 3, ran.err
    return request.param, folder, json.loads(ran.out)


def test_the_numbers_are_true(asked):
    """Need and carry are those worked by hand; nothing is called impossible that a second model does not confirm."""
    case, _, record = asked
    found = {code: Counter(pair for pair in pairs.elements() if pair) for code, pairs in told(record).items()}
    assert found == {code: Counter(pair for pair in pairs if pair) for code, pairs in case.says.items()}
    assert record["status"] == "infeasible"


def test_solve_says_the_same_and_points_here(asked, run):
    """Exit 3, every collision in the same words, and the way to `diagnose`."""
    _, folder, record = asked
    ran = run("solve", folder, "--workers", 1, "--lang", "en")
    assert ran.code == 3
    assert not (folder / "plan").exists()
    for one in record["collisions"]:
        assert one["sentence"] in ran.err
    assert "assign diagnose" in ran.err


def test_the_clashes_are_of_the_rules_worked_by_hand(asked):
    """Which of several forbidden sites stand in a clash is not laid down: there may be several smallest sets."""
    case, _, record = asked
    found = [sorted({wish["rule_id"] for wish in clash["wishes"]}) for clash in record["clashes"]]
    assert sorted(found) == sorted(sorted(set(rules)) for rules in case.clash)


def test_no_wish_of_a_clash_is_idle(asked):
    """Alone they have no plan, everything else given up; without any one of them they have."""
    _case, folder, record = asked
    problem = assign.load_problem(assign.read_case(folder))
    oracle = Oracle(problem, Cache(), 1)
    wishes = wishes_of(problem)
    for clash in record["clashes"]:
        core = {(wish["rule_id"], wish["subject"], wish["sentence"]) for wish in clash["wishes"]}
        inside = [w for w in wishes if (w.rule_id, w.subject, say(w.sentence, "en")) in core]
        assert len(inside) == len(core)
        beside = [wish for wish in wishes if wish not in inside]
        assert oracle.collisions(joined(wish.without for wish in beside))
        for one in inside:
            assert not oracle.collisions(joined(wish.without for wish in [*beside, one]))


def test_a_remedy_works_when_it_is_applied(asked, run):
    """The cheapest of each clash, typed as it is shown: a plan that is verified, exit 0."""
    _, folder, record = asked
    chosen = record["together"] or record["clashes"][0]["remedies"][0]
    sets = [part for key, value in chosen["settings"].items() for part in ("--set", f"{key}={toml(value)}")]
    ran = run("solve", folder, "--workers", 1, *sets)
    assert ran.code == 0, ran.err
    assert (
        json.loads((folder / "plan" / "run.json").read_text("utf-8"))["objective"]["total"]
        == chosen["objective"]
    )
    assert run("verify", folder / "plan").code == 0


@pytest.mark.parametrize(
    "asked", [case for case in CASES if len(case.clash) == 1], indirect=True, ids=lambda case: case.name
)
def test_every_remedy_of_a_single_clash_works(asked):
    """Each of them, not the cheapest alone; and none is named twice."""
    _, folder, record = asked
    problem = assign.load_problem(assign.read_case(folder))
    remedies = [one["settings"] for one in record["clashes"][0]["remedies"]]
    assert remedies
    assert len({json.dumps(one) for one in remedies}) == len(remedies)
    for settings in remedies:
        place_rooms(
            with_settings(problem, settings), lambda function, tasks: [function(task) for task in tasks]
        )


def toml(value: object) -> str:
    """A value as it is typed behind ``--set``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}"={toml(item)}' for key, item in value.items()) + "}"
    return json.dumps(value)


def test_no_clash_can_be_made_smaller():
    """Six wishes of which {1, 4} and {2, 3, 5} collide: the answer is one of the two, whatever the order."""
    wishes = [Wish("R07", str(number), {}, Message("diagnose.impossible")) for number in range(6)]
    cores = [{"1", "4"}, {"2", "3", "5"}]
    for order in (wishes, wishes[::-1], [*wishes[3:], *wishes[:3]]):
        found = smallest_clash(order, lambda kept: any(core <= {w.subject for w in kept} for core in cores))
        assert {wish.subject for wish in found} in cores


def test_wishes_that_hold_alone_are_told_apart_by_solving():
    """A limit of travel, a budget and a remote station: without any wish of the clash the others have a plan."""
    policy = {"policy": {"R08": {"rooms": 3}, "R09": {"switch": "must", "max_travel_min": 3.0}}}
    problem = grid_problem(3, 4, policy=policy)
    oracle = Oracle(problem, Cache(), 1)
    wishes = wishes_of(problem)
    assert oracle.collisions({})
    core = smallest_clash(
        wishes, lambda kept: bool(oracle.collisions(joined(w.without for w in wishes if w not in kept)))
    )
    assert core
    assert all(not oracle.collisions(wish.without) for wish in core)


def test_what_can_be_planned_is_said_to_be(run, small):
    """Exit 0, and nobody is short."""
    ran = run("diagnose", small, "--workers", 1, "--format", "json")
    record = json.loads(ran.out)
    assert (ran.code, record["possible"], record["collisions"]) == (0, True, [])


def roster(**more: int) -> list[dict[str, str]]:
    """One police officer in either station, and auxiliaries enough but for those said."""
    rows = [officer("P1"), officer("P2", 派出所="0S2")]
    for station, count in (("0S1", more.get("west", 4)), ("0S2", more.get("east", 6))):
        rows += [officer(f"A{station}{number}", 岗位="辅警", 派出所=station) for number in range(count)]
    return rows


def test_open_rooms_are_counted_and_the_group_is_named(run, tmp_path):
    """0S1 has two communities and a rural room, and one officer who leads two at most: need 3, can carry 2."""
    folder = write_case(tmp_path / "c", officers=roster(), toml="[policy.R13]\nmax_rooms = 2\n")
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--smallest", "officers")
    record = json.loads(ran.out)
    (short,) = record["shortages"]
    assert (short["rule_id"], short["station_id"], short["need"], short["carry"]) == ("R13", "0S1", 3, 2)
    assert short["group"]["officers"] == ["P1"]
    assert len(short["group"]["places"]) == 3
    assert {"changes.police": {"0S1": 1}} in [one["settings"] for one in short["remedies"]]
    assert record["smallest"]["value"] == 1
    applied = run(
        "diagnose",
        folder,
        "--workers",
        1,
        "--no-cache",
        "--format",
        "json",
        "--set",
        'changes.police={"0S1"=1}',
    )
    assert json.loads(applied.out)["shortages"] == []


def test_recusal_makes_a_group_short_although_there_are_people(run, tmp_path):
    """Four auxiliaries for four villages of 0S1, but all avoid village 8: need 1, nobody can."""
    people = roster(west=0) + [officer(f"B{n}", 岗位="辅警", 回避村=village_id(8)) for n in range(4)]
    folder = write_case(tmp_path / "c", officers=people)
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--lang", "en")
    short = next(one for one in json.loads(ran.out)["shortages"] if one["rule_id"] == "R14")
    assert (short["need"], short["carry"], short["open"]) == (4, 3, [village_id(8)])
    assert short["group"] == {"places": [village_id(8)], "officers": []}
    assert {"changes.auxiliaries": {"0S1": 1}} in [one["settings"] for one in short["remedies"]]


def test_the_fewest_rooms_are_the_fewest(run, tmp_path):
    """Two communities, and one room for each station's villages: 4; three are overrun, not kept."""
    folder = write_case(tmp_path / "c")
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--smallest", "rooms")
    assert json.loads(ran.out)["smallest"]["value"] == 4


def test_the_least_radius_is_the_least(run, tmp_path):
    """One room for four villages and one for six: a diagonal, 3.96 minutes; 3.95 is refused within four rooms."""
    folder = write_case(tmp_path / "c", toml="[policy.R08]\nrooms = 4\n")
    ran = run(
        "diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--smallest", "max_travel"
    )
    least = json.loads(ran.out)["smallest"]
    assert least["value"] == pytest.approx(3.96)
    assert least["settings"] == {"policy.R09.switch": "must", "policy.R09.max_travel_min": 3.96}


def test_an_unknown_question_is_refused(run, small):
    """Exit 2, with what is known."""
    ran = run("diagnose", small, "--smallest", "hope", "--lang", "en")
    assert ran.code == 2
    assert "max_travel, officers, rooms" in ran.err


def test_nothing_that_must_hold_is_given_up_in_silence():
    """The optimiser itself refuses: the library raises what the command says."""
    problem = grid_problem(3, 4, policy={"policy": {"R08": {"rooms": 1}}}, urban=[0])
    with pytest.raises(ImpossibleError) as caught:
        place_rooms(problem, lambda function, tasks: [function(task) for task in tasks])
    assert caught.value.collisions == assign.diagnose(problem).collisions


def test_a_certificate_that_nobody_has_is_named_and_training_mends_it(run, tmp_path):
    """Village 4 asks its lead for 驾驶证, and P1 alone leads in 0S1: need 1, can carry 0; trained, nothing is short."""
    frame = villages(所需证书=["驾驶证" if number == 4 else "" for number in range(12)])
    folder = write_case(tmp_path / "c", frame=frame, officers=roster())
    asked = ("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json")
    short = next(one for one in json.loads(run(*asked).out)["shortages"] if one["rule_id"] == "R24")
    assert (short["station_id"], short["need"], short["carry"], short["short"]) == ("0S1", 1, 0, 1)
    assert short["group"]["officers"] == []
    (remedy,) = [one for one in short["remedies"] if "changes.certificates" in one["settings"]]
    assert remedy["settings"] == {"changes.certificates": {"P1": ["驾驶证"]}}
    mended = run(*asked, "--set", 'changes.certificates={"P1"=["驾驶证"]}')
    assert [one for one in json.loads(mended.out)["shortages"] if one["rule_id"] == "R24"] == []


@pytest.mark.parametrize("toml", ["", "[policy.R08]\nrooms = 1\n"])
def test_no_number_of_officers_is_claimed_where_no_post_was_looked_at(run, tmp_path, toml):
    """Without a roster, or without rooms, the fewest officers are not known: none is not said."""
    folder = write_case(tmp_path / "c", toml=toml)
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json", "--smallest", "officers")
    least = json.loads(ran.out)["smallest"]
    assert (ran.code, least["value"], least["settings"]) == (3 if toml else 0, None, {})


def test_a_remedy_is_typed_over_what_the_case_changes_by_itself(run, tmp_path):
    """The case lets one officer come to 0S1 and is still short: the remedy says how many in all, and works as typed."""
    toml = "[policy.R13]\nmax_rooms = 1\n[changes]\npolice = { 0S1 = 1 }\n"
    folder = write_case(tmp_path / "c", officers=roster(), toml=toml)
    asked = ("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json")
    short = next(one for one in json.loads(run(*asked).out)["shortages"] if one["station_id"] == "0S1")
    settings = next(one["settings"] for one in short["remedies"] if "changes.police" in one["settings"])
    assert settings == {"changes.police": {"0S1": 2}}
    mended = json.loads(run(*asked, "--set", 'changes.police={"0S1"=2}').out)
    assert [one for one in mended["shortages"] if one["station_id"] == "0S1"] == []


def test_money_is_said_to_the_last_digit(run, tmp_path):
    """Four rooms at 350,001: need 1,400,004, and that is what the remedy sets."""
    sites = [
        {"site_id": f"K{v:02d}", "village_id": village_id(v), "kind": "office", "cost": "350001"}
        for v in range(12)
    ]
    folder = write_case(tmp_path / "c", sites=sites, toml="[policy.R08]\ncost = 1000000\n")
    ran = run("diagnose", folder, "--workers", 1, "--no-cache", "--format", "json")
    record = json.loads(ran.out)
    assert [one["need"] for one in record["collisions"]] == ["1400004"]
    assert record["clashes"][0]["remedies"][0]["settings"] == {"policy.R08.cost": 1400004.0}


@pytest.mark.parametrize(("rooms", "too_few"), [(1, True), (2, False), (3, False)])
def test_the_second_model_confirms_what_is_refused_and_nothing_more(tmp_path, rooms, too_few):
    """Two rural rooms, two of communities: a budget of two or three is overrun by the latter, one is refused."""
    problem = assign.load_problem(assign.read_case(write_case(tmp_path / "c")))
    assert too_few_again(problem, rooms, shortfall=1) is too_few  # four villages in 0S1: one short of five
