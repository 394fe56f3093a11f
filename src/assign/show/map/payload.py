"""What the map's script draws: the plan as columns and whole numbers, a city in a few megabytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

import numpy as np
import shapely

from assign.plan import Plan
from assign.problem import Problem
from assign.show.figures import gap_text
from assign.show.fingerprint import plan_hash
from assign.show.map import topology
from assign.show.map.basemap import Basemap, shifted_to_tiles
from assign.show.map.changes import changes_from_plan, changes_from_today, other_columns
from assign.show.map.explained import Explained, explained_rows, weighed_posts
from assign.show.map.metrics import metric_rows
from assign.show.map.pack import pack
from assign.show.map.people import exception_rows, post_columns, unused_columns
from assign.show.map.places import (
    Json,
    area_columns,
    near_rooms,
    room_columns,
    station_columns,
    village_columns,
)
from assign.show.map.roads import repair_columns, road_columns
from assign.show.map.sentences import Sentences, page_words
from assign.show.words import LANGUAGES


def payload(
    problem: Problem,
    plan: Plan,
    *,
    lang: str,
    other: Plan | None = None,
    explained: Iterable[Explained] = (),
    basemap: Basemap | None = None,
) -> Json:
    """Return everything the map's script needs, as plain JSON values."""
    sentences = Sentences()
    rooms = {room.room_id: number for number, room in enumerate(plan.rooms)}
    drawn = shifted_to_tiles(problem, plan) if basemap and basemap.shifted else (problem, plan)
    out: Json = {
        "name": problem.name,
        "lang": lang,
        "languages": list(LANGUAGES),
        "plan": _plan_facts(plan),
        "rules": _rule_facts(problem, plan),
        "posts": post_columns(problem, plan, rooms, sentences),
        "unused": unused_columns(problem, plan, sentences),
        "areas": area_columns(problem, plan, rooms),
        "near": [pack(row) for row in near_rooms(problem, plan)],
        "exceptions": exception_rows(problem, plan, rooms, sentences),
        "explained": explained_rows([*explained, *weighed_posts(plan)], sentences),
        "figures": metric_rows(problem, plan, other),
        "today": changes_from_today(problem, plan),
        "changes": changes_from_plan(problem, plan, other) if other else [],
        "basemap": _tiles(basemap),
    }
    out |= _drawn(*drawn, rooms)
    out["other"] = _beside(drawn[0], plan, other, shifted=drawn[0] is not problem) if other else None
    out["sentences"] = sentences.pairs
    out["words"] = page_words(plan)
    return out


def _beside(problem: Problem, plan: Plan, other: Plan, *, shifted: bool) -> Json:
    """Return the other plan as it is drawn beside this one."""
    columns = room_columns(problem, plan)
    colours = dict(zip(columns["id"], columns["colour"], strict=True))  # type: ignore[call-overload]
    return other_columns(problem, shifted_to_tiles(problem, other)[1] if shifted else other, colours)


def dumps(value: Json) -> str:
    """Return JSON that may stand inside a ``<script>`` element: no ``<`` can end it early."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _drawn(problem: Problem, plan: Plan, rooms: Mapping[str, int]) -> Json:
    """Return all that has a place on the map."""
    shapes = topology.build(
        topology.simplify(problem.outlines, metres=topology.tolerance_m(len(problem.villages)))
    )
    index = problem.village_index
    return {
        "bounds": _bounds(problem),
        "shapes": topology.shape_columns(shapes),
        "villages": village_columns(problem, plan, rooms),
        "stations": station_columns(problem),
        "rooms": room_columns(problem, plan),
        "borders": pack(np.diff(problem.borders.astype(np.int64).ravel(), prepend=0)),
        "links": [
            [index[link.village_id], index[link.other_id], round(link.travel_min, 1)]
            for link in problem.links
        ],
        "roads": road_columns(problem.network, villages=len(problem.villages)),
        "repairs": repair_columns(problem),
    }


def _plan_facts(plan: Plan) -> Json:
    """Return what the head of the page says of the plan."""
    verified = plan.run.get("verified")
    return {
        "hash": plan_hash(plan),
        "status": plan.status.value,
        "gap": gap_text(plan.gap),
        "objective": _known(plan.objective.get("total")),
        "bound": _known(plan.bound),
        "made": str(plan.run.get("made", "")),
        "verified": dict(verified) if isinstance(verified, Mapping) else None,
        "parent": str(plan.run.get("parent") or ""),
        "redacted": bool(plan.run.get("redacted")),
    }


def _rule_facts(problem: Problem, plan: Plan) -> Json:
    """Return what edits are checked against: limits, weights and the target of hours."""
    policy = problem.policy
    target = plan.run.get("target_hours")
    return {
        "least": policy["R01"].count("min_villages"),
        "most": policy["R01"].count("max_villages"),
        "ownRooms": not policy["R02"].off,
        "nesting": str(policy["R05"]["nesting"]),
        "farthest": 0 if policy["R09"].off else policy["R09"].number("max_travel_min"),
        "overFactor": 0 if policy["R09"].must else policy["R09"].number("over_factor"),
        "maxRooms": policy["R13"].count("max_rooms"),
        "maxVillages": 0 if policy["R14"].off else policy["R14"].count("max_villages"),
        "capacity": 0
        if policy["R16"].off
        else policy["R16"].number("monthly_hours") * policy["R16"].number("presence"),
        "travel": policy.number("weights.travel"),
        "balance": policy.number("weights.balance"),
        "target": target if isinstance(target, int | float) else 0,
        "later": list(policy.not_yet_enforced),
    }


def _tiles(basemap: Basemap | None) -> Json | None:
    if basemap is None:
        return None
    return {"urls": list(basemap.urls), "subdomains": basemap.subdomains, "credit": basemap.credit}


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 1)


def _bounds(problem: Problem) -> list[list[float]]:
    west, south, east, north = (float(value) for value in shapely.total_bounds(problem.outlines))
    if not math.isfinite(west):
        lons = [village.lon for village in problem.villages] or [0.0]
        lats = [village.lat for village in problem.villages] or [0.0]
        west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    return [[round(south, 5), round(west, 5)], [round(north, 5), round(east, 5)]]
