"""Each command once as it should go; then what it says and leaves behind when it cannot."""

from __future__ import annotations

import json
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from assign.inputs import read_plan
from conftest import DEMO
from small_case import CRS, SIDE_M, SOUTH_M, WEST_M, villages, write_case


def left_in(folder: Path) -> list[str]:
    """Return the names of all files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def with_roads(folder: Path) -> Path:
    """Write the small case with a road along each row and a bridge road that joins the rows."""
    x, y = [WEST_M + (k + 0.5) * SIDE_M for k in range(4)], [SOUTH_M + (k + 0.5) * SIDE_M for k in range(3)]
    lines = [shapely.LineString([(east, north) for east in x]) for north in y]
    lines.append(shapely.LineString([(x[0], north) for north in y]))
    lines.append(shapely.LineString([(x[2], north) for north in y]))
    table = {"name": ["row 0", "row 1", "row 2", "West road", "Bazi bridge"], "road_class": ["county"] * 5}
    folder.mkdir(parents=True)
    gpd.GeoDataFrame(table, geometry=lines, crs=CRS).to_file(folder / "roads.gpkg", driver="GPKG")
    write_case(folder, toml='[scenario.flood]\nroads.closed = ["Bazi bridge"]\npolicy.R01.max = 9\n')
    toml = folder / "case.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("[inputs]\n", '[inputs]\nroads = "roads.gpkg"\n'), encoding="utf-8"
    )
    return folder


# as it should go


def test_demo_writes_solves_and_maps(run, tmp_path):
    """One command gives a case, a verified plan, and the path of the map."""
    ran = run("demo", tmp_path / "demo", "--workers", 1)
    assert ran.code == 0, ran.err
    assert (tmp_path / "demo" / "case.toml").is_file()
    assert f"map: {tmp_path / 'demo' / 'plan' / 'map.html'}" in ran.out
    assert "Proven optimal" in ran.out
    assert "verify: 0 findings" in ran.err


def test_init_writes_a_template_and_nothing_over_it(run, tmp_path):
    """A new folder gets a case to fill in; a folder with a case is refused (exit 2)."""
    ran = run("init", tmp_path / "new")
    assert ran.code == 0
    assert "case.toml" in left_in(tmp_path / "new")
    before = left_in(tmp_path / "new")
    again = run("init", tmp_path / "new")
    assert again.code == 2
    assert "holds a case.toml already" in again.err
    assert left_in(tmp_path / "new") == before


def test_init_in_a_folder_of_files_says_what_it_takes_them_for(run, tmp_path):
    """Each input with its file and the columns to look at, then the files that were not used; they stay as they are."""
    villages().rename(columns={"村代码": "id", "派出所": "dsd_id"}).to_file(tmp_path / "a.gpkg")
    (tmp_path / "人员.csv").write_text("编号,岗位,派出所\n001,民警,0S1\n", "utf-8")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ran = run("init", tmp_path)
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "villages: a.gpkg (village_id = id, station_id = dsd_id: please look)",
        "officers: 人员.csv",
        "files that were not used: notes.csv",
    ]
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert run("check", tmp_path).code == 0


def test_check_of_a_sound_case_ends_well(run, small):
    """No errors: exit 0; the notes say what was assumed."""
    ran = run("check", small)
    assert ran.code == 0
    assert "errors: 0" in ran.err
    assert "no-roads" in ran.out


def test_check_as_json(run, small):
    """--format json gives a list of records with every part of a fault."""
    ran = run("check", small, "--format", "json")
    records = json.loads(ran.out)
    parts = {"severity", "code", "file", "sheet", "row", "column", "found", "what", "expected", "cure"}
    assert records
    assert all(set(record) == parts for record in records)


def test_solve_as_json_in_chinese(run, small):
    """--format json parses and names the plan; stages are told on standard error, in Chinese if asked."""
    ran = run("solve", small, "--workers", 1, "--format", "json", "--lang", "zh", "--seed", 5)
    assert ran.code == 0, ran.err
    record = json.loads(ran.out)
    assert (record["status"], record["gap"]) == ("optimal", 0.0)
    assert record["metrics"]["villages"] == 12
    assert Path(record["plan"]) == small / "plan"
    assert "警务室" in ran.err
    assert read_plan(small / "plan").run["seed"] == 5


def test_set_changes_the_policy_and_verify_remembers(run, small):
    """--set policy.R01.max=9 may be repeated, stands in run.json, and verify reads it from there."""
    words = ["--set", "policy.R01.min=2", "--set", "policy.R08.rooms=6", "--set", "weights.balance=0.5"]
    assert run("solve", small, "--workers", 1, *words).code == 0
    plan = read_plan(small / "plan")
    assert len(plan.rooms) == 6
    laid_over = {"policy": {"R01": {"min": 2}, "R08": {"rooms": 6}}, "weights": {"balance": 0.5}}
    assert plan.run["case"]["overrides"] == laid_over
    assert run("verify", small / "plan").code == 0


def test_a_scenario_closes_roads_and_changes_rules(run, tmp_path):
    """[scenario.flood] closes a road: travel grows, the rule it sets is in force, and the plan verifies."""
    case = with_roads(tmp_path / "case")
    assert run("solve", case, "--workers", 1, "--out", tmp_path / "dry").code == 0
    ran = run("solve", case, "--workers", 1, "--out", tmp_path / "wet", "--scenario", "flood")
    assert ran.code == 0, ran.err
    dry, wet = read_plan(tmp_path / "dry"), read_plan(tmp_path / "wet")
    assert wet.objective["travel"] > dry.objective["travel"]
    assert wet.run["policy"]["rules"]["R01"]["max_villages"] == 9
    assert run("verify", tmp_path / "wet").code == 0
    assert run("verify", tmp_path / "dry").code == 0


def test_roads_closed_by_set(run, tmp_path):
    """--set closes a road as well; a name that no road has is a fault that offers the nearest (exit 1)."""
    case = with_roads(tmp_path / "case")
    assert run("solve", case, "--workers", 1, "--set", 'roads.closed=["West road"]').code == 0
    assert run("verify", case / "plan").code == 0
    ran = run("check", case, "--set", 'roads.closed=["Bazi brigde"]')
    assert ran.code == 2  # check takes no --set
    ran = run("solve", case, "--workers", 1, "--set", 'roads.closed=["Bazi brigde"]')
    assert ran.code == 1
    assert "Bazi bridge" in ran.err


def test_map_and_report_are_drawn_again(run, small_solved, tmp_path):
    """Both pages come back into the plan folder, in the language asked for."""
    plan = tmp_path / "plan"
    shutil.copytree(small_solved / "plan", plan)
    for command, page in (("map", "map.html"), ("report", "report.html")):
        (plan / page).unlink()
        ran = run(command, plan, "--lang", "zh")
        assert ran.code == 0, ran.err
        assert str(plan / page) in ran.out
        assert (plan / page).stat().st_size > 1000
    assert run("verify", plan).code == 0
    assert left_in(plan) == left_in(small_solved / "plan")


def test_rule_lists_and_explains(run, small):
    """All 25 rules, one of them at length, as JSON, and as a case sets them."""
    assert sum(line.startswith("R") for line in run("rule").out.splitlines()) == 25
    assert "directive" in run("rule", "r01").out
    assert "一村" in run("rule", "R14", "--lang", "zh").out
    records = json.loads(run("rule", "--format", "json").out)
    assert [record["rule_id"] for record in records] == [f"R{n:02d}" for n in range(1, 26)]
    toml = small / "case.toml"
    toml.write_text(toml.read_text("utf-8") + "[policy.R08]\nrooms = 77\n", "utf-8")
    assert "rooms = 77" in run("rule", "R08", "--case", small).out


def test_help_of_every_command(run):
    """Each command explains itself and keeps its brackets."""
    for command in ("demo", "init", "check", "solve", "verify", "map", "report", "rule"):
        ran = run(command, "--help")
        assert ran.code == 0
        assert "Usage" in ran.out
    assert "[scenario.NAME]" in run("solve", "--help").out


def test_the_list_of_commands_is_not_cut_short(run):
    """Each command says in one whole sentence what it does; the program says its version."""
    assert "..." not in run("--help").out.split("Commands:")[1]
    ran = run("--version")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"assign {version('assign')}")
    assert f"Python {platform.python_version()}" in ran.out
    assert f"ortools {version('ortools')}" in ran.out


# faults in the data: exit 1, and where, what, expected, cure


def assert_told(ran, *parts: str) -> None:
    """Exit 1; the message holds these parts, what was expected and the cure, and nothing was written."""
    assert ran.code == 1
    for part in (*parts, "expected:", "cure:"):
        assert part in ran.err, ran.err
    assert "Nothing was written" in ran.err


def fails(run, case: Path, *parts: str) -> None:
    """Solve fails and leaves the folder as it was; check says the same."""
    before = left_in(case.parent)
    assert_told(run("solve", case, "--workers", 1), *parts)
    assert left_in(case.parent) == before
    ran = run("check", case)
    assert ran.code == 1
    for part in parts:
        assert part in ran.out + ran.err


def edit(case: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file of the case."""
    text = (case / name).read_text("utf-8")
    assert old in text
    (case / name).write_text(text.replace(old, new), "utf-8")


def test_a_file_that_is_not_there(run, small):
    """The file, the entry that names it, and what lies there instead."""
    edit(small, "case.toml", "officers.csv", "roster.csv")
    fails(run, small, "file-missing", "roster.csv", "inputs.officers", "officers.csv")


def test_a_file_that_is_something_else(run, small):
    """A text under the name of a GeoPackage."""
    (small / "villages.gpkg").write_text("not a map", "utf-8")
    fails(run, small, "villages.gpkg", "found:")


def test_a_missing_column(run, small):
    """The column by its name, and the headers that the file has."""
    edit(small, "officers.csv", "派出所", "所")
    fails(run, small, "column-missing", "officers.csv", "station_id", "编号")


def test_an_unknown_id(run, small):
    """File, row, column, the id found, and the nearest that exists."""
    edit(small, "officers.csv", "A5,辅警,0S2", "A5,辅警,0S9")
    fails(run, small, "station-unknown", "officers.csv › row 9 › 派出所", "0S9", "0S2")


def test_two_faults_are_told_together(run, small):
    """A number out of range and an id given twice are both in one message."""
    edit(small, "officers.csv", "A4,辅警", "A5,辅警")
    edit(small, "officers.csv", "P2,民警,0S1,4,60", "P2,民警,0S1,4,600")
    fails(run, small, "row 3", "600", "A5", "errors: 2")


def test_broken_toml(run, small):
    """The line of the mistake."""
    edit(small, "case.toml", "[inputs]", "[inputs")
    fails(run, small, "toml-broken", "case.toml", "line 1")


def test_a_rule_or_setting_that_does_not_exist(run, small):
    """Unknown rule, unknown setting, wrong kind of value, unknown switch: all four at once."""
    toml = small / "case.toml"
    toml.write_text(
        toml.read_text("utf-8")
        + '[policy.R99]\nx = 1\n[policy.R08]\nromms = 3\nrooms = "many"\n[policy.R02]\nswitch = "maybe"\n',
        "utf-8",
    )
    fails(
        run, small, "rule-unknown", "R99", "setting-unknown", "policy.R08.romms", "setting-not-a-number", "many",
        "switch-unknown", "maybe", "errors: 4",
    )  # fmt: skip


def test_faults_speak_chinese(run, small):
    """The same fault in Chinese, by --lang and by the environment."""
    edit(small, "officers.csv", "A5,辅警,0S2", "A5,辅警,0S9")
    for ran in (run("solve", small, "--lang", "zh"), run("solve", small, lang="zh_CN.UTF-8")):
        assert ran.code == 1
        assert "应为" in ran.err
        assert "处理" in ran.err
        assert "没有写出任何文件" in ran.err


def test_a_case_that_is_not_there(run, tmp_path):
    """A wrong path names the case file that is missing."""
    ran = run("solve", tmp_path / "nowhere")
    assert_told(ran, "case-missing", "case.toml")
    assert left_in(tmp_path) == []


def test_a_plan_that_is_not_there(run, tmp_path):
    """verify of nothing is refused, map of nothing is a fault of the data."""
    assert run("verify", tmp_path / "nowhere").code == 5
    assert run("map", tmp_path / "nowhere").code == 1


def test_villages_with_a_hole_in_the_ids(run, tmp_path):
    """An empty village id is told with its row."""
    frame = villages()
    frame.loc[4, "村代码"] = ""
    case = write_case(tmp_path / "case", frame=frame)
    fails(run, case, "villages.gpkg › row 5 › 村代码")


# usage: exit 2


@pytest.mark.parametrize(
    "words",
    [
        ["sovle"],
        ["solve"],
        ["solve", ".", "--workers", "0"],
        ["solve", ".", "--time-limit", "soon"],
        ["solve", ".", "--time-limit", "-1"],
        ["rule", "R77"],
        ["demo", "x", "--size", "galaxy"],
        ["rule", "--lang", "fr"],
        ["solve", str(DEMO), "--engine", "cloud"],
        ["solve", str(DEMO), "--scenario", "storm"],
        ["solve", str(DEMO), "--set", "rooms"],
        ["rule", "--format", "xml"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_usage(words, run, tmp_path, monkeypatch):
    """Exit 2, words on standard error, nothing written."""
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert ran.code == 2
    assert ran.err.strip()
    assert left_in(tmp_path) == []


def test_a_plan_never_replaces_a_strange_folder(run, small):
    """--out of a folder that is no plan is refused before anything is lost."""
    (small / "photos").mkdir()
    (small / "photos" / "one.jpg").write_bytes(b"x")
    ran = run("solve", small, "--workers", 1, "--out", small / "photos")
    assert ran.code == 2
    assert left_in(small / "photos") == ["one.jpg"]


# impossible, out of time


def test_an_impossible_budget_ends_in_numbers(run, small):
    """Two stations need a room each beside two communities: one room is too few (exit 3), in both languages."""
    ran = run("solve", small, "--workers", 1, "--set", "policy.R08.rooms=1")
    assert ran.code == 3
    assert "need 4" in ran.err
    assert "can carry 1" in ran.err
    ran = run("solve", small, "--workers", 1, "--set", "policy.R08.rooms=1", "--lang", "zh")
    assert ran.code == 3
    assert "至少需要 4 个" in ran.err
    assert "预算只有 1 个" in ran.err
    assert not (small / "plan").exists()


def test_no_time_is_exit_4(run, small):
    """A time limit of 0 leaves no plan, says so, and writes nothing."""
    ran = run("solve", small, "--workers", 1, "--time-limit", 0)
    assert ran.code == 4
    assert "time limit is 0 s" in ran.err
    assert "--time-limit" in ran.err
    assert not (small / "plan").exists()


@pytest.mark.parametrize("setting", ["policy.R08.villages_per_room=0", "policy.R13.max_rooms=0"])
def test_a_setting_of_zero_ends_in_words(setting, run, small):
    """A zero where a number divides or bounds is a fault of the case, not of the program."""
    ran = run("solve", small, "--workers", 1, "--set", setting)
    assert ran.code == 1
    assert setting.split("=")[0] in ran.err


def test_a_demo_is_not_written_over_a_case(run, small):
    """assign demo refuses a folder that holds somebody's case, and leaves it as it was."""
    before = (small / "case.toml").read_bytes()
    ran = run("demo", small)
    assert ran.code == 2
    assert (small / "case.toml").read_bytes() == before


def test_a_scenario_has_a_plan_folder_of_its_own(run, small):
    """The plan of [scenario.NAME] goes to plan-NAME, so that the base plan stays."""
    with (small / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n[scenario.lean]\nweights.balance = 0.5\n")
    assert run("solve", small, "--workers", 1).code == 0
    assert run("solve", small, "--workers", 1, "--scenario", "lean").code == 0
    assert (small / "plan" / "run.json").is_file()
    assert (small / "plan-lean" / "run.json").is_file()
