import json
import shutil
from dataclasses import replace

import openpyxl
import pytest

from assign import show
from assign.errors import DataError
from assign.inputs import read_edits, read_plan
from assign.problem import Officer, Role
from builders import grid_problem
from show_case import HOSTILE, hostile_problem, small_plan

SHEETS = {
    "en": [
        "Read me", "Rooms", "Villages", "Police", "Auxiliaries", "Figures", "Exceptions", "Changes", "Reasons",
        "Policy", "lists", "plan",
    ],
    "zh": [
        "说明", "警务室", "村级分配", "民警", "辅警", "指标", "问题", "变更", "理由", "参数", "lists", "plan",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    problem = hostile_problem()
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    return openpyxl.load_workbook(show.write_workbook(problem, small_plan(problem), path, lang="en"))


def test_the_workbook_has_a_sheet_for_each_subject(book, tmp_path):
    """Sheets stand in the contract's order, in the language asked for; the lists are hidden."""
    assert book.sheetnames == SHEETS["en"]
    assert {book["lists"].sheet_state, book["plan"].sheet_state} == {"hidden"}
    problem = hostile_problem()
    zh = openpyxl.load_workbook(
        show.write_workbook(problem, small_plan(problem), tmp_path / "p.xlsx", lang="zh")
    )
    assert zh.sheetnames == SHEETS["zh"]
    assert zh["民警"]["B3"].value == "姓名"
    assert zh["plan"]["B1"].value == show.plan_hash(small_plan(problem))


def test_no_cell_is_a_formula(book):
    """Names that look like formulas or links stay text, as they are."""
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not any(sheet._hyperlinks for sheet in book)
    names = {cell.value for cell in book["Villages"]["B"]}
    assert set(HOSTILE) <= names


def test_tables_are_ready_to_read_and_print(book):
    """Heads are frozen and repeated, filters on, pages landscape and one page wide."""
    for name in SHEETS["en"][1:10]:
        sheet = book[name]
        assert sheet.freeze_panes.endswith("4")
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"


def head(sheet) -> list[str]:
    """Return the heads of a sheet's columns."""
    return [cell.value for cell in sheet[3]]


def test_change_to_offers_the_rooms_and_villages_of_the_station(book):
    """Villages and police choose among the station's four rooms, auxiliaries among its villages, names beside ids."""
    lists = {
        cell.value: [c.value for c in column[1:] if c.value]
        for column in book["lists"].columns
        for cell in column[:1]
    }
    ids = ["R-V000-office", "R-V002-office", "R-V008-office", "R-V010-office"]
    assert [text.split(" · ")[0] for text in lists["rooms:S01"]] == ids
    assert lists["station-rooms:S01"] == lists["rooms:S01"]
    assert lists["rooms:S01"][0] == f"R-V000-office · {HOSTILE[0]}"
    assert [text.split(" · ")[0] for text in lists["villages:S01"]] == [f"V{n:03d}" for n in range(16)]
    for name, key, rows in (
        ("Villages", "rooms", 16),
        ("Police", "station-rooms", 2),
        ("Auxiliaries", "villages", 1),
    ):
        sheet = book[name]
        [rule] = sheet.data_validations.dataValidation
        column = openpyxl.utils.get_column_letter(head(sheet).index("Change to") + 1)
        last = f":{column}{3 + rows}" if rows > 1 else ""
        assert str(rule.sqref) == f"{column}4{last}"
        at = openpyxl.utils.get_column_letter(list(lists).index(f"{key}:S01") + 1)
        assert rule.formula1 == f"lists!${at}$2:${at}${1 + len(lists[f'{key}:S01'])}"


def test_rows_say_the_same_as_the_plan(book):
    """A room's row holds its host, number of villages, their names and the lead by name."""
    sheet = book["Rooms"]
    rows = [dict(zip(head(sheet), row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert [row["Room"] for row in rows] == [
        "R-V000-office",
        "R-V002-office",
        "R-V008-office",
        "R-V010-office",
    ]
    assert (rows[0]["Host village"], rows[0]["Kind of site"], rows[0]["Villages"]) == (
        HOSTILE[0],
        "Village office",
        4,
    )
    assert (rows[0]["Lead"], rows[0]["Officer"]) == ("P1", HOSTILE[0])
    assert rows[0]["Names of the villages"] == "; ".join((HOSTILE[0], HOSTILE[1], HOSTILE[4], HOSTILE[5]))


def test_officers_who_move_are_listed_with_the_place_they_leave(tmp_path):
    """Changes: police from room to room, an auxiliary from village to village; rooms against existing sites."""
    officers = [
        Officer("P1", Role.POLICE, "S01", name="甲", current_room_id="R-old"),
        Officer("A1", Role.AUXILIARY, "S01", current_village_id="V009"),
    ]
    sites = {0: [("office", "existing")], 15: [("office", "existing")]}
    problem = grid_problem(4, 4, officers=officers, sites=sites)
    plan = small_plan(problem)
    plan = replace(plan, posts=tuple(replace(post, changed=post.officer_id != "P2") for post in plan.posts))
    sheet = openpyxl.load_workbook(show.write_workbook(problem, plan, tmp_path / "p.xlsx", lang="en"))[
        "Changes"
    ]
    rows = [dict(zip(head(sheet), row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]
    told = {row["Which"]: (row["What changes"], row["Now"], row["In the plan"]) for row in rows}
    assert told["P1"] == ("moves", "R-old", "R-V000-office; R-V002-office")
    assert told["A1"] == ("moves", "V009", "V002; V003")
    assert told["R-V015-office"] == ("gone", "V015-office", None)
    assert told["R-V002-office"] == ("new", None, "V002; V003; V006; V007")
    assert set(told) == {"P1", "A1", "R-V015-office", "R-V002-office", "R-V008-office", "R-V010-office"}


def test_the_charts_count_what_the_plan_has(book):
    """Three charts of our own numbers: rooms by villages, police and others by hours."""
    sheet = book["Figures"]
    assert len(sheet._charts) == 3
    numbers = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, min_col=4, max_col=5)]
    at = [row[0] for row in numbers].index("4")
    assert numbers[at] == ["4", 4]
    assert numbers[0] == ["Villages", "Room"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_proposals_are_read_back_from_the_workbook(tmp_path, lang):
    """What stands in Change to becomes edits, in whatever order the rows and columns stand by then."""
    problem = hostile_problem()
    plan = small_plan(problem)
    path = show.write_workbook(problem, plan, tmp_path / "plan.xlsx", lang=lang)
    assert read_edits(path).edits == ()
    book = openpyxl.load_workbook(path)
    wish = "调整为" if lang == "zh" else "Change to"
    for name, row, text in (
        (2, 4, f"R-V002-office · {HOSTILE[2]}"),
        (3, 5, "R-V000-office"),
        (4, 4, "V009 · x"),
    ):
        sheet = book.worksheets[name]
        sheet.cell(row, head(sheet).index(wish) + 1, text)
    book.worksheets[2].insert_cols(1)
    book.worksheets[2].insert_rows(2)
    book.save(path)
    found = read_edits(path)
    assert found.plan == show.plan_hash(plan)
    assert [edit.as_dict() for edit in found.edits] == [
        {"kind": "move-village", "village_id": "V000", "from": "R-V000-office", "to": "R-V002-office"},
        {"kind": "move-officer", "officer_id": "P2", "to": "R-V000-office"},
        {"kind": "move-officer", "officer_id": "A1", "to": "V009"},
    ]
    assert found.edits[0].place == f"{SHEETS[lang][2]} › 5"


def test_a_workbook_that_is_not_ours_or_lost_its_heads_is_refused(tmp_path):
    """Another workbook, a renamed head, a file that is none: each is a fault with its sheet."""
    problem = hostile_problem()
    path = show.write_workbook(problem, small_plan(problem), tmp_path / "plan.xlsx", lang="en")
    book = openpyxl.load_workbook(path)
    book["Villages"].cell(3, head(book["Villages"]).index("Change to") + 1, "Wish")
    del book["Police"]
    book.save(path)
    with pytest.raises(DataError) as caught:
        read_edits(path)
    assert [(fault.code, fault.sheet) for fault in caught.value.faults] == [
        ("edits-column", "Villages"), ("edits-column", "Police"),
    ]  # fmt: skip
    strange = openpyxl.Workbook()
    strange.save(tmp_path / "strange.xlsx")
    (tmp_path / "none.xlsx").write_bytes(b"no workbook")
    for name, code in (
        ("strange.xlsx", "edits-not-our-book"),
        ("none.xlsx", "edits-unreadable"),
        ("x", "edits-missing"),
    ):
        with pytest.raises(DataError) as caught:
            read_edits(tmp_path / name)
        assert [fault.code for fault in caught.value.faults] == [code]


def test_a_list_of_edits_that_is_none_is_refused(tmp_path):
    """Broken JSON, another shape, unknown kinds, missing or foreign values: all of them at once."""
    path = tmp_path / "edits.json"
    good = {"kind": "lock-room", "room_id": "R-1"}
    for text, codes in (
        ("{", ["edits-unreadable"]),
        ("[1]", ["edits-shape"]),
        ('{"plan": 3, "edits": []}', ["edits-shape"]),
        (json.dumps({"plan": "h", "edits": [{"kind": "fly"}, 3, {"kind": "lock-room", "room_id": 7}, good]}),
         ["edit-kind", "edit-kind", "edit-value"]),
        (json.dumps({"plan": "h", "edits": [{"kind": "move-village", "village_id": ""}]}), ["edit-value"] * 3),
    ):  # fmt: skip
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DataError) as caught:
            read_edits(path)
        assert [fault.code for fault in caught.value.faults] == codes
    path.write_text(json.dumps({"plan": "h", "edits": [good]}), encoding="utf-8-sig")
    assert [edit.as_dict() for edit in read_edits(path).edits] == [good]


def test_a_workbook_saved_by_hand_is_kept_when_the_case_is_solved_again(run, small):
    """An untouched workbook is replaced; one that somebody saved is set aside under its own hash, and that is said."""
    assert run("solve", small, "--workers", 1).code == 0
    plan = small / "plan"
    again = run("solve", small, "--workers", 1)
    assert "kept as" not in again.err
    assert not list(plan.glob("plan.edited-*"))
    book = openpyxl.load_workbook(plan / "plan.xlsx")
    sheet = book.worksheets[2]
    sheet.cell(4, head(sheet).index("Change to") + 1, "R-somewhere")
    book.save(plan / "plan.xlsx")
    raw = (plan / "plan.xlsx").read_bytes()
    third = run("solve", small, "--workers", 1)
    assert "kept as" in third.err
    [kept] = plan.glob("plan.edited-*.xlsx")
    assert kept.read_bytes() == raw
    assert run("verify", plan).code == 0


def test_a_proposal_in_the_workbook_becomes_a_plan(run, small_solved, tmp_path):
    """An auxiliary is given another village in Excel; apply reads the sheet and the new plan has it so."""
    path = tmp_path / "plan.xlsx"
    shutil.copyfile(small_solved / "plan" / "plan.xlsx", path)
    before = {post.officer_id: post for post in read_plan(small_solved / "plan").posts}
    village = before["A4"].village_ids[0]
    book = openpyxl.load_workbook(path)
    sheet = book["Auxiliaries"]
    row = next(row for row in range(4, 20) if sheet.cell(row, 1).value == "A3")
    sheet.cell(row, head(sheet).index("Change to") + 1, village)
    book.save(path)
    ran = run("apply", small_solved / "plan", path, "--out", tmp_path / "new", "--workers", 1)
    assert ran.code == 0, ran.err
    assert f"A3 to {village}" in ran.out
    after = {post.officer_id: post for post in read_plan(tmp_path / "new").posts}
    assert village in after["A3"].village_ids
    assert run("verify", tmp_path / "new", "--case", small_solved).code == 0
