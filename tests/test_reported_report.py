"""What people read of ratios, proposals, contacts, zone plus, absence and fairness."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from assign.inputs import read_plan
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import ROWS
from assign.reporting import report_on
from assign.show.report import report_html
from assign.show.tables import write_tables
from assign.show.workbook import write_workbook
from show_case import HOSTILE
from test_reported import COUNTY, PLAN, county, plan_of


def text_of(problem: Problem, plan: Plan, lang: str = "en") -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", report_html(problem, plan, lang))))


def test_the_report_says_what_is_short():
    """Two more police must move down; the city's share in words, the table below."""
    text = text_of(COUNTY, PLAN)
    assert "City: Station police of all police is 31.2%, target 40%: 2 more must move down." in text
    assert "全市：派出所民警占全局民警为 31.2%，目标 40%，还需 2 人下沉。" in text_of(COUNTY, PLAN, "zh")
    met = county(headcounts=())
    assert "Every share that is known is reached." in text_of(
        met, replace(PLAN, reported=report_on(met, PLAN))
    )


def test_the_report_names_contacts_duties_and_absences():
    """Leaders with their rooms and those without; the market's duty; the lead whom nobody covers."""
    text = text_of(COUNTY, PLAN)
    assert "2 leaders have a contact room each" in text
    assert "as none is left within reach: L3." in text
    assert "2 facilities add 10.2 hours a month" in text
    assert "order on the market, theft and fire" in text
    assert (
        "Of 3 leads, the absence of 2 is covered within capacity; that of 0 overloads the cover; that of 1 leaves"
        in text
    )
    assert "nobody" in text
    assert "2 officers are proposed as deputy secretaries" in text
    assert "Hours a month of an officer" in text


def test_the_report_is_silent_where_there_is_nothing():
    """Without officers, leaders and facilities none of these sections stands in the report."""
    bare = county(officers=(), leaders=(), facilities=(), headcounts=())
    plan = replace(PLAN, posts=(), reported=report_on(bare, replace(PLAN, posts=())))
    text = text_of(bare, plan)
    for title in ("R20", "R21", "R22", "R23", "R25", "How evenly"):
        assert title not in text


def test_a_bearable_county_says_so():
    """Where every absence is borne, the report says that in one sentence and shows no table."""
    officers = tuple(replace(one, avoid_village_ids=(), hours=None) for one in COUNTY.officers)
    problem = county(officers=officers)
    assert "Whichever lead is away, somebody covers within capacity." in text_of(problem, plan_of(problem))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_stay_text(lang):
    """Names of leaders, facilities and officers cannot run or change the page."""
    leaders = tuple(replace(one, name=HOSTILE[1]) for one in COUNTY.leaders)
    facilities = tuple(replace(one, name=HOSTILE[2], kind=HOSTILE[1]) for one in COUNTY.facilities)
    officers = tuple(replace(one, name=HOSTILE[2]) for one in COUNTY.officers)
    problem = county(leaders=leaders, facilities=facilities, officers=officers)
    page = report_html(problem, plan_of(problem), lang)
    assert "<script" not in page
    assert "<img" not in page
    assert HOSTILE[1] in unescape(page)


def test_tables_go_to_disk_and_come_back(tmp_path):
    """What is written is read again, the same to the last digit printed."""
    write_tables(PLAN, tmp_path)
    again = read_plan(tmp_path)
    assert again.reported == PLAN.reported
    head = (tmp_path / "tables" / "ratios.csv").read_text("utf-8-sig").splitlines()[:2]
    assert head == [
        "scope,scope_id,measure,part,whole,share,target,need",
        "city,,community_share,4,5,0.8000,0.4000,0",
    ]


def test_a_plan_without_reported_tables_can_be_read(tmp_path):
    """A plan of an earlier version is read with nothing reported."""
    write_tables(PLAN, tmp_path)
    for name in ROWS:
        (tmp_path / "tables" / f"{name}.csv").unlink()
    assert read_plan(tmp_path).reported == type(PLAN.reported)()


@pytest.mark.parametrize(
    ("lang", "name", "word"),
    [("en", "Village posts", "deputy secretary of the village branch"), ("zh", "两任", "村党支部副书记")],
)
def test_the_workbook_has_a_sheet_a_subject(tmp_path, lang, name, word):
    """Codes are said in words; a name that begins like a formula is text."""
    path = write_workbook(COUNTY, PLAN, Path(tmp_path) / "plan.xlsx", lang=lang)
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name(name).to_python()
    assert any(word in row for row in rows)
    assert (
        len(
            [
                sheet
                for sheet in book.sheet_names
                if sheet in {"Zone plus", "警区+", "Absence", "缺勤替补", "Fairness", "均衡"}
            ]
        )
        == 3
    )
    zone_plus = book.get_sheet_by_name("Zone plus" if lang == "en" else "警区+").to_python()
    assert any("=1+1" in row for row in zone_plus)
