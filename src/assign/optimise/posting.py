"""What the staffing decides: posts, areas, what fell short, and how good each pool is."""

from __future__ import annotations

from dataclasses import dataclass, field

from assign.messages import Message, Value
from assign.optimise.crew import Crew, capacity, mean_complexity
from assign.optimise.zone import Zone
from assign.plan import RuleException, StaffProof, Unused
from assign.problem import HUNDRED, Officer


@dataclass(frozen=True, slots=True)
class Posting:
    """An officer's post.

    Parameters
    ----------
    rooms
        As zones, in order of room id.
    villages
        Numbers, rising.
    hours
        Hundredths of an hour a month, the officer's share, travel included.
    mentor_id
        The senior who guides a junior (R17), or "".
    """

    officer: Officer
    rooms: tuple[Zone, ...]
    villages: tuple[int, ...]
    is_lead: bool
    moved: bool
    hours: int
    reason: Message
    is_chief: bool = False
    mentor_id: str = ""


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """Neighbouring rooms under one chief (R17), rooms in order of their ids."""

    rooms: tuple[Zone, ...]
    chief_id: str


@dataclass(frozen=True, eq=False)
class StaffDecision:
    """All posts, the officers without one, areas, where rules fell short, and every tier with its bound."""

    postings: tuple[Posting, ...] = ()
    unused: tuple[Unused, ...] = ()
    exceptions: tuple[RuleException, ...] = ()
    areas: tuple[AreaChoice, ...] = ()
    proofs: tuple[StaffProof, ...] = field(default=())


def reason_of(
    crew: Crew, key: str, officer: Officer, villages: tuple[int, ...], hours: int, *, moved: bool, rooms: int
) -> Message:
    """Return the reason of a post with its figures; the key tells whether the officer moves, stays or is new."""
    placed = officer.current_room_id is not None or officer.current_village_id is not None
    manner = "moves" if moved else "stays" if placed else "new"
    most = capacity(crew.problem, officer)
    figures: dict[str, Value] = {
        "complexity": f"{mean_complexity(crew.problem, villages):.1f}",
        "ability": f"{officer.ability:.1f}",
        "hours": f"{hours / HUNDRED:.2f}",
        "capacity": f"{most / HUNDRED:.2f}",
        "share": f"{100 * hours / most:.0f}",
        "villages": len(villages),
        "rooms": rooms,
    }
    return Message(f"{key}.{manner}", figures)
