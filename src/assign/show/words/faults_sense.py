"""Sentences of faults: cells that can be read and make no sense together."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "cell-error": (
        ("单元格是公式错误：{found}", "The cell shows an error of the spreadsheet: {found}"),
        ("一个值，或空着。", "A value, or nothing."),
        ("在表里改好公式，或粘贴为值。", "Mend the formula, or paste the value."),
    ),
    "id-too-long": (
        ("编号太长：{found}", "This id is too long: {found}"),
        ("至多 64 个字。", "At most 64 letters."),
        ("核对这一列：可能是备注或图形写进了编号列。", "Check the column: a remark or a shape may have got into it."),
    ),
    "id-fraction": (
        ("编号带小数：{found}", "This id has decimals: {found}"),
        ("文本编号，没有小数点。", "An id as text, without decimals."),
        ("按文本格式重新导出这一列。", "Export the column again as text."),
    ),
    "columns-too-many": (
        ("第 {row} 行有 {found} 列。", "Row {row} has {found} columns."),
        ("至多 {most} 列。", "At most {most} columns."),
        ("核对分隔符，删去多余的列。", "Check the separator; remove what is not needed."),
    ),
    "sheets-alike": (
        ("工作簿里还有同样列名的工作表：{others}；只读取“{found}”。", "The workbook has more sheets with these columns: {others}; only “{found}” is read."),
        ("一张工作表里的全部记录，或写明要读哪一张。", "All records in one sheet, or the sheet named."),
        ('要全部读取，在 case.toml 里写 sheet = "{all}"；只要一张，写 sheet = "{found}"。', 'To read them all, write sheet = "{all}" in case.toml; for this one alone, sheet = "{found}".'),
    ),
    "sheet-hidden": (
        ("读取的工作表“{found}”是隐藏的。", "The sheet that is read, “{found}”, is hidden."),
        ("可见的工作表。", "A sheet that can be seen."),
        ('取消隐藏并核对，或在 case.toml 里写明 sheet = "…"。', 'Unhide and check it, or name the sheet in case.toml: sheet = "…".'),
    ),
    "entry-key-unused": (
        ("“{found}”对这种文件没有作用。", "“{found}” means nothing for a file of this kind."),
        ("sheet 用于工作簿，layer 用于地图文件，table 和 query 用于数据库。", "sheet for workbooks, layer for map files, table and query for databases."),
        ("删去这一项，或改正文件名。", "Remove it, or mend the file's name."),
    ),
    "header-mapped-twice": (
        ("列“{found}”被对应到了 {columns}。", "The column “{found}” is mapped to {columns}."),
        ("每列只对应一项。", "One column of ours each."),
        ("核对 case.toml 的 [columns]。", "Check [columns] of case.toml."),
    ),
    "layer-chosen": (
        ("文件里有 {count} 个图层，读取的是“{found}”。", "The file has {count} layers; “{found}” is read."),
        ("一个图层，或写明要读哪一个。", "One layer, or the layer named."),
        ('若不对，在 case.toml 里写明 layer = "…"。', 'If that is wrong, name it in case.toml: layer = "…".'),
    ),
    "households-above-people": (
        ("{count} 个村的户数多于人口（行 {rows}）。", "{count} villages have more households than people (rows {rows})."),
        ("户数不多于人口。", "No more households than people."),
        ("核对两列是否颠倒。", "Check whether the two columns are swapped."),
    ),
    "name-strange": (
        ("名称很长，或含有控制字符：{found}", "The name is very long, or has control characters: {found}"),
        ("至多 100 个可见字符。", "At most 100 visible letters."),
        ("改短名称，删去不可见字符。", "Shorten it; remove what cannot be seen."),
    ),
    "site-required-twice": (
        ("村 {village} 有 {count} 个必建场所，一个村至多设一个警务室。", "Village {village} has {count} required sites; a village can host one room."),
        ("每村至多一个 required。", "At most one required site a village."),
        ("只保留一个必建，其余改为 candidate。", "Keep one; make the others candidate."),
    ),
    "sites-all-forbidden": (
        ("派出所 {found} 的场所全部是 forbidden，设不了警务室。", "All sites of station {found} are forbidden: no room can stand there."),
        ("每个派出所至少一个可用场所。", "At least one usable site in a station."),
        ("放开至少一个场所。", "Allow at least one site."),
    ),
    "station-far": (
        ("派出所 {id} 离所辖的村 {found}。", "Station {id} lies {found} from its villages."),
        ("50 公里以内。", "Within 50 km."),
        ("核对经纬度是否颠倒或写错。", "Check whether longitude and latitude are swapped or wrong."),
    ),
    "road-passable-unclear": (
        ("“{found}”看不出能否通行（共 {count} 条），按可通行处理。", "“{found}” does not say whether one may pass ({count} lines in all); they count as open."),
        ("是 或 否。", "yes or no."),
        ("改成 是 / 否，或在 case.toml 的 [values.roads.passable] 里对照。", "Write yes or no, or map it in [values.roads.passable]."),
    ),
    "scenario-name": (
        ("情景名“{found}”不能用作文件夹名。", "The scenario's name “{found}” cannot name a folder."),
        ('不含 \\ / : * ? " < > | 的名称，至多 60 个字，不以点或空格结尾。', 'At most 60 letters, none of \\ / : * ? " < > |, no dot or space at the end.'),
        ("给情景改名，例如 [scenario.flood]。", "Rename the scenario, such as [scenario.flood]."),
    ),
    "value-target-unknown": (
        ("值对照写成了“{found}”，这一列没有这个值。", "A value is mapped to “{found}”, which this column does not know."),
        ("以下之一：{known}", "One of: {known}"),
        ("是否想写“{nearest}”？", "Did you mean “{nearest}”?"),
    ),
    "shapefile-parts-differ": (
        ("Shapefile 的图形与属性条数不一致：{found}", "The Shapefile has another number of shapes than of attribute rows: {found}"),
        (".shp、.shx、.dbf 来自同一次导出，条数相同。", "A .shp, .shx and .dbf of one export, with the same number of records."),
        ("重新导出整个 Shapefile，不要混用新旧文件，也不要用 Excel 改 .dbf。", "Export the whole Shapefile again; do not mix old and new parts, nor edit the .dbf in Excel."),
    ),
    "date-strange": (
        ("日期 {found} 不合常理。", "The date {found} makes no sense here."),
        ("1950 年以后、明年年底以前的日期。", "A date after 1950 and before the end of next year."),
        ("核对年份。", "Check the year."),
    ),
    "hours-none": (
        ("月工时为 0，此人排不进任何岗位。", "The monthly hours are 0: this officer can carry nothing."),
        ("大于 0 的工时；不在岗的，在“在岗”一列写“否”。", "Hours above 0; for absence write no in `available`."),
        ("填写工时，或把“在岗”写成“否”。", "Fill in the hours, or set `available` to no."),
    ),
    "home-avoided": (
        ("警务助理的家乡村 {found} 同时列在回避村里。", "The assistant's home village {found} is on the avoid list too."),
        ("R18：助理服务家乡村；回避村任何人不得服务。", "R18: an assistant serves the home village, and nobody a village on the avoid list."),
        ("删去其中一项，否则此人没有岗位。", "Remove one of the two, or the assistant gets no post."),
    ),
    "current-elsewhere": (
        ("现任村 {found} 属于 {other} 派出所，此人登记在 {station} 派出所。", "The current village {found} belongs to station {other}; this officer is of station {station}."),
        ("同一派出所的村。", "A village of the officer's own station."),
        ("核对派出所和现任村；跨所安排不延续。", "Check both; a post in another station is not carried on."),
    ),
    "pinned-nowhere": (
        ("此人已锁定，但没有写明现任警务室或现任村。", "This officer is pinned, but no current room or village is named."),
        ("锁定的人要有现任警务室或现任村。", "A current room or village for whoever is pinned."),
        ("补上现任岗位，或取消锁定。", "Add the current post, or remove the pin."),
    ),
    "id-of-a-citizen": (
        ("{count} 个人员编号像是居民身份证号（行 {rows}）。", "{count} officer ids look like citizens' identity numbers (rows {rows})."),
        ("警号或自编号：编号会出现在方案、地图和表格里。", "Badge or list numbers: ids appear in the plan, the map and the tables."),
        ("换成警号或序号。", "Use badge numbers or a running number."),
    ),
    "area-large": (
        ("范围“{found}”有 {count} 个共划警务区的村，太多：方案能给出，但很可能证明不了最优，差距可达 100%。",
         "Area “{found}” has {count} villages that may share zones: a plan will be found, but hardly proven optimal; its gap may reach 100 %."),
        ("一个范围（R05：派出所、县区或全市）这样的村不超过 {most} 个。", "At most {most} such villages in an area (R05: station, county or city)."),
        ("核对所属派出所一列，按派出所分开；确是一个范围的，放宽时限，并接受有差距的方案。",
         "Check the column of stations and divide the villages by station; if it truly is one area, allow more time and accept a plan with a gap."),
    ),
    "area-unbounded": (
        ("范围“{found}”有 {count} 个共划警务区的村，太多：方案能给出，但不计算下界，无法证明最优。",
         "Area “{found}” has {count} villages that may share zones: a plan will be found, but without a bound, so nothing is proven."),
        ("一个范围（R05：派出所、县区或全市）这样的村不超过 {most} 个。", "At most {most} such villages in an area (R05: station, county or city)."),
        ("核对所属派出所一列，按派出所分开；确是一个范围的，放宽时限，并接受有差距的方案。",
         "Check the column of stations and divide the villages by station; if it truly is one area, allow more time and accept a plan with a gap."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
