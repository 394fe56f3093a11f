"""Make `geodata/`: the unit list from the public code list, and the demo county from the unit list.

Without arguments it makes the county again; with `--lists FOLDER` the unit list too.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import pandas as pd

from assign.demo import write_case
from assign.demo.units import units_from_lists

GEODATA = Path(__file__).resolve().parents[1] / "geodata"


def main() -> None:
    """Write the files and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=Path, help="folder with villages.csv and townships.csv")
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    if wanted.lists:
        villages = pd.read_csv(wanted.lists / "villages.csv", dtype=str)
        townships = pd.read_csv(wanted.lists / "townships.csv", dtype=str)
        text = units_from_lists(villages, townships).to_csv(index=False, lineterminator="\n")
        (GEODATA / "units.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    write_case(GEODATA / "county", seed=wanted.seed)
    for path in sorted(GEODATA.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>10,}  {path.relative_to(GEODATA)}")


if __name__ == "__main__":
    main()
