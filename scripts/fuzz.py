"""Spoil good files at random and check them: no crash, no hang. Prints what failed and keeps its files.

    python scripts/fuzz.py --runs 10000 --seed 1 --keep build/fuzz

Each run takes one good case, flips, cuts, repeats or swaps bytes of one of its files (or cells of a table), and calls
`check_case` in a child process that is limited in time and memory. Any exception, signal or overrun is a failure.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import random
import resource
import shutil
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

SECONDS = 10.0
MEMORY_BYTES = 6 << 30
FORMATS = ("gpkg", "shp", "geojson", "fgb", "parquet", "kml", "zip", "csv", "xlsx", "roads", "toml")


def write_good(folder: Path, kind: str) -> list[str]:
    """Write a case whose villages, roster or roads are of a kind; return the files that may be spoiled."""
    boxes = [
        shapely.box(115 + x / 100, 34 + y / 100, 115.01 + x / 100, 34.01 + y / 100)
        for y in range(3)
        for x in range(4)
    ]
    ids = [f"4114260012{number:02d}" for number in range(12)]
    frame = gpd.GeoDataFrame(
        {"村代码": ids, "村名": ["李庄"] * 12, "派出所": ["S1"] * 12}, geometry=boxes, crs=4326
    )
    roster = pd.DataFrame(
        {"编号": ["001", "002"], "岗位": ["民警", "辅警"], "派出所": ["S1", "S1"], "工龄": ["3", "9"]}
    )
    inputs = {"villages": f"villages.{kind}"}
    files = [f"villages.{kind}"]
    if kind in ("shp", "zip"):
        frame.to_file(folder / "villages.shp", encoding="GBK")
        files = [f"villages.{part}" for part in ("shp", "dbf", "shx", "cpg", "prj")]
        if kind == "zip":
            shutil.make_archive(str(folder / "villages"), "zip", folder)
            files = ["villages.zip"]
    elif kind == "parquet":
        frame.to_parquet(folder / "villages.parquet")
    elif kind in ("geojson", "fgb", "gpkg", "kml"):
        names = {"geojson": "GeoJSON", "fgb": "FlatGeobuf", "gpkg": "GPKG", "kml": "KML"}
        frame.to_file(folder / f"villages.{kind}", driver=names[kind])
    else:
        frame.to_file(folder / "villages.gpkg", driver="GPKG")
        inputs["villages"] = "villages.gpkg"
    if kind in ("csv", "xlsx"):
        inputs["officers"] = f"officers.{kind}"
        files = [inputs["officers"]]
        if kind == "csv":
            roster.to_csv(folder / "officers.csv", index=False)
        else:
            roster.to_excel(folder / "officers.xlsx", index=False)
    if kind == "roads":
        lines = [
            shapely.LineString([(115, 34.005), (115.04, 34.005)]),
            shapely.LineString([(115.02, 34), (115.02, 34.03)]),
        ]
        gpd.GeoDataFrame({"highway": ["primary", "track"]}, geometry=lines, crs=4326).to_file(
            folder / "roads.gpkg"
        )
        inputs["roads"] = "roads.gpkg"
        files = ["roads.gpkg"]
    text = "[inputs]\n" + "".join(f'{role} = "{file}"\n' for role, file in inputs.items())
    (folder / "case.toml").write_text(text + "[policy.R08]\nrooms = 3\n", "utf-8")
    return ["case.toml"] if kind == "toml" else files


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to four changes: flipped, cut out, repeated, swapped or replaced by odd values."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not out:
            break
        place, length = chance.randrange(len(out)), chance.choice([1, 1, 2, 4, 16, 200])
        way = chance.randrange(6)
        if way == 0:
            out[place] ^= 1 << chance.randrange(8)
        elif way == 1:
            del out[place : place + length]
        elif way == 2:
            out[place:place] = out[place : place + length]
        elif way == 3:
            out[place : place + length] = bytes(chance.choice([0, 0x7F, 0x80, 0xFF]) for _ in range(length))
        elif way == 4:
            other = chance.randrange(len(out))
            out[place : place + length], out[other : other + length] = (
                out[other : other + length],
                out[place : place + length],
            )
        else:
            odd = [
                b"=1+1",
                b",",
                b'"',
                b"\n",
                b"-1",
                b"1e400",
                b"nan",
                b"\xff\xfe",
                "，".encode(),
                b"{{x}}",
                b"999999999999999999999",
            ]
            out[place:place] = chance.choice(odd)
    return bytes(out)


def serve(orders: Connection) -> None:
    """Check each folder that is asked for, in this process; answer ``ok`` or the exception."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from assign.inputs import check_case  # noqa: PLC0415  after the limit, in the child

    while folder := orders.recv():
        try:
            check_case(folder)
            orders.send("ok")
        except Exception as error:  # noqa: BLE001  any exception is what is looked for
            orders.send(f"{type(error).__name__}: {error}"[:200])


class Child:
    """A process that checks, started again when it dies or hangs."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start a fresh process."""
        self.ours, theirs = mp.Pipe()
        self.process = mp.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def check(self, folder: Path, *, limit_s: float) -> str:
        """Return ``ok`` or what went wrong."""
        try:
            self.ours.send(str(folder))
            if self.ours.poll(limit_s):
                return str(self.ours.recv())
            said = f"hang: more than {limit_s:g} s"
        except (EOFError, OSError):
            self.process.join(5)
            said = f"died: exit code {self.process.exitcode}"
        self.process.kill()
        self.process.join()
        self.start()
        return said


def fuzz(runs: int, seed: int, formats: tuple[str, ...], keep: Path | None) -> list[str]:
    """Return one line for each failure of `runs` random runs; the same seed spoils the same bytes."""
    chance, child, failures = random.Random(seed), Child(), []  # noqa: S311  no secret
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        good = {}
        for kind in formats:
            (root / kind).mkdir()
            good[kind] = [(name, (root / kind / name).read_bytes()) for name in write_good(root / kind, kind)]
        child.check(root / formats[0], limit_s=120)  # the first run loads and compiles
        for number in range(runs):
            kind = formats[number % len(formats)]
            name, data = chance.choice(good[kind])
            path = root / kind / name
            path.write_bytes(spoil(data, chance))
            said = child.check(root / kind, limit_s=SECONDS)
            if said != "ok":
                failures.append(f"run {number} {kind} {name}: {said}")
                if keep:
                    shutil.copytree(root / kind, keep / f"{seed}-{number}", dirs_exist_ok=True)
            path.write_bytes(data)
    return failures


def main() -> None:
    """Run from the command line; exit 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*", default=list(FORMATS), choices=FORMATS)
    parser.add_argument("--keep", type=Path, help="folder for the cases that failed")
    given = parser.parse_args()
    begin = time.monotonic()
    failures = fuzz(given.runs, given.seed, tuple(given.formats), given.keep)
    print(*failures, sep="\n")
    print(f"{given.runs} runs, {len(failures)} failures, {time.monotonic() - begin:.0f} s")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
