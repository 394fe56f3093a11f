"""The map of a plan: Folium's page, our data beside it as JSON, drawn by our own script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from branca.element import Figure

from assign.errors import UsageError
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.map.basemap import Basemap
from assign.show.map.explained import Explained
from assign.show.map.offline import CSP_SLOT, OfflineMap, Script, Verbatim, counted_ids, with_policy
from assign.show.map.payload import dumps, payload
from assign.show.map.places import Json

SCRIPTS = (
    # what the page holds
    "data", "unpack", "shapes", "plan",
    # what edits do to it
    "zones", "checks", "edits",
    # how it is drawn
    "colours", "canvas", "trace", "scene", "marks", "labels", "select",
    # what stands beside it
    "legend", "layers", "search", "cards", "reasons", "people", "figures", "exceptions", "tables", "changes",
    "editor", "measure", "sheet", "panel", "main",
)  # fmt: skip
"""Parts of the script in `assets/`, in the order in which they need one another."""
_BACK = '<p class="back"><a href="" data-word="map.back"></a></p>'
STYLES = ("frame", "panel", "print")


def write_map(
    problem: Problem,
    plan: Plan,
    path: Path,
    *,
    lang: str = "en",
    other: Plan | None = None,
    explained: Iterable[Explained] = (),
    basemap: Basemap | None = None,
    back: str = "",
    decided: str = "",
) -> Path:
    """Write the plan as one HTML file that opens without a network, and return its path.

    Parameters
    ----------
    lang
        The language it opens in; both are inside.
    other
        Another plan of the same case, to be shown beside this one: what is before the change.
    explained
        Reasons and alternatives for the cards.
    basemap
        Tiles beneath the plan; the page may then ask their server, and no other.
    back
        Relative link to the page that leads here.
    decided
        Hash of the whole plan where this is a part of one.

    Raises
    ------
    UsageError
        ``usage.plan-elsewhere`` if a plan names villages or stations that the problem does not have.
    """
    for one in (plan, other):
        if one is not None:
            _refuse_strange(problem, one)
    data = payload(problem, plan, lang=lang, other=other, explained=explained, basemap=basemap)
    if decided and isinstance(data["plan"], dict):
        data["plan"]["hash"] = decided
    hosts = basemap.origins if basemap else ()
    path.write_text(page(data, title=problem.name, hosts=hosts, back=back), encoding="utf-8", newline="\n")
    return path


def _refuse_strange(problem: Problem, plan: Plan) -> None:
    """Raise if rooms of the plan have villages or stations that are not in the problem."""
    strange = {
        name
        for room in plan.rooms
        for name in (room.host_village_id, *room.villages)
        if name not in problem.village_index
    }
    strange |= {room.station_id for room in plan.rooms if room.station_id not in problem.station_index}
    if strange:
        names = ", ".join(sorted(strange)[:5])
        raise UsageError(Message("usage.plan-elsewhere", {"ids": names, "count": len(strange)}))


def page(data: Json, *, title: str, hosts: Sequence[str] = (), back: str = "") -> str:
    """Return the page that draws the data; pictures may come from `hosts`, nothing else from anywhere.

    Parameters
    ----------
    back
        Relative link that stands above the name of the case.
    """
    with counted_ids():
        figure = Figure()
        head = figure.header
        head.add_child(
            Verbatim(f'<meta http-equiv="Content-Security-Policy" content="{CSP_SLOT}">'), name="policy"
        )
        head.add_child(Verbatim(f"<title>{escape(title)}</title>"), name="title")
        head.add_child(Verbatim(_asset("licences.html")), name="licences")
        leaflet = OfflineMap(
            tiles=None,
            zoom_control=False,
            attributionControl=False,
            zoomSnap=0.1,
            zoomDelta=0.5,
            wheelPxPerZoomLevel=90,
            maxZoom=18,
        )
        leaflet.add_to(figure)
        styles = "".join(_asset(f"{name}.css") for name in STYLES)
        head.add_child(Verbatim(f"<style>\n{styles}</style>"), name="style")
        link = _BACK.replace('href=""', f'href="{escape(back)}"') if back else ""
        frame = _asset("map.html").replace(_BACK, link, 1)
        figure.html.add_child(Verbatim(frame), name="frame")
        data_block = f'<script type="application/json" id="plan-data">{dumps(data)}</script>'
        figure.html.add_child(Verbatim(data_block), name="data")
        script = "".join(_asset(f"{name}.js") for name in SCRIPTS)
        leaflet.add_child(Script(f"(() => {{\n'use strict';\n{script}\nstart({leaflet.get_name()});\n}})();"))
        return with_policy(figure.render(), hosts=hosts)


def _asset(name: str) -> str:
    return files("assign.show.map").joinpath("assets", name).read_text("utf-8")
