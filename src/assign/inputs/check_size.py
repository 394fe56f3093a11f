"""Areas of so many villages that the proof of their rooms stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assign.errors import Fault, Severity
from assign.policy import Policy
from assign.problem import Kind, Village, scope_of

MOST_CUT = 1000
"""Areas of more villages have a bound without cuts, so that a gap mostly stays (``optimise.frontier.MOST_CUT``)."""
LARGEST_PRICED = 6000
"""Areas of more villages have no bound at all (``optimise.frontier.LARGEST_PRICED``)."""


def large_areas(villages: Iterable[Village], *, policy: Policy, file: str) -> list[Fault]:
    """Return a warning for every area (R05) in which more than `MOST_CUT` villages share zones, by id.

    Rural villages share zones, and all of them when R02 is off. In areas this large the optimiser does find a plan,
    but its lower bound is weak (above `LARGEST_PRICED` villages there is none), so that the gap is wide: up to
    100 %. Mostly the column of stations is missing.
    """
    nesting, mixed = str(policy["R05"]["nesting"]), policy["R02"].off
    counts = Counter(
        scope_of(village, nesting) for village in villages if mixed or village.kind is Kind.RURAL
    )
    return [
        Fault(
            "area-unbounded" if count > LARGEST_PRICED else "area-large",
            Severity.WARNING,
            file,
            column="station_id",
            found=area,
            values={"count": count, "most": MOST_CUT},
        )
        for area, count in sorted(counts.items())
        if count > MOST_CUT
    ]
