"""The map names the licence of all that it holds."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from offlinefolium.elements import _res

from assign.show.map.map import page
from assign.show.map.offline import OfflineMap

ROOT = Path(__file__).parents[1]
LEAFLET = OfflineMap.default_js[0][1]


def test_the_map_names_the_licence_of_what_it_holds() -> None:
    """The comment stands in the page, and names the version of Leaflet that the page holds."""
    text = page({}, title="x")
    (comment,) = re.findall(r"<!--(.*?)-->", text, re.DOTALL)
    (held,) = re.findall(r"Leaflet (\d\S+),", _res[LEAFLET][:200])
    assert f"Leaflet {held}. Copyright" in comment
    assert "BSD-2-Clause" in comment
    assert "THE IMPLIED WARRANTIES OF MERCHANTABILITY" in comment
    for library in ("folium", "branca", "folium-offline"):
        assert version(library)
        assert f"{library} (MIT)" in comment


def test_the_list_of_others_work_is_in_step() -> None:
    """THIRD_PARTY.md names the same works, and the same version of Leaflet."""
    text = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    (held,) = re.findall(r"leaflet@([\d.]+)/", LEAFLET)
    assert f"| Leaflet {held} | BSD-2-Clause |" in text
    assert "folium, branca | MIT" in text
