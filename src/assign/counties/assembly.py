"""All counties in one plan folder: tables streamed one county after the other, sums, an index; in bounded memory."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import platform
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from assign.cache import MARK
from assign.counties.county import CountySolved, peak_mb
from assign.counties.drawing import write_index
from assign.counties.figures import sums
from assign.counties.kept import COUNTIES, DONE
from assign.errors import DataError, Fault
from assign.inputs import Case
from assign.messages import Value
from assign.plan import TABLE_COLUMNS
from assign.show import CountyRecord, county_stem, put_in_place
from assign.show.folder import keep_strangers
from assign.show.proposals import keep_workbook
from assign.show.tables import CERTIFICATE_UNIT, as_json
from assign.solve import LIBRARIES, case_record

BY = "county"
"""What `run.json` says under ``by``, and no other plan does."""
OF_ONE_PLAN = ("fairness", "ratios", "tenure")
"""Tables that sum up a plan: of many plans, one below the other, they would say nothing."""
JOINED = tuple(name for name in TABLE_COLUMNS if name not in OF_ONE_PLAN)
IDENTIFIED = {"villages": "village_id", "rooms": "room_id", "posts": "officer_id"}
"""Tables whose first column says what must stand in one county only."""
_MADE = ("plan.gpkg", "plan.xlsx", "report.html", "report.pdf", "maps", "sentences.json", "map.html")


def put_together(
    case: Case, solved: Sequence[CountySolved], work: Path, folder: Path, *, record: Mapping[str, object]
) -> dict[str, object]:
    """Write what belongs to the whole beside the counties, give the folder its name, and return `run.json`.

    Parameters
    ----------
    solved
        Of all counties, by id.
    work
        Holds the counties' folders; it becomes the plan folder.
    record
        Further entries of `run.json`.

    Raises
    ------
    DataError
        ``id-in-two-counties``.
    """
    begun = time.perf_counter()
    refuse_doubles(work, solved)
    write_joined(work, [county_stem(one.standing.county_id) for one in solved])
    if not record.get("brief"):
        records = [_indexed(one) for one in solved]
        write_index(records, work / "map.html", title=case.name, lang=str(record.get("lang", "en")))
    certificate = {"unit": CERTIFICATE_UNIT, "scopes": [], "staffing": [], "counties": certified(solved)}
    (work / "certificate.json").write_text(as_json(certificate), encoding="utf-8", newline="\n")
    run = {**_run(case, solved), **record}
    spent = dict(run["spent"]) if isinstance(run["spent"], Mapping) else {}
    run["spent"] = {**spent, "together_s": round(time.perf_counter() - begun, 3), "driver_peak_mb": peak_mb()}
    (work / "run.json").write_text(as_json(run), encoding="utf-8", newline="\n")
    _keep_beside(folder, work)
    put_in_place(work, folder, made=_MADE, synced=(COUNTIES, DONE))
    (folder / MARK).unlink(missing_ok=True)
    shutil.rmtree(folder / DONE, ignore_errors=True)
    return run


def refuse_doubles(work: Path, solved: Sequence[CountySolved]) -> None:
    """Raise if a village, a room or an officer stands in two counties: each would be planned twice.

    Raises
    ------
    DataError
        ``id-in-two-counties``.
    """
    faults: list[Fault] = []
    for table, column in IDENTIFIED.items():
        seen: dict[bytes, int] = {}  # digests: a country's ids take 60 MB so
        for number, one in enumerate(solved):
            for key in _first_cells(work, county_stem(one.standing.county_id), table):
                digest = hashlib.blake2b(key.encode(), digest_size=12).digest()
                if (first := seen.setdefault(digest, number)) != number:
                    other = solved[first].standing.county_id
                    values: dict[str, Value] = {"other": other, "column": column}
                    faults.append(
                        Fault(
                            "id-in-two-counties", file=one.standing.county_id, found=key[:80], values=values
                        )
                    )
    if faults:
        raise DataError(faults[:20])


def _first_cells(work: Path, stem: str, table: str) -> Iterator[str]:
    """Yield the first cell of each row of a county's table, of rows that follow each other with the same one once."""
    with (work / COUNTIES / stem / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from (key for key, _ in groupby(row[0] for row in rows))


def write_joined(folder: Path, stems: Sequence[str]) -> None:
    """Write ``tables/*.csv`` of the whole: the rows of each county as they stand, counties in the order given."""
    (folder / "tables").mkdir(exist_ok=True)
    for table in JOINED:
        with (folder / "tables" / f"{table}.csv").open("wb") as out:
            for piece in joined_pieces(folder, stems, table):
                out.write(piece)


def joined_pieces(folder: Path, stems: Sequence[str], table: str) -> Iterator[bytes]:
    """Yield the bytes of a joined table: a header, then the rows of each county."""
    yield b"\xef\xbb\xbf" + ",".join(TABLE_COLUMNS[table]).encode() + b"\n"
    for stem in stems:
        with (folder / COUNTIES / stem / "tables" / f"{table}.csv").open("rb") as stream:
            stream.readline()
            while piece := stream.read(1 << 20):
                yield piece


def certified(solved: Sequence[CountySolved]) -> list[dict[str, object]]:
    """Return where the proof of each county stands: its own certificate, by SHA-256."""
    return [
        {
            "county_id": one.standing.county_id,
            "file": f"{COUNTIES}/{county_stem(one.standing.county_id)}/certificate.json",
            "sha256": one.certificate_sha256,
            "scopes": one.standing.scopes,
            "proven": one.standing.proven,
            "objective": one.standing.objective.get("total", 0.0),
            "bound": one.standing.bound,
        }
        for one in solved
    ]


def _run(case: Case, solved: Sequence[CountySolved]) -> dict[str, object]:
    """Return `run.json` of the whole: sums, what each county came to, and the hash of every part."""
    libraries = {name: version(name) for name in LIBRARIES}
    return {
        **sums([one.standing for one in solved]),
        "by": BY,
        "case": case_record(case),
        "policy": case.policy.as_dict(),
        "versions": {"python": platform.python_version(), **libraries},
        "counties": [_entry(one) for one in solved],
        "spent": {
            "county_seconds": round(sum(one.seconds for one in solved), 3),
            "cpu_seconds": round(sum(one.cpu_seconds for one in solved), 3),
            "peak_mb": max(one.peak_mb for one in solved),
        },
    }


def _entry(one: CountySolved) -> dict[str, object]:
    standing = one.standing
    names = ("villages", "rooms", "posts", "unused")
    return {
        "county_id": standing.county_id,
        "folder": f"{COUNTIES}/{county_stem(standing.county_id)}",
        "status": standing.status,
        "objective": standing.objective.get("total", 0.0),
        "bound": standing.bound,
        **{name: standing.metrics.get(name, 0) for name in names},
        "officers": one.officers,
        "stations": len(one.station_names),
        "exceptions": standing.exceptions,
        "scopes": standing.scopes,
        "proven": standing.proven,
        "seconds": one.seconds,
        "cpu_seconds": one.cpu_seconds,
        "run_sha256": one.run_sha256,
        "inputs": [
            {"role": role, "path": path, "sha256": sha256, "rows": rows}
            for role, path, sha256, rows in one.inputs
        ],
    }


def _indexed(one: CountySolved) -> CountyRecord:
    metrics = one.standing.metrics
    return CountyRecord(
        one.standing.county_id,
        "",
        one.station_names,
        int(metrics.get("villages", 0)),
        int(metrics.get("rooms", 0)),
        int(metrics.get("posts", 0)),
        one.standing.exceptions,
        float(metrics.get("mean_travel_min", math.nan)),
        bytes.fromhex(one.outline),
    )


def _keep_beside(folder: Path, work: Path) -> None:
    """Copy what somebody has put beside the earlier plans of counties: notes, a saved workbook, an edited plan."""
    before, fresh = folder / COUNTIES, work / COUNTIES
    if not before.is_dir():
        return
    for item in sorted(fresh.iterdir()):
        if (before / item.name).is_dir():
            keep_workbook(before / item.name, item)
            keep_strangers(before / item.name, item, _MADE)
    keep_strangers(before, fresh, county_stems(folder))


def county_stems(folder: Path) -> list[str]:
    """Return the names of the counties' folders that the run of a plan folder has made, none if it tells of none."""
    try:
        entries = json.loads((folder / "run.json").read_text("utf-8"))["counties"]
        return [Path(str(entry["folder"])).name for entry in entries]
    except (OSError, ValueError, KeyError, TypeError):
        return []
