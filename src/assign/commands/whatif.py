"""`assign scenarios`, `assign frontier`, `assign alternatives`: questions that solve again, answered side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from assign.answers import Outcome
from assign.ask import alternatives, frontier, moves_frontier, scenarios
from assign.commands.app import CasePath, Lang, NoCache, Scenario, Workers, command
from assign.commands.asking import cache_of, share
from assign.commands.giving import AnyFormat, Out, give
from assign.errors import UsageError
from assign.inputs import read_case
from assign.messages import Message
from assign.problem import Problem
from assign.scenario import load_problem
from assign.show import outcomes_csv, outcomes_page, outcomes_record, outcomes_text, scenario_map, write_plan
from assign.show.words import say, word
from assign.speak import as_json, choose_language, complain, complain_in


@command("scenarios")
def scenarios_command(
    case: CasePath,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME")] = None,
    all_: Annotated[bool, typer.Option("--all")] = False,
    plans: Annotated[Path | None, typer.Option("--plans", metavar="FOLDER")] = None,
    own_target: Annotated[bool, typer.Option("--own-target")] = False,
    out: Out = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: AnyFormat = "text",
) -> None:
    """Solve a case and its scenarios, and lay them side by side."""
    language = choose_language(lang)
    known = read_case(case).scenarios
    wanted = known if all_ or not names else tuple(names)
    if not wanted:
        raise UsageError(Message("usage.no-scenarios"))

    maps: list[str] = []

    def use(outcome: Outcome, problem: Problem) -> None:
        if outcome.plan is not None and plans is not None:
            folder = plans / (f"plan-{outcome.name}" if outcome.name else "plan")
            write_plan(problem, outcome.plan, folder, lang=language)
            complain_in("whatif.written", language, path=str(folder.absolute()))
        if format_ == "html":
            maps.append(scenario_map(problem, outcome))

    found = scenarios(
        case,
        wanted,
        cache=cache_of(no_cache),
        workers=workers,
        own_target=own_target,
        use=use,
        heard=lambda outcome: _hear(outcome, language),
    )
    said = [word("whatif.own-target", language) if own_target else _target(found, language)]
    _give(found, "scenarios", language, format_, out, [*said, word("whatif.proven", language)], maps)


@command("frontier")
def frontier_command(
    case: CasePath,
    rooms: Annotated[str, typer.Option(metavar="FROM:TO:STEP")] = "",
    moves: Annotated[str, typer.Option(metavar="FROM:TO:STEP")] = "",
    scenario: Scenario = None,
    out: Out = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: AnyFormat = "text",
) -> None:
    """Weigh rooms, or moves, against quality. Each bound gets its proven best plan."""
    language = choose_language(lang)
    if bool(rooms) == bool(moves):
        raise UsageError(Message("usage.frontier"))
    bounds = _range(rooms or moves, least=1 if rooms else 0)
    problem = load_problem(read_case(case, scenario=scenario))
    ask = frontier if rooms else moves_frontier
    found = ask(
        problem, bounds, cache=cache_of(no_cache), workers=workers, tell=lambda one: _hear(one, language)
    )
    if moves:
        _give(found, "moves", language, format_, out, [word("whatif.moves-said", language)])
        return
    said = [_target(found, language), word("whatif.proven", language), word("whatif.rooms-only", language)]
    _give(found, "frontier", language, format_, out, said)


@command("alternatives")
def alternatives_command(
    case: CasePath,
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", min=1, max=50)] = 5,
    slack: Annotated[str, typer.Option(metavar="PERCENT")] = "3%",
    scenario: Scenario = None,
    out: Out = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: AnyFormat = "text",
) -> None:
    """Find plans nearly as good as the best. They differ from it as much as their slack allows."""
    language = choose_language(lang)
    part = share(slack)
    problem = load_problem(read_case(case, scenario=scenario))
    found = alternatives(
        problem,
        count,
        slack=part,
        cache=cache_of(no_cache),
        workers=workers,
        tell=lambda one: _hear(one, language),
    )
    said = say(
        Message("whatif.alternatives-said", {"slack": f"{part:.4g}" if part > 1 else f"{part:.3%}"}), language
    )
    _give(found, "alternatives", language, format_, out, [said, word("whatif.rooms-only", language)])


def _hear(outcome: Outcome, language: str) -> None:
    """Say on standard error that an outcome is there, and how it came about."""
    name = outcome.name or word("whatif.base", language)
    if outcome.plan is None:
        complain_in("whatif.refused", language, name=name)
        return
    facts = outcome.facts
    values: Mapping[str, str | int | float] = {
        "name": name,
        "rooms": len(outcome.plan.rooms),
        "known": int(facts.get("known", 0)),
        "solved": int(facts.get("solved", 0)),
        "seconds": f"{facts.get('seconds', 0.0):.1f}",
        "read": f"{facts.get('read_seconds', 0.0):.1f}",
    }
    again = word("whatif.read-again", language) if facts.get("read_again") else ""
    complain(say(Message("whatif.done", values), language) + again)


def _target(found: Sequence[Outcome], language: str) -> str:
    """Return the sentence on the target that all plans share."""
    plan = found[0].plan
    hours = plan.run.get("target_hours") if plan else None
    shown = f"{hours:g}" if isinstance(hours, int | float) else "–"
    return say(Message("whatif.target", {"hours": shown}), language)


def _give(
    found: Sequence[Outcome],
    kind: str,
    language: str,
    format_: str,
    out: Path | None,
    said: Sequence[str],
    maps: Sequence[str] = (),
) -> None:
    """Print the outcomes in the form asked for, or write them to a file."""
    if format_ == "json":
        text = as_json(outcomes_record(found, language))
    elif format_ == "csv":
        text = outcomes_csv(found, kind)
    elif format_ == "html":
        text = outcomes_page(found, kind, language, said, maps)
    else:
        text = "\n".join([outcomes_text(found, kind, language), *said])
    give(text, out, language, with_mark=format_ == "csv")


def _range(given: str, *, least: int) -> list[int]:
    """Return the numbers of ``from:to:step``, the end among them; a single number is itself."""
    parts = given.split(":")
    if not 1 <= len(parts) <= 3 or not all(
        part.strip().isascii() and part.strip().isdigit() for part in parts
    ):
        raise UsageError(Message("usage.range", {"found": given}))
    low, high, step = (
        int(parts[0]),
        int(parts[-1] if len(parts) < 3 else parts[1]),
        int((*parts, "1", "1")[2]),
    )
    if not least <= low <= high or step < 1 or (high - low) // step > 1000:
        raise UsageError(Message("usage.range", {"found": given}))
    return list(range(low, high + 1, step))
