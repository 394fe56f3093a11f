"""Odd but good tables: rosters as offices keep them, in every kind of file."""

from __future__ import annotations

import base64
import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import xlsxwriter

from good_inputs import IDS, PLAIN, Builder, add, case, good, layer, roster
from small_case import villages, write_csv

HEADER = ["编号", "岗位", "派出所", "工龄"]
ROWS = [["001", "民警", "0S1", "4"], ["002", "辅警", "0S2", "2.5"]]
PAIR = {
    "001": {"role": "police", "station_id": "0S1", "years": 4.0},
    "002": {"role": "auxiliary", "station_id": "0S2", "years": 2.5},
}
TEXT = "\n".join(",".join(row) for row in [HEADER, *ROWS]) + "\n"

XLS = (
    "c-rk)J!n%=6#ni@(j+BKlb9A-p@f1}Ylo&TE={VSU2JXbph%@AHi9&!5?pk!)i#ref`cf66uP)nUHm}@-5i994uT*w"
    "ic<#>6h+!R&pGcVrkbGvE&jYO+;i_a=brDK+`sqpY(BU!bGtc@9}t5B1=EX~GMl2}Eh+(!-!!>dtUXjr8-EqN9-7D+"
    "7ar6-b@LqZeCJ`{mh&-5;0={w97q3nCKXvj?2sH1igV~Dsc?-fel$r|A(4kgt`m7vdOj4{BbM_byQ%MjI)M3jfBQDQ"
    "iuW6>;`4)f?@G)ou|&~;C%lR$E-I_93){0t6X`$G(c<)B7Bp|YsZ1)HNG~8v6F7@cW(4?H+^LTuwta2w3S|GX((bNc"
    "zhpRpNtlOZf#=}Edk1?A6-*yFw}joOC5;RD8z(*wQFVE^Z;t~icI@k5Pm=U^2dA%7P-kb96b@r$C@Q8dGUYC4Qy24C"
    "+dZ&iyVuD!@R1xvy|ja}83J^mFWva?ye~Nr9}&x>9P!qTU<2n46K6Prg8kx=^ueBXiP$3Ytgx<^cC*MZEn%wL1{!o@"
    "*Oc^`7H=C}XRF{vd}CRA6SZ@TgZEl;Z{wS(J=dE*6`p$;pFu0#m_{j{e^cmC9qQ^8#{GD)R{GF*EwbsS1H@wlbnd3U"
    "+tp)P#vU{t3`^tDQ6<gLV`XU$(j1ygRp3&><<$L^aJfnvbMbtfHdte>kmfQfa2dko*3s6ic}f~{c{P_IT#J-g%n0EQ"
    "2htJw9ksAw!-fqTHf-3i@!vqnL#*}S&JU(8{Zio8-*uL$6ztC=|19=moPH<h#dIe!RA+Irs`b+dmnw3pRmK#*7c%zI"
    ")w38wQt}w9di~N%ohtu7s}2nOx-C@g^$XSH`J1o*4c(a3b^"
)
"""The two officers as Excel 97 writes them (written once by xlwt), deflated."""


def sheet(
    rows: Sequence[Sequence[object]], file: str = "o.xlsx", *, toml: str = "", entry: str = "", **more: object
) -> Builder:
    """Return a builder whose roster is a workbook; dates in it are dates, numbers numbers."""

    def build(folder: Path) -> None:
        good(folder)
        with xlsxwriter.Workbook(folder / file, {"default_date_format": "yyyy-mm-dd", **more}) as book:
            page = book.add_worksheet("民警")
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    page.write(number, place, cell)
        case(folder, toml, officers=entry or file)

    return build


def people(
    header: str, cells: Sequence[object], attribute: str, values: Sequence[object], **more: object
) -> dict:
    """Return a builder of a roster with a column of these cells, and what each officer must have."""
    rows = [[f"P{n:02d}", "民警", "0S1", cell] for n, cell in enumerate(cells)]
    toml = str(more.pop("toml", ""))
    return {
        "build": sheet([["编号", "岗位", "派出所", header], *rows], toml=toml),
        "officers": {f"P{n:02d}": {attribute: value} for n, value in enumerate(values)},
        **more,
    }


def ods(folder: Path) -> None:
    """Write an OpenDocument sheet by hand: text, a number, repeated empty cells."""
    good(folder)

    def cell(text: str, number: bool) -> str:
        if number:
            return f'<table:table-cell office:value-type="float" office:value="{text}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(
        "<table:table-row>"
        + "".join(cell(text, n > 0 and place == 3) for place, text in enumerate(row))
        + "</table:table-row>"
        for n, row in enumerate([HEADER, *ROWS])
    )
    names = "office table text"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="民警">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(folder / "o.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    case(folder, officers="o.ods")


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record of a binary workbook: its kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        length, low = length >> 7, length & 0x7F
        size += bytes([low | 0x80 if length else low])
        if not length:
            return head + size + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(folder: Path) -> None:
    """Write a binary workbook by hand: a sheet of inline texts and one number ([MS-XLSB] 2.1.7)."""
    good(folder)
    cells = b""
    for number, row in enumerate([HEADER, *ROWS]):
        cells += record(0, struct.pack("<IIHBBBI", number, 0, 0x12C, 0, 0, 0, 0))
        for place, text in enumerate(row):
            at = struct.pack("<II", place, 0)
            if number and place == 3:
                cells += record(5, at + struct.pack("<d", float(text)))
            else:
                cells += record(6, at + wide(text))
    size = record(148, struct.pack("<IIII", 0, 2, 0, 3))
    page = record(129) + size + record(145) + cells + record(146) + record(130)
    listed = record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("民警")) + record(144)
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def related(kind: str, target: str) -> str:
        one = f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{rels}">{one}</Relationships>'

    with zipfile.ZipFile(folder / "o.xlsb", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", related("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", record(131) + listed + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", related("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", page)
    case(folder, officers="o.xlsb")


def parquet(folder: Path) -> None:
    good(folder)
    pd.DataFrame(ROWS, columns=HEADER).to_parquet(folder / "o.parquet")
    case(folder, officers="o.parquet")


def in_geopackage(folder: Path) -> None:
    """Write the roster as a table without shapes into the villages' own GeoPackage."""
    good(folder)
    table = gpd.GeoDataFrame(pd.DataFrame(ROWS, columns=HEADER))
    import pyogrio

    villages().to_file(folder / "all.gpkg", layer="villages", driver="GPKG")
    pyogrio.write_dataframe(pd.DataFrame(table), folder / "all.gpkg", layer="花名册2024", append=False)
    case(folder, villages="all.gpkg", officers="all.gpkg")


def sheets(names: Sequence[str], holds: int, entry: str = "o.xlsx") -> Builder:
    """Return a builder of a workbook with several sheets, one of which holds the roster."""

    def build(folder: Path) -> None:
        good(folder)
        with xlsxwriter.Workbook(folder / "o.xlsx") as book:
            for number, name in enumerate(names):
                page = book.add_worksheet(name)
                for place, row in enumerate(
                    [HEADER, *ROWS] if number == holds else [["填写说明"], ["请逐行填写"]]
                ):
                    page.write_row(place, 0, row)
        case(folder, officers=entry)

    return build


def in_zip(folder: Path) -> None:
    good(folder)
    inside = io.BytesIO()
    pd.DataFrame(ROWS, columns=HEADER).to_excel(inside, index=False)
    with zipfile.ZipFile(folder / "o.zip", "w") as archive:
        archive.writestr("人员/花名册.xlsx", inside.getvalue())
    case(folder, officers="o.zip")


def macros(folder: Path) -> None:
    """Write a workbook under the name that those with macros have."""
    good(folder)
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.active.append(row)
    book.save(folder / "o.xlsm")
    case(folder, officers="o.xlsm")


def with_stations(change: Callable[[Path], None]) -> Builder:
    def build(folder: Path) -> None:
        good(folder)
        write_csv(
            folder / "stations.csv",
            [{"派出所代码": "0S1", "名称": "城关派出所"}, {"派出所代码": "0S2", "名称": "东关 派出所"}],
        )
        change(folder)

    return build


def roster_by_name(folder: Path) -> None:
    (folder / "o.csv").write_text(TEXT.replace("0S1", "城关派出所").replace("0S2", "东关派出所"), "utf-8")
    case(folder, stations="stations.csv", officers="o.csv")


def villages_by_name(folder: Path) -> None:
    names = ["城关派出所" if number % 4 < 2 else "东关派出所" for number in range(12)]
    villages(派出所=names).to_file(folder / "v.gpkg")
    (folder / "o.csv").write_text(TEXT, "utf-8")
    case(folder, stations="stations.csv", villages="v.gpkg", officers="o.csv")


def encoded_case(encoding: str) -> Builder:
    def build(folder: Path) -> None:
        good(folder)
        text = (folder / "case.toml").read_text("utf-8")
        (folder / "case.toml").write_bytes(f"# 夏邑县\n{text}".encode(encoding))

    return build


two = {"officers": PAIR}
add("csv", roster(TEXT), **two)
add("csv with a mark", roster(b"\xef\xbb\xbf" + TEXT.encode()), **two)
add("csv in GB18030", roster(TEXT.encode("gb18030")), **two)
add("csv in UTF-16", roster(TEXT.encode("utf-16")), **two)
add("csv with semicolons", roster(TEXT.replace(",", ";")), **two)
add("csv that names its separator", roster("sep=;\r\n" + TEXT.replace(",", ";")), **two)
add("csv with old line ends", roster(TEXT.replace("\n", "\r")), **two)
add("csv with empty lines and commas", roster("\n" + TEXT.replace("\n", ",,\n") + ",,,,,\n\n"), **two)
add(
    "csv with lines in cells",
    roster('编号,岗位,派出所,工龄,备注\n"001",民警,0S1,4,"一,\n二"\n002,辅警,0S2,2.5,""""\n'),
    **two,
)
add(
    "csv in Big5, named",
    roster(
        TEXT.replace("编号", "officer_id")
        .replace("岗位", "role")
        .replace("派出所", "station_id")
        .replace("工龄", "years")
        .replace("民警", "警察")
        .replace("辅警", "aux")
        .encode("big5"),
        entry='{ file = "o.csv", encoding = "big5" }',
    ),
    **two,
)
add("tsv", roster(TEXT.replace(",", "\t"), "o.tsv"), **two)
add("xls", roster(zlib.decompress(base64.b85decode(XLS)), "o.xls"), **two)
add("xlsx called xls", sheet([HEADER, *ROWS], "o.xls"), **two)
add("xlsm", macros, **two)
add("xlsb", xlsb, **two)
add("ods", ods, **two)
add("parquet", parquet, **two)
add("roster in the GeoPackage", in_geopackage, **two)
add("workbook in a zip", in_zip, **two)
add("second sheet", sheets(["说明", "民警"], 1), **two)
add("sheet named", sheets(["民警", "二"], 1, '{ file = "o.xlsx", sheet = "二" }'), **two)
add(
    "title above headers of one's own",
    sheet(
        [
            ["夏邑县公安局人员情况"],
            [],
            ["序列", "代号", "性质", "所在", "年头"],
            ["1", "001", "民警", "0S1", 4],
            ["2", "002", "辅警", "0S2", 2.5],
        ],
        toml='[columns.officers]\nofficer_id = "代号"\nrole = "性质"\nstation_id = "所在"\nyears = "年头"\n',
    ),
    **two,
)
add(
    "header of two rows",
    sheet(
        [
            ["花名册"],
            ["序号", "编号", "基本情况", "", "", "技能", ""],
            ["", "", "岗位", "派出所", "工龄", "急救", "驾驶"],
            [1, "001", "民警", "0S1", 4, "是", 80],
            [2, "002", "辅警", "0S2", 2.5, "", ""],
        ],
    ),
    officers={
        "001": PAIR["001"] | {"skills": {"急救": 1.0, "驾驶": 80.0}},
        "002": PAIR["002"] | {"skills": {}},
    },
)
add("units below the header", sheet([HEADER, ["", "", "", "（年）"], *ROWS]), **two)
add(
    "totals, notes and a running number",
    sheet(
        [
            ["序号", *HEADER],
            [1, *ROWS[0]],
            ["", "小计", "", "", 4],
            [2, *ROWS[1]],
            ["合计", "", "", "", 6.5],
            [],
            ["填表人：", "", "审核人："],
            ["备注：截至年底"],
        ]
    ),
    warned=("rows-total",),
    **two,
)
add(
    "headers with lines and spaces",
    sheet([["编 号", "岗位\n（类别）", " 派出所 ", "工龄(年)"], *ROWS]),
    **two,
)
add(
    "columns named with lines in them",
    roster(
        TEXT.replace("编号", '"代 号\n（六位）"').replace("岗位", "性质"),
        toml='[columns.officers]\nofficer_id = "代号（六位）"\nrole = "性 质"\n',
    ),
    **two,
)
add(
    "roster headers in English",
    sheet(
        [
            ["Officer ID", "ROLE", "Station-Id", "Years"],
            ["001", "Police", "0S1", 4],
            ["002", "Auxiliary", "0S2", 2.5],
        ]
    ),
    **two,
)
add(
    "remarks twice",
    sheet([[*HEADER, "备注", "备注"], [*ROWS[0], "a", "b"], ROWS[1]]),
    warned=("header-twice",),
    **two,
)
add("a column without header", sheet([[*HEADER, "", "备注"], [*ROWS[0], "x", "y"], ROWS[1]]), **two)
add(
    "digits and letters of full width",
    sheet([HEADER, ["００１", "民警", "０Ｓ１", "４"], ["００２", "辅警", "０Ｓ２", "２．５"]]),
    **two,
)
add(
    "spaces around everything",
    sheet([HEADER, [" 001 ", "民警　", "\u200b0S1", " 4 "], ["002", " 辅警", "0S2\xa0", "2.5"]]),
    **two,
)
add(
    "ids kept as numbers",
    sheet([HEADER, [410001.0, "民警", "0S1", 4], [410002, "辅警", "0S2", 2.5]]),
    officers={"410001": PAIR["001"], "410002": PAIR["002"]},
)
add(
    "ids of eighteen digits as text",
    sheet([HEADER, ["411421000000012514", "民警", "0S1", 4], ["41142100000001252X", "辅警", "0S2", 2.5]]),
    officers={"411421000000012514": PAIR["001"], "41142100000001252X": PAIR["002"]},
)
add(
    "years in words",
    **people(
        "警龄",
        ["3年", "3年6个月", "18个月", "约5年", "12", "10年左右", "６年", 2.5, "20余年"],
        "years",
        [3, 3.5, 1.5, 5, 12, 10, 6, 2.5, 20],
        warned=("number-with-words",),
    ),
)
add(
    "ability in marks",
    **people(
        "考核得分",
        ["85分", "85%", "85", 85.5, "８５"],
        "ability",
        [85, 85, 85, 85.5, 85],
        warned=("number-with-words",),
    ),
)
add(
    "years from the day they began",
    **people(
        "参加工作时间",
        ["2014-05-01", "2004年5月", "1999.05", dt.date(2019, 5, 1), 41760, "20140501", "2010"],
        "years",
        [10.0, 20.0, 25.0, 5.0, 10.0, 10.0, 14.3],
        toml="[case]\ndate = 2024-05-01\n",
    ),
)
add(
    "years to the latest day",
    **people("入警时间", ["2014/7/1", "2024/7/1"], "years", [10.0, 0.0], warned=("years-from-latest",)),
)
DAY = dt.date(2024, 3, 5)
add(
    "dates in every form",
    **people(
        "到岗日期",
        [
            "2024/3/5",
            "2024-03-05",
            "2024.3.5",
            "2024年3月5日",
            "20240305",
            45356,
            "45356.5",
            dt.datetime(2024, 3, 5, 8, 30),  # noqa: DTZ001  Excel knows no zones
            "2024-03-05 08:30:00",
            "２０２４年３月５日",
            "2024 年 3 月 5 日",
            "2024年3月5日 星期二",
            "2024-3-5T08:30",
            "2024年03月05日上午8时",
        ],
        "since",
        [DAY] * 14,
    ),
)
add(
    "months without a day",
    **people("任职时间", ["2024年3月", "2024.03", "2024-3", "202403"], "since", [dt.date(2024, 3, 1)] * 4),
)
add(
    "yes and no in every form",
    **people(
        "是否党员",
        ["是", "√", "Y", "yes", 1, True, "有", "TRUE", "否", "×", "N", "no", 0, False, "无", "", "/"],
        "party_member",
        [True] * 8 + [False] * 9,
    ),
)
add(
    "politics",
    **people(
        "政治面貌",
        ["中共党员", "党员", "中共预备党员", "共青团员", "群众", "民主党派", "中共党员（2010年）"],
        "party_member",
        [True, True, False, False, False, False, True],
    ),
)
add(
    "who is there",
    **people(
        "在岗状态",
        ["在岗", "病假", "借调", "在职", "产假", "退休", "是", "否", ""],
        "available",
        [True, False, False, True, False, False, True, False, True],
    ),
)
add(
    "roles in many words",
    sheet(
        [["警号", "人员类别", "所属派出所"]]
        + [
            [f"{n}", word, "0S1"]
            for n, word in enumerate(
                [
                    "社区民警",
                    "民警（在编）",
                    "人民警察",
                    "Police",
                    "警务辅助人员",
                    "勤务辅警",
                    "协警",
                    "AUX",
                    "村警务助理",
                    "助理",
                    "assistant",
                ]
            )
        ],
    ),
    officers={
        f"{n}": {"role": role}
        for n, role in enumerate(["police"] * 4 + ["auxiliary"] * 4 + ["assistant"] * 3)
    },
)
add(
    "lists of villages",
    **people(
        "回避村",
        [f"{IDS[3]}；{IDS[4]}", f"{IDS[3]}、{IDS[4]}", f"{IDS[3]},{IDS[4]}", f"{IDS[3]}\n{IDS[4]}", "无"],
        "avoid_village_ids",
        [(IDS[3], IDS[4])] * 4 + [()],
    ),
)
add(
    "values mapped the other way round",
    roster(
        TEXT.replace("民警", "甲类").replace("辅警", "乙类"),
        toml='[values.officers.role]\npolice = ["甲类", "丙类"]\nauxiliary = ["乙类"]\n',
    ),
    **two,
)
add(
    "values mapped without regard to width",
    roster(
        TEXT.replace("民警", " a ").replace("辅警", "Ｂ"),
        toml='[values.officers.role]\nA = "police"\nb = "auxiliary"\n',
    ),
    **two,
)
add(
    "values that are numbers",
    sheet(
        [[*HEADER, "党员"], [*ROWS[0], 2], [*ROWS[1], 9]],
        toml="[values.officers.party_member]\n2 = true\n9 = false\n",
    ),
    officers={"001": PAIR["001"] | {"party_member": True}, "002": PAIR["002"] | {"party_member": False}},
)
add(
    "code and name of the station",
    sheet(
        [
            ["警号", "姓名", "身份", "派出所", "派出所代码", "工龄"],
            ["001", "", "民警", "城关", "0S1", 4],
            ["002", "", "辅警", "东关", "0S2", 2.5],
        ]
    ),
    warned=("column-twice",),
    **two,
)
add("stations by name in the roster", with_stations(roster_by_name), **two)
add("stations by name in the villages", with_stations(villages_by_name), **two)
add("case with a mark", encoded_case("utf-8-sig"))
add("case in GBK", encoded_case("gb18030"))
add(
    "numbers that only grow as ids",
    sheet([HEADER, *[[f"{n}", "民警", "0S1", 4] for n in range(1, 13)]]),
    officers={f"{n}": PAIR["001"] for n in range(1, 13)},
)
add(
    "an old dBASE name cut short",
    layer(
        lambda frame, folder: frame.rename(columns={"派出所": "管辖派", "村代码": "统计用"}).to_file(
            folder / "v.gpkg"
        ),
        "v.gpkg",
    ),
)
assert PLAIN
