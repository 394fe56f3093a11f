"""Villages outside the outline of the station they belong to."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from assign.errors import Severity
from assign.inputs import check_case
from small_case import CRS, SIDE_M, SOUTH_M, WEST_M, village_id, write_case

WEST = shapely.box(WEST_M, SOUTH_M, WEST_M + 2 * SIDE_M, SOUTH_M + 3 * SIDE_M)
EAST = shapely.box(WEST_M + 2 * SIDE_M, SOUTH_M, WEST_M + 4 * SIDE_M, SOUTH_M + 3 * SIDE_M)


def told(folder, west, east, *, crs=CRS):
    """Return the faults of a case whose two stations have these outlines."""
    write_case(folder, toml='stations = "stations.gpkg"\n')
    stations = gpd.GeoDataFrame({"station_id": ["0S1", "0S2"]}, geometry=[west, east], crs=CRS).to_crs(crs)
    stations.to_file(folder / "stations.gpkg")
    return [fault for fault in check_case(folder) if fault.code == "village-outside-station"]


@pytest.mark.parametrize("crs", [CRS, "EPSG:4490"])
def test_villages_inside_their_stations_are_no_fault(tmp_path, crs):
    """Each station is drawn around its six villages, in metres or in degrees."""
    assert told(tmp_path, WEST, EAST, crs=crs) == []


def test_a_village_in_the_other_station_is_named(tmp_path):
    """The line between the stations runs 1 km too far west: three villages of 0S1 lie in 0S2."""
    line = WEST_M + SIDE_M
    west = shapely.box(WEST_M, SOUTH_M, line, SOUTH_M + 3 * SIDE_M)
    east = shapely.box(line, SOUTH_M, WEST_M + 4 * SIDE_M, SOUTH_M + 3 * SIDE_M)
    faults = told(tmp_path, west, east)
    assert [(f.severity, f.row, f.column, f.found) for f in faults] == [
        (Severity.WARNING, row, "station_id", "0S1") for row in (2, 6, 10)
    ]
    assert dict(faults[0].values) == {
        "id": village_id(1), "share": "0", "other": "0S2", "station_file": "stations.gpkg",
    }  # fmt: skip
    shape = gpd.GeoSeries([shapely.from_wkb(faults[0].shape)], crs=4326).to_crs(CRS)
    assert shape.area.iloc[0] == pytest.approx(SIDE_M**2, rel=1e-3)


def test_a_sloppy_outline_is_no_fault(tmp_path):
    """A line drawn 200 m off cuts a fifth off three villages: they still lie in their station."""
    west = shapely.box(WEST_M, SOUTH_M, WEST_M + 1.8 * SIDE_M, SOUTH_M + 3 * SIDE_M)
    assert told(tmp_path, west, EAST) == []


def test_stations_drawn_as_points_tell_nothing(tmp_path):
    """A point is where the station stands."""
    assert told(tmp_path, WEST.centroid, EAST.centroid) == []
