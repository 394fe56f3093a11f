"""Stop running plans at random moments, or by a limit of time, and say how long each took to end and what it left.

``python scripts/stops.py [CASE] --signals 20`` sends Ctrl-C (``--signal TERM``: SIGTERM) and prints, for each, wall and
CPU seconds of the run and its workers between signal and end. ``--limits 1,3,10,30`` runs with ``--time-limit`` and
prints by how much each was overrun. The load of the machine stands beside: only a quiet one tells the truth.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-c", "from assign.cli import main; main()", "solve"]
SHARE = 0.02
"""A limit may be overrun by this part of it, or by `LEAST_S`."""
LEAST_S = 2.0


@dataclass(frozen=True)
class End:
    """How a run ended.

    Parameters
    ----------
    wall_s, cpu_s
        Seconds from the signal (from the start, for a limit) to the end; CPU of the run and all its workers.
    kept
        Status of the plan on disk, or whether unfinished work was kept beside, or "nothing".
    stage
        The last stage that had ended when it was stopped.
    """

    code: int
    wall_s: float
    cpu_s: float
    kept: str
    stage: str


def start(case: Path, folder: Path, words: list[str]) -> subprocess.Popen[bytes]:
    """Start a run in a session of its own, without any answers kept from before."""
    log = folder.with_suffix(".log").open("wb")
    return subprocess.Popen(
        [*COMMAND, str(case), "--out", str(folder), "--no-cache", "--lang", "en", *words],
        stdout=subprocess.DEVNULL,
        stderr=log,
        start_new_session=True,
    )


def cpu_so_far(pid: int) -> float:
    """Return the CPU seconds of a process, its living children, and those that have ended."""
    total = 0.0
    try:
        run = psutil.Process(pid)
        for process in (run, *run.children(recursive=True)):
            total += sum(process.cpu_times()[:4])
    except psutil.Error:
        return total
    return total


def left_by(folder: Path) -> str:
    """Return what a run has left on disk."""
    record = folder / "run.json"
    if record.is_file():
        facts = json.loads(record.read_text("utf-8"))
        return f"{facts['status']} gap {facts['gap']:.2%}"
    return "work" if folder.with_name(f"{folder.name}.work").is_dir() else "nothing"


def ended(run: subprocess.Popen[bytes], folder: Path, since: float, cpu_before: float, stage: str) -> End:
    """Wait for the end of a run and return how it was."""
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - since
    return End(run.returncode, wall, usage.ru_utime + usage.ru_stime - cpu_before, left_by(folder), stage)


def stopped(case: Path, folder: Path, words: list[str], after_s: float, number: int) -> End | None:
    """Send a signal some time after the start, and return how the run ended; None if it was faster."""
    run = start(case, folder, words)
    time.sleep(after_s)
    if run.poll() is not None:
        return None
    said = folder.with_suffix(".log").read_text("utf-8", "replace").splitlines()
    stage = said[-1].split(":")[0][:20] if said else "loading"
    before, since = cpu_so_far(run.pid), time.monotonic()
    os.killpg(run.pid, number)
    return ended(run, folder, since, before, stage)


def limited(case: Path, folder: Path, words: list[str], limit_s: float) -> End:
    """Run with a limit of time, and return how it ended."""
    since = time.monotonic()
    run = start(case, folder, ["--time-limit", f"{limit_s:g}", *words])
    return ended(run, folder, since, 0.0, f"limit {limit_s:g} s")


def main() -> int:
    """Run the trials; exit 0 only if every one ended in time (on a quiet machine)."""
    wish = argparse.ArgumentParser(description=__doc__)
    wish.add_argument("case", nargs="?", type=Path, default=ROOT / "geodata" / "county")
    wish.add_argument("--signals", type=int, default=0)
    wish.add_argument("--signal", default="INT", choices=["INT", "TERM"])
    wish.add_argument("--limits", default="")
    wish.add_argument("--seed", type=int, default=0)
    wish.add_argument("--words", default="", help="Further words for assign solve, with blanks between.")
    given = wish.parse_args()
    words, worst, good = given.words.split(), 0.0, True
    dice = random.Random(given.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory(prefix="assign-stops-") as place:
        folder = Path(place)
        for n, limit in enumerate(float(part) for part in given.limits.split(",") if part):
            end = limited(given.case, folder / f"limit-{n}", words, limit)
            over = end.wall_s - limit
            good &= over <= max(LEAST_S, SHARE * limit)
            _tell(end, f"over by {over:+.2f} s")
        seconds = 0.0
        if given.signals:
            begun = time.monotonic()
            start(given.case, folder / "calm", words).wait()
            seconds = time.monotonic() - begun
            print(f"undisturbed: {seconds:.1f} s", flush=True)
        done = 0
        while done < given.signals:
            after_s = dice.uniform(0.0, seconds)
            name = folder / f"stop-{done}"
            found = stopped(given.case, name, words, after_s, getattr(signal, f"SIG{given.signal}"))
            if found is None:
                continue
            done += 1
            worst = max(worst, found.wall_s)
            _tell(found, f"stopped at {after_s:.1f} s")
        if given.signals:
            print(f"slowest end: {worst:.2f} s after the signal", flush=True)
    return 0 if good and worst <= LEAST_S else 1


def _tell(end: End, what: str) -> None:
    print(
        f"{what:20} after “{end.stage}”: exit {end.code}, {end.wall_s:.2f} s wall, {end.cpu_s:.2f} s CPU, "
        f"load {os.getloadavg()[0]:.1f}, left {end.kept}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
