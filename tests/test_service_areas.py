"""Contiguous service areas: files and judge by hand, bound and plan against brute force, published values."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from bench_areas import BORDERS, bound_of, published
from service_areas import SCALE, ServiceAreas, judge, read_areas
from service_bound import cheapest_opening, cut_at, dantzig, prices
from service_plan import best_areas, pieces
from service_solve import solve_areas

PEERS = Path("/work/shared/peers")

UNITS = """OID\tpop\tPointX\tPointY\tfcadidature\tFcost\tcapa
7\t2\t0\t0\t0\t10.5\t6
8\t1\t3000\t4000\t0\t0\t0
9\t3\t6000\t8000\t0\t20\t5
"""
LINKS = '"OID_","ID1","ID2","dist"\n,7,8,1.0\n,8,9,1.0\n,8,7,1.0\n'


def written(folder: Path, units: str = UNITS, links: str = LINKS) -> ServiceAreas:
    """Return three units in a row, five kilometres apart; the ends can be facilities."""
    (folder / "u.txt").write_text(units, "ascii")
    (folder / "c.txt").write_text(links, "ascii")
    return read_areas(folder / "u.txt", folder / "c.txt")


def on_a_grid(seed: int, rooms_factor: float = 1.2) -> ServiceAreas:
    """Return 3 × 4 units with random demands, four of them facilities whose capacity leaves little room."""
    random = np.random.default_rng(seed)
    spots = np.array([(x, y) for y in range(3) for x in range(4)], float)
    demand = random.integers(1, 6, 12)
    home = np.sort(random.choice(12, 4, replace=False))
    exact = np.hypot(*(spots[home, None] - spots[None]).transpose(2, 0, 1)) * demand
    fixed = random.integers(2, 9, 4).astype(float)
    near = tuple(tuple(np.flatnonzero(np.abs(spots - spot).sum(axis=1) == 1).tolist()) for spot in spots)
    return ServiceAreas(
        np.floor(exact * SCALE).astype(np.int64), exact, (fixed * SCALE).astype(np.int64), fixed,
        np.full(4, int(rooms_factor * demand.sum() / 2)), home, demand, near,
    )  # fmt: skip


def by_brute_force(problem: ServiceAreas) -> float:
    """Return the least cost over all ways to serve twelve units; infinite if there is none."""
    best = float("inf")
    for count in range(1, problem.facilities + 1):
        for opened in itertools.combinations(range(problem.facilities), count):
            free = [u for u in range(problem.units) if u not in {int(problem.home[j]) for j in opened}]
            if problem.capacity[list(opened)].sum() < problem.demand.sum():
                continue
            for served in itertools.product(opened, repeat=len(free)):
                area = np.empty(problem.units, np.int64)
                area[free] = served
                area[problem.home[list(opened)]] = opened
                if problem.value(area) / SCALE < best - 1e-4:
                    cost, faults = judge(problem, area.tolist())
                    best = best if faults else min(best, cost)
    return best


def test_a_unit_file_is_read_with_its_borders(tmp_path: Path) -> None:
    """Facilities are the units of a capacity; 5 km × demand; borders count in both directions, once."""
    problem = written(tmp_path)
    assert problem.home.tolist() == [0, 2]
    assert problem.exact.tolist() == [[0, 5, 30], [20, 5, 0]]
    assert problem.near == ((1,), (0, 2), (1,))
    assert problem.capacity.tolist() == [6, 5]


@pytest.mark.parametrize(
    ("units", "links", "said"),
    [
        (UNITS, LINKS + ",7,99,1\n", "expected ids of u.txt"),
        (UNITS.replace("8\t1\t", "8\t0\t"), LINKS, "expected 1 or more"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(tmp_path: Path, units: str, links: str, said: str) -> None:
    """A border of an unknown unit, a unit without demand."""
    with pytest.raises(ValueError, match=said):
        written(tmp_path, units, links)


def test_a_plan_is_judged_by_hand(tmp_path: Path) -> None:
    """Both open: 10.5 + 20 + 5; one alone 10.5 + 35 within its capacity of 6; and the faults by name."""
    problem = written(tmp_path)
    assert judge(problem, [0, 0, 1]) == (35.5, [])
    assert judge(problem, [0, 0, 0]) == (45.5, [])
    assert judge(problem, [1, 1, 1])[1] == ["facility 1 serves 6 of 5"]
    assert judge(problem, [0, 1, 0])[1] == [
        "1 units of facility 0 are cut off from it",
        "facility 1 does not serve its own unit 2",
    ]
    assert judge(problem, [0, 1, 0], contiguous=False)[1] == []


def test_pieces_that_hang_apart_are_found_with_what_is_around_them() -> None:
    """In a 3 × 4 grid: corner 11 apart from 0, around it 7 and 10."""
    assert list(pieces(on_a_grid(0), 0, {0, 1, 11})) == [([11], (7, 10))]


@pytest.mark.parametrize("seed", range(20))
def test_dantzigs_bound_is_not_below_the_best_choice(seed: int) -> None:
    """All subsets of eight units."""
    random = np.random.default_rng(seed)
    gain, demand = random.integers(-5, 30, 8), random.integers(1, 9, 8)
    best = max(
        int(gain[list(some)].sum())
        for size in range(9)
        for some in itertools.combinations(range(8), size)
        if demand[list(some)].sum() <= 15
    )
    assert best <= dantzig(gain, demand, 15) <= best + int(gain.max())


@pytest.mark.parametrize("seed", range(6))
def test_bound_brute_force_and_plan_meet_on_small_grids(seed: int) -> None:
    """Every cut bounds the optimum; the search reaches it and proves it."""
    problem = on_a_grid(seed)
    least = by_brute_force(problem)
    cut = cut_at(problem, prices(problem, None))
    assert cheapest_opening(problem, [cut], [])[1] <= least + 1e-6
    found = solve_areas(problem, seconds=60)
    assert (found.value, found.bound) == (pytest.approx(least), pytest.approx(least, abs=2e-3))
    assert judge(problem, found.area.tolist()) == (pytest.approx(least), [])


def test_openings_that_cannot_be_contiguous_have_no_plan_and_no_wrong_bound() -> None:
    """A facility shut in by another's tiny room: the only opening is impossible, at any ceiling."""
    problem = on_a_grid(1)
    lone = np.array([0])
    found = best_areas(problem, lone, 1e6, 10.0)
    assert len(found.area) == 0
    assert found.bound == 1e6


def test_published_bounds_are_the_better_of_both_problems() -> None:
    """Gya4 is proven without contiguity at 3966921.73; with it only 3950935 was."""
    if not PEERS.is_dir():
        pytest.skip("no instances beside the checkout")
    assert bound_of({"proven": "no (LB 12.5)", "best_known": "13"}) == 12.5
    known = {(one.name, one.rooms): one for one in published(PEERS / "best_known.csv")}
    assert known["gya4", None].bound == 3966921.73
    assert known["gya1", 20].value == 3499826.97


def test_a_real_instance_is_bounded_below_its_published_optimum() -> None:
    """zya1, 324 units: the first cut holds below the published optimum without contiguity, 4428.23, and is near it."""
    if not PEERS.is_dir():
        pytest.skip("no instances beside the checkout")
    folder = PEERS / "cflsap_kong"
    problem = read_areas(folder / "zya1.txt", folder / BORDERS["zy"])
    opened, bound = cheapest_opening(problem, [cut_at(problem, prices(problem, None))], [])
    assert 4380 < bound <= 4428.23
    assert problem.capacity[opened].sum() >= problem.demand.sum()
