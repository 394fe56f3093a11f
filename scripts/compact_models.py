"""The usual compact models of a district (x_ij and y_j on the nearest sites), as one would write them without us."""

from __future__ import annotations

import numpy as np

from district import SEED, Answer, District, Zones


def highs(district: District, seconds: float) -> Answer:
    """HiGHS (MathOpt) on the compact model of the nearest sites, contiguity by flows (Shirabe 2005)."""
    import datetime as dt  # noqa: PLC0415

    from ortools.math_opt.python import mathopt  # noqa: PLC0415

    kept = district.candidates()
    near = [np.flatnonzero(kept[:, v]).tolist() for v in range(district.size)]
    model = mathopt.Model()
    opens = [model.add_binary_variable() for _ in district.host]
    takes = {(j, v): model.add_binary_variable() for v in range(district.size) for j in near[v]}
    off = [model.add_variable(lb=0) for _ in district.host]
    for v in range(district.size):
        model.add_linear_constraint(sum(takes[j, v] for j in near[v]) == 1)
    model.add_linear_constraint(sum(opens) == district.rooms)
    most = district.largest - 1
    flows: dict[tuple[int, int], list[tuple[object, int]]] = {pair: [] for pair in takes}
    for a, b in district.arcs():  # what goes from a to b on the way to j
        for j in near[a]:
            if (j, b) in takes and district.host[j] != a:
                flow = model.add_variable(lb=0, ub=most)
                flows[j, a].append((flow, 1))
                flows[j, b].append((flow, -1))
    for (j, v), take in takes.items():
        model.add_linear_constraint(take <= opens[j])
        into = sum(flow for flow, sign in flows[j, v] if sign < 0)
        if district.host[j] == v:
            model.add_linear_constraint(take == opens[j])
            model.add_linear_constraint(into <= most * take)
        else:
            model.add_linear_constraint(sum(sign * flow for flow, sign in flows[j, v]) == take)
            model.add_linear_constraint(into <= (most - 1) * take)
    for j, here in enumerate(opens):
        mine = [(v, takes[j, v]) for v in range(district.size) if (j, v) in takes]
        model.add_linear_constraint(sum(take for _, take in mine) >= district.smallest * here)
        model.add_linear_constraint(sum(take for _, take in mine) <= district.largest * here)
        hours = sum(int(district.hours[v]) * take for v, take in mine)
        model.add_linear_constraint(off[j] >= hours - district.target * here)
        model.add_linear_constraint(off[j] >= district.target * here - hours)
    model.minimize(
        sum(int(district.trip[j, v]) * take for (j, v), take in takes.items())
        + sum(int(cost) * here for cost, here in zip(district.site_cost, opens, strict=True))
        + district.balance * sum(off)
    )

    settings = mathopt.SolveParameters(time_limit=dt.timedelta(seconds=seconds))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=settings)
    if not result.has_primal_feasible_solution():
        return [], {}
    values = result.variable_values()
    return open_zones([pair for pair, take in takes.items() if values[take] > 0.5]), {}


def cpsat(district: District, seconds: float) -> Answer:
    """CP-SAT on the compact model of the nearest sites, contiguity by a rooted tree in each zone."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    kept = district.candidates()
    near = [np.flatnonzero(kept[:, v]).tolist() for v in range(district.size)]
    model = cp_model.CpModel()
    takes = {(j, v): model.new_bool_var("") for v in range(district.size) for j in near[v]}
    opens = [takes[j, int(v)] for j, v in enumerate(district.host)]
    for v in range(district.size):
        model.add_exactly_one(takes[j, v] for j in near[v])
    model.add(sum(opens) == district.rooms)
    level = [model.new_int_var(0, district.largest - 1, "") for _ in range(district.size)]
    parents: list[list[cp_model.IntVar]] = [
        [takes[j, v] for j in near[v] if district.host[j] == v] for v in range(district.size)
    ]
    for a, b in district.arcs():  # a hangs on b
        hangs = model.new_bool_var("")
        parents[a].append(hangs)
        model.add(level[a] == level[b] + 1).only_enforce_if(hangs)
        for j in near[a]:
            there = takes.get((j, b))
            model.add_bool_or([~takes[j, a], ~hangs, *([there] if there is not None else [])])
    for v in range(district.size):
        model.add_exactly_one(parents[v])
    total = [int(cost) * here for cost, here in zip(district.site_cost, opens, strict=True)]
    total += [int(district.trip[pair]) * take for pair, take in takes.items()]
    for j, here in enumerate(opens):
        mine = [(v, takes[j, v]) for v in range(district.size) if (j, v) in takes]
        model.add_linear_constraint(
            sum(take for _, take in mine), district.smallest, district.largest
        ).only_enforce_if(here)
        model.add(sum(take for _, take in mine) == 0).only_enforce_if(~here)
        off = model.new_int_var(0, int(district.hours.sum()) + district.target, "")
        hours = sum(int(district.hours[v]) * take for v, take in mine)
        model.add(off >= hours - district.target * here)
        model.add(off >= district.target * here - hours)
        total.append(round(district.balance) * off)
    model.minimize(sum(total))

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return [], {}
    return open_zones([pair for pair, take in takes.items() if solver.value(take)]), {}


def open_zones(pairs: list[tuple[int, int]]) -> Zones:
    """Return the zones of (site, village) pairs."""
    out: dict[int, list[int]] = {}
    for site, village in pairs:
        out.setdefault(site, []).append(village)
    return [(sorted(villages), site) for site, villages in sorted(out.items())]
