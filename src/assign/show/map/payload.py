"""What the map's script draws: the plan as columns and whole numbers, a city in a few megabytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely

from assign.messages import Message
from assign.plan import Plan, Post
from assign.problem import Problem
from assign.show.figures import figures, gap_text
from assign.show.map import topology
from assign.show.map.roads import road_columns
from assign.show.words import LANGUAGES, has_word, say, word
from assign.show.words.labels import SENTENCES as LABELS

COLOURS = 8
"""Number of zone colours in `assets/map.css`'s palette (`draw.js` holds them)."""

WORDS = ("map.", "kind.", "role.", "site.", "site-status.", "severity.", "entity.", "unit.", "status.")
"""Words that go into the page start with one of these."""

Json = dict[str, object]


def payload(problem: Problem, plan: Plan, *, lang: str) -> Json:
    """Return everything the map's script needs, as plain JSON values."""
    sentences = Sentences()
    shapes = topology.build(
        topology.simplify(problem.outlines, metres=topology.tolerance_m(len(problem.villages)))
    )
    room_index = {room.room_id: number for number, room in enumerate(plan.rooms)}
    station_index = problem.station_index
    out: Json = {
        "name": problem.name,
        "lang": lang,
        "languages": list(LANGUAGES),
        "status": plan.status.value,
        "gap": gap_text(plan.gap),
        "objective": _whole(plan.objective.get("total")),
        "bound": _whole(plan.bound),
        "bounds": _bounds(problem),
        "shapes": _shape_columns(shapes),
        "villages": _village_columns(problem, plan, room_index),
        "stations": _station_columns(problem),
        "rooms": _room_columns(problem, plan, _colours(problem, plan)),
        "posts": _post_columns(problem, plan, room_index, station_index, sentences),
        "exceptions": _exception_columns(problem, plan, room_index, sentences),
        "links": [
            [
                problem.village_index[link.village_id],
                problem.village_index[link.other_id],
                round(link.travel_min, 1),
            ]
            for link in problem.links
        ],
        "roads": road_columns(problem.network, villages=len(problem.villages)),
        "figures": [
            [[figure.label(item) for item in LANGUAGES], [figure.text(item) for item in LANGUAGES]]
            for figure in figures(problem, plan)
        ],
        "later": list(problem.policy.not_yet_enforced),
    }
    out["sentences"] = sentences.pairs
    out["words"] = _words(plan)
    return out


def dumps(value: Json) -> str:
    """Return JSON that may stand inside a ``<script>`` element: no ``<`` can end it early."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Sentences:
    """Sentences in both languages, each once; posts and exceptions name them by number."""

    def __init__(self) -> None:
        self.pairs: list[list[str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def add(self, message: Message) -> int:
        """Return the number of the message's sentence."""
        pair = tuple(say(message, lang) for lang in LANGUAGES)
        if pair not in self._numbers:
            self._numbers[pair] = len(self.pairs)
            self.pairs.append(list(pair))
        return self._numbers[pair]


def _words(plan: Plan) -> dict[str, list[str]]:
    """Return the fixed words of the page; those of rules only where an exception names them."""
    named = {f"rule.{row.rule_id}.title" for row in plan.exceptions}
    keys = [key for key in LABELS if key.startswith(WORDS)]
    keys += sorted(key for key in named if has_word(key))
    return {key: [word(key, lang) for lang in LANGUAGES] for key in keys}


def _whole(value: float | None) -> int | None:
    return None if value is None or not math.isfinite(value) else round(value)


def _degrees(values: Iterable[float]) -> list[int]:
    return [round(value * topology.PRECISION) for value in values]


def _bounds(problem: Problem) -> list[list[float]]:
    west, south, east, north = (float(value) for value in shapely.total_bounds(problem.outlines))
    if not math.isfinite(west):
        lons = [village.lon for village in problem.villages] or [0.0]
        lats = [village.lat for village in problem.villages] or [0.0]
        west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    return [[round(south, 5), round(west, 5)], [round(north, 5), round(east, 5)]]


def _shape_columns(shapes: topology.Topology) -> Json:
    """Return arcs as differences of whole numbers: the first point from the last of the arc before."""
    points = np.array([point for arc in shapes.arcs for point in arc], dtype=np.int64).reshape(-1, 2)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)) if len(points) else points
    return {
        "lengths": [len(arc) for arc in shapes.arcs],
        "steps": steps.ravel().tolist(),
        "polygons": shapes.polygons,
    }


def _village_columns(problem: Problem, plan: Plan, room_index: Mapping[str, int]) -> Json:
    """Return the villages in the problem's order; a village the plan does not know has room -1."""
    rows = {row.village_id: row for row in plan.assignments}
    villages = problem.villages
    found = [rows.get(village.village_id) for village in villages]
    return {
        "id": [village.village_id for village in villages],
        "name": [village.name for village in villages],
        "urban": [int(village.kind == "urban") for village in villages],
        "station": [problem.station_index[village.station_id] for village in villages],
        "population": [village.population for village in villages],
        "complexity": [round(village.complexity, 1) for village in villages],
        "hours": [round(village.hours, 1) for village in villages],
        "x": _degrees(village.lon for village in villages),
        "y": _degrees(village.lat for village in villages),
        "room": [-1 if row is None else room_index.get(row.room_id, -1) for row in found],
        "travel": [
            -1 if row is None or not math.isfinite(row.travel_min) else round(row.travel_min, 1)
            for row in found
        ],
        "host": [int(row is not None and row.is_host) for row in found],
        "post": [int(row is not None and row.has_workstation) for row in found],
    }


def _station_columns(problem: Problem) -> Json:
    """Return the stations with a point for their label: the station's own, or the middle of its villages."""
    members: dict[str, list[int]] = {}
    for number, village in enumerate(problem.villages):
        members.setdefault(village.station_id, []).append(number)
    x, y = [], []
    for station in problem.stations:
        at = members.get(station.station_id, [])
        lons = [problem.villages[number].lon for number in at] or [station.lon or 0.0]
        lats = [problem.villages[number].lat for number in at] or [station.lat or 0.0]
        x.append(sum(lons) / len(lons))
        y.append(sum(lats) / len(lats))
    return {
        "id": [station.station_id for station in problem.stations],
        "name": [station.name for station in problem.stations],
        "remote": [int(station.remote) for station in problem.stations],
        "x": _degrees(x),
        "y": _degrees(y),
    }


def _room_columns(problem: Problem, plan: Plan, colours: Sequence[int]) -> Json:
    index = problem.village_index
    return {
        "id": [room.room_id for room in plan.rooms],
        "station": [problem.station_index[room.station_id] for room in plan.rooms],
        "host": [index[room.host_village_id] for room in plan.rooms],
        "site": [room.site_kind for room in plan.rooms],
        "status": [room.status for room in plan.rooms],
        "x": _degrees(room.lon for room in plan.rooms),
        "y": _degrees(room.lat for room in plan.rooms),
        "hours": [round(room.hours, 1) for room in plan.rooms],
        "population": [room.population for room in plan.rooms],
        "mean": [round(room.mean_travel_min, 1) for room in plan.rooms],
        "max": [round(room.max_travel_min, 1) for room in plan.rooms],
        "lead": [room.lead_officer_id for room in plan.rooms],
        "colour": list(colours),
    }


def _post_columns(
    problem: Problem,
    plan: Plan,
    room_index: Mapping[str, int],
    station_index: Mapping[str, int],
    sentences: Sentences,
) -> Json:
    names = {officer.officer_id: officer.name for officer in problem.officers}
    posts: tuple[Post, ...] = plan.posts
    return {
        "id": [post.officer_id for post in posts],
        "name": [names.get(post.officer_id, "") for post in posts],
        "role": [post.role for post in posts],
        "station": [station_index.get(post.station_id, -1) for post in posts],
        "room": [room_index.get(post.room_id, -1) for post in posts],
        "villages": [
            [problem.village_index[item] for item in post.village_ids if item in problem.village_index]
            for post in posts
        ],
        "lead": [int(post.is_lead) for post in posts],
        "ability": [round(post.ability, 1) for post in posts],
        "complexity": [round(post.complexity, 1) for post in posts],
        "hours": [round(post.hours, 1) for post in posts],
        "changed": [int(post.changed) for post in posts],
        "reason": [sentences.add(post.reason) for post in posts],
    }


def _exception_columns(
    problem: Problem, plan: Plan, room_index: Mapping[str, int], sentences: Sentences
) -> list[list[object]]:
    """Return rule, severity, entity, id, found, expected, remedy's sentence, where to look (-1: nowhere)."""
    officers = {post.officer_id: number for number, post in enumerate(plan.posts)}
    places: dict[str, Mapping[str, int]] = {
        "village": problem.village_index,
        "room": room_index,
        "station": problem.station_index,
        "officer": officers,
    }
    order = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(
        plan.exceptions,
        key=lambda row: (order[row.severity], row.rule_id, row.entity, row.entity_id, row.found),
    )
    return [
        [
            row.rule_id,
            row.severity.value,
            row.entity,
            row.entity_id,
            row.found,
            row.expected,
            sentences.add(row.remedy),
            places.get(row.entity, {}).get(row.entity_id, -1),
        ]
        for row in rows
    ]


def _colours(problem: Problem, plan: Plan) -> list[int]:
    """Return a colour number for each room: touching zones differ, all colours are used about as often."""
    room_of = [-1] * len(problem.villages)
    for number, room in enumerate(plan.rooms):
        for village_id in room.villages:
            room_of[problem.village_index[village_id]] = number
    touching: list[set[int]] = [set() for _ in plan.rooms]
    for first, second in problem.borders.tolist():
        a, b = room_of[first], room_of[second]
        if a != b and min(a, b) >= 0:
            touching[a].add(b)
            touching[b].add(a)
    colours = [-1] * len(plan.rooms)
    used = [0] * COLOURS
    for number in sorted(range(len(plan.rooms)), key=lambda item: (-len(touching[item]), item)):
        taken = {colours[other] for other in touching[number]}
        free = [colour for colour in range(COLOURS) if colour not in taken] or list(range(COLOURS))
        colours[number] = min(free, key=lambda colour: (used[colour], colour))
        used[colours[number]] += 1
    return colours
