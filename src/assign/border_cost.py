"""What borders between stations or counties cost: two plans of the same facts, one with them and one without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assign.errors import UsageError
from assign.messages import Message
from assign.plan import Plan

_WIDTH = ("station", "county", "city")
"""R05's nestings, each with fewer borders than the one before."""
_SAME = 0.005
"""Target hours are given to two decimals."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A village that a room of another station serves only where borders are off. Minutes are one way.

    Parameters
    ----------
    station_id, other_station_id
        The village's own station, and the station of its room without borders.
    room_id, other_room_id
        Its room with borders, and without.
    """

    village_id: str
    station_id: str
    other_station_id: str
    room_id: str
    other_room_id: str
    travel_min: float
    other_travel_min: float

    @property
    def saved_min(self) -> float:
        """Minutes that the other room is nearer, one way; negative where it is farther."""
        return round(self.travel_min - self.other_travel_min, 2)


@dataclass(frozen=True, slots=True)
class Border:
    """All crossings between two stations: `saved_min` is the sum over `villages`, one way each."""

    stations: tuple[str, str]
    villages: int
    saved_min: float


@dataclass(frozen=True, slots=True)
class BorderCost:
    """Between what the cost of borders lies, and where borders are crossed without them.

    Parameters
    ----------
    nestings
        R05's nesting with borders, and without.
    value_with, bound_with, value_without, bound_without
        Cost of each plan and the proven bound of any such plan, officer-minutes a month.
    least, most
        The borders cost no less and no more, officer-minutes a month.
    least_share, most_share
        The same as a share of the best plan with borders, 0 to 1.
    crossings
        Sorted by village.
    borders
        The pairs of stations that save most first.
    """

    nestings: tuple[str, str]
    value_with: float
    bound_with: float
    value_without: float
    bound_without: float
    least: float
    most: float
    least_share: float
    most_share: float
    crossings: tuple[Crossing, ...]
    borders: tuple[Border, ...]


def border_cost(inside: Plan, across: Plan) -> BorderCost:
    """Return what borders cost, as an interval that both plans' bounds prove.

    With `W` the least cost with borders and `N` without, ``bound_with <= W <= value_with`` and ``bound_without <=
    N <= value_without``, so ``bound_with - value_without <= W - N <= value_with - bound_without``. A plan with
    borders is a plan without them too, so ``W - N >= 0`` and `N` is no more than `value_with`.

    Parameters
    ----------
    inside, across
        The plan with borders, and the one with fewer or none.

    Raises
    ------
    UsageError
        If the plans differ in more than R05's nesting, or the second has no fewer borders than the first.
    """
    nestings = _comparable(inside, across)
    value, bound = float(inside.objective["total"]), float(inside.bound)
    other, floor = float(across.objective["total"]), float(across.bound)
    least = max(0.0, bound - other)
    most = max(0.0, value - floor)
    crossings = _crossings(inside, across)
    return BorderCost(
        nestings,
        value,
        bound,
        other,
        floor,
        least,
        most,
        least / bound if bound > 0 else 0.0,
        most / value if value > 0 else 0.0,
        crossings,
        _borders(crossings),
    )


def _comparable(inside: Plan, across: Plan) -> tuple[str, str]:
    """Return the nestings of two plans that differ in nothing else; name all that differs otherwise."""
    one, two = _nesting(inside), _nesting(across)
    if one not in _WIDTH or two not in _WIDTH or _WIDTH.index(one) >= _WIDTH.index(two):
        raise UsageError(Message("usage.borders-order", {"before": one or "?", "after": two or "?"}))
    facts = [_facts(plan) for plan in (inside, across)]
    other = [name for name in facts[0] if facts[0][name] != facts[1][name]]
    if abs(_number(inside, "target_hours") - _number(across, "target_hours")) > _SAME:
        other.append("target_hours")
    if other:
        raise UsageError(Message("usage.borders-facts", {"found": ", ".join(other)}))
    return one, two


def _rules(plan: Plan) -> dict[str, dict[str, object]]:
    policy = plan.run.get("policy")
    rules = policy.get("rules") if isinstance(policy, Mapping) else None
    return {name: dict(rule) for name, rule in rules.items()} if isinstance(rules, Mapping) else {}


def _nesting(plan: Plan) -> str:
    return str(_rules(plan).get("R05", {}).get("nesting", ""))


def _number(plan: Plan, name: str) -> float:
    found = plan.run.get(name)
    return float(found) if isinstance(found, int | float) else 0.0


def _facts(plan: Plan) -> dict[str, object]:
    """Return what two plans must share for their costs to be one apart by borders only.

    The case file itself may differ, for it may say the nesting; what it says of the policy is compared.
    """
    rules = _rules(plan)
    rules.get("R05", {}).pop("nesting", None)
    policy = plan.run.get("policy")
    inputs = plan.run.get("inputs")
    entries = inputs if isinstance(inputs, list) else []
    return {
        "inputs": sorted((str(e["role"]), str(e["sha256"])) for e in entries if e["role"] != "case"),
        "policy": (rules, policy.get("numbers") if isinstance(policy, Mapping) else None),
        "villages": sorted((row.village_id, row.station_id) for row in plan.assignments),
        "rooms_budget": plan.run.get("rooms_budget"),
        "relaxed_villages": float(plan.objective.get("relaxed_villages", 0.0)),
        "parent": plan.run.get("parent"),
    }


def _crossings(inside: Plan, across: Plan) -> tuple[Crossing, ...]:
    """Return the villages that have a room of another station in the second plan and not in the first."""
    stations = [{room.room_id: room.station_id for room in plan.rooms} for plan in (inside, across)]
    before = {row.village_id: row for row in inside.assignments}
    found = []
    for row in sorted(across.assignments, key=lambda row: row.village_id):
        own, other = before[row.village_id], stations[1].get(row.room_id, row.station_id)
        if other != row.station_id and stations[0].get(own.room_id) != other:
            minutes = own.travel_min, row.travel_min
            found.append(Crossing(row.village_id, row.station_id, other, own.room_id, row.room_id, *minutes))
    return tuple(found)


def _borders(crossings: tuple[Crossing, ...]) -> tuple[Border, ...]:
    """Return the pairs of stations with what is saved across their border, most first."""
    saved: dict[tuple[str, str], list[float]] = {}
    for one in crossings:
        first, second = sorted((one.station_id, one.other_station_id))
        saved.setdefault((first, second), []).append(one.saved_min)
    rows = [Border(pair, len(each), round(sum(each), 2)) for pair, each in saved.items()]
    return tuple(sorted(rows, key=lambda row: (-row.saved_min, row.stations)))
