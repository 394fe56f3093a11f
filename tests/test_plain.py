"""Plain data and fingerprints of values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assign.optimise.zoning import RoomCount, ScopeZoning
from assign.plain import fingerprint, from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    number: int
    share: float
    name: str = ""
    on: bool = False


@dataclass(frozen=True)
class Outer:
    parts: tuple[Inner, ...]
    pair: tuple[int, str]
    by: Mapping[int, Inner]
    some: frozenset[int]
    colour: Colour
    maybe: Inner | None = None


inners = st.builds(Inner, st.integers(), st.floats(allow_nan=False), st.text(), st.booleans())
outers = st.builds(
    Outer,
    st.lists(inners, max_size=3).map(tuple),
    st.tuples(st.integers(), st.text()),
    st.dictionaries(st.integers(), inners, max_size=3),
    st.frozensets(st.integers(), max_size=3),
    st.just(Colour.RED),
    st.none() | inners,
)


@given(outers)
def test_a_value_comes_back_from_its_plain_data(value):
    """Through JSON and back, a value is equal and has the same fingerprint."""
    import json

    back = from_plain(Outer, json.loads(json.dumps(to_plain(value))))
    assert back == value
    assert fingerprint(back) == fingerprint(value)


@given(outers, outers)
def test_other_values_have_other_fingerprints(one, two):
    """Fingerprints are equal exactly when values are."""
    assert (fingerprint(one) == fingerprint(two)) == (one == two and repr(one) == repr(two))


def test_arrays_count_with_shape_and_type():
    """The same bytes in another shape or type are another value; another memory order is the same."""
    array = np.arange(6)
    assert fingerprint(array) != fingerprint(array.reshape(2, 3))
    assert fingerprint(array) != fingerprint(array.astype(np.float64))
    assert fingerprint(array.reshape(2, 3)) == fingerprint(np.asfortranarray(array.reshape(2, 3)))
    assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))
    assert fingerprint(1) != fingerprint(1.0) != fingerprint("1.0")
    assert fingerprint(True) != fingerprint(1)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (int, 1.0),
        (int, True),
        (str, 3),
        (Inner, [1, 2.0]),
        (Inner, 5),
        (tuple[int, str], [1]),
        (Colour, "blue"),
        (object, []),
    ],
)
def test_data_of_another_shape_is_refused(kind, data):
    """What is not of the type raises; nothing is bent into shape."""
    with pytest.raises(ValueError, match=r"."):
        from_plain(kind, data)


def test_what_is_no_plain_value_is_refused():
    """Functions and the like have neither fingerprint nor plain data."""
    with pytest.raises(TypeError, match="function"):
        fingerprint(lambda: None)
    with pytest.raises(TypeError, match="object"):
        to_plain(object())


def test_answers_of_the_optimiser_come_back():
    """A zoning is equal field by field after the round, its counts keyed by whole numbers."""
    count = RoomCount(
        2, 10, solved=True, cost=10, zones=(((0, 1), 3),), dual=(4, -1), cuts=(((0, 1, 2), -5),)
    )
    zoning = ScopeZoning("S", 0, (5, 8), 7, {2: count, 3: replace(count, rooms=3)})
    back = from_plain(ScopeZoning, to_plain(zoning))
    assert to_plain(back) == to_plain(zoning)
    assert list(back.counts) == [2, 3]
