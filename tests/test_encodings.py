"""Shapefiles from Chinese software: the bytes decide, a `.cpg` is only believed where they agree."""

from __future__ import annotations

import zipfile

import pytest

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.encodings import looks_chinese, shapefile_encoding
from small_case import villages, write_case

NAMES = ["李庄", "王楼", "张集", "刘店", "陈寨", "杨堂", "赵村", "黄岗", "周营", "吴庙", "徐桥", "孙口"]


def case_of(folder, *, encoding, cpg):
    """Write the small case with its villages as a Shapefile and a `.cpg` that says something, or none."""
    write_case(folder)
    villages(村名=NAMES).to_file(folder / "v.shp", encoding=encoding)
    (folder / "v.cpg").unlink()
    if cpg:
        (folder / "v.cpg").write_text(cpg)
    (folder / "case.toml").write_text('[inputs]\nvillages = "v.shp"\n', "utf-8")
    return folder


def warnings_of(folder):
    return [(f.code, f.found) for f in check_case(folder) if f.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("encoding", "cpg", "said"),
    [
        ("GBK", "", [("encoding-guessed", "GB18030")]),
        ("GBK", "GBK", []),
        ("GBK", "936", []),
        ("GBK", "UTF-8", [("encoding-lies", "utf-8")]),
        ("GBK", "ISO-8859-1", [("encoding-lies", "iso8859-1")]),
        ("UTF-8", "UTF-8", []),
        ("UTF-8", "", []),
        ("UTF-8", "GBK", [("encoding-lies", "gbk")]),
        ("UTF-8", "nonsense", []),
    ],
)
def test_names_come_back_whole_whatever_the_cpg_says(tmp_path, encoding, cpg, said):
    """Twelve Chinese names are read right; what the file said wrongly is said."""
    folder = case_of(tmp_path, encoding=encoding, cpg=cpg)
    assert warnings_of(folder) == said
    assert sorted(v.name for v in load_problem(read_case(folder)).villages) == sorted(NAMES)


def test_a_zipped_shapefile_in_gbk_is_read_as_it_is(tmp_path):
    """The .cpg inside a zip may lie as well."""
    folder = case_of(tmp_path, encoding="GBK", cpg="UTF-8")
    with zipfile.ZipFile(folder / "v.zip", "w") as archive:
        for item in sorted(folder.glob("v.*")):
            if item.suffix != ".zip":
                archive.write(item, item.name)
    (folder / "case.toml").write_text('[inputs]\nvillages = "v.zip"\n', "utf-8")
    assert warnings_of(folder) == [("encoding-lies", "utf-8")]
    assert sorted(v.name for v in load_problem(read_case(folder)).villages) == sorted(NAMES)


def test_latin_text_is_not_taken_for_chinese(tmp_path):
    """Portuguese in Latin-1 decodes as GB18030 too, but reads as no Chinese."""
    folder = case_of(tmp_path, encoding="GBK", cpg="")
    villages(村名=[f"São João da Conceição {n}" for n in range(12)]).rename(
        columns={"村代码": "id", "村名": "name", "派出所": "station", "人口": "pop"}
    ).to_file(folder / "w.shp", encoding="ISO-8859-1")
    found = shapefile_encoding(folder / "w.shp")
    assert found is not None
    assert found.name.lower() == "iso8859-1"


def test_everyday_chinese_is_told_from_mojibake():
    """UTF-8 read as GBK decodes, into rare characters."""
    assert looks_chinese(["李庄村民委员会", "城关镇"])
    assert not looks_chinese(["李庄村民委员会".encode().decode("gb18030", "replace")])
    assert not looks_chinese(["李庄".encode("gbk").decode("latin-1")])


def test_headers_cut_to_ten_bytes_are_known(tmp_path):
    """`station_id` fits in ten letters, `population` too, `county_code` does not; Chinese is cut to three or five."""
    folder = write_case(tmp_path)
    frame = villages().rename(
        columns={"村代码": "village_code", "派出所": "派出所代码", "人口": "常住人口数"}
    )
    frame["派出所编号"] = "x"
    frame = frame.drop(columns="派出所编号")
    frame.columns = ["village_co", "村名", "派出所", "常住人", "geometry"]
    frame.to_file(folder / "v.shp", encoding="UTF-8")
    (folder / "case.toml").write_text('[inputs]\nvillages = "v.shp"\n', "utf-8")
    faults = check_case(folder)
    assert [f for f in faults if f.severity is Severity.ERROR] == []
    assert [(f.column, f.values["ours"]) for f in faults if f.code == "column-cut-short"] == [
        ("village_co", "village_id"),
        ("常住人", "population"),
    ]


def test_bug_a_table_with_names_twice_is_refused(tmp_path):
    """A damaged .dbf with several nameless fields made the reader raise a KeyError."""
    folder = case_of(tmp_path, encoding="UTF-8", cpg="")
    data = bytearray((folder / "v.dbf").read_bytes())
    data[32:43] = data[64:75] = bytes(11)
    (folder / "v.dbf").write_bytes(data)
    assert ("file-unreadable", "v.shp") in [(f.code, f.file) for f in check_case(folder)]


def test_bug_a_projection_of_another_planet_is_refused(tmp_path):
    """PROJ knows the Moon; no village lies there."""
    folder = case_of(tmp_path, encoding="UTF-8", cpg="")
    (folder / "v.prj").write_text(
        'GEOGCS["Moon",DATUM["D_Moon",SPHEROID["Moon",1737400,0]],PRIMEM["Ref",0],UNIT["Degree",0.017453292519943295]]'
    )
    assert [(f.code, f.file) for f in check_case(folder) if f.severity is Severity.ERROR] == [
        ("crs-unknown", "v.shp")
    ]
