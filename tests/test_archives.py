"""Archives and KML: what is taken out of them, and what is refused by name."""

from __future__ import annotations

import tempfile
import zipfile

import pytest
import shapely

from assign.errors import Severity
from assign.inputs import check_case
from assign.inputs.archives import unpacked
from assign.inputs.kml import read_kml
from assign.inputs.opendocument import opendocument_trap
from assign.inputs.tables import UnreadableError
from small_case import villages, write_case

WANTED = (".gpkg", ".shp", ".csv")


def packed(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return path


def taken(path, layer=""):
    with unpacked(path, role="villages", file=path.name, layer=layer, wanted=WANTED) as place:
        return sorted(item.name for item in place.parent.iterdir()), place.read_text()


def test_the_likeliest_thing_is_taken_out_under_a_plain_name(tmp_path):
    """A layer before a table, its parts with it, whatever folders and litter lie around."""
    path = packed(
        tmp_path / "a.zip", "说明.csv", "数据/村 界.shp", "数据/村 界.DBF", "__MACOSX/._x.shp", "数据/.y.shp"
    )
    assert taken(path) == (["villages.dbf", "villages.shp"], "数据/村 界.shp")


def test_of_several_the_one_named_is_taken(tmp_path):
    """By the layer of the case, by the input's name, by the archive's name; else they are listed."""
    path = packed(tmp_path / "town.zip", "a.shp", "b.shp", "town.shp")
    assert taken(path, "b")[1] == "b.shp"
    assert taken(path)[1] == "town.shp"
    with pytest.raises(UnreadableError) as refused:
        taken(packed(tmp_path / "x.zip", "a.shp", "b.shp"))
    assert (refused.value.fault.code, refused.value.fault.values["layers"]) == ("layer-ambiguous", "a, b")
    with pytest.raises(UnreadableError) as refused:
        taken(packed(tmp_path / "x.zip", "a.shp", "b.shp"), "c")
    assert refused.value.fault.code == "layer-missing"


def test_nothing_stays_on_disk(tmp_path):
    """The copy is gone when it has been read, and when reading fails."""
    path = packed(tmp_path / "a.zip", "a.csv")
    with unpacked(path, role="villages", file="a.zip", layer="", wanted=WANTED) as place:
        assert place.exists()
    assert not place.parent.exists()


MARK = "<Placemark><name>{name}</name><Polygon>{rings}</Polygon></Placemark>"
OUTER = "<outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,9 0,0</coordinates></LinearRing></outerBoundaryIs>"
INNER = "<innerBoundaryIs><LinearRing><coordinates>1,1,5 2,1,5 2,2,5 1,1,5</coordinates></LinearRing></innerBoundaryIs>"


def kml(path, body):
    path.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>', "utf-8")
    return path


def test_holes_heights_and_folders_of_kml_are_read(tmp_path):
    """A polygon with a hole, without its heights; the folder is a cell; a placemark without a shape is kept."""
    first = MARK.format(name="甲", rings=OUTER + INNER)
    body = f"<Folder><name>东</name>{first}<Placemark><name>乙</name></Placemark></Folder>"
    table, faults = read_kml(kml(tmp_path / "a.kml", body), role="villages", file="a.kml")
    assert table.frame.to_dict("records") == [{"name": "甲", "Folder": "东"}, {"name": "乙", "Folder": "东"}]
    assert shapely.area(table.shapes[0]) == 80.5
    assert not shapely.has_z(table.shapes[0])
    assert table.shapes[1] is None
    assert faults == []


def test_bug_chinese_names_of_extended_data_stay_apart(tmp_path):
    """GDAL folds 村代码 and 派出所 into one field ``_________`` and keeps the last: here both are read."""
    data = "".join(
        f'<Data name="{n}"><value>{v}</value></Data>' for n, v in (("村代码", "01"), ("派出所", "S1"))
    )
    body = f"<Placemark><ExtendedData>{data}</ExtendedData><Point><coordinates>1,2</coordinates></Point></Placemark>"
    table, _ = read_kml(kml(tmp_path / "a.kml", body), role="villages", file="a.kml")
    assert table.frame.to_dict("records") == [{"村代码": "01", "派出所": "S1"}]


def test_faults_of_an_archive_name_the_archive(tmp_path):
    """The copy's own path is never said."""
    folder = write_case(tmp_path)
    villages(人口=["x"] * 12).to_file(folder / "raw.gpkg")
    with zipfile.ZipFile(folder / "v.zip", "w") as archive:
        archive.write(folder / "raw.gpkg", "a.gpkg")
    (folder / "case.toml").write_text('[inputs]\nvillages = "v.zip"\n', "utf-8")
    faults = [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]
    assert {fault.file for fault in faults} == {"v.zip"}
    assert f"{tempfile.gettempdir()}/assign-" not in repr(check_case(folder))


SPACES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
)
WIDE = ' table:number-columns-repeated="99999999"'
CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


def ods(path, rows):
    """Write an OpenDocument workbook with these rows."""
    sheet = f'<office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table>'
    content = f"<office:document-content {SPACES}>{sheet}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (f"<table:table-row>{CELL.format('')}</table:tabel-row>", "file-unreadable"),
        (f"<table:table-row>{CELL.format('')}<other:x/></table:table-row>", "file-unreadable"),
        (
            f'<table:table-row table:number-rows-repeated="99999999">{CELL.format("")}</table:table-row>',
            "sheet-too-wide",
        ),
        (f"<table:table-row>{CELL.format(WIDE)}</table:table-row>", "sheet-too-wide"),
        (f"<table:table-row>{CELL.format('')}</table:table-row>", None),
    ],
)
def test_bug_a_broken_open_document_does_not_hang(tmp_path, rows, code):
    """calamine loops for ever on XML that is not well-formed, and fills in billions of repeated cells."""
    found = opendocument_trap(ods(tmp_path / "o.ods", rows))
    assert (found.code if found else None) == code
