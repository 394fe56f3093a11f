"""Sheets as offices keep them: titles above the header, totals and notes below, odd encodings."""

from __future__ import annotations

import pandas as pd
import pytest
import xlsxwriter

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.headers import find_header, rows_below
from assign.inputs.match import match_columns
from assign.show.fault_words import fault_words
from small_case import write_case

HEADER = ["序号", "编号", "姓名", "岗位", "派出所"]
ROWS = [["1", "001", "", "民警", "0S1"], ["2", "002", "", "辅警", "0S2"]]


def told(folder):
    return [
        (f.code, f.row)
        for f in check_case(folder)
        if f.file.startswith("o.") and f.severity is not Severity.ERROR
    ]


def with_roster(tmp_path, name):
    folder = write_case(tmp_path)
    (folder / "case.toml").write_text(f'[inputs]\nvillages = "villages.gpkg"\nofficers = "{name}"\n', "utf-8")
    return folder


def test_a_roster_under_titles_and_over_totals_is_read(tmp_path):
    """A merged title, an empty row, a unit row, two officers, a total and a note: two officers."""
    folder = with_roster(tmp_path, "o.xlsx")
    with xlsxwriter.Workbook(folder / "o.xlsx") as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, 4, "公安局民警辅警花名册")
        sheet.write(2, 4, "单位：人")
        for place, row in enumerate([HEADER, *ROWS, ["合计", "2", "", "", ""], ["备注：以上为在岗人员"]]):
            sheet.write_row(place + 3, 0, row)
    assert [o.officer_id for o in load_problem(read_case(folder)).officers] == ["001", "002"]
    assert [pair for pair in told(folder) if pair[0] in ("header-below", "rows-total", "rows-note")] == [
        ("rows-total", 7),
        ("header-below", 4),
        ("rows-note", 8),
    ]


def test_faults_below_a_title_name_the_row_a_person_sees(tmp_path):
    """The row number is the sheet's, not the table's."""
    folder = with_roster(tmp_path, "o.csv")
    lines = ["花名册,,,,", ",".join(HEADER), ",".join(ROWS[0]), "2,002,,队长,0S2"]
    (folder / "o.csv").write_text("\n".join(lines), "utf-8")
    (fault,) = (f for f in check_case(folder) if f.severity is Severity.ERROR)
    assert (fault.code, fault.row, fault.found) == ("word-unknown", 4, "队长")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_as_excel_writes_it_is_read(tmp_path, encoding, separator):
    """Unicode text, GBK, semicolons, tabs: the same two officers."""
    folder = with_roster(tmp_path, "o.csv")
    text = "\r\n".join(separator.join(row) for row in [HEADER, *ROWS])
    (folder / "o.csv").write_bytes(text.encode(encoding))
    assert [o.officer_id for o in load_problem(read_case(folder)).officers] == ["001", "002"]


def test_the_line_that_names_the_separator_is_no_header(tmp_path):
    """Excel writes `sep=;` above a csv."""
    folder = with_roster(tmp_path, "o.csv")
    text = "sep=;\n" + "\n".join(";".join(row) for row in [HEADER, *ROWS])
    (folder / "o.csv").write_text(text, "utf-8")
    assert [o.officer_id for o in load_problem(read_case(folder)).officers] == ["001", "002"]


def test_mixed_encodings_are_refused_at_their_row(tmp_path):
    """UTF-8 above, GBK below: pasted together from two systems."""
    folder = with_roster(tmp_path, "o.csv")
    good = "\n".join(",".join(row) for row in [HEADER, ROWS[0]]) + "\n"
    (folder / "o.csv").write_bytes(good.encode() + ",".join(ROWS[1]).encode("gbk") + b"\xff")
    (fault,) = (f for f in check_case(folder) if f.severity is Severity.ERROR)
    assert (fault.code, fault.place) == ("encoding-unknown", "o.csv › row 3")


def test_the_first_row_stays_the_header_unless_a_lower_one_is_clearly_better():
    """One known word more is chance; two are a header."""
    assert find_header([["编号", "x"], ["编号", "岗位"]], "officers").row == 0
    assert find_header([["title", ""], ["编号", "岗位"]], "officers").row == 1
    assert find_header([], "officers").row == 0


def test_a_village_that_is_called_like_a_total_is_none():
    """Only the whole first cell counts."""
    assert rows_below([["合计庄", "1"], ["合 计", "1"], ["Total", "3"], ["注：x"], ["注：x", "y"]]) == (
        [1, 2],
        [3],
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("1E5", "id-like-exponent"), ("4.1E+11", "id-lost-digits"), ("411E+9", "id-lost-digits")],
)
def test_an_id_that_lost_its_digits_is_refused_and_a_short_one_kept(tmp_path, text, code):
    """1E5 may be a name; 4.1E+11 was a code."""
    folder = with_roster(tmp_path, "o.csv")
    (folder / "o.csv").write_text(f"编号,岗位,派出所\n{text},民警,0S1\n", "utf-8")
    assert code in [f.code for f in check_case(folder)]


def test_a_case_nested_without_end_is_refused(tmp_path):
    """Five thousand brackets are a fault of the file, not of the program."""
    folder = write_case(tmp_path)
    (folder / "case.toml").write_text("a = " + "[" * 5000 + "]" * 5000, "utf-8")
    assert [f.code for f in check_case(folder)] == ["toml-broken"]


def _nearest(faults):
    return {f.column: dict(f.values)["nearest"] for f in faults if f.code == "column-missing"}


@pytest.mark.parametrize(
    ("headers", "hints"),
    [
        (
            ["id", "dsd_name", "district_id"],
            {"village_id": "id", "name": "dsd_name", "station_id": "district_id"},
        ),
        (["ID", "demand1", "supply1"], {"village_id": "ID", "name": "—", "station_id": "—"}),
    ],
)
def test_a_missing_column_is_hinted_at_by_a_header_that_is_alike_or_not_at_all(headers, hints):
    """A bare `id` is the row's own; a station is no `demand1`."""
    _, faults = match_columns("villages", headers, {}, file="v.gpkg")
    told = _nearest(faults)
    assert told == hints


def test_the_hint_for_a_station_is_a_code_that_groups_villages():
    """`district_id` is alike but the same in every row, `id` differs in each: only `dsd_id` can be the station."""
    frame = pd.DataFrame(
        {
            "id": [f"9{row}" for row in range(6)],
            "name": list("abcdef"),
            "dsd_id": ["1", "1", "1", "2", "2", "2"],
            "district_id": ["L"] * 6,
        }
    )
    _, faults = match_columns("villages", list(frame.columns), {}, file="v.gpkg", frame=frame)
    told = _nearest(faults)
    assert told == {"village_id": "id", "station_id": "dsd_id"}


def test_villages_may_be_called_by_their_codes():
    """One header for `village_id` and `name` is what the README advises, and no fault; for two others it is one."""
    headers = ["ID", "station"]
    for renames, codes in (
        ({"village_id": "ID", "name": "ID"}, []),
        ({"village_id": "ID", "name": "station"}, ["column-missing"]),
        ({"village_id": "ID", "name": "station", "station_id": "station"}, ["header-mapped-twice"]),
    ):
        _, faults = match_columns("villages", headers, renames, file="v.shp")
        assert [f.code for f in faults] == codes


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("station_id", "with the same code in every row if there is one station only"),
        ("name", 'write name = "the header of the codes"'),
        ("village_id", 'write village_id = "its header" below [columns.villages] in case.toml.'),
    ],
)
def test_a_column_that_nothing_is_like_has_a_cure_of_its_own(column, said):
    """What a planner does without stations or names is said where they are missing."""
    _, faults = match_columns("villages", ["demand1", "supply1"], {}, file="v.shp")
    fault = next(f for f in faults if f.column == column)
    assert said in fault_words(fault, "en")["cure"]
    assert "[columns.villages]" in fault_words(fault, "zh")["cure"]


@pytest.mark.parametrize(
    ("ours", "header"), [("officer_id", "民警编号"), ("officer_id", "编码"), ("station_id", "派出所名称")]
)
def test_a_roster_s_other_words_for_its_columns_are_known(ours, header):
    """Rosters say 民警编号 or 编码, and name the station by 派出所名称 alone."""
    usual = {"officer_id": "编号", "role": "岗位", "station_id": "派出所"} | {ours: header}
    chosen, faults = match_columns("officers", list(usual.values()), {}, file="o.csv")
    assert (chosen, faults) == (usual, [])
