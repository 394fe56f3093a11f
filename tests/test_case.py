"""`case.toml` is read whole, and refused with every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assign.errors import DataError, UsageError
from assign.inputs import read_case, write_template
from assign.policy import Switch
from small_case import write_case


def faults_of(folder: Path) -> list[tuple[str, str]]:
    """Return code and place of each fault of a case that is refused."""
    with pytest.raises(DataError) as caught:
        read_case(folder)
    return [(fault.code, fault.column) for fault in caught.value.faults]


def test_a_folder_and_its_case_file_are_the_same_case(tmp_path):
    """A case may be named by its folder or by its `case.toml`."""
    write_case(tmp_path, toml='[case]\nname = "小县"\n')
    by_folder, by_file = read_case(tmp_path), read_case(str(tmp_path / "case.toml"))
    assert by_folder.name == by_file.name == "小县"
    assert by_folder.path == by_file.path == tmp_path / "case.toml"


def test_inputs_are_paths_or_tables(tmp_path):
    """An input is a path beside `case.toml`, or a table that also names sheet, layer, encoding and CRS."""
    (tmp_path / "case.toml").write_text(
        '[inputs]\nvillages = "a/v.gpkg"\nofficers = { file = "r.xlsx", sheet = "民警", encoding = "gbk" }\n',
        "utf-8",
    )
    inputs = read_case(tmp_path).inputs
    assert inputs["villages"].path == tmp_path / "a" / "v.gpkg"
    assert (inputs["officers"].sheet, inputs["officers"].encoding) == ("民警", "gbk")


def test_case_file_with_mark_or_gbk_is_read(tmp_path):
    """Notepad's byte-order mark and GBK are forgiven."""
    text = '[case]\nname = "睢阳区"\n[inputs]\nvillages = "v.gpkg"\n'
    for encoding in ("utf-8-sig", "gbk"):
        (tmp_path / "case.toml").write_bytes(text.encode(encoding))
        assert read_case(tmp_path).name == "睢阳区"


def test_policy_scenario_and_overrides_are_laid_over_each_other(tmp_path):
    """The scenario lies over the case, the overrides over both; what they do not name stays."""
    toml = (
        "[policy.R08]\nrooms = 82\n[policy.R14]\nswitch = 'prefer'\n[weights]\nbalance = 2.0\n"
        "[scenario.flood]\nroads.closed = ['Bazi bridge']\npolicy.R08.rooms = 80\n"
    )
    write_case(tmp_path, toml=toml)
    assert read_case(tmp_path).policy["R08"]["rooms"] == 82
    flood = read_case(tmp_path, scenario="flood")
    assert flood.policy["R08"]["rooms"] == 80
    assert flood.closed_roads == ("Bazi bridge",)
    assert flood.policy["R14"].switch is Switch.PREFER
    again = read_case(tmp_path, scenario="flood", overrides={"policy.R08.rooms": 79, "weights.travel": 3})
    assert again.policy["R08"]["rooms"] == 79
    assert again.policy.number("weights.travel") == 3.0
    assert again.policy.number("weights.balance") == 2.0


def test_all_faults_of_the_case_come_at_once(tmp_path):
    """A wrong section, input, column and setting are named together, each with its place."""
    toml = (
        "[polcy.R01]\nmin = 5\n[columns.villages]\nvilage_id = 'psgc'\n[values.villages]\n"
        "kynd = { R = 'rural' }\n[policy.R99]\nx = 1\n[policy.R01]\nmin = 'five'\n[weights]\nbalanse = 1\n"
    )
    write_case(tmp_path, toml=toml)
    assert sorted(faults_of(tmp_path)) == [
        ("column-unknown", "columns.villages.vilage_id"),
        ("column-unknown", "values.villages.kynd"),
        ("rule-unknown", "policy.R99"),
        ("section-unknown", "polcy"),
        ("setting-not-a-number", "policy.R01.min"),
        ("setting-unknown", "weights.balanse"),
    ]


def test_a_missing_case_names_what_lies_in_the_folder(tmp_path):
    """The message for a missing `case.toml` lists the folder."""
    (tmp_path / "other.toml").write_text("", "utf-8")
    with pytest.raises(DataError, match="case-missing") as caught:
        read_case(tmp_path)
    assert caught.value.faults[0].values["listing"] == "other.toml"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[inputs\n", "toml-broken"),
        ("[case]\nname = 'x'\n", "villages-missing"),
        ("[inputs]\nvillages = 5\n", "input-not-a-file"),
        ("[inputs]\nvillages = 'v.gpkg'\nvilages = 'v.gpkg'\n", "input-unknown"),
        ("[inputs]\nvillages = { file = 'v.gpkg', sheeet = 'a' }\n", "input-key-unknown"),
        ("inputs = 'v.gpkg'\n", "setting-not-a-table"),
        ("[inputs]\nvillages = 'v.gpkg'\n[roads]\nclosed = 'x'\n", "setting-not-a-list"),
    ],
)
def test_each_kind_of_wrong_case_has_its_code(tmp_path, text, code):
    """A case that cannot be right is refused with a stable code."""
    (tmp_path / "case.toml").write_text(text, "utf-8")
    assert code in [found for found, _ in faults_of(tmp_path)]


def test_an_unknown_scenario_is_a_usage_error_that_lists_those_known(tmp_path):
    """`--scenario` with a wrong name is the caller's fault, not the data's."""
    write_case(tmp_path, toml="[scenario.flood]\nroads.closed = []\n")
    with pytest.raises(UsageError) as caught:
        read_case(tmp_path, scenario="fire")
    assert caught.value.message.values == {"found": "fire", "known": "flood"}


def test_the_template_is_a_case_and_never_writes_over(tmp_path):
    """`assign init` writes a readable case and a workbook; a second time it refuses and changes nothing."""
    written = write_template(tmp_path / "new")
    assert read_case(written).name == "我的县"
    before = {path.name: path.read_bytes() for path in written.parent.iterdir()}
    assert sorted(before) == ["case.toml", "tables.xlsx"]
    with pytest.raises(DataError, match="template-exists"):
        write_template(written.parent)
    assert {path.name: path.read_bytes() for path in written.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[scenario]\nx = 1\n", "scenario.x"),
        ("[scenario.a.policy.R08]\nrooms = 'many'\n", "scenario.a.policy.R08.rooms"),
        ("[scenario.a]\npolcy = 1\n", "scenario.a.polcy"),
        ("[case]\nname = 5\n", "case.name"),
        ("[case]\nnme = 'x'\n", "case.nme"),
    ],
)
def test_faults_of_scenarios_and_of_the_name_are_found_before_they_are_used(tmp_path, text, column):
    """A scenario is tried months later; its faults are told today."""
    assert [place for _, place in faults_of(write_case(tmp_path, toml=text))] == [column]
