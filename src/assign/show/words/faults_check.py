"""Sentences of faults where nothing like what was found exists: there is no nearest name to offer."""

from __future__ import annotations

from assign.show.words.fault_forms import Pair

SENTENCES: dict[str, Pair] = {
    "fault.column-missing.cure-alone": (
        '补上这一列；若另有一列就是它，在 case.toml 的 [columns.{role}] 里写 {column} = "那一列的列名"。',
        'Add the column; if another column holds it, write {column} = "its header" below [columns.{role}] in '
        "case.toml.",
    ),
    "fault.column-missing.cure-alone-station_id": (
        "补上这一列，只有一个派出所时每行填同一个代码；若另有一列就是它，在 case.toml 的 [columns.{role}] 里写 "
        'station_id = "那一列的列名"。',
        "Add the column, with the same code in every row if there is one station only; if another column holds it, "
        'write station_id = "its header" below [columns.{role}] in case.toml.',
    ),
    "fault.column-missing.cure-alone-name": (
        '补上这一列；没有村名时，在 case.toml 的 [columns.{role}] 里写 name = "村代码所在的列名"，以代码代替村名。',
        "Add the column; if there are no names, let the codes stand for them: write "
        'name = "the header of the codes" below [columns.{role}] in case.toml.',
    ),
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
"""Key of a cure -> what is said instead when ``nearest`` is a dash; a column of ours may have a sentence of its own."""
