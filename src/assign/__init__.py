"""Rooms, zones and officers for one village, one officer: proven, explained, verified."""
