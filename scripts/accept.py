"""Run what the project promises, and print each promise, what was measured, and whether it is reached.

``python scripts/accept.py [--only TEXT] [--list]``: promises whose number or words hold it. Each runs in a process
of its own, one after the other; all of them take about half an hour on two quiet processors. Exit 0 only if all that
could be measured are reached; what cannot be measured here (no data, no browser) says so and does not count.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "accept"
ASSIGN = [sys.executable, "-c", "from assign.cli import main; main()"]
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-o", "addopts="]
SHARED = ROOT.parent / "shared"
PASSED = re.compile(r"(\d+) passed")


@dataclass(frozen=True)
class Ran:
    """A process that ended: exit code, what it printed, wall and processor seconds of all its processes."""

    code: int
    text: str
    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Verdict:
    """What was measured, and whether that is enough; None where it could not be measured."""

    measured: str
    reached: bool | None


@dataclass(frozen=True)
class Promise:
    """One promise: its number, its words, and how it is measured."""

    number: str
    words: str
    measure: Callable[[], Verdict]


def run(words: Sequence[object], *, seconds: float = 3600.0) -> Ran:
    """Return a process that ran to its end."""
    import resource  # noqa: PLC0415  not on every system

    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ended = subprocess.run(
        list(map(str, words)), cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(ended.returncode, ended.stdout + ended.stderr, time.monotonic() - begun, cpu)


def passing(*names: str, least: int = 1) -> Callable[[], Verdict]:
    """Return a measure: these test files pass, so many tests at least."""

    def measure() -> Verdict:
        ran = run([*PYTEST, *(f"tests/{name}" for name in names)])
        found = PASSED.search(ran.text)
        count = int(found[1]) if found else 0
        skipped = " (some skipped)" if "skipped" in ran.text else ""
        return Verdict(f"{count} tests pass{skipped}, {ran.wall_s:.0f} s", ran.code == 0 and count >= least)

    return measure


def planned(case: str) -> Path | None:
    """Return the plan folder of a case, solved once; None where its data is not here."""
    source = ROOT / "geodata" / "county" if case == "county" else ROOT / "tests" / "cases" / case
    folder = BUILD / case
    if case == "city":
        if not (folder / "plan" / "run.json").exists():
            run([*ASSIGN, "demo", folder, "--size", "city"])
        return folder / "plan"
    if case != "county" and not SHARED.is_dir():
        return None
    if not (folder / "run.json").exists():
        ran = run([*ASSIGN, "solve", source, "--out", folder, "--no-cache"])
        (BUILD / f"{case}.seconds").write_text(f"{ran.wall_s}", "utf-8")
    return folder


def proof_of(case: str) -> Callable[[], Verdict]:
    """Return a measure: the proof of a plan is re-checked, in no more time than solving it took."""

    def measure() -> Verdict:
        plan = planned(case)
        if plan is None:
            return Verdict("the data is not here", None)
        ran = run([*ASSIGN, "verify", plan, "--bound"])
        timings = json.loads((plan / "run.json").read_text("utf-8")).get("timings", {})
        solve_s = sum(value for value in timings.values() if isinstance(value, int | float))
        return Verdict(
            f"exit {ran.code}, {ran.wall_s:.1f} s; solving took {solve_s:.1f} s",
            ran.code == 0 and ran.wall_s <= solve_s,
        )

    return measure


def city_run() -> Verdict:
    """Solve the city: rooms 15 s, people 60 s, all 60 s, 1,500 MB."""
    ran = run([sys.executable, "scripts/bench.py"])
    targets = json.loads(ran.text[ran.text.index("{") :])["targets"]
    said = ", ".join(f"{name} {one['reached']:g} of {one['want']:g}" for name, one in targets.items())
    return Verdict(said, all(one["met"] for one in targets.values()))


def scripted(*words: object, told: str = r"\S.*") -> Callable[[], Verdict]:
    """Return a measure: a script of ours that exits 0 when its promise is kept; its last line that matches is shown."""

    def measure() -> Verdict:
        ran = run([sys.executable, *words])
        lines = [line for line in ran.text.splitlines() if re.search(told, line)]
        return Verdict(lines[-1].strip()[:110] if lines else ran.text[-110:], ran.code == 0)

    return measure


def city_check() -> Verdict:
    """Check the city's data."""
    planned("city")
    ran = run([*ASSIGN, "check", BUILD / "city"])
    return Verdict(f"exit {ran.code}, {ran.wall_s:.1f} s", ran.code == 0 and ran.wall_s <= 10)


def explained() -> Verdict:
    """Explain five posts of the county, and answer one why-not, each within its time, reading not counted."""
    plan = planned("county")
    rows = (plan / "tables" / "posts.csv").read_text("utf-8-sig").splitlines()[1:] if plan else []
    leads = [row.split(",")[0] for row in rows if ",police," in row]
    spent = []
    for officer in leads[:5]:
        ran = run([*ASSIGN, "explain", plan, "officer", officer, "--lang", "en"])
        spent.append(float(re.findall(r"the answer ([\d.]+) s", ran.text)[-1]))
    ran = run([*ASSIGN, "explain", plan, "officer", leads[0], "--why-not", leads[1], "--lang", "en"])
    why = float(re.findall(r"the answer ([\d.]+) s", ran.text)[-1])
    return Verdict(f"explain at most {max(spent):.1f} s, why-not {why:.1f} s", max(spent) <= 1 and why <= 5)


PROOFS = ("county", "city", "bohol", "ratnapura")
STAFFED = ("test_room_rules.py", "test_staff_rules.py", "test_staffing.py")
PAGES = ("test_map.py", "test_map_page.py", "test_map_edits.py")
FOLLOWED = ("test_replan.py", "test_replan_command.py")
FUZZ = ("scripts/fuzz.py", "--runs", 10000)
CHAOS = ("scripts/chaos.py", "--kills", 10, "--drivers", 5)

PROMISES = (
    Promise("3.1", "120 kinds of bad input are named", passing("test_bad_inputs.py", least=120)),
    Promise("3.2", "odd but good inputs are read right", passing("test_good_inputs.py", least=60)),
    Promise("3.3", "10,000 fuzzed files: no crash, no hang", scripted(*FUZZ, told="failure")),
    Promise("3.5", "checking the city takes at most 10 s", city_check),
    Promise("4.1", "random stations equal brute force in every tier", passing("test_staff_tiers.py")),
    Promise("4.2", "each rule makes a visible difference", passing(*STAFFED)),
    Promise("4.3a", "the city: people 60 s, all 60 s, 1,500 MB", city_run),
    Promise("4.3b", "an explanation takes at most 1 s, a why-not 5 s", explained),
    Promise(
        "4.4", "30 impossible cases: numbers, remedies that work", passing("test_diagnose.py", least=150)
    ),
    Promise("5.1", "the map works in a browser, without any request", passing(*PAGES)),
    Promise("5.4", "edits go from map to verified plan", passing("test_apply.py")),
    Promise(
        "6.1", "a what-if on the city takes 3 s, an unchanged one 1 s", scripted("scripts/bench_whatif.py")
    ),
    Promise("6.3", "re-planning equals brute force; room ids stay", passing(*FOLLOWED)),
    Promise("6.5", "the analysts' questions are answered", passing("test_ask.py", "test_outlook.py")),
    *(
        Promise("7.1", f"{case}: the proof is re-checked no slower than solved", proof_of(case))
        for case in PROOFS
    ),
    Promise("7.1f", "200 of 200 forged proofs are refused", passing("test_bound.py", least=150)),
    Promise("7.4", "killed workers and drivers: the same bytes", scripted(*CHAOS)),
    Promise("8.1", "what a stranger looks for is where the design says", passing("test_where.py")),
    Promise(
        "8.2", "imports run down; nothing long, nothing twice", passing("test_house.py", "test_repeats.py")
    ),
    Promise(
        "8.4",
        "every block of the documentation runs, every picture is made",
        passing("test_docs.py", "test_pictures.py"),
    ),
    Promise(
        "8.6",
        "help in both languages; four shells complete",
        passing("test_helping.py", "test_completion.py"),
    ),
)


def main() -> None:
    """Measure, print a line a promise, and say by the exit code whether all are reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", default="", help="promises whose number begins so, or whose words hold this"
    )
    parser.add_argument("--list", action="store_true", help="print them and measure nothing")
    wanted = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    failed = 0
    for promise in PROMISES:
        if not promise.number.startswith(wanted.only) and wanted.only not in promise.words:
            continue
        if wanted.list:
            print(f"{promise.number:5} {promise.words}")
            continue
        verdict = promise.measure()
        state = {True: "reached", False: "NOT REACHED", None: "not measured"}[verdict.reached]
        failed += verdict.reached is False
        print(f"{promise.number:5} {state:12} {promise.words}: {verdict.measured}", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
