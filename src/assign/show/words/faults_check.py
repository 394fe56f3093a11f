"""Sentences of faults: the check command and its mended copies."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {}  # fmt: skip

SENTENCES = by_part(_FAULTS)
