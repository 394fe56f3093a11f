"""Measure the main job on the city of 4,834 units, as a user would run it, and print the figures as JSON.

The city is made once, in `build/bench/`. The whole command runs in a process of its own with two workers, and
its memory is read from /proc meanwhile (Linux; zero elsewhere). A run that had to compile kernels first does not
count: it is named, and followed by another.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "bench"
ENTRY = "from assign.cli import main; main()"
STAGE = re.compile(r"^(\w+): .*; ([\d.]+) s$")
TARGETS = {"rooms_s": 15.0, "people_s": 60.0, "total_s": 60.0, "peak_mb": 1500.0}
POLL_S = 0.05


@dataclass
class Run:
    """What one command took: wall seconds, the seconds each stage named, and peak memory in MB.

    Parameters
    ----------
    cpu_s
        Processor seconds of all its processes: on a busy machine they say more than the wall does.
    said_s
        Stage -> seconds, as the command's own lines say.
    peak_mb
        Most that all its processes held at one moment; pages they share count for each of them.
    main_mb, largest_worker_mb
        Most that the command itself, and any one process below it, ever held.
    """

    total_s: float = 0.0
    cpu_s: float = 0.0
    said_s: dict[str, float] = field(default_factory=dict)
    peak_mb: float = 0.0
    main_mb: float = 0.0
    largest_worker_mb: float = 0.0


def main() -> None:
    """Make the case, run the command, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="city", help="a size of `assign demo`")
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    folder = CACHE / f"{wanted.size}-plan"
    arguments = ["solve", str(made(wanted.size)), "--out", str(folder), "--lang", "en"]
    arguments += ["--workers", str(wanted.workers), "--no-cache"]
    known = compiled()
    run = measured(arguments)
    compiling_s = None
    if compiled() != known:
        compiling_s = round(run.total_s, 1)
        run = measured(arguments)
    print(json.dumps(figures(run, folder, wanted.workers, compiling_s), ensure_ascii=False, indent=1))


def compiled() -> set[tuple[str, float]]:
    """Return the compiled kernels that lie beside their sources, each with its time."""
    return {(str(path), path.stat().st_mtime) for path in (ROOT / "src").rglob("*.nbc")}


def made(size: str) -> Path:
    """Return the folder of a demo case, made anew only if what it is made from has changed."""
    sources = [*sorted((ROOT / "src" / "assign" / "demo").glob("*.py")), ROOT / "geodata" / "units.csv.gz"]
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    folder, stamp = CACHE / size, CACHE / f"{size}.sha256"
    if not stamp.exists() or stamp.read_text("ascii") != mark:
        entry = "import sys; from pathlib import Path; from assign.demo import write_case; "
        entry += "write_case(Path(sys.argv[1]), size=sys.argv[2])"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", entry, str(folder), size], check=True)
        stamp.write_text(mark, "ascii")
    return folder


def measured(arguments: list[str]) -> Run:
    """Run `assign` with these arguments and return what it took; its own lines go to standard error."""
    run = Run()
    begun, spent = time.perf_counter(), children_cpu_s()
    process = subprocess.Popen(
        [sys.executable, "-c", ENTRY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    over = threading.Event()
    watcher = threading.Thread(target=watch, args=(process.pid, over, run))
    watcher.start()
    for line in process.stderr or ():
        sys.stderr.write(line)
        if match := STAGE.match(line.strip()):
            run.said_s[match[1]] = float(match[2])
    process.wait()
    run.total_s = time.perf_counter() - begun
    run.cpu_s = children_cpu_s() - spent
    over.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"assign {' '.join(arguments)}: exit {process.returncode}")
    return run


def children_cpu_s() -> float:
    """Return the processor seconds of all processes below this one that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def watch(pid: int, over: threading.Event, run: Run) -> None:
    """Note the memory of a process and of all below it, until it is over."""
    while not over.wait(POLL_S):
        held = {one: resident_mb(one) for one in family(pid)}
        run.peak_mb = max(run.peak_mb, sum(now for now, _ in held.values()))
        run.main_mb = max(run.main_mb, held.get(pid, (0.0, 0.0))[1])
        below = [most for one, (_, most) in held.items() if one != pid]
        run.largest_worker_mb = max([run.largest_worker_mb, *below])


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            for child in (task / "children").read_text("ascii").split():
                yield from family(int(child))


def resident_mb(pid: int) -> tuple[float, float]:
    """Return what a process holds in memory now, and the most it ever held; zero if it has ended."""
    found = {"VmRSS": 0.0, "VmHWM": 0.0}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name in found:
                found[name] = int(value.split()[0]) / 1024
    return found["VmRSS"], found["VmHWM"]


def figures(run: Run, folder: Path, workers: int, compiling_s: float | None) -> dict[str, object]:
    """Return the figures of a run, the plan's own among them, beside the targets."""
    record = json.loads((folder / "run.json").read_text("utf-8"))
    exact = {name: seconds for name, seconds in record["timings"].items() if seconds}
    stages = {name: round(seconds, 2) for name, seconds in (run.said_s | exact).items()}
    named = sum(stages.get(name, seconds) for name, seconds in run.said_s.items())
    reached = {
        "rooms_s": stages.get("rooms", 0.0),
        "people_s": stages.get("people", 0.0),
        "total_s": round(run.total_s, 1),
        "peak_mb": round(run.peak_mb),
    }
    certificate = json.loads((folder / "certificate.json").read_text("utf-8"))
    return {
        "case": record["case"]["name"],
        "machine": {
            "cpus": os.cpu_count(),
            "load": os.getloadavg()[0],
            "workers": workers,
            "python": record["versions"]["python"],
        },
        "counts": record["metrics"],
        "status": record["status"],
        "gap": record["gap"],
        "proven": proven(certificate),
        "stages_s": {**stages, "start_and_rest": round(run.total_s - named, 2)},
        "total_s": reached["total_s"],
        "cpu_s": round(run.cpu_s, 1),
        "peak_mb": {
            "all_processes": reached["peak_mb"],
            "main_process": round(run.main_mb),
            "largest_worker": round(run.largest_worker_mb),
        },
        "targets": {
            name: {"want": want, "reached": reached[name], "met": reached[name] <= want}
            for name, want in TARGETS.items()
        },
        "plan_mb": {
            path.name: round(path.stat().st_size / 1e6, 2)
            for path in sorted(folder.iterdir())
            if path.is_file()
        },
        "compiling_run_s": compiling_s,
    }


def proven(certificate: dict[str, list[dict[str, object]]]) -> dict[str, int]:
    """Return how many jurisdictions there are, and how many are proven optimal."""
    scopes = certificate["scopes"]
    return {"jurisdictions": len(scopes), "optimal": sum(one["status"] == "optimal" for one in scopes)}


if __name__ == "__main__":
    main()
