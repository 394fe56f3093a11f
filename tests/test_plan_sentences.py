"""Sentences of a plan folder, read back in either language."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assign.errors import DataError
from assign.inputs.plan_folder import read_plan
from assign.messages import Message
from assign.plan import Plan, Unused
from assign.show.sentences import write_sentences
from assign.show.tables import write_tables
from assign.show.words import say
from builders import grid_problem
from plan_builders import right_plan

SAID = Message("unused.unavailable")


@pytest.fixture
def plan() -> Plan:
    """A plan with one sentence, written in English."""
    problem = grid_problem(3, 4, policy={"policy": {"R08": {"rooms": 2}}})
    bare = right_plan(problem, [[0, 1, 4, 5, 8, 9], [2, 3, 6, 7, 10, 11]])
    return replace(bare, unused=(Unused("P9", "police", "S01", SAID),), run={**bare.run, "lang": "en"})


def test_a_plan_written_in_one_language_is_read_in_both(plan, tmp_path):
    """What the tables say in English, a report can say in Chinese."""
    write_tables(plan, tmp_path)
    write_sentences(plan, tmp_path)
    read = read_plan(tmp_path).unused[0].reason
    assert [say(read, lang) for lang in ("zh", "en")] == [say(SAID, lang) for lang in ("zh", "en")]


@pytest.mark.parametrize("both", [None, 7, [], {"zh": "甲"}, {"zh": "甲", "en": 1}])
def test_a_sentence_without_a_whole_record_stays_as_it_stands(plan, tmp_path, both):
    """Somebody rewrote it, the plan is older, or the record is not whole."""
    write_tables(plan, tmp_path)
    known = {} if both is None else {say(SAID, "en"): both}
    (tmp_path / "sentences.json").write_text(json.dumps(known), "utf-8")
    read = read_plan(tmp_path).unused[0].reason
    assert [say(read, lang) for lang in ("zh", "en")] == [say(SAID, "en")] * 2


def test_a_broken_record_is_a_fault_of_the_folder(plan, tmp_path):
    """It is named like any other file."""
    write_tables(plan, tmp_path)
    (tmp_path / "sentences.json").write_text("{", "utf-8")
    with pytest.raises(DataError) as caught:
        read_plan(tmp_path)
    assert [(fault.code, fault.file) for fault in caught.value.faults] == [
        ("plan-json-broken", "sentences.json")
    ]
