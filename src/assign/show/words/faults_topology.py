"""Sentences of faults: borders, overlaps, gaps and coordinates."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "village-far-away": (
        ("村 {id} 离其他村太远：{found}。", "Village {id} lies {found} away from the others."),
        ("与其他村在一起；多数村在 {usual} 以内。", "Near the others: most lie within {usual}."),
        ("核对这一行的图形和坐标系；若确属另一地区，另建案例。", "Check the shape of this row and its CRS; make a case of its own if it is another region."),
    ),
    "villages-same-land": (
        ("村 {first} 与第 {second_row} 行的村 {second} 占同一块地（重叠 {found}）；这样的共 {count} 对。", "Villages {first} and {second} (row {second_row}) are on the same land ({found} shared); pairs like this: {count}."),
        ("每块地只属于一个村。", "Each piece of land in one village."),
        ("删去重复的一行，或改正其中一个图形。", "Remove the row that is a double, or mend one of the shapes."),
    ),
    "villages-overlap": (
        ("村 {first} 与第 {second_row} 行的村 {second} 重叠 {found}；共 {count} 处，{total} m²。", "Villages {first} and {second} (row {second_row}) overlap by {found}; overlaps in all: {count}, {total} m²."),
        ("相邻的村共用一条界线。", "Neighbours share one border."),
        ("在 GIS 里改正界线；窄的重叠可用 assign check --fix 自动修复。不改也能编配，两村按相邻处理。", "Mend the border in your GIS; `assign check --fix` closes narrow ones. The plan takes the two as neighbours either way."),
    ),
    "villages-gap": (
        ("村与村之间有空白 {found}，位于 {at}；共 {count} 处，{total} m²。", "A gap of {found} between villages at {at}; gaps in all: {count}, {total} m²."),
        ("村界相接，或空白处本不属任何村（水面、林场）。", "Borders that meet, or land that is in no village (water, a forest farm)."),
        ("在 GIS 里补上，或确认该处没有村；窄缝可用 assign check --fix 自动修复。", "Close it in your GIS, or make sure that no village is missing there; `assign check --fix` closes narrow ones."),
    ),
    "village-in-pieces": (
        ("{count} 个村分成几块（第 {rows} 行）。", "Villages in several pieces: {count} (rows {rows})."),
        ("整块的村，或确有飞地、岛屿。", "Villages in one piece, or true exclaves and islands."),
        ("核对是否有误画的碎块。", "See whether a piece was drawn by mistake."),
    ),
    "id-one-short": (
        ("编号“{found}”比其他的短，可能丢了前导零。", "The id “{found}” is shorter than the others: a leading zero may be lost."),
        ("同一列的编号位数相同。", "Ids of one length."),
        ("核对原件；把该列设为文本格式后重填。", "Compare with the source; set the column to text and fill it in again."),
    ),
    "population-zero": (
        ("{of} 个村中有 {count} 个人口为 0（第 {rows} 行）。", "{count} of {of} villages have a population of 0 (rows {rows})."),
        ("实有人口；不知道的留空。", "The people who live there; an empty cell where it is not known."),
        ("补上人口，或清空这些格子：空格会按同类村的中位数估计。", "Fill it in, or empty the cells: then the median of such villages is taken."),
    ),
    "offset-taken-back": (
        ("坐标按 {found} 读取，已换算为 WGS 84。", "The coordinates are {found}; they were brought back to WGS 84."),
        ("案例里写明的坐标偏移。", "The shift that the case names."),
        ("若数据本来没有偏移，去掉 case.toml 里的 crs。", "If the data is not shifted, remove crs from case.toml."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
