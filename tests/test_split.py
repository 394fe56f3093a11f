"""Villages split, recruits who come: in memory, in a case, and what `check` says of them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from pyproj import Transformer

from assign.ask import whatif
from assign.assess import verify
from assign.cache import Cache
from assign.demand import workload_of
from assign.errors import DataError
from assign.inputs import Changes, read_case
from assign.problem import Officer, Role
from assign.scenario import apply_changes, load_problem, split_villages, with_recruits
from assign.solve import solve
from builders import CORNER_XY, CRS, grid_problem
from conftest import DEMO
from small_case import write_case


@pytest.fixture
def grid():
    """Two stations of 3 × 4 squares with roads; an auxiliary lives in V001 and avoids it."""
    people = [
        Officer("A0", Role.AUXILIARY, "S01", home_village_id="V001", avoid_village_ids=("V001",)),
        Officer("P0", Role.POLICE, "S01"),
        Officer("P1", Role.POLICE, "S02"),
    ]
    return grid_problem(3, 8, block=(3, 4), roads=True, even=True, officers=people)


def near(problem, village_id):
    """Return the ids of a village's neighbours."""
    ids = [one.village_id for one in problem.villages]
    return {ids[n] for n in problem.neighbours[problem.village_index[village_id]]}


def test_a_square_in_three_is_three_in_every_respect(grid):
    """V001, a square of 1 km: thirds of 1,500 people, 450 households, 10 hours; the middle keeps office and people."""
    split = split_villages(grid, {"V001": 3})
    parts = [one for one in split.villages if one.village_id.startswith("V001-")]
    assert [one.village_id for one in parts] == ["V001-1", "V001-2", "V001-3"]
    assert "V001" not in split.village_index
    assert [(one.population, one.households) for one in parts] == [(500, 150)] * 3
    assert sum(round(one.hours * 100) for one in parts) == 1000
    assert [one.hours for one in parts] == pytest.approx([10 / 3] * 3, abs=0.01)
    whole = grid.villages[1]
    assert (parts[1].lon, parts[1].lat) == (whole.lon, whole.lat)
    areas = [split.outlines[split.village_index[one.village_id]].area for one in parts]
    assert areas == pytest.approx([grid.outlines[1].area / 3] * 3, rel=1e-3)
    assert {s.village_id: s.site_id for s in split.sites if s.village_id.startswith("V001")} == {
        "V001-1": "V001-1-office",
        "V001-2": "V001-office",
        "V001-3": "V001-3-office",
    }
    helper = split.officers[0]
    assert helper.home_village_id == "V001-2"
    assert helper.avoid_village_ids == ("V001-1", "V001-2", "V001-3")
    assert verify(split, solve(split, workers=1)) == ()


def test_borders_of_the_parts_are_those_of_the_strips(grid):
    """Strips in a row touch in a row; each neighbour of before touches a part; the others stay as they were."""
    split = split_villages(grid, {"V009": 2})
    assert "V009-2" in near(split, "V009-1")
    together = near(split, "V009-1") | near(split, "V009-2")
    assert together - {"V009-1", "V009-2"} == near(grid, "V009")
    halves = [near(split, part) - {"V009-1", "V009-2"} for part in ("V009-1", "V009-2")]
    assert [len(one) for one in halves] == [3, 3]
    assert near(split, "V003") == near(grid, "V003")


def test_travel_to_the_parts_is_measured_and_the_rest_stays(grid):
    """Office to office: what is between other villages keeps its minutes; the assumed office walks to its junction."""
    split = split_villages(grid, {"V001": 2})
    others = [n for n, one in enumerate(grid.villages) if one.village_id != "V001"]
    sites = [n for n, one in enumerate(grid.sites) if one.village_id != "V001"]
    now = [split.village_index[grid.villages[n].village_id] for n in others]
    rows = [split.site_index[grid.sites[n].site_id] for n in sites]
    np.testing.assert_allclose(split.travel.block(rows, now), grid.travel.block(sites, others), atol=0.011)
    new = next(s for s in split.sites if s.site_id.startswith("V001-") and s.site_id.count("-") == 2)
    to_metres = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    office = np.array(to_metres.transform(new.lon, new.lat))
    metres = np.hypot(*(office - np.array(CORNER_XY) - (1500.0, 500.0)))
    pace = 60 / 1000 / split.policy.number("travel.off_road_kph")
    v000 = split.village_index["V000"]
    assert np.isfinite(split.travel.block([split.site_index[new.site_id]], [v000])[0, 0])
    leg = split.network.site_leg_min[split.site_index[new.site_id]]
    assert leg <= metres * pace + 1e-6


def test_two_villages_at_once_and_merged_ones(grid):
    """Parts of several villages; a merged village can be split under the name it keeps."""
    changed = apply_changes(
        grid, Changes(merge_villages=(("V000", "V001"),), split_villages={"V000": 2, "V010": 2})
    )
    ids = {one.village_id for one in changed.villages}
    assert {"V000-1", "V000-2", "V010-1", "V010-2"} <= ids
    assert len(ids) == 25
    east = sorted(changed.outlines[changed.village_index[f"V000-{n}"]].centroid.x for n in (1, 2))
    assert east[1] - east[0] == pytest.approx(0.0109, abs=0.0005)  # 1 km at 34° north: across the longer side
    assert sum(one.population for one in changed.villages) == sum(one.population for one in grid.villages)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"V999": 2}, "change-unknown-id"),
        ({"V000": 1}, "change-split-number"),
        ({"V000": 10}, "change-split-number"),
    ],
)
def test_splits_that_cannot_be_are_refused(grid, parts, code):
    """An unknown village, one part, ten parts."""
    with pytest.raises(DataError, match=code):
        split_villages(grid, parts)


def test_parts_of_the_demo_are_reckoned_from_shared_evidence():
    """People and incidents add up to those of before; each part has its share; hours follow by the formula."""
    base = load_problem(read_case(DEMO))
    counts = np.bincount(base.evidence.incidents.village, minlength=len(base.villages))
    number = int(counts.argmax())
    name = base.villages[number].village_id
    split = split_villages(base, {name: 2})
    at = [split.village_index[f"{name}-{part}"] for part in (1, 2)]
    dealt = np.bincount(split.evidence.incidents.village, minlength=len(split.villages))[at]
    area = np.array([split.outlines[n].area for n in at])
    assert dealt.sum() == counts[number]
    assert dealt == pytest.approx(counts[number] * area / area.sum(), abs=1.01)
    assert split.evidence.population.sum() == base.evidence.population.sum()
    work = workload_of(split.evidence, split.policy)
    assert [split.villages[n].hours for n in at] == [work.hours[n] for n in at]
    assert verify(split, solve(split, workers=1)) == ()


def test_recruits_by_station_are_new_police(grid):
    """Two for S01; fewer than one is refused with what to use instead."""
    more = with_recruits(grid, {"S01": 2})
    new = [one for one in more.officers if one not in grid.officers]
    assert [(one.station_id, one.role) for one in new] == [("S01", Role.POLICE)] * 2
    with pytest.raises(DataError, match="change-no-recruits"):
        with_recruits(grid, {"S01": -1})


def test_all_that_is_wrong_is_named_at_once(grid):
    """Unknown ids of three verbs in one error."""
    with pytest.raises(DataError) as caught:
        apply_changes(
            grid, Changes(split_villages={"X1": 2}, surge={"X2": 2.0}, recruits={"X3": 1}, leave=("X4",))
        )
    assert [one.found for one in caught.value.faults] == ["X1", "X2", "X3", "X4"]


def test_what_if_takes_the_same_verbs(grid, tmp_path):
    """`whatif` with a split village and a recruit is a verified plan."""
    plan = solve(grid, workers=1)
    cache = Cache(tmp_path)
    outcome = whatif(grid, plan, split_villages={"V001": 2}, recruits={"S02": 1}, cache=cache)
    assert outcome.plan is not None
    served = {row.village_id for row in outcome.plan.assignments}
    assert {"V001-1", "V001-2"} <= served
    assert len(outcome.plan.posts) == len(plan.posts) + 1


OFFICERS = [{"officer_id": "P1", "role": "police", "station_id": "0S2"}]
RECRUITS = "officer_id,role,station_id\nN1,police,{station}\nN2,police,{station}\n"


@pytest.fixture
def case(tmp_path):
    """Twelve villages, one officer, and a scenario with a list of recruits."""
    toml = '[policy.R01]\nmin_villages = 2\n[scenario.more]\nchanges.recruits = "recruits.csv"\n'
    return write_case(tmp_path / "case", toml=toml, officers=OFFICERS)


def test_a_list_of_recruits_is_read_beside_the_case(case, run, tmp_path):
    """Both are in the roster of the plan, the file among its inputs; the plan verifies until the file changes."""
    (case / "recruits.csv").write_text(RECRUITS.format(station="0S2"), "utf-8")
    ran = run("solve", case, "--scenario", "more", "--out", tmp_path / "plan", "--workers", 1)
    assert ran.code == 0, ran.err
    inputs = json.loads((tmp_path / "plan" / "run.json").read_text("utf-8"))["inputs"]
    assert [(one["path"], one["rows"]) for one in inputs if one["role"] == "recruits"] == [
        ("recruits.csv", 2)
    ]
    assert run("verify", tmp_path / "plan").code == 0
    (case / "recruits.csv").write_text(RECRUITS.format(station="0S2").replace("N2", "N3"), "utf-8")
    assert run("verify", tmp_path / "plan").code != 0


def test_faults_of_recruits_are_those_of_a_roster(case, run):
    """A missing file, an unknown station and an id that an officer has: `check` names file and row."""
    ran = run("check", case, "--format", "json")
    assert ran.code == 1
    assert ("file-missing", "recruits.csv") in [(one["code"], one["file"]) for one in json.loads(ran.out)]
    (case / "recruits.csv").write_text(RECRUITS.format(station="S9").replace("N1", "P1"), "utf-8")
    ran = run("check", case, "--format", "json")
    assert ran.code == 1
    said = [(one["code"], one["file"], one["row"]) for one in json.loads(ran.out)]
    assert ("station-unknown", "recruits.csv", 2) in said
    assert ("recruit-known", "recruits.csv", 2) in said


def test_check_names_all_unknown_ids_of_all_verbs(tmp_path, run):
    """Three wrong ids in `[changes]`: three faults, nothing solved."""
    toml = '[changes]\nsplit_villages = { X1 = 2 }\nrecruits = { X2 = 1 }\nleave = ["X3"]\n'
    ran = run("check", write_case(tmp_path / "case", toml=toml), "--format", "json")
    assert ran.code == 1
    found = [one["found"] for one in json.loads(ran.out) if one["code"] == "change-unknown-id"]
    assert sorted(found) == ["X1", "X2", "X3"]
