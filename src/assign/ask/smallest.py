"""The least that works: the smallest radius, the fewest rooms, the fewest officers more."""

from __future__ import annotations

from collections.abc import Sequence

from assign.ask.clash import Oracle, joined
from assign.ask.diagnosis import Settings, Shortage, Smallest
from assign.ask.remedies import least_limit, travel_within
from assign.ask.shortages import MOST_MORE, RULES
from assign.messages import Message, Value
from assign.scenario import rooms_asked

WHAT = ("max_travel", "officers", "rooms")


def smallest_rooms(oracle: Oracle) -> Smallest:
    """Return the fewest rooms of a plan that breaks R01 least."""
    needs = oracle.needs({})
    if needs is None:
        return Smallest("rooms", None, {}, Message("diagnose.below.none"))
    settings: Settings = {"policy.R08.rooms": needs.rooms}
    below = Message("diagnose.below.rooms", {"fewer": needs.rooms - 1})
    if needs.shortfall:
        below = Message(
            "diagnose.below.rooms-relaxed", {"fewer": needs.rooms - 1, "villages": needs.shortfall}
        )
    return Smallest("rooms", float(needs.rooms), settings, below)


def smallest_travel(oracle: Oracle) -> Smallest:
    """Return the least limit of travel (R09) within the budget of rooms, without breaking R01 any further.

    R01 gives way before a limit does; so a limit "works" only if no more villages break R01 than without one.
    """
    asked = rooms_asked(oracle.problem)
    free = oracle.needs({"policy.R09.switch": "off"})
    if free is None:
        return Smallest("max_travel", None, {}, Message("diagnose.below.none"))
    budget = max(asked, free.rooms)

    def works(limit: float) -> bool:
        needs = oracle.needs(travel_within(limit))
        return needs is not None and needs.shortfall <= free.shortfall and needs.rooms <= budget

    least = least_limit(oracle, works)
    if least is None:
        return Smallest("max_travel", None, {}, Message("diagnose.below.none"))
    values: dict[str, Value] = {"value": f"{least:g}", "rooms": budget, "villages": free.shortfall}
    settings = joined([travel_within(least), {"policy.R08.rooms": budget} if budget > asked else {}])
    return Smallest("max_travel", least, settings, Message("diagnose.below.travel", values))


def smallest_officers(found: Sequence[Shortage] | None) -> Smallest:
    """Return the fewest officers more with whom no post stays open, station by station.

    Parameters
    ----------
    found
        Posts that stay open; None where no post could be looked at: no rooms stand, or there is no roster.
    """
    if found is None:
        return Smallest("officers", None, {}, Message("diagnose.below.no-posts"))
    more: list[Settings] = []
    total = 0
    for one in (one for one in found if one.rule_id in RULES):
        extra = next(
            (r.settings for r in one.remedies if set(r.settings) & {"changes.police", "changes.auxiliaries"}),
            None,
        )
        if extra is None and one.wide:
            return Smallest(
                "officers", None, {}, Message("diagnose.below.officers-wide", {"station": one.station})
            )
        if extra is None:
            return Smallest(
                "officers",
                None,
                {},
                Message("diagnose.below.officers-none", {"station": one.station, "most": MOST_MORE}),
            )
        more.append(extra)
        total += sum(sum(table.values()) for table in extra.values() if isinstance(table, dict))
    below = Message("diagnose.below.officers" if total else "diagnose.below.officers-enough")
    return Smallest("officers", float(total), joined(more), below)
