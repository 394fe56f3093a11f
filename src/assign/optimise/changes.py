"""What a plan changes of an earlier one, and what that is worth a month."""

from __future__ import annotations

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.posting import StaffDecision
from assign.optimise.rooms import RoomDecision, terms_of
from assign.optimise.scope import COST_UNIT, is_zoned, trip_costs
from assign.optimise.shortfalls import rooms_changed
from assign.optimise.zone import Zone
from assign.problem import Problem, SiteStatus, scope_of


def changes_made(problem: Problem, rooms: RoomDecision, staff: StaffDecision) -> dict[str, object]:
    """Return what `run.json` says of the changes against the earlier plan.

    ``villages``: how many change room; ``rooms_kept``, ``rooms_opened``, ``rooms_closed``; ``officers``: how many move.
    ``standing_min``: what the zones of the earlier plan would cost a month under the present facts, None where they
    cannot stand; ``gain_min``: by how much the new zones cost less, the changes themselves (``stability``) left out;
    ``gain_min_per_village``: that for each village that changes.
    """
    now, before = (
        {problem.sites[zone.site].site_id for zone in rooms.zones},
        set(problem.earlier.served.values()),
    )
    changed = rooms_changed(problem, rooms.zones)
    standing = standing_cost(problem, rooms)
    gain = None if standing is None else standing - sum(rooms.terms.values()) + rooms.terms["stability"]
    return {
        "villages": changed,
        "rooms_kept": len(now & before),
        "rooms_opened": len(now - before),
        "rooms_closed": len(before - now),
        "officers": sum(posting.moved for posting in staff.postings),
        "standing_min": None if standing is None else standing / COST_UNIT,
        "gain_min": None if gain is None else gain / COST_UNIT,
        **({} if rooms.steady is None else {"best_within_bound": rooms.steady}),
        "gain_min_per_village": None if gain is None or not changed else round(gain / COST_UNIT / changed, 4),
    }


def standing_cost(problem: Problem, rooms: RoomDecision) -> int | None:
    """Return what the earlier plan's zones would cost a month now, in 1/10,000 minute; None where they cannot stand.

    They cannot where a village is new, a site gone or forbidden, a way barred (R09, a pin), a zone in pieces (R06) or
    across a line (R05), or where they are more than the budget (R08).
    """
    zones = _standing(problem)
    if zones is None:
        return None
    rural = sum(is_zoned(problem, zone.villages[0]) for zone in zones)
    if rural > rooms.budget.rural and not problem.policy["R08"].off:
        return None
    return sum(terms_of(problem, zones, rooms.target).values())


def _standing(problem: Problem) -> list[Zone] | None:
    """Return the earlier plan's zones, or None where one of them cannot be any more."""
    served = problem.earlier.served
    by_site: dict[str, list[int]] = {}
    for number, village in enumerate(problem.villages):
        by_site.setdefault(served.get(village.village_id, ""), []).append(number)
    if not by_site.keys() <= problem.site_index.keys():
        return None
    zones = [Zone(problem.site_index[one], tuple(by_site[one])) for one in sorted(by_site)]
    return zones if all(_can_stand(problem, zone) for zone in zones) else None


def _can_stand(problem: Problem, zone: Zone) -> bool:
    site = problem.sites[zone.site]
    nesting = str(problem.policy["R05"]["nesting"])
    inside = {scope_of(problem.villages[v], nesting) for v in zone.villages}
    alone = len(zone.villages) == 1 or all(is_zoned(problem, v) for v in zone.villages)
    own = problem.village_index[site.village_id] in zone.villages
    ways = trip_costs(problem, [zone.site], list(zone.villages))
    open_ = site.status is not SiteStatus.FORBIDDEN and bool((ways < FORBIDDEN_COST).all())
    return open_ and own and alone and len(inside) == 1 and _connected(problem, zone.villages)


def _connected(problem: Problem, villages: tuple[int, ...]) -> bool:
    left = set(villages)
    walk = [villages[0]]
    left.discard(villages[0])
    for village in walk:
        near = left.intersection(problem.neighbours[village])
        left -= near
        walk += sorted(near)
    return not left
