"""Contiguous service areas (Kong 2021): our value, bound and seconds beside the published ones.

Run from the project's root: ``python scripts/bench_areas.py [--peers DIR] [--seconds 300] [--only TEXT]``.
The instances are not part of the repository. A published bound of the same instance without contiguity is a bound here
too; the better of the two stands in the table.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service_areas import judge, read_areas
from service_solve import solve_areas

CLOSE = 0.005
"""Published values have two decimals."""
FOLDER = "cflsap_kong"
BORDERS = {"gy": "gy2_connectivity.txt", "zy": "zy_connectivity.txt"}


@dataclass(frozen=True)
class Published:
    """What the paper says of an instance.

    Parameters
    ----------
    rooms
        Number of facilities laid down; None where it is free.
    value, bound
        Its best plan with contiguity, and its best bound, with or without.
    """

    name: str
    rooms: int | None
    value: float
    bound: float


def published(table: Path) -> Iterator[Published]:
    """Yield the instances with contiguity of `best_known.csv`, with the better bound of both problems."""
    with table.open(encoding="utf-8") as lines:
        rows = {row["instance"]: row for row in csv.DictReader(lines)}
    for instance, row in rows.items():
        kind, _, name = instance.partition(":")
        if kind not in ("CFLSAP", "CKFLSAP"):
            continue
        free = rows.get(instance.replace("CFLSAP", "SSCFLP").replace("CKFLSAP", "SSCKFLP"))
        bound = max(bound_of(one) for one in (row, free) if one)
        name, _, rooms = name.partition(":K")
        yield Published(name, int(rooms) if rooms else None, float(row["best_known"]), bound)


def bound_of(row: dict[str, str]) -> float:
    """Return the published bound of a row: its value where that is proven."""
    open_at = re.search(r"LB ([\d.]+)", row["proven"])
    return float(open_at[1]) if open_at else float(row["best_known"])


@contextlib.contextmanager
def solver_silent() -> Iterator[None]:
    """Send what the solver's library writes to standard output by itself nowhere."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def measure(folder: Path, one: Published, seconds: float) -> str:
    """Return a row of the table: one instance solved from nothing, its plan judged apart."""
    problem = read_areas(folder / f"{one.name}.txt", folder / BORDERS[one.name[:2]])
    wall, used = time.monotonic(), time.process_time()
    with solver_silent():
        found = solve_areas(problem, rooms=one.rooms, seconds=seconds)
    wall, used = time.monotonic() - wall, time.process_time() - used
    value, faults = judge(problem, found.area.tolist()) if len(found.area) else (float("nan"), ["no plan"])
    gap = "proven" if found.bound >= value - CLOSE else f"{100 * (value - found.bound) / value:.3f} %"
    theirs = (
        "proven" if one.bound >= one.value - CLOSE else f"{100 * (one.value - one.bound) / one.value:.3f} %"
    )
    return (
        f"| {one.name} | {one.rooms or 'free'} | {value:.2f} | {found.bound:.2f} | {gap} | {used:.0f} | {wall:.0f} "
        f"| {one.value:.2f} | {one.bound:.2f} | {theirs} | {'; '.join(faults) or 'none'} |"
    )


def main() -> None:
    """Print the table row by row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"))
    parser.add_argument("--seconds", type=float, default=300.0, help="processor seconds an instance, about")
    parser.add_argument(
        "--only", default="", help="only instances whose name and number, as in gya1:K20, match this"
    )
    asked = parser.parse_args()
    if not (asked.peers / FOLDER).is_dir():
        parser.error(f"no folder {asked.peers / FOLDER}: name the instances' folder with --peers")
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {asked.seconds:.0f} CPU s an instance\n\n"
        "| instance | facilities | value | bound | gap | CPU s | wall s "
        "| their value | their bound | their gap | faults |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for one in published(asked.peers / "best_known.csv"):
        if re.search(asked.only, f"{one.name}:K{one.rooms or ''}"):
            print(measure(asked.peers / FOLDER, one, asked.seconds), flush=True)


if __name__ == "__main__":
    main()
