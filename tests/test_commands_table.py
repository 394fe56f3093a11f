"""The commands are listed without being loaded, and the list is that of the commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import assign.commands
from assign.commands import app, load_all
from assign.commands.table import COMMANDS

HEAVY = ("geopandas", "numba", "ortools", "pandas", "pyogrio", "scipy")


def test_the_table_names_every_command():
    """Each with the file that it lives in."""
    load_all()
    commands = typer.main.get_group(app).commands
    assert set(commands) == set(COMMANDS)
    for name, command in commands.items():
        assert command.callback.__module__ == f"assign.commands.{COMMANDS[name]}"


def test_no_command_is_left_out_of_the_table():
    """A file of commands that nobody listed would never be loaded."""
    folder = Path(assign.commands.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if "@command(" in path.read_text("utf-8")}
    assert files == set(COMMANDS.values())


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["rule"], ["rule", "R01"]])
def test_what_needs_no_library_loads_none(words):
    """Version, help and rules are said without solvers, GDAL or Numba."""
    program = (
        "import sys; from assign.commands import run\n"
        f"sys.argv = ['assign', *{words!r}]\n"
        "try:\n    run()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout.strip()
