"""One scope's proof checked: zones listed again, every price held against every zone, every claim confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from assign.assess.bound_claims import Claim, claims_of, possible_rooms, wrong_shape
from assign.assess.bound_facts import BARRED, ScopeFacts
from assign.assess.bound_listing import Listing, list_zones
from assign.assess.bound_search import Question, seek
from assign.assess.bound_wide import crowded, least_rooms_cost
from assign.assess.finding import Finding, listed
from assign.plan import Certificate

MOST_SEARCHED = 400_000
"""Among more zones than this no search is begun."""


@dataclass(frozen=True)
class ScopeProof:
    """What is certain of a scope once its proof was checked.

    Parameters
    ----------
    bounds
        By number of rooms, a lower bound in 1/10,000 officer-minute a month; numbers without a plan are left out.
    zones
        Zones listed; 0 where nothing is claimed that would need it.
    by
        How each claimed bound was confirmed: ``"prices"``, ``"search"``, ``"highs"``, or ``"open"`` if it was not.
    shortfall_open
        Whether R01 might be broken by fewer villages, and the certificate does not claim otherwise.
    """

    scope: str
    bounds: Mapping[int, int]
    zones: int = 0
    by: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    shortfall_open: bool = False


def prove_scope(facts: ScopeFacts, one: Certificate) -> ScopeProof:
    """Return what is certain of a scope by its certificate, and what the certificate says wrongly."""
    rooms, claims = possible_rooms(facts, one), claims_of(one)
    nothing = dict.fromkeys(rooms, 0)  # costs are not negative
    faults = tuple(wrong_shape(facts, one))
    if faults:
        return ScopeProof(one.scope, nothing, findings=faults)
    if not one.zones and not all(claim.silent for claim in claims):
        return _without_listing(facts, one, claims)
    modest = one.relaxed_villages > 0 and not one.shortfall_price
    if modest or all(claim.silent for claim in claims):
        too_much = [claim for claim in claims if claim.bound is None or claim.bound > 0]
        boasts = [Finding("bound-open", "", "scope", one.scope, str(claim.bound), "0") for claim in too_much]
        return ScopeProof(one.scope, nothing, findings=tuple(boasts), shortfall_open=modest)
    listing = list_zones(facts, one, [claim.prices for claim in claims], [claim.gap for claim in claims])
    findings = list(_wrongly_listed(facts, one, claims, listing))
    # prices that some zone undercuts still hold once a room costs that much less
    slopes = [
        claim.prices.room_dual + min(0, int(low)) for claim, low in zip(claims, listing.least, strict=True)
    ]
    certain = {
        p: max(claim.base + p * slope for claim, slope in zip(claims, slopes, strict=True)) for p in rooms
    }
    dearest = {p: p * listing.dearest for p in rooms}
    by = []
    for claim, within, low in zip(claims, listing.within, listing.least, strict=True):
        bound = claim.bound
        if bound is None:
            if certain[claim.rooms] <= dearest[claim.rooms] and not _none_at_all(facts, one, claim, dearest):
                expected = f"≥ {certain[claim.rooms]}"
                findings.append(Finding("bound-none", "", "scope", one.scope, str(claim.rooms), expected))
            else:
                certain.pop(claim.rooms)
            continue
        means = "prices"
        if bound > certain[claim.rooms]:
            means, fault = ("open", None) if low < 0 else _searched(facts, one, claim, within)
            findings += [fault] if fault else []
        if means in ("search", "highs"):
            certain[claim.rooms] = bound
        by.append(means)
    unproven = tuple(_shortfall(facts, one, certain, dearest))
    bounds = nothing if unproven else certain
    return ScopeProof(one.scope, bounds, listing.zones, tuple(by), (*findings, *unproven))


def _without_listing(facts: ScopeFacts, one: Certificate, claims: list[Claim]) -> ScopeProof:
    """Return what is certain where the certificate lists no zones: each number of rooms by its own prices."""
    full = crowded(facts, one)
    sizes = (1, facts.smallest) if full else (facts.smallest, facts.largest)
    rooms = [facts.least_rooms] if full else possible_rooms(facts, one)
    certain, by, findings = dict.fromkeys(rooms, 0), [], []
    for claim in claims:
        if full and claim.rooms != facts.least_rooms and claim.bound is None:
            continue  # more rooms break R01 by more villages
        least = least_rooms_cost(facts, claim, sizes)
        if least is not None and claim.rooms in certain:
            certain[claim.rooms] = max(0, claim.base + least)
        proven = certain.get(claim.rooms, 0)
        holds = claim.bound is not None and claim.bound <= proven
        by.append("prices" if holds else "open")
        if not holds:
            findings.append(Finding("bound-open", "", "scope", one.scope, str(claim.bound), str(proven)))
    if (one.relaxed_villages and not full) or one.kept:
        findings.append(Finding("bound-zones", "", "scope", one.scope, str(one.zones), "> 0"))
        certain = dict.fromkeys(possible_rooms(facts, one), 0)
    return ScopeProof(one.scope, certain, 0, tuple(by), tuple(findings))


def _wrongly_listed(
    facts: ScopeFacts, one: Certificate, claims: list[Claim], listing: Listing
) -> Iterator[Finding]:
    """Yield wrong counts of zones, and prices that some zone undercuts."""
    if listing.zones != one.zones:
        yield Finding("bound-zones", "", "scope", one.scope, str(one.zones), str(listing.zones))
    if listing.counts[0] != one.kept:
        yield Finding("bound-kept", "", "scope", one.scope, str(one.kept), str(listing.counts[0]))
    for claim, low, worst in zip(claims, listing.least, listing.worst, strict=True):
        if low < 0:
            zone = listed([facts.ids[village] for village in worst if village >= 0])
            found = f"{zone} ({low}, p = {claim.rooms})"
            yield Finding("bound-undercut", "", "scope", one.scope, found, "≥ 0")


def _searched(
    facts: ScopeFacts, one: Certificate, claim: Claim, within: tuple[np.ndarray, np.ndarray] | None
) -> tuple[str, Finding | None]:
    """Return how a bound above that of its prices was confirmed, or what speaks against it."""
    said, proven = str(claim.bound), str(claim.bound_by_prices)
    if within is None or len(within[0]) > MOST_SEARCHED:
        return "open", Finding("bound-open", "", "scope", one.scope, said, proven)
    zones, reduced = within
    cuts, price = claim.cuts(facts.number())
    # a plan at the bound itself is no contradiction: it must cost less
    asked = Question(zones, reduced, cuts, price, claim.rooms, claim.gap - 1, one.sizes)
    answer = seek(facts, asked)
    if answer.plan:
        cost = str(claim.bound_by_prices + answer.spent)
        return "open", Finding("bound-beaten", "", "scope", one.scope, said, cost)
    if answer.by == "open":
        return "open", Finding("bound-open", "", "scope", one.scope, said, proven)
    return answer.by, None


def _none_at_all(facts: ScopeFacts, one: Certificate, claim: Claim, dearest: Mapping[int, int]) -> bool:
    """Return whether a search finds no plan at all with the claim's number of rooms."""
    wide = claim.claiming(dearest[claim.rooms] + 1)
    listing = list_zones(facts, one, [wide.prices], [wide.gap])
    return listing.least[0] >= 0 and _searched(facts, one, wide, listing.within[0])[1] is None


def _shortfall(
    facts: ScopeFacts, one: Certificate, certain: Mapping[int, int], dearest: Mapping[int, int]
) -> Iterator[Finding]:
    """Yield a shortfall to R01 that is not proven to be the least.

    With a price W on each village of shortfall, a plan with `p` rooms is certain to cost at least
    ``bound + W · shortfall``. One with less shortfall costs at most ``dearest + W · (shortfall - 1)``, so there is
    none if ``W > dearest - bound``. Zones beyond the sizes listed carry more shortfall by themselves.
    """
    if not one.relaxed_villages:
        return
    needed = max((dearest[p] - bound for p, bound in certain.items()), default=0)
    if one.shortfall_price <= needed:
        found = f"{one.relaxed_villages} ({one.shortfall_price})"
        yield Finding("bound-shortfall", "R01", "scope", one.scope, found, f"> {needed}")
    size = one.sizes[1] + 1
    others = max(0, facts.smallest * (facts.least_rooms - 1) - (facts.size - size))
    alone = size - facts.largest + others > one.relaxed_villages
    if one.sizes[0] != 1 or not (alone or size > facts.size or size > _reach(facts)):
        found = f"{one.sizes[0]}–{one.sizes[1]}"
        yield Finding("bound-sizes", "R01", "scope", one.scope, found, str(one.relaxed_villages))


def _reach(facts: ScopeFacts) -> int:
    """Return the most villages that one site may serve as a connected zone (R09)."""
    most = 0
    for host in range(facts.size):
        for site in range(int(facts.site_ptr[host]), int(facts.site_ptr[host + 1])):
            allowed = facts.trip[site] < BARRED
            walk = [host] if allowed[host] else []
            allowed[host] = False
            for village in walk:
                for other in facts.other[facts.ptr[village] : facts.ptr[village + 1]].tolist():
                    if allowed[other]:
                        allowed[other] = False
                        walk.append(other)
            most = max(most, len(walk))
    return most
