"""Colours for neighbours: touching zones, or touching areas, never share one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

COLOURS = 8
"""Number of zone colours in `assets/colours.js`."""


def zone_colours(
    groups: Sequence[int],
    borders: Iterable[Sequence[int]],
    *,
    count: int,
    wished: Mapping[int, int] = MappingProxyType({}),
) -> list[int]:
    """Return a colour number for each of `count` groups: touching ones differ, all are used about as often.

    Parameters
    ----------
    groups
        Group of each village, -1 for none.
    borders
        Pairs of villages that touch.
    wished
        Colours that groups have elsewhere; they keep them where no neighbour has taken it.
    """
    touching: list[set[int]] = [set() for _ in range(count)]
    for first, second in borders:
        a, b = groups[first], groups[second]
        if a != b and min(a, b) >= 0:
            touching[a].add(b)
            touching[b].add(a)
    colours = [-1] * count
    used = [0] * COLOURS
    for number in sorted(range(count), key=lambda item: (item not in wished, -len(touching[item]), item)):
        taken = {colours[other] for other in touching[number]}
        free = [colour for colour in range(COLOURS) if colour not in taken] or list(range(COLOURS))
        wish = wished.get(number, -1)
        colours[number] = wish if wish in free else min(free, key=lambda colour: (used[colour], colour))
        used[colours[number]] += 1
    return colours
