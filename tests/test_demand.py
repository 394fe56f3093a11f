"""Rates, seasons and what complexity owes to its weights: against esda, by hand, and by properties."""

from __future__ import annotations

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes
from hypothesis import given, settings
from hypothesis import strategies as st

from assign.demand import (
    Effect,
    Evidence,
    Facilities,
    Incidents,
    facility_hours,
    season_of,
    sensitivity,
    smooth_monthly,
    workload_of,
)
from assign.policy import default_policy

POLICY = default_policy()
NO_FACILITIES = Facilities(np.zeros(0, dtype=np.int32), (), np.zeros(0))


def incidents(*rows: tuple[int, str, float, str]) -> Incidents:
    """Return incidents from (village, kind, severity, ISO day or NaT)."""
    kinds = tuple(sorted({kind for _, kind, _, _ in rows}))
    return Incidents(
        np.array([row[0] for row in rows], dtype=np.int32),
        kinds,
        np.array([kinds.index(row[1]) for row in rows], dtype=np.int32),
        np.array([row[2] for row in rows], dtype=float),
        np.array([row[3] for row in rows], dtype="datetime64[D]"),
    )


def evidence(
    population: list[float], *, events: Incidents | None = None, facilities: Facilities = NO_FACILITIES
) -> Evidence:
    """Return villages whose people and households are known."""
    people = np.array(population, dtype=float)
    known = np.ones(len(people), dtype=bool)
    return Evidence(
        people, np.round(people / 3), known, known.copy(), np.full(len(people), np.nan), events, facilities
    )


counts = st.lists(st.tuples(st.integers(0, 60), st.integers(200, 9000)), min_size=2, max_size=30)


@given(counts, st.floats(0.5, 20), st.floats(0.3, 3))
@settings(max_examples=200, deadline=None)
def test_smoothing_is_esdas_for_weighted_events(rows, months, event):
    """Ours on weighted sums is esda's on plain events where rates spread beyond chance, else the mean rate."""
    observed = np.array([count for count, _ in rows], dtype=float) * event
    people = np.array([size for _, size in rows], dtype=float)
    ours = smooth_monthly(observed, people, months=months, event=event)
    at_risk = people / 1000 * months
    if not observed.sum():
        assert ours.tolist() == (observed / months).tolist()
        return
    mean = observed.sum() / at_risk.sum()
    spread = (at_risk * (observed / at_risk - mean) ** 2).sum() / at_risk.sum()
    between = spread - event * mean / at_risk.mean()
    if between > 1e-9:
        expected = event * Empirical_Bayes(observed / event, at_risk).r[:, 0]
        marshall = mean + (observed / at_risk - mean) * between / (between + event * mean / at_risk)
        assert expected == pytest.approx(marshall)
    elif between < -1e-9:
        expected = np.full(len(rows), mean)
    else:
        return
    assert ours == pytest.approx(expected * people / 1000)


def test_esda_alone_would_turn_rates_round():
    """Where chance explains the spread, esda's weight is negative: the village with more gets less. Not ours."""
    observed, people = np.array([2.0, 1.0]), np.array([1000.0, 1000.0])
    more, less = Empirical_Bayes(observed, people / 1000).r[:, 0]
    assert more < less
    assert smooth_monthly(observed, people, months=1.0, event=1.0).tolist() == [1.5, 1.5]


def test_a_season_by_hand():
    """Of 2023 and 2024 with one incident on the first of each month and 24 more in June 2023."""
    rows = [(0, "case", 3.0, f"{year}-{month:02d}-01") for year in (2023, 2024) for month in range(1, 13)]
    rows += [(0, "case", 3.0, f"2023-06-{day:02d}") for day in range(2, 26)]
    season = season_of(incidents(*rows, (0, "case", 3.0, "NaT")))
    assert season is not None
    assert season.counts == (2, 2, 2, 2, 2, 26, 2, 2, 2, 2, 2, 2)
    # 2023-01-01 to 2024-12-01: 700 days, of them 60 in June and 32 in December
    assert (sum(season.days), season.days[5], season.days[11]) == (701, 60, 32)
    assert season.index[5] == pytest.approx((26 / 60) / (48 / 701))
    assert (season.first, season.last, season.undated) == ("2023-01-01", "2024-12-01", 1)
    assert season.short


def test_an_even_flow_has_an_even_season():
    """An incident a day for three years: every month has its share, and the span is long enough."""
    days = np.arange("2021-01-01", "2024-01-01", dtype="datetime64[D]")
    season = season_of(incidents(*((0, "case", 3.0, str(day)) for day in days)))
    assert season is not None
    assert season.index == pytest.approx((1.0,) * 12)
    assert not season.short


def test_months_beyond_the_span_are_not_known():
    """Half a year says nothing of the other half; no date says nothing at all."""
    season = season_of(incidents((0, "case", 3.0, "2024-01-10"), (0, "case", 3.0, "2024-06-30")))
    assert season is not None
    assert np.isnan(season.index[8])
    assert season_of(incidents((0, "case", 3.0, "NaT"))) is None
    assert season_of(None) is None


def test_facilities_add_hours_to_their_village():
    """A hospital of 500 asks for 6 + 0.5 hours, a mine (of no kind known) for 2; the other village for none."""
    mine = Facilities(np.array([1, 1], dtype=np.int32), ("hospital", "mine"), np.array([500.0, 0.0]))
    plain, more = evidence([1000.0, 1000.0]), evidence([1000.0, 1000.0], facilities=mine)
    assert facility_hours(mine, POLICY).tolist() == [6.5, 2.0]
    before, after = workload_of(plain, POLICY), workload_of(more, POLICY)
    assert (after.hours - before.hours).tolist() == pytest.approx([0.0, 8.5])
    assert after.complexity.tolist() == before.complexity.tolist()
    off = POLICY.with_overrides({"policy": {"R23": {"switch": "off"}}})
    assert workload_of(more, off).hours.tolist() == before.hours.tolist()


def effects_of(people: list[float]) -> dict[tuple[str, float], Effect]:
    return {(effect.name, effect.factor): effect for effect in sensitivity(evidence(people), POLICY)}


def test_a_tenth_more_by_hand():
    """Villages of 1,000 and 6,000 people, 333 and 2,000 households: a tenth on two weights, worked out on paper.

    Shares x/(x + half): people 1/3 and 0.75, households 0.35691 and 0.76923. By weights 0.35 and 0.15 complexity is
    34.04 and 75.58; by 0.385 and 0.15 it is 34.00 and 75.54. Visits are 4 + 1 + 1.70 and 4 + 6 + 3.78, hours
    8.70 and 25.78: a tenth on visit_hours is 2.048 of 34.48.
    """
    found = effects_of([1000.0, 6000.0])
    up = found["complexity.population_weight", 1.1]
    assert (up.moved, up.largest, up.hardest_changed) == (0, 0.1, 0)
    assert up.rank_correlation == pytest.approx(1.0)
    assert found["workload.visit_hours", 1.1].hours_share == pytest.approx(2.048 / 34.48, abs=1e-4)
    assert found["workload.visit_hours", 0.9].moved == 0
    assert not any(name.startswith("complexity.incident") for name, _ in found)


def test_the_half_of_people_moves_complexity():
    """A tenth on population_half: 1000/3200 and 6000/8200 in place of 1/3 and 0.75, so 1.46 and 1.28 points less."""
    up = effects_of([1000.0, 6000.0])["complexity.population_half", 1.1]
    assert up.largest == 1.4  # 34.0 to 32.6
    assert up.moved == 2


def test_the_hardest_tenth_can_change():
    """Ten villages, one hard by people (44.9) and one, a little more, by an incident a month: weights decide."""
    days = [f"2024-{month:02d}-10" for month in range(1, 13)]
    events = incidents(*((9, "case", 3.0, day) for day in [*days, days[-1]]))
    facts = evidence([500.0] * 8 + [16000.0, 800.0], events=events)
    assert workload_of(facts, POLICY).complexity[8:].tolist() == pytest.approx([44.9, 46.0], abs=0.11)
    changed = {(one.name, one.factor): one.hardest_changed for one in sensitivity(facts, POLICY)}
    assert changed["complexity.incidents_weight", 0.9] == 1
    assert changed["complexity.incidents_weight", 1.1] == 0


def test_the_largest_number_can_be_varied():
    """A tenth more of the largest number that a policy may have is that number."""
    policy = POLICY.with_overrides({"complexity": {"population_half": 999_999_999.0}})
    found = {(one.name, one.factor): one for one in sensitivity(evidence([1000.0, 6000.0]), policy)}
    assert found["complexity.population_half", 1.1].largest == 0.0


def test_alike_villages_have_no_order():
    """Where every village is as hard as the other there is no rank to correlate."""
    effects = sensitivity(evidence([1000.0] * 5), POLICY)
    assert all(np.isnan(effect.rank_correlation) for effect in effects)


def test_numbers_that_the_case_does_not_use_are_left_out():
    """Only types that occur, and facilities only where there are some."""
    events = incidents((0, "case", 3.0, "2024-01-10"), (1, "case", 2.0, "2024-06-30"))
    shop = Facilities(np.array([1], dtype=np.int32), ("market",), np.array([40.0]))
    names = {
        effect.name
        for effect in sensitivity(evidence([800.0, 900.0], events=events, facilities=shop), POLICY)
    }
    assert "complexity.incident_weight.case" in names
    assert "complexity.incident_weight.dispute" not in names
    assert "workload.facility_hours.market" in names
    assert "workload.facility_hours.factory" not in names
    assert "complexity.half_life_months" in names
