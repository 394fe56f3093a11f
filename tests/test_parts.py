"""A folder of Parquet parts is one table: the same plan as from one file, and every fault named at its part."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from assign.errors import Severity
from assign.inputs import check_case, fingerprints, input_sha256, read_case
from assign.problem import Problem
from assign.scenario import load_problem
from assign.speak import fault_text
from small_case import CRS, officer, village_id, villages, write_case

EAST, WEST = "county_id=011426.parquet", "county_id=011427.parquet"


def frame() -> gpd.GeoDataFrame:
    """Return the twelve villages with the county of their station as a column."""
    out = villages()
    return out.assign(county_id=["011426" if key == "0S1" else "011427" for key in out["派出所"]])


def roster() -> list[dict[str, str]]:
    return [officer(f"P{n}", 派出所=f"0S{1 + n % 2}") for n in range(8)]


def one_file(folder: Path) -> Path:
    """Write the case as one file of villages and one roster."""
    return write_case(folder, frame=frame(), officers=roster())


def in_parts(folder: Path) -> Path:
    """Write the case as a folder of two parts each; the county stands in the names of the villages' parts only."""
    for role in ("villages", "officers"):
        (folder / role).mkdir(parents=True, exist_ok=True)
    people = pd.DataFrame(roster())
    for name, station in ((EAST, "0S1"), (WEST, "0S2")):
        chosen = frame()[villages()["派出所"] == station].drop(columns="county_id")
        chosen.to_parquet(folder / "villages" / name, index=False)
        people[people["派出所"] == station].to_parquet(folder / "officers" / name, index=False)
    text = '[inputs]\nvillages = "villages"\nofficers = "officers"\n'
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def problem_in(folder: Path) -> Problem:
    return load_problem(read_case(folder))


def rewrite(path: Path, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> None:
    change(gpd.read_parquet(path, partitioning=None)).to_parquet(path, index=False)


def errors(folder: Path) -> set[tuple[str, str]]:
    found = [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]
    for fault in found:
        assert all("{" not in fault_text(fault, language) for language in ("zh", "en"))
    return {(fault.code, fault.file) for fault in found}


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


def test_the_facts_are_those_of_one_file(tmp_path):
    """Both ways of writing a case give the same problem, sources aside; the county comes out of the name."""
    one, parts = problem_in(one_file(tmp_path / "one")), problem_in(in_parts(tmp_path / "parts"))
    assert parts.villages == one.villages
    assert {village.county_id for village in parts.villages} == {"011426", "011427"}
    assert parts.officers == one.officers
    assert [source.rows for source in parts.sources] == [source.rows for source in one.sources]


def test_the_plan_is_that_of_one_file(tmp_path, run):
    """The tables are the same to the byte, and both plans verify."""
    for name, write in (("one", one_file), ("parts", in_parts)):
        write(tmp_path / name)
        run("solve", tmp_path / name, "--out", tmp_path / f"plan-{name}")
        assert run("verify", tmp_path / f"plan-{name}").code == 0
    assert tables(tmp_path / "plan-parts") == tables(tmp_path / "plan-one")


def test_a_changed_part_is_found_again(tmp_path, run):
    """The fingerprint covers every part: `assign verify` says that the villages are no longer those of the plan."""
    folder = in_parts(tmp_path / "parts")
    run("solve", folder, "--out", tmp_path / "plan")
    rewrite(folder / "villages" / WEST, lambda part: part.assign(人口="1,300"))
    assert run("verify", tmp_path / "plan").code == 5


def test_the_fingerprint_covers_names_and_contents(tmp_path):
    """A name may say the county, so a renamed part is another input; litter is not."""
    folder = in_parts(tmp_path) / "villages"
    before = input_sha256(folder)
    (folder / "_SUCCESS").write_bytes(b"")
    assert input_sha256(folder) == before == fingerprints(read_case(tmp_path))["villages"]
    (folder / WEST).rename(folder / "county_id=011428.parquet")
    renamed = input_sha256(folder)
    shutil.copy(folder / EAST, folder / "county_id=011428.parquet")
    assert len({before, renamed, input_sha256(folder)}) == 3


def test_folders_named_as_hive_names_them_are_read(tmp_path):
    """`county_id=…/part-0.parquet` says the same, and keeps the leading zero."""
    folder = in_parts(tmp_path)
    for name in (EAST, WEST):
        place = folder / "villages" / name.removesuffix(".parquet")
        (folder / "villages" / name).rename(folder / "villages" / "moved")
        place.mkdir()
        (folder / "villages" / "moved").rename(place / "part-0.parquet")
    counties = {village.county_id for village in problem_in(folder).villages}
    assert counties == {"011426", "011427"}


def test_keys_that_are_no_columns_of_ours_are_passed_over(tmp_path):
    """A year before the county, and after it, changes nothing."""
    folder = in_parts(tmp_path)
    for name, before, after in ((EAST, "year=2024/", ""), (WEST, "", "/year=2024")):
        place = folder / "villages" / f"{before}{name.removesuffix('.parquet')}{after}"
        (folder / "villages" / name).rename(folder / "villages" / "moved")
        place.mkdir(parents=True)
        (folder / "villages" / "moved").rename(place / "part-0.parquet")
    assert {village.county_id for village in problem_in(folder).villages} == {"011426", "011427"}


def test_a_column_wins_over_the_name(tmp_path):
    """Cells that say another county than the name of their part are warned of."""
    folder = in_parts(tmp_path)
    rewrite(folder / "villages" / EAST, lambda part: part.assign(区县代码="011499"))
    rewrite(folder / "villages" / WEST, lambda part: part.assign(区县代码="011427"))
    (told,) = [fault for fault in check_case(folder) if fault.code == "part-key-differs"]
    assert (told.file, told.row, told.severity) == (f"villages/{EAST}", 1, Severity.WARNING)
    assert {village.county_id for village in problem_in(folder).villages} == {"011499", "011427"}


def test_the_order_of_columns_does_not_matter(tmp_path):
    """A part written by another program is the same table."""
    folder = in_parts(tmp_path)
    expected = problem_in(folder).villages
    rewrite(folder / "villages" / WEST, lambda part: part[part.columns[::-1]])
    assert problem_in(folder).villages == expected


def test_a_part_in_another_crs_is_named(tmp_path):
    """Coordinates in two systems must not be put side by side; the same system in other words may."""
    folder = in_parts(tmp_path)
    rewrite(folder / "villages" / WEST, lambda part: part.to_crs("EPSG:4326"))
    assert errors(folder) == {("part-crs-differs", f"villages/{WEST}")}


def test_a_part_that_lacks_a_column_is_named(tmp_path):
    """A column that one part has and another has not would be read as empty."""
    folder = in_parts(tmp_path)
    rewrite(folder / "villages" / WEST, lambda part: part.drop(columns="人口"))
    (told,) = [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]
    assert (told.code, told.file, told.found) == ("part-columns-differ", f"villages/{WEST}", "人口")


def test_a_part_without_geometry_is_named(tmp_path):
    """A plain table among layers has no outlines."""
    folder = in_parts(tmp_path)
    path = folder / "villages" / WEST
    pd.DataFrame(gpd.read_parquet(path, partitioning=None).drop(columns="geometry")).to_parquet(path)
    assert ("part-columns-differ", f"villages/{WEST}") in errors(folder)


def test_a_folder_without_parts_is_named(tmp_path):
    """An empty folder, and one of other files, are no input; files among them are named."""
    folder = in_parts(tmp_path)
    shutil.rmtree(folder / "officers")
    (folder / "officers").mkdir()
    assert errors(folder) == {("parts-none", "officers")}
    (folder / "officers" / "roster.csv").write_text("编号\n", "utf-8")
    assert errors(folder) == {("parts-none", "officers")}


def test_a_stray_file_is_named(tmp_path):
    """A file that would not be read might hold a county."""
    folder = in_parts(tmp_path)
    shutil.copy(folder / "case.toml", folder / "villages" / "county_id=011430.csv")
    assert errors(folder) == {("part-stray", "villages/county_id=011430.csv")}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PAR1"])
def test_a_part_that_is_no_parquet_is_named(tmp_path, content):
    """A part that is empty, another kind of file or cut short is refused at its own name."""
    folder = in_parts(tmp_path)
    (folder / "villages" / EAST).write_bytes(content)
    assert {file for _, file in errors(folder)} == {f"villages/{EAST}"}


def test_a_village_in_two_parts_is_named_with_both(tmp_path):
    """The fault names the second part and row, and says where the first stands."""
    folder = in_parts(tmp_path)

    def doubled(part: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return part.assign(村代码=[village_id(1), *part["村代码"][1:]])

    rewrite(folder / "villages" / WEST, doubled)
    (told,) = [fault for fault in check_case(folder) if fault.code == "id-twice"]
    assert (told.file, told.row, told.found) == (f"villages/{WEST}", 1, village_id(1))
    assert dict(told.values)["first_row"] == f"{EAST}:2"
    assert f"{EAST}:2" in fault_text(told, "en")


def test_a_fault_of_a_row_names_its_part(tmp_path):
    """Rows are counted in the part, as its reader sees them: the bow tie is row 2 of the second."""
    folder = in_parts(tmp_path)

    def emptied(part: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = part.geometry.to_list()
        shapes[1] = None
        return part.set_geometry(gpd.GeoSeries(shapes, crs=CRS))

    rewrite(folder / "villages" / WEST, emptied)
    found = [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]
    assert {(fault.file, fault.row) for fault in found} == {(f"villages/{WEST}", 2)}


def test_a_wide_case_says_that_one_zone_measures_it(tmp_path):
    """Six degrees and more in one UTM zone: lengths at the rims are a little long, and a note says by how much."""
    boxes = [box(110.0 + n * 7, 34.0, 110.5 + n * 7, 34.5) for n in range(2)]
    wide = gpd.GeoDataFrame(villages().iloc[:2].drop(columns="geometry"), geometry=boxes, crs="EPSG:4490")
    (told,) = [f for f in check_case(write_case(tmp_path, frame=wide)) if f.code == "zone-exceeded"]
    assert (told.severity, told.found) == (Severity.NOTE, "7.5°")
    narrow = replace(told, found="")  # the sentence is whole in both languages
    assert all("{" not in fault_text(narrow, language) for language in ("zh", "en"))
