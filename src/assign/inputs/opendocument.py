"""Whether an OpenDocument workbook can be read without harm: its reader never ends on broken XML."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.parsers import expat

from assign.inputs.safety import CELLS, Finding

CONTENT = "content.xml"


def opendocument_trap(path: Path) -> Finding | None:
    """Return what is wrong with the content of a workbook, None where it is none of this kind.

    The reader (calamine) loops for ever on XML that is not well-formed, and fills in what a cell or row says is
    repeated: so the content is looked through once, keeping nothing.
    """
    with zipfile.ZipFile(path) as archive:
        if CONTENT not in archive.namelist():
            return None
        counter = _Counter()
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.StartElementHandler = counter.start
        parser.EndElementHandler = counter.end
        parser.StartDoctypeDeclHandler = counter.doctype
        try:
            with archive.open(CONTENT) as stream:
                parser.ParseFile(stream)
        except (expat.ExpatError, ValueError, LookupError) as error:
            return Finding("file-unreadable", f"{CONTENT}: {error}"[:80])
    if counter.declared:
        return Finding("markup-entities", CONTENT)
    if counter.most > CELLS:
        return Finding("sheet-too-wide", f"{counter.most:,}", f"{CELLS:,}")
    return None


class _Counter:
    """Counts the filled cells of each sheet, repeated ones as often as they are."""

    def __init__(self) -> None:
        self.most = self.cells = self.row = 0
        self.repeated = 1
        self.declared = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a sheet, a row, a cell."""
        tag = name.rpartition("\n")[2]
        told = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        if tag == "table":
            self.cells = 0
        elif tag == "table-row":
            self.row, self.repeated = 0, int(told.get("number-rows-repeated", 1))
        elif tag == "table-cell" and "value-type" in told:
            self.row += int(told.get("number-columns-repeated", 1))

    def end(self, name: str) -> None:
        """Add up a row."""
        if name.endswith("\ntable-row"):
            self.cells += self.row * self.repeated
            self.most = max(self.most, self.cells)

    def doctype(self, *_: object) -> None:
        """Take note of a declaration, which may expand without end."""
        self.declared = True
