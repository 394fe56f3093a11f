"""Kill workers and drivers of running plans at random moments, and hold what comes out against an undisturbed plan.

``python scripts/chaos.py [CASE] --kills 30 --drivers 20`` prints how many kills were survived, and how many killed
drivers were taken up again to the same bytes. Exit 0 only if all were.
"""

from __future__ import annotations

import argparse
import hashlib
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


@dataclass(frozen=True)
class Trial:
    """What is solved, over and over.

    Parameters
    ----------
    folder
        Where plans go.
    """

    case: Path
    folder: Path
    engine: str = "dask"
    workers: int = 2

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a run in a session of its own; nothing is known to it but what is beside its plan."""
        options = ["--out", str(self.folder / name), "--workers", str(self.workers), "--engine", self.engine]
        return subprocess.Popen(
            [*COMMAND, str(self.case), *options, "--no-cache", "--lang", "en", *words],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{name}.log").open("ab"),
            start_new_session=True,
        )

    def said(self, name: str) -> str:
        """Return what a run has said so far."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")


def digest(plan: Path) -> str:
    """Return the SHA-256 of all tables of a plan; "" where there is none."""
    out = hashlib.sha256()
    files = sorted((plan / "tables").glob("*.csv"))
    for path in files:
        out.update(path.name.encode() + b"\0" + path.read_bytes())
    return out.hexdigest() if files else ""


def workers_of(run: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the worker processes of a run, oldest first."""
    try:
        children = psutil.Process(run.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def kill_workers(trial: Trial, name: str, most: int, dice: random.Random) -> tuple[int, int]:
    """Solve while workers are killed at random moments, and return the kills and the exit code.

    Parameters
    ----------
    most
        So many workers are killed at most.
    """
    run = trial.start(name)
    killed = 0
    while run.poll() is None and killed < most:
        victims = workers_of(run)
        if "read:" in trial.said(name) and victims:
            time.sleep(dice.uniform(0.1, 1.5))
            try:
                dice.choice(victims).kill()
                killed += run.poll() is None
            except psutil.Error:
                continue
        time.sleep(0.05)
    return killed, run.wait()


def kill_driver(trial: Trial, name: str, after_s: float) -> bool:
    """Kill a run some time after its start, and return whether it was still at work; its workers leave too."""
    run = trial.start(name)
    try:
        run.wait(after_s)
    except subprocess.TimeoutExpired:
        orphans = workers_of(run)
        run.kill()
        run.wait()
        _, alive = psutil.wait_procs(orphans, timeout=30)
        if alive:
            os.killpg(run.pid, signal.SIGKILL)
            print(f"{name}: {len(alive)} workers outlived their driver by 30 s")
        return True
    return False


def main() -> int:
    """Run the trials and print what was survived."""
    wish = argparse.ArgumentParser(description=__doc__)
    wish.add_argument("case", nargs="?", type=Path, default=ROOT / "geodata" / "county")
    wish.add_argument("--kills", type=int, default=30)
    wish.add_argument("--drivers", type=int, default=20)
    wish.add_argument("--kills-a-run", type=int, default=5)
    wish.add_argument("--workers", type=int, default=2)
    wish.add_argument("--engine", default="dask")
    wish.add_argument("--seed", type=int, default=0)
    given = wish.parse_args()
    dice = random.Random(given.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory(prefix="assign-chaos-") as place:
        trial = Trial(given.case, Path(place), given.engine, given.workers)
        begun = time.monotonic()
        if trial.start("calm").wait():
            print(trial.said("calm"))
            return 1
        seconds = time.monotonic() - begun
        calm = digest(trial.folder / "calm")
        print(f"undisturbed: {seconds:.1f} s, tables {calm[:12]}", flush=True)
        good = _worker_trials(trial, calm, given.kills, given.kills_a_run, dice)
        return 0 if _driver_trials(trial, calm, given.drivers, seconds, dice) and good else 1


def _worker_trials(trial: Trial, calm: str, kills: int, each: int, dice: random.Random) -> bool:
    """Kill so many workers, print how many kills were survived, and return whether all were."""
    done = survived = runs = 0
    while done < kills:
        name = f"kills-{runs}"
        killed, code = kill_workers(trial, name, min(each, kills - done), dice)
        same = code == 0 and digest(trial.folder / name) == calm
        done, survived, runs = done + killed, survived + killed * same, runs + 1
        print(
            f"{name}: {killed} workers killed, exit {code}, {'same' if same else 'OTHER'} bytes", flush=True
        )
        if not same:
            print(trial.said(name))
    print(f"kills of workers survived: {survived} of {done}, in {runs} runs", flush=True)
    return survived == done


def _driver_trials(trial: Trial, calm: str, drivers: int, seconds: float, dice: random.Random) -> bool:
    """Kill so many drivers, take each up again, print how many gave the same bytes, and return whether all did."""
    done = same = 0
    while done < drivers:
        name, after_s = f"driver-{done}", dice.uniform(0.0, seconds)
        if not kill_driver(trial, name, after_s):
            continue  # it was faster this time: another moment
        code = trial.start(name, "--resume").wait()
        alike = code == 0 and digest(trial.folder / name) == calm
        done, same = done + 1, same + alike
        taken = [
            line for line in trial.said(name).splitlines() if line.startswith(("taken up", "nothing to"))
        ]
        print(f"{name}: killed after {after_s:.1f} s; {taken[-1:]}; exit {code}", flush=True)
        if not alike:
            print(trial.said(name))
    print(f"drivers killed and taken up to the same bytes: {same} of {done}", flush=True)
    return same == done


if __name__ == "__main__":
    sys.exit(main())
