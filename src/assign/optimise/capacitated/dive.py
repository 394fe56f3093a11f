"""A plan of a large instance from the linear program over its best columns: take whole ones, solve again, mend."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import linprog

from assign.optimise.capacitated.columns import list_columns
from assign.optimise.capacitated.exact import hunted
from assign.optimise.capacitated.instance import PMedian
from assign.optimise.capacitated.lagrangian import TOO_DEAR, Priced, evaluate, polished, price_units
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

COLUMNS = 60_000
"""At most so many columns are dived among."""
NEARLY_WHOLE = 0.9
SHARE = 0.5
"""Columns of this share are taken where none is nearly whole; if there is none either, those of the largest share."""
MISSED = 4.0
"""A unit without a column costs this many times the dearest price."""
STEPS = 150
"""Steps of the subgradient in the window that mends what is left."""
FEWEST = 4
"""Clusters around a unit that is left, at first."""
WORK = 0.3
"""Deterministic seconds for the choice among the columns of such a window."""
PRICE_ROUNDS = 3
STEP_PARTS = (1.0, 0.6, 0.3, 0.1)
"""How far prices go towards those of the linear program; the part that proves most is taken."""
ENOUGH = 1e-5


def dive(instance: PMedian, priced: Priced, stop: Stop = NEVER) -> Priced:
    """Return the prices with a plan at least as good as theirs."""
    zones = best_columns(instance, priced, stop)
    if not len(zones) or stop.passed():
        return priced
    partial = taken_columns(instance, zones, float(priced.price.max()), stop)
    plan = mended(instance, priced.price, partial, stop)
    better, value = polished(instance, plan) if len(plan) else (plan, TOO_DEAR)
    return replace(priced, median_of=better, value=value) if value < priced.value else priced


def raised_prices(instance: PMedian, priced: Priced, stop: Stop = NEVER) -> Priced:
    """Return prices that prove more: those of the linear program over the best columns, as far as they hold for all."""
    everyone = np.ones(instance.units, np.bool_)
    for _ in range(PRICE_ROUNDS):
        zones = best_columns(instance, priced, stop)
        if not len(zones) or stop.passed():
            return priced
        missed = MISSED * float(priced.price.max())
        aim = _linear(_incidence(zones, instance.units), zones.cost, instance.medians, missed, stop)[1]
        if stop.passed():
            return priced
        best, price = priced.bound, priced.price
        for part in STEP_PARTS:
            tried = np.maximum(0, np.rint((1 - part) * priced.price + part * aim)).astype(np.int64)
            bound = evaluate(instance, tried, everyone)[0]
            if bound > best:
                best, price = bound, tried
        if best == priced.bound:
            break
        near = best - priced.bound < ENOUGH * priced.bound
        bound, least, _, _ = evaluate(instance, price, everyone, everything=True)
        priced = replace(priced, price=price, bound=bound, least=least)
        if near:
            break
    return priced


def best_columns(instance: PMedian, priced: Priced, stop: Stop = NEVER) -> Zones:
    """Return about `COLUMNS` columns of the least reduced costs."""
    slack = max(1, abs(priced.bound) // 20_000)
    zones = list_columns(instance, priced, priced.bound + slack, COLUMNS, stop)
    while zones is not None and priced.bound + slack < priced.value:
        slack = slack * 3 // 2 + 1
        more = list_columns(instance, priced, priced.bound + slack, COLUMNS, stop)
        if more is None:
            break
        zones = more
    if zones is not None:
        return zones
    return Zones(np.empty((0, 1), np.int16), np.empty(0, np.int32), np.empty(0, np.int64), instance.units)


def taken_columns(instance: PMedian, zones: Zones, dearest: float, stop: Stop = NEVER) -> NDArray[np.int64]:
    """Return each unit's median by the columns taken one round after another; -1 for units that are left."""
    median_of = np.full(instance.units, -1, np.int64)
    rows = _incidence(zones, instance.units)
    alive, medians = np.arange(len(zones)), instance.medians
    while len(alive) and medians and not stop.passed():
        free = np.flatnonzero(median_of < 0)
        share, _ = _linear(rows[free][:, alive], zones.cost[alive], medians, MISSED * dearest, stop)
        top = float(share.max(initial=0))
        enough = NEARLY_WHOLE if top >= NEARLY_WHOLE else min(SHARE, top)
        if enough <= 0:
            break
        order = np.argsort(-share, kind="stable")
        for column in alive[order[share[order] >= enough - 1e-9]].tolist():
            row = zones.members[column]
            if medians and (median_of[row[row >= 0]] < 0).all():
                median_of[row[row >= 0]] = zones.site[column]
                medians -= 1
        touched = np.asarray(rows[median_of >= 0].sum(axis=0)).ravel() > 0
        alive = alive[~touched[alive]]
    return median_of


def _incidence(zones: Zones, units: int) -> sp.csr_array:
    """Return the (units, columns) matrix that says which column serves which unit."""
    held = zones.members >= 0
    column = np.repeat(np.arange(len(zones)), held.sum(axis=1))
    return sp.csr_array((np.ones(len(column)), (zones.members[held], column)), (units, len(zones)))


def _linear(
    rows: sp.csr_array, cost: NDArray[np.int64], medians: int, missed: float, stop: Stop
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the columns' shares and the units' prices in the linear program, where units may be missed at a price."""
    units, columns = rows.shape
    scale = max(1.0, float(cost.max(initial=0))) / 1000
    limit: Any = {"time_limit": max(0.1, stop.left())}
    counted = sp.csr_array(np.concatenate([np.ones(columns), np.zeros(units)])[None])
    found = linprog(  # type: ignore[call-overload]  # its stubs know no sparse arrays
        np.concatenate([cost, np.full(units, missed)]) / scale,
        A_eq=sp.csr_array(sp.vstack([sp.hstack([rows, sp.eye_array(units)]), counted])),
        b_eq=np.append(np.ones(units), medians), bounds=(0, None), method="highs-ds",
        options=limit,
    )  # fmt: skip
    if found.x is None or found.status != 0:
        return np.zeros(columns), np.zeros(units)
    return np.asarray(found.x[:columns]), np.asarray(found.eqlin.marginals[:units]) * scale


def mended(
    instance: PMedian, price: NDArray[np.int64], median_of: NDArray[np.int64], stop: Stop = NEVER
) -> NDArray[np.int64]:
    """Return a whole plan: each unit left is drawn anew with the clusters around it; empty if one fits nowhere."""
    plan = median_of.copy()
    missing = instance.medians - len(np.unique(plan[plan >= 0]))
    left = np.flatnonzero(plan < 0)
    left = left[np.argsort(-instance.demand[left], kind="stable")]
    if missing > len(left):
        return np.empty(0, np.int64)
    for unit in left.tolist():
        if not _taken_in(instance, price, plan, unit, 1 if missing > 0 else 0, stop):
            return np.empty(0, np.int64)
        missing -= 1
    return plan


def _taken_in(
    instance: PMedian, price: NDArray[np.int64], plan: NDArray[np.int64], unit: int, more: int, stop: Stop
) -> bool:
    """Draw a unit and the clusters around it anew in `plan`, with `more` medians; False if that cannot be done."""
    medians = np.unique(plan[plan >= 0])
    medians = medians[np.argsort(instance.cost[medians, unit], kind="stable")]
    around = min(FEWEST, len(medians))
    while not stop.passed():
        window = np.flatnonzero(np.isin(plan, medians[:around]) | (np.arange(instance.units) == unit))
        part = PMedian(
            np.ascontiguousarray(instance.cost[np.ix_(window, window)]), instance.demand[window],
            instance.capacity[window], around + more,
        )  # fmt: skip
        found = price_units(part, begun=price[window], steps=STEPS, stop=stop)
        drawn, value = hunted(part, found, work=WORK, stop=stop)
        if value < TOO_DEAR:
            plan[window] = window[drawn]
            return True
        if around == len(medians):
            return False
        around = min(2 * around, len(medians))
    return False
