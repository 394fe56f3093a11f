"""A corpus of odd but good inputs: each builder writes one, and says what must be read.

`GOOD` holds for each the builder and how what is read differs from the good case: twelve villages in two stations and
two officers. What is not said must be as in the good case, and no warning but those named may be given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd

from small_case import officer, village_id, villages, write_case

Builder = Callable[[Path], None]
IDS = [village_id(number) for number in range(12)]
PLAIN = {
    "001": {"role": "police", "station_id": "0S1", "years": 4.0, "party_member": True},
    "002": {"role": "auxiliary", "station_id": "0S1", "years": 4.0, "party_member": True},
}
"""The officers of the good case."""


@dataclass(frozen=True)
class Good:
    """One odd but good input.

    Parameters
    ----------
    villages
        Attribute -> its twelve values in the order of `IDS`, where they differ from the good case.
    officers
        Id -> the attributes that must be so.
    near_m
        How far the outlines may be from those of the good case.
    warned
        Codes of the warnings that must be given.
    """

    build: Builder
    villages: Mapping[str, list[object]] = field(default_factory=dict)
    officers: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: PLAIN)
    near_m: float = 0.01
    warned: frozenset[str] = frozenset()


GOOD: dict[str, Good] = {}


def add(name: str, build: Builder, *, warned: tuple[str, ...] = (), **expected: object) -> None:
    """Put a good input into the corpus under a name of its own."""
    assert name not in GOOD, name
    GOOD[name] = Good(build, warned=frozenset(warned), **expected)  # type: ignore[arg-type]


def good(folder: Path) -> Path:
    """Write the good case that all others are made from."""
    return write_case(folder, officers=[officer("001"), officer("002", 岗位="辅警")])


def case(folder: Path, toml: str = "", **inputs: str) -> None:
    """Write `case.toml`; an input is a file's name, or an entry in braces."""
    named = {"villages": "villages.gpkg", "officers": "officers.csv"} | inputs
    lines = [
        f"{role} = {entry}" if entry.startswith("{") else f'{role} = "{entry}"'
        for role, entry in named.items()
    ]
    (folder / "case.toml").write_text("\n".join(["[inputs]", *lines]) + "\n" + toml, "utf-8")


def layer(
    write: Callable[[gpd.GeoDataFrame, Path], None], entry: str, *, toml: str = "", **columns: list[object]
) -> Builder:
    """Return a builder whose villages are written by a function and named by an entry."""

    def build(folder: Path) -> None:
        good(folder)
        write(villages(**columns), folder)
        case(folder, toml, villages=entry)

    return build


def roster(text: str | bytes, file: str = "o.csv", *, entry: str = "", toml: str = "") -> Builder:
    """Return a builder whose roster is this text or these bytes."""

    def build(folder: Path) -> None:
        good(folder)
        (folder / file).write_bytes(text.encode() if isinstance(text, str) else text)
        case(folder, toml, officers=entry or file)

    return build
