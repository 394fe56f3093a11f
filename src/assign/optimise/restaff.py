"""One pool of a plan solved once more with a wish, and the other where that changes what it must do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assign.errors import ImpossibleError
from assign.messages import Message
from assign.optimise.bounded import attempt
from assign.optimise.lineup import Lineup, Shift
from assign.optimise.lineups import Staffed
from assign.optimise.pool import Pool
from assign.optimise.pool_solve import solve_pool
from assign.optimise.pools import Wishes, helper_ground, helper_pool, police_pool
from assign.plan import StaffProof, Tier
from assign.problem import Kind


@dataclass(frozen=True)
class Restaffed:
    """A pool before, and how it stands with the wish; `tiers` are those of the new answer."""

    before: Staffed
    lineup: Lineup
    tiers: tuple[Tier, ...]


def restaff(
    pools: Sequence[Staffed], wishes: Wishes, kind: str, recorded: Sequence[StaffProof] = ()
) -> list[Restaffed]:
    """Return the pools of one scope that a wish about one of them concerns, solved tier by tier.

    A wish about police concerns the helpers where another number of police stands in a community's room, because
    these count for R10. The answers are those of `staffing.post_officers` with the wish.

    Parameters
    ----------
    pools
        Police and helpers of the scope as they stand.
    kind
        The pool that the wish is about: ``police`` or ``helpers``.
    recorded
        How good the plan's pools are known to be: what is proven there need not be solved again.

    Raises
    ------
    ImpossibleError
        ``impossible.wish`` or ``impossible.wishes``.
    """
    police, helpers = pools
    if kind == "helpers":
        return [_solved(helpers, wishes, recorded)]
    first = _solved(police, wishes, recorded)
    heads = _heads(first.lineup)
    if _heads_in_communities(police, heads) == _heads_in_communities(police, _heads(police.lineup)):
        return [first]
    ground = helper_ground(police.crew, heads)
    left = dict(wishes.moves_left)
    key = police.crew.scope, "helpers"
    if key in left:  # what the police leave of R19.max_moves
        left[key] = max(0, left[key] + _moved(police.lineup) - _moved(first.lineup))
    wishes = replace(wishes, stand={}, never=(), moves_left=left)
    return [first, _solved(Staffed(helpers.crew, "helpers", ground, helpers.lineup), wishes, ())]


def _solved(pool: Staffed, wishes: Wishes, recorded: Sequence[StaffProof]) -> Restaffed:
    make = police_pool if pool.kind == "police" else helper_pool
    asked, why_not = make(pool.crew, pool.ground, wishes)
    for officer_id, place in sorted(wishes.stand.items()):
        if officer_id in why_not:
            raise ImpossibleError([Message("impossible.wish", {"officer": officer_id, "place": place})])
    known = _known_tiers(pool, asked, recorded)
    answer = solve_pool(asked, known) if known else attempt(asked)
    if answer is None:
        values = {"station": pool.crew.scope, "officers": ", ".join(sorted(wishes.stand))}
        raise ImpossibleError([Message("impossible.wishes", values)])
    return Restaffed(pool, Lineup(asked, answer.duty), answer.tiers)


def _known_tiers(pool: Staffed, asked: Pool, recorded: Sequence[StaffProof]) -> tuple[Tier, ...]:
    """Return the tiers up to ``load`` where an exchange of two posts keeps the wish and all of them.

    No answer with a wish is better than the best without. So where the plan is proven so far and an exchange that
    keeps the wish is as good so far, these tiers are what solving them would give.
    """
    proof = next((one for one in recorded if (one.scope, one.kind) == (asked.scope, asked.kind)), None)
    lineup = pool.lineup
    same_people = [one.officer_id for one in asked.people] == [one.officer_id for one in lineup.pool.people]
    if proof is None or not same_people or asked.max_moves is not None:
        return ()
    tiers = proof.tiers[: [tier.name for tier in proof.tiers].index("load") + 1]
    if not all(tier.proven for tier in tiers):
        return ()
    wrong = [n for n, duty in enumerate(lineup.duty) if duty not in asked.people[n].allowed]
    if not wrong or len(wrong) > 2:
        return tiers if not wrong else ()
    for first in wrong:
        for second in range(len(lineup.duty)):
            duties = {first: lineup.duty[second], second: lineup.duty[first]}
            fits = all(duty in asked.people[n].allowed for n, duty in duties.items())
            if fits and duties.keys() >= set(wrong) and not _worse_so_far(lineup.shift(duties)):
                return tiers
    return ()


def _worse_so_far(shift: Shift) -> bool:
    """Return whether any tier up to ``load`` changes."""
    names = list(shift.before)
    return any(shift.standing.tiers[: names.index("load") + 1])


def _moved(lineup: Lineup) -> int:
    """Return how many people have a post that is a move (R19)."""
    return sum(duty in lineup.pool.people[n].moved for n, duty in enumerate(lineup.duty))


def _heads(lineup: Lineup) -> dict[int, int]:
    """Return how many police stand in each room."""
    return Counter(place for duty in lineup.duty for place in lineup.pool.duties[duty].places)


def _heads_in_communities(pool: Staffed, heads: dict[int, int]) -> dict[int, int]:
    villages = pool.crew.problem.villages
    return {
        n: heads.get(n, 0)
        for n, room in enumerate(pool.crew.rooms)
        if any(villages[v].kind is Kind.URBAN for v in room.villages)
    }
