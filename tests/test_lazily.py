"""Names that a package hands on are loaded when they are asked for."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import assign.inputs
import assign.show


@pytest.mark.parametrize("package", [assign.inputs, assign.show])
def test_every_name_is_there(package):
    """Each name that is promised can be had, and is that of the module it lives in."""
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert assign.inputs.read_case is importlib.import_module("assign.inputs.case").read_case


@pytest.mark.parametrize("package", [assign.inputs, assign.show])
def test_no_name_is_that_of_a_module(package):
    """Once loaded, a module hides a name of the package that it shares: who asks for one would get the other."""
    modules = {path.stem for path in Path(package.__file__).parent.iterdir()}
    assert not modules.intersection(package.__all__)


def test_other_names_are_not():
    """Who asks for a name that is not handed on is told so, with the package."""
    with pytest.raises(AttributeError, match=r"assign\.inputs.*no_such_name"):
        _ = assign.inputs.no_such_name
