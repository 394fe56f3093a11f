"""Zip archives opened: the one thing in them that an input means, taken out under a plain name."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assign.errors import Fault
from assign.inputs.columns import nearest
from assign.inputs.tables import UnreadableError

SHAPEFILE = (".cpg", ".dbf", ".prj", ".shp", ".shx", ".qpj")


class _Content(NamedTuple):
    """What may be read: its name without ending, its ending, and the members that belong to it."""

    stem: str
    suffix: str
    members: list[str]


@contextmanager
def unpacked(path: Path, *, role: str, file: str, layer: str, wanted: Sequence[str]) -> Iterator[Path]:
    """Give the path of what an archive holds, as a file or ``.gdb`` folder that lives as long as the context.

    Folders inside the archive, and names in any old encoding, do not matter: the copy has a name of its own.

    Parameters
    ----------
    layer
        As in the case: a Shapefile in the archive may be called so.
    wanted
        Endings to look for, the likeliest first.

    Raises
    ------
    UnreadableError
        If there is nothing to read, or several things and none is called like the input or the layer.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="assign-") as place:
            chosen = _choose(_contents(archive, wanted), path, role=role, file=file, layer=layer)
            root = Path(place) / f"{role}{chosen.suffix}"
            for member in chosen.members:
                _copy(archive, member, _target(root, member, chosen.suffix))
            yield root
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error


def _contents(archive: zipfile.ZipFile, wanted: Sequence[str]) -> list[_Content]:
    """Return what can be read, geodatabases first, then by the place of its ending in `wanted`, then by name."""
    names = [name for name in archive.namelist() if not _is_litter(name)]
    geodatabases: dict[str, list[str]] = {}
    bare = {PurePosixPath(name).parent for name in names if name.lower().endswith(".gdbtable")}
    singles: list[_Content] = []
    for name in names:
        parts = PurePosixPath(name).parts
        inside = next((part for part in parts[:-1] if part.lower().endswith(".gdb")), "")
        # zipped without its folder
        inside = inside or ("data.gdb" if PurePosixPath(name).parent in bare else "")
        whole = PurePosixPath(name)
        if inside and not name.endswith("/"):
            geodatabases.setdefault(inside[:-4], []).append(name)
        elif whole.suffix.lower() in wanted and not inside:
            singles.append(_Content(whole.stem, whole.suffix.lower(), _with_parts(whole, names)))
    folders = [_Content(stem, ".gdb", members) for stem, members in geodatabases.items()]
    return folders + sorted(singles, key=lambda item: (wanted.index(item.suffix), item.members))


def _with_parts(whole: PurePosixPath, names: Sequence[str]) -> list[str]:
    """Return a file with those that belong to it: a Shapefile has several."""
    if whole.suffix.lower() != ".shp":
        return [str(whole)]
    beside = [PurePosixPath(name) for name in names]
    return [
        str(item)
        for item in beside
        if item.parent == whole.parent and item.stem == whole.stem and item.suffix.lower() in SHAPEFILE
    ]


def _choose(found: list[_Content], path: Path, *, role: str, file: str, layer: str) -> _Content:
    if not found:
        raise UnreadableError(Fault("archive-without-data", file=file))
    best = [item for item in found if item.suffix == found[0].suffix]
    if len(best) == 1:
        return best[0]
    root = "doc" if path.suffix.lower() == ".kmz" else ""  # what a KMZ shows; the others are parts of it
    for name in (layer, role, path.stem, root):
        for item in best:
            if name and item.stem == name:
                return item
    names = [item.stem for item in best]
    if layer:
        values = {"layers": ", ".join(names), "nearest": nearest(layer, names)}
        raise UnreadableError(Fault("layer-missing", file=file, found=layer, values=values))
    raise UnreadableError(
        Fault("layer-ambiguous", file=file, values={"layers": ", ".join(names), "role": role})
    )


def _target(root: Path, member: str, suffix: str) -> Path:
    """Return where a member goes: beside the others of a geodatabase, or under the name of the whole."""
    if suffix == ".gdb":
        return root / PurePosixPath(member).name
    return root.with_suffix(PurePosixPath(member).suffix.lower())


def _copy(archive: zipfile.ZipFile, member: str, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with archive.open(member) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)


def _is_litter(name: str) -> bool:
    """Return whether a member is what a Mac or an editor leaves behind."""
    last = PurePosixPath(name).name
    return "__MACOSX/" in name or last.startswith((".", "~$"))
