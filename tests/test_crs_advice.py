"""Coordinates without a CRS, or under a wrong one, are answered with the EPSG code that they look like."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.crs_advice import Looks, advise, are_swapped_degrees
from assign.speak import fault_text
from conftest import ROOT
from small_case import village_id, villages, write_case

GONGYI = ROOT.parent / "shared" / "peers" / "cflsap_kong" / "gy2_polyon.shp"


def errors(folder):
    return [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]


def henan(epsg):
    """Return the twelve villages under codes of Henan, in a CRS."""
    frame = villages(村代码=[f"41{village_id(number)[2:]}" for number in range(12)])
    return frame.to_crs(epsg)


def bare(folder, frame, entry=""):
    """Write a case whose Shapefile has no .prj."""
    write_case(folder)
    frame.to_file(folder / "v.shp", encoding="UTF-8")
    (folder / "v.prj").unlink()
    toml = f'[inputs]\nvillages = {{ file = "v.shp"{entry} }}\n'
    (folder / "case.toml").write_text(toml, "utf-8")
    return folder


@pytest.mark.parametrize("zone", [*range(13, 24), *range(25, 46)])
def test_a_zone_before_the_easting_is_told_exactly(zone):
    """Each zone's number leads to the CGCS2000 code of that name (and those of 1980 and 1954) in the EPSG list."""
    wide = zone < 24
    cm = zone * 6 - 3 if wide else zone * 3
    code = 4491 + zone - 13 if wide else 4513 + zone - 25
    x, y = Transformer.from_crs(4490, code, always_xy=True).transform([cm - 0.4, cm + 0.4], [34.0, 34.5])
    advice = advise(np.array([x[0], y[0], x[1], y[1]]))
    assert (advice.looks, advice.zone, advice.code) == (Looks.ZONE, zone, f"EPSG:{code}")
    for text in (advice.code, *advice.older.split(", ")):
        name = CRS.from_user_input(text).name
        assert name.endswith(f"zone {zone}")
        assert ("3-degree" in name) is not wide


def test_a_shapefile_without_prj_is_told_its_zone_and_then_read(tmp_path):
    """x of 38.5 million: the error names EPSG:4526; with that in the case the villages stand where they should."""
    (fault,) = errors(bare(tmp_path, henan(4526)))
    assert (fault.code, fault.values["advised"]) == ("crs-missing-zone", "EPSG:4526")
    assert 'crs = "EPSG:4526"' in fault_text(fault, "zh")
    problem = load_problem(read_case(bare(tmp_path, henan(4526), ', crs = "EPSG:4526"')))
    expected = henan(4490).geometry[0].centroid
    assert shapely.distance(problem.outlines[0].centroid, expected) < 1e-6


def test_metres_without_a_zone_get_the_zones_of_the_province(tmp_path):
    """x of half a million: Henan's three zones of 3° and two of 6° are listed, and no others."""
    (fault,) = errors(bare(tmp_path, henan(4547)))
    assert fault.code == "crs-missing-no-zone"
    listed = "EPSG:4546 (111°E), EPSG:4547 (114°E), EPSG:4548 (117°E), EPSG:4508 (111°E, 6°), EPSG:4509 (117°E, 6°)"
    assert fault.values["advised"] == listed
    for part in listed.split(", EPSG:"):
        code, cm = part.removeprefix("EPSG:").split(" (")
        assert f"CM {cm[:3]}E" in CRS.from_epsg(int(code)).name


def test_degrees_without_a_crs_get_4490(tmp_path):
    """Longitudes and latitudes of China are not taken for anything unsaid."""
    (fault,) = errors(bare(tmp_path, henan(4490)))
    assert (fault.code, fault.values["advised"]) == ("crs-missing-degrees", "EPSG:4490")


@pytest.mark.parametrize(
    ("true", "named", "code", "advised"),
    [
        (4526, 4547, "crs-wrong-zone", "EPSG:4526"),
        (4547, 4526, "crs-wrong-no-zone", None),
        (4490, 4547, "crs-wrong-degrees", "EPSG:4490"),
        (4526, 4490, "crs-wrong-zone", "EPSG:4526"),
    ],
)
def test_a_wrong_crs_is_answered_with_the_right_one(tmp_path, true, named, code, advised):
    """A zone forgotten, a zone too many, degrees called metres and the other way round."""
    frame = henan(true).set_crs(named, allow_override=True)
    (fault,) = errors(write_case(tmp_path, frame=frame))
    assert fault.code == code
    assert advised in (None, fault.values["advised"])


@pytest.mark.parametrize("epsg", [4490, 4547, 4526])
def test_exchanged_axes_are_named_and_mended_by_the_case(tmp_path, epsg):
    """Northing first, with or without .prj, is an error; `axes = "yx"` reads the villages where they stand."""
    turned = henan(epsg)
    turned = turned.set_geometry(
        gpd.GeoSeries(shapely.transform(turned.geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs=epsg)
    )
    (fault,) = errors(write_case(tmp_path / "named", frame=turned))
    assert fault.code == "axes-swapped"
    assert 'axes = "yx"' in fault_text(fault, "en")
    (fault,) = errors(bare(tmp_path / "bare", turned))
    assert fault.code == "axes-swapped"
    problem = load_problem(read_case(bare(tmp_path / "bare", turned, f', axes = "yx", crs = "EPSG:{epsg}"')))
    straight = load_problem(read_case(write_case(tmp_path / "straight", frame=henan(epsg))))
    assert all(
        one.equals_exact(other, 1e-9) for one, other in zip(problem.outlines, straight.outlines, strict=True)
    )


def test_axes_of_another_name_are_refused(tmp_path):
    """Only xy and yx."""
    assert "axes-unknown" in {fault.code for fault in errors(bare(tmp_path, henan(4490), ', axes = "up"'))}


@pytest.mark.parametrize(
    ("bounds", "swapped"),
    [
        ((39.0, 75.8, 39.6, 76.2), True),  # Kashgar: the latitude is within 90
        ((6.5, 80.2, 6.9, 80.9), True),  # Ratnapura
        ((9.5, 123.7, 10.2, 124.6), True),  # Bohol
        ((75.8, 39.0, 76.2, 39.6), False),
        ((18.9, 69.6, 19.1, 69.8), False),  # Tromsø stands as it is
        ((-70.0, -54.0, -66.0, -52.0), False),  # Tierra del Fuego
    ],
)
def test_degrees_with_latitude_first_are_told(bounds, swapped):
    """Wherever nobody lives when they are read as they stand."""
    assert are_swapped_degrees(np.array(bounds)) is swapped


@pytest.mark.parametrize(
    ("bounds", "looks", "zone"),
    [
        ((38_100_000, 1_500_000, 38_900_000, 6_200_000), Looks.ZONE, 38),  # the ends of what is China
        ((38_099_999, 1_500_000, 38_900_000, 6_200_000), Looks.UNKNOWN, 0),
        ((38_100_000, 1_500_000, 38_900_001, 6_200_000), Looks.UNKNOWN, 0),
        ((38_100_000, 1_499_999, 38_900_000, 6_200_000), Looks.UNKNOWN, 0),
        ((38_100_000, 1_500_000, 38_900_000, 6_200_001), Looks.UNKNOWN, 0),
        ((38_800_000, 3_000_000, 39_200_000, 3_100_000), Looks.UNKNOWN, 0),  # two zones
        ((100_000, 1_500_000, 900_000, 6_200_000), Looks.NO_ZONE, 0),
        ((99_999, 1_500_000, 900_000, 6_200_000), Looks.UNKNOWN, 0),
        ((12_500_000, 3_000_000, 12_600_000, 3_100_000), Looks.UNKNOWN, 0),
        ((13_500_000, 3_000_000, 13_600_000, 3_100_000), Looks.ZONE, 13),
        ((23_500_000, 3_000_000, 23_600_000, 3_100_000), Looks.ZONE, 23),
        ((24_500_000, 3_000_000, 24_600_000, 3_100_000), Looks.UNKNOWN, 0),  # between 6° and 3° zones
        ((25_500_000, 3_000_000, 25_600_000, 3_100_000), Looks.ZONE, 25),
        ((45_500_000, 3_000_000, 45_600_000, 3_100_000), Looks.ZONE, 45),
        ((46_500_000, 3_000_000, 46_600_000, 3_100_000), Looks.UNKNOWN, 0),
        ((3_000_000, 38_500_000, 3_100_000, 38_600_000), Looks.SWAPPED, 38),
        ((-180, -90, 180, 90), Looks.DEGREES, 0),
        ((-180.1, -90, 180, 90), Looks.UNKNOWN, 0),
        ((-180, -90.1, 180, 90), Looks.UNKNOWN, 0),
        ((-180, -90, 180.1, 90), Looks.UNKNOWN, 0),
        ((-180, -90, 180, 90.1), Looks.UNKNOWN, 0),
        ((3, 73, 54, 136), Looks.SWAPPED, 0),
        ((float("nan"), 0, 1, 1), Looks.UNKNOWN, 0),
    ],
)
def test_both_ends_of_what_coordinates_can_be_are_tried(bounds, looks, zone):
    """A metre or a tenth of a degree beyond them it is something else."""
    advice = advise(np.array(bounds, dtype=float))
    assert (advice.looks, advice.zone) == (looks, zone)


@pytest.mark.parametrize(
    ("provinces", "narrow", "wide"),
    [
        (["31"], (120, 123), (123,)),  # Shanghai
        (["44"], (111, 117), (111, 117)),  # Guangdong
        (["15"], (96, 126), (99, 129)),  # Inner Mongolia just reaches beyond 126°
        (["31", "11", "99"], (114, 123), (117, 123)),  # with Beijing; nobody has 99
        ([], (), ()),
    ],
)
def test_a_province_has_the_zones_that_it_lies_in(provinces, narrow, wide):
    """From the first central meridian to the last, under the names of the EPSG list."""
    code = advise(np.array([4e5, 3e6, 5e5, 3.1e6]), provinces).code
    if not provinces:
        assert code.startswith("EPSG:4534 (75°E)")
        assert code.endswith("EPSG:4512 (135°E)")
        return
    named = [one.split(" ", 1) for one in code.split("EPSG:")[1:]]
    meridians: dict[bool, list[int]] = {True: [], False: []}
    for number, rest in named:
        degrees = int(rest.split("°")[0].strip("("))
        name = CRS.from_epsg(int(number)).name
        meridians["3-degree" in name].append(degrees)
        assert name.endswith(f"CM {degrees}E")
    assert meridians[True] == [*range(narrow[0], narrow[-1] + 1, 3)]
    assert meridians[False] == [*range(wide[0], wide[-1] + 1, 6)]


def test_swapped_columns_of_a_table_are_named(tmp_path):
    """Kashgar's villages as a table with 经度 and 纬度 exchanged: both within range, and yet refused."""
    write_case(tmp_path)
    lines = ["村代码,村名,派出所,经度,纬度"]
    lines += [f"65310100{n:04d},村{n},S1,{39 + n / 100:.2f},{76 + n / 90:.3f}" for n in range(6)]
    (tmp_path / "v.csv").write_text("\n".join(lines), "utf-8")
    (tmp_path / "case.toml").write_text('[inputs]\nvillages = "v.csv"\n', "utf-8")
    (fault,) = errors(tmp_path)
    assert (fault.code, fault.values["first"], fault.values["second"]) == ("columns-swapped", "经度", "纬度")


def test_gongyi_is_told_its_zone_and_read(tmp_path):
    """1,276 real polygons without .prj: zone 19, EPSG:4497; with it they lie in Gongyi and hold their people."""
    if not GONGYI.exists():
        pytest.skip(f"the data of Gongyi is not here: {GONGYI}")
    toml = '[inputs]\nvillages = {{ file = "{path}"{crs} }}\n[columns.villages]\nvillage_id = "ID"\nname = "ID"\n'
    toml += 'station_id = "supply1"\npopulation = "pop"\n'
    (tmp_path / "case.toml").write_text(toml.format(path=GONGYI, crs=""), "utf-8")
    fault = next(fault for fault in errors(tmp_path) if fault.code.startswith("crs"))
    assert (fault.code, fault.values["zone"], fault.values["advised"]) == (
        "crs-missing-zone",
        19,
        "EPSG:4497",
    )
    (tmp_path / "case.toml").write_text(toml.format(path=GONGYI, crs=', crs = "EPSG:4497"'), "utf-8")
    problem = load_problem(read_case(tmp_path))
    west, south, east, north = shapely.total_bounds(problem.outlines)
    assert 112.7 < west < east < 113.3  # Gongyi, Zhengzhou: 112°49′–113°17′E, 34°31′–34°52′N
    assert 34.5 < south < north < 34.95
    raw = gpd.read_file(GONGYI)
    assert sum(village.population for village in problem.villages) == int(raw["pop"].sum())
