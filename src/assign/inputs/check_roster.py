"""Officers: ids that must exist, abilities that are missing."""

from __future__ import annotations

import math

import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.cells import NO, NOTHING, YES, read_cell
from assign.inputs.check_ids import zeros_lost
from assign.inputs.check_values import SHOWN, list_rows
from assign.inputs.check_villages import repeated, unknown_ids
from assign.inputs.columns import Column, Form, nearest
from assign.inputs.tables import Table
from assign.policy import Policy


def check_officers(
    table: Table,
    frame: pd.DataFrame,
    *,
    stations: set[str],
    villages: set[str],
    rooms: set[str],
    policy: Policy,
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the officers in the order of their ids, abilities and skills filled in.

    Parameters
    ----------
    stations, villages, rooms
        Ids that the roster may name.
    """
    faults = repeated(frame, "officer_id", table) + zeros_lost(table, frame, "officer_id")
    faults += unknown_ids(
        frame["station_id"], stations, table, "station_id", code="station-unknown", other_file="stations"
    )
    for column in ("home_village_id", "current_village_id"):
        faults += unknown_ids(
            frame[column], villages, table, column, code="village-unknown", other_file="villages"
        )
    faults += _unknown_avoided(table, frame, villages)
    faults += _unknown_rooms(table, frame, rooms)
    frame, said = _dated_certificates(table, frame)
    faults += said
    skills, said = _skills(table, frame)
    faults += said
    frame = frame.assign(skills=pd.Series(skills, index=frame.index, dtype=object))
    frame, said = _with_abilities(table, frame, policy)
    return frame.sort_values("officer_id", kind="stable"), faults + said


def _unknown_avoided(table: Table, frame: pd.DataFrame, villages: set[str]) -> list[Fault]:
    column = "avoid_village_ids"
    pairs = [(row, key) for row, keys in frame[column].items() for key in keys]
    one_each = pd.Series([key for _, key in pairs], index=[row for row, _ in pairs], dtype=object)
    return unknown_ids(one_each, villages, table, column, code="village-unknown", other_file="villages")


def _unknown_rooms(table: Table, frame: pd.DataFrame, rooms: set[str]) -> list[Fault]:
    """Return a warning for each room that is no site of this case: it may be one that was closed."""
    named = frame["current_room_id"]
    wrong = [(int(str(row)), key) for row, key in named.items() if key and key not in rooms]
    options = sorted(rooms)
    return [
        table.fault(
            "room-unknown",
            Severity.WARNING,
            row=row,
            column="current_room_id",
            found=key,
            nearest=nearest(key, options),
        )
        for row, key in wrong[:SHOWN]
    ]


def _dated_certificates(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the certificates with their last day as ``name@2027-05-01``, and a fault for each day that is none."""
    faults: list[Fault] = []
    day = Column("certificates", Form.DATE)
    out: list[tuple[str, ...]] = []
    for row, texts in frame["certificates"].items():
        kept = []
        for text in texts:
            name, dated, until = text.partition("@")
            read = read_cell(until, day)
            if dated and (read.code or read.value is None or not name.strip()):
                found = table.fault("certificate-date", row=int(str(row)), column="certificates", found=text)
                faults.append(found)
            kept.append(f"{name.strip()}@{read.value}" if dated and read.value else text)
        out.append(tuple(kept))
    return frame.assign(certificates=pd.Series(out, index=frame.index, dtype=object)), faults


def _skills(table: Table, frame: pd.DataFrame) -> tuple[list[dict[str, float]], list[Fault]]:
    """Return the skills of each officer: a number, or 1 for a yes; those that are 0, no or empty drop out."""
    out: list[dict[str, float]] = [{} for _ in range(len(frame))]
    faults: list[Fault] = []
    for column in (name for name in frame.columns if name.startswith("skill_")):
        for place, (row, cell) in enumerate(frame[column].items()):
            level = _level(cell)
            if level is None:
                faults.append(table.fault("skill-unclear", row=int(str(row)), column=column, found=cell))
            elif level:
                out[place][column.removeprefix("skill_")] = level
    return out, faults


def _level(cell: str) -> float | None:
    text = cell.strip().casefold()
    if text in NOTHING | NO:
        return 0.0
    if text in YES - {"1", "1.0"}:
        return 1.0
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= 100 else None


def _with_abilities(table: Table, frame: pd.DataFrame, policy: Policy) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the officers with missing abilities computed: base + years and skills, between 0 and 100."""
    years = frame["years"].fillna(0.0)
    number = policy.number
    counted = pd.Series([len(skills) for skills in frame["skills"]], index=frame.index, dtype="float64")
    formula = (
        number("ability.base")
        + number("ability.per_year") * years.clip(upper=number("ability.max_years"))
        + number("ability.per_skill") * counted
    ).clip(lower=0.0, upper=100.0)
    missing = frame["ability"].isna()
    faults = []
    if missing.any():
        rows = [int(row) for row in frame.index[missing]]
        faults.append(
            table.fault(
                "ability-computed",
                Severity.NOTE,
                column="ability",
                count=len(rows),
                rows=list_rows(rows),
                base=number("ability.base"),
                per_year=number("ability.per_year"),
                max_years=number("ability.max_years"),
                per_skill=number("ability.per_skill"),
                no_years=int((missing & frame["years"].isna()).sum()),
            )
        )
    return frame.assign(years=years, ability=frame["ability"].where(~missing, formula).round(2)), faults
