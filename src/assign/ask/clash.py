"""Which wishes collide: smallest sets that cannot hold together, found by solving without each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from assign.ask.diagnosis import Settings, Wish
from assign.cache import Cache, Remembering
from assign.engine import LocalEngine
from assign.errors import ImpossibleError
from assign.messages import Message, plain
from assign.optimise import Needs, RoomDecision, demand_rooms, place_rooms, room_needs
from assign.problem import Problem, SiteStatus
from assign.scenario import with_settings


class Oracle:
    """Asks the optimiser about changed problems; stations that did not change are solved once.

    Parameters
    ----------
    cache
        Where answers are kept.
    """

    def __init__(self, problem: Problem, cache: Cache, workers: int | None) -> None:
        self.problem, self.cache, self.workers = problem, cache, workers

    def changed(self, settings: Settings) -> Problem:
        """Return the problem with some settings otherwise."""
        return with_settings(self.problem, settings) if settings else self.problem

    def collisions(self, settings: Settings) -> tuple[Message, ...]:
        """Return what collides with these settings; empty where there is a plan of the rooms."""
        try:
            with LocalEngine(self.workers) as engine:
                demand_rooms(self.changed(settings), Remembering(engine, self.cache))
        except ImpossibleError as error:
            return error.collisions
        return ()

    def rooms(self, settings: Settings) -> RoomDecision:
        """Return the rooms with these settings."""
        with LocalEngine(self.workers) as engine:
            return place_rooms(self.changed(settings), Remembering(engine, self.cache))

    def needs(self, settings: Settings) -> Needs | None:
        """Return what the rooms need at least, whatever the budget; None where they have no plan."""
        try:
            with LocalEngine(self.workers) as engine:
                return room_needs(self.changed(settings), Remembering(engine, self.cache))
        except ImpossibleError:
            return None


def wishes_of(problem: Problem) -> tuple[Wish, ...]:
    """Return all that could be given up, settings first, then sites in order of id."""
    policy = problem.policy
    out = []
    if policy["R08"].count("rooms") and not policy["R08"].off:
        without = {"policy.R08.rooms": 0}
        out.append(_wish("R08", "", without, "rooms", rooms=policy["R08"].count("rooms")))
    if policy["R08"].number("cost") and not policy["R08"].off:
        out.append(
            _wish("R08", "", {"policy.R08.cost": 0.0}, "money", money=plain(policy["R08"].number("cost")))
        )
    if policy["R09"].must:
        minutes = f"{policy['R09'].number('max_travel_min'):g}"
        out.append(_wish("R09", "", {"policy.R09.switch": "off"}, "travel", minutes=minutes))
    if not policy["R03"].off and any(station.remote for station in problem.stations):
        out.append(
            _wish("R03", "", {"policy.R03.switch": "off"}, "remote", rooms=policy["R03"].count("min_rooms"))
        )
    for site in problem.sites:
        if site.status in (SiteStatus.REQUIRED, SiteStatus.FORBIDDEN):
            freed: Settings = {"changes.sites": {site.site_id: SiteStatus.CANDIDATE.value}}
            values = {"site": site.site_id, "village": site.village_id}
            out.append(_wish("R07", site.site_id, freed, site.status.value, **values))
    return tuple(out)


def _wish(rule_id: str, subject: str, without: Settings, key: str, **values: str | int) -> Wish:
    return Wish(rule_id, subject, without, Message(f"diagnose.wish.{key}", values))


def joined(settings: Iterable[Settings]) -> dict[str, object]:
    """Return several settings as one; tables of ids are put together."""
    out: dict[str, object] = {}
    for one in settings:
        for key, value in one.items():
            before = out.get(key)
            both = isinstance(before, Mapping) and isinstance(value, Mapping)
            out[key] = {**before, **value} if both else value  # type: ignore[dict-item]
    return out


def smallest_clash(wishes: Sequence[Wish], impossible: Callable[[Sequence[Wish]], bool]) -> tuple[Wish, ...]:
    """Return wishes that cannot all hold, of which none can be left out.

    QuickXplain (Junker 2004): halves are tried, so that few wishes among many are found with few questions.

    Parameters
    ----------
    wishes
        They cannot all hold, and without all of them there is a plan.
    impossible
        Whether there is no plan when these are kept and the others given up.
    """

    def find(kept: list[Wish], *, grown: bool, among: list[Wish]) -> list[Wish]:
        if grown and impossible(kept):
            return []
        if len(among) == 1:
            return among
        half = len(among) // 2
        second = find([*kept, *among[:half]], grown=half > 0, among=among[half:])
        first = find([*kept, *second], grown=bool(second), among=among[:half])
        return [*first, *second]

    return tuple(find([], grown=False, among=list(wishes)))
