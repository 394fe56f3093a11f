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
    "header-two-rows": (
        ("表头有两行（到第 {row} 行为止），合起来读作：{found}", "The header has two rows, down to row {row}; together they read: {found}"),
        ("一行表头。", "A header of one row."),
        ("若不对，把表头改成一行，不用合并单元格。", "If that is wrong, write the header in one row, without merged cells."),
    ),
    "header-blank": (
        ("有 {count} 列没有列名（第 {columns} 列），没有读取。", "{count} columns have no header (column {columns}); they are not read."),
        ("每列都有列名。", "A header over each column."),
        ("需要这些列就补上列名，否则可以留着。", "Give them a header if they are needed; else they may stay."),
    ),
    "header-twice-used": (
        ("列名“{found}”不止一列，不知道哪一列是 {ours}。", "The header “{found}” stands over several columns; which is {ours} is not said."),
        ("各列的列名互不相同。", "A name of its own for each column."),
        ("在表里给其余的列改名。", "Rename the others in the table."),
    ),
    "sheet-chosen": (
        ("第一张工作表里没有要找的列，读取的是“{found}”。", "The first sheet has none of the columns; “{found}” is read."),
        ("数据在第一张工作表，或在 case.toml 里写明 sheet。", "Data in the first sheet, or the sheet named in case.toml."),
        ('若不对，在 case.toml 里写明 sheet = "…"。', 'If that is wrong, name it in case.toml: sheet = "…".'),
    ),
    "number-with-words": (
        ("“{column}”有 {count} 格在数字之外还写了字，例如“{found}”；只读了数字。",
         "{column} has words beside the number in {count} cells, such as “{found}”; the number is read."),
        ("只写数字，单位写在列名里。", "Numbers only, the unit in the header."),
        ("核对读得对不对；最好删去单位和“约”“左右”等字。", "Check that it is read right; better take out units and words such as 约."),
    ),
    "marks-like-shares": (
        ("“{column}”的值都在 0 到 1 之间（如 {found}），像是百分数；仍按 0–100 分读取。",
         "All of {column} lies between 0 and 1, such as {found}, like a share; it is read as marks from 0 to 100."),
        ("0 到 100 的分数。", "Marks from 0 to 100."),
        ("把该列乘以 100（Excel 的百分比格式存的是 0.85）。", "Multiply the column by 100 (Excel keeps 85 % as 0.85)."),
    ),
    "date-october": (
        ("日期“{found}”可能是 1 月，也可能是丢了末尾 0 的 10 月；按 1 月读取。",
         "“{found}” may be January, or October without its last zero; January is taken."),
        ("年月日俱全的日期。", "A date with year, month and day."),
        ("核对原件，改写成 2024-01-01 这样的日期。", "Compare with the source and write a date such as 2024-01-01."),
    ),
    "years-from-date": (
        ("“{column}”有 {count} 种起始日期，年数算到 {day}。", "{column} holds {count} different days on which years began; they are counted up to {day}."),
        ("年数，或起始日期。", "Years, or the day they began."),
        ("无需改动。", "Nothing needs to be done."),
    ),
    "years-from-latest": (
        ("“{column}”有 {count} 种起始日期，年数算到其中最晚的 {day}。",
         "{column} holds {count} different days on which years began; they are counted up to the latest, {day}."),
        ("年数；或起始日期，并写明算到哪一天。", "Years; or the day they began, and the day to count up to."),
        ("在 case.toml 的 [case] 里写 date = 2024-05-01 这样的日期。", "Write a day such as date = 2024-05-01 in [case] of case.toml."),
    ),
    "setting-not-a-date": (
        ("这项设置不是日期：{found}", "This setting is no date: {found}"),
        ("形如 2024-05-01 的日期。", "A date such as 2024-05-01."),
        ("改成日期，或删去这一行。", "Write a date, or remove the line."),
    ),
    "code-of-another-township": (
        ("有 {count} 个村的统计代码与本派出所其余各村不在同一乡镇（第 {rows} 行），如 {found}。",
         "{count} villages have a statistical code of another township than all others of their station (row {rows}), such as {found}."),
        ("同一派出所各村代码的前 9 位（县、乡镇）一般相同。", "Mostly the first nine digits (county, township) agree within a station."),
        ("核对代码和所属派出所；确实如此就不必改。", "Check the code and the station; it may well be so."),
    ),
    "kind-not-by-code": (
        ("有 {count} 个村的类型与统计代码所示不同（第 {rows} 行），如 {found}；以类型列为准。",
         "{count} villages are of another kind than their statistical code says (row {rows}), such as {found}; the column counts."),
        ("代码末三位 001–199 为居委会，200 以上为村委会。", "Codes that end in 001–199 are communities, from 200 on villages."),
        ("村改居后代码可能未更新；核对即可。", "A village that became a community may keep its old code; have a look."),
    ),
    "county-not-by-code": (
        ("有 {count} 个村的县区与统计代码的前六位不同（第 {rows} 行），如 {found}；以县区列为准。",
         "{count} villages are of another county than the first six digits of their code (row {rows}), such as {found}; the column counts."),
        ("代码前六位是县区代码。", "The first six digits are the county's code."),
        ("核对代码和县区；区划调整后代码可能未更新。", "Check both; after a reform the code may be the older one."),
    ),
    "station-by-name": (
        ("有 {count} 行的派出所写的是名称（如“{found}”），已按名称对应到代码。",
         "{count} rows name their station (such as “{found}”); its id is taken by the name."),
        ("派出所代码。", "The id of the station."),
        ("无需改动；名称有变时写代码更稳妥。", "Nothing needs to be done; an id is safer where names change."),
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
