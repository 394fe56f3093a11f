"""The tiers of the staffing recomputed from the tables, and compared with those the plan records."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assign.assess.areas import mentors
from assign.assess.finding import Finding, listed
from assign.assess.people import (
    asked_of,
    capacity_cents,
    is_junior,
    lacks,
    needed,
    post_cents,
    scope_of_station,
    station_of_post,
)
from assign.assess.travel import measure
from assign.assess.view import View
from assign.plan import Post, StaffProof, Tier
from assign.problem import Kind, Officer, Role

EARTH_KM = 6371.0088
_PRINTED = ("open", "doubled", "uncertified", "understaffed", "load", "ability", "green")
_GUIDED = ("outside", "unguided")
_LAST = ("moves", "worst_home", "home", "order")


def check(view: View) -> Iterator[Finding]:
    """Yield tiers that are not those of the tables, bounds above their values, and pools without a record."""
    if not view.officer:
        return
    true = {(one.scope, one.kind): one for one in staff_tiers(view)}
    said = Counter((one.scope, one.kind) for one in view.plan.staffing)
    for key in sorted({*true, *said}):
        if said[key] != int(key in true):
            yield Finding("tiers-pool", "", "scope", " ".join(key), str(said[key]), str(int(key in true)))
    redacted = bool(view.plan.run.get("redacted"))
    for proof in view.plan.staffing:
        if (proof.scope, proof.kind) in true:
            yield from _tiers(proof, true[proof.scope, proof.kind], redacted=redacted)


def _tiers(said: StaffProof, true: StaffProof, *, redacted: bool) -> Iterator[Finding]:
    """Yield tiers with another value; pseudonyms have another order than ids, so that tier is not compared then."""
    name = f"{said.scope} {said.kind}"
    names, wanted = [tier.name for tier in said.tiers], [tier.name for tier in true.tiers]
    if names != wanted:
        yield Finding("tiers-order", "", "scope", name, ";".join(names), ";".join(wanted))
        return
    for one, other in zip(said.tiers, true.tiers, strict=True):
        # minutes from home are measured again on the roads: each may differ in its last digit
        if redacted and one.name == "order":
            continue
        slack = {"worst_home": 1, "home": _people(true)}.get(one.name, 0)
        near = len(one.value) == len(other.value) and all(
            abs(a - b) <= slack for a, b in zip(one.value, other.value, strict=True)
        )
        if not near:
            yield Finding(
                "tier-value", "", "scope", f"{name} {one.name}", _text(one.value), _text(other.value)
            )
        prefix = one.value[: len(one.bound)]
        if len(one.bound) > len(one.value) or (
            one.bound != prefix
            if one.name == "load"
            else any(b > v for b, v in zip(one.bound, prefix, strict=True))
        ):
            yield Finding("tier-bound", "", "scope", f"{name} {one.name}", _text(one.bound), _text(one.value))


def _people(proof: StaffProof) -> int:
    return sum(len(tier.value) for tier in proof.tiers if tier.name == "load")


def _text(values: Sequence[int]) -> str:
    return listed([str(value) for value in values]) if len(values) > 1 else "".join(map(str, values)) or "–"


def staff_tiers(view: View) -> list[StaffProof]:
    """Return every pool's tiers as they follow from the plan's tables, bounds equal to the values."""
    rooms: dict[str, list[str]] = {}
    for room_id, room in view.room.items():
        rooms.setdefault(scope_of_station(view, room.station_id), []).append(room_id)
    posts: dict[tuple[str, bool], list[Post]] = {}
    for post in view.plan.posts:
        if post.officer_id in view.officer and view.served(post):
            key = scope_of_station(view, station_of_post(view, post)), post.role == Role.POLICE.value
            posts.setdefault(key, []).append(post)
    homes = _home_minutes(view)
    out = []
    for scope in sorted(rooms):
        for police in (True, False):
            mine = sorted(posts.get((scope, police), []), key=lambda post: post.officer_id)
            pool = _Pool(view, scope, tuple(sorted(rooms[scope])), tuple(mine), homes, police=police)
            out.append(StaffProof(scope, "police" if police else "helpers", pool.tiers()))
    return out


@dataclass(frozen=True)
class _Pool:
    """The posts of one pool, sorted by officer."""

    view: View
    scope: str
    rooms: tuple[str, ...]
    posts: tuple[Post, ...]
    homes: Mapping[str, int]
    police: bool

    def tiers(self) -> tuple[Tier, ...]:
        """Return the tiers in their order."""
        guided = self.police and not self.view.problem.policy["R17"].off
        amounts = {
            "open": (self.open(),),
            "doubled": (sum(len(self.places(post)) - 1 for post in self.posts),),
            "uncertified": (self.uncertified(),),
            "understaffed": (self.understaffed(),),
            "load": self.loads(),
            "ability": (self.ability(),),
            "green": (self.green(),),
            "outside": (self.outside(),) if guided else (0,),
            "unguided": (self.unguided(),) if guided else (0,),
            "moves": (self.moves(),),
            "worst_home": (max(self.home, default=0),),
            "home": (sum(self.home),),
            "order": (self.order(),),
        }
        names = (*_PRINTED, *(_GUIDED if guided else ()), *_LAST)
        return tuple(Tier(name, amounts[name], amounts[name]) for name in names)

    def officer(self, post: Post) -> Officer:
        """Return the facts of a post's officer."""
        return self.view.officer[post.officer_id]

    def places(self, post: Post) -> tuple[str, ...]:
        """Return the rooms (police) or villages (others) that a post holds."""
        return self.view.rooms_of(post) if self.police else self.view.served(post)

    @cached_property
    def all_places(self) -> list[str]:
        """Return the places of the pool in their order."""
        if self.police:
            return list(self.rooms)
        return sorted(name for room_id in self.rooms for name in self.view.zone[room_id])

    @cached_property
    def holders(self) -> dict[str, list[Post]]:
        """Return the posts at each place."""
        out: dict[str, list[Post]] = {place: [] for place in self.all_places}
        for post in self.posts:
            for place in self.places(post):
                out.setdefault(place, []).append(post)
        return out

    def villages_of(self, place: str) -> tuple[str, ...]:
        """Return the villages of a place."""
        return self.view.zone[place] if self.police else (place,)

    def weight(self, village_id: str) -> int:
        """Return what a village without anybody weighs: complexity in tenths, plus one."""
        village = self.view.village[village_id]
        asked = village.kind is Kind.RURAL and not self.view.problem.policy["R14"].off
        return 1 + round(village.complexity * 10) if self.police or asked else 0

    def open(self) -> int:
        """Return the weight of places without anybody."""
        return sum(
            self.weight(name)
            for place, posts in self.holders.items()
            if not posts
            for name in self.villages_of(place)
        )

    def uncertified(self) -> int:
        """Return the places held by nobody with the certificates they ask for (R24)."""
        whom = "lead" if self.police else "auxiliary"
        return sum(
            bool(posts)
            and all(
                lacks(self.view, self.officer(post), asked_of(self.view, self.villages_of(place), whom))
                for post in posts
            )
            for place, posts in self.holders.items()
        )

    def understaffed(self) -> int:
        """Return by how many people communities (R10) and, for helpers, rural villages (R11) fall short."""
        view, holders = self.view, self.holders
        short = 0
        for place, posts in holders.items():
            for name in self.villages_of(place):
                urban = view.village[name].kind is Kind.URBAN
                if self.police and urban:
                    short += max(0, needed(view, name) - len(posts))
                elif not self.police:
                    police = view.police_in_rooms[view.row[name].room_id] if urban else 0
                    alone = [post for post in posts if len(self.places(post)) == 1]
                    if len(alone) == len(posts):
                        short += max(0, needed(view, name) - police - len(alone))
        if not self.police:
            for post in self.posts:
                villages = self.places(post)
                if len(villages) > 1:
                    short += max(0, sum(needed(view, name) for name in villages) - 1)
        return short

    def loads(self) -> tuple[int, ...]:
        """Return hours over capacity in millionths, highest first (R16)."""
        helpers = self.view.helpers_at
        loads = [
            math.floor(
                post_cents(self.view, post, helpers)
                * 1_000_000
                / capacity_cents(self.view, self.officer(post))
                + 0.5
            )
            for post in self.posts
        ]
        return tuple(sorted(loads, reverse=True))

    def ability(self) -> int:
        """Return ability short of complexity, squared, in hundredths of a squared point (R15)."""
        if self.view.problem.policy["R15"].off:
            return 0
        short = (
            max(0, round(round(post.complexity, 1) * 10) - round(round(self.officer(post).ability, 1) * 10))
            for post in self.posts
        )
        return sum(points**2 for points in short)

    def green(self) -> int:
        """Return the rooms whose people are all junior."""
        if self.view.problem.policy["R15"].off:
            return 0
        there: dict[str, list[bool]] = {}
        for post in self.posts:
            for room_id in self.view.rooms_of(post):
                there.setdefault(room_id, []).append(is_junior(self.view, self.officer(post)))
        return sum(all(juniors) for juniors in there.values())

    def outside(self) -> int:
        """Return the rooms in no area, those that cannot be in one left out (R17)."""
        stations = Counter(self.view.room[room_id].station_id for room_id in self.rooms)
        single = self.view.problem.policy["R17"].count("min_rooms") == 1
        inside = {room_id for area in self.view.plan.areas for room_id in area.room_ids}
        return sum(
            room_id not in inside and not single and stations[self.view.room[room_id].station_id] > 1
            for room_id in self.rooms
        )

    def unguided(self) -> int:
        """Return the juniors without a senior in their area (R17)."""
        return sum(
            is_junior(self.view, self.officer(post)) and not mentors(self.view, post) for post in self.posts
        )

    def moves(self) -> int:
        """Return the moves, each weighing one and the whole years in the place (R19)."""
        if self.view.problem.policy["R19"].off:
            return 0
        day = self.view.problem.day
        total = 0
        for post in self.posts:
            officer = self.officer(post)
            years = round(officer.years)
            if officer.since is not None and day is not None:
                years = max(0, math.floor((day - officer.since).days / 365.25))
            total += (1 + years) * post.changed
        return total

    @cached_property
    def home(self) -> list[int]:
        """Return hundredths of a minute from home to post, where a home is known."""
        return [self.homes[post.officer_id] for post in self.posts if post.officer_id in self.homes]

    def order(self) -> int:
        """Return the sum that breaks ties by ids."""
        places = self.all_places
        rank = {place: len(places) - number for number, place in enumerate(places)}
        return sum(
            number * sum(rank.get(place, 0) for place in self.places(post))
            for number, post in enumerate(self.posts, start=1)
        )


def _home_minutes(view: View) -> dict[str, int]:
    """Return hundredths of a minute between home and post by officer: on the roads within the area of R05."""
    pairs: dict[str, tuple[str, str]] = {}
    first: dict[str, str] = {}
    for one in view.problem.sites:
        first.setdefault(one.village_id, one.site_id)
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        home = officer.home_village_id if officer else None
        room = view.room.get(post.room_id)
        if home not in view.village or room is None:
            continue
        site = room.site_id if post.role == Role.POLICE.value else first.get(post.village_post, "")
        if site in view.site:
            pairs[post.officer_id] = site, str(home)
    near = {
        pair for pair in pairs.values() if view.scope(view.site[pair[0]].village_id) == view.scope(pair[1])
    }
    minutes = measure(view, dict.fromkeys(sorted(near), math.inf))
    return {
        name: round(minutes[pair] * 100) if pair in near else _straight(view, *pair)
        for name, pair in pairs.items()
    }


def _straight(view: View, site_id: str, village_id: str) -> int:
    """Return hundredths of a minute along the great circle, where no roads were measured."""
    site, village = view.site[site_id], view.village[village_id]
    a, b = math.radians(site.lat), math.radians(village.lat)
    between = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(
        math.radians(site.lon - village.lon)
    )
    km = EARTH_KM * math.acos(min(1.0, between))
    number = view.problem.policy.number
    return round(km * number("travel.straight_factor") * 60 / number("travel.straight_kph") * 100)
