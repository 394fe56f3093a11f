"""What an earlier plan and a planner's pins lay down: facts of a re-plan, like any other facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Earlier:
    """Where things stood, and what must stay; empty where a case is planned for the first time.

    Parameters
    ----------
    served
        By village id, the id of the site that served it; the site may be gone. A new village is not named.
    held
        Ids of sites where a room must stand.
    only
        By village id, the id of the one site that may serve it.
    stand
        By officer id, the room or village where the officer must stand.
    """

    served: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    only: Mapping[str, str] = field(default_factory=dict)
    stand: Mapping[str, str] = field(default_factory=dict)
