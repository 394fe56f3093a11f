"""Villages and roads apart by a web map's shift are told; those that fit, or tell nothing, are not."""

from __future__ import annotations

import shutil

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from assign.inputs import check_case, read_case
from assign.inputs.check import inspect
from assign.inputs.misfit import LEAST_POINTS, find_shift
from assign.offsets import to_bd09, to_gcj02, to_wgs84
from conftest import DEMO, case_folder

SHIFTS = {
    ("villages", "GCJ-02"): to_gcj02,
    ("villages", "BD-09"): to_bd09,
    ("roads", "GCJ-02"): lambda lonlat: to_wgs84(lonlat, "GCJ-02"),
    ("roads", "BD-09"): lambda lonlat: to_wgs84(lonlat, "BD-09"),
}
"""What to do with the villages so that this file is the shifted one: to shift roads is to shift villages back."""


@pytest.fixture(scope="module")
def demo():
    """Roads, offices, outlines and CRS of the demo county."""
    return ground(DEMO)


def ground(folder):
    facts, _ = inspect(read_case(folder))
    places = facts.places
    return (
        np.asarray(facts.roads.geometry.values, dtype=object),
        places.office_m,
        places.outlines_m,
        places.crs,
    )


def told(lines, offices, outlines, crs):
    """Return (file, datum) of each warning."""
    faults = find_shift(lines, offices, outlines, crs=crs, village_file="v.gpkg", road_file="r.gpkg")
    return [(fault.values["role"], fault.values["datum"]) for fault in faults]


def moved(xy, shift, crs):
    change = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    lonlat = np.column_stack(change.transform(*xy.T, direction="INVERSE"))
    return np.column_stack(change.transform(*shift(lonlat).T))


@pytest.mark.parametrize("known_offices", [True, False], ids=["offices", "points inside"])
@pytest.mark.parametrize("guilty", SHIFTS, ids=" ".join)
def test_a_shifted_file_is_told_with_its_datum(demo, guilty, known_offices):
    """Of either file by either datum, from the offices or, where there are none, from the borders alone."""
    lines, offices, outlines, crs = demo
    if not known_offices:
        offices = shapely.get_coordinates(shapely.point_on_surface(outlines))
    shift = SHIFTS[guilty]
    shifted = shapely.transform(outlines, lambda xy: moved(xy, shift, crs))
    assert told(lines, moved(offices, shift, crs), shifted, crs) == [guilty]


@pytest.mark.parametrize("name", ["demo", "bohol", "ratnapura"])
def test_files_that_fit_are_left_in_peace(name):
    """Three places whose layers fit; two of them lie in the box where the formula of GCJ-02 moves points."""
    assert told(*ground(case_folder(name))) == []


def test_another_shift_is_no_datum(demo):
    """Villages 500 m off in a direction of no datum are beyond this check: it does not name one."""
    lines, offices, outlines, crs = demo
    step = np.array([-400.0, -300.0])
    assert told(lines, offices + step, shapely.transform(outlines, lambda xy: xy + step), crs) == []


def test_a_handful_of_villages_tells_nothing(demo):
    """Fewer than thirty offices are not judged."""
    lines, offices, outlines, crs = demo
    few = slice(LEAST_POINTS - 1)
    shifted = shapely.transform(outlines[few], lambda xy: moved(xy, to_gcj02, crs))
    assert told(lines, moved(offices[few], to_gcj02, crs), shifted, crs) == []


def test_check_names_both_files_and_the_cure_works(tmp_path):
    """The demo county with its villages in GCJ-02: warned of as it stands, silent once the case names the datum."""
    folder = shutil.copytree(DEMO, tmp_path / "county")
    frame = gpd.read_file(folder / "villages.gpkg")
    frame.geometry = gpd.GeoSeries(
        shapely.transform(np.asarray(frame.geometry.values), to_gcj02), crs=frame.crs
    )
    frame[["office_lon", "office_lat"]] = to_gcj02(frame[["office_lon", "office_lat"]].to_numpy(float))
    frame.to_file(folder / "villages.gpkg")
    (fault,) = (fault for fault in check_case(folder) if fault.code == "layers-shifted")
    assert (fault.file, fault.values["road_file"], fault.values["datum"]) == (
        "villages.gpkg",
        "roads.gpkg",
        "GCJ-02",
    )
    assert 400 < fault.values["shift_m"] < 700
    case = (folder / "case.toml").read_text("utf-8")
    cured = case.replace('"villages.gpkg"', '{ file = "villages.gpkg", crs = "GCJ-02" }')
    (folder / "case.toml").write_text(cured, "utf-8")
    assert [fault for fault in check_case(folder) if fault.code == "layers-shifted"] == []
