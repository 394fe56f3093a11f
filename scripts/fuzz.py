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
import warnings
import zipfile
from multiprocessing.connection import Connection
from pathlib import Path

import geopandas as gpd
import osmium
import pandas as pd
import shapely
from osmium.osm.mutable import Node, Way

SECONDS, FIRST_SECONDS = 10.0, 60.0
MEMORY_BYTES = 6 << 30
FORMATS = (
    *("gpkg", "shp", "geojson", "fgb", "parquet", "kml", "zip", "csv", "xlsx", "roads", "toml"),
    *("kmz", "gdb", "gdb.zip", "ods", "sheet", "wkt", "points", "geoarrow", "osm.pbf"),
)
PACKED = {
    "kmz": ("doc.kml", "villages.kmz"),
    "ods": ("content.xml", "officers.ods"),
    "sheet": ("xl/worksheets/sheet1.xml", "officers.xlsx"),
}
"""What is spoiled inside an archive, which is then packed anew: damage outside is caught by its checksums."""
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CONTENT = (
    f'<?xml version="1.0"?><office:document-content {_SPACES}><office:body><office:spreadsheet>'
    '<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


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
    inputs, files = _layers(folder, kind, frame) or _tables(folder, kind, frame, roster)
    text = "[inputs]\n" + "".join(f'{role} = "{file}"\n' for role, file in inputs.items())
    (folder / "case.toml").write_text(text + "[policy.R08]\nrooms = 3\n", "utf-8")
    pack(folder, kind)
    return ["case.toml"] if kind == "toml" else files


Written = tuple[dict[str, str], list[str]]
"""The inputs of a case, and the files that may be spoiled."""


def _layers(folder: Path, kind: str, frame: gpd.GeoDataFrame) -> Written | None:
    """Write the villages as a layer of a kind, or return None where it is none."""
    inputs, files = {"villages": f"villages.{kind}"}, [f"villages.{kind}"]
    drivers = {"geojson": "GeoJSON", "fgb": "FlatGeobuf", "gpkg": "GPKG", "kml": "KML", "gdb": "OpenFileGDB"}
    if kind in ("shp", "zip"):
        frame.to_file(folder / "villages.shp", encoding="GBK")
        files = [f"villages.{part}" for part in ("shp", "dbf", "shx", "cpg", "prj")]
        if kind == "zip":
            shutil.make_archive(str(folder / "villages"), "zip", folder)
            files = ["villages.zip"]
    elif kind in ("parquet", "geoarrow"):
        inputs, files = {"villages": "villages.parquet"}, ["villages.parquet"]
        how = {"geometry_encoding": "geoarrow", "schema_version": "1.1.0"} if kind == "geoarrow" else {}
        frame.to_parquet(folder / "villages.parquet", **how)
    elif kind == "kmz":
        frame.to_file(folder / "doc.kml", driver="KML")
        files = ["doc.kml"]
    elif kind == "gdb.zip":
        inputs, files = {"villages": "villages.zip"}, ["villages.zip"]
        (folder / "data").mkdir()
        frame.to_file(folder / "data" / "villages.gdb", driver="OpenFileGDB")
        shutil.make_archive(str(folder / "villages"), "zip", folder / "data")
    elif kind in drivers:
        frame.to_file(folder / f"villages.{kind}", driver=drivers[kind])
        if kind == "gdb":
            files = sorted(f"villages.gdb/{item.name}" for item in (folder / "villages.gdb").iterdir())
    else:
        return None
    return inputs, files


def _tables(folder: Path, kind: str, frame: gpd.GeoDataFrame, roster: pd.DataFrame) -> Written:
    """Write a roster, roads or villages without a layer of a kind, and the villages beside them."""
    inputs, files = {"villages": "villages.gpkg"}, []
    frame.to_file(folder / "villages.gpkg", driver="GPKG")
    if kind in ("csv", "xlsx", "ods", "sheet"):
        inputs["officers"] = f"officers.{'xlsx' if kind == 'sheet' else kind}"
        files = [inputs["officers"]]
        if kind == "csv":
            roster.to_csv(folder / "officers.csv", index=False)
        elif kind in ("xlsx", "sheet"):
            roster.to_excel(folder / "officers.xlsx", index=False)
            if kind == "sheet":
                shutil.unpack_archive(folder / "officers.xlsx", folder, "zip")
                files = [PACKED["sheet"][0]]
        else:
            cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
            lines = [list(roster.columns), *roster.to_numpy().tolist()]
            rows = ["".join(map(cell.format, line)) for line in lines]
            rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
            (folder / "content.xml").write_text(CONTENT.format(rows=rows), "utf-8")
            files = ["content.xml"]
    elif kind in ("wkt", "points"):
        inputs, files = {"villages": "villages.csv"}, ["villages.csv"]
        middle = frame.geometry.centroid
        added = {"wkt": frame.geometry.to_wkt()} if kind == "wkt" else {"经度": middle.x, "纬度": middle.y}
        pd.DataFrame(frame.drop(columns="geometry")).assign(**added).to_csv(
            folder / "villages.csv", index=False
        )
    elif kind in ("roads", "osm.pbf"):
        lines = [[(115, 34.005), (115.04, 34.005)], [(115.02, 34), (115.02, 34.03)]]
        inputs["roads"] = "roads.gpkg" if kind == "roads" else "roads.osm.pbf"
        files = [inputs["roads"]]
        if kind == "roads":
            table = {"highway": ["primary", "track"]}
            shapes = [shapely.LineString(line) for line in lines]
            gpd.GeoDataFrame(table, geometry=shapes, crs=4326).to_file(folder / "roads.gpkg")
        else:
            _write_extract(folder / "roads.osm.pbf", lines)
    return inputs, files


def _write_extract(path: Path, lines: list[list[tuple[float, float]]]) -> None:
    with osmium.SimpleWriter(str(path)) as writer:
        number = 0
        for line in lines:
            for point in line:
                number += 1
                writer.add_node(Node(id=number, location=point, version=1))
        for place in range(len(lines)):
            nodes = [2 * place + 1, 2 * place + 2]
            writer.add_way(Way(id=place + 1, nodes=nodes, tags={"highway": "primary"}, version=1))


def pack(folder: Path, kind: str) -> None:
    """Pack what was spoiled into its archive, where the kind has one."""
    if kind in PACKED:
        inside, archive = PACKED[kind]
        others: dict[str, bytes | str] = {}
        if kind == "ods":
            others = {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": "<m/>",
            }
        elif kind == "sheet":
            with zipfile.ZipFile(folder / archive) as packed:
                others = {name: packed.read(name) for name in packed.namelist() if name != inside}
        with zipfile.ZipFile(folder / archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in others.items():
                packed.writestr(name, data)
            packed.write(folder / inside, inside)


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
        """Start a fresh process; its first check loads and compiles, and may take longer."""
        self.fresh = True
        self.ours, theirs = mp.Pipe()
        self.process = mp.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def check(self, folder: Path, *, limit_s: float) -> str:
        """Return ``ok`` or what went wrong."""
        try:
            self.ours.send(str(folder))
            limit_s, self.fresh = (FIRST_SECONDS if self.fresh else limit_s), False
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
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of centroids in degrees, and formats that are young
                names = write_good(root / kind, kind)
            good[kind] = [(name, (root / kind / name).read_bytes()) for name in names]
        for number in range(runs):
            kind = formats[number % len(formats)]
            name, data = chance.choice(good[kind])
            path = root / kind / name
            path.write_bytes(spoil(data, chance))
            pack(root / kind, kind)
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
