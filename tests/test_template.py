"""The template of `assign init`: what it offers is what the readers understand."""

from __future__ import annotations

import openpyxl
import pytest

from assign.errors import Severity
from assign.inputs import check_case, write_template
from assign.inputs.case import Input
from assign.inputs.check_files import read_input
from assign.inputs.check_values import typed_table
from assign.inputs.columns import Form
from assign.inputs.template import GUIDE, SHEETS, template_columns
from small_case import village_id, villages


@pytest.fixture
def book(tmp_path):
    """The folder of a fresh template, and its workbook."""
    case = write_template(tmp_path / "new")
    return case.parent, openpyxl.load_workbook(case.parent / "tables.xlsx")


def test_each_table_has_a_sheet_behind_a_guide(book):
    """The guide comes first and leads to each sheet."""
    _, sheets = book
    assert sheets.sheetnames == [GUIDE, *SHEETS.values()]
    links = [cell.hyperlink.location for row in sheets[GUIDE].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A3" for name in SHEETS.values()]


@pytest.mark.parametrize("role", SHEETS)
def test_headers_are_known_and_the_example_is_no_record(book, role):
    """Every header is matched to its column; the grey row is left out and said to be a note."""
    folder, sheets = book
    entry = Input(role, "tables.xlsx", folder / "tables.xlsx", sheet=SHEETS[role])
    table, faults = read_input(entry)
    assert {fault.code for fault in faults} == {"rows-note", "table-without-rows"}
    typed, _, said = typed_table(table, renames={}, values={})
    assert said == []
    assert list(typed.names) == [column.name for column in template_columns(role)]
    sheet = sheets[SHEETS[role]]
    assert str(sheet["A2"].value).startswith("示例：")
    assert all(cell.comment for cell in sheet[1])


@pytest.mark.parametrize("role", SHEETS)
def test_every_word_of_a_drop_down_is_understood(book, role):
    """A cell filled from its list is never a fault; flags and choices all have a list."""
    _, sheets = book
    sheet = sheets[SHEETS[role]]
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and rule.formula1.startswith('"')
    }
    seen = 0
    for place, column in enumerate(template_columns(role), start=1):
        if column.form not in (Form.CHOICE, Form.FLAG):
            continue
        words = lists[f"{openpyxl.utils.get_column_letter(place)}3"]
        seen += len(words)
        if column.form is Form.CHOICE:
            known = {word: ours for ours, all_words in column.choices.items() for word in all_words}
            assert [known[word] for word in words] == list(column.choices)
        else:
            assert words == ["是", "否"]
    assert seen


def test_a_filled_template_is_a_sound_case(book):
    """Rows typed below the example, the lines of case.toml set free: no error and no warning."""
    folder, sheets = book
    frame = villages()
    frame.to_file(folder / "villages.gpkg", driver="GPKG")
    rows = {
        "派出所": [["0S1", "一所", "", "", "否", 9], ["0S2", "二所", "", "", "是", 5]],
        "人员": [["001", "民警", "0S1", "", 7, 60, "", "", village_id(3), "", "是"]],
        "选址": [["S1", village_id(4), "村委会", "现有", 1000]],
        "警情": [[village_id(5), "2024-05-01", "纠纷", 3]],
    }
    for name, records in rows.items():
        for place, record in enumerate(records, start=3):
            for column, cell in enumerate(record, start=1):
                sheets[name].cell(place, column).value = cell or None
    sheets.save(folder / "tables.xlsx")
    text = (folder / "case.toml").read_text("utf-8")
    for role in ("stations", "officers", "sites", "incidents"):
        assert f"# {role} = {{" in text
        text = text.replace(f"# {role} = {{", f"{role} = {{")
    (folder / "case.toml").write_text(text, "utf-8")
    assert [str(fault) for fault in check_case(folder) if fault.severity is not Severity.NOTE] == []
