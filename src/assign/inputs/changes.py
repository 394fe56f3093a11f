"""`[changes]` of a case or of a scenario: what is otherwise in this world, as plain wishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assign.errors import Fault
from assign.problem import SiteStatus

_NUMBERS: Mapping[str, float] = MappingProxyType({})
_COUNTS: Mapping[str, int] = MappingProxyType({})
_WORDS: Mapping[str, str] = MappingProxyType({})
_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Changes:
    """What a scenario changes of the facts; `assign.scenario` carries it out.

    Parameters
    ----------
    rooms
        Rooms more, or fewer, than the budget (R08).
    police, auxiliaries
        By station id, officers more or fewer.
    leave
        Officers who are away.
    recruits
        By station id, police officers who come; or a roster beside the case, with the columns of `officers`.
    certificates
        By officer id, certificates or skills that the officer gets (R24).
    incidents
        By village id, the factor on the weight of its incidents; hours and complexity follow.
    surge
        By village id, the factor on its hours and visits: a festival, a building site.
    sites
        By site id, another status (R07): candidate, existing, required, forbidden.
    merge_villages, merge_stations
        Groups of ids; the first of a group keeps its id.
    split_villages
        By village id, the number of its parts, ``V-1``, ``V-2``, ….
    """

    rooms: int = 0
    police: Mapping[str, int] = field(default_factory=lambda: _COUNTS)
    auxiliaries: Mapping[str, int] = field(default_factory=lambda: _COUNTS)
    recruits: Mapping[str, int] | str = field(default_factory=lambda: _COUNTS)
    leave: tuple[str, ...] = ()
    certificates: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _LISTS)
    incidents: Mapping[str, float] = field(default_factory=lambda: _NUMBERS)
    surge: Mapping[str, float] = field(default_factory=lambda: _NUMBERS)
    sites: Mapping[str, str] = field(default_factory=lambda: _WORDS)
    merge_villages: tuple[tuple[str, ...], ...] = ()
    merge_stations: tuple[tuple[str, ...], ...] = ()
    split_villages: Mapping[str, int] = field(default_factory=lambda: _COUNTS)

    def __bool__(self) -> bool:
        return self != NO_CHANGES


NO_CHANGES = Changes()


def read_changes(raw: object, faults: list[Fault]) -> Changes:
    """Return the changes that are written down; what cannot be read becomes a fault."""
    if raw is None:
        return NO_CHANGES
    if not isinstance(raw, Mapping):
        faults.append(_fault("setting-not-a-table", "changes", raw))
        return NO_CHANGES
    read: dict[str, object] = {}
    for key, value in raw.items():
        here = f"changes.{key}"
        if key == "rooms":
            read[key] = _whole(value, here, faults)
        elif key == "recruits" and isinstance(value, str) and value.strip():
            read[key] = value.strip()
        elif key in ("police", "auxiliaries", "recruits", "split_villages"):
            read[key] = {
                one: _whole(count, f"{here}.{one}", faults) for one, count in _table(value, here, faults)
            }
        elif key in ("incidents", "surge"):
            read[key] = {one: _factor(by, f"{here}.{one}", faults) for one, by in _table(value, here, faults)}
        elif key == "sites":
            read[key] = {
                one: _status(word, f"{here}.{one}", faults) for one, word in _table(value, here, faults)
            }
        elif key == "certificates":
            read[key] = {
                one: _names(given, f"{here}.{one}", faults) for one, given in _table(value, here, faults)
            }
        elif key == "leave":
            read[key] = _names(value, here, faults)
        elif key in ("merge_villages", "merge_stations"):
            groups = value if isinstance(value, list) else [value]
            read[key] = tuple(_names(group, here, faults) for group in groups)
        else:
            known = ", ".join(Changes.__dataclass_fields__)
            faults.append(
                Fault(
                    "setting-unknown",
                    file="case.toml",
                    column=here[:80],
                    found=str(value)[:80],
                    values={"known": known},
                )
            )
    return Changes(**read)  # type: ignore[arg-type]


def _table(value: object, place: str, faults: list[Fault]) -> list[tuple[str, object]]:
    if isinstance(value, Mapping):
        return sorted(value.items())
    faults.append(_fault("setting-not-a-table", place, value))
    return []


def _whole(value: object, place: str, faults: list[Fault]) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000:
        return value
    faults.append(_fault("setting-not-whole", place, value))
    return 0


def _factor(value: object, place: str, faults: list[Fault]) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 100:
        return float(value)
    faults.append(_fault("setting-not-positive", place, value))
    return 1.0


def _status(value: object, place: str, faults: list[Fault]) -> str:
    known = tuple(SiteStatus)
    if value in known:
        return str(value)
    values = {"known": ", ".join(known)}
    faults.append(
        Fault("setting-not-one-of", file="case.toml", column=place[:80], found=str(value)[:80], values=values)
    )
    return SiteStatus.CANDIDATE


def _names(value: object, place: str, faults: list[Fault]) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return tuple(name.strip() for name in value)
    faults.append(_fault("setting-not-a-list", place, value))
    return ()


def _fault(code: str, place: str, value: object) -> Fault:
    return Fault(code, file="case.toml", column=place[:80], found=str(value)[:80])
