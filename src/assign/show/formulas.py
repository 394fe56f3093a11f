"""The formulas of complexity and hours as sentences, with the numbers of the policy in force."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assign.demand import Workload, workload_of
from assign.messages import Message
from assign.problem import Problem
from assign.show.words import has_word, say, word

_PARTS = ("population", "households", "incidents")


def formula_lines(problem: Problem, lang: str) -> dict[str, str]:
    """Return a sentence for each of complexity, monthly (incidents), visits, hours, facilities; in this order."""
    number = problem.policy.number
    evidence = problem.evidence
    some = evidence is not None and evidence.incidents is not None
    parts = _PARTS if some else _PARTS[:2]
    terms = " + ".join(_term(problem, part, lang) for part in parts)
    weights = " + ".join(f"{number(f'complexity.{part}_weight'):g}" for part in parts)
    values = {"terms": terms, "weights": weights, "default": f"{number('complexity.default'):g}"}
    out = {"complexity": say(Message("demand.complexity", values), lang)}
    out["monthly"] = _monthly(problem, lang) if some else word("demand.no-incidents", lang)
    out["visits"] = _with_numbers(
        problem,
        "demand.visits",
        lang,
        base="workload.base_visits",
        people="workload.visits_per_1000_people",
        complexity="workload.visits_per_10_complexity",
    )
    out["hours"] = _with_numbers(
        problem,
        "demand.hours",
        lang,
        visit="workload.visit_hours",
        people="workload.hours_per_1000_people",
        incident="workload.hours_per_incident",
    )
    if problem.facilities:
        out["facilities"] = _facilities(problem, lang)
    return out


def example_line(problem: Problem, lang: str) -> str:
    """Return the hardest village that the formula tells of, with its own numbers; nothing without one."""
    evidence = problem.evidence
    if evidence is None:
        return ""
    free = [n for n, given in enumerate(evidence.complexity.tolist()) if math.isnan(given)]
    if not free:
        return ""
    work: Workload = workload_of(evidence, problem.policy)
    hardest = min(free, key=lambda n: (-work.complexity[n], n))
    village = problem.villages[hardest]
    unknown = word("demand.unknown", lang)
    monthly = float(work.incidents[hardest])
    values = {
        "name": village.name,
        "village": village.village_id,
        "people": f"{village.population:,}" if evidence.population_known[hardest] else unknown,
        "households": f"{village.households:,}" if evidence.households_known[hardest] else unknown,
        "incidents": unknown if math.isnan(monthly) else f"{monthly:.3f}",
        "complexity": f"{village.complexity:.1f}",
        "visits": f"{village.visits:.2f}",
        "hours": f"{village.hours:.2f}",
    }
    return say(Message("demand.example", values), lang)


def number_name(name: str, lang: str) -> str:
    """Return the name of one of the policy's numbers for people; one without words keeps its own."""
    for head, prefix in (("complexity.incident_weight", "incident"), ("workload.facility_hours", "facility")):
        if name.startswith(f"{head}."):
            kind = _kind(prefix, name.removeprefix(f"{head}."), lang)
            return say(Message(f"number.{head}", {"kind": kind}), lang)
    return word(f"number.{name}", lang) if has_word(f"number.{name}") else name


def _kind(prefix: str, kind: str, lang: str) -> str:
    return word(f"{prefix}.{kind}", lang) if has_word(f"{prefix}.{kind}") else kind


def facility_kind(kind: str, lang: str) -> str:
    """Return the kind of a facility for people; one without words keeps its own."""
    return _kind("facility", kind, lang)


def duty_text(kind: str, lang: str) -> str:
    """Return the extra duty that a facility of a kind gives its room (R23)."""
    return word(f"duty.{kind}" if has_word(f"duty.{kind}") else "duty.other", lang)


def _term(problem: Problem, part: str, lang: str) -> str:
    number = problem.policy.number
    values = {
        "weight": f"{number(f'complexity.{part}_weight'):g}",
        "name": word(f"demand.{part}", lang),
        "half": f"{number(f'complexity.{part}_half'):g}",
    }
    return say(Message("demand.term", values), lang)


def _monthly(problem: Problem, lang: str) -> str:
    weights = problem.policy.section("complexity.incident_weight")
    values = {
        "weights": _listed(weights, "incident", lang),
        "half_life": f"{problem.policy.number('complexity.half_life_months'):g}",
    }
    return say(Message("demand.monthly", values), lang)


def _facilities(problem: Problem, lang: str) -> str:
    values = {
        "hours": _listed(problem.policy.section("workload.facility_hours"), "facility", lang),
        "users": f"{problem.policy.number('workload.hours_per_1000_users'):g}",
    }
    return say(Message("demand.facilities", values), lang)


def _listed(numbers: dict[str, float], prefix: str, lang: str) -> str:
    def parts() -> Iterator[str]:
        for kind, value in numbers.items():
            yield f"{_kind(prefix, kind, lang)} {value:g}"

    return ("、" if lang == "zh" else ", ").join(parts())


def _with_numbers(problem: Problem, key: str, lang: str, **names: str) -> str:
    values = {slot: f"{problem.policy.number(name):g}" for slot, name in names.items()}
    return say(Message(key, values), lang)
