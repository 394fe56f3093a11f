"""Files that would harm, hang or mislead are refused by name, before any reader opens them."""

from __future__ import annotations

import os
import pickle
import re
import sqlite3
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from assign.errors import Severity
from assign.gdal import DRIVERS
from assign.inputs import check_case
from small_case import officer, villages, write_case

VRT = """<OGRVRTDataSource><OGRVRTLayer name="villages"><SrcDataSource relativeToVRT="1">villages.gpkg
</SrcDataSource><SrcLayer>villages</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"""


def codes(folder: Path, **inputs: str) -> list[tuple[str, str]]:
    """Return code and file of the errors of a case with these inputs."""
    named = {"villages": "villages.gpkg"} | inputs
    text = "[inputs]\n" + "".join(f'{role} = "{file}"\n' for role, file in named.items())
    (folder / "case.toml").write_text(text, "utf-8")
    return [(fault.code, fault.file) for fault in check_case(folder) if fault.severity is Severity.ERROR]


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a good case of twelve villages."""
    return write_case(tmp_path, officers=[officer("001")])


def test_only_the_drivers_in_use_are_enabled():
    """GDAL has no driver that follows a file to other files, services or the network; it says nothing."""
    code = "import assign, pyogrio; print(sorted(pyogrio.list_drivers(read=True)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sorted(DRIVERS))
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["v.gpkg", "v.geojson", "v.kml", "v.fgb"])
@pytest.mark.parametrize(
    "before", ["", "<?xml version='1.0'?>", "<?xml version='1.0'?><!-- " + "x" * 2000 + " -->"]
)
def test_a_virtual_file_is_not_followed(folder, name, before):
    """A VRT under another name would read any file on the machine."""
    (folder / name).write_text(before + VRT, "utf-8")
    assert [file for _, file in codes(folder, villages=name)] == [name]


def test_pipes_and_devices_are_refused(folder):
    """Reading them would never end."""
    os.mkfifo(folder / "pipe.csv")
    assert codes(folder, officers="pipe.csv") == [("file-irregular", "pipe.csv")]
    assert codes(folder, officers="/dev/zero") == [("file-irregular", "/dev/zero")]


def test_an_archive_that_unpacks_to_too_much_is_refused(folder):
    """200 MB of zeros in 200 kB is no Shapefile."""
    with (
        zipfile.ZipFile(folder / "v.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("v.shp", "w") as out,
    ):
        for _ in range(200):
            out.write(bytes(1 << 20))
    assert codes(folder, villages="v.zip") == [("archive-bomb", "v.zip")]


def test_an_archive_cannot_lie_about_its_size(folder):
    """What is counted is what comes out, not what the list of contents says."""
    path = folder / "v.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("v.shp", bytes(200 << 20))
    data = path.read_bytes()
    path.write_bytes(data.replace((200 << 20).to_bytes(4, "little"), (99).to_bytes(4, "little")))
    assert [file for _, file in codes(folder, villages="v.zip")] == ["v.zip"]


@pytest.mark.parametrize("name", ["../v.shp", "/etc/v.shp", "C:\\v.shp", "a/../../v.shp"])
def test_a_name_that_leads_out_of_an_archive_is_refused(folder, name):
    """An archive must not write or read beside itself."""
    with zipfile.ZipFile(folder / "v.zip", "w") as archive:
        archive.writestr(name, b"x")
    assert codes(folder, villages="v.zip") == [("archive-path", "v.zip")]


def test_a_sheet_with_one_cell_far_out_is_refused(folder):
    """A cell in XFD1048576 makes seventeen thousand million empty ones."""
    with xlsxwriter.Workbook(folder / "o.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编号", "岗位", "派出所"])
        sheet.write(1048575, 16383, "x")
    assert codes(folder, officers="o.xlsx") == [("sheet-too-wide", "o.xlsx")]


def test_entities_are_refused(folder):
    """Ten lines of entities become gigabytes, or read other files."""
    (folder / "v.kml").write_text(
        '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "utf-8"
    )
    assert codes(folder, villages="v.kml") == [("markup-entities", "v.kml")]


def test_deep_brackets_are_refused(folder):
    """A parser that calls itself for each bracket would end the process."""
    (folder / "v.geojson").write_text("[" * 100_000, "utf-8")
    assert codes(folder, villages="v.geojson") == [("nested-too-deep", "v.geojson")]


def test_a_view_in_place_of_a_layer_is_refused(folder):
    """A view may never end."""
    base = sqlite3.connect(folder / "villages.gpkg")
    base.execute("ALTER TABLE villages RENAME TO hidden")
    base.execute(
        "CREATE VIEW villages AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x FROM r) SELECT * FROM r"
    )
    base.commit()
    base.close()
    assert codes(folder) == [("database-view", "villages.gpkg")]


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9])
def test_a_geopackage_cut_short_is_refused(folder, part):
    """A copy that broke off is named as damaged."""
    path = folder / "villages.gpkg"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert codes(folder) == [("database-damaged", "villages.gpkg")]


@pytest.mark.parametrize("name", ["o.parquet", "o.pkl", "o.xlsx", "o.csv"])
def test_a_pickle_is_never_opened(folder, name):
    """Unpickling runs what the file says."""
    (folder / name).write_bytes(pickle.dumps({"a": 1}))
    assert [file for _, file in codes(folder, officers=name)] == [name]


@pytest.mark.parametrize("content", [b"", b"  \n \t ", bytes(1000)])
def test_an_empty_file_is_called_empty(folder, content):
    """Nothing, blanks and zero bytes are all nothing."""
    (folder / "officers.csv").write_bytes(content)
    assert codes(folder, officers="officers.csv") == [("file-empty", "officers.csv")]


@pytest.mark.parametrize("lost", ["v.shx", "v.dbf"])
def test_a_lost_part_of_a_shapefile_is_named(folder, lost):
    """A Shapefile is several files; people copy one."""
    villages().to_file(folder / "v.shp", encoding="UTF-8")
    (folder / lost).unlink()
    (fault,) = (
        fault for fault in (codes(folder, villages="v.shp"), check_case(folder))[1] if fault.file == "v.shp"
    )
    assert (fault.code, fault.found) == ("shapefile-part-missing", lost)


def test_bug_a_parquet_whose_names_are_no_text_is_refused(folder):
    """A flipped byte in a column's name made the reader raise an error of its own."""
    frame = villages().rename(columns={"村名": "QQQQ"})
    frame.to_parquet(folder / "v.parquet")
    data = (folder / "v.parquet").read_bytes()
    (folder / "v.parquet").write_bytes(data.replace(b"QQQQ", b"\xffQQQ"))
    assert codes(folder, villages="v.parquet") == [("file-unreadable", "v.parquet")]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="D9999999999999999999992"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c  t="n" r = "XFD1048576"><v>1</v></c>',
        b'<c r="XFD1048576"><v>1</v></c><c r="B1"><v>1</v></c>',
        b'</row><row r="99999999"><c><v>1</v></c>',
    ],
)
def test_bug_a_cell_far_out_is_seen_however_it_is_written(tmp_path, cell):
    """Twenty digits, single quotes, spaces, amid others, by its row only: calamine would abort the process."""
    folder = write_case(tmp_path)
    openpyxl.Workbook().save(folder / "raw.xlsx")
    rows = b'<row r="1"><c r="A1"><v>1</v></c>' + cell + b"</row>"
    with zipfile.ZipFile(folder / "raw.xlsx") as old, zipfile.ZipFile(folder / "o.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(
                    rb"<sheetData */>|<sheetData>.*</sheetData>",
                    b"<sheetData>" + rows + b"</sheetData>",
                    data,
                )
                assert cell in data
            new.writestr(name, data)
    assert codes(folder, officers="o.xlsx") == [("sheet-too-wide", "o.xlsx")]


@pytest.mark.timeout(20)
def test_bug_a_forged_binary_workbook_takes_only_its_own_process(tmp_path):
    """Cells a million rows and 16,000 columns apart make the reader abort: refused, and the program goes on."""
    import good_tables

    folder = write_case(tmp_path)
    good_tables.xlsb(folder)
    with zipfile.ZipFile(folder / "o.xlsb") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.bin"]
    for old, new in (
        (struct.pack("<IIH", 2, 0, 0x12C), struct.pack("<IIH", 1_048_000, 0, 0x12C)),
        (
            struct.pack("<II", 3, 0) + good_tables.wide("工龄"),
            struct.pack("<II", 16_000, 0) + good_tables.wide("工龄"),
        ),
    ):
        assert old in sheet
        sheet = sheet.replace(old, new)
    parts["xl/worksheets/sheet1.bin"] = sheet
    with zipfile.ZipFile(folder / "o.xlsb", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert codes(folder, officers="o.xlsb") == [("file-unreadable", "o.xlsb")]
