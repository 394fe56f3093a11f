"""Sentences of faults where nothing like what was found exists: there is no nearest name to offer."""

from __future__ import annotations

from assign.show.words.fault_forms import Pair

SENTENCES: dict[str, Pair] = {
    "fault.column-missing.cure-alone": ("补上这一列。", "Add the column."),
    "fault.column-mapped-missing.cure-alone": (
        "改正 [columns] 里的列名，或补上这一列。",
        "Mend the name in [columns], or add the column.",
    ),
    "fault.closed-road-unknown.cure-alone": (
        "道路文件里没有路名：用 [columns.roads] 指明路名所在的列。",
        "The roads have no names: say in [columns.roads] which column holds them.",
    ),
    "fault.station-unknown.cure-alone": (
        "改正代码，或把这个派出所加进去。",
        "Mend the id, or add the station.",
    ),
    "fault.village-unknown.cure-alone": ("改正代码，或删去这一项。", "Mend the id, or remove the entry."),
    "fault.layer-missing.cure-alone": (
        "文件里没有可用的图层，请重新导出。",
        "The file has no layer that could be used; export it again.",
    ),
    "fault.sheet-missing.cure-alone": (
        "工作簿是空的，请重新导出。",
        "The workbook is empty; export it again.",
    ),
}
"""Key of a cure -> what is said instead when ``nearest`` is a dash."""
