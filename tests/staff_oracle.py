"""The staffing of a small station by trying everything, written from `docs/design.md` without the optimiser."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import networkx as nx
import numpy as np

from assign.optimise import Zone
from assign.problem import Kind, Officer, Problem, Role
from builders import grid_problem, village_id

MILLION = 1_000_000


def half_up(above: int, below: int) -> int:
    """Return a quotient of whole numbers, rounded, halves up."""
    return math.floor(above / below + 0.5) if above < 1 << 40 else (2 * above + below) // (2 * below)


def best_within(best: Mapping[int, tuple], most: int) -> int:
    """Return the number of moves with the least key, at most so many, or the fewest there can be."""
    fit = [moves for moves in best if moves <= max(most, min(best))]
    return min(fit, key=lambda moves: best[moves][0])


@dataclass
class Trial:
    """Everything about one station that the tiers need, from the facts."""

    problem: Problem
    zones: tuple[Zone, ...]

    def __post_init__(self) -> None:
        problem = self.problem
        self.rule = problem.policy
        self.site = {zone: problem.sites[zone.site] for zone in self.zones}
        self.zones = tuple(sorted(self.zones, key=lambda zone: self.site[zone].site_id))
        self.graph = nx.Graph()
        self.graph.add_nodes_from(range(len(problem.villages)))
        self.graph.add_edges_from(problem.borders.tolist())
        self.rooms = nx.Graph()
        self.rooms.add_nodes_from(range(len(self.zones)))
        self.station = [problem.villages[zone.villages[0]].station_id for zone in self.zones]
        for a, b in combinations(range(len(self.zones)), 2):
            if self.station[a] == self.station[b] and any(
                self.graph.has_edge(u, v) for u in self.zones[a].villages for v in self.zones[b].villages
            ):
                self.rooms.add_edge(a, b)
        self.room_of = {v: n for n, zone in enumerate(self.zones) for v in zone.villages}
        self.hours = [round(one.hours * 100) for one in problem.villages]
        self.road = []
        for v, one in enumerate(problem.villages):
            minutes = float(problem.travel.block([self.zones[self.room_of[v]].site], [v])[0, 0])
            self.road.append(half_up(2 * round(one.visits * 100) * round(minutes * 100), 6000))

    def connected(self, graph: nx.Graph, items: Sequence[int], most: int) -> list[tuple[int, ...]]:
        """Return connected sets of 2 to `most` items, sorted."""
        return sorted(
            group
            for size in range(2, most + 1)
            for group in combinations(items, size)
            if nx.is_connected(graph.subgraph(group))
        )

    def need(self, village: int) -> int:
        """Return the people that R10 or R11 asks for in a village."""
        one = self.problem.villages[village]
        rule = self.rule["R10" if one.kind is Kind.URBAN else "R11"]
        if rule.off:
            return 0
        by_people = math.ceil(one.population / rule.count("people"))
        if one.kind is Kind.URBAN:
            return max(1, by_people, math.ceil(one.households / rule.count("households")))
        return max(1, by_people)

    def complexity(self, villages: Sequence[int]) -> int:
        """Return tenths of the hours-weighted mean complexity."""
        facts = [self.problem.villages[v] for v in villages]
        mean = sum(one.complexity * one.hours for one in facts) / sum(one.hours for one in facts)
        return round(round(mean, 1) * 10)

    def capacity(self, officer: Officer) -> int:
        """Return hundredths of an hour a month."""
        rule = self.rule["R16"]
        if rule.off:
            return round(rule.number("monthly_hours") * 100)
        hours = rule.number("monthly_hours") if officer.hours is None else officer.hours
        return round(hours * rule.number("presence") * 100)

    def moved(self, officer: Officer, rooms: Sequence[int], villages: Sequence[int]) -> bool:
        """Return whether the post is not where the roster says."""
        here = {f"R-{self.site[self.zones[n]].site_id}" for n in rooms}
        named = {self.problem.villages[v].village_id for v in villages}
        room, village = officer.current_room_id, officer.current_village_id
        return (room is not None and room not in here) or (village is not None and village not in named)

    def stay(self, officer: Officer) -> int:
        """Return what a move weighs."""
        if officer.since and self.problem.day:
            return 1 + int((self.problem.day - officer.since).days / 365.25)
        return 1 + round(officer.years)

    def may(self, officer: Officer, villages: Sequence[int]) -> bool:
        """Return whether no village is on the avoid list."""
        named = {self.problem.villages[v].village_id for v in villages}
        return self.rule["R18"].off or not named.intersection(officer.avoid_village_ids)

    def holds(self, officer: Officer, names: Sequence[str]) -> bool:
        """Return whether the officer has all of the certificates and skills, valid on the day."""
        valid = {name for name, level in officer.skills.items() if level}
        for text in officer.certificates:
            name, _, until = text.partition("@")
            if not until or self.problem.day is None or self.problem.day <= dt.date.fromisoformat(until):
                valid.add(name)
        return valid.issuperset(names)

    def junior(self, officer: Officer) -> bool:
        """Return whether the officer has few years; nobody has where no years are known."""
        known = any(one.years for one in self.problem.officers)
        return known and officer.years < self.rule.number("ability.junior_years")

    def senior(self, officer: Officer) -> bool:
        """Return whether the officer has many years."""
        return officer.years >= self.rule["R17"].number("senior_years")

    def minutes(self, officer: Officer, site: int) -> int:
        """Return hundredths of a minute from home."""
        home = self.problem.village_index.get(officer.home_village_id or "")
        if home is None:
            return 0
        minutes = float(self.problem.travel.block([site], [home])[0, 0])
        if math.isinf(minutes):
            a, b = self.problem.sites[site], self.problem.villages[home]
            vectors = [
                (math.cos(p) * math.cos(q), math.cos(p) * math.sin(q), math.sin(p))
                for p, q in ((math.radians(one.lat), math.radians(one.lon)) for one in (a, b))
            ]
            chord = math.dist(*vectors)
            minutes = 2 * 6371.0088 * math.asin(chord / 2) * 1.4 * 60 / 30
        return round(minutes * 100)

    def too_many_away(self, people, duties, chosen, room) -> bool:
        """Return whether more are transferred to another station than R19 allows."""
        away = sum(
            self.station[room(duties[d])] != one.station_id for one, d in zip(people, chosen, strict=True)
        )
        return self.rule["R19"]["transfers"] != "station" and away > self.rule["R19"].count("max_transfers")

    def partitions(
        self, rooms: tuple[int, ...], areas: Sequence[tuple[int, ...]]
    ) -> Iterator[list[tuple[int, ...]]]:
        """Yield every cut of rooms into areas and single rooms."""
        if not rooms:
            yield []
            return
        for piece in [(rooms[0],), *(area for area in areas if area[0] == rooms[0])]:
            if set(piece) <= set(rooms):
                for rest in self.partitions(tuple(n for n in rooms if n not in piece), areas):
                    yield [piece, *rest]

    # the two pools

    def police(self) -> tuple[list[Officer], list[tuple[int, ...]], list[list[int]]]:
        """Return police with a duty, the duties as rooms, and the duties each may take."""
        rooms = range(len(self.zones))
        duties = [(n,) for n in rooms] + self.connected(
            self.rooms, rooms, self.rule["R13"].count("max_rooms")
        )
        people = [one for one in self.problem.officers if one.role is Role.POLICE and one.available]
        return self._open(
            people, duties, lambda duty: [v for n in duty for v in self.zones[n].villages], lambda d: d
        )

    def helpers(self) -> tuple[list[Officer], list[tuple[int, ...]], list[list[int]]]:
        """Return helpers with a duty, the duties as villages, and the duties each may take."""
        villages = sorted(self.room_of)
        duties = [(v,) for v in villages]
        groups: list[tuple[int, ...]] = []
        if not self.rule["R14"].off:
            for zone in self.zones:
                rural = [v for v in zone.villages if self.problem.villages[v].kind is Kind.RURAL]
                groups += self.connected(self.graph, rural, self.rule["R14"].count("max_villages"))
        duties += sorted(groups)
        people = [one for one in self.problem.officers if one.role is not Role.POLICE and one.available]
        return self._open(people, duties, lambda duty: duty, lambda duty: (self.room_of[duty[0]],))

    def _open(self, people, duties, villages, rooms):
        kept, open_to = [], []
        for one in people:
            mine = [d for d, duty in enumerate(duties) if self.may(one, villages(duty))]
            if one.role is Role.ASSISTANT and one.home_village_id is not None and not self.rule["R18"].off:
                home = self.problem.village_index.get(one.home_village_id)
                mine = [d for d in mine if tuple(villages(duties[d])) == (home,)]
            elif one.pinned:
                stays = [d for d in mine if not self.moved(one, rooms(duties[d]), villages(duties[d]))]
                mine = stays if any(len(duties[d]) == 1 for d in stays) else mine
            if any(self.station[rooms(duties[d])[0]] == one.station_id for d in mine):
                kept.append(one)
                open_to.append(mine)
        return kept, duties, open_to

    def police_by_moves(self) -> dict[int, tuple[tuple, list[int]]]:
        """Return, for each number of moves, tiers of the best posts of police, and the police in each room."""
        people, duties, open_to = self.police()
        rule = self.rule["R17"]
        areas = []
        if not rule.off:
            areas = [
                group
                for group in self.connected(self.rooms, range(len(self.zones)), rule.count("max_rooms"))
                if len(group) >= rule.count("min_rooms")
            ]
        best: dict[int, tuple] = {}
        for chosen in product(*open_to):
            key = self._police_key(people, duties, chosen, areas)
            moves = sum(
                self.moved(one, duties[d], [v for n in duties[d] for v in self.zones[n].villages])
                for one, d in zip(people, chosen, strict=True)
            )
            if self.too_many_away(people, duties, chosen, lambda duty: duty[0]):
                continue
            if key is not None and (moves not in best or key < best[moves][0]):
                best[moves] = key, [sum(n in duties[d] for d in chosen) for n in range(len(self.zones))]
        return best

    def best_police(self) -> tuple[tuple, list[int], int]:
        """Return tiers of the best posts of police, the police in each room, and the moves left for others."""
        most = self.rule["R19"].count("max_moves")
        best = self.police_by_moves()
        moves = best_within(best, most)
        return *best[moves], max(0, most - moves)

    def _police_key(self, people, duties, chosen, areas):
        rooms = range(len(self.zones))
        heads = [sum(n in duties[d] for d in chosen) for n in rooms]
        if any(len(duties[d]) > 1 and any(heads[n] > 1 for n in duties[d]) for d in chosen):
            return None
        zone = [self.zones[n].villages for n in rooms]
        weight = [sum(1 + round(self.problem.villages[v].complexity * 10) for v in zone[n]) for n in rooms]
        hours = [sum(self.hours[v] + self.road[v] for v in zone[n]) for n in rooms]
        asked = [self._asked(zone[n], "lead", "lead") for n in rooms]
        there = [[one for one, d in zip(people, chosen, strict=True) if n in duties[d]] for n in rooms]
        loads, short, moves, home = [], 0, 0, []
        for one, d in zip(people, chosen, strict=True):
            duty = duties[d]
            villages = [v for n in duty for v in zone[n]]
            mine = sum(hours[n] for n in duty) if len(duty) > 1 else half_up(hours[duty[0]], heads[duty[0]])
            loads.append(half_up(mine * MILLION, self.capacity(one)))
            short += max(0, self.complexity(sorted(villages)) - round(round(one.ability, 1) * 10)) ** 2
            moves += self.stay(one) * self.moved(one, duty, villages)
            home.append(self.minutes(one, self.zones[duty[0]].site))
        key = [
            sum(weight[n] for n in rooms if not heads[n]),
            sum(len(duties[d]) - 1 for d in chosen),
            sum(bool(there[n]) and not any(self.holds(one, asked[n]) for one in there[n]) for n in rooms),
            sum(
                max(0, self.need(v) - heads[n])
                for n in rooms
                for v in zone[n]
                if self.problem.villages[v].kind is Kind.URBAN
            ),
            sorted(loads, reverse=True),
            *self._able(short, there),
        ]
        if not self.rule["R17"].off:
            key += min(
                self._guided(people, duties, chosen, cut)
                for cut in self.partitions(tuple(rooms), areas)
                if self._sound(duties, chosen, cut, heads)
            )
        return (*key, *self._tail(len(self.zones), duties, chosen, moves, home))

    def _able(self, short, there):
        if self.rule["R15"].off:
            return 0, 0
        return short, sum(bool(group) and all(map(self.junior, group)) for group in there)

    def _tail(self, places, duties, chosen, moves, home):
        order = sum((n + 1) * (places - i) for n, d in enumerate(chosen) for i in duties[d])
        return 0 if self.rule["R19"].off else moves, max(home, default=0), sum(home), order

    def _sound(self, duties, chosen, cut, heads):
        """An area has police, and the rooms of one lead lie in one area."""
        for piece in cut:
            if len(piece) > 1:
                if not any(heads[n] for n in piece):
                    return False
                if any(set(piece) & set(duties[d]) and not set(duties[d]) <= set(piece) for d in chosen):
                    return False
        return True

    def _guided(self, people, duties, chosen, cut):
        lone = self.rule["R17"].count("min_rooms") == 1
        alone_there = [self.station.count(self.station[piece[0]]) == 1 for piece in cut]
        outside = sum(
            len(piece) == 1 and not only and not lone for piece, only in zip(cut, alone_there, strict=True)
        )
        alone = 0
        for one, d in zip(people, chosen, strict=True):
            pieces = [piece for piece in cut if set(piece) & set(duties[d])]
            if self.junior(one):
                alone += any(
                    not any(
                        self.senior(other) and set(piece) & set(duties[e])
                        for other, e in zip(people, chosen, strict=True)
                    )
                    for piece in pieces
                )
        return [outside, alone]

    def _asked(self, villages, setting, whom):
        rule = self.rule["R24"]
        if rule.off:
            return set()
        out = set(rule[setting])
        if rule["village_asks"] in (whom, "both"):
            out.update(name for v in villages for name in self.problem.villages[v].requires)
        return out

    def best_helpers(self, police: Sequence[int], most: int) -> tuple:
        """Return tiers of the best posts of helpers, given the police in each room and the moves left."""
        people, duties, open_to = self.helpers()
        best: dict[int, tuple] = {}
        for chosen in product(*open_to):
            key = self._helper_key(people, duties, chosen, police)
            moves = sum(
                self.moved(one, (self.room_of[duties[d][0]],), duties[d])
                for one, d in zip(people, chosen, strict=True)
            )
            if self.too_many_away(people, duties, chosen, lambda duty: self.room_of[duty[0]]):
                continue
            if key is not None and (moves not in best or (key,) < best[moves]):
                best[moves] = (key,)
        return best[best_within(best, most)][0]

    def _helper_key(self, people, duties, chosen, police):
        villages = sorted(self.room_of)
        heads = {v: sum(v in duties[d] for d in chosen) for v in villages}
        if any(len(duties[d]) > 1 and any(heads[v] > 1 for v in duties[d]) for d in chosen):
            return None
        facts = self.problem.villages
        loads, short, moves, home, lack = [], 0, 0, [], 0
        need = {v: self.need(v) for v in villages}
        for v in villages:
            if facts[v].kind is Kind.URBAN:
                need[v] = max(0, need[v] - police[self.room_of[v]])
        grouped = {v for d in chosen if len(duties[d]) > 1 for v in duties[d]}
        lack += sum(max(0, need[v] - heads[v]) for v in villages if v not in grouped)
        for one, d in zip(people, chosen, strict=True):
            duty = duties[d]
            stand = max(duty, key=lambda v: (facts[v].hours, -v))
            mine = half_up(self.hours[duty[0]], heads[duty[0]])
            if len(duty) > 1:
                mine = sum(self.hours[v] + (self.road[v] if v != stand else 0) for v in duty)
                lack += max(0, sum(need[v] for v in duty) - 1)
            loads.append(half_up(mine * MILLION, self.capacity(one)))
            short += max(0, self.complexity(duty) - round(round(one.ability, 1) * 10)) ** 2
            moves += self.stay(one) * self.moved(one, (self.room_of[duty[0]],), duty)
            home.append(self.minutes(one, self.problem.sites_of_village[stand][0]))
        there = {v: [one for one, d in zip(people, chosen, strict=True) if v in duties[d]] for v in villages}
        by_room = [
            [one for one, d in zip(people, chosen, strict=True) if self.room_of[duties[d][0]] == n]
            for n in range(len(self.zones))
        ]
        counted = [] if self.rule["R14"].off else villages
        return (
            sum(
                1 + round(facts[v].complexity * 10)
                for v in counted
                if facts[v].kind is Kind.RURAL and not heads[v]
            ),
            sum(len(duties[d]) - 1 for d in chosen),
            sum(
                bool(there[v])
                and not any(self.holds(one, self._asked([v], "auxiliary", "auxiliary")) for one in there[v])
                for v in villages
            ),
            lack,
            sorted(loads, reverse=True),
            *self._able(short, by_room),
            *self._tail(len(self.problem.villages), duties, chosen, moves, home),
        )


# random stations


def random_station(seed: int, *, two: bool = False) -> tuple[Problem, tuple[Zone, ...]]:
    """Return a station of 4 to 6 villages in 2 to 4 rooms with up to 3 police and 3 others, all facts at random.

    With `two` the villages are of two stations, between which officers may be transferred.
    """
    draw = np.random.default_rng(seed)
    rows, cols = (2, 3) if draw.random() < 0.6 else (1, int(draw.integers(4, 7)))
    count = rows * cols
    urban = [n for n in range(count) if draw.random() < 0.25]
    officers = [
        _random_officer(draw, number, role, count)
        for role, most in (("police", 4), ("helper", 4))
        for number in range(int(draw.integers(0 if role == "helper" else 1, most)))
    ]
    policy: dict[str, dict[str, object]] = {
        rule: {"switch": "off"}
        for rule in ("R10", "R11", "R14", "R15", "R16", "R17", "R18", "R19", "R24")
        if draw.random() < 0.1
    }
    policy.setdefault("R13", {})["max_rooms"] = int(draw.integers(1, 4))
    policy.setdefault("R14", {})["max_villages"] = int(draw.integers(1, 5))
    policy.setdefault("R17", {})["min_rooms"] = int(draw.choice([1, 2, 2, 2, 3]))
    policy.setdefault("R24", {})["village_asks"] = str(draw.choice(["lead", "auxiliary", "both"]))
    if draw.random() < 0.25:
        policy.setdefault("R19", {})["max_moves"] = int(draw.integers(0, 4))
    if draw.random() < 0.2:
        policy["R24"]["lead"] = ["drive"]
    if two:
        officers = [_replace(one, station_id=str(draw.choice(["S01", "S02"]))) for one in officers]
        reach = {"transfers": "county", "max_transfers": int(draw.integers(0, 4))}
        policy["R19"] = {**policy.get("R19", {}), **reach}
    problem = grid_problem(
        rows, cols, urban=urban, officers=officers, policy={"policy": policy}, roads=bool(draw.random() < 0.5),
        block=(rows, -(-cols // 2)) if two else None,
    )  # fmt: skip
    villages = tuple(_random_village(draw, one) for one in problem.villages)
    day = dt.date(2026, 6, 1) if draw.random() < 0.7 else None
    problem = _replace(problem, villages=villages, day=day)
    return problem, _random_zones(draw, problem, urban)


def _replace(problem, **changes):
    from dataclasses import replace

    return replace(problem, **changes)


def _random_officer(draw, number, role, count):
    some = [village_id(int(n)) for n in draw.permutation(count)]
    kind = (
        Role.POLICE if role == "police" else Role(str(draw.choice(["auxiliary", "auxiliary", "assistant"])))
    )
    since = dt.date(int(draw.integers(2010, 2026)), 3, 1) if draw.random() < 0.3 else None
    expiry = str(draw.choice(["", "@2026-05-31", "@2026-06-01"]))
    return Officer(
        f"{'P' if kind is Role.POLICE else 'H'}{number}",
        kind,
        "S01",
        years=float(draw.choice([0, 1, 2, 4, 6, 20])),
        ability=float(draw.choice([20, 45.55, 60, 80])),
        skills={"drive": 1.0} if draw.random() < 0.2 else {},
        certificates=(f"drive{expiry}",) if draw.random() < 0.4 else (),
        hours=float(draw.choice([80, 120, 176])) if draw.random() < 0.3 else None,
        home_village_id=some[0] if draw.random() < 0.5 else None,
        avoid_village_ids=tuple(sorted(some[1 : 1 + int(draw.integers(1, 3))]))
        if draw.random() < 0.3
        else (),
        current_room_id=f"R-{some[3]}-office" if draw.random() < 0.4 else None,
        current_village_id=some[2] if draw.random() < 0.4 else None,
        since=since,
        available=bool(draw.random() < 0.95),
        pinned=bool(draw.random() < 0.15),
    )


def _random_village(draw, one):
    even = draw.random() < 0.3
    return _replace(
        one,
        population=int(draw.choice([800, 3200, 5100, 12000])),
        complexity=50.0 if even else round(float(draw.uniform(10, 90)), 1),
        hours=10.0 if even else round(float(draw.uniform(5, 60)), 2),
        requires=("drive",) if draw.random() < 0.3 else (),
    )


def _random_zones(draw, problem, urban):
    rural = nx.Graph()
    rural.add_nodes_from(n for n in range(len(problem.villages)) if n not in urban)
    station = [one.station_id for one in problem.villages]
    rural.add_edges_from(
        (u, v) for u, v in problem.borders.tolist() if not {u, v} & set(urban) and station[u] == station[v]
    )
    parts = [{n} for n in urban]
    while rural:
        part = {int(draw.choice(sorted(rural)))}
        for _ in range(int(draw.integers(1, 4))):
            near = sorted({v for u in part for v in rural[u]} - part)
            part |= {int(draw.choice(near))} if near else set()
        parts.append(part)
        rural.remove_nodes_from(part)
    return tuple(Zone(int(draw.choice(sorted(part))), tuple(sorted(part))) for part in parts)
