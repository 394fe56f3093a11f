"""What the tables of a case may hold: our column names, their forms, and the headers that stand for them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from assign.inputs.vocabulary import (
    AVAILABLE,
    COUNTY_ID,
    FACILITY_KINDS,
    HOUR_UNITS,
    HOUSE_UNITS,
    HOUSEHOLDS,
    INCIDENT_TYPES,
    KINDS,
    LEVEL_UNITS,
    LEVELS,
    MONEY_UNITS,
    OFFICER_ID,
    PARTY,
    PARTY_MEMBER,
    PEOPLE_UNITS,
    PINNED,
    POPULATION,
    REMOTE,
    ROLE,
    ROLES,
    SCORE_UNITS,
    SINCE,
    SITE_KINDS,
    SITE_STATUSES,
    STATION_ID,
    STATION_NAME,
    VILLAGE_ID,
    VILLAGE_KIND,
    VILLAGE_NAME,
    WORKPLACE,
    YEAR_UNITS,
    YEARS,
)


class Form(StrEnum):
    """How the text of a column is read."""

    ID = "id"  # text; leading zeros stay
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"  # a number without decimals
    YEARS = "years"  # a number of years, or the day they began
    FLAG = "flag"  # yes or no
    PRESENCE = "presence"  # yes, no, or the last day of an absence
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
        Of a yes-or-no column: ``yes`` and ``no`` -> further words for them.
    open_ended
        Whether words outside `choices` are kept as they are.
    units
        What may stand behind a number -> what it is worth.
    """

    name: str
    form: Form = Form.TEXT
    aliases: tuple[str, ...] = ()
    needed: bool = False
    low: float = -math.inf
    high: float = math.inf
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_ended: bool = False
    units: Mapping[str, float] = field(default_factory=dict)


_LON = Column("lon", Form.NUMBER, ("经度", "longitude", "lng"), low=-180, high=180)
_LAT = Column("lat", Form.NUMBER, ("纬度", "latitude"), low=-90, high=90)
TABLES: dict[str, tuple[Column, ...]] = {
    "villages": (
        Column("village_id", Form.ID, VILLAGE_ID, needed=True),
        Column("name", Form.TEXT, VILLAGE_NAME, needed=True),
        Column("station_id", Form.ID, STATION_ID, needed=True),
        Column("station_name", Form.TEXT, STATION_NAME),
        Column("kind", Form.CHOICE, VILLAGE_KIND, choices=KINDS),
        Column("population", Form.WHOLE, POPULATION, low=0, high=10_000_000, units=PEOPLE_UNITS),
        Column("households", Form.WHOLE, HOUSEHOLDS, low=0, high=10_000_000, units=HOUSE_UNITS),
        Column("county_id", Form.ID, COUNTY_ID),
        Column("complexity", Form.NUMBER, ("复杂度", "治理复杂度"), low=0, high=100, units=SCORE_UNITS),
        Column("office_lon", Form.NUMBER, ("村部经度", "村委会经度", "办公经度"), low=-180, high=180),
        Column("office_lat", Form.NUMBER, ("村部纬度", "村委会纬度", "办公纬度"), low=-90, high=90),
        Column("flags", Form.LIST, ("标记", "标签")),
        Column("requires", Form.LIST, ("所需证书", "需要证书", "所需资质", "need_certificates")),
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
        Column("county_id", Form.ID, COUNTY_ID),
        Column("kind", Form.TEXT, ("类型", "类别")),
        Column("remote", Form.FLAG, ("偏远", "是否偏远", "偏远所", "是否偏远所", "是否边远"), choices=REMOTE),
        Column(
            "headcount",
            Form.WHOLE,
            ("警力", "警力数", "编制", "人数", "现有警力", "警力总数", "编制数"),
            low=0,
            high=100_000,
            units=PEOPLE_UNITS,
        ),
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
        Column("village_id", Form.ID, VILLAGE_ID, needed=True),
        Column(
            "kind",
            Form.CHOICE,
            ("类型", "场所类型", "点位类型", "类别"),
            needed=True,
            choices=SITE_KINDS,
            open_ended=True,
        ),
        Column("status", Form.CHOICE, ("状态", "现状"), choices=SITE_STATUSES),
        Column(
            "cost", Form.NUMBER, ("费用", "造价", "成本", "建设费用"), low=0, high=1e12, units=MONEY_UNITS
        ),
        Column("name", Form.TEXT, ("名称", "场所名称")),
        _LON,
        _LAT,
    ),
    "incidents": (
        Column("village_id", Form.ID, VILLAGE_ID),
        Column(
            "date",
            Form.DATE,
            ("日期", "时间", "发生时间", "发生日期", "接警时间", "报警时间", "接警日期", "发案时间"),
        ),
        Column(
            "type",
            Form.CHOICE,
            ("类型", "类别", "警情类型", "事件类型"),
            choices=INCIDENT_TYPES,
            open_ended=True,
        ),
        Column("severity", Form.NUMBER, ("严重程度", "等级", "级别"), low=1, high=5, units=LEVEL_UNITS),
        Column("incident_id", Form.ID, ("警情编号", "接警单编号", "案件编号", "事件编号")),
        _LON,
        _LAT,
    ),
    "officers": (
        Column("officer_id", Form.ID, OFFICER_ID, needed=True),
        Column("role", Form.CHOICE, ROLE, needed=True, choices=ROLES),
        Column("station_id", Form.ID, WORKPLACE, needed=True),
        Column("name", Form.TEXT, ("姓名", "民警姓名", "人员姓名", "名字")),
        Column("years", Form.YEARS, YEARS, low=0, high=60, units=YEAR_UNITS),
        Column(
            "ability",
            Form.NUMBER,
            ("能力", "警务能力", "能力分", "能力得分", "能力评分", "考核得分"),
            low=0,
            high=100,
            units=SCORE_UNITS,
        ),
        Column("certificates", Form.LIST, ("证书", "资格证书", "资格")),
        Column("hours", Form.NUMBER, ("月工时", "工时", "每月工时"), low=0, high=744, units=HOUR_UNITS),
        Column("home_village_id", Form.ID, ("家乡村", "家乡村代码", "户籍村", "户籍村代码", "本村")),
        Column("avoid_village_ids", Form.LIST, ("回避村", "回避村代码", "回避")),
        Column("party_member", Form.FLAG, PARTY_MEMBER, choices=PARTY),
        Column("current_room_id", Form.ID, ("现警务室", "现任警务室", "当前警务室")),
        Column("current_village_id", Form.ID, ("现任村", "现包村", "当前村", "现任村代码")),
        Column("since", Form.DATE, SINCE),
        Column(
            "available",
            Form.PRESENCE,
            ("在岗", "是否在岗", "可用", "在岗状态", "在岗情况", "人员状态"),
            choices=AVAILABLE,
        ),
        Column("pinned", Form.FLAG, ("锁定", "固定", "是否锁定"), choices=PINNED),
    ),
    "facilities": (
        Column("facility_id", Form.ID, ("单位编号", "设施编号", "场所编号", "编号")),
        Column("village_id", Form.ID, VILLAGE_ID),
        Column(
            "kind",
            Form.CHOICE,
            ("类型", "单位类型", "类别", "场所类型"),
            needed=True,
            choices=FACILITY_KINDS,
            open_ended=True,
        ),
        Column("name", Form.TEXT, ("名称", "单位名称", "场所名称")),
        Column("people", Form.WHOLE, ("人数", "从业人数", "在校人数", "人员数"), low=0, high=10_000_000),
        _LON,
        _LAT,
    ),
    "leaders": (
        Column("leader_id", Form.ID, ("编号", "领导编号", "警号", "人员编号"), needed=True),
        Column("level", Form.CHOICE, ("级别", "层级", "职级"), needed=True, choices=LEVELS),
        Column("county_id", Form.ID, COUNTY_ID),
        Column("name", Form.TEXT, ("姓名",)),
        _LON,
        _LAT,
    ),
    "headcounts": (
        Column("county_id", Form.ID, (*COUNTY_ID, "单位代码"), needed=True),
        Column(
            "county_police",
            Form.WHOLE,
            ("县局警力", "全局警力", "总警力", "民警总数", "警力"),
            needed=True,
            low=0,
            high=1_000_000,
        ),
        Column("urban", Form.FLAG, ("城区", "市辖区", "是否城区")),
    ),
}
"""Columns by input; `officers` also takes any number of ``skill_*`` (技能_*)."""

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
    return max(options, key=lambda option: (likeness(word, option), option))


def likeness(word: str, other: str) -> float:
    """Return from 0 to 1 how much two headers or words are alike."""
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
