"""Why a scope has no plan at all, in numbers: by counting, and by the bare figures where that finds nothing."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator

import numpy as np

from assign.messages import Message, Value
from assign.optimise.scope import Scope
from assign.problem import Problem


def refusals(problem: Problem, scope: Scope) -> list[Message]:
    """Return what keeps a scope from any partition: each cause with what is needed and what can be carried.

    Three causes are arithmetic: a village that no site may serve (R07, R09), two required sites in one village, fewer
    villages that may host a room than R03 asks for. Where none of them holds, only the whole together is impossible.
    """
    causes = [*_out_of_reach(problem, scope), *_twice_required(problem, scope), *_few_hosts(scope)]
    if causes:
        return causes
    figures: dict[str, Value] = {
        "scope": scope.name,
        "villages": scope.size,
        "sites": len(scope.sites),
        "required": int(scope.required.sum()),
        "least": scope.least_rooms,
    }
    return [Message("impossible.no-zones", figures)]


def least_reach(problem: Problem, scope: Scope) -> list[float]:
    """Return, by village, the least limit of travel (R09) under which some site may serve it by itself; inf for none.

    A site serves a village if both lie in one connected zone with the site's own village, all of it within the limit:
    the least limit is the smallest, over the sites, of the largest minutes on the best way there (a bottleneck path).
    """
    best = [math.inf] * scope.size
    if not len(scope.sites):
        return best
    minutes = problem.travel.block(scope.sites.tolist(), scope.villages.tolist())
    hosts = np.repeat(np.arange(scope.size), np.diff(scope.site_ptr)).tolist()
    for row, host in zip(minutes, hosts, strict=True):
        for village, limit in _bottleneck(scope, row.tolist(), host):
            best[village] = min(best[village], limit)
    return best


def _bottleneck(scope: Scope, minutes: list[float], start: int) -> Iterator[tuple[int, float]]:
    """Yield each village that can be walked to from `start`, and the largest minutes on the best way."""
    seen = [False] * scope.size
    queue = [(minutes[start], start)]
    while queue:
        limit, village = heapq.heappop(queue)
        if seen[village] or not math.isfinite(limit):
            continue
        seen[village] = True
        yield village, limit
        for other in scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist():
            if not seen[other]:
                heapq.heappush(queue, (max(limit, minutes[other]), other))


def _out_of_reach(problem: Problem, scope: Scope) -> list[Message]:
    """Return villages that no site may serve: none is allowed, or all are too far (R09)."""
    rule = problem.policy["R09"]
    limit = rule.number("max_travel_min") if rule.must else math.inf
    if not len(scope.sites):
        return [
            Message(
                "impossible.no-site", {"scope": scope.name, "need": 1, "carry": 0, "villages": scope.size}
            )
        ]
    out = []
    for village, need in zip(scope.villages.tolist(), least_reach(problem, scope), strict=True):
        facts = problem.villages[village]
        named: dict[str, Value] = {"scope": scope.name, "village": facts.village_id, "name": facts.name}
        if math.isinf(need):
            out.append(Message("impossible.unreachable", named))
        elif need > limit:
            figures: dict[str, Value] = {
                "need": f"{need:.2f}",
                "carry": f"{limit:g}",
                "short": f"{need - limit:.2f}",
            }
            out.append(Message("impossible.too-far", {**named, **figures}))
    return out


def _twice_required(problem: Problem, scope: Scope) -> list[Message]:
    """Return villages with several required sites: a village hosts one room at most (R07)."""
    out = []
    for place, village in enumerate(scope.villages.tolist()):
        need = int(scope.required[scope.site_ptr[place] : scope.site_ptr[place + 1]].sum())
        if need > 1:
            facts = problem.villages[village]
            values: dict[str, Value] = {
                "village": facts.village_id,
                "name": facts.name,
                "need": need,
                "carry": 1,
            }
            out.append(Message("impossible.required-twice", {**values, "short": need - 1}))
    return out


def _few_hosts(scope: Scope) -> list[Message]:
    """Return that R03 asks for more rooms than there are villages with an allowed site."""
    hosts = int((np.diff(scope.site_ptr) > 0).sum())
    if hosts >= scope.least_rooms:
        return []
    values: dict[str, Value] = {"scope": scope.name, "need": scope.least_rooms, "carry": hosts}
    return [Message("impossible.few-hosts", {**values, "short": scope.least_rooms - hosts})]
