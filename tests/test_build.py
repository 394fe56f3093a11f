"""A case becomes one `Problem`: kinds, offices, sites, abilities, borders, sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from assign.errors import DataError
from assign.inputs import load_problem, read_case
from assign.problem import Kind, Problem, Role, SiteStatus
from small_case import CRS, SOUTH_M, WEST_M, officer, village_id, villages, write_case

CASES = Path(__file__).parent / "cases"


def problem_of(folder: Path) -> Problem:
    """Return the problem of a case folder."""
    return load_problem(read_case(folder))


def codes(problem: Problem) -> set[str]:
    """Return the codes of a problem's notes."""
    return {fault.code for fault in problem.notes}


def test_the_small_case_is_read_whole(tmp_path):
    """Twelve squares: ids as text, kinds from the codes, 17 shared borders, stations from the villages."""
    problem = problem_of(write_case(tmp_path))
    assert [village.village_id for village in problem.villages] == sorted(
        village_id(number) for number in range(12)
    )
    assert [village.kind for village in problem.villages] == [Kind.URBAN] * 2 + [Kind.RURAL] * 10
    assert {village.population for village in problem.villages} == {1200}
    assert {village.county_id for village in problem.villages} == {"011426"}
    assert [station.station_id for station in problem.stations] == ["0S1", "0S2"]
    assert len(problem.borders) == 17
    assert problem.projected_crs == "EPSG:32650"
    assert {"stations-derived", "kind-from-code", "office-assumed", "no-roads", "no-officers"} <= codes(
        problem
    )


def test_each_village_without_a_site_offers_its_office(tmp_path):
    """A listed site stands for its village; all others get one site at the office."""
    sites = [
        {"site_id": "S1", "village_id": village_id(5), "kind": "广场", "status": "必建", "cost": "80,000"}
    ]
    problem = problem_of(write_case(tmp_path, sites=sites))
    assert len(problem.sites) == 12
    site = problem.sites[problem.site_index["S1"]]
    assert (site.kind, site.status, site.cost) == ("square", SiteStatus.REQUIRED, 80_000.0)
    village = problem.villages[problem.village_index[village_id(5)]]
    assert (site.lon, site.lat) == (village.lon, village.lat)
    other = problem.sites[problem.site_index[f"{village_id(4)}-office"]]
    assert (other.kind, other.status) == ("office", SiteStatus.CANDIDATE)


def test_officers_are_read_under_chinese_headers(tmp_path):
    """Roles, flags, lists, dates and skills are read; a missing ability is 40 + 2 a year + 5 a skill."""
    rows = [
        officer("002", 岗位="辅警", 工龄="20", 党员="否", 能力="66"),
        officer(
            "001",
            技能_调解="是",
            skill_law="0",
            回避村=f"{village_id(3)}、{village_id(2)}",
            到岗日期="2021年3月5日",
        ),
    ]
    rows[0] |= {"技能_调解": "", "skill_law": "", "到岗日期": ""}
    first, second = problem_of(write_case(tmp_path, officers=rows)).officers
    assert (first.officer_id, first.role, first.ability, first.party_member) == (
        "001",
        Role.POLICE,
        53.0,
        True,
    )
    assert first.skills == {"调解": 1.0}
    assert first.avoid_village_ids == (village_id(2), village_id(3))
    assert str(first.since) == "2021-03-05"
    assert first.available
    assert (second.role, second.ability, second.party_member, second.since) == (
        Role.AUXILIARY,
        66.0,
        False,
        None,
    )


def test_incidents_by_point_are_joined_to_their_village(tmp_path):
    """An incident inside a village raises its hours; one outside all villages is said and left out."""
    quiet = problem_of(write_case(tmp_path / "a"))
    village = quiet.villages[7]
    inside = {
        "lon": str(village.lon),
        "lat": str(village.lat),
        "date": "2024-05-01",
        "type": "纠纷",
        "severity": "5",
    }
    rows = [inside] * 20 + [{"lon": "0", "lat": "0", "date": "2024-05-02", "type": "案件", "severity": "3"}]
    busy = problem_of(write_case(tmp_path / "b", incidents=rows))
    assert busy.villages[7].hours > max(
        other.hours for other in busy.villages if other is not busy.villages[7]
    )
    assert "incident-outside" in codes(busy)


def test_points_get_cells_and_say_so(tmp_path):
    """Villages given as a table of points get Voronoi cells with the same neighbours as their squares."""
    frame = villages()
    points = gpd.GeoSeries(frame.centroid, crs=CRS).to_crs("EPSG:4326")
    table = frame.drop(columns="geometry").assign(经度=points.x.round(7), 纬度=points.y.round(7))
    write_case(tmp_path)
    table.to_csv(tmp_path / "villages.csv", index=False)
    (tmp_path / "case.toml").write_text('[inputs]\nvillages = "villages.csv"\n', "utf-8")
    problem = problem_of(tmp_path)
    assert "cells-drawn" in codes(problem)
    assert len(problem.borders) == 17


def test_closed_roads_are_dropped_and_must_exist(tmp_path):
    """`roads.closed` takes roads out by name; a name that no road has is an error."""
    lines = [
        shapely.LineString([(WEST_M, SOUTH_M + y), (WEST_M + 4000, SOUTH_M + y)]) for y in (500, 1500, 2500)
    ]
    lines.append(shapely.LineString([(WEST_M + 500, SOUTH_M), (WEST_M + 500, SOUTH_M + 3000)]))
    lines.append(shapely.LineString([(WEST_M + 3500, SOUTH_M), (WEST_M + 3500, SOUTH_M + 3000)]))
    names = ["a", "b", "c", "West", "八里桥"]
    roads = gpd.GeoDataFrame({"name": names, "highway": "county"}, geometry=lines, crs=CRS)
    write_case(tmp_path)
    roads.to_file(tmp_path / "roads.gpkg")
    text = '[inputs]\nvillages = "villages.gpkg"\nroads = "roads.gpkg"\n'
    text += '[scenario.flood]\nroads.closed = ["八里桥"]\n'
    (tmp_path / "case.toml").write_text(text, "utf-8")
    assert load_problem(read_case(tmp_path)).network is not None
    assert "roads-closed" in codes(load_problem(read_case(tmp_path, scenario="flood")))
    with pytest.raises(DataError, match="closed-road-unknown"):
        load_problem(read_case(tmp_path, overrides={"roads.closed": ["no such road"]}))


def test_shuffled_villages_give_the_same_problem(tmp_path):
    """The order of rows in the files does not matter."""
    frame = villages()
    first = problem_of(write_case(tmp_path / "a", frame=frame))
    second = problem_of(write_case(tmp_path / "b", frame=frame.iloc[::-1]))
    assert first.villages == second.villages
    assert first.sites == second.sites
    assert first.borders.tolist() == second.borders.tolist()
    assert np.array_equal(first.travel.minutes, second.travel.minutes)


def test_sources_carry_hashes_and_relative_paths(tmp_path):
    """Each input is named by its path in the case folder, with the SHA-256 of its bytes."""
    folder = write_case(tmp_path, officers=[officer("1")])
    sources = {source.role: source for source in problem_of(folder).sources}
    assert sources["villages"].path == "villages.gpkg"
    assert sources["villages"].rows == 12
    assert sources["officers"].sha256 == hashlib.sha256((folder / "officers.csv").read_bytes()).hexdigest()


def test_bohol_is_read_without_mending():
    """533 barangays, 24 stations, both kinds, minutes for every village from its own office."""
    if not (CASES / "bohol" / "../../../../shared/data/ph-bohol/villages.gpkg").exists():
        pytest.skip("shared/data/ph-bohol does not lie beside the checkout")
    problem = problem_of(CASES / "bohol")
    assert (len(problem.villages), len(problem.stations), len(problem.sites)) == (533, 24, 533)
    assert problem.villages[0].village_id == "0701204001"
    assert problem.projected_crs == "EPSG:32651"
    assert {village.kind for village in problem.villages} == {Kind.RURAL, Kind.URBAN}
    assert problem.links


def test_ratnapura_is_read_without_mending():
    """575 divisions in 18 stations; its one invalid polygon is mended, its 22 gaps in population named."""
    if not (CASES / "ratnapura" / "../../../../shared/data/lk-ratnapura/villages.gpkg").exists():
        pytest.skip("shared/data/lk-ratnapura does not lie beside the checkout")
    problem = problem_of(CASES / "ratnapura")
    assert (len(problem.villages), len(problem.stations), problem.links) == (575, 18, ())
    by_code = {fault.code: fault for fault in problem.notes}
    assert by_code["shape-mended"].values["id"] == "LK-9106141"
    assert by_code["population-assumed"].values["count"] == 22
