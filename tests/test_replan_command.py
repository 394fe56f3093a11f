"""`assign solve --from`, `--pin`, `--max-changes` from the outside: said, recorded, checked again, refused."""

import json
import shutil

from assign.inputs import read_plan
from small_case import write_case


def test_solve_from_a_plan_pins_records_and_verifies(run, tmp_path):
    """The record names the parent and the pins; `verify` holds them against the facts; a forged one is found."""
    case = write_case(tmp_path / "case")
    assert run("solve", case, "--out", tmp_path / "first", "--workers", 1).code == 0
    room = read_plan(tmp_path / "first").rooms[0].room_id
    ran = run("solve", case, "--out", tmp_path / "second", "--from", tmp_path / "first", "--pin", room,
              "--max-changes", 0, "--workers", 1)  # fmt: skip
    assert ran.code == 0, ran.err
    assert "0 villages change room" in ran.out
    record = json.loads((tmp_path / "second" / "run.json").read_text("utf-8"))
    assert record["parent"]["path"] == str(tmp_path / "first")
    assert record["pins"] == [room]
    assert run("verify", tmp_path / "second", "--bound").code == 0
    forged = json.loads(json.dumps(record))
    village = min(forged["earlier"]["served"])
    forged["earlier"]["served"][village] = "elsewhere"
    (tmp_path / "second" / "run.json").write_text(json.dumps(forged), encoding="utf-8")
    refused = run("verify", tmp_path / "second")
    assert refused.code == 5
    assert "parent-differs" in refused.out
    (tmp_path / "second" / "run.json").write_text(json.dumps(record), encoding="utf-8")
    shutil.rmtree(tmp_path / "first")
    alone = run("verify", tmp_path / "second")
    assert alone.code == 0
    assert "is not there any more" in alone.err


def test_what_cannot_be_is_said_before_anything_is_written(run, tmp_path):
    """Unknown pins together, exit 1; a folder that is no plan, exit 1; no traceback, no plan folder."""
    case = write_case(tmp_path / "case")
    ran = run("solve", case, "--out", tmp_path / "plan", "--pin", "R-nowhere", "--pin", "X=Y")
    assert ran.code == 1
    assert "R-nowhere" in ran.err
    assert "X=Y" in ran.err
    ran = run("solve", case, "--out", tmp_path / "plan", "--from", tmp_path / "none")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert not (tmp_path / "plan").exists()
