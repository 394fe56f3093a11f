"""The demo case: real codes and names, everything else made up, and looking real."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely

from assign.demo import geodata_folder, write_case
from assign.demo.case import SIZES, Size, region_of, write_units
from assign.demo.land import Land, settle
from assign.demo.partition import make_contiguous, transport
from assign.demo.units import UNIT_COLUMNS, read_units
from assign.errors import UsageError

METRIC = "EPSG:4548"


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("county"), size="county").parent


@pytest.fixture(scope="session")
def units() -> pd.DataFrame:
    return read_units(("411426",))


@pytest.fixture(scope="session")
def villages(county: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(county / "villages.gpkg")


@pytest.fixture(scope="session")
def roads(county: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(county / "roads.gpkg")


@pytest.fixture(scope="session")
def roster(county: Path) -> pd.DataFrame:
    return pd.read_excel(
        county / "officers.xlsx", sheet_name="花名册", dtype=str, keep_default_na=False, engine="calamine"
    )


@pytest.fixture(scope="session")
def land(units: pd.DataFrame) -> Land:
    return settle(units, region_of(units, SIZES["county"].km2), 7)


def small_units() -> pd.DataFrame:
    """Three townships of nine, ten and eleven units, the first with two communities."""
    rows = []
    for township, count in (("100", 9), ("101", 10), ("200", 11)):
        for number in range(count):
            urban = township == "100" and number < 2
            last = f"{number + 1:03d}" if urban else f"{200 + number}"
            station = f"411426{township}"
            kind = "urban" if urban else "rural"
            rows.append((station + last, f"村{number}", kind, station, "镇", "town", "411426", "县"))
    return pd.DataFrame(rows, columns=list(UNIT_COLUMNS))


SMALL = Size("Small (generated)", (), 60.0, 2, 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_whole_list_is_the_city_of_the_code_list() -> None:
    """The stored list has the city's 4,834 units, 199 townships and 11 county codes, each code once."""
    city = read_units()
    assert len(city) == 4834
    assert city["village_id"].is_unique
    assert city["station_id"].nunique() == 199
    assert city["county_id"].nunique() == 11
    assert city["kind"].value_counts().to_dict() == {"rural": 4575, "urban": 259}


def test_county_has_exactly_the_real_units(villages: gpd.GeoDataFrame, units: pd.DataFrame) -> None:
    """Xiayi has its 743 units under their real codes, names, townships and kinds."""
    assert len(villages) == 743
    columns = ["village_id", "name", "station_id", "county_id", "kind"]
    pd.testing.assert_frame_equal(pd.DataFrame(villages[columns]), units[columns], check_dtype=False)


def test_area_is_that_of_the_county(villages: gpd.GeoDataFrame) -> None:
    """The county covers about 1,490 km² at about 116.1 E, 34.2 N."""
    shapes = villages.to_crs(METRIC)
    assert shapes.area.sum() / 1e6 == pytest.approx(1490, rel=0.02)
    west, south, east, north = villages.total_bounds
    assert 115.7 < west < 116.1 < east < 116.5
    assert 33.9 < south < 34.2 < north < 34.5


def test_villages_neither_overlap_nor_leave_gaps(villages: gpd.GeoDataFrame) -> None:
    """Borders are shared to the last corner, and together the villages are one area without holes."""
    shapes = villages.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0
    assert shapely.area(shapes).sum() == pytest.approx(whole.area, rel=1e-9)


def test_rural_villages_are_about_two_km2_and_communities_smaller(villages: gpd.GeoDataFrame) -> None:
    """The middle rural village has 1.6 to 2.4 km², the middle community less."""
    km2 = villages.to_crs(METRIC).area / 1e6
    rural = km2[villages["kind"] == "rural"].median()
    assert 1.6 < rural < 2.4
    assert km2[villages["kind"] == "urban"].median() < rural


def test_townships_hang_together_but_for_the_intended_exclave(land: Land) -> None:
    """The rural villages of every township are one piece, except the one exclave."""
    graph: nx.Graph[int] = nx.Graph(land.neighbours.tolist())
    assert len(land.exclaves) == 1
    for township in range(24):
        members = np.flatnonzero((land.township == township) & ~land.urban).tolist()
        pieces = sorted(nx.connected_components(graph.subgraph(members)), key=len)
        assert all(piece <= set(land.exclaves) for piece in pieces[:-1])


def test_seat_lies_in_its_township(land: Land) -> None:
    """Every township has its seat inside."""
    assert land.township[land.seat].tolist() == list(range(24))


def test_offices_stand_inside_their_villages(villages: gpd.GeoDataFrame) -> None:
    """Each office is a point of its own village."""
    offices = shapely.points(villages["office_lon"], villages["office_lat"])
    assert shapely.contains(villages.geometry.to_numpy(), offices).all()


def test_roads_reach_every_village_and_office(villages: gpd.GeoDataFrame, roads: gpd.GeoDataFrame) -> None:
    """Some road line touches every village, and one ends within two centimetres of every office."""
    metric = villages.to_crs(METRIC)
    offices = gpd.GeoSeries.from_xy(villages["office_lon"], villages["office_lat"], crs="EPSG:4490")
    tree = shapely.STRtree(roads.geometry.to_numpy())
    touched = tree.query(metric.geometry.to_numpy(), predicate="intersects")[0]
    assert len(np.unique(touched)) == 743
    away_m = tree.query_nearest(offices.to_crs(METRIC).to_numpy(), return_distance=True)[1]
    assert away_m.max() < 0.02


def test_roads_are_hierarchical_and_of_county_size(roads: gpd.GeoDataFrame) -> None:
    """There are 5,000 to 8,000 lines of seven classes; villages roads are most of them."""
    counts = roads["road_class"].value_counts()
    assert 5000 < len(roads) < 8000
    assert set(counts.index) == {
        "national", "provincial", "county", "township", "village", "track", "residential",
    }  # fmt: skip
    assert counts.idxmax() == "village"
    assert 1 <= (roads["oneway"] == "yes").sum() <= 20


def test_network_is_one_and_the_bridges_hold_it_together(roads: gpd.GeoDataFrame) -> None:
    """All lines hang together; without the bridges the river cuts the county in two large parts."""

    def largest_shares(lines: np.ndarray) -> list[float]:
        pieces = shapely.get_parts(shapely.node(shapely.geometrycollections(lines)))
        ends = np.round(shapely.get_coordinates(pieces) * 100).astype(int).tolist()
        first = np.cumsum(shapely.get_num_coordinates(pieces))
        graph: nx.Graph[tuple[int, ...]] = nx.Graph()
        for last, count in zip(first.tolist(), shapely.get_num_coordinates(pieces).tolist(), strict=True):
            graph.add_edge(tuple(ends[last - count]), tuple(ends[last - 1]))
        sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
        return [size / len(graph) for size in sizes]

    bridges = roads["name"].str.contains("桥")
    assert 3 <= bridges.sum() <= 15
    assert (roads["name"] == "八字桥 (Bazi bridge)").sum() == 1
    lines = roads.geometry.to_numpy()
    assert largest_shares(lines) == [1.0]
    parts = largest_shares(lines[~bridges.to_numpy()])
    assert len(parts) == 2
    assert parts[1] > 0.2


def test_incidents_are_about_six_thousand_and_heavy_tailed(county: Path, units: pd.DataFrame) -> None:
    """Two years of incidents: 5,000 to 7,000, of known villages, counts far more uneven than chance."""
    incidents = pd.read_csv(county / "incidents.csv", dtype={"village_id": str})
    assert list(incidents.columns) == ["village_id", "date", "type", "severity"]
    assert 5000 < len(incidents) < 7000
    assert incidents["date"].between("2024-07-01", "2026-06-30").all()
    assert set(incidents["type"]) == {"dispute", "case", "alarm", "petition"}
    assert set(incidents["severity"]) == {1, 2, 3, 4, 5}
    assert set(incidents["village_id"]) <= set(units["village_id"])
    counts = incidents["village_id"].value_counts().reindex(units["village_id"], fill_value=0)
    assert counts.var() / counts.mean() > 4  # 1 for independent events


def test_stations_are_the_townships(county: Path) -> None:
    """Each of 24 townships has its station; two are remote; the headcount is the roster's police."""
    stations = pd.read_csv(county / "stations.csv", dtype=str)
    assert len(stations) == 24
    assert stations["name"].str.endswith("派出所").all()
    assert (stations["remote"] == "true").sum() == 2
    assert stations["headcount"].astype(int).sum() == round(743 * 1088 / 4834)


def test_facilities_leaders_and_headcounts_fit_the_county(county: Path, units: pd.DataFrame) -> None:
    """Facilities of six kinds, most of them in towns; five leaders in the county; 36 to 50 % of police at stations."""
    facilities = pd.read_csv(county / "facilities.csv", dtype=str)
    assert set(facilities["村代码"]) <= set(units["village_id"])
    assert set(facilities["类型"]) == {"企业", "学校", "医院", "市场", "景区", "商圈"}
    assert facilities["单位编号"].is_unique
    assert facilities["人数"].astype(int).min() > 0
    kind = units.set_index("village_id")["kind"]
    urban = (kind.reindex(facilities["村代码"]) == "urban").sum() / (kind == "urban").sum()
    assert urban > 3 * (kind.reindex(facilities["村代码"]) == "rural").sum() / (kind == "rural").sum()
    leaders = pd.read_csv(county / "leaders.csv", dtype=str)
    assert leaders["级别"].tolist() == ["县局"] * 5
    assert set(leaders["县区"]) == {"411426"}
    headcounts = pd.read_csv(county / "headcounts.csv", dtype=str)
    stations = pd.read_csv(county / "stations.csv", dtype=str)
    share = stations["headcount"].astype(int).sum() / headcounts["县局警力"].astype(int).item()
    assert 0.355 < share < 0.505


def test_a_city_has_leaders_and_urban_districts(tmp_path: Path) -> None:
    """With several counties there are leaders of the city; the two districts are marked urban."""
    units = read_units(("411402", "411423"))
    folder = write_units(tmp_path, units, Size("Two counties (generated)", (), 1400.0, 0, 1), seed=5).parent
    leaders = pd.read_csv(folder / "leaders.csv", dtype=str, keep_default_na=False)
    assert leaders["级别"].value_counts().to_dict() == {"县局": 10, "市局": 8}
    assert (leaders["县区"] == "").sum() == 8
    headcounts = pd.read_csv(folder / "headcounts.csv", dtype=str).set_index("县区")["城区"]
    assert headcounts.to_dict() == {"411402": "是", "411423": "否"}


def test_roster_has_the_citys_proportions(roster: pd.DataFrame) -> None:
    """167 police, 433 auxiliaries and one assistant for each ten villages; no station below two police."""
    assert roster["岗位"].value_counts().to_dict() == {"辅警": 433, "民警": 167, "警务助理": 74}
    police = roster[roster["岗位"] == "民警"].groupby("派出所").size()
    assert len(police) == 24
    assert police.min() >= 2
    assert roster["编号"].is_unique


def test_roster_names_nobody(roster: pd.DataFrame) -> None:
    """The roster has ids of one pattern and no column for a name."""
    assert roster["编号"].str.fullmatch(r"[PFZ]411426-\d{4}").all()
    assert not [column for column in roster.columns if "姓名" in column or "name" in column.lower()]


def test_assistants_serve_at_home_and_nobody_avoids_his_home(roster: pd.DataFrame) -> None:
    """Assistants have a home in their station, are posted nowhere else, and never avoid it."""
    assistants = roster[roster["岗位"] == "警务助理"]
    assert (assistants["家乡村"].str[:9] == assistants["派出所"]).all()
    assert ((assistants["现任村"] == "") | (assistants["现任村"] == assistants["家乡村"])).all()
    assert not [
        home for home, avoid in zip(roster["家乡村"], roster["回避村"], strict=True) if home and home in avoid
    ]
    assert 0.02 < (roster["回避村"] != "").mean() < 0.09


def test_ability_grows_with_years(roster: pd.DataFrame) -> None:
    """Ability is 0 to 100 and correlates with years of service."""
    ability = roster["警务能力"].astype(float)
    assert ability.between(0, 100).all()
    assert np.corrcoef(ability, roster["工龄"].astype(float))[0, 1] > 0.5


def test_every_text_says_that_it_is_generated(county: Path) -> None:
    """The case, its README and its layers say so."""
    assert '(generated)"' in (county / "case.toml").read_text(encoding="utf-8")
    assert "Generated, and true of no real place" in (county / "README.txt").read_text(encoding="utf-8")
    assert gpd.list_layers(county / "villages.gpkg")["name"].tolist() == ["villages_generated"]
    assert gpd.list_layers(county / "roads.gpkg")["name"].tolist() == ["roads_generated"]


def test_stored_county_is_what_the_default_seed_gives(county: Path) -> None:
    """`geodata/county` holds the same texts and tables as a fresh run, and the same shapes to a metre."""
    stored = geodata_folder() / "county"
    names = [path.name for path in sorted(county.iterdir())]
    assert [path.name for path in sorted(stored.iterdir())] == names
    for name in (
        "case.toml",
        "README.txt",
        "incidents.csv",
        "facilities.csv",
        "leaders.csv",
        "headcounts.csv",
    ):
        assert (stored / name).read_bytes() == (county / name).read_bytes()
    for name in ("villages.gpkg", "roads.gpkg"):
        old, new = gpd.read_file(stored / name).to_crs(METRIC), gpd.read_file(county / name).to_crs(METRIC)
        text = [column for column in old.columns if column not in ("geometry", "office_lon", "office_lat")]
        pd.testing.assert_frame_equal(pd.DataFrame(old[text]), pd.DataFrame(new[text]))
        assert shapely.equals_exact(old.geometry.to_numpy(), new.geometry.to_numpy(), tolerance=1.0).all()


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs with one seed write identical files; another seed writes other land, people and roster."""
    first = write_units(tmp_path / "a", small_units(), SMALL, seed=3).parent
    again = write_units(tmp_path / "b", small_units(), SMALL, seed=3).parent
    other = write_units(tmp_path / "c", small_units(), SMALL, seed=4).parent
    assert contents(first) == contents(again)
    changed = {name for name, text in contents(first).items() if text != contents(other)[name]}
    assert changed >= {"villages.gpkg", "roads.gpkg", "incidents.csv", "officers.xlsx"}


@pytest.mark.parametrize("seed", range(6))
def test_small_lists_work_under_any_seed(seed: int) -> None:
    """A county of 30 units settles with the right sizes under every seed tried."""
    units = small_units()
    small = settle(units, region_of(units, 60.0), seed)
    assert len(np.unique(small.main_hamlet)) == 30
    assert np.bincount(small.township).tolist() == [9, 10, 11]
    assert sorted(np.unique(small.village)) == list(range(30))


def test_unknown_size_is_a_usage_error_with_words(tmp_path: Path) -> None:
    """A size that is not offered says which ones are, and nothing is written."""
    with pytest.raises(UsageError, match=r"demo\.size-unknown") as caught:
        write_case(tmp_path / "case", size="planet")
    assert dict(caught.value.message.values) == {
        "size": "planet",
        "offered": "county, city, province, nation",
    }
    assert not (tmp_path / "case").exists()


def test_transport_is_the_cheapest_division() -> None:
    """On four points on a line, sizes three and one push over exactly the point that costs least."""
    points = np.array([0.0, 1.0, 6.0, 10.0])
    cost = (points[:, None] - np.array([0.0, 10.0])) ** 2
    assert transport(cost, np.array([3, 1])).tolist() == [0, 0, 0, 1]
    assert transport(cost, np.array([1, 3])).tolist() == [0, 1, 1, 1]


def test_stray_points_are_joined_and_sizes_kept() -> None:
    """A point of one part inside another is given over, and a border point comes back for it."""
    graph: nx.Graph[int] = nx.path_graph(6)
    part = np.array([0, 0, 1, 1, 0, 1])
    cost = np.abs(np.arange(6)[:, None] - np.array([1, 4])).astype(float)
    assert make_contiguous(graph, part, cost, np.array([3, 3])).tolist() == [0, 0, 0, 1, 1, 1]
