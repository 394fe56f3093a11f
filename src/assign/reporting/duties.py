"""Facilities and the rooms that look after them (R23)."""

from __future__ import annotations

from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Duty


def duties(problem: Problem, plan: Plan) -> tuple[Duty, ...]:
    """Return each facility with the room of its village and that room's lead."""
    row_of = {row.village_id: row for row in plan.assignments}
    rows = []
    for one in problem.facilities:
        row = row_of[one.village_id]
        rows.append(
            Duty(
                one.facility_id,
                one.kind,
                one.name,
                one.people,
                one.village_id,
                row.room_id,
                row.lead_officer_id,
                one.hours,
            )
        )
    return tuple(rows)
