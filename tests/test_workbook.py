import openpyxl
import pytest

from assign import show
from show_case import HOSTILE, hostile_problem, small_plan

SHEETS = {
    "en": [
        "Read me",
        "Rooms",
        "Villages",
        "Police",
        "Auxiliaries",
        "Figures",
        "Exceptions",
        "Policy",
        "lists",
    ],
    "zh": ["说明", "警务室", "村级分配", "民警", "辅警", "指标", "问题", "参数", "lists"],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    problem = hostile_problem()
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    return openpyxl.load_workbook(show.write_workbook(problem, small_plan(problem), path, lang="en"))


def test_the_workbook_has_a_sheet_for_each_subject(book, tmp_path):
    """Sheets stand in the contract's order, in the language asked for; the lists are hidden."""
    assert book.sheetnames == SHEETS["en"]
    assert book["lists"].sheet_state == "hidden"
    problem = hostile_problem()
    zh = openpyxl.load_workbook(
        show.write_workbook(problem, small_plan(problem), tmp_path / "p.xlsx", lang="zh")
    )
    assert zh.sheetnames == SHEETS["zh"]
    assert zh["民警"]["B3"].value == "姓名"


def test_no_cell_is_a_formula(book):
    """Names that look like formulas or links stay text, as they are."""
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not any(sheet._hyperlinks for sheet in book)
    names = {cell.value for cell in book["Villages"]["B"]}
    assert set(HOSTILE) <= names


def test_tables_are_ready_to_read_and_print(book):
    """Heads are frozen and repeated, filters on, pages landscape and one page wide."""
    for name in SHEETS["en"][1:8]:
        sheet = book[name]
        assert sheet.freeze_panes.endswith("4")
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"


def test_change_to_offers_the_rooms_of_the_station(book):
    """The drop-down of "Change to" holds exactly the station's four rooms."""
    sheet = book["Villages"]
    assert sheet["M3"].value == "Change to"
    [rule] = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("M4:M19", "lists!$A$2:$A$5")
    assert [book["lists"][f"A{row}"].value for row in range(2, 6)] == [
        "R-V000-office", "R-V002-office", "R-V008-office", "R-V010-office",
    ]  # fmt: skip


def test_rows_say_the_same_as_the_plan(book):
    """A room's row holds its host, number of villages and lead by name."""
    rows = list(book["Rooms"].iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == ["R-V000-office", "R-V002-office", "R-V008-office", "R-V010-office"]
    assert rows[0][2:6] == (HOSTILE[0], "Village office", "New", 4)
    assert rows[0][10:13] == ("P1", HOSTILE[0], "V000; V001; V004; V005")
