"""The full map of each county, and the index that leads to them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from assign.plan import Plan
from assign.problem import Problem
from assign.show.counties.index import county_file, write_county_index
from assign.show.counties.part import counties_of, county_part
from assign.show.counties.record import CountyRecord, county_record
from assign.show.fingerprint import plan_hash
from assign.show.map import write_map

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def write_county_maps(
    problem: Problem, plan: Plan, folder: Path, *, lang: str = "en", names: Mapping[str, str] = _NO_NAMES
) -> tuple[CountyRecord, ...]:
    """Write ``maps/<county_id>.html`` for each county and ``map.html`` as their index; return what the index knows.

    Maps of an earlier run go; nothing of them is touched before all new ones are written. Who solves county by county
    calls `write_county_map` for each, keeps the records, and writes the index at the end.

    Parameters
    ----------
    folder
        Where ``map.html`` and ``maps`` come to stand.
    lang
        The language that pages open in; both are inside.
    names
        Names of counties by id, where they are known.

    Raises
    ------
    UsageError
        ``usage.plan-elsewhere`` if the plan names villages or stations that the problem does not have.
    """
    decided = plan_hash(plan)
    records = []
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".maps-", dir=folder) as place:
        fresh = Path(place)
        (fresh / "maps").mkdir()
        for county_id in counties_of(problem):
            part = county_part(problem, plan, county_id)
            name = names.get(county_id, "")
            records.append(write_county_map(*part, county_id, fresh, lang=lang, name=name, decided=decided))
        write_county_index(records, fresh / "map.html", title=problem.name, lang=lang)
        shutil.rmtree(folder / "maps", ignore_errors=True)
        (fresh / "maps").replace(folder / "maps")
        (fresh / "map.html").replace(folder / "map.html")
    return tuple(records)


def write_county_map(
    part: Problem,
    plan: Plan,
    county_id: str,
    folder: Path,
    *,
    lang: str = "en",
    name: str = "",
    decided: str = "",
) -> CountyRecord:
    """Write the map of one county below ``maps``, and return its record for the index.

    Parameters
    ----------
    decided
        Hash of the whole plan, where the county's is a part of one: edits made on the page are edits of that.
    """
    path = folder / county_file(county_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_map(part, plan, path, lang=lang, back="../map.html", decided=decided)
    return county_record(part, plan, county_id, name=name)
