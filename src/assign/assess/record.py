"""What `run.json` says of the run: policy, rules not enforced, target, links, metrics."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from assign.assess.finding import HALF_CENT, Finding, listed
from assign.assess.objective import target_cents
from assign.assess.view import View
from assign.problem import Kind, Role

_WANTED = ("rooms", "villages", "mean_travel_min", "max_travel_min")


def check(view: View) -> Iterator[Finding]:
    """Yield entries of the run's record that are not so."""
    yield from _policy(view)
    yield from _links(view)
    yield from _metrics(view)
    said, target = view.plan.run.get("target_hours"), target_cents(view) / 100
    if not isinstance(said, int | float) or not abs(said - target) <= HALF_CENT:
        yield Finding("target-hours", "", "plan", "target_hours", str(said), f"{target:.2f}")


def _policy(view: View) -> Iterator[Finding]:
    """Yield settings that differ from the case's policy, and rules wrongly called enforced."""
    then, now = _flat(view.plan.run.get("policy"), ""), _flat(view.problem.policy.as_dict(), "")
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield Finding("policy-changed", "", "setting", name, then.get(name, "–"), now.get(name, "–"))
    later = view.problem.policy.not_yet_enforced
    said = view.plan.run.get("rules_not_yet_enforced")
    names = [str(name) for name in said] if isinstance(said, Sequence) and not isinstance(said, str) else []
    if sorted(names) != sorted(later):
        yield Finding(
            "rules-not-enforced", "", "plan", "rules_not_yet_enforced", listed(names), listed(later)
        )


def _flat(value: object, prefix: str) -> dict[str, str]:
    """Return nested settings as dotted names and plain text, numbers alike whether whole or not."""
    if isinstance(value, Mapping):
        out: dict[str, str] = {}
        for key, item in value.items():
            out |= _flat(item, f"{prefix}.{key}" if prefix else str(key))
        return out
    if isinstance(value, list | tuple):
        return {prefix: json.dumps(list(value), ensure_ascii=False)}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {prefix: repr(float(value))}
    return {prefix: json.dumps(value, ensure_ascii=False)}


def _links(view: View) -> Iterator[Finding]:
    """Yield joins of cut-off pieces that the plan hides or makes up (R06)."""
    now = {(link.village_id, link.other_id): link.travel_min for link in view.problem.links}
    said = view.plan.run.get("links")
    then: dict[tuple[str, str], float] = {}
    for record in said if isinstance(said, list | tuple) else ():
        if isinstance(record, list | tuple) and len(record) == 3:
            then[(str(record[0]), str(record[1]))] = float(record[2])
    for pair in sorted({*now, *then}):
        if pair not in now or pair not in then or not abs(now[pair] - then[pair]) <= HALF_CENT:
            found, expected = (f"{side[pair]:.2f}" if pair in side else "–" for side in (then, now))
            yield Finding("link-wrong", "R06", "link", ";".join(pair), found, expected)


def _metrics(view: View) -> Iterator[Finding]:
    """Yield figures of the report that are not those of the tables; those not known here are left alone."""
    true = figures(view)
    said = view.plan.metrics
    for name in sorted({*_WANTED, *(name for name in said if name in true)}):
        value = said.get(name)
        tolerance = HALF_CENT if isinstance(true[name], float) else 0
        if value is None or not abs(value - true[name]) <= tolerance:
            found = "–" if value is None else f"{value:g}"
            yield Finding("metric-wrong", "", "plan", name, found, f"{true[name]:g}")


def figures(view: View) -> dict[str, int | float]:
    """Return the figures that follow from the tables: counts, and minutes with two decimals."""
    minutes = [round(row.travel_min * 100) for row in view.row.values()]
    communal = sum(view.communal(room_id) for room_id in view.room)
    return {
        "villages": len(view.row),
        "rooms": len(view.room),
        "rural_rooms": len(view.room) - communal,
        "urban_rooms": communal,
        "stations": len({row.station_id for row in view.row.values()}),
        "workstations": sum(row.has_workstation for row in view.row.values()),
        "urban_villages": sum(row.kind == Kind.URBAN.value for row in view.row.values()),
        "population": sum(room.population for room in view.room.values()),
        "posts": len(view.plan.posts),
        "leads": sum(post.is_lead for post in view.plan.posts),
        **{f"posts_{role.value}": sum(post.role == role.value for post in view.plan.posts) for role in Role},
        "moved": sum(post.changed for post in view.plan.posts),
        "rooms_without_lead": sum(not room.lead_officer_id for room in view.room.values()),
        "unused": len(view.plan.unused),
        "exceptions": len(view.plan.exceptions),
        "links": len(view.problem.links),
        "mean_travel_min": sum(minutes) / len(minutes) / 100 if minutes else 0.0,
        "max_travel_min": max(minutes, default=0) / 100,
    }
