"""Sentences of faults in cells, links and shapes: key -> (Chinese, English).

Each code has three: what is wrong, what was expected, how to mend it.
Besides a fault's own values, `{file}`, `{sheet}`, `{row}`, `{column}` and `{found}` may stand in them.
"""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_CELLS: dict[str, Three] = {
    "id-missing": (
        ("“{column}”是空的。", "{column} is empty."),
        ("每一行都要有代码。", "An id in every row."),
        ("补上代码，或删去这一行。", "Fill it in, or remove the row."),
    ),
    "id-lost-digits": (
        ("代码被当成了数字，后几位已经丢失：{found}", "The id went through a number and has lost its last digits: {found}"),
        ("文本格式的代码，每一位都在。", "The id as text, with all its digits."),
        ("从原始数据重新取得这一列，先把单元格设为“文本”格式再粘贴。",
         "Take the column anew from its source; set the cells to text before pasting."),
    ),
    "id-bad-character": (
        ("代码里有不能用的字符：{found}", "The id holds a character that cannot be used: {found}"),
        ("不含分号、换行和控制字符，也不以 = + - @ ' 开头的代码（否则表格软件会当成公式）。",
         "An id without semicolons, line breaks and control characters, that does not begin with = + - @ ' (a spreadsheet would take it for a formula)."),
        ("删去或换掉这些字符，各个文件要一致。", "Remove or replace them, in all files alike."),
    ),
    "id-decimal": (
        ("代码带有小数点：{found}，已去掉。", "The id has decimals: {found}; they were dropped."),
        ("文本格式的代码。", "The id as text."),
        ("把这一列改成“文本”格式，并核对前导零是否还在。", "Make the column text, and check that leading zeros are still there."),
    ),
    "id-twice": (
        ("“{column}”的值 {found} 重复：第 {first_row} 行和第 {second_row} 行。",
         "{column} {found} stands twice: in row {first_row} and row {second_row}."),
        ("每个代码只出现一次。", "Each id once."),
        ("改正其中一行的代码，或删去多余的一行。", "Mend the id of one of the two rows, or remove the row that is too many."),
    ),
    "cell-empty": (
        ("“{column}”是空的。", "{column} is empty."),
        ("每一行都要填写。", "A value in every row."),
        ("补上内容。", "Fill it in."),
    ),
    "not-a-number": (
        ("“{column}”应是数字，现为“{found}”。", "{column} must be a number; it is “{found}”."),
        ("{low} 到 {high} 之间的数字；不知道就留空。", "A number from {low} to {high}; leave it empty if it is not known."),
        ("改成数字，去掉单位和文字。", "Write a number, without unit or words."),
    ),
    "number-not-whole": (
        ("“{column}”应是整数，现为 {found}。", "{column} must be a whole number; it is {found}."),
        ("{low} 到 {high} 之间的整数。", "A whole number from {low} to {high}."),
        ("改成整数。", "Write a whole number."),
    ),
    "number-out-of-range": (
        ("“{column}”的值 {found} 超出范围。", "{column} is out of range: {found}."),
        ("{low} 到 {high}。", "From {low} to {high}."),
        ("核对数值和单位；经纬度不要写反。", "Check the value and its unit; longitude and latitude may be swapped."),
    ),
    "not-yes-or-no": (
        ("“{column}”应是“是”或“否”，现为“{found}”。", "{column} must be yes or no; it is “{found}”."),
        ("是 / 否，也可写 1 / 0、yes / no、true / false。", "yes / no; 1 / 0, true / false, 是 / 否 will do."),
        ("改成其中一种；不知道就留空。", "Write one of them; leave it empty if it is not known."),
    ),
    "not-a-date": (
        ("“{column}”应是日期，现为“{found}”。", "{column} must be a date; it is “{found}”."),
        ("形如 2024-05-01、2024/5/1 或 2024年5月1日。", "Such as 2024-05-01, 2024/5/1 or 2024年5月1日."),
        ("改成年月日俱全的日期。", "Write year, month and day."),
    ),
    "word-unknown": (
        ("“{column}”里不认识“{found}”。", "{column} holds an unknown word: “{found}”."),
        ("以下之一：{known}", "One of: {known}"),
        ('改成所列的词；或在 case.toml 的 [values] 里说明，例如 "{found}" = "{nearest}"。',
         'Use one of those words, or say what it means in [values] of case.toml, such as "{found}" = "{nearest}".'),
    ),
    "skill-unclear": (
        ("技能“{column}”的值看不懂：“{found}”。", "The skill {column} has an unclear value: “{found}”."),
        ("0 到 100 的数字，或“是”“否”。", "A number from 0 to 100, or yes or no."),
        ("改正这一格。", "Mend the cell."),
    ),
    "point-half": (
        ("经度和纬度只填了一个（{id}）。", "Only one of longitude and latitude is given ({id})."),
        ("两个都填，或都不填。", "Both, or neither."),
        ("补上缺的一个，或把另一个也清空。", "Fill in the other, or empty both."),
    ),
}  # fmt: skip

_LINKS: dict[str, Three] = {
    "station-unknown": (
        ("没有代码为“{found}”的派出所。", "There is no station “{found}”."),
        ("{other_file} 里有的派出所代码。", "An id that stands in {other_file}."),
        ("最接近的是“{nearest}”；改正代码，或把这个派出所加进去。", "The nearest is “{nearest}”; mend the id, or add the station."),
    ),
    "village-unknown": (
        ("没有代码为“{found}”的村（社区）。", "There is no village “{found}”."),
        ("{other_file} 里有的村代码。", "An id that stands in {other_file}."),
        ("最接近的是“{nearest}”；改正代码，或删去这一项。", "The nearest is “{nearest}”; mend the id, or remove the entry."),
    ),
    "room-unknown": (
        ("现任警务室“{found}”不是本案例的任何场所，按没有现任处理。",
         "The current room “{found}” is at no site of this case; the officer counts as coming from elsewhere."),
        ("“R-”加场所编号，例如 {nearest}。", "“R-” and the id of a site, such as {nearest}."),
        ("改正编号；若警务室已撤，可不管。", "Mend the id; if the room was closed, leave it."),
    ),
    "stations-derived": (
        ("没有派出所文件，从各村的派出所一列得出 {count} 个派出所。",
         "There is no stations file; {count} stations were taken from the villages' station_id."),
        ("列有 station_id、名称、是否偏远等的 stations 表。", "A stations table with station_id, name, remote, …"),
        ("如有偏远派出所（R03），请补上 stations 表。", "Add a stations table if any station is remote (R03)."),
    ),
    "station-without-villages": (
        ("派出所 {id} 没有任何村。", "Station {id} has no village."),
        ("每个派出所至少管一个村。", "At least one village a station."),
        ("核对各村的派出所代码，或删去这个派出所。", "Check the villages' station ids, or remove the station."),
    ),
    "station-in-two-counties": (
        ("派出所 {station} 的村分属几个县区：{counties}", "The villages of station {station} lie in several counties: {counties}"),
        ("一个派出所属于一个县区。", "One county a station."),
        ("核对各村的县区代码。", "Check the villages' county ids."),
    ),
    "county-from-code": (
        ("有 {count} 个村没有县区，取统计代码的前六位。",
         "Villages without a county: {count}. The first six digits of their codes are used."),
        ("villages 或 stations 里的 county_id 列。", "A column county_id in villages or stations."),
        ("若与实际不符，请补上 county_id。", "Add county_id if that is not right."),
    ),
    "kind-from-code": (
        ("有 {count} 个村没有类型，按 12 位统计代码判定，其中社区 {urban} 个。",
         "Villages without a kind: {count}. Their 12-digit codes tell it; {urban} are urban."),
        ("kind（类型）列：rural（村）或 urban（社区）。", "A column kind: rural or urban."),
        ("代码可能调整过；若有出入，请补上 kind 列。", "Codes may have been reissued; add the column kind where they mislead."),
    ),
    "kind-assumed": (
        ("有 {count} 个村没有类型，按农村（rural）处理。", "Villages without a kind: {count}. They are taken as rural."),
        ("kind（类型）列：rural（村）或 urban（社区）。", "A column kind: rural or urban."),
        ("若其中有社区，请补上 kind 列：社区要单独设警务室（R02）。",
         "Add the column kind if some are urban: a community has a room of its own (R02)."),
    ),
    "site-id-reserved": (
        ("场所编号“{found}”与系统为没有场所的村自动取的编号相同。",
         "The site id “{found}” is the one given to the office of a village without sites."),
        ("不同于“村代码-office”的编号。", "An id other than <village_id>-office."),
        ("改一个编号。", "Choose another id."),
    ),
    "site-outside": (
        ("场所 {id} 在所属村的边界之外 {found}。", "Site {id} stands {found} outside its village."),
        ("场所在所属的村里。", "A site inside the village it belongs to."),
        ("核对坐标和村代码。", "Check its point and its village id."),
    ),
    "sites-assumed": (
        ("{total} 个村中有 {count} 个没有列出场所，以村部为候选场所。",
         "{count} of {total} villages have no site listed; the village office is their candidate."),
        ("每个村至少一个场所。", "At least one site a village."),
        ("若这些村不能设警务室，请列出场所并标为“禁用”。", "List a site as forbidden where no room may stand."),
    ),
    "ability-computed": (
        ("有 {count} 人没有能力分，按“{base} + {per_year}×工龄（最多计 {max_years} 年）+ {per_skill}×技能数”推算；工龄也空缺的 {no_years} 人按 0 年算。",
         "Officers without an ability: {count}. Theirs is {base} + {per_year} a year of service (at most {max_years} years) + {per_skill} a skill; years are missing too for {no_years} and count as 0."),
        ("ability（能力）列，0 到 100。", "A column ability, 0 to 100."),
        ("补上能力分，或在 [ability] 里调整公式。", "Fill in the abilities, or change the formula in [ability]."),
    ),
    "incidents-nowhere": (
        ("警情表没有说明发生在哪里。", "The incidents do not say where they happened."),
        ("village_id 列，或 lon 和 lat 列；文件现有：{columns}", "A column village_id, or lon and lat; the file has: {columns}"),
        ("补上其中一种，或用 [columns.incidents] 指明。", "Add one of them, or name it in [columns.incidents]."),
    ),
    "incident-outside": (
        ("这一条不在任何村里，没有计入。", "This incident lies in no village and is left out."),
        ("村代码，或落在村界内的坐标。", "A village id, or a point inside a village."),
        ("核对坐标；若确在辖区之外，可不管。", "Check the point; if it is outside the city, leave it."),
    ),
    "incidents-unknown-type": (
        ("{of} 条警情中有 {count} 条的类型不在权重表里（{found}），权重按 1 计。",
         "{count} of {of} incidents have a type without a weight ({found}); they count 1."),
        ("以下之一：{known}", "One of: {known}"),
        ("在 [values.incidents.type] 里对应，或在 [complexity.incident_weight] 里给权重。",
         "Map it in [values.incidents.type], or give it a weight in [complexity.incident_weight]."),
    ),
    "incidents-undated": (
        ("{of} 条警情中有 {count} 条没有日期，按平均新旧计。", "{count} of {of} incidents have no date; they count as of average age."),
        ("date（日期）列。", "A column date."),
        ("补上日期会更准确。", "Dates make the complexity more exact."),
    ),
    "incidents-unknown-village": (
        ("{of} 条警情中有 {count} 条的村不在案例里（{found}），没有计入。",
         "{count} of {of} incidents name villages that are not in the case ({found}); they are left out."),
        ("案例里有的村代码。", "An id of a village in the case."),
        ("核对村代码。", "Check the ids."),
    ),
    "population-assumed": (
        ("{of} 个村中有 {count} 个没有人口，其中 {by_households} 个按户数推算，其余取同类村的中位数；一个也没有时用默认值。",
         "{count} of {of} villages have no population; {by_households} are reckoned from households, the rest get the median of their kind, or the default where none is known."),
        ("population（人口）列。", "A column population."),
        ("补上人口，工作量才准确。", "Fill it in: hours depend on it."),
    ),
    "households-assumed": (
        ("{of} 个村中有 {count} 个没有户数，按每户 {people} 人推算。",
         "{count} of {of} villages have no households; {people} people a household are assumed."),
        ("households（户数）列。", "A column households."),
        ("有户数时请补上。", "Fill it in where it is known."),
    ),
    "complexity-default": (
        ("{of} 个村中有 {count} 个没有任何可算复杂度的数据，取 {default}。",
         "Nothing is known of {count} of {of} villages; their complexity is set to {default}."),
        ("人口、户数、警情或复杂度中的至少一项。", "Population, households, incidents or complexity."),
        ("补上其中任何一项。", "Fill in any of them."),
    ),
    "no-officers": (
        ("没有人员名册：方案只有警务室，没有岗位。", "There is no roster: the plan has rooms and no posts."),
        ("[inputs] 里有 officers 一项。", "officers in [inputs]."),
        ("加上名册，就能编配人员。", "Add a roster to place officers."),
    ),
    "no-roads": (
        ("没有道路：按直线距离乘系数估算路程。", "There are no roads: travel is straight line times a factor."),
        ("[inputs] 里有 roads 一项。", "roads in [inputs]."),
        ("加上道路，路程才可信。", "Add roads to make travel times real."),
    ),
    "no-incidents": (
        ("没有警情：复杂度只由人口和户数得出。", "There are no incidents: complexity comes from people and households alone."),
        ("[inputs] 里有 incidents 一项。", "incidents in [inputs]."),
        ("加上警情，复杂度更准确。", "Add incidents to sharpen it."),
    ),
    "no-sites": (
        ("没有选址表：每个村以村部为候选场所。", "There are no sites: each village offers its office."),
        ("[inputs] 里有 sites 一项。", "sites in [inputs]."),
        ("如有现成的警务室或必建、禁用的场所，请补上。", "Add existing, required or forbidden sites where there are any."),
    ),
}  # fmt: skip

_SHAPES: dict[str, Three] = {
    "villages-none": (
        ("村（社区）文件里一个村也没有。", "The villages file holds no village."),
        ("至少一个村。", "At least one village."),
        ("检查图层是否选对，或重新导出。", "Check that this is the right layer, or export it again."),
    ),
    "crs-missing": (
        ("文件没有说明坐标系。", "The file does not say its coordinate system."),
        ("带坐标系的图层，例如 EPSG:4490（CGCS2000 经纬度）。", "A layer with a CRS, such as EPSG:4326."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", crs = "EPSG:…" }}。',
         'Name it in case.toml: {role} = {{ file = "{file}", crs = "EPSG:…" }}.'),
    ),
    "crs-unknown": (
        ("不认识坐标系“{found}”。", "There is no coordinate system “{found}”."),
        ("EPSG 编号，例如 EPSG:4490、EPSG:4547。", "An EPSG code, such as EPSG:4326."),
        ("改正 case.toml 里的 crs。", "Mend `crs` in case.toml."),
    ),
    "crs-overridden": (
        ("文件自带的坐标系与 case.toml 写的不同；用了 {found}。", "The file's own CRS is another than the case's; {found} is used."),
        ("两者一致。", "The same in both."),
        ("若文件是对的，删去 case.toml 里的 crs。", "If the file is right, remove `crs` from case.toml."),
    ),
    "crs-implausible": (
        ("坐标范围（西 南 东 北）为 {found}，不可能属于坐标系 {crs}。",
         "The coordinates span {found} (west south east north): they cannot be in {crs}."),
        ("落在地球上的坐标。", "Coordinates on the globe."),
        ('核对坐标系；经纬度数据写 crs = "EPSG:4490"，投影数据写它自己的编号。',
         'Check the CRS; name the true one in case.toml with crs = "EPSG:…".'),
    ),
    "shape-none": (
        ("村（社区）文件里没有边界，也没有 lon、lat 两列。", "The villages have neither shapes nor columns lon and lat."),
        ("多边形图层，或带坐标的表。", "A layer of polygons, or a table with points."),
        ("改用矢量文件，或补上坐标。", "Use a vector file, or add the points."),
    ),
    "shape-empty": (
        ("{id} 没有图形。", "{id} has no shape."),
        ("每个村一个多边形或点。", "A polygon or a point for every village."),
        ("补画边界，或删去这一行。", "Draw its outline, or remove the row."),
    ),
    "shape-broken": (
        ("第 {row} 个图形已损坏，无法读出。", "Shape {row} is damaged and cannot be read."),
        ("至少四个点的闭合环。", "A closed ring of at least four points."),
        ("在 GIS 软件里修复后重新导出。", "Mend it in a GIS and export again."),
    ),
    "shape-not-a-polygon": (
        ("{id} 不是多边形。", "{id} is not a polygon."),
        ("全部是多边形，或全部是点。", "Polygons throughout, or points throughout."),
        ("把线转成面，或把点另存为一个图层。", "Turn lines into polygons, or keep points in a layer of their own."),
    ),
    "shape-without-area": (
        ("{id} 的多边形没有面积。", "The polygon of {id} has no area."),
        ("有面积的多边形。", "A polygon with an area."),
        ("重画边界。", "Draw its outline again."),
    ),
    "shape-mended": (
        ("{id} 的多边形有错（{found}），已自动修复。", "The polygon of {id} was invalid ({found}) and was mended."),
        ("不自相交的多边形。", "A polygon that does not cross itself."),
        ("在地图上看一眼这个村的边界是否正确。", "Look at its outline on the map."),
    ),
    "point-twice": (
        ("{id} 与另一个村的点重合：{found}", "{id} has the same point as another village: {found}"),
        ("每个村一个不同的点。", "A point of its own for every village."),
        ("核对坐标。", "Check the points."),
    ),
    "cells-drawn": (
        ("{count} 个村只有点，没有边界：以泰森多边形代替（{stations} 个派出所中有 {outlined} 个按其辖区界裁切），相邻关系是推测的。",
         "The {count} villages are points: Voronoi cells stand in for outlines, cut at the outline of {outlined} of {stations} stations, so who borders whom is a guess."),
        ("村界多边形；至少有派出所辖区的多边形。", "Village polygons, or at least the outlines of the stations."),
        ("尽可能换成真实的村界。", "Use real outlines where you can."),
    ),
    "point-outside-station": (
        ("{id} 的点不在派出所 {found} 的辖区界内。", "The point of {id} stands outside the outline of its station {found}."),
        ("点在所属派出所的辖区内。", "A point inside its own station."),
        ("核对坐标和所属派出所。", "Check the coordinates and the station."),
    ),
    "office-assumed": (
        ("{total} 个村中有 {count} 个没有村部坐标，取边界内的一个代表点。",
         "{count} of {total} villages have no office; a point inside the outline stands in."),
        ("office_lon 和 office_lat 两列。", "Columns office_lon and office_lat."),
        ("补上村部坐标，路程才准确。", "Add them to make travel exact."),
    ),
    "office-outside": (
        ("{id} 的村部在村界之外 {found}。", "The office of {id} stands {found} outside its outline."),
        ("村部在本村界内。", "An office inside its village."),
        ("核对坐标；若村部确在界外，可不管。", "Check the point; if it truly stands outside, leave it."),
    ),
    "piece-joined": (
        ("辖区不连片：{first} 与 {second} 不相邻，以最近的道路（{minutes} 分钟）相连（R06）。",
         "A piece of a jurisdiction is cut off: {first} and {second} share no border and are joined by road, {minutes} minutes (R06)."),
        ("派出所辖区连成一片。", "A jurisdiction in one piece."),
        ("若其实相邻，请检查两村之间的缝隙。", "If they do touch, look for a gap between their outlines."),
    ),
}  # fmt: skip

SENTENCES = by_part(_CELLS | _LINKS | _SHAPES)
