"""Answers of pools compared tier by tier, several pools together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assign.optimise.pool import PoolAnswer


@dataclass(frozen=True)
class Standing:
    """Tiers of several pools together, against the free answers: sums, and for lists how often each value is gained."""

    tiers: tuple[int | Mapping[int, int], ...]

    def __add__(self, other: Standing) -> Standing:
        if not self.tiers:
            return other
        out: list[int | Mapping[int, int]] = []
        for mine, theirs in zip(self.tiers, other.tiers, strict=True):
            if isinstance(mine, int) and isinstance(theirs, int):
                out.append(mine + theirs)
            elif isinstance(mine, Mapping) and isinstance(theirs, Mapping):
                keys = {*mine, *theirs}
                joint = {key: mine.get(key, 0) + theirs.get(key, 0) for key in keys}
                out.append({key: count for key, count in joint.items() if count})
        return Standing(tuple(out))


def compare(first: Standing, second: Standing) -> int:
    """Return -1, 0 or 1: the first is better, as good, or worse; without tiers the second is no change at all."""
    if not second.tiers:
        second = Standing(tuple(0 if isinstance(one, int) else {} for one in first.tiers))
    for mine, theirs in zip(first.tiers, second.tiers, strict=True):
        if isinstance(mine, int) and isinstance(theirs, int):
            if mine != theirs:
                return -1 if mine < theirs else 1
        elif isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            unlike = [key for key in {*mine, *theirs} if mine.get(key, 0) != theirs.get(key, 0)]
            if unlike:
                top = max(unlike)
                return -1 if mine.get(top, 0) < theirs.get(top, 0) else 1
    return 0


def standing(answer: PoolAnswer, free: PoolAnswer) -> Standing:
    """Return how an answer of a pool stands against another of the same pool."""
    out: list[int | Mapping[int, int]] = []
    for tier, base in zip(answer.tiers, free.tiers, strict=True):
        if tier.name in ("load", "worst_home"):
            counts: dict[int, int] = {}
            for value in tier.value:
                counts[value] = counts.get(value, 0) + 1
            for value in base.value:
                counts[value] = counts.get(value, 0) - 1
            out.append({value: count for value, count in counts.items() if count})
        else:
            out.append(tier.value[0] - base.value[0])
    return Standing(tuple(out))
