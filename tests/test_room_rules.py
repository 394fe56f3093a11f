"""Hand-worked grids, one a rule of the rooms: what the rule changes, and what happens when it is off or set otherwise.

A square is a kilometre wide; 2.8 minutes a kilometre; every village has its office as a site unless sites are named.
"""

from __future__ import annotations

import assign
from builders import grid_problem, village_id


def planned(*grid, policy=None, **facts):
    """The verified plan of a grid, under a policy."""
    return assign.solve(grid_problem(*grid, even=True, policy={"policy": policy or {}}, **facts))


def zones(plan):
    """The villages of each room by their numbers, smallest first."""
    return sorted(sorted(int(name[1:]) for name in room.villages) for room in plan.rooms)


def test_r01_keeps_zones_between_five_and_eight():
    """Twelve villages and three rooms: 4 + 4 + 4 would break R01, so two rooms; allowed, three of four each."""
    assert sorted(len(zone) for zone in zones(planned(3, 4, policy={"R08": {"rooms": 3}}))) == [5, 7]
    small = {"R08": {"rooms": 3}, "R01": {"min_villages": 4}}
    assert [len(zone) for zone in zones(planned(3, 4, policy=small))] == [4, 4, 4]


def test_r02_gives_a_community_its_own_room():
    """Community 0 stands alone; off, it is zoned like a village."""
    assert [0] in zones(planned(2, 4, urban=[0]))
    assert [0] not in zones(planned(2, 4, urban=[0], policy={"R02": {"switch": "off"}}))


def test_r03_gives_a_remote_station_two_rooms():
    """Six remote villages make two zones, although each breaks R01; off, one of six."""
    assert len(zones(planned(2, 3, remote=["S01"]))) == 2
    assert len(zones(planned(2, 3, remote=["S01"], policy={"R03": {"switch": "off"}}))) == 1


def test_r04_puts_a_work_station_into_each_village_without_a_room():
    """Five of six villages; off, none."""
    assert planned(2, 3).metrics["workstations"] == 5
    assert planned(2, 3, policy={"R04": {"switch": "off"}}).metrics["workstations"] == 0


def test_r05_keeps_zones_inside_their_station():
    """Two stations of five and seven in a row: no zone crosses the line; by county one may, and is of six."""
    asked = {"R08": {"rooms": 2}, "R05": {"nesting": "county"}}
    apart = planned(1, 12, block=(1, 7), policy={"R08": {"rooms": 2}})
    assert zones(apart) == [[0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11]]
    assert zones(planned(1, 12, block=(1, 7), policy=asked)) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_r06_keeps_zones_in_one_piece():
    """Without the borders between the rows no zone holds both, so ten villages are 5 + 5 by row, not by column."""
    parted = [(column, column + 5) for column in range(5)]
    asked = {"R08": {"rooms": 2}}
    row = [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    assert zones(planned(2, 5, policy=asked, without_borders=parted, links=[(0, 5)])) == row
    assert zones(planned(2, 5, policy=asked)) != row


def test_r07_keeps_forbidden_sites_empty_and_required_ones_open():
    """The middle of five in a row is nearest to all; forbidden, a neighbour hosts; a required end hosts itself."""

    def host(**status):
        sites = {int(name[1:]): [("office", one)] for name, one in status.items()}
        return planned(1, 5, sites=sites).rooms[0].host_village_id

    assert host() == village_id(2)
    assert host(v2="forbidden") in (village_id(1), village_id(3))
    assert host(v4="required") == village_id(4)


def test_r07_prefers_the_village_office():
    """A school in the middle, offices beside it: an office wins, as the order says; turned round, the school."""
    sites = {2: [("school", "candidate")]}
    assert planned(1, 5, sites=sites).rooms[0].host_village_id != village_id(2)
    order = {"R07": {"order": ["school", "office"]}}
    assert planned(1, 5, sites=sites, policy=order).rooms[0].host_village_id == village_id(2)


def test_r08_bounds_the_rooms():
    """Sixteen villages, two rooms of eight; off, as many rooms as pay: three."""
    assert len(zones(planned(4, 4, policy={"R08": {"rooms": 2}}))) == 2
    assert len(zones(planned(4, 4, policy={"R08": {"rooms": 2, "switch": "off", "target_hours": 53.0}}))) == 3


def test_r09_bounds_the_way():
    """Eight in a row: the ends are 11.2 minutes from the room; within six minutes, two rooms; preferred, listed."""
    free = planned(1, 8, policy={"R08": {"rooms": 2}})
    assert (len(free.rooms), max(row.travel_min for row in free.assignments)) == (1, 11.2)
    must = planned(1, 8, policy={"R08": {"rooms": 2}, "R09": {"switch": "must", "max_travel_min": 6.0}})
    assert len(must.rooms) == 2
    assert max(row.travel_min for row in must.assignments) <= 6.0
    wished = planned(1, 8, policy={"R08": {"rooms": 1}, "R09": {"switch": "prefer", "max_travel_min": 6.0}})
    assert {row.rule_id for row in wished.exceptions} >= {"R09"}
