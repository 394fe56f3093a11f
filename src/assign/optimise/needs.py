"""What the rooms need at least, whatever they cost, and a second opinion on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from assign.optimise.budget import least_rooms
from assign.optimise.communal import communal_rooms
from assign.optimise.layout import Runner
from assign.optimise.rooms import plan_rooms, zoned_apart
from assign.optimise.scope import Scope, model_scope
from assign.optimise.second import second_opinion
from assign.optimise.stop import NEVER
from assign.optimise.zoning import zone_scope
from assign.problem import HUNDRED, Problem


@dataclass(frozen=True)
class Needs:
    """The fewest rooms of a plan that breaks R01 least.

    Parameters
    ----------
    shortfall
        Villages by which R01 is broken.
    rooms
        Rooms, those of communities among them.
    """

    shortfall: int
    rooms: int


def demand_rooms(problem: Problem, run: Runner) -> None:
    """Raise what keeps the rooms from any plan.

    Raises
    ------
    ImpossibleError
        With all that collides.
    """
    plan_rooms(problem, run, zoned_apart(problem))


def room_needs(problem: Problem, run: Runner) -> Needs | None:
    """Return what the rooms need at least, whatever the budget; None if some jurisdiction has no plan.

    Raises
    ------
    ImpossibleError
        If a community has no room.
    """
    urban = zoned_apart(problem)
    communal_rooms(problem, urban)
    zonings = run(partial(zone_scope, stop=NEVER), _scopes(problem))
    least = least_rooms([zoning.counts for zoning in zonings])
    return None if least is None else Needs(sum(zoning.shortfall for zoning in zonings), least + len(urban))


def no_partition_again(problem: Problem, names: Collection[str]) -> bool:
    """Return whether the second model agrees that each of these scopes has no partition at all."""
    chosen = [scope for scope in _scopes(problem) if scope.name in names]
    return bool(chosen) and all(second_opinion(scope).possible is False for scope in chosen)


def too_few_again(problem: Problem, rooms: int, shortfall: int) -> bool:
    """Return whether so many rooms are too few for the zones alone, by counting or by what the second model finds.

    The rooms of communities are not counted: a budget that only they overrun is overrun, and not impossible (R08).

    Parameters
    ----------
    shortfall
        Villages by which R01 is broken at least: ``p`` rooms hold no more than ``p · largest + shortfall`` villages.
    """
    own, largest = len(zoned_apart(problem)), problem.policy["R01"].count("max_villages")
    if least_by_counting(problem, largest, shortfall) - own > rooms:
        return True
    return sum(second_opinion(scope).rooms for scope in _scopes(problem)) > rooms


def least_by_counting(problem: Problem, largest: int, shortfall: int = 0) -> int:
    """Return how many rooms there are at least when each serves so many villages at most, scope by scope."""
    held = sum(-(-scope.size // largest) for scope in _scopes(problem))
    return held - shortfall + len(zoned_apart(problem))


def money_again(problem: Problem) -> float:
    """Return an amount of money (R08.cost) below which the second model knows of no plan that breaks R01 least."""
    money = 0
    for scope in _scopes(problem):
        prices = [round(problem.sites[site].cost * HUNDRED) for site in scope.sites.tolist()]
        money += second_opinion(scope, prices).money
    own, _ = communal_rooms(problem, zoned_apart(problem), price=None)
    return (money + sum(round(problem.sites[zone.site].cost * HUNDRED) for zone in own)) / HUNDRED


def _scopes(problem: Problem) -> list[Scope]:
    scopes = (model_scope(problem, name, target=0) for name in problem.scopes)
    return [scope for scope in scopes if scope.size]
