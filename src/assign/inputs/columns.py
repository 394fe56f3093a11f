"""What the tables of a case may hold: our column names, their forms, and the headers that stand for them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from assign.errors import Fault, Severity


class Form(StrEnum):
    """How the text of a column is read."""

    ID = "id"  # text; leading zeros stay
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"  # a number without decimals
    FLAG = "flag"  # yes or no
    LIST = "list"  # ids or words, split at ; , 、
    DATE = "date"
    CHOICE = "choice"  # one of a few words


@dataclass(frozen=True, slots=True)
class Column:
    """One column of ours.

    Parameters
    ----------
    aliases
        Headers that mean the same, best first; compared without case, spaces, underscores and brackets.
    low, high
        Allowed range of a number.
    choices
        Our word -> the words a file may use for it.
    open_ended
        Whether words outside `choices` are kept as they are.
    """

    name: str
    form: Form = Form.TEXT
    aliases: tuple[str, ...] = ()
    needed: bool = False
    low: float = -math.inf
    high: float = math.inf
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_ended: bool = False


KINDS = {
    "rural": ("r", "村", "农村", "乡村", "行政村", "村委会", "村民委员会", "village"),
    "urban": ("u", "社区", "城市", "城镇", "居委会", "居民委员会", "city", "town", "community"),
}
ROLES = {
    "police": ("民警", "警察", "社区民警", "officer", "police officer"),
    "auxiliary": ("辅警", "警务辅助人员", "协警", "aux"),
    "assistant": ("警务助理", "助理", "police assistant"),
}
SITE_KINDS = {
    "office": ("村委会", "村部", "村委", "居委会", "党群服务中心", "village office"),
    "square": ("广场", "文化广场"),
    "service_centre": ("服务中心", "便民服务中心", "社区服务中心", "service center"),
    "estate": ("小区", "新型社区", "安置区"),
    "hospital": ("医院", "卫生院", "卫生室"),
    "school": ("学校", "小学", "中学"),
}
SITE_STATUSES = {
    "candidate": ("候选", "备选"),
    "existing": ("现有", "已有", "现状"),
    "required": ("必建", "必选", "必须"),
    "forbidden": ("禁用", "禁建", "不可用"),
}
INCIDENT_TYPES = {
    "dispute": ("纠纷", "矛盾纠纷"),
    "case": ("案件", "刑事案件", "治安案件", "刑事", "治安"),
    "alarm": ("警情", "报警", "接警"),
    "petition": ("信访", "上访"),
}
_LON = Column("lon", Form.NUMBER, ("经度", "longitude", "lng"), low=-180, high=180)
_LAT = Column("lat", Form.NUMBER, ("纬度", "latitude"), low=-90, high=90)
_VILLAGE_ID = (
    "村代码",
    "村编码",
    "村居代码",
    "行政村代码",
    "社区代码",
    "统计代码",
    "区划代码",
    "village_code",
)
_STATION_ID = ("派出所", "派出所代码", "派出所编号", "派出所编码", "所属派出所", "station")
_COUNTY_ID = ("县区", "县区代码", "县", "区县", "区县代码", "county")

TABLES: dict[str, tuple[Column, ...]] = {
    "villages": (
        Column("village_id", Form.ID, _VILLAGE_ID, needed=True),
        Column(
            "name", Form.TEXT, ("村名", "村名称", "村居名称", "社区名称", "名称", "village_name"), needed=True
        ),
        Column("station_id", Form.ID, _STATION_ID, needed=True),
        Column("station_name", Form.TEXT, ("派出所名称", "派出所名")),
        Column("kind", Form.CHOICE, ("类型", "类别", "城乡类型", "城乡分类", "urban_rural"), choices=KINDS),
        Column(
            "population", Form.WHOLE, ("人口", "人口数", "常住人口", "总人口", "pop"), low=0, high=10_000_000
        ),
        Column("households", Form.WHOLE, ("户数", "总户数", "家庭户数"), low=0, high=10_000_000),
        Column("county_id", Form.ID, _COUNTY_ID),
        Column("complexity", Form.NUMBER, ("复杂度", "治理复杂度"), low=0, high=100),
        Column("office_lon", Form.NUMBER, ("村部经度", "村委会经度", "办公经度"), low=-180, high=180),
        Column("office_lat", Form.NUMBER, ("村部纬度", "村委会纬度", "办公纬度"), low=-90, high=90),
        Column("flags", Form.LIST, ("标记", "标签")),
        _LON,
        _LAT,
    ),
    "stations": (
        Column(
            "station_id",
            Form.ID,
            ("派出所代码", "派出所编号", "派出所编码", "代码", "编号", "派出所"),
            needed=True,
        ),
        Column("name", Form.TEXT, ("名称", "派出所名称", "派出所名", "station_name")),
        Column("county_id", Form.ID, _COUNTY_ID),
        Column("kind", Form.TEXT, ("类型", "类别")),
        Column("remote", Form.FLAG, ("偏远", "是否偏远", "偏远所")),
        Column("headcount", Form.WHOLE, ("警力", "警力数", "编制", "人数"), low=0, high=100_000),
        _LON,
        _LAT,
    ),
    "roads": (
        # streets.py reads these words itself: road files are too various for a fixed list
        Column("road_class", Form.TEXT, ("highway", "道路等级", "等级", "公路等级", "class", "fclass")),
        Column("speed_kph", Form.TEXT, ("时速", "限速", "maxspeed", "speed")),
        Column("oneway", Form.TEXT, ("单行", "单行道", "单向")),
        Column("passable", Form.TEXT, ("通行", "可通行", "是否可通行")),
        Column("name", Form.TEXT, ("名称", "路名", "道路名称", "road_name")),
    ),
    "sites": (
        Column("site_id", Form.ID, ("场所编号", "点位编号", "选址编号", "编号"), needed=True),
        Column("village_id", Form.ID, _VILLAGE_ID, needed=True),
        Column(
            "kind",
            Form.CHOICE,
            ("类型", "场所类型", "点位类型", "类别"),
            needed=True,
            choices=SITE_KINDS,
            open_ended=True,
        ),
        Column("status", Form.CHOICE, ("状态", "现状"), choices=SITE_STATUSES),
        Column("cost", Form.NUMBER, ("费用", "造价", "成本", "建设费用"), low=0, high=1e12),
        Column("name", Form.TEXT, ("名称", "场所名称")),
        _LON,
        _LAT,
    ),
    "incidents": (
        Column("village_id", Form.ID, _VILLAGE_ID),
        Column("date", Form.DATE, ("日期", "时间", "发生时间", "发生日期", "接警时间")),
        Column(
            "type",
            Form.CHOICE,
            ("类型", "类别", "警情类型", "事件类型"),
            choices=INCIDENT_TYPES,
            open_ended=True,
        ),
        Column("severity", Form.NUMBER, ("严重程度", "等级", "级别"), low=1, high=5),
        _LON,
        _LAT,
    ),
    "officers": (
        Column("officer_id", Form.ID, ("编号", "警号", "人员编号", "工号"), needed=True),
        Column("role", Form.CHOICE, ("岗位", "身份", "人员类别", "人员类型"), needed=True, choices=ROLES),
        Column("station_id", Form.ID, _STATION_ID, needed=True),
        Column("name", Form.TEXT, ("姓名",)),
        Column("years", Form.NUMBER, ("工龄", "从警年限", "工作年限"), low=0, high=60),
        Column("ability", Form.NUMBER, ("能力", "警务能力"), low=0, high=100),
        Column("certificates", Form.LIST, ("证书", "资格证书", "资格")),
        Column("hours", Form.NUMBER, ("月工时", "工时", "每月工时"), low=0, high=744),
        Column("home_village_id", Form.ID, ("家乡村", "家乡村代码", "户籍村", "户籍村代码", "本村")),
        Column("avoid_village_ids", Form.LIST, ("回避村", "回避村代码", "回避")),
        Column("party_member", Form.FLAG, ("党员", "是否党员")),
        Column("current_room_id", Form.ID, ("现警务室", "现任警务室", "当前警务室")),
        Column("current_village_id", Form.ID, ("现任村", "现包村", "当前村", "现任村代码")),
        Column("since", Form.DATE, ("到岗日期", "任职日期", "任现职时间")),
        Column("available", Form.FLAG, ("在岗", "是否在岗", "可用")),
        Column("pinned", Form.FLAG, ("锁定", "固定", "是否锁定")),
    ),
}
"""Columns by input; `officers` also takes any number of ``skill_*`` (技能_*)."""

LATER = ("leaders", "facilities", "headcounts")
"""Inputs of the contract that this version does not read yet."""

_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_JOINTS = re.compile(r"[\s_\-·:：*]+")
_SKILL = re.compile(r"^(?:skill|技能|专长)[\s_\-:：]+(.+)$", re.IGNORECASE)


def plain(header: str) -> str:
    """Return a header without case, width, brackets, spaces and joints, for comparing."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return _JOINTS.sub("", _BRACKETS.sub("", text)) or text


def nearest(word: str, options: Sequence[str]) -> str:
    """Return the option most like a word, or a dash when there are no options."""
    if not options:
        return "—"
    return max(options, key=lambda option: (_likeness(word, option), option))


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, plain(word), plain(other)).ratio()


def skill_of(header: str) -> str | None:
    """Return our column name ``skill_…`` for a header that names a skill, else None."""
    found = _SKILL.match(unicodedata.normalize("NFKC", header).strip())
    return f"skill_{found.group(1).strip()}" if found else None


def known_column(role: str, name: str) -> bool:
    """Return whether `name` is one of our columns of an input."""
    if role == "officers" and name.startswith("skill_"):
        return True
    return any(column.name == name for column in TABLES.get(role, ()))


def columns_of(role: str, names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of an input, with one for each ``skill_*`` among `names`."""
    skills = [name for name in names if name.startswith("skill_")] if role == "officers" else []
    return (*TABLES[role], *(Column(name, Form.TEXT) for name in sorted(skills)))


def match_columns(
    role: str, headers: Sequence[str], renames: Mapping[str, str], *, file: str, sheet: str = ""
) -> tuple[dict[str, str], list[Fault]]:
    """Return our name -> the file's header, and the faults of the header row.

    Parameters
    ----------
    renames
        ``[columns.<role>]`` of the case: our name -> the file's header. It wins over every alias.
    """
    faults: list[Fault] = []
    chosen: dict[str, str] = {}
    listed = ", ".join(headers)
    for ours, theirs in renames.items():
        if theirs in headers:
            chosen[ours] = theirs
        else:
            values = {"ours": ours, "columns": listed, "nearest": nearest(theirs, headers)}
            faults.append(
                Fault(
                    "column-mapped-missing",
                    file=file,
                    sheet=sheet,
                    column=theirs,
                    found=theirs,
                    values=values,
                )
            )
    free = [header for header in headers if header not in chosen.values()]
    for column in TABLES[role]:
        if column.name in renames:
            continue
        hits = _hits(column, free)
        if hits:
            chosen[column.name] = hits[0]
            free.remove(hits[0])
        if len(hits) > 1:
            values = {"ours": column.name, "others": ", ".join(hits[1:])}
            faults.append(
                Fault("column-twice", Severity.WARNING, file, sheet, 1, hits[0], found=hits[0], values=values)
            )
    for ours, header in _cut_short(role, [*renames, *chosen], free).items():
        chosen[ours] = header
        free.remove(header)
        values = {"ours": ours}
        faults.append(
            Fault("column-cut-short", Severity.NOTE, file, sheet, column=header, found=header, values=values)
        )
    if role == "officers":
        chosen |= {name: header for header in free if (name := skill_of(header))}
    for column in TABLES[role]:
        if column.needed and column.name not in chosen and column.name not in renames:
            values = {
                "columns": listed,
                "nearest": _nearest_header(column, free),
                "chinese": next((alias for alias in column.aliases if not alias.isascii()), column.name),
                "role": role,
            }
            faults.append(Fault("column-missing", file=file, sheet=sheet, column=column.name, values=values))
    return chosen, faults


def _cut_short(role: str, taken: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    """Return our name -> header for headers that a Shapefile has cut to ten bytes and that can mean one column only.

    Ten bytes are ten Latin letters, five Chinese characters in GBK, three in UTF-8.
    """
    out: dict[str, str] = {}
    for header in headers:
        short = plain(header)
        size = len(header.encode("gb18030", "replace")), len(header.encode("utf-8", "replace"))
        if not short or not (9 <= size[0] <= 10 or 9 <= size[1] <= 10):
            continue
        meant = {
            column.name
            for column in TABLES[role]
            if column.name not in taken
            and any(plain(name).startswith(short) for name in (column.name, *column.aliases))
        }
        if len(meant) == 1 and not meant & set(out):
            out[meant.pop()] = header
    return out


def _nearest_header(column: Column, headers: Sequence[str]) -> str:
    """Return the header most like one of a column's names, or a dash."""
    names = (column.name, *column.aliases)
    return max(
        headers, key=lambda header: (max(_likeness(name, header) for name in names), header), default="—"
    )


def _hits(column: Column, headers: Sequence[str]) -> list[str]:
    """Headers that stand for a column: our own name first, then the aliases in their order."""
    by_plain: dict[str, list[str]] = {}
    for header in headers:
        by_plain.setdefault(plain(header), []).append(header)
    wanted = dict.fromkeys((plain(column.name), *map(plain, column.aliases)))
    return [header for name in wanted for header in by_plain.get(name, [])]
