"""What a reviewer asks of a plan: edits as frozen values, each a line of the file that it came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """One wish. `place` tells where it stands, e.g. ``edits[3]`` or ``村级分配 › row 12``."""

    place: str = field(default="", kw_only=True)

    def as_dict(self) -> dict[str, str]:
        """Return the edit as it stands in an edits file."""
        values = {_JSON_NAMES.get(name, name): value for name, value in asdict(self).items()}
        return {"kind": KIND_OF[type(self)], **{k: v for k, v in values.items() if k != "place"}}


@dataclass(frozen=True, slots=True)
class MoveVillage(Edit):
    """A village shall belong to another room; `source` and `target` are room ids of the plan."""

    village_id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class LockRoom(Edit):
    """A room keeps its site and its villages as they stand after the edits before this one."""

    room_id: str


@dataclass(frozen=True, slots=True)
class LockPost(Edit):
    """An officer keeps the post: police their rooms, others their villages."""

    officer_id: str


@dataclass(frozen=True, slots=True)
class SwapOfficers(Edit):
    """Two officers of one role and station change places."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class MoveOfficer(Edit):
    """An officer shall stand elsewhere: police in a room, others in a village; `target` is its id."""

    officer_id: str
    target: str


@dataclass(frozen=True, slots=True)
class Note(Edit):
    """A remark on something of the plan; it changes nothing and is kept."""

    entity: str
    entity_id: str
    text: str


KINDS: dict[str, type[Edit]] = {
    "move-village": MoveVillage,
    "lock-room": LockRoom,
    "lock-post": LockPost,
    "swap-officers": SwapOfficers,
    "move-officer": MoveOfficer,
    "note": Note,
}
"""Names of the edits in a file."""

KIND_OF = {kind: name for name, kind in KINDS.items()}

FIELDS: dict[str, dict[str, str]] = {
    "move-village": {"village_id": "village_id", "from": "source", "to": "target"},
    "lock-room": {"room_id": "room_id"},
    "lock-post": {"officer_id": "officer_id"},
    "swap-officers": {"a": "first", "b": "second"},
    "move-officer": {"officer_id": "officer_id", "to": "target"},
    "note": {"entity": "entity", "id": "entity_id", "text": "text"},
}
"""By kind: the file's names of an edit's values → ours. All of them are needed."""

_JSON_NAMES = {"source": "from", "target": "to", "first": "a", "second": "b", "entity_id": "id"}


@dataclass(frozen=True, slots=True)
class EditList:
    """The edits of one file, in their order, and the hash of the plan they were made on."""

    plan: str
    edits: tuple[Edit, ...]
    file: str = ""


def edit_of(record: dict[str, str], place: str = "") -> Edit:
    """Return the edit of a record that has a known kind and all its values as texts."""
    kind = record["kind"]
    values = {ours: record[theirs] for theirs, ours in FIELDS[kind].items()}
    return KINDS[kind](**values, place=place)
