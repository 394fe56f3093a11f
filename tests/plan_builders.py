"""Right plans made by hand, without the optimiser: ``right_plan`` from zones, ``write_plan`` onto disk."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from assign.assess import Finding, verify
from assign.assess.tiers import staff_tiers
from assign.assess.view import View
from assign.errors import Severity
from assign.messages import Message
from assign.plan import (
    TABLE_COLUMNS,
    Area,
    Assignment,
    Certificate,
    Plan,
    Post,
    Room,
    RuleException,
    Status,
    Unused,
)
from assign.problem import Kind, Officer, Problem, Role, SiteStatus, scope_of
from assign.reported import ROWS
from assign.reporting import report_on

UNIT = 10_000


def right_plan(
    problem: Problem,
    zones: Sequence[Sequence[int]],
    *,
    leads: Mapping[str, Sequence[int]] | None = None,
    police: Mapping[str, int] | None = None,
    auxiliaries: Mapping[str, Sequence[int]] | None = None,
    areas: Mapping[str, Sequence[int]] | None = None,
    mentors: Mapping[str, str] | None = None,
) -> Plan:
    """Return a plan that holds, from zones and posts written down by hand.

    Every zone takes its cheapest site. The dual prices share each zone's cost evenly among its villages: they
    add up, as a certificate must, but they prove nothing; for proofs use the optimiser.

    Parameters
    ----------
    problem
        The facts.
    zones
        Village numbers of each room, all villages together.
    leads
        By officer id, the places in `zones` of the rooms led.
    police
        By officer id, the place in `zones` of the room of police who do not lead.
    auxiliaries
        By officer id (auxiliaries and assistants), the numbers of the villages served.
    areas
        By officer id of the chief, the places in `zones` of the area's rooms.
    mentors
        By officer id of the junior, the mentor.
    """
    scheme = _Scheme(problem, zones, leads or {}, police or {}, auxiliaries or {}, areas or {}, mentors or {})
    plan = scheme.plan()
    plan = replace(plan, reported=report_on(problem, plan))
    if not problem.officers:
        return plan
    return replace(plan, staffing=tuple(staff_tiers(View(problem, plan))))


class _Scheme:
    """The parts of a right plan, each from the facts."""

    def __init__(
        self,
        problem: Problem,
        zones: Sequence[Sequence[int]],
        leads: Mapping[str, Sequence[int]],
        police: Mapping[str, int],
        auxiliaries: Mapping[str, Sequence[int]],
        areas: Mapping[str, Sequence[int]],
        mentors: Mapping[str, str],
    ) -> None:
        self.problem = problem
        self.zones = [tuple(sorted(zone)) for zone in zones]
        self.leads, self.police, self.auxiliaries = leads, police, auxiliaries
        self.areas, self.mentors = areas, mentors
        rule = problem.policy["R08"]
        self.own = {
            n
            for n, one in enumerate(problem.villages)
            if one.kind is Kind.URBAN and problem.policy["R02"].must
        }
        rural = len(problem.villages) - len(self.own)
        self.asked = rule.count("rooms") or self._thumb(rural, len(zones) - len(self.own)) + len(self.own)
        self.effective = max(self.asked, len(zones))
        cents = sum(round(one.hours * 100) for n, one in enumerate(problem.villages) if n not in self.own)
        self.target_cents = round(cents / max(1, self.effective - len(self.own)))
        self.sites = [self._best_site(zone) for zone in self.zones]
        self.lead_of = {place: name for name, places in leads.items() for place in places}

    def _thumb(self, rural: int, needed: int) -> int:
        """Return R08's rule of thumb: rounded down, or up as far as the plan needs it."""
        exact = rural / self.problem.policy["R08"].number("villages_per_room")
        return max(int(exact), min(math.ceil(exact), needed))

    def _cost(self, zone: tuple[int, ...], site: int) -> tuple[int, int, int]:
        policy, villages = self.problem.policy, self.problem.villages
        minutes = self.problem.travel.block([site], list(zone))[0]
        travel = sum(
            round(policy.number("weights.travel") * 2 * round(villages[n].visits * 100) * round(far * 100))
            for n, far in zip(zone, minutes.tolist(), strict=True)
        )
        cents = sum(round(villages[n].hours * 100) for n in zone)
        balance = 0
        if not self.own.issuperset(zone):
            balance = round(policy.number("weights.balance") * 6000 * abs(cents - self.target_cents))
        facts, order = self.problem.sites[site], list(policy["R07"]["order"])
        rank = order.index(facts.kind) if facts.kind in order else len(order)
        new = 0.0 if facts.status is SiteStatus.EXISTING else policy.number("weights.new_room_min")
        return travel, balance, round(UNIT * (policy["R07"].number("rank_min") * rank + new))

    def _best_site(self, zone: tuple[int, ...]) -> int:
        sites = [site for n in zone for site in self.problem.sites_of_village[n]]
        facts = self.problem.sites
        required = [site for site in sites if facts[site].status is SiteStatus.REQUIRED]
        allowed = required or [site for site in sites if facts[site].status is not SiteStatus.FORBIDDEN]
        return min(allowed, key=lambda site: (sum(self._cost(zone, site)), facts[site].site_id))

    def plan(self) -> Plan:
        """Return the whole plan."""
        rooms, rows = self._rooms(), self._rows()
        costs = [self._cost(zone, site) for zone, site in zip(self.zones, self.sites, strict=True)]
        travel, balance, site = (sum(cost[term] for cost in costs) for term in range(3))
        total = travel + balance + site
        relaxed = sum(self._shortfall(zone) for zone in self.zones)
        posts = self._posts(rows)
        served = {name for post in posts if not post.is_lead for name in (post.officer_id,)} | set(self.leads)
        minutes = [row.travel_min for row in rows]
        policy = self.problem.policy
        return Plan(
            status=Status.OPTIMAL,
            objective={
                "travel": travel / UNIT,
                "balance": balance / UNIT,
                "site": site / UNIT,
                "total": total / UNIT,
                "relaxed_villages": relaxed,
            },
            bound=total / UNIT,
            gap=0.0,
            metrics={
                "rooms": len(rooms),
                "villages": len(rows),
                "mean_travel_min": round(sum(minutes) / len(minutes), 2),
                "max_travel_min": max(minutes),
            },
            assignments=rows,
            rooms=rooms,
            posts=posts,
            areas=tuple(
                sorted(
                    (
                        Area(self._area_id(places), chief, tuple(sorted(map(self._room_id, places))))
                        for chief, places in self.areas.items()
                    ),
                    key=lambda area: area.area_id,
                )
            ),
            exceptions=self._exceptions(rooms, rows, posts),
            unused=tuple(
                Unused(
                    one.officer_id, one.role.value, one.station_id, Message("text", {"text": "无岗 no post"})
                )
                for one in self.problem.officers
                if one.officer_id not in served
            ),
            certificates=self._certificates(costs),
            run={
                "inputs": [
                    {"role": one.role, "path": one.path, "sha256": one.sha256, "rows": one.rows}
                    for one in self.problem.sources
                ],
                "policy": policy.as_dict(),
                "rules_not_yet_enforced": list(policy.not_yet_enforced),
                "versions": {"assign": "0"},
                "seed": 0,
                "parent": None,
                "timings": {},
                "case": {"name": self.problem.name, "path": self.problem.case_path},
                "target_hours": self.target_cents / 100,
                "rooms_budget": {
                    "asked": self.asked,
                    "effective": self.effective,
                    "rural": self.effective - len(self.own),
                },
                "links": [[one.village_id, one.other_id, one.travel_min] for one in self.problem.links],
            },
        )

    def _room_id(self, place: int) -> str:
        return f"R-{self.problem.sites[self.sites[place]].site_id}"

    def _area_id(self, places: Sequence[int]) -> str:
        return "A-" + min(map(self._room_id, places)).removeprefix("R-")

    def _minutes(self, place: int) -> dict[int, float]:
        zone = self.zones[place]
        return dict(zip(zone, self.problem.travel.block([self.sites[place]], zone)[0].tolist(), strict=True))

    def _rooms(self) -> tuple[Room, ...]:
        out = []
        for place, zone in enumerate(self.zones):
            site = self.problem.sites[self.sites[place]]
            villages = [self.problem.villages[n] for n in zone]
            host = self.problem.villages[self.problem.village_index[site.village_id]]
            minutes = list(self._minutes(place).values())
            out.append(
                Room(
                    room_id=self._room_id(place),
                    station_id=host.station_id,
                    host_village_id=host.village_id,
                    site_id=site.site_id,
                    site_kind=site.kind,
                    status=site.status.value,
                    lon=round(site.lon, 6),
                    lat=round(site.lat, 6),
                    villages=tuple(village.village_id for village in villages),
                    population=sum(village.population for village in villages),
                    hours=round(sum(village.hours for village in villages), 2),
                    area_id=next((self._area_id(p) for p in self.areas.values() if place in p), ""),
                    lead_officer_id=self.lead_of.get(place, ""),
                    mean_travel_min=round(sum(minutes) / len(minutes), 2),
                    max_travel_min=max(minutes),
                )
            )
        return tuple(sorted(out, key=lambda room: room.room_id))

    def _rows(self) -> tuple[Assignment, ...]:
        out = []
        for place, zone in enumerate(self.zones):
            host = self.problem.sites[self.sites[place]].village_id
            for n, minutes in self._minutes(place).items():
                village = self.problem.villages[n]
                names = (name for name, served in self.auxiliaries.items() if n in served)
                out.append(
                    Assignment(
                        village_id=village.village_id,
                        name=village.name,
                        kind=village.kind.value,
                        station_id=village.station_id,
                        room_id=self._room_id(place),
                        is_host=village.village_id == host,
                        has_workstation=village.village_id != host,
                        travel_min=minutes,
                        complexity=round(village.complexity, 1),
                        hours=village.hours,
                        lead_officer_id=self.lead_of.get(place, ""),
                        auxiliary_ids=tuple(sorted(names)),
                    )
                )
            assert len(zone) == len(set(zone)), "a village twice in a zone"
        return tuple(sorted(out, key=lambda row: row.village_id))

    def _posts(self, rows: Sequence[Assignment]) -> tuple[Post, ...]:
        duties = {
            name: [n for place in places for n in self.zones[place]] for name, places in self.leads.items()
        }
        duties |= {name: list(self.zones[place]) for name, place in self.police.items()}
        duties |= {name: list(served) for name, served in self.auxiliaries.items()}
        row_of = {row.village_id: row for row in rows}
        people = {officer.officer_id: officer for officer in self.problem.officers}
        return tuple(self._post(people[name], sorted(duties[name]), row_of) for name in sorted(duties))

    def _post(self, officer: Officer, served: Sequence[int], row_of: Mapping[str, Assignment]) -> Post:
        villages = [self.problem.villages[n] for n in served]
        ids = tuple(village.village_id for village in villages)
        rooms = sorted({row_of[name].room_id for name in ids})
        weight = sum(village.hours for village in villages)
        stand, hours = "", 0.0
        if officer.role is Role.POLICE:
            places = self.leads.get(officer.officer_id) or [self.police[officer.officer_id]]
            hours = sum(self._share(place) for place in places)
        else:
            stand = min(villages, key=lambda village: (-village.hours, village.village_id)).village_id
            for n, name in zip(served, ids, strict=True):
                heads = sum(n in others for others in self.auxiliaries.values())
                hours += math.floor(round(self.problem.villages[n].hours * 100) / heads + 0.5) / 100
                hours += self._road(n, row_of[name].travel_min) if name != stand else 0
        away = officer.current_room_id is not None and officer.current_room_id not in rooms
        gone = officer.current_village_id is not None and officer.current_village_id not in ids
        return Post(
            officer_id=officer.officer_id,
            role=officer.role.value,
            station_id=officer.station_id,
            room_id=rooms[0],
            village_ids=ids,
            is_lead=officer.officer_id in self.leads,
            is_chief=officer.officer_id in self.areas,
            mentor_id=self.mentors.get(officer.officer_id, ""),
            village_post=stand,
            travel_min=max(row_of[name].travel_min for name in ids),
            ability=round(officer.ability, 1),
            complexity=round(sum(village.complexity * village.hours for village in villages) / weight, 1),
            hours=round(hours, 2),
            changed=away or gone,
            reason=Message("text", {"text": "测试 test"}),
        )

    def _share(self, place: int) -> float:
        minutes = self._minutes(place)
        hours = sum(self.problem.villages[n].hours + self._road(n, minutes[n]) for n in self.zones[place])
        heads = (place in self.lead_of) + list(self.police.values()).count(place)
        return math.floor(round(hours * 100) / heads + 0.5) / 100

    def _road(self, village: int, minutes: float) -> float:
        """Return hours a month on the road to a village and back, in whole hundredths, halves rounded up."""
        visits = self.problem.villages[village].visits
        return math.floor(round(visits * 100) * round(minutes * 100) / 3000 + 0.5) / 100

    def _shortfall(self, zone: Sequence[int]) -> int:
        rule = self.problem.policy["R01"]
        if self.own.issuperset(zone):
            return 0
        return max(0, rule.count("min_villages") - len(zone), len(zone) - rule.count("max_villages"))

    def _exceptions(
        self, rooms: Sequence[Room], rows: Sequence[Assignment], posts: Sequence[Post]
    ) -> tuple[RuleException, ...]:
        found: list[tuple[str, str, str, object, str]] = []
        for place, zone in enumerate(self.zones):
            if self._shortfall(zone):
                found.append(("R01", "room", self._room_id(place), len(zone), "5–8"))
        if self.effective > self.asked:
            found.append(("R08", "plan", "rooms", self.effective, str(self.asked)))
        if self.problem.officers:
            found += [("R13", "room", room.room_id, 0, "1") for room in rooms if not room.lead_officer_id]
            found += [
                ("R14", "village", row.village_id, 0, "1")
                for row in rows
                if not row.auxiliary_ids and row.kind == "rural"
            ]
            for post in posts:
                led = self.leads.get(post.officer_id, ())
                if len(led) > 1:
                    found.append(("R13", "officer", post.officer_id, len(led), "1"))
                if post.role != "police" and len(post.village_ids) > 1:
                    found.append(("R14", "officer", post.officer_id, len(post.village_ids), "1"))
            found += self._short_of_people(rows, posts)
        remedy = Message("text", {"text": "补充 more"})
        return tuple(
            RuleException(rule, Severity.WARNING, entity, name, str(number), expected, remedy)
            for rule, entity, name, number, expected in sorted(found, key=lambda row: row[:3])
        )

    def _short_of_people(
        self, rows: Sequence[Assignment], posts: Sequence[Post]
    ) -> list[tuple[str, str, str, object, str]]:
        """Return what R10, R11, R16 and R17 list."""
        policy, found = self.problem.policy, []
        there = {row.village_id: sum(row.village_id in post.village_ids for post in posts) for row in rows}
        need: dict[str, list[float]] = {}
        for village in self.problem.villages:
            if village.kind is Kind.URBAN:
                wanted = math.ceil(
                    max(
                        village.households / policy["R10"].number("households"),
                        village.population / policy["R10"].number("people"),
                    )
                )
                if there[village.village_id] < wanted and not policy["R10"].off:
                    name = village.village_id
                    found.append(("R10", "village", name, there[name], str(wanted)))
            else:
                asked = need.setdefault(village.station_id, [0, 0])
                asked[0] += 1
                shares = [
                    1 / len(post.village_ids)
                    for post in posts
                    if post.role != "police" and village.village_id in post.village_ids
                ]
                asked[1] += min(1, sum(shares))
        for station, (asked_for, have) in sorted(need.items()):
            if round(have) < asked_for and not policy["R11"].off:
                found.append(("R11", "station", station, round(have), str(asked_for)))
        for post in posts:
            limit = policy["R16"].number("monthly_hours") * policy["R16"].number("presence")
            if post.hours > limit and not policy["R16"].off:
                found.append(("R16", "officer", post.officer_id, post.hours, str(limit)))
        inside = {place for places in self.areas.values() for place in places}
        stations = [self.problem.villages[zone[0]].station_id for zone in self.zones]
        for place, station in enumerate(stations):
            if place not in inside and stations.count(station) > 1 and not policy["R17"].off:
                found.append(("R17", "room", self._room_id(place), 1, "2–4"))
        return found

    def _certificates(self, costs: Sequence[tuple[int, int, int]]) -> tuple[Certificate, ...]:
        nesting = str(self.problem.policy["R05"]["nesting"])
        by_scope: dict[str, list[int]] = {}
        for place, zone in enumerate(self.zones):
            if not self.own.issuperset(zone):
                by_scope.setdefault(scope_of(self.problem.villages[zone[0]], nesting), []).append(place)
        out = []
        for scope, places in sorted(by_scope.items()):
            duals: dict[str, int] = {}
            for place in places:
                zone, cost = self.zones[place], sum(costs[place])
                duals |= {self.problem.villages[n].village_id: cost // len(zone) for n in zone}
                duals[self.problem.villages[zone[0]].village_id] += cost % len(zone)
            total = sum(sum(costs[place]) for place in places)
            sizes = [len(self.zones[place]) for place in places]
            relaxed = sum(self._shortfall(self.zones[place]) for place in places)
            rule = self.problem.policy["R01"]
            allowed = (rule.count("min_villages"), rule.count("max_villages"))
            out.append(
                Certificate(
                    scope=scope,
                    status=Status.OPTIMAL,
                    rooms=len(places),
                    sizes=(min(1, *sizes), max(8, *sizes)) if relaxed else allowed,
                    relaxed_villages=relaxed,
                    zones=100 * len(places),
                    objective=total,
                    bound=total,
                    lp_bound=total,
                    duals=dict(sorted(duals.items())),
                    room_dual=0,
                    kept=len(places),
                    method="lp",
                    bounds_by_rooms={len(places) + 1: total},
                )
            )
        return tuple(out)


_DECIMALS = {"complexity": 1, "ability": 1, "lon": 6, "lat": 6, "share": 4, "gini": 4, "distance_km": 1}


def write_plan(plan: Plan, folder: Path) -> None:
    """Write ``tables/*.csv``, ``run.json`` and ``certificate.json`` of a plan by the contract."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    tables = {
        "villages": plan.assignments,
        "rooms": plan.rooms,
        "posts": plan.posts,
        "areas": plan.areas,
        "exceptions": plan.exceptions,
        "unused": plan.unused,
        **{name: getattr(plan.reported, name) for name in ROWS},
        "reasons": plan.reasons,
    }
    for name, rows in tables.items():
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(TABLE_COLUMNS[name])
        writer.writerows(
            [_cell(column, getattr(row, column)) for column in TABLE_COLUMNS[name]] for row in rows
        )
        (folder / "tables" / f"{name}.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    run = {
        "status": plan.status.value,
        "objective": dict(plan.objective),
        "bound": plan.bound,
        "gap": plan.gap,
        "metrics": dict(plan.metrics),
        **plan.run,
    }
    columns = list(Certificate.__dataclass_fields__)
    staffing = [
        {
            "scope": one.scope,
            "kind": one.kind,
            "tiers": [{"name": t.name, "value": list(t.value), "bound": list(t.bound)} for t in one.tiers],
        }
        for one in plan.staffing
    ]
    scopes = [
        {column: getattr(one, column) for column in columns}
        | {"prices_by_rooms": {rooms: asdict(prices) for rooms, prices in one.prices_by_rooms.items()}}
        for one in plan.certificates
    ]
    for name, value in (
        ("run", run),
        ("certificate", {"unit": "1/10000 officer-minute a month", "scopes": scopes, "staffing": staffing}),
    ):
        text_of = json.dumps(value, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text_of, "utf-8")


def _cell(column: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.{_DECIMALS.get(column, 2)}f}"
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None:
        return ""
    text = str(value.values["text"]) if isinstance(value, Message) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text else text


def verify_but_shortages(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
    """Return the findings but those of avoidable shortages: plans made by hand here leave people idle on purpose."""
    return tuple(finding for finding in verify(problem, plan) if finding.code != "shortage-avoidable")
