"""In which encoding a text stands: what the bytes allow, what the file says, and whether it looks Chinese."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SAMPLE_BYTES = 4 << 20
_EAST_ASIAN = ("big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949")


class Encoding(NamedTuple):
    """The encoding to read with; whether the file said nothing of it; what the file said wrongly, or ``""``."""

    name: str
    guessed: bool = False
    denied: str = ""


def shapefile_encoding(path: Path) -> Encoding | None:
    """Return the encoding of a Shapefile's attributes, or None when every encoding reads them alike.

    Parameters
    ----------
    path
        The ``.shp``. A ``.cpg`` is believed only where the bytes agree: exports name
        UTF-8 over GBK text as often as the other way round.
    """
    parts = _parts(path)
    cells = dbf_texts(parts.get(".dbf", b""))
    told = _python_name(parts.get(".cpg", b"").decode("ascii", "ignore"))
    foreign = [cell for cell in cells if not cell.isascii()]
    if not foreign:
        return None
    found = _told_by_bytes(foreign)
    if told in _EAST_ASIAN and _fits(foreign, told) and found != "utf-8":
        found = told
    if not found:
        return Encoding(told or "GB18030", guessed=not told)
    if told and not _same(told, found):
        return Encoding(found.upper(), denied=told)
    # with no .cpg, UTF-8 that decodes strictly is no guess
    return Encoding(found.upper(), guessed=not told and found != "utf-8")


def dbf_texts(data: bytes) -> list[bytes]:
    """Return the field names and text cells of a dBASE table as they stand, without padding."""
    if len(data) < 33:
        return []
    records, header, width = struct.unpack_from("<IHH", data, 4)
    texts: list[bytes] = []
    spans: list[tuple[int, int]] = []
    start = 1
    for place in range(32, min(header, len(data)) - 31, 32):
        if data[place] == 0x0D:
            break
        texts.append(data[place : place + 11].split(b"\0")[0])
        length = data[place + 16]
        if data[place + 11 : place + 12] in (b"C", b"M"):
            spans.append((start, start + length))
        start += length
    if width < 1:
        return texts
    for place in range(header, min(header + records * width, len(data)), width):
        texts += [data[place + low : place + high].strip(b" \0") for low, high in spans]
    return [text for text in texts if text]


def looks_chinese(texts: Sequence[str]) -> bool:
    """Return whether most of what is not ASCII is everyday Chinese; text read in a wrong encoding is not."""
    foreign = [letter for text in texts for letter in text if not letter.isascii()]
    common = sum(_is_common(letter) for letter in foreign)
    return bool(foreign) and common >= 0.7 * len(foreign)


def _is_common(letter: str) -> bool:
    """Return whether a letter is of GB 2312's first level (everyday characters) or of its punctuation."""
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] <= 0xA3)


def _told_by_bytes(cells: Sequence[bytes]) -> str:
    """Return ``utf-8`` or ``gb18030`` when the bytes allow it and, for the latter, read as Chinese; else ``""``."""
    if _fits(cells, "utf-8"):
        return "utf-8"
    if _fits(cells, "gb18030") and looks_chinese([_decoded(cell, "gb18030") or "" for cell in cells]):
        return "gb18030"
    return ""


def _fits(cells: Sequence[bytes], encoding: str) -> bool:
    return all(_decoded(cell, encoding) is not None for cell in cells)


def _decoded(cell: bytes, encoding: str) -> str | None:
    """Return a cell as text; a last character that the field's width has cut in two is forgiven."""
    for cut in range(4):
        try:
            return cell[: len(cell) - cut].decode(encoding)
        except UnicodeDecodeError as error:
            if len(cell) < 9 or error.start < len(cell) - cut - 4:
                return None
    return None


def _parts(path: Path) -> dict[str, bytes]:
    """Return the ``.dbf`` (its beginning) and ``.cpg`` beside a ``.shp``."""
    wanted = (".dbf", ".cpg")
    beside = [item for item in path.parent.iterdir() if item.stem == path.stem]
    out: dict[str, bytes] = {}
    for item in beside:
        if item.suffix.lower() in wanted:
            with item.open("rb") as stream:
                out[item.suffix.lower()] = stream.read(SAMPLE_BYTES)
    return out


def _python_name(told: str) -> str:
    """Return Python's name of an encoding as a ``.cpg`` gives it, or ``""``."""
    text = told.strip().lower().removeprefix("ansi ").removeprefix("oem ")
    for name in (text, f"cp{text}"):
        try:
            return codecs.lookup({"65001": "utf-8", "936": "gbk", "54936": "gb18030"}.get(text, name)).name
        except LookupError:
            continue
    return ""


def _same(told: str, found: str) -> bool:
    chinese = ("gbk", "gb2312", "gb18030", "cp936", "hz")
    return told == found or (told in chinese and found in chinese)
