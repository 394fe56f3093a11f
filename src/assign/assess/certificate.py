"""The proof: certificates that add up, and a bound of the whole plan that follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from assign.assess.finding import Finding, listed
from assign.assess.limits import budget, shortfall
from assign.assess.objective import UNIT, change_cost, cost_of, room_cost, site_cost, travel_cost
from assign.assess.travel import measure
from assign.assess.view import View
from assign.plan import Certificate, Status
from assign.problem import Site, SiteStatus

_WITH_PLAN = (Status.OPTIMAL, Status.FEASIBLE, Status.INTERRUPTED)


def check(view: View) -> Iterator[Finding]:
    """Yield certificates that do not add up, and a status, bound or gap that they do not carry."""
    rooms = _rooms_by_scope(view)
    counts = Counter(one.scope for one in view.plan.certificates)
    for scope in sorted({*counts, *rooms}):
        expected = int(scope in rooms)
        # a scope without rural villages needs no proof; an empty one does no harm
        if counts[scope] != expected and not (expected == 0 and counts[scope] == 1 and scope in view.zoned):
            yield Finding("certificate-scope", "", "scope", scope, str(counts[scope]), str(expected))
    for one in view.plan.certificates:
        yield from _facts(view, one, rooms.get(one.scope, ()))
        yield from _sums(one)
        yield from _prices(view, one, rooms.get(one.scope, ()))
    yield from _whole(view)


def _rooms_by_scope(view: View) -> dict[str, tuple[str, ...]]:
    """Return the rooms that are not communities' own, by scope."""
    out: dict[str, tuple[str, ...]] = {}
    for room_id, zone in view.zone.items():
        if zone and not view.communal(room_id):
            scope = view.scope(zone[0])
            out[scope] = (*out.get(scope, ()), room_id)
    return out


def _facts(view: View, one: Certificate, rooms: tuple[str, ...]) -> Iterator[Finding]:
    """Yield where a certificate speaks of other rooms, villages or costs than the plan has."""
    facts = {
        "rooms": (one.rooms, len(rooms)),
        "objective": (one.objective, cost_of(view, rooms)),
        "relaxed_villages": (one.relaxed_villages, sum(shortfall(view, room_id) for room_id in rooms)),
    }
    for name, (said, true) in facts.items():
        if said != true:
            yield Finding(f"certificate-{name.split('_')[0]}", "", "scope", one.scope, str(said), str(true))
    zoned = view.zoned.get(one.scope, frozenset())
    if set(one.duals) != zoned:
        found, expected = listed(set(one.duals) - zoned) or "–", listed(zoned - set(one.duals)) or "–"
        yield Finding("certificate-villages", "", "scope", one.scope, found, expected)
    sizes = [len(view.zone[room_id]) for room_id in rooms]
    rule = view.problem.policy["R01"]
    allowed = (rule.count("min_villages"), rule.count("max_villages"))
    if not one.relaxed_villages and tuple(one.sizes) != allowed:
        found, expected = f"{one.sizes[0]}–{one.sizes[1]}", f"{allowed[0]}–{allowed[1]}"
        yield Finding("certificate-sizes", "", "scope", one.scope, found, expected)
    elif sizes and not one.sizes[0] <= min(sizes) <= max(sizes) <= one.sizes[1]:
        found, expected = f"{one.sizes[0]}–{one.sizes[1]}", f"{min(sizes)}–{max(sizes)}"
        yield Finding("certificate-sizes", "", "scope", one.scope, found, expected)


def _sums(one: Certificate) -> Iterator[Finding]:
    """Yield where a certificate contradicts itself."""
    priced = sum(one.duals.values()) + one.rooms * one.room_dual + sum(price for _, price in one.cuts)
    lp_bound = priced - one.shortfall_price * one.relaxed_villages
    if one.lp_bound != lp_bound:
        yield Finding("certificate-lp-bound", "", "scope", one.scope, str(one.lp_bound), str(lp_bound))
    if not one.lp_bound <= one.bound <= one.objective:
        found, expected = f"{one.lp_bound} {one.bound} {one.objective}", "lp_bound ≤ bound ≤ objective"
        yield Finding("certificate-order", "", "scope", one.scope, found, expected)
    if (one.status is Status.OPTIMAL) != (one.bound == one.objective) or one.status not in _WITH_PLAN:
        expected = Status.OPTIMAL if one.bound == one.objective else Status.FEASIBLE
        yield Finding("certificate-status", "", "scope", one.scope, one.status.value, expected.value)
    if one.shortfall_price < 0 or (one.shortfall_price and not one.relaxed_villages):
        yield Finding("certificate-price", "", "scope", one.scope, str(one.shortfall_price), "≥ 0")
    for villages, price in one.cuts:
        if price > 0 or len(set(villages)) != 3 or not set(villages) <= set(one.duals):
            yield Finding("certificate-cut", "", "scope", one.scope, f"{listed(villages)} {price}", "≤ 0")
    method = "cuts" if one.cuts else "lp" if one.bound == one.lp_bound else "search"
    if one.method != method:
        yield Finding("certificate-method", "", "scope", one.scope, one.method, method)
    least = one.rooms if one.status is Status.OPTIMAL and one.zones else 0
    if not least <= one.kept <= one.zones:
        found, expected = f"{least} {one.kept} {one.zones}", "rooms ≤ kept ≤ zones"
        yield Finding("certificate-kept", "", "scope", one.scope, found, expected)


def _prices(view: View, one: Certificate, rooms: tuple[str, ...]) -> Iterator[Finding]:
    """Yield zones of the plan that the dual prices value at more than they cost: then they prove nothing.

    Where no zones are listed the price of a room is a mean of several, and says nothing of one zone.
    """
    if not one.zones:
        return
    for room_id in rooms:
        zone = set(view.zone[room_id])
        priced = sum(one.duals.get(village_id, 0) for village_id in zone) + one.room_dual
        priced += sum(price for villages, price in one.cuts if len(zone.intersection(villages)) > 1)
        cost = room_cost(view, room_id).total + one.shortfall_price * shortfall(view, room_id)
        if priced > cost:
            yield Finding("certificate-prices", "", "room", room_id, str(priced), str(cost))


def _whole(view: View) -> Iterator[Finding]:
    """Yield a bound above what is proven, a gap that is not theirs, a status that is not earned."""
    plan = view.plan
    total, proven = cost_of(view, view.room), proven_bound(view)
    bound = round(plan.bound * UNIT)
    if bound > total:
        yield Finding("bound-above", "", "plan", "bound", f"{plan.bound:.4f}", f"≤ {total / UNIT:.4f}")
    elif bound > proven:
        yield Finding("bound-unproven", "", "plan", "bound", f"{plan.bound:.4f}", f"≤ {proven / UNIT:.4f}")
    gap = (total - bound) / total if total else 0.0
    if not abs(plan.gap - gap) <= 1e-6:
        yield Finding("gap-wrong", "", "plan", "gap", f"{plan.gap:.6f}", f"{gap:.6f}")
    if plan.status not in _WITH_PLAN:
        yield Finding("status-without-plan", "", "plan", "status", plan.status.value, Status.FEASIBLE.value)
    staffed = all(tier.proven for one in plan.staffing for tier in one.tiers)
    rooms = all(one.status is Status.OPTIMAL for one in plan.certificates) and proven == bound == total
    optimal = rooms and staffed
    if plan.status is Status.OPTIMAL and not optimal:
        yield Finding("status-wrong", "", "plan", "status", plan.status.value, Status.FEASIBLE.value)


def proven_bound(view: View) -> int:
    """Return the least cost that the certificates leave possible for the whole plan.

    Each scope may take any number of rooms it has a bound for, all scopes together no more than the budget
    (R08): the cheapest such choice, by dynamic programming over the scopes. Urban rooms stand at their best.
    """
    free = view.problem.policy["R08"].off
    limit = sum(max((one.rooms, *one.bounds_by_rooms)) for one in view.plan.certificates)
    limit = limit if free else min(limit, max(budget(view)["rural"], 0))
    least: dict[int, int] = {0: 0}
    for one in view.plan.certificates:
        least = _joined(least, {**one.bounds_by_rooms, one.rooms: one.bound}, limit)
    return min(least.values(), default=0) + urban_bound(view)


def _joined(least: Mapping[int, int], bounds: Mapping[int, int], limit: int) -> dict[int, int]:
    """Return the least bound for each number of rooms, one more scope taken in."""
    out: dict[int, int] = {}
    for used, cost in least.items():
        for rooms, bound in bounds.items():
            if used + rooms <= limit:
                out[used + rooms] = min(out.get(used + rooms, cost + bound), cost + bound)
    return out


def urban_bound(view: View) -> int:
    """Return the cost of all communities' rooms, each at the best site that it may have."""
    sites = {village_id: _open_sites(view, village_id) for village_id in sorted(view.own & view.row.keys())}
    pairs = {
        (site.site_id, village_id): np.inf
        for village_id, choice in sites.items()
        for site in choice
        if site.site_id != _stands(view, village_id)
    }
    minutes = measure(view, pairs) if pairs else {}
    rule = view.problem.policy["R09"]
    limit = rule.number("max_travel_min") if rule.must else np.inf
    total = 0
    for village_id, choice in sites.items():
        costs = []
        for site in choice:
            claimed = view.row[village_id].travel_min
            far = round(minutes.get((site.site_id, village_id), claimed), 2)
            if far <= limit:
                costs.append(
                    site_cost(view, site)
                    + travel_cost(view, village_id, far)
                    + change_cost(view, village_id, site.site_id)
                )
        total += min(costs, default=0)
    return total


def _stands(view: View, village_id: str) -> str:
    """Return the site of a village's room, "" when the plan does not say."""
    room = view.room.get(view.row[village_id].room_id)
    return room.site_id if room else ""


def _open_sites(view: View, village_id: str) -> list[Site]:
    """Return the sites where a community's own room may stand (R07)."""
    numbers = view.problem.sites_of_village[view.problem.village_index[village_id]]
    sites = [view.problem.sites[number] for number in numbers]
    required = [site for site in sites if view.problem.is_required(site)]
    return required or [site for site in sites if site.status is not SiteStatus.FORBIDDEN]
