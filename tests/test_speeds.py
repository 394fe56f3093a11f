"""Speeds as people and maps write them, in km/h."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assign.inputs.speeds import MAX_KPH, read_speed
from assign.policy import default_policy


@pytest.mark.parametrize(
    ("text", "kph"),
    [
        ("40", 40), ("40.5", 40.5), ("40 km/h", 40), ("40km/h", 40), ("40 KPH", 40), ("40 k.p.h.", 40), ("４０", 40),
        ("40公里/小时", 40), ("40 千米/时", 40), ("限速40", 40), ("时速40公里", 40), ("30 mph", 48.28032),
        ("10 knots", 18.52), ("walk", 5), ("50;30", 30), ("30|50", 30), ("50；40", 40), ("60.0", 60),
    ],
)  # fmt: skip
def test_a_speed_is_read_with_its_unit(text: str, kph: float) -> None:
    """A mile is 1.609344 km, a nautical mile 1.852 km; of several speeds the least counts."""
    assert read_speed(text) == pytest.approx(kph)


@pytest.mark.parametrize("text", ["", "none", "signals", "CN:urban", "ru:rural", "DE:zone:30", "无", " - "])
def test_a_word_for_no_speed_leaves_it_to_the_class(text: str) -> None:
    """What the law allows is not how fast one drives."""
    assert math.isnan(read_speed(text))


@pytest.mark.parametrize("text", ["0", "-5", "900", "1e3", "fast", "40 furlongs", "50;fast", "200 mph"])
def test_what_cannot_be_a_speed_is_refused(text: str) -> None:
    """Another unit or a slip of the pen is not guessed at."""
    with pytest.raises(ValueError, match=r".+"):
        read_speed(text)


@given(st.text(max_size=12))
def test_any_text_is_a_speed_or_none_or_refused(text: str) -> None:
    """Nothing else comes out, whatever stands in the cell."""
    try:
        kph = read_speed(text)
    except ValueError:
        return
    assert math.isnan(kph) or 0 < kph <= MAX_KPH


def test_a_class_of_the_policy_may_be_written_as_the_file_writes_it():
    """Roads of class A4 are read as a4; so is the setting for them."""
    policy = default_policy().with_overrides({"travel": {"speed_kph": {"A4": 50}}})
    assert policy.number("travel.speed_kph.a4") == 50.0
