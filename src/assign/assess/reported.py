"""What the rules report, reckoned again from facts and posts, and compared row by row (R20–R23, R25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import ROUND_CEILING, Decimal
from operator import attrgetter

from assign.assess import absences, contacts, fairness
from assign.assess.finding import HALF_CENT, HALF_TENTH, Finding, listed, yes_no
from assign.assess.view import View
from assign.problem import Role
from assign.reported import ROWS, Duty, Ratio, Row, TwoPost, key_of

_OF_PERSONS = frozenset({"two_posts", "contacts", "absences", "fairness", "tenure"})
"""Tables that a redacted plan holds in part or not at all: it cannot be held to them."""

_HALF_UNIT = {
    "share": 0.00005 + 1e-9,
    "gini": 0.00005 + 1e-9,
    "target": 1e-9,
    "complexity": HALF_TENTH,
    "distance_km": HALF_TENTH,
}
"""How far a printed number may stand from the true one, where it has not two decimals."""


def check(view: View) -> Iterator[Finding]:
    """Yield rows of the reported tables that are missing, made up or not so; all of a rule that is off are made up."""
    said = view.plan.reported
    rules = view.problem.policy
    truths: Mapping[str, tuple[str, Iterable[Row]]] = {
        "ratios": ("R20", _ratios(view)),
        "two_posts": ("R21", _two_posts(view)),
        "contacts": ("R22", contacts.true_rows(view)),
        "duties": ("R23", _duties(view)),
        "absences": ("R25", absences.true_rows(view)),
        "fairness": ("", fairness.true_spreads(view)),
        "tenure": ("", fairness.true_tenures(view)),
    }
    untold = _OF_PERSONS if view.plan.run.get("redacted") else frozenset[str]()
    for table in (table for table in ROWS if table not in untold):
        rule_id, rows = truths[table]
        off = bool(rule_id) and rules[rule_id].off
        yield from _differences(table, rule_id, getattr(said, table), () if off else tuple(rows))
    if not rules["R22"].off and "contacts" not in untold:
        yield from contacts.check(view)


def _differences(table: str, rule_id: str, said: Iterable[Row], true: Iterable[Row]) -> Iterator[Finding]:
    """Yield where two sets of rows differ, paired by their keys."""
    rows: dict[tuple[object, ...], Row] = {}
    counts: Counter[tuple[object, ...]] = Counter()
    for row in said:
        counts[key_of(table, row)] += 1
        rows.setdefault(key_of(table, row), row)
    expected = {key_of(table, row): row for row in true}
    columns = [column.name for column in fields(ROWS[table])]
    values = attrgetter(*columns)
    for key in sorted({*rows, *expected}, key=lambda one: tuple(map(str, one))):
        name = f"{table} {';'.join(map(str, key))}".strip()
        if key not in rows:
            yield Finding("report-missing", rule_id, "table", name, "0", "1")
        elif key not in expected:
            yield Finding("report-extra", rule_id, "table", name, str(counts[key]), "0")
        elif counts[key] > 1:
            yield Finding("report-twice", rule_id, "table", name, str(counts[key]), "1")
        else:
            cells = zip(columns, values(rows[key]), values(expected[key]), strict=True)
            for column, mine, theirs in cells:
                if not _same(column, mine, theirs):
                    yield Finding(
                        "report-wrong", rule_id, "table", f"{name} {column}", _text(mine), _text(theirs)
                    )


def _same(column: str, said: object, true: object) -> bool:
    """Return whether a cell is the true one, rounded."""
    if isinstance(said, float) and isinstance(true, float):
        return abs(said - true) <= _HALF_UNIT.get(column, HALF_CENT)
    if column == "name":  # one that begins like a formula is written with an apostrophe before it
        return str(said).lstrip("'") == str(true).lstrip("'")
    return type(said) is type(true) and said == true


def _text(value: object) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return listed(value) if isinstance(value, tuple) else "–" if value in {None, ""} else str(value)


def _ratios(view: View) -> Iterator[Ratio]:
    """Yield the two shares of each county, and of the city where all its parts are known."""
    problem, rule = view.problem, view.problem.policy["R20"]
    police = Counter(one.station_id for one in problem.officers if one.role is Role.POLICE)
    posted = Counter(
        {post.officer_id: post.station_id for post in view.plan.posts if post.role == "police"}.values()
    )
    counties = sorted({one.county_id for one in problem.villages} - {""})
    heads = {one.county_id: one for one in problem.headcounts}
    city = [0, 0, 0]
    for station in problem.stations:
        held = police[station.station_id] if station.headcount is None else station.headcount
        city[1] += held
        city[2] += posted[station.station_id]
    city[0] = sum(heads[name].county_police for name in counties) if set(counties) <= heads.keys() else 0
    scopes = [("city", "", tuple(city), False)]
    for name in counties:
        mine = [one for one in problem.stations if one.county_id == name]
        held = sum(police[one.station_id] if one.headcount is None else one.headcount for one in mine)
        whole = heads[name].county_police if name in heads else 0
        there = sum(posted[one.station_id] for one in mine)
        scopes.append(("county", name, (whole, held, there), name in heads and heads[name].urban))
    for scope, name, (whole, held, there), urban in scopes:
        community = rule.number("urban_community_share" if urban else "community_share")
        if whole:
            yield _ratio(scope, name, "station_share", held, whole, rule.number("station_share"))
        if held and problem.officers:
            yield _ratio(scope, name, "community_share", there, held, community)


def _ratio(scope: str, name: str, measure: str, part: int, whole: int, target: float) -> Ratio:
    asked = int((Decimal(repr(target)) * whole).to_integral_value(ROUND_CEILING))
    return Ratio(scope, name, measure, part, whole, part / whole, target, max(0, asked - part))


def _two_posts(view: View) -> Iterator[TwoPost]:
    """Yield the proposals of leads and auxiliaries, village by village."""
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer is None or not (post.is_lead or officer.role is Role.AUXILIARY):
            continue
        title = "deputy_secretary" if officer.party_member else "deputy_head"
        for village_id in view.served(post):
            yield TwoPost(village_id, officer.officer_id, post.role, officer.party_member, title)


def _duties(view: View) -> Iterator[Duty]:
    """Yield the facilities with the room and the lead of their village."""
    for one in view.problem.facilities:
        row = view.row.get(one.village_id)
        if row is not None:
            yield Duty.of(one, row.room_id, row.lead_officer_id)
