"""Counties that a run has finished, beside the plan until all of them are: `--resume` takes them up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from assign.counties.county import CountySolved, CountyTask, case_of, county_key, file_sha256
from assign.errors import AssignError
from assign.inputs import fingerprints
from assign.plain import from_plain, to_plain
from assign.show import county_stem

COUNTIES = "counties"
"""Below the plan folder: a plan folder a county."""
DONE = "done"
"""Below the work: what is known of each county that is finished, a file each."""


class Kept:
    """The counties below a folder of work.

    Parameters
    ----------
    folder
        ``PLAN.work``, held by this run alone; what a run of another kind has left there is thrown away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for item in sorted(folder.iterdir()):
            if item.is_dir() and item.name not in (COUNTIES, DONE):
                shutil.rmtree(item, ignore_errors=True)
        for name in (COUNTIES, DONE):
            (folder / name).mkdir(exist_ok=True)

    def place(self, county_id: str) -> Path:
        """Return where a county's plan comes to stand."""
        return self.folder / COUNTIES / county_stem(county_id)

    def keep(self, county_id: str, solved: CountySolved) -> None:
        """Note that a county's folder is whole; from now on it is taken up."""
        path = self._note(county_id)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(json.dumps(to_plain(solved)), encoding="utf-8")
        fresh.replace(path)

    def find(self, task: CountyTask) -> CountySolved | None:
        """Return what is known of a county, if it is finished, proven as far as it goes, and of the same facts."""
        try:
            noted = json.loads(self._note(task.county_id).read_text("utf-8"))
            solved: CountySolved = from_plain(CountySolved, noted)
            same = county_key(task, fingerprints(case_of(task))) == solved.key
            whole = file_sha256(task.folder / "run.json") == solved.run_sha256
        except (OSError, ValueError, TypeError, AssignError):
            return None
        return solved if same and whole and not solved.cut_short else None

    def forget_others(self, county_ids: frozenset[str]) -> None:
        """Throw away counties that the case no longer has."""
        stems = {county_stem(county_id) for county_id in county_ids}
        for item in sorted((self.folder / COUNTIES).iterdir()):
            if item.name not in stems:
                shutil.rmtree(item, ignore_errors=True)

    def _note(self, county_id: str) -> Path:
        return self.folder / DONE / f"{county_stem(county_id)}.json"
