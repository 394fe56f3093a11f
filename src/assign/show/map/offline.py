"""Folium without the network: Leaflet from an installed package, and names never read as templates."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from offlinefolium.elements import _res as _packaged  # the package has no public name for it

CSP_SLOT = "content-security-policy-goes-here"

_BLOCK = re.compile(r"<(script|style)([^>]*)>(.*?)</\1>", re.DOTALL)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


class Verbatim(Element):
    """An element whose text reaches the page as it is: Folium would compile it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


class OfflineMap(folium.Map):
    """A Folium map with Leaflet alone, inlined."""

    default_js = [("leaflet", "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js")]  # noqa: RUF012
    default_css = [("leaflet_css", "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.css")]  # noqa: RUF012

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the map's parts into its figure, every link replaced by the text it names."""
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        inline_links(_figure_of(self))


class Script(MacroElement):
    """Our own script, run after Folium has made the Leaflet map."""

    def __init__(self, text: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.text = text

    def render(self, **_: object) -> None:  # type: ignore[override]
        """Put the script at the end of the figure's script."""
        _figure_of(self).script.add_child(Verbatim(self.text), name=self.get_name())


def _figure_of(element: Element) -> Figure:
    root = element.get_root()
    if not isinstance(root, Figure):
        raise TypeError("the map must be part of a Figure")
    return root


def inline_links(figure: Figure) -> None:
    """Replace each link of the figure's head by the text of the file it names.

    Raises
    ------
    LookupError
        If a link names a file that is not packaged: the page would ask the network for it.
    """
    children = figure.header._children  # noqa: SLF001  # branca has no public way to replace a child
    for name, child in list(children.items()):
        if not isinstance(child, JavascriptLink | CssLink):
            continue
        if child.url not in _packaged:
            raise LookupError(f"{child.url} is not in folium-offline: the map would need the network")
        tag = "script" if isinstance(child, JavascriptLink) else "style"
        text = _SOURCE_MAP.sub("", _packaged[child.url])
        children[name] = Verbatim(f"<{tag}>{text}</{tag}>")


@contextmanager
def counted_ids() -> Iterator[None]:
    """Give elements made inside numbers for ids, so that the same plan gives the same page to the byte."""
    name = "_generate_id"
    kept = Element.__dict__[name]
    numbers = count(1)
    numbered: Any = classmethod(lambda _cls: f"{next(numbers):04d}")
    setattr(Element, name, numbered)
    try:
        yield
    finally:
        setattr(Element, name, kept)


def with_policy(page: str, *, hosts: Sequence[str] = ()) -> str:
    """Return the page with a content-security policy: scripts and styles that stand in it, pictures from `hosts`."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, attributes, text in _BLOCK.findall(page):
        if "application/json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            hashes[tag].append(f"'sha256-{digest}'")
    policy = (
        f"default-src 'none'; script-src {' '.join(hashes['script'])}; "
        f"style-src {' '.join(hashes['style'])}; "
        f"img-src {' '.join(['data:', *hosts])}; base-uri 'none'; form-action 'none'"
    )
    return page.replace(CSP_SLOT, policy, 1)
