"""Whether pins hold, and whether what the plan says of its changes against an earlier one is so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from assign.assess.finding import Finding, listed
from assign.assess.limits import budget
from assign.assess.objective import UNIT, change_cost, site_cost, target_cents, travel_cost
from assign.assess.view import View
from assign.plan import Plan
from assign.problem import Role, SiteStatus


def check(view: View) -> Iterator[Finding]:
    """Yield pins that are broken, and wrong figures of changes."""
    pins = view.plan.run.get("pins")
    if pins is not None and not isinstance(pins, list | tuple):
        yield Finding("pin-broken", "R19", "pin", "pins", str(pins)[:40], "a list")
    for pin in pins if isinstance(pins, list | tuple) else ():
        yield from _pin(view, str(pin))
    if view.problem.earlier.served:
        yield from _changes(view)
    elif view.plan.run.get("changes") is not None:
        yield Finding("changes-wrong", "R19", "plan", "changes", "…", "–")


def villages_changed(view: View) -> int:
    """Return how many villages another site serves than in the earlier plan."""
    served = view.problem.earlier.served
    return sum(
        name in served and _site_of(view, row.room_id) != served[name] for name, row in view.row.items()
    )


def parent_differs(plan: Plan, parent: Plan, parent_hash: str) -> Iterator[Finding]:
    """Yield where the earlier plan, read again, does not say what the record took from it.

    Parameters
    ----------
    parent_hash
        Its hash (`show.fingerprint`).
    """
    said = plan.run.get("parent")
    named = str(said.get("plan", "–")) if isinstance(said, Mapping) else "–"
    if named != parent_hash:
        yield Finding("parent-differs", "", "plan", "plan", named[:16], parent_hash[:16])
        return
    record = plan.run.get("earlier")
    facts = record if isinstance(record, Mapping) else {}
    site = {room.room_id: room.site_id for room in parent.rooms}
    known = {
        row.village_id for row in plan.assignments
    }  # a village of both plans may not be left out of the record
    served = {row.village_id: site.get(row.room_id, "") for row in parent.assignments}
    stood = {
        post.officer_id: post.room_id if post.role == Role.POLICE.value else post.village_post
        for post in parent.posts
    }
    for name, true in (("served", served), ("posts", stood)):
        claimed = facts.get(name)
        rows = claimed if isinstance(claimed, Mapping) else {}
        wanted = set(rows) | (set(true) & set(known) if name == "served" else set())
        for key in sorted(wanted):
            if rows.get(key, "–") != true.get(key):
                yield Finding(
                    "parent-differs", "", "plan", str(key), str(rows.get(key, "–")), true.get(key, "–")
                )


def _pin(view: View, pin: str) -> Iterator[Finding]:
    """Yield a pin that does not hold: read here once more, from the record alone."""
    subject, equals, place = (part.strip() for part in pin.partition("="))
    if not equals:
        places = [subject] if subject in view.room else []
        place = subject
    elif subject in view.officer:
        posts = [post for post in view.plan.posts if post.officer_id == subject]
        places = [name for post in posts for name in (*view.rooms_of(post), *view.served(post))]
    else:
        places = [view.row[subject].room_id] if subject in view.row else []
    if place not in places:
        yield Finding("pin-broken", "R19", "pin", pin, listed(places) or "–", place)


def _changes(view: View) -> Iterator[Finding]:
    """Yield figures of the record that are not those of the tables."""
    said = view.plan.run.get("changes")
    claimed = said if isinstance(said, Mapping) else {}
    for name, true in _figures(view).items():
        value = claimed.get(name)
        same = (
            value is true
            if true is None or value is None
            else isinstance(value, int | float) and abs(value - true) < 1e-3
        )
        if not same:
            yield Finding("changes-wrong", "R19", "plan", name, str(value), str(true))


def _figures(view: View) -> dict[str, float | None]:
    now = {room.site_id for room in view.room.values()}
    before = set(view.problem.earlier.served.values())
    changed = villages_changed(view)
    standing = _standing_cost(view)
    cost = view.plan.objective.get("total", 0.0) - view.plan.objective.get("stability", 0.0)
    gain = None if standing is None else standing / UNIT - cost
    return {
        "villages": changed,
        "rooms_kept": len(now & before),
        "rooms_opened": len(now - before),
        "rooms_closed": len(before - now),
        "officers": sum(post.changed for post in view.plan.posts),
        "standing_min": None if standing is None else standing / UNIT,
        "gain_min": gain,
        "gain_min_per_village": None if gain is None or not changed else gain / changed,
    }


def _standing_cost(view: View) -> int | None:
    """Return what the earlier plan's zones would cost now, None where they cannot stand (`docs/design.md`)."""
    served = view.problem.earlier.served
    zones: dict[str, list[str]] = {}
    for village_id in sorted(view.village):
        zones.setdefault(served.get(village_id, ""), []).append(village_id)
    if not zones.keys() <= view.site.keys() or any(not _fits(view, *zone) for zone in zones.items()):
        return None
    rule = view.problem.policy["R09"]
    rural = [site for site, zone in zones.items() if not view.own.issuperset(zone)]
    if len(rural) > budget(view)["rural"] and not view.problem.policy["R08"].off:
        return None
    total = 0
    problem = view.problem
    for site, zone in zones.items():
        ways = problem.travel.block([problem.site_index[site]], [problem.village_index[one] for one in zone])
        for name, far in zip(zone, ways[0].tolist(), strict=True):
            if not far < math.inf or (rule.must and far > rule.number("max_travel_min")):
                return None
            total += travel_cost(view, name, far) + change_cost(view, name, site)
        total += site_cost(view, view.site[site])
        if site in rural:
            off = abs(sum(round(view.village[name].hours * 100) for name in zone) - target_cents(view))
            total += round(view.problem.policy.number("weights.balance") * 6000 * off)
    return total


def _fits(view: View, site_id: str, zone: list[str]) -> bool:
    """Return whether a zone of the earlier plan may still be one."""
    site, only = view.site[site_id], view.problem.earlier.only
    return (
        site.status is not SiteStatus.FORBIDDEN
        and site.village_id in zone
        and (len(zone) == 1 or not view.own.intersection(zone))
        and len({view.scope(name) for name in zone}) == 1
        and all(only.get(name, site_id) == site_id for name in zone)
        and view.joined(zone)
    )


def _site_of(view: View, room_id: str) -> str:
    room = view.room.get(room_id)
    return room.site_id if room else ""
