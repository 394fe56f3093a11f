"""Plan and facts without persons: officers under pseudonyms, nothing of theirs but role, station and post.

Everything that is written from the two values returned by `redacted` is free of personal fields, because they are no
longer there. A field stays only if it is named here: what is added to an officer or to `run.json` later is left out
until somebody decides otherwise (`tests/test_redact.py` asks).

Pseudonyms (``P-017``, ``A-203``, ``S-004`` for police, auxiliaries, assistants) are the same for every plan of a
roster, so plans can be compared and edits sent back. Their order follows a hash that is salted with the whole roster:
who knows the ids alone learns nothing from it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath, PureWindowsPath

from assign.edits import Edit, EditList, LockPost, MoveOfficer, Note, SwapOfficers
from assign.errors import Fault
from assign.messages import Message
from assign.plan import Plan, Post, RuleException
from assign.problem import Officer, Problem, Role

_PREFIX = {Role.POLICE: "P", Role.AUXILIARY: "A", Role.ASSISTANT: "S"}
_ROSTER = frozenset({"officers", "recruits"})
KEPT_OF_OFFICERS = frozenset({"officer_id", "role", "station_id"})
"""Fields of an officer that stay; the id as a pseudonym."""
KEPT_OF_RUN = frozenset({
    "case", "inputs", "policy", "rules_not_yet_enforced", "versions", "seed", "parent", "target_hours",
    "rooms_budget", "links", "lang", "timings", "edits", "fixed", "redacted", "workbook", "made", "verified",
    "earlier", "pins", "changes",
})  # fmt: skip
"""Entries of `run.json` that stay: case and inputs without folders, edits under pseudonyms and without remarks."""
_SHORTEST = 4
"""Ids of digits alone that are shorter are numbers too: in sentences they are left, in columns replaced."""


def pseudonyms(problem: Problem) -> dict[str, str]:
    """Return the pseudonym of each officer, by id."""
    roster = tuple(replace(one, current_room_id=None, current_village_id=None) for one in problem.officers)
    salt = hashlib.sha256(repr(roster).encode()).digest()  # where they stand may follow an earlier plan
    out: dict[str, str] = {}
    for role, prefix in _PREFIX.items():
        ids = [officer.officer_id for officer in problem.officers if officer.role is role]
        mixed = sorted(ids, key=lambda name: hashlib.sha256(salt + name.encode()).digest())
        width = max(3, len(str(len(mixed))))
        out |= {name: f"{prefix}-{number:0{width}d}" for number, name in enumerate(mixed, start=1)}
    return out


def under_pseudonyms(problem: Problem) -> Problem:
    """Return the facts with officers renamed, else whole: what a redacted plan is verified by."""
    names = pseudonyms(problem)
    officers = (replace(officer, officer_id=names[officer.officer_id]) for officer in problem.officers)
    stand = {names[name]: place for name, place in problem.earlier.stand.items()}
    return replace(
        problem,
        officers=tuple(sorted(officers, key=lambda officer: officer.officer_id)),
        earlier=replace(problem.earlier, stand=stand),
    )


def redacted(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    """Return facts and plan without a personal field; a plan that was redacted before is taken as it is.

    Parameters
    ----------
    problem
        The facts with the roster as it is; under pseudonyms where the plan already is.
    """
    if plan.run.get("redacted"):
        return _stripped(problem), plan
    names = pseudonyms(problem)
    return _stripped(under_pseudonyms(problem)), _renamed(plan, names, _Sentences(problem, names))


def translated(wishes: EditList, problem: Problem) -> EditList:
    """Return edits that were made on a redacted plan with the officers' own ids; unknown ones stay as they are."""
    own = {pseudonym: name for name, pseudonym in pseudonyms(problem).items()}
    edits: list[Edit] = []
    for edit in wishes.edits:
        if isinstance(edit, LockPost | MoveOfficer):
            edits.append(replace(edit, officer_id=own.get(edit.officer_id, edit.officer_id)))
        elif isinstance(edit, SwapOfficers):
            first, second = (own.get(name, name) for name in (edit.first, edit.second))
            edits.append(replace(edit, first=first, second=second))
        elif isinstance(edit, Note) and edit.entity == "officer":
            edits.append(replace(edit, entity_id=own.get(edit.entity_id, edit.entity_id)))
        else:
            edits.append(edit)
    return replace(wishes, edits=tuple(edits))


def _stripped(problem: Problem) -> Problem:
    """Return the facts with nothing of an officer but what is named, and no folder of anybody's disk."""
    rosters = {_file(source.path) for source in problem.sources if source.role in _ROSTER}
    return replace(
        problem,
        officers=tuple(
            Officer(one.officer_id, one.role, one.station_id, ability=0.0) for one in problem.officers
        ),
        leaders=(),
        notes=tuple(_plain_note(note) if _file(note.file) in rosters else note for note in problem.notes),
        sources=tuple(replace(source, path=_file(source.path)) for source in problem.sources),
        case_path=_file(problem.case_path),
        earlier=replace(problem.earlier, stand={}),
    )


def _plain_note(note: Fault) -> Fault:
    """Return a note on the roster without what was found there."""
    values = {key: value if isinstance(value, int | float) else "…" for key, value in note.values.items()}
    return replace(note, row=None, found="…" if note.found else "", values=values, shape=b"")


def _renamed(plan: Plan, names: Mapping[str, str], said: _Sentences) -> Plan:
    def name(officer_id: str) -> str:
        return names.get(officer_id, "–") if officer_id else ""

    return replace(
        plan,
        assignments=tuple(
            replace(
                row,
                lead_officer_id=name(row.lead_officer_id),
                auxiliary_ids=tuple(sorted(map(name, row.auxiliary_ids))),
            )
            for row in plan.assignments
        ),
        rooms=tuple(replace(room, lead_officer_id=name(room.lead_officer_id)) for room in plan.rooms),
        posts=tuple(
            sorted(
                (_plain_post(post, name(post.officer_id), name(post.mentor_id)) for post in plan.posts),
                key=lambda post: post.officer_id,
            )
        ),
        areas=tuple(replace(area, chief_officer_id=name(area.chief_officer_id)) for area in plan.areas),
        exceptions=tuple(said.exception(row) for row in plan.exceptions),
        unused=tuple(
            sorted(
                (
                    replace(row, officer_id=name(row.officer_id), reason=Message("unused.redacted"))
                    for row in plan.unused
                ),
                key=lambda row: row.officer_id,
            )
        ),
        reported=plan.reported.without_persons(name),
        reasons=(),  # they weigh ability, years, homes and capacities against one another
        run={**{key: plan.run[key] for key in plan.run if key in KEPT_OF_RUN}, **_record(plan, names)},
    )


def _plain_post(post: Post, name: str, mentor: str) -> Post:
    """Return a post without ability, its reason told from the post alone."""
    values: dict[str, str | int | float] = {
        "villages": len(post.village_ids),
        "complexity": f"{post.complexity:.1f}",
        "hours": f"{post.hours:.2f}",
    }
    return replace(
        post, officer_id=name, mentor_id=mentor, ability=0.0, reason=Message("reason.redacted", values)
    )


def _record(plan: Plan, names: Mapping[str, str]) -> dict[str, object]:
    """Return the entries of the record that need redaction."""
    out: dict[str, object] = {"redacted": True}
    case = plan.run.get("case")
    if isinstance(case, Mapping):
        out["case"] = {**case, "path": _file(str(case.get("path", "")))}
    inputs = plan.run.get("inputs")
    if isinstance(inputs, list | tuple):
        out["inputs"] = [{**one, "path": _file(str(one.get("path", "")))} for one in inputs]
    edits = plan.run.get("edits")
    if isinstance(edits, list | tuple):
        out["edits"] = [_plain_edit(edit, names) for edit in edits if isinstance(edit, Mapping)]
    parent = plan.run.get("parent")
    if isinstance(parent, Mapping) and "path" in parent:
        out["parent"] = {**parent, "path": _file(str(parent["path"]))}
    earlier = plan.run.get("earlier")
    if isinstance(earlier, Mapping):
        posts = earlier.get("posts")
        stood = posts if isinstance(posts, Mapping) else {}
        own = {names[name]: place for name, place in sorted(stood.items()) if name in names}
        out["earlier"] = {**earlier, "posts": dict(sorted(own.items()))}
    pins = plan.run.get("pins")
    if isinstance(pins, list | tuple):
        out["pins"] = [_plain_pin(str(pin), names) for pin in pins]
    fixed = plan.run.get("fixed")
    if isinstance(fixed, Mapping):
        posts = fixed.get("posts")
        held = posts if isinstance(posts, Mapping) else {}
        out["fixed"] = {
            "rooms": fixed.get("rooms", {}),
            "posts": {names[name]: places for name, places in held.items() if name in names},
        }
    return out


def _plain_pin(pin: str, names: Mapping[str, str]) -> str:
    """Return a pin with its officer renamed."""
    subject, equals, place = pin.partition("=")
    return f"{names.get(subject.strip(), subject.strip())}{equals}{place.strip()}"


def _plain_edit(edit: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return an edit with officers renamed and a remark's text left out."""
    out = dict(edit)
    for key in ("officer_id", "a", "b"):
        if key in out:
            out[key] = names.get(str(out[key]), "–")
    if edit.get("kind") == "note":
        out["text"] = "…"
        if edit.get("entity") == "officer":
            out["id"] = names.get(str(edit.get("id")), "–")
    return out


class _Sentences:
    """Replaces officers in free text: ids as whole words, names wherever they stand."""

    def __init__(self, problem: Problem, names: Mapping[str, str]) -> None:
        self.names = names
        ids = [name for name in names if not (name.isdigit() and len(name) < _SHORTEST)]
        own = {one.name: names[one.officer_id] for one in problem.officers if len(one.name) > 1}
        self.spoken = {**own, **{name: names[name] for name in ids}}
        longest = sorted(self.spoken, key=lambda text: (-len(text), text))
        words = [rf"(?<!\w){re.escape(text)}(?!\w)" if text in names else re.escape(text) for text in longest]
        self.pattern = re.compile("|".join(words)) if words else None

    def exception(self, row: RuleException) -> RuleException:
        """Return an exception without persons; of one about an officer only its numbers stay."""
        if row.entity == "officer":
            return replace(
                row,
                entity_id=self.names.get(row.entity_id, "–"),
                found=_number(row.found),
                expected=_number(row.expected),
                remedy=Message("remedy.redacted"),
            )
        values = {
            key: self.text(value) if isinstance(value, str) else value
            for key, value in row.remedy.values.items()
        }
        return replace(
            row,
            found=self.text(row.found),
            expected=self.text(row.expected),
            remedy=Message(row.remedy.key, values),
        )

    def text(self, text: str) -> str:
        """Return a text with every officer in it under the pseudonym."""
        return self.pattern.sub(lambda hit: self.spoken[hit[0]], text) if self.pattern else text


def _number(text: str) -> str:
    return text if re.fullmatch(r"[0-9.,%–-]*", text) else "–"


def _file(path: str) -> str:
    """Return the last part of a path of any system."""
    return PurePath(PureWindowsPath(path).name).name
