"""What the room decision hands on: zones, and the budget they fit into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zone:
    """A decided zone: numbers of its site and villages in the Problem."""

    site: int
    villages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoomBudget:
    """R08 in numbers, urban rooms counted: what was asked for, what holds, and its rural part."""

    asked: int
    effective: int
    rural: int
