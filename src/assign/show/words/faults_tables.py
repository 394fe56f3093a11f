"""Sentences of faults: tables, headers and conventions."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "column-cut-short": (
        ("列名“{found}”像是被截短了，作为 {ours} 读取。", "The header “{found}” looks cut short; it is read as {ours}."),
        ("完整的列名（Shapefile 的列名最多 10 个字节）。", "The whole header (a Shapefile keeps ten bytes of it)."),
        ("若不对，在 case.toml 的 [columns] 里写明。", "If that is wrong, name the column in [columns] of case.toml."),
    ),
    "header-below": (
        ("表头取自第 {row} 行：{found}", "Row {row} is taken as the header: {found}"),
        ("表头在第一行；上面的标题行不读。", "The header in the first row; the rows above it are not read."),
        ("若不对，删去表头以上的行。", "If that is wrong, delete the rows above the header."),
    ),
    "rows-total": (
        ("第 {rows} 行是合计（共 {count} 行），没有当作记录读取。", "Row {rows}: {count} totals, not read as records."),
        ("每行一条记录。", "One record a row."),
        ("删去合计行；若确是记录，改写其第一格。", "Delete the totals; if one is a record, change its first cell."),
    ),
    "rows-note": (
        ("第 {rows} 行是备注（共 {count} 行），没有当作记录读取。", "Row {rows}: {count} notes, not read as records."),
        ("每行一条记录。", "One record a row."),
        ("可以留着，也可以删去。", "They may stay."),
    ),
    "id-like-exponent": (
        ("编号“{found}”像科学计数法，按文字读取。", "The id “{found}” looks like an exponent; it is read as text."),
        ("不会被 Excel 改写的编号。", "An id that Excel would not rewrite."),
        ("核对原件；若不是这个编号，把该列设为文本格式后重填。", "Compare with the source; if wrong, set the column to text and fill it in again."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
