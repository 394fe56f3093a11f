import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from assign import show
from assign.errors import UsageError
from assign.plan import TABLE_COLUMNS
from assign.show.folder import only_writer, replace_folder
from assign.show.tables import cell, csv_text, guarded, number
from builders import grid_problem
from conftest import PLAN_FILES
from show_case import HOSTILE, hostile_problem, small_plan


@pytest.fixture(scope="module")
def case():
    problem = hostile_problem()
    return problem, small_plan(problem)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_plan_folder_has_every_file_of_the_contract(case, tmp_path):
    """The folder holds every file of the contract, nothing else, and nothing is left beside it."""
    folder = show.write_plan(*case, tmp_path / "plan")
    assert {path.name for path in folder.iterdir()} == PLAN_FILES | {"tables"}
    assert {path.stem for path in (folder / "tables").iterdir()} == set(TABLE_COLUMNS)
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_the_same_plan_gives_the_same_bytes(case, tmp_path):
    """Two writes of one plan are alike to the byte, tables, map, workbook and GeoPackage included."""
    first, second = (show.write_plan(*case, tmp_path / name, lang="zh") for name in ("a", "b"))
    assert bytes_of(first) == bytes_of(second)


def test_tables_are_sorted_whatever_the_order_of_the_plan(case):
    """Rows in another order give the same table."""
    _, plan = case
    other = replace(plan, assignments=plan.assignments[::-1], rooms=plan.rooms[::-1], posts=plan.posts[::-1])
    for name in TABLE_COLUMNS:
        assert csv_text(plan, name, "en") == csv_text(other, name, "en")


def test_a_table_row_reads_as_the_contract_says(case, tmp_path):
    """UTF-8 with BOM, plain line ends, lists sorted and joined, fixed decimals, true and false."""
    _, plan = case
    show.write_tables(plan, tmp_path)
    raw = (tmp_path / "tables" / "posts.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfofficer_id,role,")
    assert b"\r" not in raw
    line = raw.decode("utf-8-sig").splitlines()[1]
    assert line.startswith(
        "A1,auxiliary,S01,R-V002-office,V002;V003,false,false,,,5.60,50.0,48.2,21.00,false,'=1+1"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("x=1", "x=1"),
        ("", ""),
    ],
)
def test_text_that_looks_like_a_formula_is_guarded(text, shown):
    """A text that a spreadsheet would calculate begins with an apostrophe."""
    assert guarded(text) == shown


def test_numbers_have_fixed_decimals_and_no_minus_zero():
    """Minus nought is nought; what is not known is empty."""
    assert (number(-0.001, 2), number(float("nan"), 2), number(3, 1)) == ("0.00", "", "3.0")
    assert cell(120.123456789, "lon", "en") == "120.123457"
    assert cell(None, "name", "en") == ""


def test_run_json_keeps_what_the_plan_carries(case, tmp_path):
    """Status, objective and metrics stand beside all of `run`; numbers that are not finite become null."""
    _, plan = case
    show.write_tables(replace(plan, bound=float("inf")), tmp_path)
    run = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert (run["status"], run["seed"], run["bound"], run["metrics"]) == ("optimal", 0, None, {"rooms": 4.0})
    scopes = json.loads((tmp_path / "certificate.json").read_text("utf-8"))
    assert scopes["unit"] == "1/10000 officer-minute a month"
    assert scopes["scopes"][0]["duals"]["V000"] == 7500
    assert scopes["scopes"][0]["bounds_by_rooms"] == {"3": 130000}


def test_the_plan_folder_reads_back(case, tmp_path):
    """`inputs.read_plan` finds the rooms and posts that were written."""
    from assign.inputs.plan_folder import read_plan

    problem, plan = case
    run = {key: {} for key in ("policy", "versions", "timings", "case", "rooms_budget")}
    run |= {
        "inputs": [],
        "links": [],
        "rules_not_yet_enforced": [],
        "parent": None,
        "target_hours": 1.0,
        "seed": 0,
    }
    back = read_plan(show.write_plan(problem, replace(plan, run=run), tmp_path / "plan"))
    assert [room.villages for room in back.rooms] == [
        room.villages for room in sorted(plan.rooms, key=lambda r: r.room_id)
    ]
    assert [row.name for row in back.assignments][:13] == list(HOSTILE)
    assert back.certificates == plan.certificates


def test_the_geopackage_has_villages_rooms_zones_and_travel(case, tmp_path):
    """Four layers with a feature for each village, room, zone and link."""
    path = show.write_geopackage(*case, tmp_path / "plan.gpkg")
    counts = {name: pyogrio.read_info(path, layer=name)["features"] for name, _ in pyogrio.list_layers(path)}
    assert counts == {"villages": 16, "rooms": 4, "zones": 4, "travel": 16}
    zones = pyogrio.read_dataframe(path, layer="zones", use_arrow=False)
    assert set(zones["villages"]) == {
        "V000;V001;V004;V005",
        "V002;V003;V006;V007",
        "V008;V009;V012;V013",
        "V010;V011;V014;V015",
    }
    assert zones.geometry.geom_type.unique().tolist() == ["MultiPolygon"]


def test_a_folder_that_is_no_plan_is_left_alone(case, tmp_path):
    """Something else in the place of the plan is refused and not touched."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letters.txt").write_text("dear")
    with pytest.raises(UsageError, match="not-a-plan"):
        show.write_plan(*case, tmp_path / "home")
    assert (tmp_path / "home" / "letters.txt").read_text() == "dear"
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_failed_write_leaves_the_old_plan(case, tmp_path):
    """If a file cannot be made, the earlier plan stays whole and nothing lies beside it."""
    folder = show.write_plan(*case, tmp_path / "plan")
    before = bytes_of(folder)

    def broken(fresh):
        (fresh / "run.json").write_text("{}")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        replace_folder(folder, broken)
    assert bytes_of(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_two_writers_do_not_meet(case, tmp_path):
    """While one run holds the folder, another is told so."""
    with only_writer(tmp_path / "plan"), pytest.raises(UsageError, match="plan-folder-busy"):
        show.write_plan(*case, tmp_path / "plan")
    show.write_plan(*case, tmp_path / "plan")


def test_a_plan_set_aside_by_a_killed_run_comes_back(tmp_path):
    """Where names cannot be swapped in one step, a kill between two renames is mended by the next run."""
    aside = tmp_path / ".plan.old-plan"
    aside.mkdir()
    (aside / "run.json").write_text("{}")

    def look(_fresh):
        assert (tmp_path / "plan" / "run.json").read_text() == "{}"
        raise OSError("stop here")

    with pytest.raises(OSError, match="stop here"):
        replace_folder(tmp_path / "plan", look)
    assert (tmp_path / "plan" / "run.json").is_file()


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_a_kill_at_any_moment_leaves_a_whole_plan(tmp_path):
    """Runs killed at many moments leave the folder as one of the plans, never a mixture and never nothing."""
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from assign.show.folder import replace_folder
        for turn in range(100000):
            def write(fresh):
                for name in ("run.json", "a", "b", "c"):
                    (fresh / name).write_text(str(turn))
            replace_folder(Path(sys.argv[1]), write)
            print(turn, flush=True)
    """)
    folder = tmp_path / "plan"
    for turns in range(1, 9):
        run = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE)
        for _ in range(turns):
            run.stdout.readline()
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        texts = {(folder / name).read_text() for name in ("run.json", "a", "b", "c")}
        assert len(texts) == 1


def test_the_report_says_what_is_proven_and_escapes_names(case):
    """The page names the status and the exceptions, and no name of the data becomes markup."""
    from assign.show.report import report_html

    problem, plan = case
    for lang in ("zh", "en"):
        page = report_html(problem, plan, lang)
        assert "<script" not in page
        assert "<img" not in page
        assert "{{7*191}}" in page
        assert "R13" in page
    assert "Proven optimal" in page
    clean = report_html(grid_problem(4, 4), replace(plan, exceptions=()), "en")
    assert clean.count("Every rule about rooms and zones is met. There is no roster") == 1
    assert "Every rule in force is met." not in clean
