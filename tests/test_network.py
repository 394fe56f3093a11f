"""Road networks reckoned by hand. 60 km/h is 1 km a minute; walking (4 km/h) is 15 minutes a km."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from assign.errors import DataError, Fault, Severity
from assign.inputs.network import build_network
from assign.inputs.paths import site_travel
from assign.inputs.streets import class_of, read_streets
from assign.policy import default_policy
from assign.problem import RoadNetwork

POLICY = default_policy()
CRS = "EPSG:32650"


def roads(*lines: list[tuple[float, float]], **columns: list[object]) -> gpd.GeoDataFrame:
    """Lines in km, at 60 km/h unless columns say otherwise."""
    columns.setdefault("speed_kph", [60.0] * len(lines))
    geometry = [shapely.LineString(np.array(line) * 1000) for line in lines]
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=CRS)


def build(frame: gpd.GeoDataFrame, *points: tuple[float, float]) -> tuple[RoadNetwork, dict[str, Fault]]:
    xy = np.array(points, dtype=float).reshape(-1, 2) * 1000
    network, faults = build_network(
        frame, village_xy=xy, site_xy=xy, crs=CRS, policy=POLICY, file="roads.gpkg"
    )
    return network, {fault.code: fault for fault in faults}


def minutes(frame: gpd.GeoDataFrame, *points: tuple[float, float]) -> list[list[float]]:
    """All minutes between points in km."""
    network, _ = build(frame, *points)
    xy = np.array(points, dtype=float) * 1000
    one = np.zeros(len(xy), np.int32)
    travel = site_travel(network, site_xy=xy, village_xy=xy, site_scope=one, village_scope=one, policy=POLICY)
    return travel.minutes.reshape(len(xy), len(xy)).tolist()


def test_minutes_are_length_at_speed() -> None:
    """10 km at 60 km/h are 10 minutes, both ways."""
    assert minutes(roads([(0, 0), (10, 0)]), (0, 0), (10, 0)) == [[0, 10], [10, 0]]


def test_a_one_way_street_is_driven_one_way() -> None:
    """Against a one-way street of 3 km the way round of 9 km is taken; a reversed one turns that about."""
    ring = ([(0, 0), (3, 0)], [(3, 0), (3, 3), (0, 3), (0, 0)])
    assert minutes(roads(*ring, oneway=["yes", None]), (0, 0), (3, 0)) == [[0, 3], [9, 0]]
    assert minutes(roads(*ring, oneway=["-1", "no"]), (0, 0), (3, 0)) == [[0, 9], [3, 0]]


def test_against_a_one_way_street_without_another_way_one_walks() -> None:
    """No pair is without an answer: 1 km against the only, one-way street is walked in 15 minutes."""
    assert minutes(roads([(0, 0), (1, 0)], oneway=[True]), (0, 0), (1, 0)) == [[0, 1], [15, 0]]


def test_lines_that_cross_meet() -> None:
    """A plain crossing without a vertex is a junction."""
    cross = roads([(-2, 0), (2, 0)], [(0, -3), (0, 3)])
    assert minutes(cross, (-2, 0), (0, 3))[0][1] == 5


@pytest.mark.parametrize(
    "columns",
    [{"name": ["八字桥", ""]}, {"name": ["", "Bazi Bridge"]}, {"road_class": ["motorway", "tertiary"]}],
)
def test_a_bridge_does_not_meet_the_road_below(columns: dict[str, list[object]]) -> None:
    """A crossing with a bridge or motorway is none, unless both lines have a vertex there."""
    lanes = ([(2, 0), (2, 3), (0, 3)], [(-2, -1), (-2, 0)])
    columns = {name: [*values, "", ""] for name, values in columns.items()}
    over = roads([(-2, 0), (2, 0)], [(0, -3), (0, 3)], *lanes, **columns)
    assert minutes(over, (-2, -1), (0, -3))[0][1] == 1 + 4 + 5 + 6
    meeting = roads([(-2, 0), (0, 0), (2, 0)], [(0, -3), (0, 0), (0, 3)], *lanes, **columns)
    assert minutes(meeting, (-2, -1), (0, -3))[0][1] == 1 + 5


def test_bridge_streets_are_told_from_bridges() -> None:
    """桥头路 is a street: it meets what it crosses."""
    cross = roads([(-2, 0), (2, 0)], [(0, -3), (0, 3)], name=["桥头路", "Bridgetown Road"])
    assert minutes(cross, (-2, 0), (0, 3))[0][1] == 5


def test_an_end_within_a_metre_of_a_road_meets_it() -> None:
    """A T-junction drawn 0.8 m short is mended; one drawn 5 m short is bridged on foot and told."""
    short = roads([(-2, 0), (2, 0)], [(0, 0.0008), (0, 3)])
    assert minutes(short, (-2, 0), (0, 3))[0][1] == 5
    _, faults = build(short, (0, 0))
    assert "roads-bridged" not in faults
    _, faults = build(roads([(-2, 0), (2, 0)], [(0, 0.005), (0, 3)]), (0, 0))
    assert dict(faults["roads-bridged"].values) == {"pieces": 2, "bridges": 1, "longest_m": 5}


def test_ends_within_a_metre_meet() -> None:
    """Two ends 0.9 m apart are one junction."""
    assert minutes(roads([(0, 0), (2, 0)], [(2.0009, 0), (5, 0)]), (0, 0), (5, 0))[0][1] == 5


def test_a_large_tolerance_does_not_swallow_short_roads() -> None:
    """100 pieces of 10 m make a road of 1 km even when ends within 25 m are joined."""
    chain = roads(*[[(k / 100, 0), ((k + 1) / 100, 0)] for k in range(100)], speed_kph=[30.0] * 100)
    xy = np.array([[0.0, 0.0], [1000.0, 0.0]])
    policy = POLICY.with_overrides({"travel": {"snap_m": 25.0, "default_kph": 30.0}})
    network, _ = build_network(chain, village_xy=xy, site_xy=xy, crs=CRS, policy=policy, file="")
    one = np.zeros(2, np.int32)
    travel = site_travel(network, site_xy=xy, village_xy=xy, site_scope=one, village_scope=one, policy=policy)
    assert travel.minutes.tolist() == [0, 2, 2, 0]


def test_offices_join_the_road_between_its_ends() -> None:
    """An office 200 m beside the middle of a road walks 3 minutes and drives the half."""
    assert minutes(roads([(0, 0), (10, 0)]), (5, 0.2), (10, 0))[0][1] == 3 + 5


def test_neighbours_walk_when_that_is_faster() -> None:
    """Two offices 100 m apart, each 500 m off the road, walk 1.5 minutes and do not take the road."""
    assert minutes(roads([(0, 0), (10, 0)]), (5, 0.5), (5.1, 0.5))[0][1] == 1.5


def test_an_office_far_off_the_road_is_told() -> None:
    """An office 3 km from any road is joined (45 minutes on foot) and listed."""
    frame = roads([(0, 0), (10, 0)])
    assert minutes(frame, (0, 3), (10, 0))[0][1] == 55
    _, faults = build(frame, (0, 3), (10, 0), (9, 0))
    assert faults["offices-far-from-road"].severity is Severity.WARNING
    assert faults["offices-far-from-road"].values["count"] == 1


def test_nobody_joins_a_motorway() -> None:
    """An office beside a motorway takes the village road farther away."""
    frame = roads([(0, 0.1), (10, 0.1)], [(0, -0.4), (10, -0.4)], road_class=["G30高速", "村道"])
    assert minutes(frame, (5, 0), (10, -0.4))[0][1] == 6 + 5


def test_a_broken_network_is_bridged_at_its_shortest_gap() -> None:
    """Three pieces in a row get two bridges of 100 m and 200 m, walked at 4 km/h, and no third."""
    frame = roads([(0, 0), (2, 0)], [(2.1, 0), (4, 0)], [(4.2, 0), (6, 0)])
    network, faults = build(frame, (0, 0), (6, 0))
    assert dict(faults["roads-bridged"].values) == {"pieces": 3, "bridges": 2, "longest_m": 200}
    assert network.edge_kind.tolist().count(1) == 4
    assert minutes(frame, (0, 0), (6, 0))[0][1] == pytest.approx(2 + 1.5 + 1.9 + 3 + 1.8)


def test_a_bridge_leaves_from_the_middle_of_a_road() -> None:
    """The shortest gap of a T runs from the end of one road to the middle of the other."""
    frame = roads([(0, 0), (10, 0)], [(5.03, 0.2), (5.03, 3)])
    assert minutes(frame, (0, 0), (5.03, 3))[0][1] == pytest.approx(5.03 + 3 + 2.8)


def test_an_island_is_reached() -> None:
    """An island 2 km off is bridged; from its office to the mainland's is finite."""
    frame = roads([(0, 0), (10, 0)], [(4, 2.5), (6, 2)])
    assert minutes(frame, (6, 2), (10, 0))[0][1] == 34  # 2 km of water walked, then 4 km driven


def test_scraps_that_nobody_joins_are_left_out() -> None:
    """A loose line of 50 m is dropped and told; with an office on it, it stays."""
    frame = roads([(0, 0), (10, 0)], [(5, 1), (5.05, 1)])
    network, faults = build(frame, (0, 0), (10, 0))
    assert faults["roads-scraps"].values["pieces"] == 1
    assert (network.edge_kind == 0).all()
    _, faults = build(frame, (0, 0), (5, 1))
    assert "roads-scraps" not in faults


def test_bad_lines_are_left_out_and_counted() -> None:
    """Doubles, points, lines without length and closed roads are dropped, each with its count."""
    frame = roads([(0, 0), (1, 0)], [(1, 0), (0, 0)], [(1, 0), (2, 0)], [(2, 0), (3, 0)], [(3, 0), (4, 0)],
                  passable=[1, None, "yes", "不通", True])  # fmt: skip
    frame.loc[4, "geometry"] = shapely.LineString([(3000, 0), (3000, 0)])
    streets, faults = read_streets(frame, policy=POLICY, file="roads.gpkg")
    counts = {fault.code: fault.values["count"] for fault in faults}
    assert counts == {"roads-impassable": 1, "roads-not-lines": 1, "roads-duplicate": 1}
    assert len(streets.lines) == 2


def test_a_file_without_usable_lines_is_refused() -> None:
    """Points alone, or closed roads alone, are an error that names the file."""
    with pytest.raises(DataError, match=r"roads\.gpkg: roads-none-usable"):
        build(roads([(0, 0), (1, 0)], passable=[False]), (0, 0))


def test_roads_of_another_region_are_refused() -> None:
    """Roads 500 km from the villages are told as such, not walked to."""
    with pytest.raises(DataError, match="roads-elsewhere"):
        build(roads([(0, 0), (1, 0)]), (500, 0), (501, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("primary_link", "primary"), ("国道", "national"), ("g105国道", "national"), ("乡道", "township"),
        ("高速公路", "motorway"), ("barangay", "barangay"), ("a4", "a4"), ("", ""), ("城市主干路", "primary"),
    ],
)  # fmt: skip
def test_classes_are_known_by_many_names(text: str, expected: str) -> None:
    """OSM links, Chinese names and plain names give our classes; others stay as they are."""
    assert class_of(text) == expected


def test_speed_comes_from_the_line_then_its_class_then_the_default() -> None:
    """BARANGAY and Barangay are one class; an odd speed is ignored, an unknown class told."""
    frame = roads(
        *[[(k, 0), (k + 1, 0)] for k in range(6)],
        speed_kph=[70, None, None, None, 900, None],
        road_class=["barangay", "BARANGAY ", "Ｂarangay", "A4", "national", None],
    )
    streets, faults = read_streets(frame, policy=POLICY, file="")
    by_start = dict(zip(shapely.get_x(shapely.get_point(streets.lines, 0)), streets.kph, strict=True))
    assert [by_start[k * 1000.0] for k in range(6)] == [70, 25, 25, 25, 50, 25]
    told = {fault.code: (fault.values["count"], fault.found) for fault in faults}
    assert told == {
        "roads-speed-ignored": (1, "900"), "roads-no-class": (1, ""), "roads-class-unknown": (1, "a4"),
    }  # fmt: skip


@pytest.mark.parametrize("word", ["reversible", "alternating", "no", "双向"])
def test_a_road_for_both_directions_is_no_one_way_street(word: str) -> None:
    """OpenStreetMap's words for lanes that change their direction leave both open, without a warning."""
    streets, faults = read_streets(roads([(0, 0), (1, 0)], oneway=[word]), policy=POLICY, file="")
    assert (streets.forward & streets.backward).all()
    assert faults == []


def test_strange_directions_are_told() -> None:
    """An unknown word for one-way leaves the road two-way and is listed."""
    frame = roads([(0, 0), (1, 0)], oneway=["sometimes"])
    streets, faults = read_streets(frame, policy=POLICY, file="")
    assert streets.forward.all()
    assert streets.backward.all()
    assert [(fault.code, fault.found) for fault in faults] == [("roads-oneway-unknown", "sometimes")]


def test_a_line_that_crosses_itself_is_a_junction_there() -> None:
    """A figure of eight is cut where it meets itself."""
    eight = roads([(0, 0), (2, 0), (2, 2), (1, 2), (1, -1)])
    assert minutes(eight, (0, 0), (1, -1))[0][1] == 2


def test_lines_are_drawn_in_degrees_and_cannot_be_changed() -> None:
    """`lines` are WGS 84; arrays are read-only."""
    network, _ = build(roads([(500, 4000), (501, 4000)]), (500, 4000))
    assert shapely.get_coordinates(network.lines[0])[0] == pytest.approx([117.0, 36.1447], abs=1e-4)
    with pytest.raises(ValueError, match="read-only"):
        network.minutes[0] = 0


def random_roads(seed: int) -> tuple[gpd.GeoDataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    grid = rng.integers(0, 8, (30, 2, 2)).astype(float)
    grid = grid[(grid[:, 0] != grid[:, 1]).any(axis=1)]
    oneway = rng.choice(["yes", "no", "-1"], len(grid), p=[0.2, 0.7, 0.1]).tolist()
    speed = rng.choice([20.0, 30.0, 60.0], len(grid)).tolist()
    return roads(*grid.tolist(), oneway=oneway, speed_kph=speed), rng.uniform(0, 8000, (9, 2))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_shuffled_roads_give_the_same_network(seed: int, random: object) -> None:
    """The order of the file never matters: every array is the same, to the bit."""
    frame, xy = random_roads(seed)
    order = list(range(len(frame)))
    random.shuffle(order)  # type: ignore[attr-defined]
    one, _ = build_network(frame, village_xy=xy, site_xy=xy, crs=CRS, policy=POLICY, file="")
    two, _ = build_network(frame.iloc[order], village_xy=xy, site_xy=xy, crs=CRS, policy=POLICY, file="")
    for name in ("node_xy", "tail", "head", "minutes", "edge_kind", "village_node", "site_leg_min"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_network_is_one_piece_and_reaches_every_office(seed: int) -> None:
    """After bridging, the roads without directions are connected."""
    frame, xy = random_roads(seed)
    network, _ = build_network(frame, village_xy=xy, site_xy=xy, crs=CRS, policy=POLICY, file="")
    size = len(network.node_xy)
    graph = coo_array((np.maximum(network.minutes, 1e-9), (network.tail, network.head)), shape=(size, size))
    assert np.isfinite(dijkstra(graph.tocsr(), directed=False, indices=int(network.village_node[0]))).all()
