"""Facilities and the rooms that look after them (R23)."""

from __future__ import annotations

from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Duty


def duties(problem: Problem, plan: Plan) -> tuple[Duty, ...]:
    """Return each facility with the room of its village and that room's lead."""
    row_of = {row.village_id: row for row in plan.assignments}
    rows = ((one, row_of[one.village_id]) for one in problem.facilities)
    return tuple(Duty.of(one, row.room_id, row.lead_officer_id) for one, row in rows)
