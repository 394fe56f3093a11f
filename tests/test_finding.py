"""How the verifier writes what it finds."""

from __future__ import annotations

import pytest

from assign.assess.finding import listed, yes_no


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ((), ""),
        (("b", "a"), "a;b"),
        ({3, 12}, "12;3"),
        (list("hgfedcba"), "a;b;c;d;e;f;g;h"),
        (list("ihgfedcba"), "a;b;c;d;e;f;g;h;… (9)"),
        ("alone", "alone"),
    ],
)
def test_eight_ids_are_told_and_the_number_of_all_where_there_are_more(ids, told):
    """Sorted as text, so that a finding reads the same whatever order they came in."""
    assert listed(ids) == told


def test_flags_are_written_as_in_the_tables():
    """In one case, as CSV files of the plan have them."""
    assert (yes_no(True), yes_no(False)) == ("true", "false")
