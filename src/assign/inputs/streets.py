"""Usable road lines with speed and directions, out of whatever the road file holds.

A class is read without regard to case, width of letters or an OSM ``_link`` ending; Chinese names of
classes are known. A speed is the line's own, else its class's (`[travel.speed_kph]`), else
`travel.default_kph`. Lines are sorted by their geometry, so that the order of the file never matters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from assign.errors import DataError, Fault, Severity
from assign.inputs.check_shapes import on_the_ground
from assign.inputs.check_values import list_rows
from assign.inputs.speeds import MAX_KPH, read_speed
from assign.policy import Policy

_CHINESE = {
    "高速": "motorway", "快速路": "trunk", "国道": "national", "省道": "provincial", "县道": "county",
    "乡道": "township", "镇道": "township", "村道": "village", "主干": "primary", "次干": "secondary",
    "支路": "tertiary", "巷": "living_street", "机耕": "track", "田间": "track", "小路": "path",
    "人行": "footway", "步行": "footway", "轮渡": "ferry", "渡口": "ferry", "渡船": "ferry",
    "汽渡": "ferry",
}  # fmt: skip
_SYNONYMS = {
    "expressway": "motorway", "freeway": "motorway", "highway": "national", "street": "residential",
    "road": "unclassified", "pedestrian": "footway", "steps": "footway", "sidewalk": "footway",
    "cycleway": "path", "bridleway": "path", "farm to market road": "fmr", "farm-to-market road": "fmr",
    "state": "provincial", "town": "township", "g": "national", "s": "provincial", "x": "county",
    "y": "township", "c": "village",
}  # fmt: skip
_NOT_BUILT = frozenset(
    {"construction", "proposed", "planned", "abandoned", "razed", "disused", "在建", "规划"}
)
_YES = frozenset({"yes", "true", "1", "t", "y", "ft", "forward", "是", "单行", "单向"})
_NO = frozenset(
    {"", "no", "false", "0", "f", "n", "b", "both", "reversible", "alternating", "否", "双向", "双行"}
)
_REVERSE = frozenset({"-1", "reverse", "backward", "tf", "反向"})
_OPEN = frozenset(
    {"", "yes", "true", "1", "t", "y", "是", "通", "通行", "可通行", "畅通", "open", "passable"}
)
_CLOSED = frozenset({"no", "false", "0", "f", "n", "否", "不通", "不可通行", "断", "closed", "impassable"})
_SHOWN = 20
"""Rows that one note names."""
_OVERHEAD = ("bridge", "viaduct", "flyover", "overpass", "underpass", "tunnel", "桥", "立交", "高架", "隧道")


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Usable lines, sorted by geometry; all arrays are (lines,).

    Parameters
    ----------
    lines
        Simple LineStrings in metres.
    road_class
        Class of each, ``""`` when unknown.
    kph
        Speed, km/h.
    forward, backward
        Whether one may drive along the line, and against it.
    separated
        Motorways, bridges, tunnels and ferry lines: a line drawn across them does not meet them.
    row
        Row of the file that each came from.
    name
        As written, ``""`` where nothing stands.
    """

    lines: NDArray[np.object_]
    road_class: NDArray[np.object_]
    kph: NDArray[np.float64]
    forward: NDArray[np.bool_]
    backward: NDArray[np.bool_]
    separated: NDArray[np.bool_]
    row: NDArray[np.int64]
    name: NDArray[np.object_]

    def take(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> Streets:
        """Return some of the lines, in the order asked for."""
        return Streets(*(getattr(self, name)[chosen] for name in self.__slots__))


def read_streets(roads: gpd.GeoDataFrame, *, policy: Policy, file: str) -> tuple[Streets, list[Fault]]:
    """Return the usable road lines and notes on what was left out or assumed.

    Parameters
    ----------
    roads
        Lines in metres, with any of the columns ``road_class``, ``speed_kph``, ``oneway``, ``passable``,
        ``name``.

    Raises
    ------
    DataError
        If no line can be used (``roads-none-usable``).
    """
    faults: list[Fault] = []
    count = len(roads)
    raw_class = _texts(roads, "road_class")
    road_class = _by_value(raw_class, class_of)
    closed = np.isin(_texts(roads, "passable"), sorted(_CLOSED)) | np.isin(raw_class, sorted(_NOT_BUILT))
    _unclear(_texts(roads, "passable"), file, faults)
    kph = _speeds(roads, raw_class, road_class, ~closed, policy, file, faults)
    forward, backward = _directions(_texts(roads, "oneway"), file, faults)
    overhead = _by_value(_texts(roads, "name"), _is_overhead).astype(bool)
    overhead |= _by_value(raw_class, _is_overhead).astype(bool)
    separated = np.isin(road_class, ["motorway", "ferry"]) | overhead
    geometry = np.asarray(roads.geometry.values, dtype=object)
    row = np.asarray(roads.index, dtype=np.int64)
    crs = str(roads.crs)
    faults += _drawn_oddly(geometry, row, crs, file)
    streets = Streets(geometry, road_class, kph, forward, backward, separated, row, _names(roads))
    if closed.any():
        faults.append(_named("roads-impassable", file, row[closed], count))
    streets, empty = _simple_lines(streets.take(~closed))
    streets, twice = _sorted_once(streets)
    if len(empty):
        faults.append(_named("roads-not-lines", file, empty, count))
    if len(twice):
        note = _named("roads-duplicate", file, twice, count)
        faults.append(replace(note, shape=on_the_ground(geometry[np.isin(row, twice)], crs)))
    if not len(streets.lines):
        raise DataError([Fault("roads-none-usable", file=file, found=str(count), values={"lines": count})])
    return streets, faults


def class_of(text: str) -> str:
    """Return our name of a road class, ``""`` if the text is empty, the text itself if it is not known."""
    name = text.removesuffix("_link").removesuffix(" link")
    if name in _SYNONYMS:
        return _SYNONYMS[name]
    for word, known in _CHINESE.items():
        if word in name:
            return known
    return name


def _note(
    code: str, file: str, severity: Severity = Severity.NOTE, found: str = "", **values: float | str
) -> Fault:
    return Fault(code, severity, file=file, found=found[:80], values=values)


def _named(code: str, file: str, rows: NDArray[np.int64], lines: int, **values: float | str) -> Fault:
    """Return one note on all lines of a kind, with their rows."""
    named = list_rows(sorted(rows.tolist()), limit=_SHOWN)
    return Fault(
        code, Severity.NOTE, file, values={"count": len(rows), "lines": lines, "rows": named, **values}
    )


def _drawn_oddly(geometry: NDArray[np.object_], row: NDArray[np.int64], crs: str, file: str) -> list[Fault]:
    """Return notes on lines that are not valid, or of several parts; both are used all the same."""
    known = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    faults = []
    broken = known & ~shapely.is_valid(geometry) & (shapely.length(geometry) > 0)
    if broken.any():
        note = _named("roads-invalid", file, row[broken], len(row))
        faults.append(replace(note, shape=on_the_ground(geometry[broken], crs)))
    parts = known & (shapely.get_num_geometries(geometry) > 1)
    if parts.any():
        faults.append(_named("roads-in-parts", file, row[parts], len(row)))
    return faults


def _texts(roads: gpd.GeoDataFrame, column: str) -> NDArray[np.object_]:
    """Return a column as plain lower-case text; ``""`` where nothing stands."""
    if column not in roads.columns:
        return np.full(len(roads), "", dtype=object)
    values = np.asarray(roads[column], dtype=object)
    return _by_value(values, _plain)


def _names(roads: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the names as they are written."""
    if "name" not in roads.columns:
        return np.full(len(roads), "", dtype=object)
    return _by_value(np.asarray(roads["name"], dtype=object), lambda name: str(name) if _plain(name) else "")


def _plain(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating) and value == int(value):
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).strip().casefold()
    return "" if text in ("nan", "none", "null", "<na>") else text


def _by_value(values: NDArray[np.object_], function: object) -> NDArray[np.object_]:
    """Apply a function once to each distinct value."""
    series = pd.Series(values, dtype=object)
    codes, distinct = pd.factorize(series, use_na_sentinel=False)
    out = np.empty(len(distinct), dtype=object)
    for number, value in enumerate(distinct):
        out[number] = function(value)  # type: ignore[operator]
    return out[codes] if len(distinct) else np.empty(0, dtype=object)


def _is_overhead(text: str) -> bool:
    # "桥头路" is a street; "八字桥" is a bridge: only the end of a Chinese name tells.
    return any(
        text.endswith(word) if word > "~" else word in text.replace("-", " ").split() for word in _OVERHEAD
    )


def _first(texts: Iterable[str]) -> str:
    """Return the first five distinct texts, sorted, for a message."""
    return ", ".join(sorted(set(texts))[:5])


def _speeds(
    roads: gpd.GeoDataFrame,
    raw_class: NDArray[np.object_],
    road_class: NDArray[np.object_],
    used: NDArray[np.bool_],
    policy: Policy,
    file: str,
    faults: list[Fault],
) -> NDArray[np.float64]:
    table = policy.section("travel.speed_kph")
    default_kph = policy.number("travel.default_kph")
    by_class = _by_value(road_class, lambda name: table.get(name, np.nan)).astype(float)
    given = np.full(len(roads), np.nan)
    if "speed_kph" in roads.columns:
        written = _texts(roads, "speed_kph")
        given = _by_value(written, _kph_or_less).astype(float)
        wrong = given < 0
        given = np.where(wrong, np.nan, given)
        if wrong.any():
            found = _first(written[wrong])
            faults.append(
                _note(
                    "roads-speed-ignored", file, Severity.WARNING, found, count=int(wrong.sum()), most=MAX_KPH
                )
            )
    open_question = np.isnan(given) & np.isnan(by_class) & used
    nameless = open_question & (road_class == "")
    unknown = open_question & (road_class != "")
    if nameless.any():
        rows = np.asarray(roads.index, dtype=np.int64)[nameless]
        faults.append(_named("roads-no-class", file, rows, len(roads), kph=default_kph))
    if unknown.any():
        found = _first(raw_class[unknown])
        faults.append(
            _note(
                "roads-class-unknown",
                file,
                Severity.WARNING,
                found,
                count=int(unknown.sum()),
                kph=default_kph,
            )
        )
    return np.where(np.isnan(given), np.where(np.isnan(by_class), default_kph, by_class), given)


def _kph_or_less(text: str) -> float:
    """Return a written speed, km/h; NaN for none, below zero for one that cannot be."""
    try:
        return read_speed(text)
    except ValueError:
        return -1.0


def _directions(
    oneway: NDArray[np.object_], file: str, faults: list[Fault]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    if "b" in set(oneway):  # Geofabrik's letters: F along, T against, B both
        along, against = oneway == "f", oneway == "t"
    else:
        along, against = np.isin(oneway, sorted(_YES)), np.isin(oneway, sorted(_REVERSE))
    strange = ~(along | against | np.isin(oneway, sorted(_NO)))
    if strange.any():
        found = _first(oneway[strange])
        faults.append(_note("roads-oneway-unknown", file, Severity.WARNING, found, count=int(strange.sum())))
    return ~against, ~along


def _unclear(passable: NDArray[np.object_], file: str, faults: list[Fault]) -> None:
    """Note words of which nobody can say whether they open or close a road."""
    strange = ~np.isin(passable, sorted(_OPEN | _CLOSED))
    if strange.any():
        found, count = _first(passable[strange]), int(strange.sum())
        faults.append(_note("road-passable-unclear", file, Severity.WARNING, found, count=count))


def _simple_lines(streets: Streets) -> tuple[Streets, NDArray[np.int64]]:
    """Return single, flat LineStrings that do not cross themselves, and the rows that gave none."""
    parts, origin = shapely.get_parts(shapely.force_2d(streets.lines), return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # collections of multi-lines
    origin = origin[inner]
    good = (shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING) & (shapely.length(parts) > 0)
    good &= np.isfinite(shapely.length(parts))
    parts, origin = parts[good], origin[good]
    lost = np.delete(streets.row, np.unique(origin))
    knotted = ~shapely.is_simple(parts)
    if knotted.any():
        pieces, source = shapely.get_parts(shapely.node(parts[knotted]), return_index=True)
        parts = np.concatenate([parts[~knotted], pieces])
        origin = np.concatenate([origin[~knotted], origin[knotted][source]])
    return replace(streets.take(origin), lines=parts), lost


def _sorted_once(streets: Streets) -> tuple[Streets, NDArray[np.int64]]:
    """Return the lines sorted by geometry, each once, and the rows of the doubles.

    The same line with another speed stays.
    """
    two_way = streets.forward & streets.backward
    shape = np.where(two_way, shapely.normalize(streets.lines), streets.lines)
    table = pd.DataFrame(
        {
            "key": shapely.to_wkb(shape, byte_order=1),
            "kph": streets.kph,
            "forward": streets.forward,
            "backward": streets.backward,
            "class": streets.road_class,
            "name": streets.name,
            "raw": shapely.to_wkb(streets.lines, byte_order=1),
            "row": streets.row,
        }
    )
    table = table.sort_values(
        ["key", "kph", "forward", "backward", "class", "name", "raw", "row"], kind="stable"
    )
    twice = table.duplicated(["key", "kph", "forward", "backward"])
    doubles = np.unique(table["row"].to_numpy()[twice])
    return streets.take(table.index[~twice].to_numpy()), doubles
