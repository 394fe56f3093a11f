"""What would mend a clash: the least that each wish has to give way, tried, and what the plan then costs."""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assign.ask.clash import Oracle, joined
from assign.ask.diagnosis import Remedy, Settings, Wish
from assign.messages import Message, plain
from assign.optimise import least_by_counting

MORE_VILLAGES = 2
"""By so many villages a room R01's upper end is raised at most, in search of a remedy: zones grow many beyond."""
MOST_REMEDIES = 12


def remedies(oracle: Oracle, clash: Sequence[Wish], others: Settings) -> tuple[Remedy, ...]:
    """Return the remedies of one clash, cheapest first; each was solved.

    Parameters
    ----------
    others
        Settings that mend the other clashes, so that this one stands alone.
    """
    out: list[Remedy] = []
    for wish in clash:
        for settings in _relaxations(oracle, wish, others):
            whole = joined([others, settings])
            if len(out) < MOST_REMEDIES and not oracle.collisions(whole):
                out.append(priced(oracle, settings, whole))
    return tuple(sorted(out, key=lambda one: one.objective or 0.0))


def priced(oracle: Oracle, settings: Settings, whole: Settings) -> Remedy:
    """Return a change as a remedy, with the cost of the plan it allows.

    Parameters
    ----------
    whole
        The change and what else has to be changed for a plan to exist.
    """
    decision = oracle.rooms(whole)
    minutes = sum(decision.terms.values()) / 10_000
    return Remedy(settings, _sentence(settings), minutes, len(decision.zones))


def _relaxations(oracle: Oracle, wish: Wish, others: Settings) -> Iterator[Settings]:
    """Yield changes that make the wish give way by no more than it must."""
    if "policy.R08.rooms" in wish.without:
        yield from _more_rooms(oracle, wish, others)
    elif "policy.R08.cost" in wish.without:
        yield from _more_money(oracle, others)
    elif wish.rule_id == "R09":
        yield from _farther(oracle, others)
        yield {"policy.R09.switch": "prefer"}
    elif wish.rule_id == "R03":
        yield _fewer_remote(oracle, others)
    else:
        yield wish.without


def _more_rooms(oracle: Oracle, wish: Wish, others: Settings) -> Iterator[Settings]:
    """Yield the rooms that are needed; and the least rise of R01's upper end with which those there are suffice."""
    needs = oracle.needs(joined([others, wish.without]))
    if needs is not None:
        yield {**wish.without, "policy.R08.rooms": needs.rooms}
    largest = oracle.problem.policy["R01"].count("max_villages")
    for more in range(1, MORE_VILLAGES + 1):
        settings = {"policy.R01.max_villages": largest + more}
        enough = least_by_counting(oracle.problem, largest + more) <= oracle.problem.policy["R08"].count(
            "rooms"
        )
        if enough and not oracle.collisions(joined([others, settings])):
            yield settings
            return


def _more_money(oracle: Oracle, others: Settings) -> Iterator[Settings]:
    """Yield the money that the cheapest sites need."""
    for message in oracle.collisions(others):
        if message.key == "impossible.money":
            settings = {"policy.R08.cost": math.ceil(float(message.values["need"]) * 100) / 100}
            if not oracle.collisions(joined([others, settings])):
                yield settings


def _farther(oracle: Oracle, others: Settings) -> Iterator[Settings]:
    """Yield the least limit of travel with which there is a plan."""
    least = least_limit(oracle, lambda limit: not oracle.collisions(joined([others, travel_within(limit)])))
    if least is not None:
        yield travel_within(least)


def travel_within(minutes: float) -> Settings:
    """Return the settings of a limit of travel (R09)."""
    return {"policy.R09.switch": "must", "policy.R09.max_travel_min": minutes}


def least_limit(oracle: Oracle, works: Callable[[float], bool]) -> float | None:
    """Return the least limit that works, among the minutes between sites and villages; None if none does.

    What works under a limit works under every wider one, so halving finds it.
    """
    minutes = oracle.problem.travel.minutes
    limits = np.unique(np.maximum(0.01, minutes[np.isfinite(minutes)])).tolist()
    place = bisect.bisect_left(limits, True, key=works)
    return limits[place] if place < len(limits) else None


def _fewer_remote(oracle: Oracle, others: Settings) -> Settings:
    """Return the most rooms of a remote station (R03) with which there is a plan, else the rule off."""
    for rooms in range(oracle.problem.policy["R03"].count("min_rooms") - 1, 0, -1):
        settings = {"policy.R03.min_rooms": rooms}
        if not oracle.collisions(joined([others, settings])):
            return settings
    return {"policy.R03.switch": "off"}


_SENTENCES = {
    "policy.R08.rooms": "rooms",
    "policy.R01.max_villages": "villages",
    "policy.R08.cost": "money",
    "policy.R09.max_travel_min": "travel",
    "policy.R03.min_rooms": "remote",
}


def _sentence(settings: Settings) -> Message:
    """Return a change in words."""
    for key, name in _SENTENCES.items():
        if key in settings:
            return Message(f"diagnose.remedy.{name}", {"value": plain(float(str(settings[key])))})
    if settings.get("policy.R09.switch") == "prefer":
        return Message("diagnose.remedy.travel-prefer")
    if "policy.R03.switch" in settings:
        return Message("diagnose.remedy.remote-off")
    sites = settings.get("changes.sites")
    return Message("diagnose.remedy.sites", {"sites": ", ".join(sites) if isinstance(sites, dict) else "—"})
