"""What is known of the reasons for one choice, as the map's cards show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assign.messages import Message
from assign.plan import Plan
from assign.show.map.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another choice that was weighed.

    Parameters
    ----------
    choice
        What would be instead.
    cost_min
        Officer-minutes a month that it costs more than the plan; None where that is not known.
    rules
        Ids of the rules that it would break.
    officer_id
        With whom posts would be exchanged; empty where it is no exchange.
    """

    choice: Message
    cost_min: float | None = None
    rules: tuple[str, ...] = ()
    officer_id: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a village, room or officer stands as it does: reasons, the strongest tier first, and what else there was."""

    entity: str
    entity_id: str
    reasons: tuple[Message, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


def weighed_posts(plan: Plan) -> Iterator[Explained]:
    """Yield what the plan itself says of other choices for its posts; nothing for plans that did not weigh them."""
    for row in plan.reasons:
        other = Alternative(row.sentence, officer_id=row.other_officer_id)
        yield Explained("officer", row.officer_id, (), (other,))


def explained_rows(items: Iterable[Explained], sentences: Sentences) -> dict[str, dict[str, list[object]]]:
    """Return explanations by ``entity:id``: numbers of the reasons' sentences, and the alternatives.

    What several items say of one thing stands together, in their order.
    """
    rows: dict[str, dict[str, list[object]]] = {}
    for item in items:
        row = rows.setdefault(f"{item.entity}:{item.entity_id}", {"reasons": [], "alternatives": []})
        row["reasons"] += [sentences.add(reason) for reason in item.reasons]
        row["alternatives"] += [
            [sentences.add(other.choice), other.cost_min, list(other.rules), other.officer_id]
            for other in item.alternatives
        ]
    return rows
