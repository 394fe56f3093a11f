"""Why not her: the wish solved again, against hand-worked stations and against trying everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from assign.ask import Outcome, explain, why_not
from assign.ask.spoken import speaker
from assign.errors import UsageError
from assign.optimise import Zone
from assign.plan import TIER_SCALE
from assign.problem import Officer, Role
from builders import grid_problem, village_id
from staff_oracle import random_station
from staff_plans import WishedTrial, plan_on
from test_staffing import HARD_LAST, ROOMS, assistant, auxiliary, police, station

ZONES = tuple(Zone(row * 5, tuple(range(row * 5, row * 5 + 5))) for row in range(3))
TIERS = (
    "open", "doubled", "uncertified", "understaffed", "load", "ability", "green", "outside", "unguided", "moves",
    "worst_home", "home", "order",
)  # fmt: skip


def asked(problem, kind, *ids):
    """Return problem, plan and the answer to a question about the three rows of five villages."""
    plan = plan_on(problem, ZONES)
    answer = explain(problem, plan, kind, *ids) if len(ids) == 1 else why_not(problem, plan, kind, *ids)
    return problem, plan, answer


def figures(changes):
    """Return tier, before and after of changes, the order of ids left out."""
    return [(c.tier, c.before, c.after) for c in changes if c.tier != "order"]


def text(problem, plan, answer, lang="en"):
    """Return an answer as the command prints it."""
    return "\n".join(speaker(problem, plan, lang).lines(answer))


# by hand


def test_a_less_able_lead_costs_her_shortfall_squared():
    """Complexities 20, 50, 80; abilities 90, 60, 30. P2 (60) at the hardest is 20 short: 20² = 400; P3 is 50: 2,500."""
    problem = station(police("P1", 90), police("P2", 60), police("P3", 30), **HARD_LAST)
    _, _, answer = asked(problem, "officer", "P1", "P2")
    assert answer.outcome is Outcome.WORSE
    assert figures(answer.changes) == [("ability", 0, 400)]
    _, _, answer = asked(problem, "officer", "P1", "P3")
    assert figures(answer.changes) == [("ability", 0, 2500)]
    worse = {effect.entity_id: effect.worse for effect in answer.effects}
    assert worse == {"P1": False, "P3": True}


def test_the_alternatives_of_a_post_come_with_their_cost_the_cheapest_first():
    """The same station, explained: P2 in exchange costs 400, P3 2,500; whom it hits is named."""
    problem = station(police("P1", 90), police("P2", 60), police("P3", 30), **HARD_LAST)
    _, _, answer = asked(problem, "officer", "P1")
    assert [option.entity_id for option in answer.options] == ["P2", "P3"]
    assert [figures(option.changes) for option in answer.options] == [
        [("ability", 0, 400)],
        [("ability", 0, 2500)],
    ]
    assert [e.entity_id for option in answer.options for e in option.effects if e.worse] == ["P2", "P3"]


def test_equals_are_told_as_a_tie():
    """Three alike on three rows alike: nothing gets worse, and it is said so."""
    problem, plan, answer = asked(station(police("P1"), police("P2"), police("P3")), "officer", "P1", "P3")
    assert answer.outcome is Outcome.TIE
    assert figures(answer.changes) == []
    assert "a tie, broken by id" in text(problem, plan, answer)
    assert "按编号" in text(problem, plan, answer, "zh")


def test_moving_two_who_could_stay_costs_their_years():
    """P1 and P2 stay in rows 0 and 1 with 9 and 4 years; exchanged, both move: (1 + 9) + (1 + 4) = 15."""
    problem = station(police("P1", room=0, years=9), police("P2", room=1, years=4), police("P3", room=2))
    _, _, answer = asked(problem, "officer", "P1", "P2")
    assert figures(answer.changes) == [("moves", 0, 15)]
    moved = {
        e.entity_id: [p.values["years"] for p in e.parts if p.key == "effect.moves"] for e in answer.effects
    }
    assert moved == {"P1": [9], "P2": [4]}


def test_the_longer_way_from_home_is_named():
    """P1 lives in village 0 and leads row 0, P2 in 10 and leads row 2: exchanged, both have 2 km, 2 × 2.8 = 5.6 min."""
    one = replace(police("P1"), home_village_id=village_id(0))
    two = replace(police("P2"), home_village_id=village_id(10))
    three = replace(police("P3"), home_village_id=village_id(5))
    _, _, answer = asked(station(one, two, three), "officer", "P1", "P2")
    assert answer.changes[0].tier == "worst_home"
    assert (answer.changes[0].before, answer.changes[0].after) == (0, pytest.approx(5.6, abs=0.05))


def test_one_who_may_not_leave_is_joined():
    """Assistant S serves home village 3 only: A there means both there, and village after village goes short."""
    people = [assistant("S", village_id(3)), *(auxiliary(f"A{n}") for n in range(14))]
    problem, plan, answer = asked(station(*people), "officer", "S", "A0")
    assert answer.basis.key == "basis.resolve-beside"
    assert ("doubled", 0, 1) in figures(answer.changes)
    assert "both would stand here" in text(problem, plan, answer)


# what forbids it


@pytest.mark.parametrize(
    ("other", "rules", "key"),
    [
        (police("X", avoid_village_ids=(village_id(0), village_id(3))), ("R18",), "forbidden.avoid"),
        (replace(police("X"), available=False), (), "forbidden.unavailable"),
        (auxiliary("X"), ("R13",), "forbidden.not-police"),
    ],
)
def test_a_rule_that_forbids_is_named(other, rules, key):
    """The avoid list, an absence, the role: the rule by id, without solving."""
    _, _, answer = asked(station(police("P1"), police("P2"), police("P3"), other), "officer", "P1", "X")
    assert (answer.outcome, answer.rules) == (Outcome.IMPOSSIBLE, rules)
    assert [message.key for message in answer.forbidden] == [key]


def test_the_avoid_list_is_told_in_numbers():
    """Two of the five villages of row 0 are on the list, by name."""
    other = police("X", avoid_village_ids=(village_id(0), village_id(3)))
    problem, plan, answer = asked(
        station(police("P1"), police("P2"), police("P3"), other), "officer", "P1", "X"
    )
    assert "2 of the 5 villages are on X's avoid list" in text(problem, plan, answer)
    assert "5 个村中有 2 个" in text(problem, plan, answer, "zh")


def test_another_station_is_out_of_reach():
    """Two stations side by side: nobody is transferred between them (R19)."""
    other = Officer("X", Role.POLICE, "S02", ability=60)
    problem = grid_problem(2, 5, block=(1, 5), even=True, officers=(police("P1"), other))
    zones = tuple(Zone(row * 5, tuple(range(row * 5, row * 5 + 5))) for row in range(2))
    answer = why_not(problem, plan_on(problem, zones), "officer", "P1", "X")
    assert [message.key for message in answer.forbidden] == ["forbidden.station"]
    assert answer.forbidden[0].values["own"] == "S02"


@pytest.mark.parametrize(
    ("ids", "key"),
    [
        (("P1", "P1"), "usage.same-twice"),
        (("P1", "P9"), "usage.no-officer"),
        (("P9", "P1"), "usage.no-officer"),
    ],
)
def test_questions_that_make_no_sense_are_refused(ids, key):
    """The same officer twice, or one who is not in the roster: the nearest are named."""
    with pytest.raises(UsageError) as caught:
        asked(station(police("P1"), police("P2"), police("P3")), "officer", *ids)
    assert caught.value.message.key == key
    if key == "usage.no-officer":
        assert "P1" in str(caught.value.message.values["near"])


def test_an_officer_without_a_post_is_explained_by_the_reason():
    """Absent: no post, the reason, no alternatives."""
    problem, plan, answer = asked(
        station(police("P1"), replace(police("P2"), available=False)), "officer", "P2"
    )
    assert answer.options == ()
    assert "not available" in text(problem, plan, answer)


# against trying everything


def differing(before, after):
    """Return the tiers of two keys that differ, as a why-not tells them."""
    names = (
        TIERS if len(before) == len(TIERS) else tuple(n for n in TIERS if n not in ("outside", "unguided"))
    )
    out = []
    for name, old, new in zip(names, before, after, strict=True):
        if name == "load":
            lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
            pair = max(lost, default=0), max(gained, default=0)
        else:
            pair = old, new
        if pair[0] != pair[1]:
            out.append((name, pair[0] / TIER_SCALE[name], pair[1] / TIER_SCALE[name]))
    return out


def keys_of(plan, kind):
    """Return a pool's tiers in the plan as the oracle writes them."""
    (proof,) = [one for one in plan.staffing if one.kind == kind]
    return [list(tier.value) if tier.name == "load" else tier.value[0] for tier in proof.tiers]


@pytest.mark.parametrize("block", range(6))
def test_every_why_not_is_that_of_the_best_of_all_ways(block):
    """On random stations, for every pair: each tier of police and helpers is what trying everything gives."""
    compared = 0
    for seed in range(block * 25, block * 25 + 25):
        problem, zones = random_station(seed)
        if problem.policy["R19"].count("max_moves") < len(problem.officers):
            continue
        plan = plan_on(problem, zones)
        for post in plan.posts:
            mates = [
                o.officer_id
                for o in problem.officers
                if (o.role.value == "police") == (post.role == "police")
            ]
            for other in mates:
                if other == post.officer_id:
                    continue
                answer = why_not(problem, plan, "officer", post.officer_id, other)
                if answer.basis.key == "basis.none":
                    continue
                expected = by_brute_force(
                    problem, zones, plan, post, other, beside="beside" in answer.basis.key
                )
                found = None
                if answer.outcome is not Outcome.IMPOSSIBLE:
                    helped = bool(WishedTrial(problem, zones).helpers()[0])  # the oracle has no empty pool
                    told = [c for c in answer.changes if helped or c.pool == "police"]
                    found = [(c.pool, c.tier, c.before, c.after) for c in told]
                assert (seed, post.officer_id, other, found) == (seed, post.officer_id, other, expected)
                compared += 1
    assert compared > 20


def by_brute_force(problem, zones, plan, post, other, *, beside):
    """Return the differing tiers of both pools under a wish, or None where nothing keeps it."""
    place = post.room_id if post.role == "police" else post.village_post
    never = None if beside else (post.officer_id, place)
    wished = WishedTrial(problem, zones, stand=(other, place), never=never)
    kind = "police" if post.role == "police" else "helpers"
    people = wished.police()[0] if kind == "police" else wished.helpers()[0]
    if other not in {one.officer_id for one in people}:
        return None
    try:
        heads = wished.best_police()[1] if wished.police()[0] else [0] * len(zones)
        key = list(wished.best_police()[0]) if kind == "police" else None
        if kind == "helpers":
            heads = WishedTrial(problem, zones).best_police()[1] if wished.police()[0] else heads
            key = list(wished.best_helpers(heads, 1_000_000))
    except ValueError:  # no way at all
        return None
    out = [(kind, *change) for change in differing(keys_of(plan, kind), key)]
    if kind == "police" and WishedTrial(problem, zones).helpers()[0]:
        helpers = list(WishedTrial(problem, zones).best_helpers(heads, 1_000_000))
        out += [("helpers", *change) for change in differing(keys_of(plan, "helpers"), helpers)]
    return out


def test_no_exchange_is_better_than_the_plan():
    """On random stations the plan is at least as good as every exchange of two of its posts."""
    for seed in range(200, 260):
        problem, zones = random_station(seed)
        plan = plan_on(problem, zones)
        for post in plan.posts:
            for option in explain(problem, plan, "officer", post.officer_id).options:
                assert (seed, option.outcome) != (seed, Outcome.BETTER)


def test_rooms_are_named_by_the_village_where_they_stand():
    """A room is called by its village's name and its id, in both languages."""
    problem, plan, answer = asked(station(police("P1"), police("P2"), police("P3")), "officer", "P1")
    name = problem.villages[0].name
    assert f"the room at {name} ({ROOMS[0]})" in text(problem, plan, answer)
    assert f"{name}警务室（{ROOMS[0]}）" in text(problem, plan, answer, "zh")
