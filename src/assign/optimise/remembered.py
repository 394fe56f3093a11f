"""Which answers are worth keeping, what each depends on, and by which program it was found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np

from assign.optimise.apart import crew_facts
from assign.optimise.bounded import attempt
from assign.optimise.counts import ScopeZoning
from assign.optimise.layout import solve_pair
from assign.optimise.pool import Pool
from assign.optimise.reasons import stand_facts, weigh_crew
from assign.optimise.scope import Scope
from assign.optimise.staffing import staff_crew
from assign.optimise.stop import NEVER
from assign.optimise.zoning import zone_scope

_NOBODY = np.empty(0, np.int64)


def scope_facts(scope: Scope) -> Scope:
    """Return all that the zones of a scope depend on.

    The numbers that its villages and sites have in the Problem are left out: answers are in local numbers, so a
    village more in another station changes nothing here.
    """
    return replace(scope, villages=_NOBODY, sites=_NOBODY)


def pair_facts(pair: tuple[Scope, ScopeZoning, int]) -> tuple[object, ...]:
    """Return all that one room count of a scope depends on; of its zoning only the sizes listed."""
    scope, zoning, rooms = pair
    return scope_facts(scope), zoning.sizes, rooms, len(scope.villages)


def pool_facts(pool: Pool) -> Pool:
    """Return all that the posts of a pool depend on: a stop only ends the work early, and then nothing is kept."""
    return replace(pool, stop=NEVER)


REMEMBERED: Mapping[Callable[[Any], Any], Callable[[Any], object]] = {
    zone_scope: scope_facts,
    solve_pair: pair_facts,
    attempt: pool_facts,
    staff_crew: crew_facts,
    weigh_crew: stand_facts,
}
"""Functions whose answers may be kept, and what the answer to a task depends on.

The answer's type is the function's annotation. A further function is kept once it stands here.
"""


@cache
def algorithm_stamp() -> str:
    """Return a fingerprint of the program that finds the answers: each line of `optimise`, and its libraries.

    So no answer outlives a change of the method, in a release or on a developer's desk.
    """
    out = hashlib.sha256()
    for file in sorted(files("assign.optimise").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".py"):
            out.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for library in ("numba", "numpy", "ortools", "scipy"):
        out.update(f"{library} {version(library)}\0".encode())
    return out.hexdigest()
