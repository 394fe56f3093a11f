"""The maps of a plan of many counties, written again from it: county by county, then the page that leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assign.asked import problem_of
from assign.assess import verify
from assign.counties.county import INDEX
from assign.counties.kept import COUNTIES
from assign.inputs import read_plan
from assign.show import CountyRecord, county_record, county_stem, redacted, write_county_index, write_map
from assign.solve import stamped


@dataclass(frozen=True)
class CountyDrawing:
    """A county's map to draw again.

    Parameters
    ----------
    case
        Where the whole case has moved to.
    redact
        Without persons.
    """

    county_id: str
    folder: Path
    lang: str
    case: Path | None = None
    redact: bool = False

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.county_id


def draw_county(task: CountyDrawing) -> CountyRecord:
    """Write a county's map in one step, and return its record for the index.

    Raises
    ------
    AssignError
        If its plan or its facts cannot be read.
    """
    plan = read_plan(task.folder)
    problem = problem_of(plan, task.folder, task.case)
    plan = stamped(plan, findings=len(verify(problem, plan)))
    if task.redact:
        problem, plan = redacted(problem, plan)
    fresh = task.folder / ".map.html.new"
    write_map(problem, plan, fresh, lang=task.lang, back=INDEX)
    fresh.replace(task.folder / "map.html")
    return county_record(problem, plan, task.county_id)


def write_index(records: Sequence[CountyRecord], path: Path, *, title: str, lang: str) -> Path:
    """Write the page that leads to the counties' maps, in one step, and return its path."""
    fresh = path.with_name(f".{path.name}.new")
    write_county_index(
        records,
        fresh,
        title=title,
        lang=lang,
        file_of=lambda county_id: f"{COUNTIES}/{county_stem(county_id)}/map.html",
    )
    fresh.replace(path)
    return path
