"""What stands in the workbook's sheets: rows by column, before anything looks like Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assign.plan import Plan, Post
from assign.problem import Problem, scope_of
from assign.show.figures import figures, gap_text
from assign.show.formulas import formula_lines
from assign.show.tables import table_rows
from assign.show.words import has_word, word

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the workbook; `choices` gives the rooms that may stand in "Change to", by row."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Row]
    choices: Sequence[str] = ()


def sheets(problem: Problem, plan: Plan, lang: str) -> tuple[Sheet, ...]:
    """Return the tables of the workbook in their order."""
    names = {officer.officer_id: officer.name for officer in problem.officers}
    station_names = {station.station_id: station.name for station in problem.stations}
    village_names = {village.village_id: village.name for village in problem.villages}
    room_scope = _scope_of_room(problem, plan)
    rooms = [
        {
            **_fields(row),
            "host_name": village_names.get(row.host_village_id, ""),
            "village_count": len(row.villages),
            "station_name": station_names.get(row.station_id, ""),
            "officer_name": names.get(row.lead_officer_id, ""),
        }
        for row in sorted(plan.rooms, key=lambda row: row.room_id)
    ]
    villages = [
        {**_fields(row), "station_name": station_names.get(row.station_id, ""), "change_to": ""}
        for row in sorted(plan.assignments, key=lambda row: row.village_id)
    ]
    police = [post for post in plan.posts if post.role == "police"]
    others = [post for post in plan.posts if post.role != "police"]
    exceptions = [
        {**fields, "rule_title": _title(str(fields["rule_id"]), lang)}
        for fields in map(_fields, table_rows(plan, "exceptions"))
    ]
    return (
        Sheet(
            "rooms",
            (
                "room_id",
                "station_name",
                "host_name",
                "site_kind",
                "status",
                "village_count",
                "population",
                "hours",
                "mean_travel_min",
                "max_travel_min",
                "lead_officer_id",
                "officer_name",
                "villages",
                "lon",
                "lat",
            ),
            rooms,
        ),
        Sheet(
            "villages",
            (
                "village_id",
                "name",
                "kind",
                "station_name",
                "room_id",
                "is_host",
                "has_workstation",
                "travel_min",
                "complexity",
                "hours",
                "lead_officer_id",
                "auxiliary_ids",
                "change_to",
            ),
            villages,
            [room_scope.get(str(row["room_id"]), "") for row in villages],
        ),
        _post_sheet("police", police, names, room_scope),
        _post_sheet("auxiliaries", others, names, room_scope),
        Sheet("figures", ("figure", "value"), _figure_rows(problem, plan, lang)),
        Sheet(
            "exceptions",
            ("rule_id", "rule_title", "severity", "entity", "entity_id", "found", "expected", "remedy"),
            exceptions,
        ),
        Sheet(
            "policy",
            ("rule_id", "rule_title", "switch", "enforced", "setting", "value", "source"),
            _policy_rows(problem, lang),
        ),
    )


def _post_sheet(
    name: str, posts: Iterable[Post], names: Mapping[str, str], room_scope: Mapping[str, str]
) -> Sheet:
    ordered = sorted(posts, key=lambda post: (post.officer_id, post.room_id))
    rows = [
        {**_fields(post), "officer_name": names.get(post.officer_id, ""), "change_to": ""} for post in ordered
    ]
    columns = (
        "officer_id",
        "officer_name",
        "role",
        "room_id",
        "village_ids",
        "is_lead",
        "ability",
        "complexity",
        "hours",
        "travel_min",
        "changed",
        "reason",
        "change_to",
    )
    return Sheet(name, columns, rows, [room_scope.get(post.room_id, "") for post in ordered])


def _figure_rows(problem: Problem, plan: Plan, lang: str) -> list[Row]:
    rows: list[Row] = [
        {"figure": word("objective.status", lang), "value": word(f"status.{plan.status}", lang)}
    ]
    order = ("total", "travel", "balance", "site", "relaxed_villages")
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


def _scope_of_room(problem: Problem, plan: Plan) -> dict[str, str]:
    nesting = str(problem.policy["R05"]["nesting"])
    index = problem.village_index
    return {
        room.room_id: scope_of(problem.villages[index[room.host_village_id]], nesting)
        for room in plan.rooms
        if room.host_village_id in index
    }


def rooms_by_scope(problem: Problem, plan: Plan) -> dict[str, list[str]]:
    """Return the rooms of each area that no zone may leave (R05), both sorted."""
    out: dict[str, list[str]] = {}
    for room_id, scope in sorted(_scope_of_room(problem, plan).items()):
        out.setdefault(scope, []).append(room_id)
    return dict(sorted(out.items()))
