"""Binary workbooks (xls, xlsb) read in a process of their own, so that a forged one cannot take ours with it.

A cell that claims to lie in row 4,000,000,000 makes the reader (calamine) ask for more memory than there is, and it
aborts the process; in xlsx and ods that is seen beforehand, in these it is not. The file runs by itself: nothing of
ours is imported, what comes back is JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

MEMORY_BYTES = 4 << 30
SECONDS = 60

Sheets = list[tuple[str, list[list[object]]]]


class ReaderGoneError(Exception):
    """The process that read a workbook ended without an answer, or said what is wrong with it."""


@dataclass(frozen=True)
class BinarySheet:
    """The cells of one sheet, to be asked for as calamine's are."""

    name: str
    rows: list[list[object]]

    def to_python(self, *, skip_empty_area: bool = False, nrows: int | None = None) -> list[list[object]]:  # noqa: ARG002
        """Return the cells, or those of the first rows."""
        return self.rows[:nrows]


@dataclass(frozen=True)
class BinaryWorkbook:
    """Sheets that have been read, to be asked for as calamine's are."""

    sheets: Sheets

    sheets_metadata: tuple[()] = ()
    """Which sheets are hidden is not told."""

    @property
    def sheet_names(self) -> list[str]:
        """The names in their order."""
        return [name for name, _ in self.sheets]

    def get_sheet_by_name(self, name: str) -> BinarySheet:
        """Return one sheet."""
        return BinarySheet(name, dict(self.sheets)[name])


def is_binary(path: Path) -> bool:
    """Return whether a workbook is an xls or xlsb, whatever its name says."""
    if not zipfile.is_zipfile(path):
        return True
    with zipfile.ZipFile(path) as archive:
        return any(name.lower().endswith("workbook.bin") for name in archive.namelist())


def binary_sheets(path: Path) -> Sheets:
    """Return the name and the cells of each sheet; days as ISO text, all else as it is.

    Raises
    ------
    ReaderGoneError
        If the workbook is broken, or took the process that read it.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__, str(path.absolute())],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReaderGoneError(f"> {SECONDS} s") from error
    if done.returncode:
        raise ReaderGoneError(f"reader ended with {done.returncode}")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise ReaderGoneError(answer["error"])
    return [(name, rows) for name, rows in answer["sheets"]]


def _plain(cell: object) -> object:
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


def _main() -> None:
    """Read the workbook that is named, within limits, and write its sheets to standard output."""
    try:
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except ImportError:
        pass
    import python_calamine  # noqa: PLC0415  after the limit

    answer: dict[str, object]
    try:
        with python_calamine.CalamineWorkbook.from_path(sys.argv[1]) as book:
            names = book.sheet_names
            pages = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
        answer = {
            "sheets": [
                (name, [[_plain(cell) for cell in row] for row in page])
                for name, page in zip(names, pages, strict=True)
            ]
        }
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        answer = {"error": str(error)[:80] or type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main()
