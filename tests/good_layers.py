"""Odd but good layers: every kind of file, projection and shape in which the twelve villages may come."""

from __future__ import annotations

import json
import shutil
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from good_inputs import IDS, add, case, good, layer
from small_case import village_id, villages

Frame = gpd.GeoDataFrame
DEGREES_M = 0.02
"""Degrees with seven decimals are exact to a centimetre."""


def geojson(
    change: Callable[[dict], None], file: str = "v.geojson", crs: object = 4326
) -> Callable[..., None]:
    """Return a writer of GeoJSON that is changed before it is stored."""

    def write(frame: Frame, folder: Path) -> None:
        text = json.loads(frame.to_crs(crs).to_json(to_wgs84=False))
        text.pop("crs", None)
        change(text)
        (folder / file).write_text(json.dumps(text, ensure_ascii=False), "utf-8")

    return write


def with_crs(name: str) -> Callable[[dict], None]:
    return lambda text: text.update(crs={"type": "name", "properties": {"name": name}})


def numeric_ids(text: dict) -> None:
    for feature in text["features"]:
        feature["properties"]["村代码"] = int("41" + feature["properties"]["村代码"][2:])
        feature["properties"]["人口"] = 1200


def without_z(_: dict) -> None:
    """Change nothing."""


def shapefile(
    *,
    crs: object = None,
    encoding: str = "UTF-8",
    cpg: str | None = "",
    prj: bool = True,
    folder_name: str = "",
) -> Callable[..., None]:
    """Return a writer of a Shapefile ``v``; `cpg` "" leaves it as written, None takes it away."""

    def write(frame: Frame, folder: Path) -> None:
        place = folder / folder_name
        place.mkdir(exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (frame.to_crs(crs) if crs else frame).to_file(place / "v.shp", encoding=encoding)
        if cpg is None:
            (place / "v.cpg").unlink()
        elif cpg:
            (place / "v.cpg").write_text(cpg)
        if not prj:
            (place / "v.prj").unlink()

    return write


def upper_case(frame: Frame, folder: Path) -> None:
    shapefile()(frame, folder)
    for part in folder.glob("v.*"):
        part.rename(part.with_name(part.name.upper()))


def zipped(*folders: str, litter: bool = False, crs: object = None) -> Callable[..., None]:
    """Return a writer of ``v.zip`` that holds the Shapefile below folders."""

    def write(frame: Frame, folder: Path) -> None:
        shapefile(folder_name="raw", crs=crs)(frame, folder)
        with zipfile.ZipFile(folder / "v.zip", "w") as archive:
            for part in sorted((folder / "raw").iterdir()):
                archive.write(part, "/".join([*folders, part.name]))
                if litter:
                    archive.writestr("/".join(["__MACOSX", *folders, f"._{part.name}"]), b"\0\5\x16\7")
            if litter:
                archive.writestr("说明.txt", "村界")

    return write


def zip_of_several(second: str) -> Callable[..., None]:
    """Return a writer of a zip with two Shapefiles, ``v`` and another that has half of the villages."""

    def write(frame: Frame, folder: Path) -> None:
        shapefile(folder_name="raw")(frame, folder)
        frame[:6].to_file(folder / "raw" / "half.shp", encoding="UTF-8")
        with zipfile.ZipFile(folder / "v.zip", "w") as archive:
            for part in sorted((folder / "raw").iterdir()):
                archive.write(part, part.name.replace("v.", f"{second}."))

    return write


def geodatabase(*layers: str) -> Callable[..., None]:
    """Return a writer of ``v.gdb`` with the villages in the first layer and half of them in the others."""

    def write(frame: Frame, folder: Path) -> None:
        for number, name in enumerate(layers):
            pyogrio.write_dataframe(
                frame if number == 0 else frame[:6],
                folder / "v.gdb",
                driver="OpenFileGDB",
                layer=name,
                append=number > 0,
                geometry_type="MultiPolygon",
                promote_to_multi=True,
            )

    return write


def zipped_geodatabase(inside: str) -> Callable[..., None]:
    def write(frame: Frame, folder: Path) -> None:
        geodatabase("村界")(frame, folder)
        with zipfile.ZipFile(folder / "v.zip", "w") as archive:
            for part in sorted((folder / "v.gdb").iterdir()):
                archive.write(part, f"{inside}{part.name}")

    return write


def zipped_geopackage(frame: Frame, folder: Path) -> None:
    with zipfile.ZipFile(folder / "v.zip", "w") as archive:
        archive.write(folder / "villages.gpkg", "数据/村.gpkg")
    del frame


def several_layers(frame: Frame, folder: Path) -> None:
    frame[:6].to_file(folder / "v.gpkg", layer="旧村界")
    frame.to_file(folder / "v.gpkg", layer="villages")
    with sqlite3.connect(folder / "v.gpkg") as base:
        base.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleName TEXT)")
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('layer_styles', 'attributes')"
        )
    base.close()


def placemarks(frame: Frame, data: Callable[[str, str], str], *, multiple: bool = False) -> list[str]:
    """Return the villages as placemarks of KML, their cells as extended data."""
    out = []
    for row in frame.to_crs(4326).to_dict("records"):
        ring = " ".join(f"{x:.9f},{y:.9f},0" for x, y in row["geometry"].exterior.coords)
        ring = f"<LinearRing><coordinates>{ring}</coordinates></LinearRing>"
        shape = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
        shape = f"<MultiGeometry>{shape}</MultiGeometry>" if multiple else shape
        cells = "".join(data(name, escape(str(row[name]))) for name in ("村代码", "村名", "派出所", "人口"))
        out.append(f"<Placemark><ExtendedData>{cells}</ExtendedData>{shape}</Placemark>")
    return out


def kml(marks: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f"{head}<name>村界</name>{marks}</Document></kml>"


def as_data(name: str, value: str) -> str:
    return f'<Data name="{name}"><value>{value}</value></Data>'


def as_schema(name: str, value: str) -> str:
    return f'<SchemaData schemaUrl="#v"><SimpleData name="{name}">{value}</SimpleData></SchemaData>'


def write_kml(frame: Frame, folder: Path) -> None:
    (folder / "v.kml").write_text(kml("".join(placemarks(frame, as_data))), "utf-8")


def write_kml_schema(frame: Frame, folder: Path) -> None:
    (folder / "v.kml").write_text(kml("".join(placemarks(frame, as_schema, multiple=True))), "utf-8-sig")


def write_kml_folders(frame: Frame, folder: Path) -> None:
    marks = placemarks(frame, as_data)
    parts = (marks[:5], marks[5:])
    text = "".join(f"<Folder><name>片{n}</name>{''.join(part)}</Folder>" for n, part in enumerate(parts))
    (folder / "v.kml").write_text(kml(text), "utf-8")


def write_kml_one_folder(frame: Frame, folder: Path) -> None:
    marks = placemarks(frame, as_data)
    text = f"<Folder><name>新</name>{''.join(marks)}</Folder><Folder><name>旧</name>{marks[0]}</Folder>"
    (folder / "v.kml").write_text(kml(text), "utf-8")


def write_kmz(frame: Frame, folder: Path) -> None:
    with zipfile.ZipFile(folder / "v.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", kml("".join(placemarks(frame, as_data))))
        archive.writestr("files/icon.png", b"\x89PNG")


def two_geometries(frame: Frame, folder: Path) -> None:
    frame.assign(村部=frame.centroid).to_parquet(folder / "v.parquet")


def geo_metadata(change: Callable[[dict], None]) -> Callable[..., None]:
    """Return a writer of GeoParquet whose metadata are changed."""

    def write(frame: Frame, folder: Path) -> None:
        import pyarrow.parquet as pq

        frame.to_crs(4326).to_parquet(folder / "v.parquet")
        table = pq.read_table(folder / "v.parquet")
        about = json.loads(table.schema.metadata[b"geo"])
        change(about["columns"]["geometry"])
        metadata = table.schema.metadata | {b"geo": json.dumps(about).encode()}
        pq.write_table(table.replace_schema_metadata(metadata), folder / "v.parquet")

    return write


def native_arrays(frame: Frame, folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_parquet(folder / "v.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")


def wkt_table(
    text: Callable[[shapely.Geometry], str], *, crs: int = 4326, header: str = "WKT"
) -> Callable[..., None]:
    def write(frame: Frame, folder: Path) -> None:
        moved = frame.to_crs(crs)
        table = pd.DataFrame(moved.drop(columns="geometry"))
        table.assign(**{header: [text(shape) for shape in moved.geometry]}).to_csv(
            folder / "v.csv", index=False
        )

    return write


def points(write_cell: Callable[[float, str], str] = lambda value, _: f"{value:.8f}") -> Callable[..., None]:
    """Return a writer of a table of points, the middle of each village."""

    def write(frame: Frame, folder: Path) -> None:
        middle = frame.geometry.centroid.to_crs(4326)
        table = pd.DataFrame(frame.drop(columns="geometry"))
        table["经度"] = [write_cell(value, "E") for value in middle.x]
        table["纬度"] = [write_cell(value, "N") for value in middle.y]
        table.to_csv(folder / "v.csv", index=False)

    return write


def minutes(value: float, compass: str) -> str:
    whole, rest = divmod(value * 60, 60)
    return f"{whole:.0f}°{int(rest):02d}′{(rest - int(rest)) * 60:.4f}″{compass}"


def shaped(change: Callable[[shapely.Geometry], shapely.Geometry]) -> Callable[..., None]:
    def write(frame: Frame, folder: Path) -> None:
        changed = [change(shape) for shape in frame.geometry]
        frame.set_geometry(gpd.GeoSeries(changed, crs=frame.crs)).to_file(folder / "v.gpkg", driver="GPKG")

    return write


def copied(ending: str, driver: str, **more: object) -> Callable[..., None]:
    return lambda frame, folder: frame.to_file(folder / f"v.{ending}", driver=driver, **more)


def renamed(**names: str) -> Callable[..., None]:
    return lambda frame, folder: frame.rename(columns=names).to_file(folder / "v.gpkg", driver="GPKG")


def turned(frame: Frame, folder: Path) -> None:
    moved = frame.to_crs(4526)
    swapped = shapely.transform(moved.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    frame.set_geometry(gpd.GeoSeries(swapped, crs=4526)).to_file(folder / "v.gpkg", driver="GPKG")


def gcj02(frame: Frame, folder: Path) -> None:
    from assign.offsets import to_gcj02

    moved = frame.to_crs(4326)
    shifted = shapely.transform(moved.geometry.to_numpy(), to_gcj02)
    moved.set_geometry(gpd.GeoSeries(shifted, crs=4326)).to_file(folder / "v.gpkg", driver="GPKG")


def odd_path(folder: Path) -> None:
    good(folder)
    (folder / "数据 2024").mkdir()
    shutil.move(folder / "villages.gpkg", folder / "数据 2024" / "村界 (终稿).gpkg")
    case(folder, villages="数据 2024/村界 (终稿).gpkg")


NUMERIC = {"village_id": [f"41{key[2:]}" for key in IDS], "county_id": ["411426"] * 12}
CELLS = {"near_m": 1.0, "warned": ("cells-drawn",)}

add(
    "GeoJSON with a crs member",
    layer(geojson(with_crs("urn:ogc:def:crs:EPSG::4490"), crs=4490), "v.geojson"),
    near_m=DEGREES_M,
)
add("GeoJSON in metres", layer(geojson(with_crs("EPSG:4547"), crs=4547), "v.geojson"))
add("GeoJSON with numeric ids", layer(geojson(numeric_ids), "v.geojson"), villages=NUMERIC, near_m=DEGREES_M)
add("GeoJSON called json", layer(geojson(without_z, "v.json"), "v.json"), near_m=DEGREES_M)
add("FlatGeobuf", layer(copied("fgb", "FlatGeobuf"), "v.fgb"))
add(
    "Shapefile in GBK without cpg",
    layer(shapefile(encoding="GBK", cpg=None), "v.shp"),
    warned=("encoding-guessed",),
)
add(
    "Shapefile whose cpg lies",
    layer(shapefile(encoding="GBK", cpg="UTF-8"), "v.shp"),
    warned=("encoding-lies",),
)
add("Shapefile with a code page's number", layer(shapefile(encoding="GBK", cpg="936"), "v.shp"))
add("Shapefile in capitals", layer(upper_case, "V.SHP"))
add("Shapefile in zone 38", layer(shapefile(crs=4526), "v.shp"))
add("Shapefile in CGCS2000 degrees", layer(shapefile(crs=4490), "v.shp"), near_m=DEGREES_M)
add("Shapefile in Xi'an 1980", layer(shapefile(crs=2384), "v.shp"), near_m=5.0, warned=("crs-old-datum",))
add(
    "Shapefile without prj, named",
    layer(shapefile(crs=4547, prj=False), '{ file = "v.shp", crs = "EPSG:4547" }'),
)
add("zip of a Shapefile", layer(zipped(), "v.zip"))
add("zip of a Shapefile in folders", layer(zipped("夏邑县", "村界 2024"), "v.zip"))
add("zip packed on a Mac", layer(zipped("data", litter=True, crs=4526), "v.zip"))
add("zip of several, one named", layer(zip_of_several("新村界"), '{ file = "v.zip", layer = "新村界" }'))
add("zip of several, one called villages", layer(zip_of_several("villages"), "v.zip"))
add("geodatabase", layer(geodatabase("村界"), "v.gdb"))
add("geodatabase of several layers", layer(geodatabase("cun", "old"), '{ file = "v.gdb", layer = "cun" }'))
add("geodatabase with a layer called so", layer(geodatabase("村界", "old"), "v.gdb"))
add("zip of a geodatabase", layer(zipped_geodatabase("x/夏邑.gdb/"), "v.zip"))
add("zip of a geodatabase without its folder", layer(zipped_geodatabase(""), "v.zip"))
add("zip of a GeoPackage", layer(zipped_geopackage, "v.zip"))
add("GeoPackage of several layers and styles", layer(several_layers, "v.gpkg"))
add("KML with data", layer(write_kml, "v.kml"), near_m=DEGREES_M)
add("KML with a schema, multiple", layer(write_kml_schema, "v.kml"), near_m=DEGREES_M)
add("KML in folders", layer(write_kml_folders, "v.kml"), near_m=DEGREES_M)
add(
    "KML, one folder of it", layer(write_kml_one_folder, '{ file = "v.kml", layer = "新" }'), near_m=DEGREES_M
)
add("KMZ", layer(write_kmz, "v.kmz"), near_m=DEGREES_M)
add("GeoParquet", layer(lambda frame, folder: frame.to_parquet(folder / "v.parquet"), "v.parquet"))
add("GeoParquet with two geometries", layer(two_geometries, "v.parquet"))
add("GeoParquet without crs", layer(geo_metadata(lambda about: about.pop("crs")), "v.parquet"))
add(
    "GeoParquet with a crs of text",
    layer(geo_metadata(lambda about: about.update(crs="EPSG:4490")), "v.parquet"),
)
add(
    "GeoParquet of unknown crs, named",
    layer(geo_metadata(lambda about: about.update(crs=None)), '{ file = "v.parquet", crs = "EPSG:4326" }'),
)
add("GeoParquet of native arrays", layer(native_arrays, "v.parquet"))
add("csv with WKT", layer(wkt_table(lambda shape: shape.wkt), "v.csv"))
add(
    "csv with EWKT in metres",
    layer(wkt_table(lambda s: f"SRID=4547;{s.wkt}", crs=4547, header="geom"), "v.csv"),
)
add("csv with hexadecimal WKB", layer(wkt_table(lambda shape: shape.wkb_hex, header="几何"), "v.csv"))
add(
    "csv with WKT in zone 38, named",
    layer(wkt_table(lambda s: s.wkt, crs=4526), '{ file = "v.csv", crs = "EPSG:4526" }'),
)
add("points in columns", layer(points(), "v.csv"), near_m=700.0, warned=("cells-drawn",))
add(
    "points in degrees and minutes",
    layer(points(minutes), "v.csv"),
    near_m=700.0,
    warned=("cells-drawn", "number-with-words"),
)
add(
    "points with a compass",
    layer(points(lambda value, way: f"{'东经' if way == 'E' else '北纬'}{value:.8f}°"), "v.csv"),
    near_m=700.0,
    warned=("cells-drawn", "number-with-words"),
)
add("shapes with heights", layer(shaped(lambda s: shapely.force_3d(s, 50.0)), "v.gpkg"))
add("shapes of one part each in many", layer(shaped(lambda s: shapely.MultiPolygon([s])), "v.gpkg"))
add("rings the other way round", layer(shaped(shapely.reverse), "v.gpkg"))
add("axes exchanged, said in the case", layer(turned, '{ file = "v.gpkg", axes = "yx" }'))
add("degrees of a web map, said in the case", layer(gcj02, '{ file = "v.gpkg", crs = "GCJ-02" }'))
add("a path with spaces and brackets", odd_path)
add(
    "headers of the statistics office",
    layer(
        renamed(村代码="统计用区划代码", 村名="行政村名称", 派出所="管辖派出所", 人口="常住人口（人）"),
        "v.gpkg",
    ),
)
add(
    "headers of the land survey",
    layer(renamed(村代码="XZQDM", 村名="XZQMC", 派出所="所属派出所", 人口="总人口"), "v.gpkg"),
)
add(
    "headers in English",
    layer(renamed(村代码="Village ID", 村名="NAME", 派出所="station_id", 人口="Population"), "v.gpkg"),
)
add(
    "kinds in many words",
    layer(
        copied("gpkg", "GPKG"),
        "v.gpkg",
        类型=["社区居委会", "居委会", "村民委员会", "行政村", "村", "村委会"] * 2,
    ),
    villages={"kind": ["urban", "urban", "rural", "rural", "rural", "rural"] * 2},
)
add(
    "numbers in many words",
    layer(
        copied("gpkg", "GPKG"),
        "v.gpkg",
        人口=[
            "1,200",
            "１２００",
            "1 200",
            "约1200人",
            "1200人左右",
            "1200口",
            "0.12万",
            "1200.0",
            "1200 人",
            "近1200",
            "+1200",
            "1，200",
        ],
    ),
    warned=("number-with-words",),
)
add(
    "what is not known",
    layer(
        copied("gpkg", "GPKG"),
        "v.gpkg",
        人口=["-", "/", "不详", "无", "N/A", "", "—", "暂无", "未知", "null", "#N/A", " "],
    ),
    villages={"population": [5000] * 2 + [1500] * 10, "households": [1562] * 2 + [469] * 10},
    warned=("population-assumed", "complexity-default"),
)
SIGNS = [
    "{{7*7}}",
    "<b>李庄</b>",
    "O'Neill",
    "合计庄",
    "=1+1",
    "𠮷村",
    "张庄 东",
    "%s",
    "村\t八",
    "注：村",
    "\\n",
    "王庄（新）",
]
add(
    "names with signs",
    layer(
        copied("gpkg", "GPKG"),
        "v.gpkg",
        村名=SIGNS,
    ),
    villages={"name": SIGNS},
)
add(
    "one code of another township",
    layer(copied("gpkg", "GPKG"), "v.gpkg", 村代码=[*IDS[:11], "011427001299"]),
    villages={"village_id": [*IDS[:11], "011427001299"], "county_id": ["011426"] * 11 + ["011427"]},
    warned=("station-in-two-counties",),
)
assert village_id(2) == IDS[2]
assert len(villages()) == 12
