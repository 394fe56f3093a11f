"""Every bad input of the corpus is refused, or warned of, at its file: no hang, no traceback, no silence."""

from __future__ import annotations

import pytest

from assign.errors import Severity
from assign.inputs import check_case
from assign.speak import fault_text
from bad_inputs import BAD, good


@pytest.mark.timeout(10)
@pytest.mark.filterwarnings("ignore")  # what other libraries say while the bad file is written
@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_input_is_named(tmp_path, name):
    """There is an error (or, where the plan can go on, a warning) that names the file, in words."""
    bad = BAD[name]
    bad.build(tmp_path)
    faults = check_case(tmp_path)
    wanted = {Severity.ERROR, Severity.WARNING} if bad.warned else {Severity.ERROR}
    found = [fault for fault in faults if fault.severity in wanted]
    assert bad.file in {fault.file for fault in found}, [str(fault) for fault in faults]
    for fault in found:
        assert all(len(fault_text(fault, language).splitlines()) >= 3 for language in ("zh", "en"))


def test_the_good_case_of_the_corpus_is_good(tmp_path):
    """What the bad ones are made from has neither errors nor warnings."""
    assert [f for f in check_case(good(tmp_path)) if f.severity is not Severity.NOTE] == []


def test_the_corpus_is_large():
    """At least a hundred ways to spoil a case."""
    assert len(BAD) >= 100
