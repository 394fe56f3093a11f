"""Sentences of faults: cells that can be read and make no sense together."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
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
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
