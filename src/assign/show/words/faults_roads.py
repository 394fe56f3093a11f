"""Sentences of faults: road networks."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "roads-without-lines": (
        ("道路文件里没有线。", "The roads file holds no lines."),
        ("线图层。", "A layer of lines."),
        ("检查图层是否选对。", "Check that this is the right layer."),
    ),
    "road-empty": (
        ("这条道路没有图形，已略去。", "This road has no shape and is left out."),
        ("一条线。", "A line."),
        ("补画，或删去这一行。", "Draw it, or remove the row."),
    ),
    "road-too-detailed": (
        ("这条道路的顶点太多，已略去。", "This road has too many points and is left out."),
        ("一条线至多 20,000 个顶点。", "At most 20,000 points in a line."),
        ("在 GIS 里抽稀，或分成几段。", "Simplify the line in a GIS, or cut it into parts."),
    ),
    "road-not-a-line": (
        ("这一项不是线，已略去。", "This feature is not a line and is left out."),
        ("线。", "A line."),
        ("从道路图层里移走点和面。", "Keep points and polygons out of the roads."),
    ),
    "roads-closed": (
        ("按要求封闭了 {count} 段道路：{names}", "{count} road lines are closed as asked: {names}"),
        ("roads.closed 所列的路。", "The roads in roads.closed."),
        ("无需处理。", "Nothing to mend."),
    ),
    "roads-elsewhere": (
        ("道路离村太远：半数村部距最近的道路超过 {away_km} 千米。",
         "The roads are elsewhere: half of the offices are more than {away_km} km from any road."),
        ("与村同一地区的道路。", "Roads of the same region as the villages."),
        ("核对两个文件的坐标系，或换成本地的道路。", "Check the CRS of both files, or use the roads of this region."),
    ),
    "roads-none-usable": (
        ("{lines} 条道路里没有一条可用。", "None of the {lines} road lines can be used."),
        ("至少一条有长度、可通行的线。", "At least one passable line with a length."),
        ("检查 passable（通行）列和图形。", "Check the column passable and the shapes."),
    ),
    "roads-impassable": (
        ("{lines} 条道路里有 {count} 条不通行，已略去（第 {rows} 行）。", "{count} of {lines} road lines are impassable and left out (rows {rows})."),
        ("passable（通行）为“是”的道路。", "Roads that are passable."),
        ("若有误，改正 passable 列。", "Mend the column passable if that is wrong."),
    ),
    "roads-not-lines": (
        ("{lines} 条道路里有 {count} 条没有长度，已略去（第 {rows} 行）。", "{count} of {lines} road features have no length and are left out (rows {rows})."),
        ("有长度的线。", "Lines with a length."),
        ("无需处理，除非缺了重要的路。", "Nothing, unless an important road is missing."),
    ),
    "roads-duplicate": (
        ("{lines} 条道路里有 {count} 条与别的重复（第 {rows} 行），各只用一次。", "{count} of {lines} road lines are doubles of others (rows {rows}); each is used once."),
        ("每条路一次。", "Each road once."),
        ("无需处理。", "Nothing to mend."),
    ),
    "roads-no-class": (
        ("{lines} 条道路里有 {count} 条没有等级（第 {rows} 行），按 {kph} 千米/时计。", "{count} of {lines} road lines have no class (rows {rows}); {kph} km/h is assumed."),
        ("road_class（等级）或 speed_kph（时速）列。", "A column road_class or speed_kph."),
        ("补上等级，或调整 travel.default_kph。", "Add the class, or change travel.default_kph."),
    ),
    "roads-class-unknown": (
        ("有 {count} 条道路的等级不认识（{found}），按 {kph} 千米/时计。",
         "{count} road lines have an unknown class ({found}); {kph} km/h is assumed."),
        ("[travel.speed_kph] 里有的等级。", "A class that stands in [travel.speed_kph]."),
        ("在 [values.roads.road_class] 里对应，或在 [travel.speed_kph] 里给速度。",
         "Map it in [values.roads.road_class], or give it a speed in [travel.speed_kph]."),
    ),
    "roads-speed-ignored": (
        ("有 {count} 条道路的时速不可用（{found}），改用等级的速度。",
         "{count} road lines have an unusable speed ({found}); that of their class is used."),
        ("大于 0、不超过 {most} 千米/时的速度，可带单位（40、40 km/h、30 mph）。", "A speed above 0, up to {most} km/h, with its unit or without (40, 40 km/h, 30 mph)."),
        ("改正 speed_kph 列。", "Mend the column speed_kph."),
    ),
    "roads-oneway-unknown": (
        ("有 {count} 条道路的单行标记看不懂（{found}），按双向计。",
         "{count} road lines have an unclear oneway ({found}); they are taken as two-way."),
        ("yes、no 或 -1（反向）。", "yes, no or -1 (against the line)."),
        ("改正 oneway 列。", "Mend the column oneway."),
    ),
    "roads-scraps": (
        ("略去了 {pieces} 段无村可及的零碎道路，共 {length_km} 千米。",
         "{pieces} short pieces of road that no office joins are left out, {length_km} km in all."),
        ("连成一片的路网。", "A network in one piece."),
        ("无需处理。", "Nothing to mend."),
    ),
    "roads-bridged": (
        ("路网分成 {pieces} 片，用 {bridges} 处连接线接通，最长 {longest_m} 米；陆上按步行、水上按渡船速度计。",
         "The roads are {pieces} separate pieces, joined by {bridges} links straight across the gaps, the longest {longest_m} m: at walking speed over land, at a ferry's over water."),
        ("连成一片的路网。", "A network in one piece."),
        ("在地图上看这些连接是否合理；缺的路请补上。", "Look at these links on the map (layer “Road breaks joined”); add roads that are missing."),
    ),
    "offices-far-from-road": (
        ("有 {count} 个村部离最近的道路超过 {limit_km} 千米，最远 {longest_km} 千米，这一段按步行（水上按渡船）计：{ids}",
         "{count} offices are more than {limit_km} km from any road, the farthest {longest_km} km; that leg is walked, or shipped over water: {ids}"),
        ("通到每个村部附近的道路。", "Roads that reach every office."),
        ("补上乡村道路，或核对村部坐标。", "Add the small roads, or check where the offices stand."),
    ),
    "roads-invalid": (
        ("{lines} 条道路里有 {count} 条图形无效（第 {rows} 行），有长度的部分照用。", "{count} of {lines} road lines are not valid (rows {rows}); what has a length is used."),
        ("至少有两个不同点的线。", "Lines of at least two different points."),
        ("在 GIS 里删去长度为零的部分。", "Remove the parts without length in your GIS."),
    ),
    "roads-in-parts": (
        ("{lines} 条道路里有 {count} 条由多段组成（第 {rows} 行），已拆成单线使用。", "{count} of {lines} road lines are of several parts (rows {rows}); they are taken apart and used."),
        ("每条道路一条线。", "One line a road."),
        ("无需处理，除非各段不是同一条路。", "Nothing, unless the parts are different roads."),
    ),
    "roads-crs-custom": (
        ("道路用的是没有 EPSG 编号的坐标系：{found}，已按文件里的参数换算。", "The roads are in a CRS without EPSG code, {found}; they were brought over by the parameters in the file."),
        ("带编号的坐标系，如 EPSG:4490。", "A CRS with a code, such as EPSG:4490."),
        ("在地图上核对道路与村界是否对得上。", "See on the map whether roads and villages fit."),
    ),
    "roads-snapped": (
        ("有 {count} 处线头相距不超过 {snap_m} 米，已连通。", "{count} pairs of ends within {snap_m} m of each other are joined."),
        ("线头在路口重合。", "Ends that meet at a junction."),
        ("无需处理；容差见 travel.snap_m。", "Nothing to mend; the tolerance is travel.snap_m."),
    ),
    "ferries-landed": (
        ("有 {count} 处渡线端点未接到道路，已步行相连，最长 {longest_m} 米。", "{count} ends of ferry lines stop short of a road and are joined to it on foot, the longest {longest_m} m."),
        ("渡线两端接到道路。", "Ferry lines that end on a road."),
        ("若该处没有码头，删去这条渡线。", "Remove the line if there is no landing."),
    ),
    "roads-island": (
        ("有 {offices} 个村部只能经一处 {length_m} 米的连接线到达（{kph} 千米/时，{minutes} 分钟）：{ids}", "{offices} offices are reached only across a gap of {length_m} m in the road network, at {kph} km/h, {minutes} minutes: {ids}"),
        ("与其余路网相连的道路，或一条渡线（等级 ferry）。", "Roads that are joined to the rest, or a ferry line (class ferry)."),
        ("补上缺的路；海岛、江心洲请加上渡线。", "Add the road that is missing; for an island, a ferry line."),
    ),
    "roads-used": (
        ("{lines} 条道路线中使用了 {used} 条，共 {length_km} 千米（{classes}）。略去：不通行 {closed}、无长度 {empty}、重复 {doubles}、零碎 {scraps}。路网 {pieces} 片，连接线 {bridges} 处，共 {bridge_km} 千米。",
         "{used} of {lines} road lines are used, {length_km} km ({classes}). Left out: {closed} impassable, {empty} without length, {doubles} doubles, {scraps} in scraps. Pieces of network: {pieces}; links across the gaps between them: {bridges}, {bridge_km} km in all."),
        ("大部分道路可用、连成一片。", "Most of the lines used, in one piece."),
        ("在 plan.gpkg 的 repairs 图层里看修补之处。", "Look at the layer repairs of plan.gpkg for what was mended."),
    ),
    "travel-by-road": (
        ("同一辖区内 {pairs} 对场所与村部中，{share} % 走道路，其余直接步行更快。", "Of {pairs} pairs of a site and an office of its area, {share} % go by road; for the rest walking straight is quicker."),
        ("多数行程走道路。", "Most trips by road."),
        ("若比例很低，补上乡村道路。", "Add the small roads if the share is low."),
    ),
    "villages-without-road": (
        ("{of} 个村中有 {count} 个没有任何道路经过（{share} % 的村有路）：{ids}", "{count} of {of} villages are touched by no road, {share} % by one: {ids}"),
        ("每个村至少有一条道路经过。", "At least one road in each village."),
        ("补上通村道路；到最近道路的一段按步行计。", "Add the roads to them; the way to the nearest road is walked."),
    ),
    "layers-shifted": (
        ("{village_file} 与 {road_file} 整体错开约 {shift_m} 米，正好是 {datum} 的偏移：{shifted_file} 很可能是 {datum} 坐标。扣除偏移后，{evidence_count} 个村部或村界点到最近道路的平均距离由 {before_m} 米变为 {after_m} 米，明显对得上。",
         "{village_file} and {road_file} lie about {shift_m} m apart, which is the shift of {datum}: {shifted_file} is probably in {datum}. With the shift taken back, {evidence_count} points of offices or borders stand {after_m} m from the nearest road on average, not {before_m} m, a clear fit."),
        ("两个文件用同一种坐标。", "Both files in one kind of coordinates."),
        ('在 case.toml 的 [inputs] 里写 {role} = {{ file = "{shifted_file}", crs = "{datum}" }}，再核对地图。',
         'Write {role} = {{ file = "{shifted_file}", crs = "{datum}" }} into [inputs] of case.toml, and look at the map.'),
    ),
    "borders-not-crossed": (
        ("有 {count} 处村界没有道路穿过，两村部沿路车程超过 {max_drive_min} 分钟，不算相邻（R06）：{pairs}", "{count} shared borders are crossed by no road, and it is more than {max_drive_min} minutes by road from office to office: they do not count (R06): {pairs}"),
        ("有道路相通的邻村。", "Neighbours that a road joins."),
        ("若其实相通，补上这段路或桥；或调整 policy.R06.max_drive_min（0 为不检查）。", "Add the road or bridge if there is one; or change policy.R06.max_drive_min (0: not looked at)."),
    ),
    "borders-without-roads": (
        ("R06 要求村界有道路相通（max_drive_min = {max_drive_min}），但没有道路，所有村界都算相邻。", "R06 asks for roads across borders (max_drive_min = {max_drive_min}), but there are none: every border counts."),
        ("[inputs] 里有 roads 一项。", "roads in [inputs]."),
        ("加上道路文件，或把 max_drive_min 设为 0。", "Add the roads, or set max_drive_min to 0."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
