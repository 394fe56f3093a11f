"""The map of a plan: Folium's page, our data beside it as JSON, drawn by our own script."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path

from branca.element import Figure

from assign.plan import Plan
from assign.problem import Problem
from assign.show.map.offline import CSP_SLOT, OfflineMap, Script, Verbatim, counted_ids, with_policy
from assign.show.map.payload import Json, dumps, payload

SCRIPTS = ("data.js", "draw.js", "labels.js", "cards.js", "panel.js", "main.js")
"""Parts of the script in `assets/`, in the order in which they need one another."""


def write_map(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write the plan as one HTML file that opens without a network, and return its path.

    Parameters
    ----------
    lang
        The language it opens in; both are inside.
    """
    path.write_text(
        page(payload(problem, plan, lang=lang), title=problem.name), encoding="utf-8", newline="\n"
    )
    return path


def page(data: Json, *, title: str) -> str:
    """Return the page that draws the data."""
    with counted_ids():
        figure = Figure()
        head = figure.header
        head.add_child(
            Verbatim(f'<meta http-equiv="Content-Security-Policy" content="{CSP_SLOT}">'), name="policy"
        )
        head.add_child(Verbatim(f"<title>{escape(title)}</title>"), name="title")
        leaflet = OfflineMap(
            tiles=None,
            zoom_control=False,
            attributionControl=False,
            prefer_canvas=True,
            zoomSnap=0.25,
            zoomDelta=0.5,
            wheelPxPerZoomLevel=90,
            maxZoom=18,
        )
        leaflet.add_to(figure)
        head.add_child(Verbatim(f"<style>\n{_asset('map.css')}</style>"), name="style")
        figure.html.add_child(Verbatim(_asset("map.html")), name="frame")
        data_block = f'<script type="application/json" id="plan-data">{dumps(data)}</script>'
        figure.html.add_child(Verbatim(data_block), name="data")
        script = "".join(_asset(name) for name in SCRIPTS)
        leaflet.add_child(Script(f"(() => {{\n'use strict';\n{script}\nstart({leaflet.get_name()});\n}})();"))
        return with_policy(figure.render())


def _asset(name: str) -> str:
    return files("assign.show.map").joinpath("assets", name).read_text("utf-8")
