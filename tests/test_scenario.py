"""Facts changed in memory: each verb against a world built that way, or against what follows by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assign.assess import verify
from assign.demand import workload_of
from assign.errors import DataError
from assign.inputs import Changes, read_case
from assign.problem import Officer, Role
from assign.scenario import (
    apply_changes,
    close_roads,
    load_problem,
    merge_stations,
    merge_villages,
    more_incidents,
    on_leave,
    surge,
    with_officers,
    with_policy,
    with_rooms,
)
from assign.solve import solve
from builders import grid_problem
from conftest import DEMO


def roster():
    people = [Officer(f"P{n}", Role.POLICE, f"S0{1 + n % 2}", years=float(n)) for n in range(6)]
    return [
        *people,
        Officer("A0", Role.AUXILIARY, "S01", home_village_id="V001", avoid_village_ids=("V000", "V001")),
    ]


@pytest.fixture
def grid():
    """Two stations of 3 × 4 villages side by side, with roads and seven officers."""
    return grid_problem(3, 8, block=(3, 4), roads=True, officers=roster())


def pairs(problem):
    """Return the minutes of each stored pair, by ids."""
    travel = problem.travel
    return {
        (site.site_id, problem.villages[v].village_id): float(far)
        for number, site in enumerate(problem.sites)
        for v, far in zip(
            travel.village[travel.indptr[number] : travel.indptr[number + 1]],
            travel.minutes[travel.indptr[number] : travel.indptr[number + 1]],
            strict=True,
        )
    }


def test_no_change_is_no_change(grid):
    """Nothing to change hands back the very same problem."""
    assert apply_changes(grid, Changes()) is grid


def test_the_order_of_changes_is_fixed(grid):
    """Stations, villages, work, people, rooms: names given are those after the merging before."""
    changes = Changes(
        rooms=1,
        police={"S01": -1},
        leave=("P4",),
        surge={"V000": 2.0},
        merge_villages=(("V000", "V001"),),
        merge_stations=(("S01", "S02"),),
    )
    changed = apply_changes(grid, changes)
    assert len(changed.stations) == 1
    assert changed.villages[0].hours == pytest.approx(2 * (grid.villages[0].hours + grid.villages[1].hours))
    assert changed.policy["R08"].count("rooms") == int(23 / 6.5) + 1
    assert verify(changed, solve(changed, workers=1)) == ()


def test_fewer_rooms_than_the_rule_of_thumb(grid):
    """24 villages at 6.5 a room are 3; two more are 5; none left is refused."""
    assert with_rooms(grid, 2).policy["R08"].count("rooms") == 5
    assert with_rooms(grid, -1, than=4).policy["R08"].count("rooms") == 3
    with pytest.raises(DataError, match="change-no-rooms"):
        with_rooms(grid, -3)


def test_rules_that_reading_used_up_are_refused(grid):
    """Weights and budgets change in memory; borders, scopes, travel and workload do not follow."""
    assert with_policy(grid, {"weights": {"balance": 2.0}}).policy.number("weights.balance") == 2.0
    for built in (
        {"policy": {"R05": {"nesting": "city"}}},
        {"policy": {"R06": {"min_border_m": 50}}},
        {"policy": {"R02": {"switch": "off"}}},
        {"travel": {"off_road_kph": 5.0}},
        {"workload": {"base_visits": 5.0}},
    ):
        with pytest.raises(DataError, match="change-built-in"):
            with_policy(grid, built)


def test_a_surge_multiplies_hours_and_visits(grid):
    """Half as much again, to two decimals; other villages stay."""
    changed = surge(grid, {"V003": 1.5})
    before, after = grid.villages[3], changed.villages[3]
    assert after.hours == round(before.hours * 100 * 1.5) / 100
    assert after.visits == round(before.visits * 100 * 1.5) / 100
    assert changed.villages[:3] == grid.villages[:3]


@pytest.mark.parametrize(
    "change",
    [
        Changes(surge={"V999": 2.0}),
        Changes(leave=("P99",)),
        Changes(police={"S99": 1}),
        Changes(merge_villages=(("V000", "V999"),)),
        Changes(merge_stations=(("S01", "S99"),)),
    ],
)
def test_unknown_ids_are_named_with_the_nearest(grid, change):
    """An id that is not there is an error that offers the nearest that is."""
    with pytest.raises(DataError, match="change-unknown-id") as caught:
        apply_changes(grid, change)
    assert caught.value.faults[0].values["nearest"] != "—"


def test_officers_come_and_go(grid):
    """The least years leave first, who is pinned or away stays; recruits come with new ids and no years."""
    fewer = with_officers(grid, {"S01": -2})
    assert [o.officer_id for o in fewer.officers if o.role is Role.POLICE and o.station_id == "S01"] == ["P4"]
    held = replace(grid, officers=tuple(replace(o, pinned=o.officer_id == "P0") for o in grid.officers))
    assert "P0" in {o.officer_id for o in with_officers(held, {"S01": -2}).officers}
    with pytest.raises(DataError, match="change-too-few-officers"):
        with_officers(held, {"S01": -3})
    more = with_officers(grid, {"S02": 2}, Role.AUXILIARY)
    new = [o for o in more.officers if o not in grid.officers]
    assert [(o.station_id, o.role, o.years) for o in new] == [("S02", Role.AUXILIARY, 0.0)] * 2
    assert len(with_officers(more, {"S02": 1}, Role.AUXILIARY).officers) == len(grid.officers) + 3
    assert [o.available for o in on_leave(grid, ["P1"]).officers if o.officer_id == "P1"] == [False]


def test_merged_villages_are_one_in_every_respect(grid):
    """V000 and V001 become V000: work added up, both sites kept, borders and travel those of one village."""
    merged = merge_villages(grid, [["V000", "V001"]])
    one, two = grid.villages[:2]
    whole = merged.villages[0]
    assert (whole.village_id, whole.lon, whole.population) == (
        "V000",
        one.lon,
        one.population + two.population,
    )
    assert whole.hours == pytest.approx(one.hours + two.hours)
    assert whole.visits == pytest.approx(one.visits + two.visits)
    assert len(merged.villages) == 23
    assert [site.village_id for site in merged.sites[:2]] == ["V000", "V000"]
    assert merged.outlines[0].area == pytest.approx(grid.outlines[0].area + grid.outlines[1].area)
    ids = [village.village_id for village in merged.villages]
    assert {ids[n] for n in merged.neighbours[0]} == {"V002", "V008", "V009"}
    kept = {pair: far for pair, far in pairs(grid).items() if pair[1] != "V001"}
    assert pairs(merged) == pytest.approx(kept, abs=0.011)
    helper = next(o for o in merged.officers if o.officer_id == "A0")
    assert (helper.home_village_id, helper.avoid_village_ids) == ("V000", ("V000",))
    assert verify(merged, solve(merged, workers=1)) == ()


def test_villages_that_do_not_belong_together_stay_apart(grid):
    """Other stations, other kinds, or a village twice: refused."""
    with pytest.raises(DataError, match="change-merge-apart"):
        merge_villages(grid, [["V003", "V004"]])
    with pytest.raises(DataError, match="change-merge-twice"):
        merge_villages(grid, [["V000", "V001"], ["V002", "V001"]])


def test_merged_stations_are_those_of_a_county_without_the_line():
    """Two stations made one have the travel, the scopes and the plan of a grid that was one from the start."""
    two = grid_problem(3, 8, block=(3, 4), roads=True)
    one = grid_problem(3, 8, roads=True)
    merged = merge_stations(two, [["S01", "S02"]])
    assert merged.scopes == one.scopes
    assert pairs(merged) == pytest.approx(pairs(one), abs=0.011)
    assert solve(merged, workers=1).objective["total"] == pytest.approx(
        solve(one, workers=1).objective["total"], rel=1e-3
    )


def test_a_closed_bridge_is_measured_only_where_it_was_used():
    """Closing in memory gives the travel of the case read with the road closed, to the last hundredth."""

    base = load_problem(read_case(DEMO))
    for name in ("Bazi bridge", "惠民桥", "X001"):
        read = load_problem(read_case(DEMO, overrides={"roads.closed": [name]}))
        changed = close_roads(base, [name])
        assert np.array_equal(changed.travel.minutes, read.travel.minutes), name
        assert np.array_equal(changed.travel.village, read.travel.village)
        assert changed.links == read.links
        for part in (
            "tail",
            "head",
            "minutes",
            "village_node",
            "site_node",
            "village_leg_min",
            "site_leg_min",
        ):
            assert np.allclose(getattr(changed.network, part), getattr(read.network, part), atol=1e-4)
        assert (changed.travel.minutes > base.travel.minutes).any()
    with pytest.raises(DataError, match="change-unknown-id"):
        close_roads(base, ["Bazi brigde"])


def test_without_roads_none_can_be_closed():
    """A case without roads says so."""
    with pytest.raises(DataError, match="change-without-roads"):
        close_roads(grid_problem(2, 3), ["a"])


def test_more_incidents_follow_the_formulas():
    """Twice the incidents in one village of the demo: its complexity, visits and hours by the formulas, no other's."""
    base = load_problem(read_case(DEMO))
    busiest = max(base.villages, key=lambda village: village.hours).village_id
    changed = more_incidents(base, {busiest: 2.0})
    number = base.village_index[busiest]
    work = workload_of(changed.evidence, base.policy)
    after = changed.villages[number]
    assert (after.hours, after.visits, after.complexity) == (
        work.hours[number],
        work.visits[number],
        work.complexity[number],
    )
    assert after.hours > base.villages[number].hours
    assert [v for v in changed.villages if v.village_id != busiest] == [
        v for v in base.villages if v.village_id != busiest
    ]
    assert more_incidents(base, {busiest: 1.0}).villages == base.villages
    with pytest.raises(DataError, match="change-without-incidents"):
        more_incidents(grid_problem(2, 3), {"V000": 2.0})


def test_merged_villages_of_the_demo_are_reckoned_from_their_evidence():
    """People, incidents and facilities together give the hours; base visits count once."""
    base = load_problem(read_case(DEMO))
    one = next(n for n, v in enumerate(base.villages) if v.kind == "rural")
    two = next(
        n
        for n in base.neighbours[one]
        if base.villages[n].station_id == base.villages[one].station_id and base.villages[n].kind == "rural"
    )
    names = [base.villages[n].village_id for n in (one, two)]
    merged = merge_villages(base, [names])
    whole = merged.villages[merged.village_index[names[0]]]
    assert whole.hours < base.villages[one].hours + base.villages[two].hours
    assert merged.evidence.population.sum() == base.evidence.population.sum()
    work = workload_of(merged.evidence, merged.policy)
    assert whole.hours == work.hours[merged.village_index[names[0]]]
    assert verify(merged, solve(merged, workers=1)) == ()
