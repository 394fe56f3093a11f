"""What borders cost, on two stations of six villages, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.border_cost import border_cost
from assign.errors import UsageError
from assign.plan import Assignment, Plan, Room, Status
from assign.show import borders_csv, borders_record, borders_text


def _plan(nesting: str, zones: dict[str, tuple[int, ...]], *, total: float, bound: float) -> Plan:
    """Villages 0 to 11 at kilometres 0 to 11 of one road, one minute each; 0 to 5 are A's, the rest B's."""
    name = "V{:02d}".format
    own = {v: "A" if v < 6 else "B" for v in range(12)}
    hosts = {room: int(room[1:]) for room in zones}
    rows = tuple(
        Assignment(
            name(v), "", "rural", own[v], room, v == hosts[room], False, float(abs(v - hosts[room])), 0, 1
        )
        for room, villages in zones.items()
        for v in villages
    )
    rooms = tuple(
        Room(room, own[hosts[room]], name(hosts[room]), room, "office", "existing", 0, 0,
             tuple(map(name, villages)), 0, len(villages), "", "", 0, 0)
        for room, villages in zones.items()
    )  # fmt: skip
    run = {
        "policy": {"rules": {"R05": {"nesting": nesting}}, "numbers": {}},
        "inputs": [{"role": "villages", "sha256": "1"}, {"role": "case", "sha256": nesting}],
        "target_hours": 6.0,
        "rooms_budget": {"asked": 3, "effective": 3, "rural": 3},
    }
    objective = {"total": total, "relaxed_villages": 0}
    return Plan(Status.FEASIBLE, objective, bound, 1 - bound / total, {}, rows, rooms, run=run)


@pytest.fixture
def inside():
    """Rooms at 1 and 9: A's villages 4 and 5 are 3 and 4 minutes away."""
    return _plan("station", {"R01": tuple(range(6)), "R09": tuple(range(6, 12))}, total=100, bound=98)


@pytest.fixture
def across():
    """Rooms at 1 and 7: villages 4 and 5 go to B's room, 3 and 2 minutes away."""
    return _plan("county", {"R01": tuple(range(4)), "R07": tuple(range(4, 12))}, total=80, bound=70)


def test_the_cost_lies_between_what_both_bounds_prove(inside, across):
    """98 - 80 = 18 at least, 100 - 70 = 30 at most; 18 of 98 and 30 of 100 as shares."""
    found = border_cost(inside, across)
    assert (found.least, found.most) == (18, 30)
    assert (found.least_share, found.most_share) == pytest.approx((18 / 98, 0.3))


def test_borders_never_cost_less_than_nothing(inside, across):
    """A plan without borders that is worse than the one with them says nothing of the least."""
    found = border_cost(inside, replace(across, objective={**across.objective, "total": 120}))
    assert (found.least, found.least_share, found.most) == (0, 0, 30)


def test_villages_that_cross_are_named_with_what_they_save(inside, across):
    """Village 4: 3 minutes before and after; village 5: 4 before, 2 after."""
    found = border_cost(inside, across)
    assert [(c.village_id, c.station_id, c.other_station_id, c.saved_min) for c in found.crossings] == [
        ("V04", "A", "B", 0.0),
        ("V05", "A", "B", 2.0),
    ]
    assert [(b.stations, b.villages, b.saved_min) for b in found.borders] == [(("A", "B"), 2, 2.0)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_interval_is_one_line(inside, across, lang):
    """The first line holds both ends; CSV a row a village; JSON all of it."""
    found = border_cost(inside, across)
    first = borders_text(found, lang).splitlines()[0]
    assert all(each in first for each in ("18", "30", "30.0%"))
    assert borders_csv(found).splitlines()[2] == "V05,A,B,R01,R07,4.0,2.0,2.0"
    assert borders_record(found)["least"] == 18


def test_plans_in_the_wrong_order_are_refused(inside, across):
    """The plan with borders comes first, and one plan is not two."""
    for pair in ((across, inside), (inside, inside)):
        with pytest.raises(UsageError, match="borders-order"):
            border_cost(*pair)


def test_plans_of_other_facts_are_refused_and_all_that_differs_named(inside, across):
    """Another village file and another target: costs of such plans cannot be compared."""
    run = {**across.run, "inputs": [{"role": "villages", "sha256": "2"}], "target_hours": 7.0}
    with pytest.raises(UsageError, match="inputs, target_hours"):
        border_cost(inside, replace(across, run=run))


def test_a_budget_that_one_plan_does_not_use_up_is_no_other_fact(inside, across):
    """The budget of rooms is a limit: two rooms within borders may be set against three without; the sums stay."""
    more = replace(
        across, rooms=(*across.rooms, replace(across.rooms[0], room_id="R02", host_village_id="V02"))
    )
    assert (border_cost(inside, more).least, border_cost(inside, more).most) == (18, 30)


def test_plans_of_another_budget_are_refused(inside, across):
    """A room more to spend saves travel that borders do not cost."""
    run = {**across.run, "rooms_budget": {"asked": 4, "effective": 4, "rural": 4}}
    with pytest.raises(UsageError, match="rooms_budget"):
        border_cost(inside, replace(across, run=run))
