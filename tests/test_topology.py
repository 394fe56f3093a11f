"""Overlaps, gaps, doubles and misplaced villages are named with their amount and their place on the ground."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from assign.errors import Severity
from assign.inputs import check_case
from small_case import CRS, SIDE_M, SOUTH_M, WEST_M, village_id, villages, write_case


def changed(place, shape):
    """Return the twelve villages with one shape replaced."""
    frame = villages()
    shapes = list(frame.geometry)
    shapes[place] = shape
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=CRS))


def told(folder, code):
    return [fault for fault in check_case(folder) if fault.code == code]


def ground_m2(fault):
    """Return the area of the shape that a fault carries, in the metres of the case."""
    return float(gpd.GeoSeries([shapely.from_wkb(fault.shape)], crs=4326).to_crs(CRS).area.iloc[0])


def test_an_overlap_is_measured_and_shown(tmp_path):
    """Village 1 reaches 200 m into village 2: 200,000 m² along one kilometre."""
    west, south = WEST_M + SIDE_M, SOUTH_M
    folder = write_case(tmp_path, frame=changed(1, shapely.box(west, south, west + 1200, south + 1000)))
    (fault,) = told(folder, "villages-overlap")
    assert (fault.severity, fault.row, fault.found) == (Severity.WARNING, 2, "200,000 m²")
    assert (fault.values["first"], fault.values["second"]) == (village_id(1), village_id(2))
    assert ground_m2(fault) == pytest.approx(200_000, rel=1e-3)


def test_a_gap_is_measured_and_shown(tmp_path):
    """Village 5, inside, loses its northern half to nobody: a hole of half a square kilometre."""
    west, south = WEST_M + SIDE_M, SOUTH_M + SIDE_M
    folder = write_case(tmp_path, frame=changed(5, shapely.box(west, south, west + 1000, south + 500)))
    (fault,) = told(folder, "villages-gap")
    assert (fault.severity, fault.found, fault.values["count"]) == (Severity.WARNING, "500,000 m²", 1)
    assert ground_m2(fault) == pytest.approx(500_000, rel=1e-3)


def test_a_village_entered_twice_is_an_error(tmp_path):
    """Two ids on one piece of land would be served twice."""
    folder = write_case(tmp_path, frame=changed(3, villages().geometry.iloc[2]))
    (fault,) = told(folder, "villages-same-land")
    assert (fault.severity, fault.row, fault.values["second_row"]) == (Severity.ERROR, 3, 4)


def test_a_village_at_the_origin_is_an_error(tmp_path):
    """A shape at 0, 0 comes of missing coordinates."""
    folder = write_case(tmp_path, frame=changed(3, shapely.box(0, 0, 1000, 1000)))
    (fault,) = told(folder, "village-far-away")
    assert (fault.severity, fault.row, fault.values["id"]) == (Severity.ERROR, 4, village_id(3))


def test_a_village_in_two_pieces_is_noted(tmp_path):
    """An exclave is said, a sliver of a few square metres is not."""
    west, south = WEST_M, SOUTH_M + 2 * SIDE_M
    home = shapely.box(west, south, west + 1000, south + 1000)
    away = shapely.MultiPolygon([home, shapely.box(west - 3000, south, west - 2000, south + 500)])
    sliver = shapely.MultiPolygon([home, shapely.box(west - 3000, south, west - 2995, south + 5)])
    (fault,) = told(write_case(tmp_path / "a", frame=changed(8, away)), "village-in-pieces")
    assert (fault.values["count"], fault.values["rows"]) == (1, "9")
    assert told(write_case(tmp_path / "b", frame=changed(8, sliver)), "village-in-pieces") == []


def test_a_part_far_off_is_named(tmp_path):
    """A part 2 km from the main one is listed and shown; one of 400 m is not."""
    west, south = WEST_M, SOUTH_M + 2 * SIDE_M
    home = shapely.box(west, south, west + 1000, south + 1000)
    far = shapely.MultiPolygon([home, shapely.box(west - 2500, south, west - 2000, south + 500)])
    near = shapely.MultiPolygon([home, shapely.box(west - 900, south, west - 400, south + 500)])
    (fault,) = told(write_case(tmp_path / "a", frame=changed(8, far)), "village-part-far")
    assert (fault.values["ids"], fault.values["rows"], fault.values["farthest_km"]) == (
        village_id(8),
        "9",
        2.0,
    )
    assert ground_m2(fault) == pytest.approx(250_000, rel=1e-3)
    assert told(write_case(tmp_path / "b", frame=changed(8, near)), "village-part-far") == []


def test_a_hole_names_the_village_it_is_in(tmp_path):
    """Village 5 with a hole of 100 m by 100 m that nobody fills."""
    west, south = WEST_M + SIDE_M, SOUTH_M + SIDE_M
    hole = shapely.box(west + 400, south + 400, west + 500, south + 500)
    shape = shapely.box(west, south, west + 1000, south + 1000).difference(hole)
    folder = write_case(tmp_path, frame=changed(5, shape))
    (fault,) = told(folder, "village-hole")
    assert (fault.row, fault.values["id"], fault.found) == (6, village_id(5), "10,000 m²")
    assert told(folder, "villages-gap") == []


def test_slivers_are_counted_together(tmp_path):
    """Village 5 drawn back 0.5 m in the north: 500 m² in one gap; village 1 2 m into village 2: 800 m²."""
    west, south = WEST_M + SIDE_M, SOUTH_M + SIDE_M
    frame = changed(5, shapely.box(west, south, west + 1000, south + 999.5))
    (fault,) = told(write_case(tmp_path / "a", frame=frame), "villages-slivers")
    assert (fault.values["count"], fault.values["total"]) == (1, "500")
    assert ground_m2(fault) == pytest.approx(500, rel=1e-2)
    frame = changed(1, shapely.box(west, SOUTH_M, west + 1002, SOUTH_M + 1000).difference(
        shapely.box(west + 1000, SOUTH_M + 400, west + 1002, SOUTH_M + 1000)))  # fmt: skip
    (fault,) = told(write_case(tmp_path / "b", frame=frame), "villages-slivers")
    assert (fault.values["count"], fault.values["total"]) == (1, "800")


def test_a_strip_is_no_village(tmp_path):
    """A village 3 m wide was left over from drawing."""
    folder = write_case(tmp_path, frame=changed(8, shapely.box(WEST_M - 3, SOUTH_M, WEST_M, SOUTH_M + 1000)))
    (fault,) = told(folder, "village-strip")
    assert (fault.severity, fault.row, fault.found) == (Severity.WARNING, 9, "3.0 m")


def test_a_station_in_pieces_is_named_with_them(tmp_path):
    """Village 9 moved 20 km away: its station lies in two pieces, and the other in one."""
    west, south = WEST_M - 20_000, SOUTH_M
    folder = write_case(tmp_path, frame=changed(9, shapely.box(west, south, west + 1000, south + 1000)))
    (fault,) = told(folder, "station-in-pieces")
    assert (fault.values["count"], fault.values["of"], fault.values["stations"]) == (1, 2, "0S1 (2)")


def test_a_good_coverage_has_no_such_fault(tmp_path):
    """Twelve squares side by side."""
    codes = {fault.code for fault in check_case(write_case(tmp_path))}
    assert not {code for code in codes if code.startswith(("villages-", "village-"))}


@pytest.mark.parametrize(
    ("true", "named", "code"),
    [
        (4326, 4547, "crs-wrong-degrees"),
        (4526, 4547, "crs-wrong-zone"),
        (32650, 4490, "crs-wrong-no-zone"),
    ],
)
def test_coordinates_that_their_crs_cannot_have_are_refused(tmp_path, true, named, code):
    """Degrees under a metric name, a zone prefix under one without, metres under a geographic one."""
    frame = villages().to_crs(true).set_crs(named, allow_override=True)
    (fault,) = (f for f in check_case(write_case(tmp_path, frame=frame)) if f.severity is Severity.ERROR)
    assert (fault.code, fault.file) == (code, "villages.gpkg")


@pytest.mark.parametrize("crs", [4490, 4547, 4526, 4326, 3857])
def test_right_coordinates_are_read_whatever_the_crs(tmp_path, crs):
    """CGCS2000 in degrees, Gauss–Krüger with and without zone prefix, web Mercator: the same villages."""
    folder = write_case(tmp_path, frame=villages().to_crs(crs))
    assert [fault for fault in check_case(folder) if fault.severity is Severity.ERROR] == []


def test_a_code_one_digit_short_is_warned_of(tmp_path):
    """A spreadsheet drops leading zeros."""
    codes = [village_id(number) for number in range(12)]
    codes[4] = codes[4].removeprefix("0")
    folder = write_case(tmp_path, frame=villages(村代码=codes))
    (fault,) = told(folder, "id-one-short")
    assert (fault.row, fault.column, fault.found) == (5, "村代码", codes[4])


def test_villages_of_nobody_are_warned_of(tmp_path):
    """An empty column exported as zeros would make every village easy."""
    folder = write_case(tmp_path, frame=villages(人口=["0"] * 2 + ["900"] * 10))
    (fault,) = told(folder, "population-zero")
    assert (fault.values["count"], fault.values["rows"]) == (2, "1, 2")
