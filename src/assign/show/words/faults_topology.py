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
    "village-hole": (
        ("村 {id} 中间有空洞 {found}，位于 {at}；共 {count} 处空白，{total} m²。", "Village {id} has a hole of {found} at {at}; {count} gaps, {total} m² in all."),
        ("没有空洞的村界，或洞里另有一村。", "An outline without holes, or another village in the hole."),
        ("补上空洞，或补上洞里漏掉的村。", "Fill the hole, or add the village that is missing in it."),
    ),
    "villages-slivers": (
        ("村与村之间有 {count} 处细碎的缝隙或重叠，共 {total} m²。", "{count} slivers, narrow gaps or overlaps, lie between villages, {total} m² in all."),
        ("相邻的村共用一条界线。", "Neighbours share one border."),
        ("可以不管：窄缝两侧仍算相邻（R06 的 max_gap_m）。", "Leave them: villages across a narrow gap are neighbours still (max_gap_m of R06)."),
    ),
    "village-strip": (
        ("村 {id} 只是一条宽约 {found} 的窄条。", "Village {id} is a strip about {found} wide."),
        ("有一定宽度的村界。", "An outline of some width."),
        ("可能是画图时留下的碎片：并入邻村，或重画。", "It may be left over from drawing: merge it with its neighbour, or draw it anew."),
    ),
    "village-part-far": (
        ("{count} 个村有离主体超过 {limit_km} 千米的飞地，最远 {farthest_km} 千米：{ids}（第 {rows} 行）", "{count} villages have a part more than {limit_km} km from their main part, the farthest {farthest_km} km: {ids} (rows {rows})"),
        ("整块的村，或确有飞地、岛屿。", "Villages in one piece, or true exclaves and islands."),
        ("核对飞地是否属于该村；村部应在主体上。", "See whether the part belongs to the village; its office should stand on the main part."),
    ),
    "village-outside-station": (
        ("村 {id} 属派出所 {found}，但只有 {share} % 的面积在 {station_file} 的辖区内；其位置在 {other} 的辖区。", "Village {id} belongs to station {found}, yet only {share} % of it lies in that station's outline in {station_file}; it lies in that of {other}."),
        ("村在本派出所辖区之内。", "A village inside its station's outline."),
        ("改正 station_id，或改正辖区界线。", "Mend station_id, or the station's outline."),
    ),
    "station-in-pieces": (
        ("{of} 个派出所中有 {count} 个辖区分成几块（括号内为块数）：{stations}", "{count} of {of} stations lie in more than one piece (pieces in brackets): {stations}"),
        ("连成一片的辖区，或确有岛屿、飞地。", "A jurisdiction in one piece, or true islands and exclaves."),
        ("各块按最短道路相连（R06）；若其实相邻，请补上村界间的缝隙。", "The pieces are joined at their shortest roads (R06); close the gap between outlines if they do touch."),
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
    "zone-exceeded": (
        ("数据东西宽 {found}，超过一个 6° 投影带，全部按 {crs} 量算，边缘处长度偏大约 {error}%。",
         "The villages span {found} of longitude, more than one UTM zone; all are measured in {crs}, and lengths at the rim come out about {error}% long."),
        ("一个县、一个市通常在一个 6° 带以内。", "A county or a city, which lies within six degrees."),
        ("可以不管；要更准，请按县或按市分开规划。", "Leave it, or plan county by county."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
