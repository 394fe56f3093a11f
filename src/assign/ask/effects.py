"""What a change of posts means for each of the people concerned: hours, ability, moving, the way from home."""

from __future__ import annotations

from collections.abc import Iterable

from assign.ask.answer import Effect
from assign.messages import Message, plain
from assign.optimise.lineup import Lineup
from assign.optimise.lineups import Staffed
from assign.optimise.pool import MILLION, load
from assign.problem import HUNDRED


def person_effects(now: Staffed, then: Lineup, officers: Iterable[str]) -> tuple[Effect, ...]:
    """Return what changes for some officers, those for whom something gets worse first.

    Parameters
    ----------
    then
        The same pool with other posts; who is missing there has no post.
    """
    found = [_effect(now, then, officer_id) for officer_id in officers]
    return tuple(sorted((one for one in found if one.parts), key=lambda one: (not one.worse, one.entity_id)))


def _effect(now: Staffed, then: Lineup, officer_id: str) -> Effect:
    old, new = now.lineup.number.get(officer_id), then.number.get(officer_id)
    if old is None or new is None:
        parts = () if old is new else (Message("effect.no-post" if new is None else "effect.gets-post"),)
        return Effect("officer", officer_id, parts, worse=new is None and old is not None)
    sides = (now.lineup, old), (then, new)
    found = [_post(now, sides), _hours(sides), _gap(sides), _move(sides), _home(sides)]
    return Effect(
        "officer",
        officer_id,
        tuple(message for message, _ in found if message is not None),
        worse=any(worse for _, worse in found),
    )


Sides = tuple[tuple[Lineup, int], tuple[Lineup, int]]
Found = tuple[Message | None, bool]


def post_name(pool: Staffed, duty: int) -> str:
    """Return the rooms (police) or villages (helpers) of a duty."""
    ids = [pool.ground.places[place].place_id for place in pool.ground.duties[duty].places]
    return ", ".join(ids)


def _post(pool: Staffed, sides: Sides) -> Found:
    old, new = (lineup.duty[person] for lineup, person in sides)
    if old == new:
        return None, False
    return Message("effect.post", {"before": post_name(pool, old), "after": post_name(pool, new)}), False


def _hours(sides: Sides) -> Found:
    old, new = (lineup.hours(person) for lineup, person in sides)
    if old == new:
        return None, False
    shares = [
        f"{load(lineup.hours(person), lineup.pool.people[person].capacity) * 100 / MILLION:.1f}"
        for lineup, person in sides
    ]
    values = {
        "before": plain(old / HUNDRED), "after": plain(new / HUNDRED),
        "share_before": shares[0], "share_after": shares[1],
    }  # fmt: skip
    return Message("effect.hours", values), new > old


def _gap(sides: Sides) -> Found:
    old, new = (lineup.gap(person) for lineup, person in sides)
    if old == new:
        return None, False
    return Message("effect.gap", {"before": plain(old / 10), "after": plain(new / 10)}), new > old


def _move(sides: Sides) -> Found:
    old, new = (lineup.duty[person] in lineup.pool.people[person].moved for lineup, person in sides)
    if old == new:
        return None, False
    lineup, person = sides[0]
    years = lineup.pool.people[person].stay - 1
    return Message("effect.moves" if new else "effect.stays", {"years": years}), new


def _home(sides: Sides) -> Found:
    old, new = (lineup.home_min(person, lineup.duty[person]) for lineup, person in sides)
    if old == new:
        return None, False
    return Message("effect.home", {"before": plain(old / HUNDRED), "after": plain(new / HUNDRED)}), new > old
