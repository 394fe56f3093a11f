"""What `assign check` hands back: a page that opens anywhere, the planner's table marked, a layer of faults."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pyogrio
import pytest
import shapely
import xlsxwriter

from assign.errors import Fault, Severity
from assign.inputs import survey_case
from assign.show import check_page, write_check
from assign.show.checked.workbook import cells_of, write_checked
from assign.survey import Grid
from bad_inputs import BAD
from small_case import CRS, SOUTH_M, WEST_M, officer, villages, write_case

HOSTILE = (
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "{{7*191}}",
    "@SUM(1)",
    "+1",
    "http://a.b/",
    "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
)
HEADER = ["编号", "姓名", "岗位", "派出所", "工龄"]


def roster(path: Path, rows: list[list[str]]) -> None:
    """Write a roster as planners keep it: two lines of titles above the header, a total below."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("民警")
        for place, row in enumerate(
            [["民警花名册"], ["填报时间：2024-05-01"], HEADER, *rows, ["合计", "", "", "", "8"]]
        ):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A case with hostile names, thirty officers whose years are words, and a bow-tie."""
    frame = villages()
    shapes = list(frame.geometry)
    corners = [(0, 0), (1000, 1000), (1000, 0), (0, 1000)]
    shapes[0] = shapely.Polygon([(WEST_M + x, SOUTH_M + y) for x, y in corners])
    folder = write_case(tmp_path / "case", frame=frame.set_geometry(shapes, crs=CRS))
    rows = [[f"{n:03d}", HOSTILE[n % len(HOSTILE)], "民警", "0S1", "五年"] for n in range(30)]
    rows[1][2] = HOSTILE[1]
    roster(folder / "roster.xlsx", rows)
    text = '[case]\nname = "<b>&\\"x"\n[inputs]\nvillages = "villages.gpkg"\nofficers = "roster.xlsx"\n'
    (folder / "case.toml").write_text(text, "utf-8")
    return folder


def test_the_page_is_one_file_that_fetches_and_runs_nothing(spoiled):
    """No script, no address to load from; what data says is text, in both languages."""
    page = check_page(survey_case(spoiled), lang="zh")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<img|<link|<iframe|@import|url\(|\son\w+=|\ssrc=|href=\"(?!#)", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<title>数据检查 &lt;b&gt;&amp;&quot;x</title>" in page
    assert page.count('lang="zh-CN"') > 30
    assert page.count('lang="en"') == page.count('<span class="zh') + page.count('<p class="zh') + page.count(
        '<figcaption class="zh'
    )


def test_the_page_groups_faults_by_file_and_draws_their_places(spoiled):
    """One section a file, the file with errors first; the bow-tie is marked on the drawing."""
    survey = survey_case(spoiled)
    page = check_page(survey, lang="en")
    assert re.findall(r"<summary><bdi>(.*?)</bdi>", page) == ["roster.xlsx", "villages.gpkg", "case.toml"]
    (number,) = (n for n, fault in enumerate(survey.faults, 1) if fault.code == "shape-mended")
    assert f'href="#f{number}"' in page
    assert f'id="f{number}"' in page


def test_a_case_without_outlines_has_a_page_without_a_drawing(tmp_path):
    """Where nothing can be read, the page still says what is wrong."""
    (tmp_path / "case.toml").write_text('[inputs]\nvillages = "gone.gpkg"\n', "utf-8")
    page = check_page(survey_case(tmp_path), lang="en")
    assert "<svg" not in page
    assert "file-missing" in page


def test_the_table_comes_back_as_it_stood_with_every_faulty_cell_marked(spoiled, tmp_path):
    """Titles, rows and columns are the planner's; colour and comment sit in the cell; no formula, no link."""
    survey = survey_case(spoiled)
    folder = write_check(survey, tmp_path / "out", lang="en")
    book = openpyxl.load_workbook(folder / "roster-checked.xlsx")
    assert book.sheetnames == ["民警", "Faults"]
    own = openpyxl.load_workbook(spoiled / "roster.xlsx")["民警"]
    sheet = book["民警"]
    kept = [[cell.value or None for cell in row] for row in sheet.iter_rows(max_row=own.max_row, max_col=5)]
    assert kept == [[cell.value or None for cell in row] for row in own.iter_rows(max_col=5)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    red = [
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFF8C4BD"
    ]
    assert red == ["E4", "C5", *(f"E{row}" for row in range(5, 34))]
    assert "must be a number" in sheet["E4"].comment.text
    assert "more rows" in sheet["E33"].comment.text
    places = [row[1].value for row in book["Faults"].iter_rows(min_row=2)]
    assert "民警 › row 5 › 岗位" in places
    assert book["Faults"]["A2"].value == "Error"


def test_marks_without_a_row_or_a_column_find_a_cell():
    """A fault of a column marks its header, one of a row its first cell, one of the file the header's first."""
    grid = Grid("officers", "o.csv", "", (("title",), ("编号", "工龄"), ("1", "x")), header=1)
    faults = [
        Fault("not-a-number", file="o.csv", row=3, column="工龄"),
        Fault("id-missing", file="o.csv", row=3, column="nowhere"),
        Fault("column-twice", Severity.WARNING, "o.csv", column="工龄"),
        Fault("encoding-guessed", Severity.WARNING, "o.csv"),
        Fault("not-a-date", file="o.csv", row=99, column="工龄"),
    ]
    found = {place: [fault.code for fault in marked] for place, marked in cells_of(grid, faults).items()}
    assert found == {
        (2, 1): ["not-a-number"],
        (2, 0): ["id-missing"],
        (1, 1): ["column-twice"],
        (1, 0): ["encoding-guessed"],
    }


def test_odd_cells_and_sheet_names_are_written(tmp_path):
    """Cells that Excel cannot hold are written as text; a sheet may be called like ours."""
    long = "长" * 40_000
    rows = (("编号",), (long,), (float("inf"),), (True,), (None,), ("",))
    grid = Grid("officers", "o.xlsx", "Faults", rows, header=0)
    path = write_checked(grid, [Fault("id-missing", file="o.xlsx", row=5)], tmp_path / "o.xlsx", lang="en")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Faults_1", "Faults"]
    assert len(book["Faults_1"]["A2"].value) == 32_767
    assert [book["Faults_1"][f"A{row}"].value for row in (3, 4, 5)] == ["inf", True, None]


def test_the_layer_holds_each_faulty_shape_with_its_words(spoiled, tmp_path):
    """The bow-tie lies in the layer where it lies on the ground, named in the language asked for."""
    folder = write_check(survey_case(spoiled), tmp_path / "out", lang="zh")
    frame = pyogrio.read_dataframe(folder / "faults.gpkg", layer="faults")
    assert list(frame["code"]) == ["shape-mended"]
    assert frame["severity"][0] == "提醒"
    assert frame["row"][0] == 1
    assert frame.crs == "EPSG:4326"
    west, south, east, north = frame.to_crs(CRS).total_bounds
    assert (west, south) == pytest.approx((WEST_M, SOUTH_M), abs=0.01)
    assert (east, north) == pytest.approx((WEST_M + 1000, SOUTH_M + 1000), abs=0.01)


def test_lines_and_points_get_layers_of_their_own(tmp_path):
    """A line among the villages is in the layer of lines."""
    frame = villages()
    shapes = [frame.geometry[0].boundary, *frame.geometry[1:]]
    folder = write_case(tmp_path / "case", frame=frame.set_geometry(shapes, crs=CRS))
    out = write_check(survey_case(folder), tmp_path / "out", lang="en")
    assert {str(name) for name, _ in pyogrio.list_layers(out / "faults.gpkg")} == {"faults", "faults_lines"}


def test_the_folder_is_made_anew_and_spares_what_is_not_its_own(run, spoiled, tmp_path):
    """A second check replaces the first, tables that are sound by now included; notes beside them stay."""
    out = tmp_path / "out"
    assert run("check", spoiled, "--out", out).code == 1
    assert (out / "roster-checked.xlsx").is_file()
    (out / "notes.txt").write_text("mine", "utf-8")
    roster(spoiled / "roster.xlsx", [["001", "甲", "民警", "0S1", "5"]])
    text = (spoiled / "case.toml").read_text("utf-8").replace('officers = "roster.xlsx"\n', "")
    (spoiled / "case.toml").write_text(text, "utf-8")
    assert run("check", spoiled, "--out", out).code == 0
    assert sorted(item.name for item in out.iterdir()) == ["check.html", "faults.gpkg", "notes.txt"]


def test_a_folder_with_other_things_is_left_alone(run, spoiled):
    """The check is not written over somebody's files, nor into the case itself."""
    before = sorted(spoiled.iterdir())
    ran = run("check", spoiled, "--out", spoiled)
    assert ran.code == 2
    assert sorted(spoiled.iterdir()) == before


def test_check_as_html(run, small):
    """``--format html`` prints the page; another word is refused with those that are known."""
    ran = run("check", small, "--format", "html")
    assert ran.code == 0
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.out.endswith("</html>\n")
    ran = run("check", small, "--format", "pdf")
    assert ran.code == 2
    assert "text, json, html" in ran.err


def test_the_same_faults_give_the_same_files(spoiled, tmp_path):
    """Nothing of the clock gets into the folder: byte for byte the same."""
    first, second = (write_check(survey_case(spoiled), tmp_path / name, lang="zh") for name in "ab")
    for item in sorted(first.iterdir()):
        assert item.read_bytes() == (second / item.name).read_bytes(), item.name


def test_language_and_severity_switch_without_a_script(browser, spoiled, tmp_path):
    """In a browser without network: one language at a time, notes hide on a click, no word on the console."""
    path = tmp_path / "check.html"
    path.write_text(check_page(survey_case(spoiled), lang="zh"), "utf-8")
    context = browser.new_context(offline=True)
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    assert tab.locator("p.kind:visible").all_inner_texts() == ["数据检查"]
    tab.get_by_text("English", exact=True).click()
    assert tab.locator("p.kind:visible").all_inner_texts() == ["Data check"]
    assert tab.locator(".fault.note:visible").count() > 0
    tab.locator("label[for=s-note]").click()
    assert tab.locator(".fault.note:visible").count() == 0
    assert tab.locator(".fault.error:visible").count() > 0
    assert asked == [path.as_uri()]
    assert said == []
    context.close()


def test_controls_and_halves_of_characters_reach_neither_terminal_nor_page(run, tmp_path):
    """Escape codes, turned writing, a file name in broken bytes: each is shown as a sign, nothing breaks."""
    odd = "a\x1b[2J\u202eb\nc"
    folder = write_case(tmp_path / "case", officers=[officer("1", 工龄=odd)])
    (tmp_path / "case" / "\udcb4\udce5.txt").write_text("x", "utf-8")
    ran = run("check", folder, "--out", tmp_path / "out", "--fix", tmp_path / "fixed")
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert "found: a\ufffd[2J\ufffdb c" in ran.out
    page = (tmp_path / "out" / "check.html").read_text("utf-8")
    assert "\u202e" not in page
    assert "a\ufffd[2J\ufffdb c" in page
    (folder / "case.toml").write_text('[inputs]\nvillages = "gone.gpkg"\n', "utf-8")
    ran = run("check", folder, "--out", tmp_path / "out")
    assert "\ufffd\ufffd.txt" in ran.out
    assert "\ufffd\ufffd.txt" in (tmp_path / "out" / "check.html").read_text("utf-8")


@pytest.mark.filterwarnings("ignore")  # what other libraries say while the bad file is written
@pytest.mark.parametrize("name", sorted(BAD))
def test_every_bad_input_can_be_handed_back(tmp_path, name):
    """Page, tables and layer are written whatever is wrong; each table opens and lists its faults."""
    case = tmp_path / "case"
    case.mkdir()
    BAD[name].build(case)
    survey = survey_case(case)
    folder = write_check(survey, tmp_path / "out", lang="zh")
    page = (folder / "check.html").read_text("utf-8")
    assert page.count('<li class="fault ') == len(survey.faults) > 0
    for path in folder.glob("*-checked.xlsx"):
        assert openpyxl.load_workbook(path)["问题清单"].max_row > 1
