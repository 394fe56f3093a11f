"""Pins: what a planner will not have changed, each checked against the facts before anything is solved."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from assign.errors import DataError, Fault
from assign.problem import Kind, Problem, Role, SiteStatus, scope_of


def laid_down(problem: Problem, pins: Sequence[str]) -> Problem:
    """Return the problem in which pins hold.

    ``ROOM``: a room stands there. ``VILLAGE=ROOM``: that room stands, and it alone may serve the village.
    ``OFFICER=ROOM`` and ``OFFICER=VILLAGE``: the officer stands there, police in the village's room.

    Raises
    ------
    DataError
        With every pin that names what is not there, or cannot hold.
    """
    reader = _Reader(problem)
    for pin in pins:
        reader.take(pin.strip())
    if reader.faults:
        raise DataError(reader.faults)
    held = frozenset({*reader.only.values(), *reader.held})
    return replace(problem, earlier=replace(problem.earlier, held=held, only=reader.only, stand=reader.stand))


class _Reader:
    """Takes pins one by one; keeps what they lay down, and what is wrong with them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.officers = {officer.officer_id: officer for officer in problem.officers}
        self.rooms = {f"R-{site.site_id}": site.site_id for site in problem.sites}
        self.held: list[str] = []
        self.only: dict[str, str] = {}
        self.stand: dict[str, str] = {}
        self.faults: list[Fault] = []

    def take(self, pin: str) -> None:
        """Read one pin."""
        subject, equals, place = (part.strip() for part in pin.partition("="))
        if not equals:
            self._room(pin, subject)
        elif subject in self.officers:
            self._officer(pin, subject, place)
        elif subject in self.problem.village_index:
            self._village(pin, subject, place)
        else:
            self._unknown(pin, subject, {*self.officers, *self.problem.village_index})

    def _room(self, pin: str, name: str) -> None:
        if (site := self._site(pin, name)) is not None:
            self.held.append(site)

    def _village(self, pin: str, village_id: str, name: str) -> None:
        site = self._site(pin, name)
        if site is None:
            return
        village = self.problem.villages[self.problem.village_index[village_id]]
        number = self.problem.site_index[site]
        host = self.problem.villages[self.problem.village_index[self.problem.sites[number].village_id]]
        nesting = str(self.problem.policy["R05"]["nesting"])
        own = [one.kind is Kind.URBAN and self.problem.policy["R02"].must for one in (village, host)]
        far = self.problem.travel.block([number], [self.problem.village_index[village_id]])[0, 0]
        if self.only.setdefault(village_id, site) != site:
            self._refuse("pin-twice", pin, {"other": f"R-{self.only[village_id]}"})
        elif any(own) and host is not village:
            self._refuse("pin-own-room", pin, {"village": (village if own[0] else host).village_id})
        elif scope_of(village, nesting) != scope_of(host, nesting) or not np.isfinite(far):
            self._refuse("pin-out-of-reach", pin, {"station": village.station_id, "other": host.station_id})

    def _officer(self, pin: str, officer_id: str, place: str) -> None:
        officer, problem = self.officers[officer_id], self.problem
        site = self.rooms.get(place)
        if site is None and place not in problem.village_index:
            self._unknown(pin, place, {*self.rooms, *problem.village_index})
            return
        village_id = place if site is None else problem.sites[problem.site_index[site]].village_id
        station = problem.villages[problem.village_index[village_id]].station_id
        if self.stand.setdefault(officer_id, place) != place:
            self._refuse("pin-twice", pin, {"other": self.stand[officer_id]})
        elif not officer.available:
            self._refuse("pin-away", pin, {})
        elif station != officer.station_id and problem.policy["R19"]["transfers"] == "station":
            self._refuse("pin-out-of-reach", pin, {"station": officer.station_id, "other": station})
        elif place in officer.avoid_village_ids and not problem.policy["R18"].off:
            self._refuse("pin-avoided", pin, {"village": village_id})
        elif site is not None and officer.role is Role.POLICE:
            self._room(pin, place)

    def _site(self, pin: str, name: str) -> str | None:
        """Return the site of a room that may stand, or None after noting why not."""
        site = self.rooms.get(name)
        if site is None:
            self._unknown(pin, name, self.rooms)
        elif self.problem.sites[self.problem.site_index[site]].status is SiteStatus.FORBIDDEN:
            self._refuse("pin-forbidden", pin, {"site": site})
            return None
        return site

    def _unknown(self, pin: str, name: str, known: Collection[str]) -> None:
        near = difflib.get_close_matches(name, sorted(known), 1, 0.3)
        self._refuse("pin-unknown", pin, {"name": name[:80], "nearest": near[0] if near else "—"})

    def _refuse(self, code: str, pin: str, values: Mapping[str, str]) -> None:
        self.faults.append(Fault(code, file="--pin", found=pin[:80], values=dict(values)))
