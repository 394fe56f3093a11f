"""Connected groups of places: what one person may hold where people are too few (R13, R14), and areas (R17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def connected_groups(
    items: Sequence[int], neighbours: Mapping[int, Sequence[int]], largest: int
) -> list[tuple[int, ...]]:
    """Return every connected group of 1 to `largest` items, each sorted, the list sorted."""
    allowed = set(items)
    found: set[tuple[int, ...]] = {(item,) for item in items}
    layer = sorted(found)
    for _ in range(largest - 1):
        layer = sorted(
            {
                tuple(sorted((*group, other)))
                for group in layer
                for item in group
                for other in neighbours[item]
                if other in allowed and other not in group
            }
        )
        found.update(layer)
    return sorted(found)
