"""Ids that are there and yet look wrong are named; ids that merely differ are left alone."""

from __future__ import annotations

import pandas as pd
import pytest

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.check_ids import names_of_one, strange_townships, zeros_lost
from assign.inputs.tables import Table
from small_case import officer, village_id, villages, write_case


def frame_of(ids, stations=None):
    rows = range(2, len(ids) + 2)
    frame = pd.DataFrame(
        {"village_id": ids, "station_id": stations or ["S"] * len(ids)}, index=rows, dtype=object
    )
    return Table("villages", "v.csv", "", frame), frame


@pytest.mark.parametrize(
    ("ids", "rows"),
    [
        (["0123456", "0123457", "123458", "0123459"], [4]),
        (["411421", "411422", "11423"], [4]),
        (["001", "002", "3", "004", "12"], [4, 6]),
        ([str(n) for n in range(1, 13)], []),
        (["98", "99", "100", "101", "102"], []),
        (["P1", "P02", "P003"], []),
        (["41142", "411421"], []),
    ],
)
def test_ids_that_lost_their_zeros_are_told_from_those_that_grow(ids, rows):
    """One short of a long code, or of a length that begins with zeros; 1 to 12 and 98 to 102 are right."""
    table, frame = frame_of(ids)
    found = zeros_lost(table, frame, "village_id")
    assert [(fault.code, fault.row, fault.severity) for fault in found] == [
        ("id-one-short", row, Severity.WARNING) for row in rows
    ]


def test_a_lone_code_of_another_township_is_noted():
    """One of four is; two of four, or one of two, may well be so."""
    codes = ["411426001200", "411426001201", "411426001202", "411426002203"]
    table, frame = frame_of(codes)
    (note,) = strange_townships(table, frame)
    assert (note.code, note.row, note.found, note.severity) == (
        "code-of-another-township",
        5,
        codes[3],
        Severity.NOTE,
    )
    table, frame = frame_of(codes, ["S", "S", "T", "T"])
    assert strange_townships(table, frame) == []


def test_codes_that_disagree_with_columns_are_noted_and_the_columns_count(tmp_path):
    """A community with a village's code, and a village in another county than its code says."""
    kinds = ["社区", "社区", "社区", *["村"] * 9]
    frame = villages(类型=kinds, 县区=["011426"] * 11 + ["011427"])
    faults = {fault.code: fault for fault in check_case(write_case(tmp_path, frame=frame))}
    assert (faults["kind-not-by-code"].found, faults["kind-not-by-code"].row) == (village_id(2), 3)
    assert (faults["county-not-by-code"].found, faults["county-not-by-code"].row) == (village_id(11), 12)
    problem = load_problem(read_case(tmp_path))
    assert sum(village.kind == "urban" for village in problem.villages) == 3


def test_a_name_that_two_stations_have_is_no_id(tmp_path):
    """城关 in two counties: the roster must say which."""
    assert names_of_one(pd.Series(["城关", "城关", "东 关"]), pd.Series(["1", "2", "3"])) == {"东关": "3"}
    stations = [{"派出所代码": "0S1", "名称": "城关"}, {"派出所代码": "0S2", "名称": "城关"}]
    folder = write_case(tmp_path, stations=stations, officers=[officer("1", 派出所="城关")])
    assert "station-unknown" in {fault.code for fault in check_case(folder)}
