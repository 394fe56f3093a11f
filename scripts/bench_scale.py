"""Solve ever more counties of the demo province county by county, and print what each size takes.

Run it from the checkout: ``python scripts/bench_scale.py --plot docs/scale.svg``. The cases are made once, below
`build/bench/scale/`; counties of a subset are spread evenly over the province. With ``--nation`` the country of 620,573
villages comes last. Memory is that of all processes together, read from /proc (Linux). Runs that had to compile kernels
first do not count: the smallest size is run before all.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import CACHE, ROOT, measured

PICTURES = ("scale.svg",)
SIZES = (1, 3, 10, 30)
ROLES = ("villages", "stations", "officers")
FOLDER = CACHE / "scale"
WIDTH, HEIGHT, MARGIN = 420, 260, 48


@dataclass(frozen=True)
class Row:
    """What one size took: processor seconds, wall seconds, memory in MB of all processes together."""

    counties: int
    villages: int
    officers: int
    rooms: int
    proven: int
    stations: int
    cpu_s: float
    cpu_s_per_1000: float
    wall_s: float
    peak_mb: int
    largest_process_mb: int
    driver_mb: int
    plan_mb: int
    workers: int


def main() -> None:
    """Make the cases, solve them, print a table and the figures as JSON, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, default=10**9, help="no size of more counties than this")
    parser.add_argument("--least", type=int, default=1, help="no size of fewer counties than this")
    parser.add_argument("--nation", action="store_true", help="the whole country, too")
    parser.add_argument("--no-officers", action="store_true", help="rooms alone")
    parser.add_argument("--pages", action="store_true", help="with maps, workbooks and reports")
    parser.add_argument("--plot", type=Path, help="an SVG to draw")
    wanted = parser.parse_args()
    roles = ROLES[:2] if wanted.no_officers else ROLES
    whole = made("province")
    counties = sorted(path.name for path in (whole / "villages").iterdir())
    sizes = [size for size in (*SIZES, len(counties)) if wanted.least <= size <= wanted.most]
    cases = [subset(whole, counties, size, roles) for size in sizes]
    if wanted.nation:
        country = made("nation")
        names = sorted(path.name for path in (country / "villages").iterdir())
        cases.append(subset(country, names, len(names), roles))
    solve(subset(whole, counties, 1, roles), wanted.workers, pages=False)
    rows = []
    for case in cases:
        rows.append(solve(case, wanted.workers, pages=wanted.pages))
        print(line(rows[-1]), flush=True)
    print(json.dumps({"load": os.getloadavg()[0], "rows": [asdict(row) for row in rows]}, indent=1))
    if wanted.plot:
        wanted.plot.write_text(plot(rows), encoding="utf-8", newline="\n")


def made(size: str) -> Path:
    """Return the folder of a demo case in parts."""
    folder = FOLDER / size
    if not (folder / "case.toml").is_file():
        command = [
            sys.executable,
            str(ROOT / "scripts" / "make_demo.py"),
            "--size",
            size,
            "--out",
            str(folder),
        ]
        subprocess.run(command, check=True)
    return folder


def subset(whole: Path, counties: Sequence[str], size: int, roles: Sequence[str]) -> Path:
    """Return the folder of a case of so many counties, spread evenly; parts are linked, not copied."""
    chosen = [counties[(2 * n + 1) * len(counties) // (2 * size)] for n in range(size)]
    folder = FOLDER / f"{whole.name}-{size}-{'-'.join(roles)}"
    shutil.rmtree(folder, ignore_errors=True)
    for role in roles:
        (folder / role).mkdir(parents=True)
        for name in chosen:
            os.link(whole / role / name, folder / role / name)
    lines = (whole / "case.toml").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(set(ROLES) - set(roles)))]
    (folder / "case.toml").write_text("".join(kept), encoding="utf-8")
    return folder


def solve(case: Path, workers: int, *, pages: bool) -> Row:
    """Return what a case takes; its plan is thrown away, as that of the nation is large."""
    folder = case / "plan"
    words = ["solve", str(case), "--by", "county", "--out", str(folder), "--workers", str(workers)]
    run = measured([*words, *([] if pages else ["--no-pages"])])
    record = json.loads((folder / "run.json").read_text("utf-8"))
    villages = record["metrics"]["villages"]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return Row(
        counties=record["metrics"]["counties"],
        villages=villages,
        officers=sum(one["officers"] for one in record["counties"]),
        rooms=record["metrics"]["rooms"],
        proven=record["proof"]["proven"],
        stations=record["proof"]["scopes"],
        cpu_s=round(run.cpu_s, 1),
        cpu_s_per_1000=round(run.cpu_s / villages * 1000, 2),
        wall_s=round(run.total_s, 1),
        peak_mb=round(run.peak_mb),
        largest_process_mb=round(max(run.largest_worker_mb, run.main_mb)),
        driver_mb=round(run.main_mb),
        plan_mb=round(size / 1e6),
        workers=workers,
    )


def line(row: Row) -> str:
    """Return a row of the table in docs/benchmarks.md."""
    proven = f"{row.proven:,} of {row.stations:,}"
    return (
        f"| {row.counties:,} | {row.villages:,} | {row.officers:,} | {row.rooms:,} | {proven} | {row.cpu_s:,} | "
        f"{row.cpu_s_per_1000} | {row.wall_s:,} | {row.peak_mb:,} |"
    )


def plot(rows: Sequence[Row]) -> str:
    """Return an SVG: CPU seconds over the number of villages, both logarithmic, and memory."""
    places = scaled([row.villages for row in rows], MARGIN, WIDTH - MARGIN)
    bottom, top = HEIGHT - MARGIN, MARGIN
    seconds = scaled([row.cpu_s for row in rows], bottom - 20, top)
    most = 1.25 * max(row.peak_mb for row in rows)
    memory = [bottom - row.peak_mb / most * (bottom - top) for row in rows]
    spent = [f"{row.cpu_s:,.0f} s" for row in rows]
    held = [f"{row.peak_mb:,}" for row in rows]
    left = panel(places, seconds, rows, spent, "CPU seconds (both scales logarithmic)")
    right = panel(places, memory, rows, held, "Peak memory of all processes, MB")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="11" fill="#333">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<g>{left}</g>\n<g transform="translate({WIDTH})">{right}</g>\n</svg>\n'
    )


def scaled(values: Sequence[float], first: float, last: float) -> list[float]:
    """Return where values stand on a logarithmic scale that runs from the least to the greatest of them."""
    low, high = math.log10(min(values)), math.log10(max(values))
    return [first + (math.log10(value) - low) / ((high - low) or 1) * (last - first) for value in values]


def panel(
    places: Sequence[float], heights: Sequence[float], rows: Sequence[Row], said: Sequence[str], title: str
) -> str:
    """Return one plot: dots with their values, a line through them, villages below."""
    bottom = HEIGHT - MARGIN
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(places, heights, strict=True))
    dots = "\n".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#1f5fa8"/>'
        f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{text}</text>'
        f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{row.villages:,}</text>'
        for x, y, text, row in zip(places, heights, said, rows, strict=True)
    )
    return (
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-size="13">{title}</text>\n'
        f'<line x1="{MARGIN - 20}" x2="{WIDTH - MARGIN + 20}" y1="{bottom}" y2="{bottom}" stroke="#999"/>\n'
        f'<polyline points="{points}" fill="none" stroke="#1f5fa8"/>\n{dots}\n'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">villages</text>'
    )


if __name__ == "__main__":
    main()
