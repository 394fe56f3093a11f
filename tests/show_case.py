"""A small case and a plan of it with hostile names, for the tests of what people read."""

from __future__ import annotations

from dataclasses import replace

from assign.errors import Severity
from assign.messages import Message
from assign.plan import Area, Assignment, Certificate, Plan, Post, Room, RuleException, Status, Unused
from assign.problem import Officer, Problem, Role
from builders import grid_problem, village_id

HOSTILE = (
    "{{7*191}}",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    r"C:\2019\new",
    "`${alert(1)}`",
    "'\"><svg onload=alert(1)>",
    "{% raw %}",
    "&lt;b&gt;&amp;",
    "<!--<script>",
    '=HYPERLINK("http://x.invalid")',
    "李庄\u2028村",
    "http://x.invalid/",
    "{text}{0}%s",
)
ROOM_SITES = ((0, 1, 4, 5), (2, 3, 6, 7), (8, 9, 12, 13), (10, 11, 14, 15))


def hostile_problem() -> Problem:
    """Return a county of 4 × 4 villages whose names, stations and officers try to break the page."""
    officers = [
        Officer("P1", Role.POLICE, "S01", name=HOSTILE[0], ability=70),
        Officer("P2", Role.POLICE, "S01", name=HOSTILE[1], ability=60),
        Officer("A1", Role.AUXILIARY, "S01", name=HOSTILE[9]),
    ]
    problem = grid_problem(4, 4, officers=officers, roads=True, links=[(0, 15)])
    names = dict(zip(range(16), HOSTILE, strict=False))
    villages = tuple(replace(v, name=names.get(n, v.name)) for n, v in enumerate(problem.villages))
    stations = tuple(replace(s, name=HOSTILE[2]) for s in problem.stations)
    return replace(problem, name=f"{HOSTILE[1]} {HOSTILE[0]}", villages=villages, stations=stations)


def small_plan(problem: Problem) -> Plan:
    """Return a plan of four rooms for the 4 × 4 county, with three people and two exceptions."""
    rooms, rows = [], []
    leads = ("P1", "P1", "P2", "")
    for zone, lead in zip(ROOM_SITES, leads, strict=True):
        host = problem.villages[zone[0]]
        room_id = f"R-{host.village_id}-office"
        minutes = {n: round(2.8 * (abs(n - zone[0]) % 3), 2) for n in zone}
        members = [problem.villages[n] for n in zone]
        rooms.append(
            Room(
                room_id,
                host.station_id,
                host.village_id,
                f"{host.village_id}-office",
                "office",
                "candidate",
                host.lon,
                host.lat,
                tuple(v.village_id for v in members),
                sum(v.population for v in members),
                round(sum(v.hours for v in members), 2),
                "",
                lead,
                2.1,
                max(minutes.values()),
            )
        )
        rows += [
            Assignment(
                v.village_id,
                v.name,
                v.kind.value,
                v.station_id,
                room_id,
                n == zone[0],
                n != zone[0],
                minutes[n],
                v.complexity,
                v.hours,
                lead,
                ("A1",) if n in (2, 3) else (),
            )
            for n, v in zip(zone, members, strict=True)
        ]
    why = Message("text", {"text": f"=1+1 {HOSTILE[0]} {HOSTILE[2]}"})
    posts = (
        _post("A1", "auxiliary", rooms[1].room_id, (village_id(3), village_id(2)), lead=False, reason=why),
        _post("P1", "police", rooms[0].room_id, rooms[0].villages + rooms[1].villages, lead=True, reason=why),
        _post("P2", "police", rooms[2].room_id, rooms[2].villages, lead=True, reason=why),
    )
    exceptions = (
        RuleException("R13", Severity.ERROR, "room", rooms[3].room_id, "0", "1", why),
        RuleException("R14", Severity.WARNING, "village", village_id(1), HOSTILE[1], "1", why),
    )
    certificate = Certificate(
        "S01",
        Status.OPTIMAL,
        4,
        (4, 4),
        16,
        9,
        120_000,
        120_000,
        120_000,
        {village_id(n): 7_500 for n in reversed(range(16))},
        0,
        4,
        "lp",
        {3: 130_000},
    )
    return Plan(
        Status.OPTIMAL,
        {"total": 12.0, "travel": 10.0, "balance": 2.0, "site": 0.0, "relaxed_villages": 4.0},
        12.0,
        0.0,
        {"rooms": 4.0},
        tuple(reversed(rows)),
        tuple(reversed(rooms)),
        posts,
        (Area("A-1", "P1", ("b", "a")),),
        exceptions,
        (Unused("P9", "police", "S01", why),),
        (certificate,),
        {"seed": 0, "versions": {"assign": "0"}},
    )


def _post(
    officer_id: str, role: str, room_id: str, served: tuple[str, ...], *, lead: bool, reason: Message
) -> Post:
    return Post(
        officer_id, role, "S01", room_id, served, lead, False, "", "", 5.6, 50.0, 48.25, 21.0, False, reason
    )
