"""All faults of all files come at once, each with its code, place and words in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
import shapely

import assign
from assign.errors import Fault, Severity
from assign.inputs import check_case
from assign.inputs.cells import SOFT
from assign.inputs.postgis_errors import _BY_STATE, _BY_WORDS
from assign.show.fault_words import fault_words, place_text
from assign.show.words import _SENTENCES as SENTENCES
from small_case import CRS, SOUTH_M, WEST_M, officer, village_id, villages, write_case


def found(folder: Path, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """Return code and place of each fault of a severity."""
    return [(fault.code, fault.place) for fault in check_case(folder) if fault.severity is severity]


def test_a_good_case_has_no_error_and_no_warning(tmp_path):
    """The small case is read under Chinese headers without complaint."""
    folder = write_case(tmp_path, officers=[officer("001"), officer("002", 岗位="辅警")])
    assert found(folder) == []
    assert found(folder, Severity.WARNING) == []


def test_faults_of_every_file_come_together(tmp_path):
    """A bad cell in each of four files gives all errors in one call, in the order of files and rows."""
    folder = write_case(
        tmp_path,
        frame=villages(人口=["1200"] * 11 + ["many"]),
        officers=[
            officer("001"),
            officer("001"),
            officer("002", 派出所="0S9"),
            officer("003", 工龄="五年", 党员="可能"),
        ],
        incidents=[{"village_id": "999", "date": "2024-13-01"}],
        stations=[{"派出所代码": "0S1", "偏远": "是"}, {"派出所代码": "0S2", "偏远": "maybe"}],
    )
    assert found(folder) == [
        ("not-a-date", "incidents.csv › row 2 › date"),
        ("village-unknown", "incidents.csv › row 2 › village_id"),
        ("id-twice", "officers.csv › row 3 › 编号"),
        ("station-unknown", "officers.csv › row 4 › 派出所"),
        ("not-yes-or-no", "officers.csv › row 5 › 党员"),
        ("not-a-number", "officers.csv › row 5 › 工龄"),
        ("not-yes-or-no", "stations.csv › row 3 › 偏远"),
        ("not-a-number", "villages.gpkg › row 12 › 人口"),
    ]


def test_a_duplicate_id_names_both_rows(tmp_path):
    """Whoever mends a duplicate is told where its twin stands."""
    folder = write_case(tmp_path, officers=[officer("7"), officer("8"), officer("7")])
    (fault,) = (fault for fault in check_case(folder) if fault.severity is Severity.ERROR)
    assert (fault.code, fault.row, fault.values["first_row"]) == ("id-twice", 4, 2)


def test_a_missing_column_lists_those_there_and_the_nearest(tmp_path):
    """A missing column is answered with the file's own columns and the likeliest of them."""
    folder = write_case(tmp_path, frame=villages().rename(columns={"派出所": "派出所简称"}))
    (fault,) = (fault for fault in check_case(folder) if fault.severity is Severity.ERROR)
    assert (fault.code, fault.column) == ("column-missing", "station_id")
    assert fault.values["columns"] == "村代码, 村名, 派出所简称, 人口"
    assert fault.values["nearest"] == "派出所简称"


def test_a_missing_file_names_what_lies_in_the_folder(tmp_path):
    """A wrong path is answered with the names that are there."""
    folder = write_case(tmp_path)
    (folder / "case.toml").write_text('[inputs]\nvillages = "vilages.gpkg"\n', "utf-8")
    (fault,) = check_case(folder)
    assert (fault.code, fault.values["listing"]) == ("file-missing", "case.toml, villages.gpkg")


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ("4.11426E+11", "id-lost-digits"),
        ("41142600120０e+20", "id-lost-digits"),
        ("a;b", "id-bad-character"),
        ("", "id-missing"),
    ],
)
def test_ids_that_cannot_be_trusted_are_refused(tmp_path, ids, code):
    """An id that went through a number, or that would break a list, is an error."""
    frame = villages(村代码=[ids, *(village_id(number) for number in range(1, 12))])
    assert (code, "villages.gpkg › row 1 › 村代码") in found(write_case(tmp_path, frame=frame))


def test_unknown_home_and_avoided_villages_are_errors(tmp_path):
    """A slip in the avoid list would let an officer serve a village that is barred."""
    rows = [officer("1", 回避村=f"{village_id(3)}；123", 家乡村="456")]
    assert found(write_case(tmp_path, officers=rows)) == [
        ("village-unknown", "officers.csv › row 2 › 回避村"),
        ("village-unknown", "officers.csv › row 2 › 家乡村"),
    ]


def test_a_layer_without_crs_is_refused_and_mended_by_the_case(tmp_path):
    """A layer that does not say its CRS is an error; `crs = …` in the case is the cure."""
    folder = write_case(tmp_path)
    (folder / "villages.gpkg").unlink()
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        villages().set_crs(None, allow_override=True).to_file(folder / "villages.gpkg")
    assert found(folder) == [("crs-missing-no-zone", "villages.gpkg")]
    toml = f'[inputs]\nvillages = {{ file = "villages.gpkg", crs = "{CRS}" }}\n'
    (folder / "case.toml").write_text(toml, "utf-8")
    assert found(folder) == []


def test_metres_called_degrees_are_refused(tmp_path):
    """Coordinates that cannot be degrees are not taken for degrees."""
    folder = write_case(tmp_path, frame=villages().set_crs("EPSG:4326", allow_override=True))
    assert [code for code, _ in found(folder)] == ["crs-wrong-no-zone"]


def test_bad_shapes_are_mended_or_refused(tmp_path):
    """A bow-tie is mended with a warning, an empty shape and a line are errors with their rows."""
    frame = villages()
    bow_tie = [(0, 0), (1000, 1000), (1000, 0), (0, 1000)]
    shapes = list(frame.geometry)
    shapes[0] = shapely.Polygon([(WEST_M + x, SOUTH_M + y) for x, y in bow_tie])
    assert found(write_case(tmp_path / "a", frame=frame.set_geometry(shapes, crs=CRS)), Severity.WARNING) == [
        ("shape-mended", "villages.gpkg › row 1")
    ]
    shapes[1], shapes[2] = shapely.Polygon(), shapely.LineString([(WEST_M, SOUTH_M), (WEST_M + 9, SOUTH_M)])
    assert found(write_case(tmp_path / "b", frame=frame.set_geometry(shapes, crs=CRS))) == [
        ("shape-empty", "villages.gpkg › row 2"),
        ("shape-not-a-polygon", "villages.gpkg › row 3"),
    ]


def test_many_faults_of_a_kind_are_counted(tmp_path):
    """Beyond twenty faults of one kind in one column, the rest are counted in one more."""
    rows = [officer(f"{number:03d}", 工龄="x") for number in range(50)]
    codes = [
        fault for fault in check_case(write_case(tmp_path, officers=rows)) if fault.severity is Severity.ERROR
    ]
    assert len(codes) == 21
    assert codes[-1].values["count"] == 30


def test_every_fault_code_has_its_words():
    """Each code that stands in the sources has three sentences in both languages."""
    folder = Path(assign.__file__).parent
    sources = [*sorted((folder / "inputs").glob("*.py")), folder / "policy.py"]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    makers = "Fault|fault|Finding|_note|each_row|repeated|unknown_keys|_refuse"
    calls = rf'(?:{makers})\(\s*(?:\w+, )*"([a-z]+(?:-[a-z]+)+)"'
    codes = set(re.findall(calls, text)) | set(re.findall(r'code="([a-z-]+)"', text))
    codes |= {
        f"crs-{how}-{looks}" for how in ("missing", "wrong") for looks in ("zone", "no-zone", "degrees")
    }
    codes |= {*SOFT, *_BY_STATE.values(), *(code for _, code in _BY_WORDS), "source-no-server"}
    assert len(codes) > 120
    keys = [f"fault.{code}.{part}" for code in sorted(codes) for part in ("what", "expected", "cure")]
    assert [key for key in keys if key not in SENTENCES] == []
    for chinese, english in (pair for key, pair in SENTENCES.items() if key != "text.both"):
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (chinese, english)
        ]
        assert chinese
        assert english
        assert not names[0] - names[1] - {"found", "of"}


def test_a_cure_offers_no_name_where_there_is_none(tmp_path):
    """With nothing that could be meant, the cure does not ask whether a dash was."""
    folder = write_case(
        tmp_path, frame=villages()[["村代码", "村名", "人口", "geometry"]].drop(columns="人口")
    )
    (fault,) = (fault for fault in check_case(folder) if fault.severity is Severity.ERROR)
    assert (fault.code, fault.column) == ("column-missing", "station_id")
    cure = fault_words(fault, "zh")["cure"]
    assert cure.startswith("补上这一列")
    assert "—" not in cure
    assert "—" not in fault_words(fault, "en")["cure"]


def test_whole_numbers_are_said_without_decimals():
    """A speed of 25.0 km/h is said as 25."""
    fault = Fault(
        "roads-no-class", Severity.NOTE, values={"lines": 9, "count": 2, "rows": "3, 4", "kph": 25.0}
    )
    assert "25 km/h" in fault_words(fault, "en")["what"]


def test_a_shape_of_another_kind_is_called_by_its_name(tmp_path):
    """Not by a number of the library's."""
    shapes = [villages().geometry[0].boundary, *villages().geometry[1:]]
    folder = write_case(tmp_path, frame=villages().set_geometry(shapes, crs=CRS))
    (fault,) = (fault for fault in check_case(folder) if fault.code == "shape-not-a-polygon")
    assert fault.found == "LineString"


def test_the_place_is_said_in_the_language_asked_for():
    """Row 5 is 第 5 行 to a Chinese reader."""
    fault = Fault("not-a-date", file="o.csv", row=5, column="到岗日期")
    assert place_text(fault, "zh") == "o.csv › 第 5 行 › 到岗日期"
    assert place_text(fault, "en") == fault.place == "o.csv › row 5 › 到岗日期"
