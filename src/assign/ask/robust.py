"""How a plan fares over many sampled months, and which of several plans does best in the worst tenth of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from assign.ask.alternatives import alternatives
from assign.ask.exposed import Exposed, Month, names_of_rooms, undisturbed
from assign.cache import Cache
from assign.outlook import WORST, Candidate, Odds, Outlook, Sufferer
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import Future, draw_futures, named_bridges

FRESH_SEED = 1_000_003
"""Added to the seed for the futures that have no part in the choice."""
RESAMPLES = 1000
SHOWN = 10


def robust(
    problem: Problem,
    plan: Plan,
    *,
    futures: int = 200,
    seed: int = 0,
    odds: Odds = Odds(),  # noqa: B008 - a frozen value
    others: Mapping[str, Plan] = MappingProxyType({}),
    count: int = 0,
    slack: float = 0.03,
    cache: Cache | None = None,
    workers: int | None = 1,
    tell: Callable[[str, int], None] = lambda _stage, _count: None,
) -> Outlook:
    """Return how a plan fares in sampled months; with alternatives, which does best in the worst tenth.

    All plans meet the same futures (common random numbers). The best is chosen by the mean of the worst tenth, which
    is then reckoned again over as many fresh futures, with a paired bootstrap interval of the difference. It is the
    best of those compared; nothing more is proven of it.

    Parameters
    ----------
    futures
        How many months are drawn.
    others
        Plans of the same facts that are compared as well, by name.
    count
        Alternatives that are compared as well (`alternatives`), people posted anew in each.
    slack
        Part of the cost that an alternative may cost more.
    """
    drawn = draw_futures(problem, futures, odds, seed)
    plans = {"": plan, **others}
    if count:
        found = alternatives(problem, count, slack=slack, cache=cache, workers=workers, people=True)
        plans |= {one.name: one.plan for one in found if one.name and one.plan is not None}
    months = {}
    for number, (name, one) in enumerate(plans.items(), start=1):
        months[name] = _months(problem, one, drawn)
        tell("plan", number)
    own = months[""]
    return Outlook(
        odds=odds,
        seed=seed,
        undisturbed=Exposed(problem, plan).month(undisturbed(problem)).figures,
        futures=tuple(month.figures for month in own),
        sufferers=_sufferers(problem, plan, own),
        candidates=_candidates(
            problem, plans, months, draw_futures(problem, futures, odds, seed + FRESH_SEED)
        ),
    )


def worst_tenth(loss: NDArray[np.float64]) -> float:
    """Return the mean of the worst tenth, one future at least (conditional value at risk)."""
    return float(np.sort(loss)[-max(1, round(WORST * len(loss))) :].mean())


def _months(problem: Problem, plan: Plan, drawn: Sequence[Future]) -> list[Month]:
    exposed = Exposed(problem, plan)
    return [exposed.month(future) for future in drawn]


def _losses(months: Sequence[Month]) -> NDArray[np.float64]:
    return np.array([month.figures.loss for month in months])


def _candidates(
    problem: Problem, plans: dict[str, Plan], months: dict[str, list[Month]], fresh: Sequence[Future]
) -> tuple[Candidate, ...]:
    """Return the plans compared, the least worst tenth first; ties go to the plan asked about, then by name."""
    again = {name: _losses(_months(problem, plan, fresh)) for name, plan in plans.items()}
    out = []
    for name, plan in plans.items():
        loss = _losses(months[name])
        low, high = _interval(again[name], again[""])
        out.append(
            Candidate(
                name=name,
                cost=round(plan.objective["total"], 1),
                median=round(float(np.median(loss)), 1),
                worst=round(worst_tenth(loss), 1),
                fresh_worst=round(worst_tenth(again[name]), 1),
                low=low,
                high=high,
            )
        )
    return tuple(sorted(out, key=lambda one: (one.worst, one.name)))


def _interval(loss: NDArray[np.float64], base: NDArray[np.float64]) -> tuple[float, float]:
    """Return the 90 % interval of the difference of two worst tenths, futures resampled in pairs."""
    draw = np.random.default_rng(0)
    picks = draw.integers(0, len(loss), (RESAMPLES, len(loss)))
    gaps = [worst_tenth(loss[pick]) - worst_tenth(base[pick]) for pick in picks]
    low, high = np.quantile(gaps, [0.05, 0.95])
    return round(float(low), 1), round(float(high), 1)


def _sufferers(problem: Problem, plan: Plan, months: Sequence[Month]) -> tuple[Sufferer, ...]:
    """Return villages farther off in the worst tenth, rooms most often without a lead, and the dearest bridges."""
    loss = _losses(months)
    worst = np.argsort(-loss, kind="stable")[: max(1, round(WORST * len(loss)))]
    planned = Exposed(problem, plan).ways.planned
    more = np.mean([months[number].minutes - planned for number in worst], axis=0)
    villages = [
        Sufferer(
            "village", problem.villages[v].village_id, problem.villages[v].name, round(float(more[v]), 2)
        )
        for v in np.argsort(-more, kind="stable")[:SHOWN].tolist()
        if more[v] > 0.01
    ]
    bare = Counter(room for month in months for room in sorted(month.bare))
    names = names_of_rooms(problem, plan)
    rooms = [
        Sufferer("room", room, names[room], round(times / len(months), 3))
        for room, times in sorted(bare.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    ]
    return (*villages, *rooms, *_bridges(problem, plan))


def _bridges(problem: Problem, plan: Plan) -> list[Sufferer]:
    """Return the named bridges that cost most when they alone are closed, in officer-minutes a month."""
    exposed, calm = Exposed(problem, plan), undisturbed(problem)
    quiet = exposed.month(calm).figures.loss
    cost = [
        (
            name,
            round(
                exposed.month(replace(calm, closed=closed, sections=int(closed.sum()))).figures.loss - quiet,
                1,
            ),
        )
        for name, closed in named_bridges(problem)
    ]
    dearest = sorted(cost, key=lambda item: (-item[1], item[0]))[:SHOWN]
    return [Sufferer("bridge", name, name, minutes) for name, minutes in dearest if minutes > 0]
