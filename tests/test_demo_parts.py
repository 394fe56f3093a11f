"""The demo province and nation: one file a county, in one piece, without gaps."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assign.demo import PARTS, read_counts, write_parts
from assign.demo.lattice import Lattice, hilbert_places


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three counties of Shangqiu."""
    folder = tmp_path_factory.mktemp("three")
    write_parts(folder, PARTS["province"], seed=7, counts=three_counties())
    return folder


def three_counties() -> pd.DataFrame:
    counts = read_counts("4114")
    return counts[counts["township_code"].str[:6].isin(["411424", "411425", "411426"])]


def read(folder: Path) -> gpd.GeoDataFrame:
    parts = [gpd.read_parquet(path) for path in sorted((folder / "villages").iterdir())]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=parts[0].crs)


def test_the_counts_are_those_of_the_code_list() -> None:
    """The country has 620,573 units in 41,352 townships, Henan 52,378 in 2,586."""
    nation, province = read_counts(), read_counts("41")
    assert (int(nation["units"].sum()), len(nation)) == (620_573, 41_352)
    assert (int(province["units"].sum()), len(province)) == (52_378, 2_586)


def test_every_township_has_the_units_of_the_list(three: Path) -> None:
    """Units a township are the real ones, ids do not repeat, and a village's id begins with its township's."""
    villages = read(three)
    wanted = three_counties().set_index("township_code")["units"]
    assert villages.groupby("station_id").size().to_dict() == wanted.to_dict()
    assert villages["village_id"].is_unique
    assert (villages["village_id"].str[:9] == villages["station_id"]).all()


def test_the_outlines_of_all_counties_together_leave_no_gap_and_do_not_overlap(three: Path) -> None:
    """Outlines drawn county by county share their borders to the last digit."""
    shapes = read(three).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    assert len(shapely.get_parts(whole)) == 1
    assert len(shapely.get_rings(whole)) == 1


@pytest.mark.parametrize("by", ["county_id", "station_id"])
def test_each_county_and_township_is_in_one_piece(three: Path, by: str) -> None:
    """A run along the curve is one piece of land."""
    assert set(read(three).dissolve(by, method="coverage").geom_type) == {"Polygon"}


def test_offices_stand_in_their_villages(three: Path) -> None:
    """Every office lies inside the outline of its village."""
    villages = read(three)
    offices = shapely.points(villages["office_lon"], villages["office_lat"])
    assert shapely.contains(villages.geometry.to_numpy(), offices).all()


def test_no_name_stands_twice_in_a_township(three: Path) -> None:
    """Names may repeat in a county, not in a township."""
    assert not read(three).duplicated(["station_id", "name"]).any()


def test_the_roster_names_ids_of_its_own_county_alone(three: Path) -> None:
    """Officers belong to stations of the file's county, and serve villages of their own station."""
    roster = pd.read_parquet(three / "officers" / "county_id=411426.parquet")
    assert roster["officer_id"].is_unique
    assert set(roster["station_id"].str[:6]) == {"411426"}
    posted = roster[roster["current_village_id"] != ""]
    assert (posted["current_village_id"].str[:9] == posted["station_id"]).all()
    assert "name" not in roster.columns


def test_the_bytes_do_not_depend_on_how_many_processes_write(three: Path, tmp_path: Path) -> None:
    """Two processes write what one writes."""
    write_parts(tmp_path, PARTS["province"], seed=7, counts=three_counties(), workers=2)
    for path in sorted(three.rglob("*.*")):
        assert (tmp_path / path.relative_to(three)).read_bytes() == path.read_bytes()


def test_a_county_that_is_gone_leaves_no_file(tmp_path: Path) -> None:
    """Writing a smaller case over a larger one removes the other counties."""
    counts = read_counts("411426")
    write_parts(tmp_path, PARTS["province"], seed=7, counts=read_counts("41142"), officers=False)
    write_parts(tmp_path, PARTS["province"], seed=7, counts=counts, officers=False)
    assert [path.name for path in (tmp_path / "villages").iterdir()] == ["county_id=411426.parquet"]


def test_another_seed_gives_another_land(three: Path, tmp_path: Path) -> None:
    """The seed moves the corners."""
    write_parts(tmp_path, PARTS["province"], seed=8, counts=three_counties(), officers=False)
    name = "villages/county_id=411426.parquet"
    assert (tmp_path / name).read_bytes() != (three / name).read_bytes()


def test_hilberts_curve_visits_each_cell_once_and_steps_to_a_neighbour() -> None:
    """Hilbert 1891: the curve of order 5 fills 32 × 32 cells, each step is one cell long."""
    east, north = hilbert_places(np.arange(1024), 32)
    assert len(set(zip(east.tolist(), north.tolist(), strict=True))) == 1024
    assert (np.abs(np.diff(east)) + np.abs(np.diff(north)) == 1).all()


@pytest.mark.parametrize("seed", range(12))
def test_no_seed_folds_the_cells(seed: int) -> None:
    """Bent cells stay valid and side by side, whatever the seed."""
    lattice = Lattice.make(60_000, cell_m=1790.0, seed=seed)
    shapes = lattice.outlines(np.arange(0, 4000))
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
