"""Whether a file can be opened without harm: kinds told by their first bytes, bombs and traps refused.

Nothing here reads a file's meaning. Each check takes a path and returns a code of `faults_files` with what was
found, or None; all of them together take well under a second on an honest file of a city.
"""

from __future__ import annotations

import re
import sqlite3
import stat
import time
import zipfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

UNPACKED_BYTES = 2 << 30
"""What an archive may hold unpacked: a province of villages and roads stays below half of it."""
RATIO, RATIO_FROM_BYTES = 200, 50 << 20
"""Honest workbooks and Shapefiles pack to a tenth; from 50 MB unpacked on, 200 to one is a bomb."""
_BOMB = f"{UNPACKED_BYTES >> 30} GB, {RATIO} : 1"
ENTRIES = 10_000
CELLS = 20_000_000
"""Cells of one sheet, empty ones inside its outermost cells included: a reader keeps them all in memory."""
LINE_BYTES = 64 << 20
"""A line of text this long is no table and no road."""
DEPTH = 64
"""Brackets inside brackets: GeoJSON needs about ten."""
DAMAGE_S = 4.0

ZIP, OLE, SQLITE, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00", b"PAR1"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (SQLITE, "GeoPackage / SQLite"),
    (b"\x00\x00\x27\x0a", "Shapefile"),
    (b"fgb\x03", "FlatGeobuf"),
    (PARQUET, "Parquet"),
    (OLE, "Excel 97-2003, or an encrypted workbook"),
    (ZIP, "zip archive / xlsx"),
    (b"PK\x05\x06", "empty zip archive"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x80\x03", "Python pickle"),
    (b"\x80\x04", "Python pickle"),
    (b"\x80\x05", "Python pickle"),
)
_MARKUP = re.compile(rb"^\s*<(!doctype\s+html|html|\?xml|kml|OGRVRT|GDAL_WMS|table|meta|head)", re.IGNORECASE)
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']\s*([A-Za-z]+)(\d+)")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^>]*\br\s*=)")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"']\s*(\d+)")
"""Where a cell says it lies, cells that do not say so, and the rows that then count."""
_TAIL = 256
"""Bytes of a chunk that may hold the beginning of a cell."""


class Finding(NamedTuple):
    """A code of `faults_files` and what was found."""

    code: str
    found: str
    limit: str = ""


def irregular(path: Path) -> Finding | None:
    """Return a finding for what is no plain file: a device, pipe or socket would never end."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return Finding("file-irregular", stat.filemode(mode))


def kind_of(head: bytes) -> str:
    """Return what the first bytes of a file show it to be, or ``""``."""
    for begin, kind in _KINDS:
        if head.startswith(begin):
            return kind
    found = _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))
    if not found:
        return ""
    name = found[1].decode("ascii").split()[0].lstrip("!?").upper()
    return "HTML" if name in {"DOCTYPE", "TABLE", "META", "HEAD"} else name


def archive_trap(path: Path) -> Finding | None:
    """Return what is wrong with a zip archive or workbook: a bomb, a lock, or a name that leads out of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES:
                return Finding("archive-bomb", f"{len(entries)} files", f"{ENTRIES} files")
            for entry in entries:
                parts = entry.filename.replace("\\", "/").split("/")
                if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in entry.orig_filename:
                    return Finding("archive-path", entry.filename[:80])
                if entry.flag_bits & 1:
                    return Finding("file-locked", entry.filename[:80])
            told = sum(entry.file_size for entry in entries)
            if _is_bomb(told, path.stat().st_size):
                return Finding("archive-bomb", f"{told / 1e6:.0f} MB", _BOMB)
            return _unpacked_trap(archive, entries, path.stat().st_size)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        return Finding("file-unreadable", str(error)[:80])
    except Exception as error:  # noqa: BLE001  zlib and lzma have errors of their own; none may pass
        return Finding("file-unreadable", f"{type(error).__name__}: {error}"[:80])


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > UNPACKED_BYTES or (unpacked > RATIO_FROM_BYTES and unpacked > RATIO * max(packed, 1))


def _unpacked_trap(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed: int) -> Finding | None:
    """Unpack everything without keeping it: the archive's own list of sizes may lie."""
    unpacked = 0
    for entry in entries:
        sheet = "worksheets/" in entry.filename and entry.filename.endswith(".xml")
        markup = entry.filename.endswith((".xml", ".kml", ".rels"))
        low, high, tail = [10**9, 10**9], [0, 0], b""
        with archive.open(entry) as stream:
            first = True
            while chunk := stream.read(1 << 20):
                unpacked += len(chunk)
                if _is_bomb(unpacked, packed):
                    return Finding("archive-bomb", f"{unpacked / 1e6:.0f} MB", _BOMB)
                if markup and first and _ENTITIES.search(chunk):
                    return Finding("markup-entities", entry.filename[:80])
                first = False
                if sheet:
                    tail = _outermost(tail[-_TAIL:] + chunk, low, high)
        if high[0] and (high[0] - low[0] + 1) * (high[1] - low[1] + 1) > CELLS:
            return Finding("sheet-too-wide", f"{high[0] - low[0] + 1} × {high[1] - low[1] + 1}", f"{CELLS:,}")
    return None


def _outermost(chunk: bytes, low: list[int], high: list[int]) -> bytes:
    """Widen the first and last row and column to the cells named in a chunk of a sheet, and return the chunk."""
    found = _CELL.findall(chunk)
    rows = {int(row[:20]) for row in {row for _, row in found}}
    columns = {_column_number(name[:8].upper()) for name in {name for name, _ in found}}
    if _UNPLACED.search(chunk):
        rows |= {int(row[:20]) for row in _ROW.findall(chunk)}
        columns.add(1)
    if rows and columns:
        low[:] = [min(low[0], *rows), min(low[1], *columns)]
        high[:] = [max(high[0], *rows), max(high[1], *columns)]
    return chunk


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def missing_parts(path: Path) -> Finding | None:
    """Return a finding for a Shapefile without its index or its attributes; letters of any case will do."""
    beside = {item.suffix.lower() for item in path.parent.iterdir() if item.stem == path.stem}
    lost = [suffix for suffix in (".shx", ".dbf") if suffix not in beside]
    return (
        Finding("shapefile-part-missing", ", ".join(path.stem + suffix for suffix in lost)) if lost else None
    )


def short_attributes(path: Path) -> Finding | None:
    """Return a finding for a Shapefile whose .dbf has another number of records than its .shx has shapes."""
    beside = {item.suffix.lower(): item for item in path.parent.iterdir() if item.stem == path.stem}
    with beside[".dbf"].open("rb") as stream:
        head = stream.read(8)
    if len(head) < 8:
        return Finding("file-empty", beside[".dbf"].name)
    records = int.from_bytes(head[4:8], "little")
    shapes = max(0, beside[".shx"].stat().st_size - 100) // 8
    if records == shapes:
        return None
    return Finding("shapefile-parts-differ", f"{shapes} .shp / {records} .dbf")


def markup_trap(path: Path) -> Finding | None:
    """Return a finding for KML that declares entities: expanded, ten lines become gigabytes."""
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
    declared = _ENTITIES.search(head.replace(b"\0", b""))
    return Finding("markup-entities", declared[0].decode("ascii")) if declared else None


def parquet_trap(path: Path) -> Finding | None:
    """Return a finding for a parquet file that unpacks to more than memory holds: one value packs to nothing."""
    try:
        about = pq.read_metadata(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        return Finding("file-unreadable", str(error).split("\n")[0][:80])
    if about.num_rows * max(about.num_columns, 1) > CELLS * 5:
        return Finding("archive-bomb", f"{about.num_rows} × {about.num_columns}", f"{CELLS * 5:,}")
    unpacked = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    return Finding("archive-bomb", f"{unpacked / 1e6:.0f} MB", _BOMB) if unpacked > UNPACKED_BYTES else None


def text_trap(path: Path, *, brackets: bool) -> Finding | None:
    """Return a finding for text with a line or a nest of brackets that no honest file has.

    Parameters
    ----------
    brackets
        Whether the text is JSON; quoted brackets count too, which only makes the check stricter.
    """
    line = depth = 0
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if brackets:
                depth = _deepest(chunk, depth)
                if depth > DEPTH:
                    return Finding("nested-too-deep", f"> {DEPTH}", str(DEPTH))
                continue
            first, last = chunk.find(b"\n"), chunk.rfind(b"\n")
            line = line + len(chunk) if first < 0 else len(chunk) - last
            if line > LINE_BYTES:
                return Finding("line-too-long", f"{line / 1e6:.0f} MB", f"{LINE_BYTES >> 20} MB")
    return None


def _deepest(chunk: bytes, depth: int) -> int:
    """Return the depth after a chunk, or one beyond the limit as soon as it is passed."""
    for bracket in re.findall(rb"[\[\]{}]", chunk):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEPTH:
            break
    return depth


def database_trap(path: Path) -> Finding | None:
    """Return what is wrong with a GeoPackage: views or virtual tables in place of tables, or damaged pages."""
    try:
        with sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True) as base:
            end = time.monotonic() + DAMAGE_S
            base.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
            listed = {
                str(name).casefold() for (name,) in base.execute("SELECT table_name FROM gpkg_contents")
            }
            made = base.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'table')")
            for kind, name, sql in made.fetchall():
                virtual = "VIRTUAL TABLE" in str(sql).upper() and not str(name).startswith("rtree_")
                if str(name).casefold() in listed and (kind == "view" or virtual):
                    return Finding("database-view", str(name)[:80])
            return _damage(base)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return Finding("database-damaged", str(error)[:80])
    finally:
        if "base" in locals():
            base.close()


def _damage(base: sqlite3.Connection) -> Finding | None:
    """Return the first damage that SQLite finds; a base too large to look through in time passes."""
    try:
        (said,) = base.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        return None if "interrupted" in str(error) else Finding("database-damaged", str(error)[:80])
    return None if said == "ok" else Finding("database-damaged", str(said).splitlines()[-1][:80])
