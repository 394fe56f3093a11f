"""The command line's trunk: the app that commands hang on, and the arguments that many of them take."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from assign.errors import UsageError
from assign.messages import Message

BUILT_ON = (
    "ortools",
    "numba",
    "numpy",
    "scipy",
    "pandas",
    "geopandas",
    "shapely",
    "pyproj",
    "pyogrio",
    "folium",
)
"""Libraries that plans depend on: a report of a fault needs their versions."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # or [scenario.NAME] in a help text would be taken for markup and vanish
    help="Rooms, zones and officers for one village, one officer (一村一警): proven, explained, verified.",
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"assign {version('assign')}")
        typer.echo(f"Python {platform.python_version()}, {platform.platform()}")
        typer.echo(", ".join(f"{name} {_version_of(name)}" for name in BUILT_ON))
        raise typer.Exit


def _version_of(library: str) -> str:
    """Return the version that is installed, read from its papers: nothing is loaded."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "?"


@app.callback()
def _trunk(
    version_: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_say_version, help="Say which version this is."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


CasePath = Annotated[Path, typer.Argument(help="A folder with case.toml, or such a file.")]
PlanPath = Annotated[Path, typer.Argument(help="A plan folder.")]
CaseOption = Annotated[Path | None, typer.Option("--case", help="The case, where it has moved.")]
Scenario = Annotated[str | None, typer.Option("--scenario", help="A [scenario.NAME] of the case.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Worker processes; the plan does not depend on it.")
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Solve every station again, and keep nothing for later runs.")
]
Redact = Annotated[
    bool, typer.Option("--redact", help="Officers under pseudonyms, no personal field anywhere.")
]
Lang = Annotated[
    str, typer.Option("--lang", help="zh or en; by default $ASSIGN_LANG, else the system's language.")
]


def known_format(given: str, known: tuple[str, ...] = ("text", "json")) -> str:
    """Return the format asked for, if there is such a one.

    Raises
    ------
    UsageError
        ``usage.format``.
    """
    if given not in known:
        raise UsageError(Message("usage.format", {"found": given, "known": ", ".join(known)}))
    return given


def _known_format(given: str) -> str:
    return known_format(given)


Format = Annotated[str, typer.Option("--format", help="text or json.", callback=_known_format)]
