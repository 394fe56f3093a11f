"""Tables come in as text: nothing is turned into a number, rows keep the number a person sees."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import shapely

from assign.inputs.check_files import input_sha256, read_input
from assign.inputs.entries import Input
from assign.inputs.match import match_columns
from assign.inputs.tables import UnreadableError, cell_text, read_text
from assign.inputs.workbooks import read_excel
from small_case import villages, write_csv


def entry(path: Path, **more: str) -> Input:
    """Return the input of a file."""
    return Input("officers", path.name, path, **more)


def test_csv_keeps_leading_zeros_and_row_numbers(tmp_path):
    """Leading zeros stay, empty rows drop out, and rows are counted as a person sees them."""
    (tmp_path / "a.csv").write_text("编号,岗位\n001,民警\n,\n002, 辅警 \n", "utf-8")
    table, faults = read_text(tmp_path / "a.csv", role="officers", file="a.csv")
    assert table.frame.to_dict("index") == {
        2: {"编号": "001", "岗位": "民警"},
        4: {"编号": "002", "岗位": "辅警"},
    }
    assert faults == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_utf8_or_gb18030_reads_the_same(tmp_path, encoding):
    """Chinese text is read right in the encodings that Excel writes."""
    (tmp_path / "a.csv").write_bytes("编号;岗位\n01;民警\n".encode(encoding))
    table, _ = read_text(tmp_path / "a.csv", role="officers", file="a.csv")
    assert table.frame.to_numpy().tolist() == [["01", "民警"]]
    assert table.headers == ["编号", "岗位"]


def test_a_wrong_encoding_named_in_the_case_is_refused(tmp_path):
    """An encoding that does not fit is an error, not mojibake."""
    (tmp_path / "a.csv").write_bytes("编号\n民警\n".encode("gb18030"))
    with pytest.raises(UnreadableError, match="encoding-unknown"):
        read_text(tmp_path / "a.csv", role="officers", file="a.csv", encoding="utf-8")


def test_excel_cells_become_text(tmp_path):
    """Numbers lose their .0, dates are ISO, text keeps its zeros; a missing sheet lists those there."""
    book = openpyxl.Workbook()
    book.active.title = "民警"
    book.active.append(["编号", "工龄", "到岗日期"])
    book.active.append(["0071", 5, dt.date(2024, 5, 1)])
    book.save(tmp_path / "r.xlsx")
    table, _ = read_excel(tmp_path / "r.xlsx", role="officers", file="r.xlsx")
    assert table.frame.loc[2].tolist() == ["0071", "5", "2024-05-01"]
    assert table.sheet == "民警"
    with pytest.raises(UnreadableError) as caught:
        read_excel(tmp_path / "r.xlsx", role="officers", file="r.xlsx", sheet="辅警")
    assert dict(caught.value.fault.values)["sheets"] == "民警"


def test_a_long_id_kept_as_a_number_shows_its_exponent():
    """A float of 18 digits is written with an exponent, so that it can be refused as an id."""
    assert cell_text(411426100001.0) == "411426100001"
    assert cell_text(411426198001011234.0).endswith("e+17")


def test_parquet_integers_keep_every_digit(tmp_path):
    """An 18-digit integer column comes back whole, beside empty cells."""
    column = pd.array([411426198001011234, None], dtype="Int64")
    pd.DataFrame({"id": column}).to_parquet(tmp_path / "a.parquet")
    table, _ = read_input(entry(tmp_path / "a.parquet"))
    assert table is not None
    assert table.frame["id"].tolist() == ["411426198001011234", ""]


@pytest.mark.parametrize("name", ["v.gpkg", "v.geojson", "v.fgb", "v.shp", "v.parquet"])
def test_layers_of_every_format_read_the_same(tmp_path, name):
    """Twelve polygons with text ids come back from each vector format, rows counted from 1."""
    frame = villages().rename(
        columns={"村代码": "village_id", "村名": "name", "派出所": "station_id", "人口": "pop"}
    )
    frame = frame.to_crs("EPSG:4326")
    if name.endswith("parquet"):
        frame.to_parquet(tmp_path / name)
    else:
        frame.to_file(tmp_path / name)
    table, faults = read_input(entry(tmp_path / name))
    assert table is not None
    assert [fault.code for fault in faults] == []
    assert min(table.frame["village_id"]) == "011426001001"
    assert sorted(table.frame.index) == list(range(1, 13))
    assert table.shapes is not None
    assert set(shapely.get_type_id(table.shapes)) == {3}
    assert table.crs


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.csv", None, "file-missing"),
        ("empty.csv", b"", "file-empty"),
        ("blank.csv", b"\n\n", "file-empty"),
        ("v.gpkg", b"<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource>", "file-not-what-it-says"),
        ("v.geojson", b"<OGRVRTDataSource></OGRVRTDataSource>", "file-not-what-it-says"),
        ("r.xlsx", b"not a workbook", "file-not-what-it-says"),
        ("r.xlsx", b"PK\x03\x04 broken", "file-unreadable"),
        ("v.geojson", b'{"type": "FeatureColl', "file-unreadable"),
        ("a.parquet", b"PAR1 broken", "file-unreadable"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path, name, content, code):
    """Content is judged by its first bytes; what cannot be read is one fault, never a traceback."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    table, faults = read_input(entry(tmp_path / name))
    assert table is None
    assert [fault.code for fault in faults] == [code]


def test_headers_in_chinese_english_and_odd_spellings_match():
    """Headers match without case, spaces, brackets and underscores, our own name first."""
    headers = ["Village ID", "村名", "派出所", "人口（人）", "name"]
    chosen, faults = match_columns("villages", headers, {}, file="v")
    assert chosen == {
        "village_id": "Village ID",
        "name": "name",
        "station_id": "派出所",
        "population": "人口（人）",
    }
    assert [fault.code for fault in faults] == ["column-twice"]


def test_the_sha256_of_a_shapefile_covers_its_parts(tmp_path):
    """A changed attribute changes the hash, though the .shp stays as it was."""
    villages().to_file(tmp_path / "v.shp")
    before = input_sha256(tmp_path / "v.shp")
    with (tmp_path / "v.dbf").open("ab") as stream:
        stream.write(b" ")
    assert input_sha256(tmp_path / "v.shp") != before


def test_a_gbk_shapefile_without_cpg_is_read_and_said(tmp_path):
    """Chinese names come back whole; a guessed encoding is said, a named one is not."""
    villages().rename(columns={"村名": "name"})[["name", "geometry"]].to_file(
        tmp_path / "v.shp", encoding="gbk"
    )
    (tmp_path / "v.cpg").unlink()
    for encoding, said in (("", ["encoding-guessed"]), ("gbk", [])):
        table, faults = read_input(entry(tmp_path / "v.shp", encoding=encoding))
        assert table is not None
        assert table.frame["name"].tolist()[:2] == ["村0", "村1"]
        assert [fault.code for fault in faults] == said


def test_a_row_longer_than_the_header_is_named(tmp_path):
    """A stray comma is an error with its row, not a shifted column."""
    write_csv(tmp_path / "a.csv", [{"编号": "1", "岗位": "民警"}])
    with (tmp_path / "a.csv").open("a", encoding="utf-8") as stream:
        stream.write("2,辅警,张三\n")
    _, faults = read_text(tmp_path / "a.csv", role="officers", file="a.csv")
    assert [(fault.code, fault.row, fault.found) for fault in faults] == [("row-too-long", 3, "张三")]
