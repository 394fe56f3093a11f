"""A river without a bridge: six villages of one kilometre, three on each bank, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from assign import solve, verify
from assign.errors import Severity
from assign.inputs import load_problem, read_case
from small_case import CRS, SOUTH_M, WEST_M, write_case

POLICY = """[policy.R06]
max_drive_min = {}
[policy.R01]
min_villages = 2
max_villages = 2
"""
BANKS = [(WEST_M + x * 1000, SOUTH_M + y * 1000) for y in range(2) for x in range(3)]
IDS = [f"V{number}" for number in range(6)]
SIDE_BY_SIDE = {("V0", "V1"), ("V1", "V2"), ("V3", "V4"), ("V4", "V5")}
ACROSS = {("V0", "V3"), ("V1", "V4"), ("V2", "V5")}
"""The river runs along the border between the two rows."""


def road(*points, oneway="no"):
    """Return a road line at 60 km/h; points are in km from the south-western corner."""
    return {
        "speed_kph": "60",
        "oneway": oneway,
        "geometry": shapely.LineString([(WEST_M + x * 1000, SOUTH_M + y * 1000) for x, y in points]),
    }


NORTH_BANK = road((0.1, 1.5), (2.9, 1.5))
SOUTH_BANK = road((0.1, 0.5), (2.9, 0.5))
BRIDGE = road((2.5, 0.5), (2.5, 1.5))


def problem_of(folder, *roads, limit=0.0):
    """Return the problem of the six villages with these roads."""
    frame = gpd.GeoDataFrame(
        {"village_id": IDS, "name": IDS, "station_id": "S", "kind": "rural", "population": "900"},
        geometry=[shapely.box(x, y, x + 1000, y + 1000) for x, y in BANKS],
        crs=CRS,
    )
    path = write_case(folder, frame=frame, toml='roads = "roads.gpkg"\n' * bool(roads) + POLICY.format(limit))
    if roads:
        gpd.GeoDataFrame(list(roads), crs=CRS).to_file(folder / "roads.gpkg")
    return load_problem(read_case(path))


def borders_of(problem):
    return {(IDS[first], IDS[second]) for first, second in problem.borders.tolist()}


def note(problem, code):
    return next((note for note in problem.notes if note.code == code), None)


def test_every_border_counts_unless_asked_otherwise(tmp_path):
    """The setting is off by default: roads or none, a shared border makes neighbours."""
    problem = problem_of(tmp_path, NORTH_BANK, SOUTH_BANK)
    assert borders_of(problem) == SIDE_BY_SIDE | ACROSS
    assert note(problem, "borders-not-crossed") is None


def test_a_river_without_a_bridge_parts_villages(tmp_path):
    """No road leads over: the banks are two pieces, joined at one link, and the note carries 3 km of river."""
    problem = problem_of(tmp_path, NORTH_BANK, SOUTH_BANK, limit=20.0)
    assert borders_of(problem) == SIDE_BY_SIDE
    assert len(problem.links) == 1
    told = note(problem, "borders-not-crossed")
    assert (told.values["count"], told.values["pairs"]) == (3, "V0–V3, V1–V4, V2–V5")
    river = gpd.GeoSeries([shapely.from_wkb(told.shape)], crs=4326).to_crs(CRS)
    assert river.length.iloc[0] == pytest.approx(3000, rel=1e-3)


def test_a_bridge_joins_what_is_near_it(tmp_path):
    """Offices are 0, 1 and 2 km from the bridge at 60 km/h: by road they are 5, 3 and 1 minutes apart."""
    roads = (NORTH_BANK, SOUTH_BANK, BRIDGE)
    assert borders_of(problem_of(tmp_path / "a", *roads, limit=4.0)) == SIDE_BY_SIDE | {
        ("V1", "V4"),
        ("V2", "V5"),
    }
    assert borders_of(problem_of(tmp_path / "b", *roads, limit=5.5)) == SIDE_BY_SIDE | ACROSS


def test_a_road_across_makes_neighbours_however_slow(tmp_path):
    """V2 and V5 have the bridge between them: a limit of half a minute does not part them."""
    roads = (NORTH_BANK, SOUTH_BANK, BRIDGE)
    assert borders_of(problem_of(tmp_path, *roads, limit=0.5)) == SIDE_BY_SIDE | {("V2", "V5")}


def test_missing_field_tracks_do_not_part_villages(tmp_path):
    """One road on the south bank and none on the other: nothing says that there is a river."""
    assert borders_of(problem_of(tmp_path, SOUTH_BANK, limit=20.0)) == SIDE_BY_SIDE | ACROSS


def test_a_slip_of_the_pen_is_driven_over_and_a_river_is_not(tmp_path):
    """A bridge drawn 5 m short of the road is one; a road that ends 200 m short of it is none."""
    short = road((2.5, 0.505), (2.5, 1.5))
    far = road((2.5, 0.7), (2.5, 1.5))
    joined = problem_of(tmp_path / "a", NORTH_BANK, SOUTH_BANK, short, limit=4.0)
    apart = problem_of(tmp_path / "b", NORTH_BANK, SOUTH_BANK, far, limit=4.0)
    assert ("V1", "V4") in borders_of(joined)
    assert ("V1", "V4") not in borders_of(apart)


def test_a_one_way_bridge_joins(tmp_path):
    """Neighbours are neighbours in either direction."""
    one_way = road((2.5, 0.5), (2.5, 1.5), oneway="yes")
    problem = problem_of(tmp_path, NORTH_BANK, SOUTH_BANK, one_way, limit=5.5)
    assert borders_of(problem) == SIDE_BY_SIDE | ACROSS


def test_without_roads_the_setting_is_said_to_be_idle(tmp_path):
    """Every border counts then, and a warning says so."""
    problem = problem_of(tmp_path, limit=20.0)
    assert borders_of(problem) == SIDE_BY_SIDE | ACROSS
    assert note(problem, "borders-without-roads").severity is Severity.WARNING


def test_the_plan_keeps_to_the_banks_and_the_verifier_sees_it(tmp_path):
    """Three villages on each bank in zones of two: one zone must cross, and may do so at the listed link alone."""
    problem = problem_of(tmp_path, NORTH_BANK, SOUTH_BANK, limit=20.0)
    (link,) = problem.links
    plan = solve(problem)
    across = [room.villages for room in plan.rooms if len({int(key[1]) // 3 for key in room.villages}) == 2]
    assert across == [(link.village_id, link.other_id)]
    assert verify(problem, plan) == ()
    without_link = replace(problem, links=())
    assert {finding.code for finding in verify(without_link, plan)} >= {"zone-apart"}
