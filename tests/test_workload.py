"""Hours and complexity against figures reckoned by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from assign.demand import smooth_monthly, workload_of
from assign.errors import Fault
from assign.inputs.workload import gather_evidence
from assign.policy import default_policy

POLICY = default_policy()
NAN = float("nan")


def villages(**columns: list[object]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    frame = pd.DataFrame({"village_id": [f"v{k}" for k in range(count)], "kind": ["rural"] * count})
    for name in ("population", "households", "complexity"):
        frame[name] = pd.Series([NAN] * count, dtype=float)
    for name, values in columns.items():
        frame[name] = values
    return frame


def incidents(*rows: tuple[str, str | None, object, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["village_id", "date", "type", "severity"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


def told(note: Fault) -> dict[str, object]:
    return dict(note.values)


def assess(frame: pd.DataFrame, events: pd.DataFrame | None = None) -> tuple[pd.DataFrame, dict[str, Fault]]:
    evidence, notes = gather_evidence(frame, events, policy=POLICY)
    work = workload_of(evidence, POLICY)
    out = frame.assign(
        population=evidence.population.astype(int),
        households=evidence.households.astype(int),
        complexity=work.complexity,
        visits=work.visits,
        hours=work.hours,
        incidents_per_month=work.incidents,
    )
    return out, {note.code: note for note in notes}


def test_people_alone_give_complexity_visits_and_hours() -> None:
    """2,000 people and 600 households are both at the half: 50; 4 + 2 + 2.5 visits; 8.5 × 1 + 2 × 2 hours."""
    out, notes = assess(villages(population=[2000.0], households=[600.0]))
    assert out.loc[0, ["complexity", "visits", "hours"]].tolist() == [50.0, 8.5, 12.5]
    assert np.isnan(out.loc[0, "incidents_per_month"])
    assert notes == {}


def test_unknown_parts_drop_out() -> None:
    """With 6,000 people and no households: 100 × 6000 / 8000, households reckoned at 3.2 and told."""
    out, notes = assess(villages(population=[6000.0]))
    assert out.loc[0, "complexity"] == 75.0
    assert out.loc[0, "households"] == 1875
    assert told(notes["households-assumed"]) == {"count": 1, "of": 1, "people": 3.2}


def test_given_complexity_wins() -> None:
    """What the planner writes is taken; visits follow it: 4 + 1 + 0.5 × 9."""
    out, _ = assess(villages(population=[1000.0], households=[300.0], complexity=[90.0]))
    assert out.loc[0, ["complexity", "visits"]].tolist() == [90.0, 9.5]


def test_missing_people_are_assumed_in_three_steps() -> None:
    """Households × 3.2, else the median of the kind (2,000), else the default of the kind (5,000 urban)."""
    frame = villages(population=[1000.0, 3000.0, NAN, NAN, NAN], households=[NAN, NAN, 100.0, NAN, NAN])
    frame["kind"] = ["rural", "rural", "rural", "rural", "urban"]
    out, notes = assess(frame)
    assert out["population"].tolist() == [1000, 3000, 320, 2000, 5000]
    assert told(notes["population-assumed"]) == {"count": 3, "of": 5, "by_households": 1}
    assert out["complexity"].tolist()[3:] == [50.0, 50.0]
    assert told(notes["complexity-default"])["count"] == 2


def test_smoothing_is_marshalls() -> None:
    """Counts 10, 0, 2 over 1, 1, 2 thousand people and one month.

    m = 12/4 = 3; s² = (1·49 + 1·9 + 2·4)/4 = 16.5; A = 16.5 − 3/(4/3) = 14.25;
    weights 14.25/17.25 and 14.25/15.75; rates 3 + 7·0.826087, 3 − 3·0.826087, 3 − 2·0.904762.
    """
    smoothed = smooth_monthly(
        np.array([10.0, 0.0, 2.0]), np.array([1000.0, 1000.0, 2000.0]), months=1.0, event=1.0
    )
    assert smoothed == pytest.approx([8.782609, 0.521739, 2 * 1.190476], abs=1e-6)


def test_even_rates_are_smoothed_to_the_mean() -> None:
    """Counts no more uneven than chance explains all become the mean rate."""
    smoothed = smooth_monthly(np.array([2.0, 1.0]), np.array([1000.0, 1000.0]), months=1.0, event=1.0)
    assert smoothed.tolist() == [1.5, 1.5]


def test_villages_of_nobody_keep_their_incidents() -> None:
    """A village without people has no rate; its incidents stand as they are."""
    smoothed = smooth_monthly(np.array([4.0, 6.0]), np.array([0.0, 1000.0]), months=2.0, event=1.0)
    assert smoothed.tolist() == [2.0, 3.0]


def test_the_size_of_events_does_not_change_the_smoothing() -> None:
    """Events that all count double give exactly double the incidents."""
    people = np.array([1000.0, 1500.0, 800.0])
    once = smooth_monthly(np.array([9.0, 1.0, 3.0]), people, months=6.0, event=1.0)
    twice = smooth_monthly(np.array([18.0, 2.0, 6.0]), people, months=6.0, event=2.0)
    assert twice == pytest.approx(2 * once)


def test_a_steady_flow_is_told_as_it_is() -> None:
    """One case of severity 2 (1.5 × 2/3 = 1) a month for five years is about 1 a month, fading or not."""
    dates = pd.date_range("2019-01-15", periods=61, freq="MS")
    events = incidents(*[("v0", str(day.date()), "case", 2.0) for day in dates])
    out, _ = assess(villages(population=[1000.0], households=[300.0]), events)
    assert out.loc[0, "incidents_per_month"] == pytest.approx(1.0, abs=0.04)


def test_incidents_add_hours_and_complexity() -> None:
    """Six undated disputes in a year are 0.5 a month: complexity (0.35·⅓ + 0.15·⅓ + 0.5·⅓) and 1.5 hours."""
    events = incidents(*[("v0", None, "纠纷", NAN)] * 6)
    out, notes = assess(villages(population=[1000.0], households=[300.0]), events)
    assert out.loc[0, "incidents_per_month"] == 0.5
    assert out.loc[0, "complexity"] == 33.3
    assert out.loc[0, "visits"] == 6.66  # 4 + 1 + 1.665, half to even
    assert out.loc[0, "hours"] == pytest.approx(6.66 + 2 + 1.5)
    assert told(notes["incidents-undated"])["count"] == 6


def test_odd_incidents_are_told() -> None:
    """An unknown type counts 1, an unknown village is left out; both are listed with their names."""
    events = incidents(
        ("v0", "2024-01-01", "ufo", 3.0), ("v9", "2024-01-31", "case", 3.0), ("v0", "2024-01-31", "", 3.0)
    )
    out, notes = assess(villages(population=[1000.0], households=[300.0]), events)
    assert notes["incidents-unknown-type"].found == "ufo"
    assert told(notes["incidents-untyped"]) == {"count": 1, "of": 3}
    assert notes["incidents-unknown-village"].found == "v9"
    assert out.loc[0, "incidents_per_month"] > 0


def test_the_frame_given_is_not_changed() -> None:
    """The result is a copy, in the same order."""
    frame = villages(population=[NAN, 10.0])
    before = frame.copy()
    out, _ = assess(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert out["village_id"].tolist() == ["v0", "v1"]
