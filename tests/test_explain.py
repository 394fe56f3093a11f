"""`assign explain` from the command line, the table of reasons, and lineups that agree with the plan."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace

import pytest

from assign.ask import explain, explain_posts
from assign.assess import verify
from assign.inputs import load_problem, read_case, read_plan
from assign.optimise import weigh_posts
from assign.optimise.compare import Standing, compare
from assign.optimise.exchanges import best_exchanges
from assign.optimise.lineups import staffed_pools
from assign.plan import TIER_SCALE, Alternative
from assign.show.words import say
from conftest import DEMO
from staff_oracle import random_station
from staff_plans import plan_on


def table(folder, name):
    """Return a table of a plan as rows by column."""
    text = (folder / "tables" / f"{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


# the command


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", ["police", "auxiliary"])
def test_a_post_is_explained_in_both_languages(run, small_solved, lang, role):
    """Reasons step by step, other choices with their cost, and how that was found."""
    post = next(row for row in table(small_solved / "plan", "posts") if row["role"] == role)
    ran = run("explain", small_solved / "plan", "officer", post["officer_id"], "--lang", lang)
    assert ran.code == 0, ran.err
    assert post["officer_id"] in ran.out
    assert post["hours"] in ran.out
    assert ("【为什么这样安排】" if lang == "zh" else "Why:") in ran.out
    assert "--why-not" in ran.out or ("没有别人" if lang == "zh" else "Nobody else") in ran.out


def test_a_record_keeps_ids_apart_from_sentences(run, small_solved):
    """JSON: each sentence with its key and figures; officers of alternatives by id."""
    folder = small_solved / "plan"
    posts = [row for row in table(folder, "posts") if row["role"] == "auxiliary"]
    record = json.loads(run("explain", folder, "officer", posts[0]["officer_id"], "--format", "json").out)
    assert (record["kind"], record["id"]) == ("officer", posts[0]["officer_id"])
    assert [reason["step"] for reason in record["reasons"]] == sorted(r["step"] for r in record["reasons"])
    assert all({"key", "values", "text"} <= set(reason) for reason in record["reasons"])
    assert record["head"]["values"]["hours"] == posts[0]["hours"]
    assert {one["id"] for one in record["alternatives"]} <= {
        row["officer_id"] for row in table(folder, "posts")
    }


def test_villages_and_rooms_are_explained(run, small_solved):
    """Every village and every room of a plan has its explanation, in text and as a record."""
    folder = small_solved / "plan"
    for kind, name, column in (("village", "villages", "village_id"), ("room", "rooms", "room_id")):
        for row in table(folder, name)[:4]:
            ran = run("explain", folder, kind, row[column])
            assert ran.code == 0, ran.err
            assert row[column] in ran.out


def test_why_not_is_answered_from_the_command_line(run, small_solved):
    """Of every kind once; a question that a rule forbids is answered too, with exit 0."""
    folder = small_solved / "plan"
    rooms, posts = table(folder, "rooms"), table(folder, "posts")
    police = [row["officer_id"] for row in posts if row["role"] == "police"]
    ran = run("explain", folder, "officer", police[0], "--why-not", police[-1])
    assert ran.code == 0, ran.err
    room = max(rooms, key=lambda row: len(row["villages"]))
    other = next(row for row in rooms if row["room_id"] != room["room_id"])
    village = next(v for v in room["villages"].split(";") if v != room["host_village_id"])
    ran = run("explain", folder, "village", village, "--why-not", other["room_id"], "--format", "json")
    assert json.loads(ran.out)["outcome"] in {"worse", "tie", "impossible"}
    ran = run("explain", folder, "room", room["room_id"], "--why-not", f"{village}-office")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("officer", "P11"), "P1"),
        (("village", "9999"), "0"),
        (("room", "R-x"), "R-"),
        (("street", "1"), "village"),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest(run, small_solved, words, named, lang):
    """Exit 2, nothing on standard output, and what may have been meant."""
    ran = run("explain", small_solved / "plan", *words, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert words[-1] in ran.err or words[0] in ran.err
    assert named in ran.err


# the table


def test_the_table_of_reasons_is_written_and_read_back(small_solved):
    """Up to three choices a post, numbered, of officers and places of the plan; the same when read and written."""
    folder = small_solved / "plan"
    plan = read_plan(folder)
    posts = {post.officer_id for post in plan.posts}
    rows = table(folder, "reasons")
    assert rows
    for row, read in zip(rows, plan.reasons, strict=True):
        assert row["officer_id"] in posts
        assert set(row["worse_for"].split(";")) - {""} <= posts
        assert int(row["choice"]) in (1, 2, 3)
        assert (read.officer_id, str(read.choice), read.tier) == (
            row["officer_id"],
            row["choice"],
            row["tier"],
        )
        assert row["sentence"] in {say(read.sentence, "en"), say(read.sentence, "zh")}
        assert not any(name in row["sentence"] for name in posts if len(name) > 3)


def test_a_plan_without_reasons_is_read_all_the_same(small_solved, tmp_path):
    """Plans of earlier versions have no such table."""
    folder = shutil.copytree(small_solved / "plan", tmp_path / "plan")
    (folder / "tables" / "reasons.csv").unlink()
    assert read_plan(folder).reasons == ()


def test_every_alternative_has_words():
    """Each tier, in exchange and beside others, worse, equal and better, in both languages."""
    for tier in TIER_SCALE:
        for other in ("X", ""):
            for then in (0.0, 1.0, 2.0):
                row = Alternative("A", 1, other, "R", tier, 1.0, then, ())
                assert say(row.sentence, "zh") != say(row.sentence, "en")


# lineups


@pytest.mark.parametrize("block", range(4))
def test_lineups_have_the_tiers_that_the_solver_says(block):
    """On random stations the posts, put back into their pools, come to the recorded tiers, each of them."""
    for seed in range(300 + block * 50, 350 + block * 50):
        problem, zones = random_station(seed)
        plan = plan_on(problem, zones)
        recorded = {(one.scope, one.kind): {t.name: t.value for t in one.tiers} for one in plan.staffing}
        for pool in staffed_pools(problem, plan):
            assert (seed, pool.lineup.tiers()) == (seed, recorded[pool.crew.scope, pool.kind])


def test_a_shift_is_the_difference_of_the_tiers_before_and_after():
    """On random stations each exchange's figures are those of the whole pool weighed anew."""
    for seed in range(500, 560):
        problem, zones = random_station(seed)
        for pool in staffed_pools(problem, plan_on(problem, zones)):
            for person in range(len(pool.lineup.duty)):
                for one in best_exchanges(pool.lineup, person, most=10):
                    before, after = pool.lineup.tiers(), pool.lineup.after(one.shift.duties).tiers()
                    whole = {
                        name: value[0] for name, value in after.items() if name not in ("load", "outside")
                    }
                    told = {name: value for name, value in one.shift.after.items() if name in whole}
                    assert (seed, told) == (seed, whole)
                    rise = compare(one.shift.standing, Standing(()))
                    assert (rise > 0) == (list(after.values()) > list(before.values()))


def test_reasons_are_the_same_whatever_ran_before():
    """Two runs, and a run on a copy of the facts, give the same rows in the same order."""
    problem, zones = random_station(7)
    plan = plan_on(problem, zones)
    copy, again = random_station(7)[0], plan_on(*random_station(7))
    assert weigh_posts(problem, plan) == weigh_posts(problem, plan) == weigh_posts(copy, again)


def test_all_posts_at_once_are_explained_as_one_by_one():
    """The explanations of a whole plan are those of each officer asked alone."""
    for seed in range(600, 620):
        problem, zones = random_station(seed)
        plan = plan_on(problem, zones)
        found = list(explain_posts(problem, plan))
        assert [one.entity_id for one in found] == sorted(post.officer_id for post in plan.posts)
        assert all(explain(problem, plan, "officer", one.entity_id) == one for one in found)


@pytest.mark.slow
def test_every_post_of_the_demo_county_is_explained(solved):
    """The reasons of the demo county: every post but those nobody else may have has its choices, none is better."""
    plan = read_plan(solved("demo"))
    problem = load_problem(read_case(DEMO))
    assert weigh_posts(problem, plan) == plan.reasons
    assert len({row.officer_id for row in plan.reasons}) > 0.8 * len(plan.posts)
    assert all(row.tier_value_then >= row.tier_value for row in plan.reasons)


# verified


def spoiled(small_solved, **changes):
    """Return the codes of what the verifier says when the first alternative of the plan is another."""
    plan = read_plan(small_solved / "plan")
    problem = load_problem(read_case(small_solved))
    assert verify(problem, plan) == ()
    first, *rest = plan.reasons
    other = replace(plan, reasons=(replace(first, **changes), *rest))
    return {finding.code for finding in verify(problem, other)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"choice": 2}, "reason-choice"),
        ({"other_officer_id": "nobody"}, "reason-officer"),
        ({"worse_for": ("nobody",)}, "reason-officer"),
        ({"place_id": "R-nowhere"}, "reason-place"),
        ({"tier_value": 12345.5}, "reason-value"),
        ({"tier": "luck"}, "reason-value"),
    ],
)
def test_a_forged_reason_is_found(small_solved, changes, code):
    """Choices of strangers, elsewhere, out of order, or with figures that the tiers do not have."""
    assert code in spoiled(small_solved, **changes)
