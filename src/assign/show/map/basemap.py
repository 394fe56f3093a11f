"""A background of map tiles, where one is asked for: the only thing for which the page may use the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

import numpy as np
import shapely

from assign.errors import UsageError
from assign.messages import Message
from assign.offsets import to_gcj02
from assign.plan import Plan, Room
from assign.problem import Problem, Station, Village

_TIANDITU = (
    "https://t{s}.tianditu.gov.cn/%s_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=%s&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
)
_GAODE = "https://webrd0{s}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}"


Placed = TypeVar("Placed", Village, Station, Room)


@dataclass(frozen=True, slots=True)
class Basemap:
    """Tiles beneath the plan.

    Parameters
    ----------
    urls
        Templates with ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}``, the lowest layer first.
    subdomains
        What ``{s}`` may be, a character each.
    shifted
        Whether the tiles are in GCJ-02: what is drawn is then shifted to them, and the data stay as they are.
    credit
        Who made the tiles.
    """

    urls: tuple[str, ...]
    subdomains: str = ""
    shifted: bool = False
    credit: str = ""

    @property
    def origins(self) -> list[str]:
        """Scheme and host of every server that tiles may come from."""
        found = {
            _origin(url.replace("{s}", letter)) for url in self.urls for letter in self.subdomains or " "
        }
        return sorted(found)


def basemap(name: str, *, key: str = "") -> Basemap:
    """Return the tiles that a name or a URL template stands for.

    Parameters
    ----------
    name
        ``tianditu`` (WGS 84, needs a key), ``gaode`` (GCJ-02), or a template with ``{z}``, ``{x}`` and ``{y}``.
        ``gcj02:`` in front of a template says that its tiles are shifted.
    key
        Tianditu's key.

    Raises
    ------
    UsageError
        ``usage.basemap`` for anything else, ``usage.basemap-key`` if Tianditu has no key.
    """
    if name.casefold() == "tianditu":
        if not re.fullmatch(r"[0-9A-Za-z]+", key):
            raise UsageError(Message("usage.basemap-key"))
        layers = tuple(_TIANDITU % (layer, layer) + key for layer in ("vec", "cva"))
        return Basemap(layers, "01234567", credit="天地图")
    if name.casefold() == "gaode":
        return Basemap((_GAODE,), "1234", shifted=True, credit="高德地图")
    shifted = name.casefold().startswith("gcj02:")
    url = name[len("gcj02:") :] if shifted else name
    gaps = set(re.findall(r"\{(.*?)\}", url))
    if not {"z", "x", "y"} <= gaps <= {"z", "x", "y", "s"} or not _origin(url.replace("{s}", "a")):
        raise UsageError(Message("usage.basemap", {"found": name}))
    return Basemap(
        (url,),
        "abc" if "{s}" in url else "",
        shifted=shifted,
        credit=urlsplit(url).netloc.replace("{s}.", ""),
    )


def _origin(url: str) -> str:
    """Return ``https://host:port`` of an address without gaps in its host; empty for what is none."""
    match = re.match(r"(https?://[0-9A-Za-z.-]+(:[0-9]+)?)/", url)
    return match[1] if match else ""


def shifted_to_tiles(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    """Return problem and plan with everything that is drawn moved to GCJ-02; for drawing only."""
    network = problem.network
    if network is not None:
        network = replace(network, lines=_shifted(network.lines))
    moved = replace(
        problem,
        outlines=_shifted(problem.outlines),
        villages=_moved(problem.villages),
        stations=_moved(problem.stations),
        network=network,
    )
    return moved, replace(plan, rooms=_moved(plan.rooms))


def _shifted(shapes: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.transform(shapes, to_gcj02), dtype=object)


def _moved(things: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return rows with `lon` and `lat` moved; one without them stays as it is."""
    out = []
    for thing in things:
        if thing.lon is None or thing.lat is None:
            out.append(thing)
            continue
        lon, lat = to_gcj02(np.array([[thing.lon, thing.lat]]))[0].tolist()
        out.append(replace(thing, lon=lon, lat=lat))
    return tuple(out)
