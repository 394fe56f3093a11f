"""What the plan costs, term by term, to the unit: 1/10,000 officer-minute a month (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assign.assess.finding import Finding
from assign.assess.limits import budget, shortfall
from assign.assess.view import View
from assign.problem import Site, SiteStatus

UNIT = 10_000
"""Units of cost in one officer-minute a month."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of a zone in 1/10,000 officer-minute a month."""

    travel: int = 0
    balance: int = 0
    site: int = 0
    stability: int = 0

    @property
    def total(self) -> int:
        """All terms together."""
        return self.travel + self.balance + self.site + self.stability

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.travel + other.travel,
            self.balance + other.balance,
            self.site + other.site,
            self.stability + other.stability,
        )


def check(view: View) -> Iterator[Finding]:
    """Yield terms of the objective that are not those of the tables."""
    total = sum((room_cost(view, room_id) for room_id in view.room), Cost())
    terms = {"travel": total.travel, "balance": total.balance, "site": total.site, "total": total.total}
    if view.problem.earlier.served:
        terms["stability"] = total.stability
    for name, units in terms.items():
        said = view.plan.objective.get(name)
        if said is None or not abs(said * UNIT - units) < 0.5:
            found = "–" if said is None else f"{said:.4f}"
            yield Finding("objective-term", "", "plan", name, found, f"{units / UNIT:.4f}")
    relaxed = sum(shortfall(view, room_id) for room_id in view.room)
    said = view.plan.objective.get("relaxed_villages")
    if said != relaxed:
        yield Finding("relaxed-villages", "R01", "plan", "relaxed_villages", f"{said}", str(relaxed))


def room_cost(view: View, room_id: str) -> Cost:
    """Return the cost of one room as it stands in the plan, with the minutes of its villages' rows."""
    zone = view.zone[room_id]
    site = view.site.get(view.room[room_id].site_id)
    balance = 0
    if zone and not view.communal(room_id):
        target = target_cents(view)
        hours = sum(round(view.village[village_id].hours * 100) for village_id in zone)
        balance = round(view.problem.policy.number("weights.balance") * 6000 * abs(hours - target))
    travel = sum(travel_cost(view, village_id, view.row[village_id].travel_min) for village_id in zone)
    change = sum(change_cost(view, village_id, view.room[room_id].site_id) for village_id in zone)
    return Cost(travel, balance, site_cost(view, site) if site else 0, change)


def target_cents(view: View) -> int:
    """Return hundredths of an hour a rural room should carry: as laid down, or all rural hours over rural rooms."""
    if laid_down := round(view.problem.policy["R08"].number("target_hours") * 100):
        return laid_down
    rooms = budget(view)["rural"]
    return round(view.zoned_cents / rooms) if rooms > 0 else 0


def travel_cost(view: View, village_id: str, minutes: float) -> int:
    """Return the monthly cost of serving one village from a site so many minutes away."""
    policy = view.problem.policy
    rule = policy["R09"]
    hundredths: float = round(minutes * 100)
    if not rule.off and not rule.must:
        over = max(0.0, hundredths - rule.number("max_travel_min") * 100)
        hundredths += (rule.number("over_factor") - 1) * over
    visits = round(view.village[village_id].visits * 100)
    return round(policy.number("weights.travel") * 2 * visits * hundredths)


def change_cost(view: View, village_id: str, site_id: str) -> int:
    """Return the monthly cost of serving a village from a site, if the earlier plan served it from another."""
    before = view.problem.earlier.served.get(village_id)
    if before is None or before == site_id:
        return 0
    return round(UNIT * view.problem.policy.number("weights.change_min"))


def site_cost(view: View, site: Site) -> int:
    """Return the monthly cost of a room standing at a site: its rank in R07, and newness."""
    policy = view.problem.policy
    order = policy["R07"]["order"]
    kinds = order if isinstance(order, tuple) else ()
    rank = kinds.index(site.kind) if site.kind in kinds else len(kinds)
    new = 0.0 if site.status is SiteStatus.EXISTING else policy.number("weights.new_room_min")
    return round(UNIT * (policy["R07"].number("rank_min") * rank + new))


def cost_of(view: View, room_ids: Iterable[str]) -> int:
    """Return the cost of several rooms together."""
    return sum(room_cost(view, room_id).total for room_id in room_ids)
