"""Other libraries and us on the same districts: processor seconds, cost, gap to the proven bound, rules broken.

Run from the project's root: ``python scripts/bench_libraries.py [--seconds 20] [--libraries DIR] [--only TEXT]``.
The other libraries are no dependencies; the command says which are not there. To have them all::

    python -m pip install --no-deps --target build/libraries
        spopt pointpats pulp highspy k-means-constrained six gerrychain rustworkx tqdm

Every zone is judged by one piece of code, from the facts as `verify` reads them; a method that knows no sites is
given the cheapest.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np
import shapely

from assign.assess.bound_facts import BARRED
from assign.assess.objective import site_cost, travel_cost
from assign.assess.view import View
from assign.inputs.case import read_case
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import load_problem
from district import ANY_SITE, District, Zones
from libraries import METHODS

STATIONS = (25, 35, 50)
"""The stations whose numbers of villages are nearest to these."""
PATCHES = (100, 150, 200)
"""Villages around the middle of the county, borders of stations off."""
COST_UNIT = 10_000
SLACK_S = 60
"""A method that has not ended so long after its time is ended."""


@dataclass(frozen=True)
class Facts:
    """Some villages and what a division of them costs, by the code that `verify` uses: none of the optimiser's.

    Parameters
    ----------
    villages
        Ids, in the order of their numbers.
    target
        Hundredths of an hour a zone should carry.
    """

    name: str
    problem: Problem
    villages: tuple[str, ...]
    target: int

    @cached_property
    def view(self) -> View:
        """The problem's facts; there is no plan, and nothing here asks for one."""
        return View(self.problem, cast("Plan", None))

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Ids of the sites in these villages, by village."""
        mine = set(self.villages)
        held = [site.site_id for site in self.problem.sites if site.village_id in mine]
        return tuple(sorted(held, key=lambda one: (self.view.site[one].village_id, one)))

    def cost(self, site: str, village: str) -> int:
        """Return what serving one village from one site costs; `BARRED` where no road leads."""
        minutes = self.problem.travel.block(
            [self.problem.site_index[site]], [self.problem.village_index[village]]
        )
        return travel_cost(self.view, village, float(minutes[0, 0])) if np.isfinite(minutes[0, 0]) else BARRED

    def served(self, zone: list[str], site: str) -> int:
        """Return what travel and site of one zone cost."""
        return sum(self.cost(site, name) for name in zone) + site_cost(self.view, self.view.site[site])

    def balance(self, zone: list[str]) -> int:
        """Return what the hours of one zone cost for being off the target."""
        hours = sum(round(self.view.village[name].hours * 100) for name in zone)
        return round(self.problem.policy.number("weights.balance") * 6000 * abs(hours - self.target))

    def judge(self, zones: Zones, smallest: int, largest: int) -> tuple[int, int, dict[str, int]]:
        """Return what travel and sites of a division cost, what its balance, and how often it breaks which rule."""
        broken = {"sizes": 0, "apart": 0, "site": 0, "villages": 0}
        travel = balance = 0
        seen: list[str] = []
        for numbers, number in zones:
            zone = [self.villages[v] for v in numbers]
            seen += zone
            if number == ANY_SITE:
                within = [site for site in self.sites if self.view.site[site].village_id in zone]
                travel += min(self.served(zone, site) for site in within)
            else:
                travel += self.served(zone, self.sites[number])
                broken["site"] += self.view.site[self.sites[number]].village_id not in zone
            balance += self.balance(zone)
            broken["sizes"] += not smallest <= len(zone) <= largest
            broken["apart"] += not self.view.joined(zone)
        broken["villages"] = len(set(self.villages) ^ set(seen)) + len(seen) - len(set(seen))
        return travel, balance, {rule: times for rule, times in broken.items() if times}

    def district(self) -> District:
        """Return the numbers that every method gets."""
        problem, index = self.problem, {name: number for number, name in enumerate(self.villages)}
        pairs = [(index[a], index[b]) for a, b in self.view.graph.subgraph(self.villages).edges]
        hours = [round(self.view.village[name].hours * 100) for name in self.villages]
        rule = problem.policy["R01"]
        smallest, largest = rule.count("min_villages"), rule.count("max_villages")
        size = len(self.villages)
        rooms = max(-(-size // largest), min(sum(hours) // self.target, size // smallest))
        spots = [problem.outlines[problem.village_index[name]] for name in self.villages]
        return District(
            edges=np.array(sorted(tuple(sorted(pair)) for pair in pairs), np.int64),
            trip=np.array(
                [[self.cost(site, name) for name in self.villages] for site in self.sites], np.int64
            ),
            site_cost=np.array([site_cost(self.view, self.view.site[site]) for site in self.sites], np.int64),
            host=np.array([index[self.view.site[site].village_id] for site in self.sites], np.int64),
            hours=np.array(hours, np.int64),
            target=self.target,
            balance=problem.policy.number("weights.balance") * 6000,
            smallest=smallest,
            largest=largest,
            rooms=rooms,
            xy=shapely.get_coordinates(shapely.point_on_surface(spots)),
        )


def facts_of(case: Path) -> Iterator[Facts]:
    """Yield the districts of a case: some stations, then patches of growing size."""
    problem = load_problem(read_case(case))
    view = View(problem, cast("Plan", None))
    rooms = round(sum(map(len, view.zoned.values())) / problem.policy["R08"].number("villages_per_room"))
    target = round(view.zoned_cents / rooms)
    for size in STATIONS:
        name = min(view.zoned, key=lambda one: (abs(len(view.zoned[one]) - size), one))
        yield Facts(f"station {name}", problem, tuple(sorted(view.zoned[name])), target)
    problem = load_problem(read_case(case, overrides={"policy.R05.nesting": "county"}))
    grown = grow(View(problem, cast("Plan", None)), max(PATCHES))
    for size in PATCHES:
        yield Facts(f"{size} villages", problem, tuple(sorted(grown[:size])), target)


def grow(view: View, most: int) -> list[str]:
    """Return villages from the middle outwards, each a neighbour of an earlier one."""
    zoned = sorted(name for names in view.zoned.values() for name in names)
    spots = np.array([(view.village[name].lon, view.village[name].lat) for name in zoned])
    out = [zoned[int(np.hypot(*(spots - np.median(spots, axis=0)).T).argmin())]]
    known = {*out}
    for here in out:
        fresh = [name for name in sorted(view.graph[here]) if name not in known and name in set(zoned)]
        out += fresh
        known |= set(fresh)
        if len(out) >= most:
            break
    return out


def ran(name: str, district: District, seconds: float, folder: str) -> dict[str, object] | str:
    """Return a method's answer, or why there is none."""
    with tempfile.TemporaryDirectory() as place:
        held, answer = Path(place) / "district.npz", Path(place) / "answer.json"
        np.savez(held, **asdict(district))
        command = [
            sys.executable,
            str(Path(__file__).with_name("libraries.py")),
            name,
            str(held),
            str(answer),
        ]
        try:
            done = subprocess.run(
                [*command, str(seconds), *([folder] if folder else [])],
                capture_output=True, text=True, timeout=seconds + SLACK_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"no answer after {seconds + SLACK_S:.0f} s"
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no answer"])[-1][:90]
        return cast("dict[str, object]", json.loads(answer.read_text("utf-8")))


def bound_for(district: District, rooms: int, asked: argparse.Namespace) -> int:
    """Return our bound for another number of zones, which a method chose itself; 0 where there is none."""
    found = ran("assign", replace(district, rooms=rooms), asked.seconds, asked.libraries)
    return cast("dict[str, int]", found["bounds"]).get(str(rooms), 0) if isinstance(found, dict) else 0


def row(
    facts: Facts, district: District, name: str, answer: dict[str, object] | str, bounds: dict[int, int]
) -> str:
    """Return a row of the table."""
    begun = f"| {facts.name} | {district.size} | {district.rooms} | {name} |"
    if isinstance(answer, str):
        return f"{begun} – | – | – | – | – | – | {answer} |"
    zones = cast("Zones", answer["zones"])
    if not zones:
        return f"{begun} {answer['cpu_s']:.2f} | – | – | – | – | – | no plan in the time |"
    travel, balance, broken = facts.judge(zones, district.smallest, district.largest)
    cost = travel + balance
    bound = bounds.get(len(zones))
    gap = (
        "–"
        if bound is None or broken
        else "proven"
        if bound >= cost
        else f"{100 * (cost - bound) / cost:.2f} %"
    )
    said = ", ".join(f"{rule} {times}" for rule, times in broken.items()) or "none"
    parts = " | ".join(f"{part / COST_UNIT:.1f}" for part in (travel, balance, cost))
    return f"{begun} {answer['cpu_s']:.2f} | {len(zones)} | {parts} | {gap} | {said} |"


def main() -> None:
    """Print which libraries are missing, then the table row by row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--case", type=Path, default=Path("geodata/county"))
    parser.add_argument("--seconds", type=float, default=20.0, help="wall seconds a run")
    parser.add_argument("--libraries", default="build/libraries", help="folder of the other libraries")
    parser.add_argument("--method", default="", help="only methods whose name holds this text")
    parser.add_argument("--only", default="", help="only districts whose name holds this text")
    asked = parser.parse_args()
    sys.path.append(asked.libraries)
    absent = {name: method.package for name, method in METHODS.items() if method.missing()}
    for name, package in absent.items():
        print(
            f"{name} is not installed: python -m pip install --no-deps --target {asked.libraries} {package}"
        )
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, {asked.seconds:.0f} s a run\n\n"
        "| district | villages | rooms | method | CPU s | zones | travel | balance | cost | gap | broken |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for facts in facts_of(asked.case):
        if asked.only not in facts.name:
            continue
        district = facts.district()
        bounds: dict[int, int] = {}
        for name in METHODS:
            if name in absent or asked.method not in name:
                continue
            answer = ran(name, district, asked.seconds, asked.libraries)
            if isinstance(answer, dict) and answer["bounds"]:
                for rooms, bound in cast("dict[str, int]", answer["bounds"]).items():
                    bounds[int(rooms)] = max(bound, bounds.get(int(rooms), 0))
            if isinstance(answer, dict) and (number := len(cast("Zones", answer["zones"]))) not in (
                0,
                district.rooms,
            ):
                bounds[number] = bound_for(district, number, asked)
            print(row(facts, district, name, answer, bounds), flush=True)


if __name__ == "__main__":
    main()
