"""Each room's row: its villages, its site, its sums (R02, R05, R06, R07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assign.assess.finding import HALF_CENT, Finding, listed
from assign.assess.view import View
from assign.plan import Room
from assign.problem import SiteStatus

_HALF_MICRODEGREE = 0.5e-6 + 1e-9


def check(view: View) -> Iterator[Finding]:
    """Yield what is wrong with the rooms' table, but for travel and officers."""
    for room_id, count in sorted(Counter(room.room_id for room in view.plan.rooms).items()):
        if count > 1:
            yield Finding("room-twice", "", "room", room_id, str(count), "1")
    for room in view.plan.rooms:
        yield from _members(view, room)
        yield from _zone(view, room)
        yield from _site(view, room)
        yield from _sums(view, room)
    yield from _required(view)


def _members(view: View, room: Room) -> Iterator[Finding]:
    """Yield where the room's list of villages and the villages' own rows disagree."""
    zone = view.zone[room.room_id]
    if not room.villages:
        yield Finding("room-empty", "", "room", room.room_id, "0", "≥ 1")
    if tuple(sorted(room.villages)) != zone:
        said, told = Counter(room.villages), Counter(zone)
        only_room, only_villages = listed(list(said - told)), listed(list(told - said))
        yield Finding("room-villages", "", "room", room.room_id, only_room or "–", only_villages or "–")
    if room.host_village_id not in zone:
        yield Finding("host-outside", "", "room", room.room_id, room.host_village_id, listed(zone))


def _zone(view: View, room: Room) -> Iterator[Finding]:
    """Yield where the zone leaves its area, falls apart, or takes in an urban village."""
    zone = view.zone[room.room_id]
    scopes = {view.scope(village_id) for village_id in zone}
    if len(scopes) > 1:
        yield Finding("zone-scope", "R05", "room", room.room_id, listed(scopes), "1")
    if not view.joined(zone):
        yield Finding("zone-apart", "R06", "room", room.room_id, listed(zone), "1")
    urban = [village_id for village_id in zone if village_id in view.own]
    if urban and len(zone) > 1:
        yield Finding("urban-not-alone", "R02", "room", room.room_id, str(len(zone)), listed(urban))


def _site(view: View, room: Room) -> Iterator[Finding]:
    """Yield where the room's site is not there, not allowed, or not as the facts say (R07)."""
    name = room.room_id
    if name != f"R-{room.site_id}":
        yield Finding("room-id", "", "room", name, name, f"R-{room.site_id}")
    site = view.site.get(room.site_id)
    if site is None:
        yield Finding("site-unknown", "R07", "room", name, room.site_id, "sites")
        return
    if site.status is SiteStatus.FORBIDDEN:
        yield Finding("site-forbidden", "R07", "room", name, room.site_id, "–")
    if site.village_id != room.host_village_id:
        yield Finding("site-elsewhere", "R07", "room", name, room.host_village_id, site.village_id)
    if room.site_kind != site.kind:
        yield Finding("site-kind", "", "room", name, room.site_kind, site.kind)
    if room.status != site.status.value:
        yield Finding("site-status", "", "room", name, room.status, site.status.value)
    if not max(abs(room.lon - site.lon), abs(room.lat - site.lat)) <= _HALF_MICRODEGREE:
        found, expected = f"{room.lon:.6f} {room.lat:.6f}", f"{site.lon:.6f} {site.lat:.6f}"
        yield Finding("site-place", "", "room", name, found, expected)
    host = view.village.get(room.host_village_id)
    if host and room.station_id != host.station_id:
        yield Finding("room-station", "R05", "room", name, room.station_id, host.station_id)


def _sums(view: View, room: Room) -> Iterator[Finding]:
    """Yield where population or hours are not the sums over the zone."""
    zone = [view.village[village_id] for village_id in view.zone[room.room_id]]
    population = sum(village.population for village in zone)
    if room.population != population:
        yield Finding("room-population", "", "room", room.room_id, str(room.population), str(population))
    hours = sum(round(village.hours * 100) for village in zone) / 100
    if not abs(room.hours - hours) <= HALF_CENT:
        yield Finding("room-hours", "", "room", room.room_id, f"{room.hours:.2f}", f"{hours:.2f}")


def _required(view: View) -> Iterator[Finding]:
    """Yield required sites where no room stands (R07)."""
    used = {room.site_id for room in view.plan.rooms}
    for site in view.problem.sites:
        if view.problem.is_required(site) and site.site_id not in used:
            yield Finding("site-required", "R07", "site", site.site_id, "0", "1")
