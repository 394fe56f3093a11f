"""Ids that are there and yet look wrong: zeros lost, a code of another township, a name in place of an id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import numpy as np
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import each_row
from assign.inputs.check_values import list_rows
from assign.inputs.tables import Table

STATISTICAL_CODE = re.compile(r"^\d{12}$")
"""County (6), township (3), unit (3)."""
_LONG = 6
_FEW = 3


def zeros_lost(table: Table, frame: pd.DataFrame, column: str) -> list[Fault]:
    """Return a warning for ids shorter than the others: a leading zero that a spreadsheet dropped.

    Ids of digits only count, where most have one length. That length is long (six digits and more), or some of
    that length begin with a zero; numbers that simply grow (1 … 12) do neither.
    """
    ids = frame[column].to_numpy(dtype=object)
    digits = [key for key in ids if key.isdigit()]
    lengths = Counter(map(len, digits))
    if len(digits) < _FEW or len(lengths) < 2:
        return []
    usual = max(lengths, key=lambda length: (lengths[length], length))
    padded = any(key.startswith("0") for key in digits if len(key) == usual)
    most = usual - 1 if padded else max(usual - 1, _LONG - 1)
    least = 1 if padded else usual - 1
    short = np.array([key.isdigit() and least <= len(key) <= most < usual for key in ids], dtype=bool)
    if short.sum() > len(digits) / 2:
        return []
    return each_row("id-one-short", short, table, frame, column=column, found=ids, severity=Severity.WARNING)


def strange_townships(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Return a note where one village's statistical code is of another township than all others of its station."""
    coded = frame[[bool(STATISTICAL_CODE.match(key)) for key in frame["village_id"]]]
    rows: list[int] = []
    first = ""
    for _, group in coded.groupby("station_id", sort=True):
        townships = Counter(key[:9] for key in group["village_id"])
        common, count = townships.most_common(1)[0]
        if len(group) < _FEW or count < len(group) - 1 or len(townships) != 2:
            continue
        (odd,) = (int(str(row)) for row, key in group["village_id"].items() if key[:9] != common)
        first = first or str(group.loc[odd, "village_id"])
        rows.append(odd)
    if not rows:
        return []
    return [
        table.fault(
            "code-of-another-township",
            Severity.NOTE,
            row=rows[0],
            column="village_id",
            found=first,
            count=len(rows),
            rows=list_rows(rows),
        )
    ]


def codes_that_disagree(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Return a note each where statistical codes say another kind, or another county, than the columns do.

    The columns win: codes are reissued later than villages become communities.
    """
    ids = frame["village_id"]
    coded = np.array([bool(STATISTICAL_CODE.match(key)) for key in ids], dtype=bool)
    urban = np.array([known and 1 <= int(key[9:]) <= 199 for key, known in zip(ids, coded, strict=True)])
    kinds = frame["kind"].to_numpy(dtype=object)
    counties = frame["county_id"].to_numpy(dtype=object)
    six = np.array([len(key) == 6 and key.isdigit() for key in counties], dtype=bool)
    other_kind = coded & (kinds != "") & (urban != (kinds == "urban"))
    other_county = coded & six & np.array([key[:6] for key in ids] != counties)
    faults = []
    for code, column, mask in (
        ("kind-not-by-code", "kind", other_kind),
        ("county-not-by-code", "county_id", other_county),
    ):
        rows = [int(str(row)) for row in frame.index[mask]]
        if rows:
            found = str(ids.loc[rows[0]])
            faults.append(
                table.fault(
                    code,
                    Severity.NOTE,
                    row=rows[0],
                    column=column,
                    found=found,
                    count=len(rows),
                    rows=list_rows(rows),
                )
            )
    return faults


def stations_by_name(
    table: Table, frame: pd.DataFrame, ids: set[str], id_of_name: dict[str, str]
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a table whose stations are ids throughout: where a name stands that one station has, its id.

    Parameters
    ----------
    ids
        Of all stations.
    id_of_name
        Names that one station alone has, made plain by `plain_name`.
    """
    given = frame["station_id"].tolist()
    meant = [id_of_name.get(plain_name(key), key) if key and key not in ids else key for key in given]
    changed = [int(str(row)) for row, old, new in zip(frame.index, given, meant, strict=True) if old != new]
    if not changed:
        return frame, []
    first = next(old for old, new in zip(given, meant, strict=True) if old != new)
    note = table.fault(
        "station-by-name",
        Severity.NOTE,
        row=changed[0],
        column="station_id",
        found=first,
        count=len(changed),
    )
    return frame.assign(station_id=meant), [note]


def names_of_one(names: pd.Series, ids: pd.Series) -> dict[str, str]:
    """Return plain name -> id for names that stand for one id only."""
    found: dict[str, set[str]] = {}
    for name, key in zip(names, ids, strict=True):
        if name and key:
            found.setdefault(plain_name(name), set()).add(key)
    return {name: min(keys) for name, keys in found.items() if len(keys) == 1}


def plain_name(name: str) -> str:
    """Return a name without width and spaces, for comparing."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
