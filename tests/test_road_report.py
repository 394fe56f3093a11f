"""What check says of a road network, what the plan shows of its repairs, and the known faults of real data."""

from __future__ import annotations

import geopandas as gpd
import pyogrio
import pytest
import shapely

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.show.geopackage import repair_layer
from conftest import case_folder
from small_case import CRS, SOUTH_M, WEST_M, village_id, write_case


def roads_case(folder, *lines, **columns):
    """Write the twelve villages with these road lines, in km from the south-western corner."""
    write_case(folder, toml='roads = "roads.gpkg"\n')
    geometry = [
        shapely.LineString([(WEST_M + x * 1000, SOUTH_M + y * 1000) for x, y in line]) for line in lines
    ]
    columns = {"road_class": ["village"] * len(lines)} | columns
    gpd.GeoDataFrame(columns, geometry=geometry, crs=CRS).to_file(folder / "roads.gpkg")
    return folder


def by_code(faults):
    return {fault.code: fault for fault in faults}


ALONG = [[(0.1, y), (3.9, y)] for y in (0.5, 1.5, 2.5)]
"""A road through the offices of each row of villages."""


def test_the_report_adds_up(tmp_path):
    """Five lines: one closed, one drawn twice; two rows of offices hang on bridges of 1 km."""
    folder = roads_case(tmp_path, *ALONG, ALONG[0], [(0, 0.1), (1, 0.1)], passable=["yes"] * 4 + ["no"])
    told = by_code(check_case(folder))
    assert dict(told["roads-used"].values) == {
        "lines": 5, "used": 3, "length_km": "11", "classes": "village 11 km", "closed": 1, "empty": 0, "doubles": 1,
        "scraps": 0, "pieces": 3, "bridges": 2, "bridge_km": 2.0,
    }  # fmt: skip
    assert told["roads-impassable"].values["rows"] == "5"
    assert told["roads-duplicate"].values["rows"] == "4"
    assert told["roads-island"].values["offices"] == 4


def test_repairs_stand_in_the_plan_with_their_lengths(tmp_path):
    """A bridge of 100 m, a snap of 0.8 m and a scrap of 50 m."""
    lines = [
        [(0.1, 0.5), (2, 0.5)],
        [(2.1, 0.5), (3.9, 0.5)],
        [(3, 0.5008), (3, 2.9)],
        [(3.05, 2.9), (3.1, 2.9)],
    ]
    problem = load_problem(read_case(roads_case(tmp_path, *lines)))
    layer = repair_layer(problem)
    assert layer.crs.to_epsg() == 4326
    assert sorted(zip(layer["repair"], layer["length_m"], strict=True)) == [
        ("bridge", 100.0), ("left_out", 50.0), ("snap", 0.8),
    ]  # fmt: skip


def test_a_plan_without_repairs_has_no_such_layer(solved):
    """The layers of a plan are those with something in them."""
    names = {name for name, _ in pyogrio.list_layers(solved("demo") / "plan.gpkg")}
    noted = {"roads-bridged", "roads-snapped", "roads-scraps", "ferries-landed"} & set(
        by_code(check_case(case_folder("demo")))
    )
    assert ("repairs" in names) == bool(noted)


def test_offices_far_from_roads_are_named(tmp_path):
    """One road at the foot of the map: the offices of the upper row stand 2.45 km away."""
    fault = by_code(check_case(roads_case(tmp_path, [(0.1, 0.05), (3.9, 0.05)])))["offices-far-from-road"]
    assert (fault.values["count"], fault.values["longest_km"]) == (4, 2.5)
    assert set(fault.values["ids"].split(", ")) == {village_id(number) for number in range(8, 12)}


def test_villages_without_any_road_are_named(tmp_path):
    """The same road passes through the lower row alone: 4 of 12."""
    fault = by_code(check_case(roads_case(tmp_path, [(0.1, 0.05), (3.9, 0.05)])))["villages-without-road"]
    assert (fault.values["count"], fault.values["of"], fault.values["share"]) == (8, 12, "33.3")


@pytest.mark.parametrize(
    ("code", "metric", "expected"),
    [
        ("villages-without-road", "area", 8e6),
        ("roads-duplicate", "length", 3800),
        ("roads-bridged", "length", 500),
    ],
)
def test_faults_carry_where_they_are(tmp_path, code, metric, expected):
    """Eight villages of 1 km², a double of 3.8 km, a bridge of 0.5 km between two roads at the foot of the map."""
    low = [(0.1, 0.05), (3.9, 0.05)]
    fault = by_code(check_case(roads_case(tmp_path, low, low, [(0.1, 0.55), (0.9, 0.55)])))[code]
    ground = gpd.GeoSeries([shapely.from_wkb(fault.shape)], crs=4326).to_crs(CRS)
    assert getattr(ground, metric).iloc[0] == pytest.approx(expected, rel=1e-3)


def test_the_share_of_pairs_by_road_is_said(tmp_path):
    """One road through the lower row, at 25 km/h: 10 of a station's 30 pairs go by it.

    Side by side in the lower row (2 pairs) 2.4 minutes driven beat 15 walked. From there aslant to the middle row (4)
    2.4 + 15 beat 21.2, to the upper row (4) 2.4 + 30 beat 33.5. All others walk straight, or to the road.
    """
    problem = load_problem(read_case(roads_case(tmp_path, ALONG[0])))
    fault = by_code(problem.notes)["travel-by-road"]
    assert (fault.values["pairs"], fault.values["share"]) == (60, "33.3")


def test_a_custom_crs_is_noted(tmp_path):
    """Roads in a transverse Mercator of their own are read, and said to be."""
    folder = roads_case(tmp_path, *ALONG)
    own = "+proj=tmerc +lat_0=7 +lon_0=116.5 +k=0.99992 +x_0=200000 +y_0=200000 +a=6377276.345 +rf=300.8017 +units=m"
    gpd.read_file(folder / "roads.gpkg").to_crs(own).to_file(folder / "roads.gpkg")
    told = by_code(check_case(folder))
    assert told["roads-crs-custom"].severity is Severity.NOTE
    assert told["roads-used"].values["used"] == 3


def test_the_known_faults_of_bohol_are_named():
    """Those that its SOURCE.txt lists, counted there by other means."""
    told = by_code(check_case(case_folder("bohol")))
    assert (told["roads-invalid"].values["count"], told["roads-invalid"].values["rows"]) == (1, "7280")
    assert told["roads-in-parts"].values["count"] == 36
    assert (told["roads-duplicate"].values["count"], told["roads-duplicate"].values["rows"]) == (
        3,
        "852, 853, 1210",
    )
    assert told["roads-no-class"].values["count"] == 871
    assert (told["villages-without-road"].values["count"], told["villages-without-road"].values["of"]) == (
        12,
        533,
    )
    pieces = told["station-in-pieces"].values
    assert (pieces["count"], pieces["of"]) == (5, 24)
    assert pieces["stations"].startswith("0701210000 (2), 0701226000 (4)")
    assert "villages-overlap" in told
    assert "villages-gap" in told
    assert "roads-class-unknown" not in told  # BARANGAY and Barangay are one class


def test_the_known_faults_of_ratnapura_are_named():
    """One invalid polygon, 22 villages without population, roads in a CRS of their own that touch 62 % of villages."""
    told = by_code(check_case(case_folder("ratnapura")))
    assert told["shape-mended"].row == 65
    assert told["population-assumed"].values["count"] == 22
    assert told["roads-crs-custom"].found == "SLD-Kandawala"
    assert told["villages-without-road"].values["share"] == "61.6"
    assert "station-in-pieces" not in told


@pytest.mark.parametrize("name", ["bohol", "ratnapura"])
def test_real_data_gives_no_hundreds_of_lines(name):
    """One fault a kind and place, the rest counted."""
    assert len(check_case(case_folder(name))) < 100
