"""A corpus of bad inputs: each builder spoils a good case in one way.

`BAD` names for each what must be said: the severity, and the file that the fault must name.
"""

from __future__ import annotations

import gzip
import os
import pickle
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from small_case import CRS, SIDE_M, SOUTH_M, WEST_M, officer, village_id, villages, write_case

Builder = Callable[[Path], None]
HEADER = "编号,岗位,派出所\n"


@dataclass(frozen=True)
class Bad:
    """One bad input: its builder, the file that must be named, and whether a warning is enough."""

    build: Builder
    file: str
    warned: bool = False


BAD: dict[str, Bad] = {}


def add(name: str, file: str, build: Builder, *, warned: bool = False) -> None:
    """Put a bad input into the corpus under a name of its own."""
    assert name not in BAD, name
    BAD[name] = Bad(build, file, warned)


def good(folder: Path) -> Path:
    """Write the good case that all others are made from."""
    return write_case(folder, officers=[officer("001"), officer("002", 岗位="辅警")])


def case(folder: Path, toml: str = "", **inputs: str) -> None:
    """Write `case.toml` with these inputs; an empty name leaves one out."""
    named = {"villages": "villages.gpkg", "officers": "officers.csv"} | inputs
    lines = [f'{role} = "{file}"' for role, file in named.items() if file]
    (folder / "case.toml").write_text("[inputs]\n" + "\n".join(lines) + "\n" + toml, "utf-8")


def with_bytes(file: str, data: bytes, role: str) -> Builder:
    """Return a builder that writes bytes and names them as an input."""

    def build(folder: Path) -> None:
        good(folder)
        (folder / file).write_bytes(data)
        case(folder, **{role: file})

    return build


def with_toml(text: str) -> Builder:
    """Return a builder that adds text to `case.toml`."""

    def build(folder: Path) -> None:
        good(folder)
        case(folder, text)

    return build


def with_roster(text: str) -> Builder:
    return with_bytes("officers.csv", text.encode(), "officers")


def with_villages(change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> Builder:
    """Return a builder that changes the villages before they are written."""

    def build(folder: Path) -> None:
        write_case(folder, frame=change(villages()), officers=[officer("001")])

    return build


def with_shape(place: int, shape: shapely.Geometry | None) -> Builder:
    def change(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = list(frame.geometry)
        shapes[place] = shape
        return frame.set_geometry(gpd.GeoSeries(shapes, crs=frame.crs))

    return with_villages(change)


LINES = [
    shapely.LineString([(WEST_M, SOUTH_M + 500), (WEST_M + 4000, SOUTH_M + 500)]),
    shapely.LineString([(WEST_M + 500, SOUTH_M), (WEST_M + 500, SOUTH_M + 3000)]),
]


def with_roads(
    shapes: list[shapely.Geometry], *, crs: str | None = CRS, toml: str = "", **columns: object
) -> Builder:
    """Return a builder of a case with these roads."""

    def build(folder: Path) -> None:
        good(folder)
        frame = gpd.GeoDataFrame({"highway": ["primary"] * len(shapes)} | columns, geometry=shapes, crs=crs)
        frame.to_file(folder / "roads.gpkg", driver="GPKG")
        case(folder, toml, roads="roads.gpkg")

    return build


def cut(file: str, share: float) -> Builder:
    """Return a builder that keeps the first part of a file."""

    def build(folder: Path) -> None:
        good(folder)
        path = folder / file
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return build


def missing(role: str, file: str) -> Builder:
    def build(folder: Path) -> None:
        good(folder)
        case(folder, **{role: file})

    return build


def shapefile(change: Callable[[Path], None]) -> Builder:
    """Return a builder with the villages as a Shapefile that is then spoiled."""

    def build(folder: Path) -> None:
        good(folder)
        villages().to_file(folder / "v.shp", encoding="UTF-8")
        change(folder)
        case(folder, villages="v.shp")

    return build


def zipped(**entries: bytes) -> Builder:
    def build(folder: Path) -> None:
        good(folder)
        with zipfile.ZipFile(folder / "v.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries.items():
                archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
        case(folder, villages="v.zip")

    return build


def zipped_as(file: str, entries: dict[str, bytes]) -> Builder:
    """Return a builder of an archive with these entries, named as the villages."""

    def build(folder: Path) -> None:
        good(folder)
        with zipfile.ZipFile(folder / file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
        case(folder, villages=file)

    return build


def empty_geodatabase(folder: Path) -> None:
    good(folder)
    (folder / "v.gdb").mkdir()
    case(folder, villages="v.gdb")


def parquet_bomb(folder: Path) -> None:
    """Write a column of one value a hundred million times over: a few kilobytes on disk."""
    good(folder)
    column = pa.chunked_array([pa.repeat(True, 10_000_000)] * 11)
    pq.write_table(pa.table({"村代码": column}), folder / "v.parquet", compression="zstd")
    case(folder, villages="v.parquet")


KML = (
    '<kml><Document><Placemark><name>甲</name><ExtendedData><Data name="村代码"><value>1</value></Data>'
    '<Data name="派出所"><value>S</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>'
    "115,34 115.1,34 115.1,34.1 115,34.1 115,34</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    "</Document></kml>"
).encode()
WKT = "村代码,村名,派出所,wkt\n" + "".join(
    f'{n},村{n},S,"SRID=4326;POLYGON ((115 3{n}, 116 3{n}, 116 3{n}.5, 115 3{n}))"\n'.replace(
        "SRID=4326;" * (n > 2), ""
    )
    for n in range(2, 5)
)
POINTS = "村代码,村名,派出所,lon,lat\n" + "".join(f"{n},村{n},S,39.{n},76.{n}\n" for n in range(1, 5))


def pipe(folder: Path) -> None:
    good(folder)
    os.mkfifo(folder / "pipe.csv")
    case(folder, officers="pipe.csv")


def folder_in_place(folder: Path) -> None:
    good(folder)
    (folder / "sub.gpkg").mkdir()
    case(folder, villages="sub.gpkg")


def with_entry(line: str) -> Builder:
    """Return a builder whose case has one entry of its own, and villages and a workbook otherwise."""

    def build(folder: Path) -> None:
        workbook([["编号", "岗位", "派出所"], ["1", "民警", "0S1"]])(folder)
        other = [] if line.startswith("villages") else ['villages = "villages.gpkg"']
        (folder / "case.toml").write_text("\n".join(["[inputs]", *other, line]), "utf-8")

    return build


def workbook(rows: list[list[object]], file: str = "o.xlsx") -> Builder:
    def build(folder: Path) -> None:
        good(folder)
        pd.DataFrame(rows[1:], columns=rows[0]).to_excel(folder / file, index=False)
        case(folder, officers=file)

    return build


def columns(**changed: list[object]) -> Builder:
    return with_villages(lambda frame: frame.assign(**changed))


def first(value: object, other: object) -> list[object]:
    """Return a column of twelve with a value of its own in the first row."""
    return [value] + [other] * 11


# What lies at the path
for ending in ("gpkg", "shp", "geojson", "fgb", "parquet", "zip", "kml"):
    add(f"missing {ending}", f"nothing.{ending}", missing("villages", f"nothing.{ending}"))
    add(f"empty {ending}", f"v.{ending}", with_bytes(f"v.{ending}", b"", "villages"))
    add(f"words in {ending}", f"v.{ending}", with_bytes(f"v.{ending}", b"hello, world\n" * 50, "villages"))
for ending in ("xlsx", "xls", "csv", "tsv", "parquet", "ods"):
    add(f"missing roster {ending}", f"o.{ending}", missing("officers", f"o.{ending}"))
    add(f"empty roster {ending}", f"o.{ending}", with_bytes(f"o.{ending}", b"", "officers"))
    add(f"zeros in roster {ending}", f"o.{ending}", with_bytes(f"o.{ending}", bytes(4000), "officers"))
for share in (0.1, 0.4, 0.7, 0.95):
    add(f"gpkg cut at {share}", "villages.gpkg", cut("villages.gpkg", share))
for name, data in {
    "pickle": pickle.dumps({"a": 1}),
    "gzip": gzip.compress(b"x" * 100),
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "html": b"<html><table><tr><td>x</td></tr></table></html>",
    "vrt": b"<OGRVRTDataSource><OGRVRTLayer name='villages'></OGRVRTLayer></OGRVRTDataSource>",
    "zip": b"PK\x03\x04" + bytes(100),
}.items():
    add(f"{name} as gpkg", "v.gpkg", with_bytes("v.gpkg", data, "villages"))
    add(f"{name} as csv", "o.csv", with_bytes("o.csv", data, "officers"))
    add(f"{name} as xlsx", "o.xlsx", with_bytes("o.xlsx", data, "officers"))
add("a folder", "sub.gpkg", folder_in_place)
add("unknown ending", "o.docx", with_bytes("o.docx", b"PK\x03\x04", "officers"))
add("a pipe", "pipe.csv", pipe)
add("endless device", "/dev/zero", missing("officers", "/dev/zero"))
add(
    "network path",
    "/vsicurl/http://localhost/x.gpkg",
    missing("villages", "/vsicurl/http://localhost/x.gpkg"),
)
add("inside a zip by path", "/vsizip/v.zip/v.shp", missing("villages", "/vsizip/v.zip/v.shp"))
for part in (".shx", ".dbf", ".prj"):
    add(f"no {part}", "v.shp", shapefile(lambda f, part=part: (f / f"v{part}").unlink()))
add("cut shp", "v.shp", shapefile(lambda f: (f / "v.shp").write_bytes((f / "v.shp").read_bytes()[:150])))
add("zip of text", "v.zip", zipped(readme_dot_txt=b"hello"))
add("zip bomb", "v.zip", zipped(v_dot_shp=bytes(60 << 20)))
add("zip leads out", "v.zip", zipped(_dot__dot___v_dot_shp=b"x"))
add(
    "entities",
    "v.kml",
    with_bytes("v.kml", b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml/>', "villages"),
)
add("deep brackets", "v.geojson", with_bytes("v.geojson", b"[" * 100_000, "villages"))
add(
    "broken json",
    "v.geojson",
    with_bytes("v.geojson", b'{"type": "FeatureCollection", "features": [', "villages"),
)

for ending in ("tab", "mif", "dwg", "dxf", "rar", "7z"):
    add(
        f"unread ending {ending}",
        f"v.{ending}",
        with_bytes(f"v.{ending}", b"!table\n!version 300\n" * 9, "villages"),
    )
add("kmz without kml", "v.kmz", zipped_as("v.kmz", {"a.png": b"\x89PNG"}))
add("kmz with entities", "v.kmz", zipped_as("v.kmz", {"doc.kml": b'<!DOCTYPE k [<!ENTITY a "b">]><kml/>'}))
add(
    "kmz with entities in UTF-16",
    "v.kmz",
    zipped_as(
        "v.kmz", {"doc.kml": '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml/>'.encode("utf-16")}
    ),
)
add("kmz bomb", "v.kmz", zipped_as("v.kmz", {"doc.kml": b"<kml>" + b" " * (60 << 20) + b"</kml>"}))
add("kml too deep", "v.kml", with_bytes("v.kml", b"<kml>" + b"<Folder>" * 100_000, "villages"))
add("kml without placemarks", "v.kml", with_bytes("v.kml", b"<kml><Document/></kml>", "villages"))
add("kml of coordinates in words", "v.kml", with_bytes("v.kml", KML.replace(b"115", b"west"), "villages"))
add("kml of endless coordinates", "v.kml", with_bytes("v.kml", KML.replace(b"115", b"inf"), "villages"))
add(
    "kml ring of two points",
    "v.kml",
    with_bytes("v.kml", KML.replace(b" 115.1,34.1 115,34.1", b""), "villages"),
)
add("zip in a zip", "v.zip", zipped_as("v.zip", {"a.zip": b"PK\x05\x06" + bytes(18)}))
add("zip of two Shapefiles", "v.zip", zipped_as("v.zip", {"a.shp": b"", "b.shp": b""}))
add("zip of an empty Shapefile", "v.zip", zipped_as("v.zip", {"a.shp": b"", "a.dbf": b"", "a.shx": b""}))
add("zip of a Shapefile without dbf", "v.zip", zipped_as("v.zip", {"a.shp": b"\0\0\x27\x0a" + bytes(96)}))
add(
    "zip of a GeoPackage that is none",
    "v.zip",
    zipped_as("v.zip", {"a.gpkg": b"SQLite format 3\0" + bytes(99)}),
)
add("empty geodatabase", "v.gdb", empty_geodatabase)
add("geodatabase that is a file", "v.gdb", with_bytes("v.gdb", b"hello", "villages"))
add("parquet bomb", "v.parquet", parquet_bomb)
add("wkt cut short", "v.csv", with_bytes("v.csv", WKT.replace("))", "").encode(), "villages"))
add(
    "wkt of two systems",
    "v.csv",
    with_bytes("v.csv", WKT.replace("POLY", "SRID=4490;POLY", 1).encode(), "villages"),
)
add(
    "wkt in metres of no system",
    "v.csv",
    with_bytes("v.csv", WKT.replace("115", "500115").encode(), "villages"),
)
add("columns exchanged", "v.csv", with_bytes("v.csv", POINTS.encode(), "villages"))

# What stands in the roster
add("header twice", "officers.csv", with_roster("编号,编号,岗位,派出所\n001,1,民警,0S1\n"))
add("lone header", "officers.csv", with_roster(HEADER), warned=True)
add("no column", "officers.csv", with_roster("编号,岗位\n001,民警\n"))
add("ragged row", "officers.csv", with_roster(HEADER + "001,民警,0S1,x,y\n"))
add("id twice", "officers.csv", with_roster(HEADER + "001,民警,0S1\n001,民警,0S1\n"))
add("id twice but for width", "officers.csv", with_roster(HEADER + "001,民警,0S1\n００１,民警,0S1\n"))
add("id twice but for spaces", "officers.csv", with_roster(HEADER + "001,民警,0S1\n 001 ,民警,0S1\n"))
add("no id", "officers.csv", with_roster(HEADER + ",民警,0S1\n"))
add("id that lost digits", "officers.csv", with_roster(HEADER + "4.11421E+17,民警,0S1\n"))
add(
    "id of 18 digits as number",
    "o.xlsx",
    workbook([["编号", "岗位", "派出所"], [411421199001012514.0, "民警", "0S1"]]),
)
add("id like a formula", "officers.csv", with_roster(HEADER + "=1+1,民警,0S1\n"))
add("id with a semicolon", "officers.csv", with_roster(HEADER + "1;2,民警,0S1\n"))
add("id with a control", "officers.csv", with_roster(HEADER + "1\x0b2,民警,0S1\n"))
add("unknown role", "officers.csv", with_roster(HEADER + "001,队长,0S1\n"))
add("unknown station", "officers.csv", with_roster(HEADER + "001,民警,0S9\n"))
add("no station", "officers.csv", with_roster(HEADER + "001,民警,\n"))
add("open quote", "officers.csv", with_roster(HEADER + '"001,民警,0S1\n002,民警,0S1\n003,民警,0S1\n'))
add(
    "two encodings",
    "officers.csv",
    with_bytes("officers.csv", HEADER.encode() + "001,民警,0S1\n".encode("gbk") + b"\xff", "officers"),
)
add(
    "big5",
    "officers.csv",
    with_bytes("officers.csv", "編號,崗位,派出所\n001,民警,0S1\n".encode("big5"), "officers"),
)
for header, value in {
    "工龄": "seven",
    "工龄 ": "-1",
    "工龄  ": "90",
    "能力": "150",
    "能力 ": "1e400",
    "能力  ": "nan?",
    "党员": "maybe",
    "月工时": "1000",
    "到岗日期": "2024-13-01",
    "到岗日期 ": "24.5.1",
    "到岗日期  ": "2024-02-30",
    "到岗日期   ": "5/3/2024",
    "到岗日期    ": "20241301",
    "到岗日期     ": "0024-05-01",
    "到岗日期      ": "12345",
    "工龄   ": "3天",
    "工龄    ": "0850-01-01",
    "能力   ": "850分",
    "党员 ": "可能",
    "党员  ": "2",
    "家乡村": "999",
    "回避村": "999;998",
    "现任村": "nowhere",
    "技能_急救": "much",
    "在岗": "sometimes",
    "锁定": "2",
}.items():
    text = HEADER.strip() + f",{header.strip()}\n001,民警,0S1,{value}\n"
    add(f"{header}: {value}", "officers.csv", with_roster(text))

add(
    "ability as shares",
    "officers.csv",
    with_roster(HEADER.strip() + ",能力\n001,民警,0S1,0.85\n002,民警,0S1,1\n"),
    warned=True,
)
add(
    "ability in words",
    "officers.csv",
    with_roster(HEADER.strip() + ",能力\n001,民警,0S1,85分\n"),
    warned=True,
)
add(
    "October without its zero",
    "officers.csv",
    with_roster(HEADER.strip() + ",到岗日期\n001,民警,0S1,2024.1\n"),
    warned=True,
)
add(
    "officers' ids without zeros",
    "officers.csv",
    with_roster(HEADER + "".join(f"{n},民警,0S1\n" for n in ("007", "008", "009", "10"))),
    warned=True,
)

# What stands in the cells of villages
add(
    "village twice",
    "villages.gpkg",
    columns(村代码=[village_id(0)] + [village_id(n) for n in [0, *range(2, 12)]]),
)
add("village without id", "villages.gpkg", columns(村代码=first("", "1")))
add("village without name", "villages.gpkg", columns(村名=first("", "x")))
add("village without station", "villages.gpkg", columns(派出所=first("", "0S1")))
add("population below zero", "villages.gpkg", columns(人口=first("-5", "9")))
add("population in words", "villages.gpkg", columns(人口=first("many", "9")))
add("population with a half", "villages.gpkg", columns(人口=first("9.5", "9")))
add("population of a country", "villages.gpkg", columns(人口=first("99999999999", "9")))
add("population with a unit", "villages.gpkg", columns(人口=first("1200亩", "9")))
add("nobody", "villages.gpkg", columns(人口=["0"] * 12), warned=True)
add("unknown kind", "villages.gpkg", columns(类型=first("suburban", "村")))
add("complexity above 100", "villages.gpkg", columns(复杂度=first("101", "9")))
add("latitude beyond the pole", "villages.gpkg", columns(office_lat=["95"] * 12, office_lon=["117"] * 12))
add("half an office", "villages.gpkg", columns(office_lat=["34.3"] * 12))
add(
    "a digit short",
    "villages.gpkg",
    columns(村代码=[village_id(n)[n == 4 :] for n in range(12)]),
    warned=True,
)
add("no villages", "villages.gpkg", with_villages(lambda frame: frame.iloc[:0]))

# Shapes that are none
SQUARE = shapely.box(WEST_M, SOUTH_M, WEST_M + SIDE_M, SOUTH_M + SIDE_M)
add("no shape", "villages.gpkg", with_shape(0, None))
add("empty shape", "villages.gpkg", with_shape(0, shapely.Polygon()))
add("line", "villages.gpkg", with_shape(0, SQUARE.boundary))
add("point", "villages.gpkg", with_shape(0, SQUARE.centroid))
add(
    "flat",
    "villages.gpkg",
    with_shape(0, shapely.Polygon([(WEST_M, SOUTH_M), (WEST_M + 1, SOUTH_M), (WEST_M + 2, SOUTH_M)])),
)
add(
    "bow-tie",
    "villages.gpkg",
    with_shape(
        0,
        shapely.Polygon(
            [
                (WEST_M, SOUTH_M),
                (WEST_M + 1000, SOUTH_M + 1000),
                (WEST_M + 1000, SOUTH_M),
                (WEST_M, SOUTH_M + 1000),
            ]
        ),
    ),
    warned=True,
)
add("at the origin", "villages.gpkg", with_shape(0, shapely.box(0, 0, 1000, 1000)))
add("same land", "villages.gpkg", with_shape(1, SQUARE))
add("inside another", "villages.gpkg", with_shape(1, SQUARE.buffer(-100)))
add("overlap", "villages.gpkg", with_shape(0, SQUARE.buffer(100)), warned=True)
add(
    "endless",
    "villages.gpkg",
    with_shape(0, shapely.Polygon([(WEST_M, SOUTH_M), (np.inf, SOUTH_M), (WEST_M, SOUTH_M + 9)])),
)
for true, named in ((4326, 4547), (4526, 4547), (32650, 4326), (32650, 4490)):
    add(
        f"{true} called {named}",
        "villages.gpkg",
        with_villages(lambda f, a=true, b=named: f.to_crs(a).set_crs(b, allow_override=True)),
    )
add(
    "swapped axes",
    "villages.gpkg",
    with_villages(
        lambda f: f.to_crs(4326).set_geometry(
            gpd.GeoSeries(shapely.transform(f.to_crs(4326).geometry.values, lambda xy: xy[:, ::-1]), crs=4326)
        )
    ),
)

# How roads can fail
add(
    "roads elsewhere",
    "roads.gpkg",
    with_roads([shapely.affinity.translate(line, 500_000, 0) for line in LINES]),
)
add("roads as points", "roads.gpkg", with_roads([shapely.Point(WEST_M, SOUTH_M)]))
add("roads as areas", "roads.gpkg", with_roads([line.buffer(5) for line in LINES]))
add("roads without crs", "roads.gpkg", with_roads(LINES, crs="EPSG:4326"))
add("no road may be used", "roads.gpkg", with_roads(LINES, passable=["no", "no"]))
add("speed in words", "roads.gpkg", with_roads(LINES, speed_kph=["fast", "50"]), warned=True)
add("speed below zero", "roads.gpkg", with_roads(LINES, speed_kph=["-5", "0"]), warned=True)
add("one-way perhaps", "roads.gpkg", with_roads(LINES, oneway=["perhaps", "yes"]), warned=True)
add("closed road unknown", "case.toml", with_roads(LINES, toml='[roads]\nclosed = ["Bazi bridge"]\n'))

# What the case says
for text in (
    "[policy.R08]\nrooms = -3\n",
    "[policy.R08]\nrooms = 3.5\n",
    "[policy.R08]\nrooms = true\n",
    "[policy.R08]\nrooms = '3'\n",
    "[policy.R08]\nroms = 3\n",
    "[policy.R01]\nmin_villages = 9\nmax_villages = 8\n",
    "[policy.R01]\nswitch = 'maybe'\n",
    "[policy.R99]\nx = 1\n",
    "[policy]\nR01 = 5\n",
    "[policy.R05]\nnesting = 'planet'\n",
    "[weights]\nbalance = nan\n",
    "[weights]\nbalance = -1\n",
    "[weights]\nbalanc = 1\n",
    "[roads]\nclosed = 'x'\n",
    "[roads]\nclosed = ['x']\n",
    "[wieghts]\nbalance = 1\n",
    "[scenario]\nx = 1\n",
    "[scenario.a.policy.R08]\nrooms = 'many'\n",
    "[columns.villages]\nvilage_id = 'x'\n",
    "[columns.vilages]\nname = 'x'\n",
    "[values.villages.knd]\nR = 'rural'\n",
    "[case]\nname = 5\n",
    "[inputs]\nvillages = 'x'\n",
    "x = [1, 2\n",
    "a = " + "[" * 5000 + "]" * 5000 + "\n",
):
    add(f"toml {text[:40]!r}", "case.toml", with_toml(text))
add("column mapped to nothing", "officers.csv", with_toml("[columns.officers]\nofficer_id = 'nope'\n"))
add("no such sheet", "o.xlsx", with_entry('officers = { file = "o.xlsx", sheet = "x" }'))
add("no such layer", "villages.gpkg", with_entry('villages = { file = "villages.gpkg", layer = "x" }'))
add(
    "no such encoding",
    "officers.csv",
    with_entry('officers = { file = "officers.csv", encoding = "klingon" }'),
)
add("no such crs", "villages.gpkg", with_entry('villages = { file = "villages.gpkg", crs = "EPSG:1" }'))

# Facilities, leaders, headcounts, and what incidents can still do wrong
KNOWN = village_id(3)
for role, header, rows in (
    ("facilities", "facility_id,village_id,kind,people", f"F1,{KNOWN},factory,5|F1,{KNOWN},market,5"),
    ("facilities", "facility_id,village_id,kind,people", "F1,999,factory,5"),
    ("facilities", "facility_id,village_id,kind,people", f"F1,{KNOWN},,5"),
    ("facilities", "facility_id,village_id,kind,people", f"F1,{KNOWN},factory,-5"),
    ("facilities", "facility_id,village_id,kind,people", f"F1,{KNOWN},factory,many"),
    ("facilities", "facility_id,village_id,people", f"F1,{KNOWN},5"),
    ("facilities", "facility_id,kind,lon,lat", "F1,factory,200,34"),
    ("leaders", "leader_id,level,county_id", "L1,county,"),
    ("leaders", "leader_id,level,county_id", "L1,county,9"),
    ("leaders", "leader_id,level,county_id", "L1,world,"),
    ("leaders", "leader_id,level,county_id", "L1,city,|L1,city,"),
    ("leaders", "leader_id,county_id", "L1,011426"),
    ("headcounts", "county_id,county_police", "9,50"),
    ("headcounts", "county_id,county_police", "011426,"),
    ("headcounts", "county_id,county_police", "011426,2.5"),
    ("headcounts", "county_id,county_police", "011426,50|011426,60"),
    ("headcounts", "county_id", "011426"),
):
    lines = "\n".join([header, *rows.split("|")]) + "\n"
    add(f"{role} {rows[:60]} of {header}", f"{role}.csv", with_bytes(f"{role}.csv", lines.encode(), role))
for rows in (
    f"{KNOWN},1,2024-05-01|{KNOWN},1,2024-05-01",
    f"{KNOWN},1,1905-05-01",
    "|".join([*(f"{KNOWN},{n},2024-05-{n:02d}" for n in range(1, 29)), f"{KNOWN},29,2062-05-01"]),
    f"{KNOWN},1,2099-05-01",
):
    lines = "\n".join(["village_id,incident_id,date", *rows.split("|")]) + "\n"
    add(
        f"incidents {rows[-60:]}",
        "incidents.csv",
        with_bytes("incidents.csv", lines.encode(), "incidents"),
        warned=True,
    )
add("facility hours below zero", "case.toml", with_toml("[workload.facility_hours]\nfactory = -1\n"))
