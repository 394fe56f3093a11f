"""Sentences of scenarios, frontiers and alternatives."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {}
