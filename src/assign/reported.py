"""What the rules report beside the plan itself (R20–R23, R25, fairness): rows as they stand in its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Self

from assign.extras import Facility


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of police that is to be reached (R20).

    Parameters
    ----------
    scope, scope_id
        ``county`` and its id, or ``city`` and nothing.
    measure
        ``station_share``: station police of all county police; ``community_share``: police in rooms of station
        police.
    part, whole
        Officers.
    share, target
        Fractions, share with four decimals.
    need
        Officers who have to move down, the whole staying as it is, until the target is met.
    """

    scope: str
    scope_id: str
    measure: str
    part: int
    whole: int
    share: float
    target: float
    need: int


@dataclass(frozen=True, slots=True)
class TwoPost:
    """What an officer is proposed for in a village (R21): `deputy_secretary` of the branch, or `deputy_head`."""

    village_id: str
    officer_id: str
    role: str
    party_member: bool
    village_post: str


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact room of a leader (R22).

    Parameters
    ----------
    complexity
        Of the room: hours-weighted mean of its villages, one decimal.
    distance_km
        Straight line from the leader's office, one decimal; None where the office is not known.
    """

    leader_id: str
    level: str
    county_id: str
    room_id: str
    visits_a_year: int
    complexity: float
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A facility, the room that looks after it and the hours a month that it asks for (R23)."""

    facility_id: str
    kind: str
    name: str
    people: int
    village_id: str
    room_id: str
    lead_officer_id: str
    hours: float

    @classmethod
    def of(cls, facility: Facility, room_id: str, lead_officer_id: str) -> Self:
        """Return the row of a facility, looked after from a room by its lead."""
        one = facility
        known = (one.facility_id, one.kind, one.name, one.people, one.village_id)
        return cls(*known, room_id, lead_officer_id, one.hours)


@dataclass(frozen=True, slots=True)
class Absence:
    """Who covers if a lead is away, and what then falls short (R25).

    Parameters
    ----------
    room_ids
        Rooms led, sorted.
    cover_officer_id
        Empty where nobody can: the rooms are then without a lead.
    travel_min
        From the cover's own room to the farthest host village of the rooms.
    hours
        Of the lead's post, a month.
    cover_hours, capacity
        Of the cover while covering, and what the cover can carry (R16).
    over_hours
        Hours above the capacity.
    rank
        1 for the absence that is hardest to bear; 0 for one that is borne.
    """

    officer_id: str
    station_id: str
    area_id: str
    room_ids: tuple[str, ...]
    cover_officer_id: str
    travel_min: float | None
    hours: float
    cover_hours: float | None
    capacity: float | None
    over_hours: float
    rank: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly hours are shared among the officers of a role.

    Parameters
    ----------
    moment
        ``after``: all posts of the plan, with their hours. ``before`` and ``after_same``: the officers whose
        present place is known, today and in the plan, the hours of each village shared evenly among the
        officers of the role who serve it.
    villages
        Villages that these officers serve.
    gini
        0 when all carry the same, towards 1 when one carries all; four decimals.
    """

    role: str
    moment: str
    officers: int
    villages: int
    min_hours: float
    median_hours: float
    p90_hours: float
    max_hours: float
    gini: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """Posts by years of service.

    Parameters
    ----------
    from_years
        The band begins here and ends where the next one begins.
    hardest
        Officers of the band who hold one of the hardest tenth of the role's posts.
    complexity, mean_hours
        Means over the band's posts.
    """

    role: str
    from_years: int
    officers: int
    hardest: int
    complexity: float
    mean_hours: float


@dataclass(frozen=True, slots=True)
class Reported:
    """All of it, each table in the order of its key (`KEYS`)."""

    ratios: tuple[Ratio, ...] = ()
    two_posts: tuple[TwoPost, ...] = ()
    contacts: tuple[Contact, ...] = ()
    duties: tuple[Duty, ...] = ()
    absences: tuple[Absence, ...] = ()
    fairness: tuple[Spread, ...] = ()
    tenure: tuple[Tenure, ...] = ()

    def without_persons(self, name: Callable[[str], str]) -> Reported:
        """Return what tells nothing of a person: officers under other names, no party membership, years or hours.

        Ratios and duties stay whole. Of absences the contracted hours go, of fairness what stands on present
        places; proposals, leaders and years of service are left out.

        Parameters
        ----------
        name
            Officer id → pseudonym; an empty id stays empty.
        """
        duties = (replace(row, lead_officer_id=name(row.lead_officer_id)) for row in self.duties)
        absences = (
            replace(
                row,
                officer_id=name(row.officer_id),
                cover_officer_id=name(row.cover_officer_id),
                capacity=None,
                over_hours=0.0,
            )
            for row in self.absences
        )
        return Reported(
            ratios=self.ratios,
            duties=tuple(duties),
            absences=tuple(sorted(absences, key=lambda row: row.officer_id)),
            fairness=tuple(row for row in self.fairness if row.moment == "after"),
        )


Row = Ratio | TwoPost | Contact | Duty | Absence | Spread | Tenure

ROWS: dict[str, type[Row]] = {
    "ratios": Ratio,
    "two_posts": TwoPost,
    "contacts": Contact,
    "duties": Duty,
    "absences": Absence,
    "fairness": Spread,
    "tenure": Tenure,
}
"""What a row of each table is."""

KEYS: dict[str, tuple[str, ...]] = {
    "ratios": ("scope", "scope_id", "measure"),
    "two_posts": ("village_id", "officer_id"),
    "contacts": ("leader_id", "room_id"),
    "duties": ("facility_id",),
    "absences": ("officer_id",),
    "fairness": ("role", "moment"),
    "tenure": ("role", "from_years"),
}
"""Columns that tell the rows of a table apart; rows stand in their order."""

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(field.name for field in fields(row)) for name, row in ROWS.items()
}


def key_of(table: str, row: Row) -> tuple[object, ...]:
    """Return what tells a row from the others of its table."""
    return tuple(getattr(row, name) for name in KEYS[table])
