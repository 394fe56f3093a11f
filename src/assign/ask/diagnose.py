"""Why a case cannot be planned, in numbers, and the least that would make it so."""

from __future__ import annotations

from collections.abc import Sequence

from assign.ask.clash import Oracle, joined, smallest_clash, wishes_of
from assign.ask.diagnosis import Clash, Diagnosis, Remedy, Settings, Shortage, Smallest, Wish
from assign.ask.remedies import priced, remedies
from assign.ask.shortages import shortages
from assign.ask.smallest import WHAT, smallest_officers, smallest_rooms, smallest_travel
from assign.ask.typed import typed_diagnosis
from assign.cache import Cache, Remembering
from assign.engine import LocalEngine
from assign.errors import UsageError
from assign.inputs import NO_CHANGES, Changes
from assign.messages import Message
from assign.optimise import money_again, no_partition_again, post_officers, too_few_again
from assign.plan import Status
from assign.problem import Problem

_COUNTED = frozenset({
    "impossible.no-urban-site", "impossible.two-required", "impossible.no-site", "impossible.required-twice",
    "impossible.few-hosts", "impossible.too-far", "impossible.unreachable",
})  # fmt: skip
"""Collisions that need no solver: counting shows them."""


def diagnose(
    problem: Problem,
    *,
    smallest: str = "",
    changes: Changes = NO_CHANGES,
    cache: Cache | None = None,
    workers: int | None = 1,
) -> Diagnosis:
    """Return whether there is a plan; if not, what collides and what mends it; if so, where posts stay open.

    Parameters
    ----------
    smallest
        ``max_travel``, ``officers`` or ``rooms``: also look for the least that works.
    changes
        What the case changes by itself: remedies are then typed so that they hold over it.

    Raises
    ------
    UsageError
        ``usage.smallest`` for anything else.
    """
    if smallest and smallest not in WHAT:
        raise UsageError(Message("usage.smallest", {"found": smallest, "known": ", ".join(WHAT)}))
    return typed_diagnosis(_diagnosed(Oracle(problem, cache or Cache(), workers), smallest), changes)


def _diagnosed(oracle: Oracle, smallest: str) -> Diagnosis:
    problem = oracle.problem
    collisions = oracle.collisions({})
    if not collisions:
        open_posts = _open_posts(oracle)
        looked = open_posts if problem.officers else None
        return Diagnosis(Status.FEASIBLE, shortages=open_posts, smallest=_smallest(oracle, smallest, looked))
    clashes, together = _clashes(oracle, wishes_of(problem))
    status = Status.INFEASIBLE if _agreed(oracle, collisions) else Status.INFEASIBLE_DISPUTED
    return Diagnosis(status, collisions, clashes, together, smallest=_smallest(oracle, smallest, None))


def _clashes(oracle: Oracle, wishes: Sequence[Wish]) -> tuple[tuple[Clash, ...], Remedy | None]:
    """Return smallest sets of wishes that collide, until what is left has a plan; and one remedy of each, together.

    The remedies of one are tried with the first remedy of those before it. Where some clash is then left without any,
    they are tried the other way round: what mends the last may leave less to mend before.
    """
    cores: list[tuple[Wish, ...]] = []
    gone: list[Wish] = []
    while oracle.collisions(_without(gone)):
        rest = [wish for wish in wishes if wish not in gone]
        if not rest or oracle.collisions(_without(wishes)):
            cores.append(())  # whatever is given up
            break
        cores.append(
            smallest_clash(
                rest, lambda kept: bool(oracle.collisions(_without([w for w in wishes if w not in kept])))
            )
        )
        gone += cores[-1]
    out = _mended(oracle, cores)
    if len(cores) > 1 and not all(clash.remedies for clash in out):
        other = _mended(oracle, cores[::-1])
        out = other if all(clash.remedies for clash in other) else out
    if len(out) < 2 or not all(clash.remedies for clash in out):
        return out, None
    whole = joined(clash.remedies[0].settings for clash in out)
    return out, None if oracle.collisions(whole) else priced(oracle, whole, whole)


def _mended(oracle: Oracle, cores: Sequence[tuple[Wish, ...]]) -> tuple[Clash, ...]:
    """Return the clashes with their remedies, each tried with the first remedy of those before it."""
    out: list[Clash] = []
    mended: Settings = {}
    for number, core in enumerate(cores, start=1):
        later = _without([wish for other in cores[number:] for wish in other])
        out.append(Clash(core, remedies(oracle, core, joined([mended, later]))))
        mended = joined([mended, *(one.settings for one in out[-1].remedies[:1])])
    return tuple(out)


def _without(wishes: Sequence[Wish]) -> Settings:
    """Return the settings that give wishes up."""
    return joined(wish.without for wish in wishes)


def _agreed(oracle: Oracle, collisions: Sequence[Message]) -> bool:
    """Return whether counting, or a second model with another search, says the same of every collision."""
    for message in collisions:
        if message.key == "impossible.rooms":
            needs = oracle.needs({})
            shortfall = needs.shortfall if needs else 0
            agreed = too_few_again(oracle.problem, int(message.values["carry"]), shortfall)
        elif message.key == "impossible.money":
            agreed = money_again(oracle.problem) > float(message.values["carry"])
        elif message.key == "impossible.no-zones":
            agreed = no_partition_again(oracle.problem, {str(message.values["scope"])})
        else:
            agreed = message.key in _COUNTED
        if not agreed:
            return False
    return True


def _open_posts(oracle: Oracle) -> tuple[Shortage, ...]:
    """Return the posts that stay open in the best plan; none without a roster."""
    if not oracle.problem.officers:
        return ()
    zones = oracle.rooms({}).zones
    with LocalEngine(oracle.workers) as engine:
        run = Remembering(engine, oracle.cache)
        return shortages(oracle.problem, zones, post_officers(oracle.problem, zones, run=run), run)


def _smallest(oracle: Oracle, what: str, found: Sequence[Shortage] | None) -> Smallest | None:
    if what == "rooms":
        return smallest_rooms(oracle)
    if what == "max_travel":
        return smallest_travel(oracle)
    return smallest_officers(found) if what else None
