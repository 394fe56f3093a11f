"""What stands in the workbook's sheets: rows by column, before anything looks like Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assign.plan import Assignment, Plan, Post, Room
from assign.problem import Problem, scope_of
from assign.show.figures import figures, gap_text
from assign.show.formulas import formula_lines
from assign.show.sheets_changes import CHANGE_COLUMNS, REASON_COLUMNS, change_rows, reason_rows
from assign.show.tables import table_rows
from assign.show.words import has_word, word

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the workbook; `choices` names the list for "Change to" (`book_choices`), by row."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Row]
    choices: Sequence[str] = ()


def sheets(problem: Problem, plan: Plan, lang: str) -> tuple[Sheet, ...]:
    """Return the tables of the workbook in their order."""
    names = _Names(problem, plan)
    exceptions = [
        {**fields, "rule_title": _title(str(fields["rule_id"]), lang)}
        for fields in map(_fields, table_rows(plan, "exceptions"))
    ]
    found = (
        Sheet(
            "rooms",
            ROOM_COLUMNS,
            [names.room(row) for row in sorted(plan.rooms, key=lambda row: row.room_id)],
        ),
        _village_sheet(problem, plan, names),
        _post_sheet("police", POLICE_COLUMNS, plan, names),
        _post_sheet("auxiliaries", AUXILIARY_COLUMNS, plan, names),
        Sheet("figures", ("figure", "value"), _figure_rows(problem, plan, lang)),
        Sheet(
            "exceptions",
            ("rule_id", "rule_title", "severity", "entity", "entity_id", "found", "expected", "remedy"),
            exceptions,
        ),
        Sheet("changes", CHANGE_COLUMNS, change_rows(problem, plan)),
        Sheet("reasons", REASON_COLUMNS, reason_rows(problem, plan)),
        Sheet(
            "policy",
            ("rule_id", "rule_title", "switch", "enforced", "setting", "value", "source"),
            _policy_rows(problem, lang),
        ),
    )
    unspoken = _PERSONAL if plan.run.get("redacted") else frozenset()
    return tuple(_spoken(sheet, unspoken) for sheet in found)


ROOM_COLUMNS = (
    "room_id", "host_name", "station_name", "site_kind", "status", "village_count", "population", "hours",
    "mean_travel_min", "max_travel_min", "lead_officer_id", "officer_name", "village_names", "lon", "lat",
)  # fmt: skip
VILLAGE_COLUMNS = (
    "village_id", "name", "kind", "station_name", "room_id", "host_name", "change_to", "is_host",
    "has_workstation", "travel_min", "complexity", "hours", "lead_officer_id", "officer_name", "auxiliary_ids",
    "auxiliary_names",
)  # fmt: skip
POLICE_COLUMNS = (
    "officer_id", "officer_name", "station_name", "room_id", "host_name", "change_to", "is_lead", "is_chief",
    "mentor_id", "ability", "complexity", "hours", "travel_min", "changed", "village_names",
)  # fmt: skip
AUXILIARY_COLUMNS = (
    "officer_id", "officer_name", "role", "station_name", "room_id", "village_ids", "village_names", "change_to",
    "ability", "complexity", "hours", "travel_min", "changed",
)  # fmt: skip
_PERSONAL = frozenset({"officer_name", "auxiliary_names", "ability"})
_OPTIONAL = frozenset({"officer_name", "auxiliary_names", "mentor_id", "is_chief"})


def _spoken(sheet: Sheet, unspoken: frozenset[str]) -> Sheet:
    """Return a sheet without the columns that have nothing to say: left out by redaction, or empty throughout."""
    empty = {key for key in _OPTIONAL if not any(map(_filled, (row.get(key) for row in sheet.rows)))}
    return replace(sheet, columns=[key for key in sheet.columns if key not in unspoken | empty])


def _filled(value: object) -> bool:
    return any(value) if isinstance(value, tuple) else bool(value)


class _Names:
    """Rows with the names that people read beside the ids."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.officer = {officer.officer_id: officer.name for officer in problem.officers}
        self.station = {station.station_id: station.name for station in problem.stations}
        self.village = {village.village_id: village.name for village in problem.villages}
        self.host = {room.room_id: self.village.get(room.host_village_id, "") for room in plan.rooms}

    def room(self, row: Room) -> Row:
        """Return a room's row."""
        return {
            **_fields(row),
            "host_name": self.village.get(row.host_village_id, ""),
            "station_name": self.station.get(row.station_id, ""),
            "village_count": len(row.villages),
            "village_names": self.villages(row.villages),
            "officer_name": self.officer.get(row.lead_officer_id, ""),
        }

    def assignment(self, row: Assignment) -> Row:
        """Return a village's row."""
        return {
            **_fields(row),
            "host_name": self.host.get(row.room_id, ""),
            "station_name": self.station.get(row.station_id, ""),
            "officer_name": self.officer.get(row.lead_officer_id, ""),
            "auxiliary_names": tuple(self.officer.get(name, "") for name in row.auxiliary_ids),
            "change_to": "",
        }

    def post(self, row: Post) -> Row:
        """Return an officer's row."""
        return {
            **_fields(row),
            "officer_name": self.officer.get(row.officer_id, ""),
            "station_name": self.station.get(row.station_id, ""),
            "host_name": self.host.get(row.room_id, ""),
            "village_names": self.villages(row.village_ids),
            "change_to": "",
        }

    def villages(self, village_ids: Iterable[str]) -> str:
        """Return the names of villages in the order of their ids."""
        return "; ".join(self.village.get(name, name) for name in sorted(village_ids))


def _village_sheet(problem: Problem, plan: Plan, names: _Names) -> Sheet:
    nesting = str(problem.policy["R05"]["nesting"])
    ordered = sorted(plan.assignments, key=lambda row: row.village_id)
    index = problem.village_index
    scopes = [
        f"rooms:{scope_of(problem.villages[index[row.village_id]], nesting)}"
        if row.village_id in index
        else ""
        for row in ordered
    ]
    return Sheet("villages", VILLAGE_COLUMNS, [names.assignment(row) for row in ordered], scopes)


def _post_sheet(name: str, columns: Sequence[str], plan: Plan, names: _Names) -> Sheet:
    police = name == "police"
    posts = [post for post in plan.posts if (post.role == "police") == police]
    ordered = sorted(posts, key=lambda post: (post.officer_id, post.room_id))
    kind = "station-rooms" if police else "villages"
    choices = [f"{kind}:{post.station_id}" for post in ordered]
    return Sheet(name, columns, [names.post(post) for post in ordered], choices)


def _figure_rows(problem: Problem, plan: Plan, lang: str) -> list[Row]:
    rows: list[Row] = [
        {"figure": word("objective.status", lang), "value": word(f"status.{plan.status}", lang)}
    ]
    order = ("total", "travel", "balance", "site", "stability", "relaxed_villages")
    terms = [name for name in order if name in plan.objective]
    rows += [{"figure": word(f"objective.{name}", lang), "value": plan.objective[name]} for name in terms]
    rows.append({"figure": word("objective.bound", lang), "value": plan.bound})
    rows.append({"figure": word("objective.gap", lang), "value": gap_text(plan.gap)})
    rows += [
        {"figure": figure.label(lang), "value": round(figure.value, figure.decimals)}
        for figure in figures(problem, plan)
    ]
    return rows


def _policy_rows(problem: Problem, lang: str) -> list[Row]:
    rows: list[Row] = []
    for rule in problem.policy.rules.values():
        head = {
            "rule_id": rule.rule_id,
            "rule_title": _title(rule.rule_id, lang),
            "switch": word(f"switch.{rule.switch}", lang),
            "enforced": rule.enforced,
            "source": rule.source,
        }
        settings = list(rule.settings.items()) or [("", "")]
        for name, value in settings:
            # An order is an order: not sorted.
            shown = "; ".join(value) if isinstance(value, tuple) else value
            rows.append({**head, "setting": name, "value": shown})
    numbers = problem.policy.numbers.items()
    rows.extend({"rule_id": "", "setting": name, "value": value} for name, value in numbers)
    formulas = formula_lines(problem, lang).items()
    rows.extend(
        {"rule_id": "", "setting": word(f"formula.{name}", lang), "value": line} for name, line in formulas
    )
    return rows


def _title(rule_id: str, lang: str) -> str:
    key = f"rule.{rule_id}.title"
    return word(key, lang) if has_word(key) else ""


def _fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]
