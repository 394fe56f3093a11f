"""Make `geodata/`: the unit list from the public code list, and the demo county from the unit list.

Without arguments it makes the county again; with `--lists FOLDER` the unit list too. With `--size` it writes
another case instead: `make_demo.py --size nation --out DIR` has 620,573 units in 41,352 townships, one file a county.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import pandas as pd

from assign.demo import PARTS, SIZES, read_counts, write_case, write_parts
from assign.demo.units import units_from_lists

GEODATA = Path(__file__).resolve().parents[1] / "geodata"


def main() -> None:
    """Write the files and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=Path, help="folder with villages.csv and townships.csv")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", choices=[*SIZES, *PARTS], help="write a case of this size to --out")
    parser.add_argument("--out", type=Path, help="where that case goes")
    parser.add_argument("--counts", type=Path, help="another list: township_code, units")
    parser.add_argument("--no-officers", action="store_true", help="a province or nation without rosters")
    parser.add_argument("--workers", type=int, default=1)
    wanted = parser.parse_args()
    if wanted.size:
        if not wanted.out:
            parser.error("--size needs --out")
        print(_write_size(wanted))
        return
    if wanted.lists:
        villages = pd.read_csv(wanted.lists / "villages.csv", dtype=str)
        townships = pd.read_csv(wanted.lists / "townships.csv", dtype=str)
        text = units_from_lists(villages, townships).to_csv(index=False, lineterminator="\n")
        (GEODATA / "units.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    write_case(GEODATA / "county", seed=wanted.seed)
    for path in sorted(GEODATA.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>10,}  {path.relative_to(GEODATA)}")


def _write_size(wanted: argparse.Namespace) -> Path:
    """Return the `case.toml` of a case of the size asked for."""
    if wanted.size not in PARTS:
        return write_case(wanted.out, size=wanted.size, seed=wanted.seed)
    part = PARTS[wanted.size]
    return write_parts(
        wanted.out,
        part,
        seed=wanted.seed,
        counts=read_counts(part.prefix, wanted.counts),
        officers=not wanted.no_officers,
        workers=wanted.workers,
    )


if __name__ == "__main__":
    main()
