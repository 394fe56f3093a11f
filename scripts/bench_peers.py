"""Published capacitated p-median instances: our value, bound and seconds beside the best-known values.

Run from the project's root: ``python scripts/bench_peers.py [--peers DIR] [--seconds 120] [--only TEXT]``.
The instances are not part of the repository; their formats stand in ``SOURCE.txt`` beside them.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

import numpy as np

from assign.optimise.capacitated.instance import PMedian
from assign.optimise.capacitated.solve import solve_pmedian
from assign.optimise.stop import Stop

GROUPS = ("group1/cpmp*.txt", "group2/SJC*.dat", "group5/u724_*.txt", "group3/p3038_*.dat")
FLOORED_SCALE = 1_000
"""OR-Library's distances are floored to whole numbers; finer costs only let the prices be finer."""
SCALE = 1_000_000
"""Real distances become whole millionths, rounded down: a plan's true value is at most units/SCALE above."""


def read_instance(file: Path, *, floored: bool) -> tuple[PMedian, int, np.ndarray]:
    """Return an instance, what its costs are multiplied by, and the true distances."""
    numbers = np.array(file.read_text("ascii").split(), np.float64)
    units, medians = int(numbers[0]), int(numbers[1])
    rows = numbers[2 : 2 + 4 * units].reshape(units, 4)
    away = np.hypot(rows[:, None, 0] - rows[None, :, 0], rows[:, None, 1] - rows[None, :, 1])
    away = np.floor(away) if floored else away
    scale = FLOORED_SCALE if floored else SCALE
    cost = np.floor(away * scale).astype(np.int64)
    return PMedian(cost, rows[:, 3].astype(np.int64), rows[:, 2].astype(np.int64), medians), scale, away


def best_known(peers: Path) -> dict[str, float]:
    """Return the best published value of each instance."""
    with (peers / "best_known.csv").open(encoding="utf-8") as lines:
        return {row["instance"]: float(row["best_known"]) for row in csv.DictReader(lines)}


def measure(file: Path, known: float, seconds: float) -> str:
    """Return a row of the table: one instance solved from nothing, its plan checked again."""
    instance, scale, away = read_instance(file, floored="group1" in str(file))
    wall, used = time.monotonic(), time.process_time()
    answer = solve_pmedian(instance, stop=Stop(wall + seconds))
    wall, used = time.monotonic() - wall, time.process_time() - used
    faults = instance.faults(answer.median_of) if len(answer.median_of) else ["no plan"]
    value = float(away[answer.median_of, np.arange(instance.units)].sum()) if not faults else float("nan")
    bound = answer.bound / scale
    gap = "proven" if answer.proven else f"{100 * (value - bound) / value:.3f} %"
    return (
        f"| {file.stem} | {instance.units} | {instance.medians} | {value:.2f} | {bound:.2f} | {gap} "
        f"| {used:.1f} | {wall:.1f} | {known:.2f} | {value / known:.5f} |{' ' + '; '.join(faults) if faults else ''}"
    )


def main() -> None:
    """Print the table row by row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"))
    parser.add_argument("--seconds", type=float, default=120.0, help="wall seconds an instance")
    parser.add_argument("--only", default="", help="only instances whose name holds this text")
    asked = parser.parse_args()
    if not asked.peers.is_dir():
        parser.error(f"no folder {asked.peers}: name the instances' folder with --peers")
    known = best_known(asked.peers)
    solve_pmedian(PMedian(np.ones((3, 3), np.int64), np.ones(3, np.int64), np.full(3, 3), 2))  # compiles
    print("| instance | n | p | value | bound | gap | CPU s | wall s | best known | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for group in GROUPS:
        for file in sorted(asked.peers.glob(group)):
            if asked.only in file.stem:
                print(measure(file, known[file.stem], asked.seconds), flush=True)


if __name__ == "__main__":
    main()
