"""How plans fare in sampled months, and in the months that came."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pytest

import assign
from assign.ask.exposed import Exposed, undisturbed
from assign.ask.robust import worst_tenth
from assign.demand import Evidence, Facilities, Incidents, monthly_spread
from assign.errors import UsageError
from assign.outlook import Odds, Sufferer
from assign.problem import Officer, Role
from assign.scenario import close_roads, draw_futures, reckoned, surge
from assign.show import outlook_page
from builders import grid_problem, village_id
from conftest import DEMO

CALM = Odds(closed=0.0, bridge=0.0, absent=0.0, incidents=False)


@pytest.fixture(scope="module")
def county():
    """The demo county, its facts and its plan."""
    problem = assign.load_problem(assign.read_case(DEMO))
    return problem, assign.solve(problem, workers=1)


def crew(police=4, helpers=12):
    """A roster for a grid."""
    return [Officer(f"P{n}", Role.POLICE, "S01", ability=60.0) for n in range(police)] + [
        Officer(f"A{n:02d}", Role.AUXILIARY, "S01") for n in range(helpers)
    ]


def test_the_month_that_was_planned_is_the_plan(county):
    """Nothing closed, nobody away, incidents at their mean: every officer carries the hours of the post."""
    problem, plan = county
    loads = Exposed(problem, plan).loads(undisturbed(problem))
    assert set(loads) == {post.officer_id for post in plan.posts}
    for post in plan.posts:
        assert loads[post.officer_id] == pytest.approx(post.hours, abs=0.02 * max(1, len(post.village_ids)))


def test_calm_odds_draw_the_month_that_was_planned(county):
    """With no odds of anything every month is the same, and its travel is the plan's."""
    problem, plan = county
    found = assign.robust(problem, plan, futures=10, odds=CALM)
    assert set(found.futures) == {found.undisturbed}
    assert found.undisturbed.mean_travel_min == pytest.approx(plan.metrics["mean_travel_min"], abs=0.01)
    assert [one for one in found.sufferers if one.entity != "bridge"] == []


def test_a_closed_bridge_costs_what_measuring_the_case_again_says(county):
    """The ways of one month against the case with the same bridge closed, which is measured by other code."""
    problem, plan = county
    name = next(name for name in problem.network.names if "Bazi" in name)
    closed = close_roads(problem, [name])
    exposed = Exposed(problem, plan)
    gone = problem.network.edge_name == problem.network.names.index(name)
    month = replace(undisturbed(problem), closed=gone, sections=int(gone.sum()))
    sites = exposed.ways.site
    again = [closed.travel.block([site], [village])[0, 0] for village, site in enumerate(sites.tolist())]
    assert exposed.month(month).minutes == pytest.approx(again)
    assert exposed.month(month).minutes.sum() > exposed.ways.planned.sum()


def test_months_are_the_same_however_many_are_drawn(county):
    """Month 3 of 5 is month 3 of 9, and another seed draws another."""
    problem, _ = county
    few, many, other = (draw_futures(problem, n, Odds(), seed) for n, seed in ((5, 1), (9, 1), (5, 2)))
    assert few[3].away == many[3].away
    assert (few[3].closed == many[3].closed).all()
    assert (few[3].extra_hours == many[3].extra_hours).all()
    assert few[3].away != other[3].away


def test_incidents_are_drawn_around_their_mean(county):
    """Over 400 months the hours more and the hours fewer cancel: within four standard errors of nothing."""
    problem, _ = county
    more = np.array([future.extra_hours.sum() for future in draw_futures(problem, 400, Odds(), 0)])
    assert abs(more.mean()) < 4 * more.std() / 20
    assert more.std() > 0


def test_both_ways_of_a_section_close_together(county):
    """A road is closed in both directions or in none."""
    problem, _ = county
    network = problem.network
    (future,) = draw_futures(problem, 1, Odds(closed=0.2), 5)
    shut = {
        (int(a), int(b))
        for a, b in zip(network.tail[future.closed], network.head[future.closed], strict=True)
    }
    pairs = {(int(a), int(b)) for a, b in zip(network.tail, network.head, strict=True)}
    assert shut
    assert all((b, a) in shut for a, b in shut if (b, a) in pairs)


def test_the_cover_leads_and_without_cover_the_room_is_bare():
    """Two rooms, two police: one away is covered by the other, both away leave two rooms without a lead."""
    problem = grid_problem(3, 4, officers=crew(2), policy={"policy": {"R08": {"rooms": 2}}})
    plan = assign.solve(problem)
    exposed = Exposed(problem, plan)
    leads = sorted(post.officer_id for post in plan.posts if post.is_lead)
    calm = undisturbed(problem)
    one = exposed.month(replace(calm, away=frozenset(leads[:1])))
    assert (one.figures.rooms_without_lead, one.bare) == (0, frozenset())
    loads = exposed.loads(replace(calm, away=frozenset(leads[:1])))
    both = sum(post.hours for post in plan.posts if post.is_lead)
    assert loads[leads[1]] == pytest.approx(both, abs=0.05)
    none = exposed.month(replace(calm, away=frozenset(leads)))
    assert none.figures.rooms_without_lead == 2
    unled = 60 * sum(room.hours for room in plan.rooms)
    assert none.figures.loss > one.figures.loss > 0
    assert none.figures.loss == pytest.approx(unled + 2 * road_minutes(exposed), rel=0.01)


def road_minutes(exposed):
    """Officer-minutes on the road; the hours of a room hold them once more."""
    return float((2 * exposed.visits * exposed.ways.planned).sum())


def test_a_village_whose_helpers_are_away_is_alone():
    """Twelve villages, an auxiliary each: three away, three alone."""
    problem = grid_problem(3, 4, officers=crew(2), policy={"policy": {"R08": {"rooms": 2}}})
    exposed = Exposed(problem, assign.solve(problem))
    away = frozenset(f"A{n:02d}" for n in range(3))
    assert exposed.month(replace(undisturbed(problem), away=away)).figures.villages_alone == 3


def test_the_worst_tenth_is_the_mean_of_the_greatest():
    """Of 1..20 the two greatest; of three numbers the greatest."""
    assert worst_tenth(np.arange(1.0, 21.0)) == 19.5
    assert worst_tenth(np.array([3.0, 9.0, 5.0])) == 9.0


def test_alternatives_meet_the_same_months_and_the_least_comes_first():
    """The plan stands among them, its difference to itself nothing; the same seed gives the same answer."""
    problem = grid_problem(4, 4, officers=crew(3, 16), roads=True, policy={"policy": {"R08": {"rooms": 2}}})
    plan = assign.solve(problem)
    found = assign.robust(problem, plan, futures=30, seed=3, count=2, slack=0.3)
    assert len(found.candidates) == 3
    assert [one.worst for one in found.candidates] == sorted(one.worst for one in found.candidates)
    own = next(one for one in found.candidates if not one.name)
    assert (own.low, own.high) == (0.0, 0.0)
    assert own.cost == pytest.approx(plan.objective["total"], abs=0.1)
    assert found == assign.robust(problem, plan, futures=30, seed=3, count=2, slack=0.3)


def recorded(problem, rows):
    """The grid with incidents: (village number, day)."""
    count = len(problem.villages)
    incidents = Incidents(
        village=np.array([village for village, _ in rows], np.int32),
        kinds=("case",),
        kind=np.zeros(len(rows), np.int32),
        severity=np.full(len(rows), 3.0),
        day=np.array([day for _, day in rows], "datetime64[D]"),
    )
    people = np.array([float(one.population) for one in problem.villages])
    evidence = Evidence(
        population=people,
        households=np.round(people / 3),
        population_known=np.ones(count, bool),
        households_known=np.ones(count, bool),
        complexity=np.full(count, np.nan),
        incidents=incidents,
        facilities=Facilities(np.zeros(0, np.int32), (), np.zeros(0)),
    )
    return replace(problem, evidence=evidence)


def test_a_place_that_stays_hard_is_foretold_and_people_alone_do_not_tell():
    """Ten villages alike in people; all incidents before and after in village 3: the tenth put first has them all."""
    bare = grid_problem(2, 5, even=True, officers=crew(2, 10))
    rows = [(3, f"2025-0{month}-1{day}") for month in range(1, 9) for day in range(5)]
    found = assign.backtest(recorded(bare, rows), dt.date(2025, 6, 30))
    assert (found.known, found.later, found.last) == (30, 10, "2025-08-14")
    assert found.caught["smoothed"] == found.caught["counted"] == 1.0
    assert found.rank["counted"] == pytest.approx(1.0)
    assert found.rank["people"] == 0.0
    assert found.hours["police"]["later_max"] > 0


def test_more_after_the_day_is_more_than_was_planned():
    """Ten incidents in six months, forty in the two after: the busiest helper carries more than planned."""
    bare = grid_problem(2, 5, even=True, officers=crew(2, 10))
    rows = [(3, f"2025-0{1 + n % 6}-15") for n in range(10)] + [
        (3, f"2025-0{7 + n % 2}-1{n % 10}") for n in range(40)
    ]
    hours = assign.backtest(recorded(bare, rows), dt.date(2025, 6, 30)).hours["helpers"]
    assert hours["later_max"] > hours["planned_max"] + 20


@pytest.mark.parametrize("until", [dt.date(2024, 1, 1), dt.date(2026, 1, 1)])
def test_a_day_before_or_after_all_incidents_is_refused(until):
    """There is nothing to plan with, or nothing to hold against; the message names the span."""
    bare = grid_problem(2, 5, even=True)
    with pytest.raises(UsageError) as caught:
        assign.backtest(recorded(bare, [(3, "2025-01-15"), (4, "2025-03-15")]), until)
    assert caught.value.message.values["first"] == "2025-01-15"


def test_months_that_differ_by_chance_alone_have_no_spread():
    """Eight even months: nothing beyond chance; one month with all incidents: a lot."""

    def of(counts):
        days = [f"2025-{month + 1:02d}-10" for month, count in enumerate(counts) for _ in range(count)]
        return recorded(grid_problem(1, 5), [(0, day) for day in days]).evidence.incidents

    assert monthly_spread(of([5] * 8)) == 0.0
    assert monthly_spread(of([1, 1, 1, 30, 1, 1, 1, 1, 1])) > 1.0
    assert monthly_spread(of([9, 1])) == 0.0


def test_the_commands_say_it_in_every_form(run, solved, tmp_path):
    """Text in both languages, JSON, a row a month as CSV, and a page without scripts; and what is wrong is refused."""
    plan = solved("demo")
    asked = ("robust", plan, "--futures", 10, "--no-cache")
    assert "worst tenth" in run(*asked, "--lang", "en").out
    assert "最差一成" in run(*asked, "--lang", "zh").out
    record = json.loads(run(*asked, "--format", "json").out)
    assert len(record["futures"]) == 10
    assert run(*asked, "--format", "csv", "--out", tmp_path / "months.csv").code == 0
    assert len((tmp_path / "months.csv").read_text("utf-8-sig").splitlines()) == 11
    assert run(*asked, "--format", "html", "--out", tmp_path / "months.html").code == 0
    page = (tmp_path / "months.html").read_text("utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert run(*asked, "--absent", "often").code == 2
    assert run("backtest", DEMO, "--until", "soon").code == 2
    told = run("backtest", DEMO, "--until", "2025-06-30", "--workers", 1, "--lang", "en")
    assert told.code == 0, told.err
    assert "rank correlation" in told.out


def test_names_stand_as_text_on_the_page():
    """A village called like a tag is text."""
    problem = grid_problem(2, 3)
    plan = assign.solve(problem)
    found = assign.robust(problem, plan, futures=10)
    hostile = Sufferer("village", village_id(0), "<img src=x onerror=alert(1)>", 9.0)
    page = outlook_page(replace(found, sufferers=(hostile,)), "en")
    assert "<img" not in page


def test_rooms_and_villages_that_nobody_holds_count_every_month():
    """One officer for one room of two, no auxiliary: the other room has no lead, and all twelve villages are alone."""
    policy = {"policy": {"R08": {"rooms": 2}, "R13": {"max_rooms": 1}}}
    problem = grid_problem(3, 4, officers=crew(1, 0), policy=policy)
    found = assign.robust(problem, assign.solve(problem), futures=10, odds=CALM)
    assert (found.undisturbed.rooms_without_lead, found.undisturbed.villages_alone) == (1, 12)


def test_a_surge_stays_in_a_back_test():
    """Hours that a scenario trebles are trebled in the plan of that day, too."""
    bare = grid_problem(2, 5, even=True, officers=crew(2, 10))
    rows = [(3, f"2025-0{month}-1{day}") for month in range(1, 9) for day in range(5)]
    calm = reckoned(recorded(bare, rows), {one.village_id for one in bare.villages})
    busy = surge(calm, {one.village_id: 3.0 for one in bare.villages})
    hours = [
        assign.backtest(one, dt.date(2025, 6, 30)).hours["helpers"]["planned_max"] for one in (calm, busy)
    ]
    assert hours[1] == pytest.approx(3 * hours[0], rel=0.01)
