"""Villages that are points get cells: apart from one another, each in its own station, all of it filled."""

from __future__ import annotations

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.cells_of_points import cells_of_points
from small_case import CRS, SIDE_M, SOUTH_M, WEST_M, villages, write_case


def points_in(boxes, count, seed):
    """Return random points in boxes, and the number of the box of each as its station."""
    chance = np.random.default_rng(seed)
    xy = [chance.uniform(box.bounds[:2], box.bounds[2:], (count, 2)) for box in boxes]
    stations = np.repeat([f"S{n}" for n in range(len(boxes))], count).astype(object)
    return np.asarray(shapely.points(np.concatenate(xy)), dtype=object), stations


BOXES = [shapely.box(0, 0, 5000, 5000), shapely.box(5000, 0, 9000, 5000)]


def overlap(cells):
    return shapely.area(cells).sum() - shapely.area(shapely.union_all(cells))


@pytest.mark.parametrize("seed", range(5))
def test_cells_fill_their_stations(seed):
    """Inside outlines: every cell holds its point, none overlap, together they are the outline."""
    points, stations = points_in(BOXES, 15, seed)
    cells = cells_of_points(points, stations, {"S0": BOXES[0], "S1": BOXES[1]})
    assert shapely.covers(cells, points).all()
    assert overlap(cells) == pytest.approx(0, abs=1e-3)
    for number, box in enumerate(BOXES):
        union = shapely.union_all(cells[stations == f"S{number}"])
        assert shapely.area(shapely.symmetric_difference(union, box)) < 1e-3


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("outlined", [{}, {"S0": BOXES[0]}])
def test_without_outlines_stations_stay_whole_and_apart(seed, outlined):
    """Cells of a station touch one another, hold their points, and overlap no other's."""
    points, stations = points_in(BOXES, 15, seed)
    cells = cells_of_points(points, stations, outlined)
    assert shapely.covers(cells, points).all()
    assert overlap(cells) == pytest.approx(0, abs=1e-3)
    for name in ("S0", "S1"):
        mine = cells[stations == name]
        touching = nx.Graph(shapely.STRtree(mine).query(mine, predicate="intersects").T.tolist())
        assert nx.is_connected(touching)


def test_a_lone_village_has_a_cell():
    """One point in all, and one point alone in a station."""
    alone = np.array([shapely.Point(5, 5)], dtype=object)
    one = cells_of_points(alone, np.array(["S"], dtype=object), {})
    assert shapely.covers(one[0], shapely.Point(5, 5))
    assert shapely.area(one[0]) > 0
    whole = cells_of_points(alone, np.array(["S"], dtype=object), {"S": shapely.box(0, 0, 10, 10)})
    assert whole[0].equals(shapely.box(0, 0, 10, 10))


def test_points_in_a_case_are_cut_at_the_stations_given(tmp_path):
    """Twelve points, two stations with outlines: the cells are the stations' land, and that is said."""
    points = villages()
    points["geometry"] = points.centroid
    folder = write_case(tmp_path, frame=points)
    halves = [
        shapely.box(WEST_M + x * SIDE_M, SOUTH_M, WEST_M + (x + 2) * SIDE_M, SOUTH_M + 3 * SIDE_M)
        for x in (0, 2)
    ]
    stations = gpd.GeoDataFrame({"派出所代码": ["0S1", "0S2"]}, geometry=halves, crs=CRS)
    stations.to_file(folder / "stations.gpkg")
    (folder / "case.toml").write_text(
        '[inputs]\nvillages = "villages.gpkg"\nstations = "stations.gpkg"\n', "utf-8"
    )
    said = {fault.code: fault for fault in check_case(folder) if fault.severity is Severity.WARNING}
    assert {"cells-drawn"} == set(said)
    assert said["cells-drawn"].values["outlined"] == 2
    problem = load_problem(read_case(folder))
    drawn = gpd.GeoSeries(problem.outlines, crs=4326).to_crs(CRS)
    squares = villages().set_index("村代码").geometry
    for village, cell in zip(problem.villages, drawn, strict=True):
        assert cell.symmetric_difference(squares[village.village_id]).area < 1.0  # m²
    assert len(problem.borders) == 17  # of a grid of 4 by 3


def test_a_point_in_the_wrong_station_is_warned_of(tmp_path):
    """Its cell stands where its point is, outside its station, and a warning names its row."""
    points = villages(派出所=["0S2"] + ["0S1", "0S2", "0S2"] + ["0S1", "0S1", "0S2", "0S2"] * 2)
    points["geometry"] = points.centroid
    folder = write_case(tmp_path, frame=points)
    halves = [
        shapely.box(WEST_M + x * SIDE_M, SOUTH_M, WEST_M + (x + 2) * SIDE_M, SOUTH_M + 3 * SIDE_M)
        for x in (0, 2)
    ]
    gpd.GeoDataFrame({"派出所代码": ["0S1", "0S2"]}, geometry=halves, crs=CRS).to_file(
        folder / "stations.gpkg"
    )
    (folder / "case.toml").write_text(
        '[inputs]\nvillages = "villages.gpkg"\nstations = "stations.gpkg"\n', "utf-8"
    )
    outside = [fault for fault in check_case(folder) if fault.code == "point-outside-station"]
    assert [(fault.severity, fault.row) for fault in outside] == [(Severity.WARNING, 1)]
    assert load_problem(read_case(folder)).villages
