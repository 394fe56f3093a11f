"""Every odd but good input of the corpus is read as what it says: values compared, nothing refused."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

import good_layers
import good_tables
from assign.errors import Severity
from assign.inputs import load_problem, read_case
from assign.speak import fault_text
from good_inputs import GOOD, IDS, good
from small_case import CRS, villages

assert good_layers
assert good_tables


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What is read of the good case."""
    return load_problem(read_case(good(tmp_path_factory.mktemp("good"))))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_input_is_read(tmp_path, name, plain):
    """Villages, their land, and officers are those meant; only the warnings named are given."""
    wanted = GOOD[name]
    wanted.build(tmp_path)
    problem = load_problem(read_case(tmp_path))
    ids = wanted.villages.get("village_id", IDS)
    order = {key: place for place, key in enumerate(ids)}
    found = sorted(problem.villages, key=lambda village: order.get(village.village_id, -1))
    for attribute in ("village_id", "name", "station_id", "county_id", "kind", "population", "households"):
        meant = wanted.villages.get(attribute) or [getattr(village, attribute) for village in plain.villages]
        assert [getattr(village, attribute) for village in found] == meant, attribute
    squares = gpd.GeoSeries(villages().geometry.to_list(), crs=CRS)
    drawn = gpd.GeoSeries(problem.outlines, crs=4326).to_crs(CRS)
    for village, outline in zip(problem.villages, drawn, strict=True):
        square = squares[order[village.village_id]]
        assert shapely.hausdorff_distance(outline, square) <= wanted.near_m
    people = {officer.officer_id: officer for officer in problem.officers}
    assert set(people) == set(wanted.officers)
    for key, attributes in wanted.officers.items():
        assert {name: getattr(people[key], name) for name in attributes} == attributes
    warned = {fault.code for fault in problem.notes if fault.severity is Severity.WARNING}
    assert warned == wanted.warned
    assert all(fault_text(fault, language) for fault in problem.notes for language in ("zh", "en"))


def test_the_corpus_is_large():
    """At least sixty odd ways to be right."""
    assert len(GOOD) >= 90
