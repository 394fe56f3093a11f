"""Plans that held in this session: the same plan of the same facts is not checked twice."""

from __future__ import annotations

from collections import deque
from dataclasses import fields, replace

from assign.assess import Finding, verify
from assign.cache import Cache
from assign.plan import Plan
from assign.problem import Problem

MOST = 4
"""Plans kept, those of the last questions."""
_ARRAYS = frozenset({"borders", "outlines", "travel", "network", "evidence"})
"""Facts that nobody can write to and that do not compare: only the very same ones count as the same."""


class Held:
    """The verifier, with a memory of the last plans that it found nothing wrong with.

    What it looks at is compared in full: every fact of the problem and every field of the plan, seconds taken left
    out. So it answers from memory only where the verifier would do the same work again. Nothing of it is written down.
    """

    def __init__(self) -> None:
        self._sound: deque[tuple[Problem, Plan]] = deque(maxlen=MOST)

    def __call__(self, problem: Problem, plan: Plan) -> tuple[Finding, ...]:
        """Return all that is wrong with a plan; see `verify`."""
        said = replace(plan, run={name: value for name, value in plan.run.items() if name != "timings"})
        if any(same_facts(problem, facts) and said == before for facts, before in self._sound):
            return ()
        found = verify(problem, plan)
        if not found:
            self._sound.append((problem, said))
        return found


def held(cache: Cache) -> Held:
    """Return the verifier of the session that a cache belongs to."""
    mine: Held = cache.session.setdefault("held", Held())
    return mine


def same_facts(one: Problem, other: Problem) -> bool:
    """Return whether two problems hold the same facts; roads, outlines and the like must be the very same objects."""
    for field in fields(Problem):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if mine is not theirs and (field.name in _ARRAYS or mine != theirs):
            return False
    return True
