"""A reviewer's edits against a plan: what is wrong with the file, and whether a plan made from it honours them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assign.assess.finding import Finding, listed
from assign.assess.view import View
from assign.edits import (
    FIELDS,
    Edit,
    EditList,
    LockPost,
    LockRoom,
    MoveOfficer,
    MoveVillage,
    Note,
    SwapOfficers,
    edit_of,
)
from assign.errors import Fault
from assign.plan import Plan
from assign.problem import Role


def edit_faults(plan: Plan, wishes: EditList, plan_hash: str) -> tuple[Fault, ...]:
    """Return all that keeps edits from being taken up at all: unknown ids, another plan, contradictions.

    Parameters
    ----------
    plan
        The plan the edits are to be applied to.
    plan_hash
        Its hash (`show.fingerprint`).
    """
    if wishes.plan != plan_hash:
        values = {"expected": plan_hash}
        return (Fault("edits-stale", file=wishes.file, found=wishes.plan[:16], values=values),)
    check = _Check(plan, wishes.file)
    for edit in wishes.edits:
        check.take(edit)
    return tuple(check.faults)


class _Check:
    """Takes the edits in their order and keeps what they have said so far."""

    def __init__(self, plan: Plan, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.rooms = {room.room_id: room for room in plan.rooms}
        self.home = {row.village_id: row.room_id for row in plan.assignments}
        self.roles = {post.officer_id: post.role for post in plan.posts}
        self.moved: dict[str, str] = {}
        self.locked: dict[str, str] = {}
        self.officers: dict[str, str] = {}
        self.left_hosts: dict[str, str] = {}

    def take(self, edit: Edit) -> None:
        """Note what is wrong with one more edit."""
        if isinstance(edit, MoveVillage):
            self._move_village(edit)
        elif isinstance(edit, LockRoom):
            if self._known("room", edit.room_id, self.rooms, edit):
                self.locked[edit.room_id] = edit.place
        elif isinstance(edit, LockPost):
            self._once(edit.officer_id, edit)
        elif isinstance(edit, SwapOfficers):
            if edit.first == edit.second:
                self._add("edit-same", edit, edit.first)
            else:
                self._once(edit.first, edit)
                self._once(edit.second, edit)
        elif isinstance(edit, MoveOfficer):
            self._once(edit.officer_id, edit)
            role = self.roles.get(edit.officer_id)
            if role == Role.POLICE.value:
                self._known("room", edit.target, self.rooms, edit)
            elif role is not None:
                self._known("village", edit.target, self.home, edit)
        elif isinstance(edit, Note):
            tables: dict[str, Mapping[str, object]] = {
                "room": self.rooms, "village": self.home, "officer": self.roles,
            }  # fmt: skip
            if edit.entity in tables:
                self._known(edit.entity, edit.entity_id, tables[edit.entity], edit)

    def _move_village(self, edit: MoveVillage) -> None:
        """Note a village that is not there, not where the edit says, moved twice, or moved past a lock."""
        known = self._known("village", edit.village_id, self.home, edit)
        target = self._known("room", edit.target, self.rooms, edit)
        if not known:
            return
        if self.home[edit.village_id] != edit.source:
            self._add("edit-source", edit, edit.source, expected=self.home[edit.village_id])
            return
        if edit.source == edit.target:
            self._add("edit-same", edit, edit.target)
        if edit.village_id in self.moved:
            self._add("edit-twice", edit, edit.village_id, other=self.moved[edit.village_id])
        for room_id in (edit.source, edit.target):
            if room_id in self.locked:
                self._add("edit-locked", edit, room_id, other=self.locked[room_id])
        self.moved[edit.village_id] = edit.place
        if self.rooms[edit.source].host_village_id == edit.village_id:
            self.left_hosts[edit.source] = edit.place
        if target and edit.target in self.left_hosts:
            self._add("edit-hostless", edit, edit.target, other=self.left_hosts[edit.target])

    def _once(self, officer_id: str, edit: Edit) -> None:
        """Note an officer without a post in the plan, or one that two edits speak of."""
        if not self._known("officer", officer_id, self.roles, edit):
            return
        if officer_id in self.officers:
            self._add("edit-twice", edit, officer_id, other=self.officers[officer_id])
        self.officers[officer_id] = edit.place

    def _known(self, entity: str, name: str, known: Mapping[str, object], edit: Edit) -> bool:
        if name not in known:
            self._add("edit-unknown", edit, name, entity=entity)
        return name in known

    def _add(self, code: str, edit: Edit, found: str, **values: str) -> None:
        self.faults.append(Fault(code, file=self.file, column=edit.place, found=found, values=values))


def edits_of(plan: Plan) -> tuple[Edit, ...]:
    """Return the edits that a plan's record says it was made from; what cannot be read is left out."""
    said = plan.run.get("edits")
    records = said if isinstance(said, list | tuple) else ()
    return tuple(
        edit_of({key: str(value) for key, value in record.items()}, f"edits[{number}]")
        for number, record in enumerate(records)
        if isinstance(record, Mapping)
        and record.get("kind") in FIELDS
        and set(FIELDS[str(record["kind"])]) <= set(record)
    )


def check(view: View) -> Iterator[Finding]:
    """Yield edits of the plan's own record that the plan does not honour."""
    posts = {post.officer_id: post for post in view.plan.posts}
    for edit in edits_of(view.plan):
        if isinstance(edit, MoveVillage):
            row = view.row.get(edit.village_id)
            if row is None or row.room_id != edit.target:
                found = row.room_id if row else "–"
                yield Finding("edit-not-honoured", "", "village", edit.village_id, found, edit.target)
        elif isinstance(edit, LockRoom):
            if edit.room_id not in view.room:
                yield Finding("edit-not-honoured", "", "room", edit.room_id, "–", edit.room_id)
        elif isinstance(edit, MoveOfficer):
            post = posts.get(edit.officer_id)
            places = {*view.rooms_of(post), *post.village_ids} if post else set()
            if edit.target not in places:
                found = listed(places) or "–"
                yield Finding("edit-not-honoured", "", "officer", edit.officer_id, found, edit.target)
    yield from _kept(view)


def _kept(view: View) -> Iterator[Finding]:
    """Yield zones and posts that the record says were fixed by edits and that stand otherwise."""
    said = view.plan.run.get("fixed")
    fixed = said if isinstance(said, Mapping) else {}
    for room_id, villages in _lists(fixed.get("rooms")).items():
        now = view.zone.get(room_id, ())
        if list(now) != sorted(villages):
            yield Finding("edit-not-honoured", "", "room", room_id, listed(now) or "–", listed(villages))
    posts = {post.officer_id: post for post in view.plan.posts}
    for officer_id, places in _lists(fixed.get("posts")).items():
        post = posts.get(officer_id)
        now = (
            ()
            if post is None
            else view.rooms_of(post)
            if post.role == Role.POLICE.value
            else post.village_ids
        )
        if not set(places) <= set(now):
            yield Finding("edit-not-honoured", "", "officer", officer_id, listed(now) or "–", listed(places))


def _lists(value: object) -> dict[str, Sequence[str]]:
    """Return lists of ids by id, sorted; anything else that stands there is left out."""
    if not isinstance(value, Mapping):
        return {}
    return {
        str(key): [str(item) for item in value[key]]
        for key in sorted(value)
        if isinstance(value[key], list | tuple)
    }
