"""Ferries and islands by hand. A ferry runs 10 km/h (6 minutes a km), walking 4 km/h, roads 60 km/h."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from assign.errors import Fault
from assign.inputs.network import build_network
from assign.inputs.paths import site_travel
from assign.policy import default_policy
from assign.problem import RoadNetwork

POLICY = default_policy()
CRS = "EPSG:32650"
Points = list[tuple[float, float]]


def network_of(
    lines: list[tuple[str, Points]], offices: Points, land: list[shapely.Polygon] | None = None
) -> tuple[RoadNetwork, dict[str, Fault]]:
    """Return the network of lines in km by class, and its notes by code."""
    frame = gpd.GeoDataFrame(
        {
            "road_class": [name for name, _ in lines],
            "speed_kph": [None if name == "ferry" else 60.0 for name, _ in lines],
        },
        geometry=[shapely.LineString(np.array(points) * 1000) for _, points in lines],
        crs=CRS,
    )
    xy = np.array(offices, dtype=float) * 1000
    shapes = (
        None
        if land is None
        else np.array([shapely.transform(one, lambda c: c * 1000) for one in land], dtype=object)
    )
    ids = [f"V{number}" for number in range(len(xy))]
    network, faults = build_network(
        frame, village_xy=xy, site_xy=xy, crs=CRS, policy=POLICY, file="r", village_ids=ids, land=shapes
    )
    return network, {fault.code: fault for fault in faults}


def minutes(network: RoadNetwork, offices: Points) -> float:
    """Return the minutes from the first office to the second."""
    xy = np.array(offices, dtype=float) * 1000
    one = np.zeros(len(xy), np.int32)
    travel = site_travel(network, site_xy=xy, village_xy=xy, site_scope=one, village_scope=one, policy=POLICY)
    return float(travel.minutes[1])


MAINLAND = ("village", [(0.0, 0.0), (4.0, 0.0)])
ISLAND = ("village", [(0.0, 3.0), (4.0, 3.0)])
ENDS = [(0.0, 0.0), (4.0, 3.0)]


def test_a_ferry_is_as_fast_as_a_ferry() -> None:
    """2 km driven, 3 km shipped, 2 km driven: 2 + 18 + 2 minutes."""
    network, faults = network_of([MAINLAND, ISLAND, ("ferry", [(2, 0), (2, 3)])], ENDS)
    assert minutes(network, ENDS) == 22
    assert "roads-bridged" not in faults


def test_a_ferry_drawn_from_bank_to_bank_is_landed() -> None:
    """100 m from the water's edge to the road at both ends: walked in 1.5 minutes each, and told."""
    network, faults = network_of([MAINLAND, ISLAND, ("ferry", [(2, 0.1), (2, 2.9)])], ENDS)
    assert minutes(network, ENDS) == pytest.approx(2 + 1.5 + 2.8 * 6 + 1.5 + 2)
    assert dict(faults["ferries-landed"].values) == {"count": 2, "longest_m": 100}
    ground = gpd.GeoSeries([shapely.from_wkb(faults["ferries-landed"].shape)], crs=4326).to_crs(CRS)
    assert ground.length.iloc[0] == pytest.approx(200, rel=1e-6)


def test_a_ferry_between_two_banks_of_one_network_lands_on_both() -> None:
    """The banks are joined by a far bridge already, so one landing alone would make a single piece."""
    round_about = ("village", [(0, 0), (-20, 0), (-20, 3), (0, 3)])
    offices = [(4.0, 0.0), (4.0, 3.0)]
    network, faults = network_of([MAINLAND, ISLAND, round_about, ("ferry", [(4, 0.1), (4, 2.9)])], offices)
    assert minutes(network, offices) == pytest.approx(1.5 + 2.8 * 6 + 1.5)
    assert faults["ferries-landed"].values["count"] == 2


def test_a_ferry_passes_under_a_bridge() -> None:
    """A road that crosses the ferry's line is not met in the middle of the water."""
    bridge = ("village", [(-1, 1.5), (5, 1.5)])
    shore = [("village", [(5, 1.5), (5, 0), (4, 0)]), ("village", [(5, 1.5), (5, 3), (4, 3)])]
    network, _ = network_of(
        [MAINLAND, ISLAND, bridge, *shore, ("ferry", [(2, 0), (2, 3)])], [(2.0, 0.0), (2.0, 1.5)]
    )
    assert minutes(network, [(2.0, 0.0), (2.0, 1.5)]) == pytest.approx(2 + 1 + 1.5 + 3)


def test_nobody_joins_a_ferry_line() -> None:
    """An office on the quay walks to the road, 300 m, and not onto the boat."""
    network, _ = network_of([MAINLAND, ISLAND, ("ferry", [(2, 0), (2, 3)])], [(2.0, 0.3), (0.0, 0.0)])
    assert network.village_leg_min[0] == pytest.approx(4.5)


def test_water_between_villages_is_shipped_over_and_land_is_walked() -> None:
    """3 km between two shores are 18 minutes by boat, 2 km off at the roads' ends; over fields 45 on foot."""
    south, north = shapely.box(-1, -1, 5, 0.02), shapely.box(-1, 2.98, 5, 4)
    between = shapely.box(-1, 0.02, 5, 2.98)
    offices = [(2.0, 0.0), (2.0, 3.0)]
    water, told = network_of([MAINLAND, ISLAND], offices, [south, north])
    fields, _ = network_of([MAINLAND, ISLAND], offices, [south, north, between])
    nothing_known, _ = network_of([MAINLAND, ISLAND], offices)
    assert [minutes(one, offices) for one in (water, fields, nothing_known)] == [22, 45, 45]
    island = dict(told["roads-island"].values)
    assert island == {"offices": 1, "ids": "V1", "length_m": 3000, "kph": 10, "minutes": 18}


def test_an_island_without_roads_is_shipped_to() -> None:
    """An office 2 km over water from the only road: 12 minutes by boat, then 2 driven; over fields 30 on foot."""
    shore, island = shapely.box(-1, -1, 5, 0.02), shapely.box(1.5, 1.9, 2.5, 2.5)
    offices = [(2.0, 2.0), (4.0, 0.0)]
    wet, _ = network_of([MAINLAND], offices, [shore, island])
    dry, _ = network_of([MAINLAND], offices, [shore, island, shapely.box(-1, 0.02, 5, 1.9)])
    assert [minutes(one, offices) for one in (wet, dry)] == pytest.approx([14, 32])


def test_a_gap_far_outside_all_villages_is_no_water() -> None:
    """Roads that run beyond the last village may have the next district between them."""
    offices = [(2.0, 0.0), (2.0, 3.0)]
    away = [shapely.box(-1, -3, 5, -2), shapely.box(-1, 5, 5, 6)]
    network, _ = network_of([MAINLAND, ISLAND], offices, away)
    assert minutes(network, offices) == 45
