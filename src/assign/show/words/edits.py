"""Sentences about a reviewer's edits and about two plans side by side: key -> (Chinese, English)."""

from __future__ import annotations

_FAULTS: dict[str, tuple[str, str]] = {
    "fault.edits-missing.what": ("没有找到调整文件", "There is no such file of edits"),
    "fault.edits-missing.cure": (
        "请给出地图导出的 JSON，或填了“调整为”的 plan.xlsx",
        "Give the JSON that the map exports, or a plan.xlsx with “Change to” filled in",
    ),
    "fault.edits-too-large.what": ("调整文件过大", "The file of edits is too large"),
    "fault.edits-too-large.expected": ("不超过 32 MB", "at most 32 MB"),
    "fault.edits-unreadable.what": ("调整文件读不出来", "The file of edits cannot be read"),
    "fault.edits-unreadable.cure": (
        "请从地图重新导出，或重新保存工作簿",
        "Export it from the map again, or save the workbook again",
    ),
    "fault.edits-shape.what": ("不是一份调整清单", "This is no list of edits"),
    "fault.edits-shape.expected": (
        '{{"plan": 方案编号, "edits": [{{"kind": …}}, …]}}',
        '{{"plan": hash, "edits": [{{"kind": …}}, …]}}',
    ),
    "fault.edit-kind.what": ("没有这一种调整", "There is no such kind of edit"),
    "fault.edit-kind.expected": ("{known} 之一", "one of {known}"),
    "fault.edit-value.what": (
        "“{kind}”缺少这一项，或不是文字",
        "This value of “{kind}” is missing or is no text",
    ),
    "fault.edit-value.expected": ("方案里的编号，写成文字", "an id of the plan, as text"),
    "fault.edits-not-our-book.what": (
        "不是本程序写出的 plan.xlsx",
        "This workbook is no plan.xlsx of this program",
    ),
    "fault.edits-not-our-book.expected": (
        "保留隐藏页 lists 的 plan.xlsx",
        "a plan.xlsx with its hidden sheet lists",
    ),
    "fault.edits-column.what": ("工作表或它的表头不见了", "A sheet or the heads of its columns are gone"),
    "fault.edits-column.cure": (
        "请在原来的 plan.xlsx 里填“调整为”，不要改表头",
        "Fill “Change to” in the plan.xlsx as it was, heads unchanged",
    ),
    "fault.edits-stale.what": ("这些调整是对另一份方案提的", "These edits were made on another plan"),
    "fault.edits-stale.expected": ("方案编号 {expected}", "the plan {expected}"),
    "fault.edits-stale.cure": (
        "请打开现在这份方案的地图或工作簿，重新提出",
        "Open the map or workbook of this plan and make them again",
    ),
    "fault.edit-unknown.what": ("方案里没有这个编号（{entity}）", "The plan has no such {entity}"),
    "fault.edit-source.what": (
        "这个村现在不属于所说的警务室",
        "The village is not in the room that the edit names",
    ),
    "fault.edit-source.expected": ("{expected}", "{expected} "),
    "fault.edit-same.what": ("调整前后相同", "The edit changes nothing"),
    "fault.edit-twice.what": (
        "对同一对象有两项调整，另一项在 {other}",
        "Two edits speak of the same one; the other is {other}",
    ),
    "fault.edit-twice.cure": ("只留一项", "Keep one of them"),
    "fault.edit-locked.what": ("这个警务室已在 {other} 锁定", "The room is locked by {other}"),
    "fault.edit-locked.cure": ("先移动再锁定，或去掉锁定", "Move first and lock then, or drop the lock"),
    "fault.edit-hostless.what": (
        "这个警务室所在的村已在 {other} 移出，不能再移入别的村",
        "The village that hosts this room leaves it by {other}: no other village can join it",
    ),
    "fault.edit-hostless.expected": ("目标警务室所在的村留在本室", "a room whose own village stays in it"),
    "fault.edit-hostless.cure": (
        "改选别的警务室，或撤回那一项移出",
        "Choose another room, or take the other move back",
    ),
    "fault.edit-kind.cure": (
        "请从地图重新导出，不要手改类别",
        "Export it from the map again; leave the kinds as they are",
    ),
    "fault.edit-locked.expected": ("没有锁定的警务室", "a room that is not locked"),
    "fault.edit-same.expected": ("与现状不同的去处", "a place other than today's"),
    "fault.edit-same.cure": ("删去这一项", "Remove this edit"),
    "fault.edit-source.cure": ("按现在这份方案重新提出", "Make the edit again on this plan"),
    "fault.edit-twice.expected": ("同一对象只有一项调整", "one edit for each"),
    "fault.edit-unknown.expected": ("方案里有的编号", "an id of this plan"),
    "fault.edit-unknown.cure": ("核对编号，或从地图重新导出", "Check the id, or export from the map again"),
    "fault.edit-value.cure": ("补上这一项，或从地图重新导出", "Add the value, or export from the map again"),
    "fault.edits-column.expected": (
        "plan.xlsx 原来的工作表和表头",
        "the sheets and heads of plan.xlsx as they were",
    ),
    "fault.edits-missing.expected": (
        "地图导出的 JSON，或保存过的 plan.xlsx",
        "the JSON of the map, or a saved plan.xlsx",
    ),
    "fault.edits-not-our-book.cure": ("用方案文件夹里的 plan.xlsx", "Use the plan.xlsx of the plan folder"),
    "fault.edits-shape.cure": ("请从地图重新导出", "Export it from the map again"),
    "fault.edits-too-large.cure": ("分几次提出", "Hand the edits in parts"),
    "fault.edits-unreadable.expected": ("UTF-8 的 JSON，或 xlsx", "JSON in UTF-8, or xlsx"),
}

_EFFECTS: dict[str, tuple[str, str]] = {
    "edit.move-village": ("村 {village_id} 由 {from} 调到 {to}", "village {village_id} from {from} to {to}"),
    "edit.lock-room": ("锁定警务室 {room_id}", "room {room_id} locked"),
    "edit.lock-post": ("锁定 {officer_id} 的岗位", "post of {officer_id} locked"),
    "edit.swap-officers": ("{a} 与 {b} 互换岗位", "{a} and {b} change places"),
    "edit.move-officer": ("{officer_id} 调到 {to}", "{officer_id} to {to}"),
    "edit.note": ("备注（{entity} {id}）：{text}", "note on {entity} {id}: {text}"),
    "edit.cost": ("每月 {minutes} 民警·分钟", "{minutes} officer-minutes a month"),
    "edit.no-cost": (
        "原警务室须另选地点，费用见重排结果",
        "the room left behind must move: see the new plan for the cost",
    ),
    "edit.size": (
        "R01：{room} 成为 {found} 个村（应为 {smallest}–{largest} 个）",
        "R01: {room} gets {found} villages ({smallest}–{largest} asked)",
    ),
    "edit.host-leaves": (
        "R07：{village} 是 {room} 的所在村，移出后该室须另选地点",
        "R07: {village} hosts {room}, which must move when it leaves",
    ),
    "edit.falls-apart": (
        "R06：{room} 余下的村不再相连，将重新划分",
        "R06: what is left of {room} falls apart and is zoned anew",
    ),
    "edit.far": (
        "R09：{village} 到警务室 {found} 分钟（上限 {limit}）",
        "R09: {village} is {found} min from its room (limit {limit})",
    ),
    "edit.ability": (
        "R15：能力低于复杂度的差额由 {before} 变为 {after} 分",
        "R15: ability short of complexity goes from {before} to {after} points",
    ),
    "edit.leaves-lead": (
        "R13：{officer} 离开后，{room} 须另定负责人",
        "R13: {room} needs another lead when {officer} leaves",
    ),
    "edit.leaves-village": (
        "R14：{officer} 离开后，{village} 没有辅警",
        "R14: {village} has no auxiliary when {officer} leaves",
    ),
    "impossible.edit-scope": (
        "村 {village}（{name}）在 {found}，警务室 {room} 在 {expected}：警务区不得跨辖区（R05）",
        "Village {village} ({name}) lies in {found}, room {room} in {expected}: no zone may cross that line (R05)",
    ),
    "impossible.edit-urban": (
        "村 {village}（{name}）不能并入 {room}：社区 {urban} 须单独设室（R02）",
        "Village {village} ({name}) cannot join {room}: the community {urban} has a room of its own (R02)",
    ),
    "impossible.edit-apart": (
        "村 {village}（{name}）与 {room} 的警务区不相连：调整后的 {count} 个村不成一片（R06）",
        "Village {village} ({name}) does not touch the zone of {room}: the {count} villages would lie apart (R06)",
    ),
    "impossible.edit-required": (
        "村 {village}（{name}）有必设点 {site}，须在本村设室，不能归 {room}（R07）",
        "Village {village} ({name}) holds the required site {site} and must host a room: it cannot join {room} (R07)",
    ),
    "impossible.edit-far": (
        "村 {village}（{name}）到 {room} 需 {need} 分钟，最多 {carry} 分钟，超出 {short}（R09）",
        "Village {village} ({name}) is {need} min from {room}; at most {carry} are allowed, {short} too many (R09)",
    ),
    "impossible.edit-stations": (
        "{first} 属 {found}，{second} 属 {expected}：不能跨派出所互换",
        "{first} belongs to {found}, {second} to {expected}: they cannot change places across stations",
    ),
    "impossible.edit-roles": (
        "{first} 是 {found}，{second} 是 {expected}：岗位不同，不能互换（R13、R14）",
        "{first} is {found}, {second} is {expected}: they cannot change places (R13, R14)",
    ),
    "impossible.edit-avoid": (
        "{officer} 须回避 {village}（R18）",
        "{officer} must not serve {village} (R18)",
    ),
    "impossible.edit-home": (
        "警务助理 {officer} 只服务本村 {village}（R18）",
        "The assistant {officer} serves the home village {village} (R18)",
    ),
    "impossible.edit-other-station": (
        "{officer} 属 {found}，不能到 {expected} 任职",
        "{officer} belongs to {found} and cannot be posted in {expected}",
    ),
    "impossible.edit-officer": (
        "没有一种安排能让 {officer} 到 {place}，而其余岗位仍合规",
        "No posting was found that sends {officer} to {place} and keeps the other rules",
    ),
    "impossible.edit-lock": (
        "其他调整使 {officer} 不能继续任职 {place}：请放开锁定，或改动调整",
        "With the other edits {officer} cannot keep {place}: drop the lock, or change the edits",
    ),
    "impossible.edit-rest": (
        "固定这些警务区后，{scopes} 余下的村无法组成警务区（没有可用的点，或不相连）",
        "With these zones fixed, the other villages of {scopes} cannot form zones (no site that may be used, or apart)",
    ),
    "impossible.edit-rooms": (
        "固定这些警务区后，{scopes} 余下的村还需 {need} 个警务室，预算只剩 {carry} 个，差 {short} 个（R08）",
        "With these zones fixed, the other villages of {scopes} need {need} rooms; the budget leaves {carry}, {short} short (R08)",
    ),
    "finding.edit-not-honoured": (
        "调整没有落实：{entity} {entity_id} 现为 {found}，应为 {expected}",
        "an edit is not honoured: {entity} {entity_id} stands at {found}, expected {expected}",
    ),
    "reason.edited": (
        "按审阅意见安排；{villages} 个村，复杂度 {complexity}，能力 {ability}，每月 {hours} 小时。",
        "set by a reviewer's edit; {villages} villages, complexity {complexity}, ability {ability}, {hours} hours a month.",
    ),
    "reason.rezoned": (
        "仍在原岗，警务区因调整而变；{villages} 个村，复杂度 {complexity}，能力 {ability}，每月 {hours} 小时。",
        "stays, in a zone changed by the edits; {villages} villages, complexity {complexity}, ability {ability}, {hours} hours a month.",
    ),
    "reason.follows": (
        "因调整而改派；{villages} 个村，复杂度 {complexity}，能力 {ability}，每月 {hours} 小时。",
        "moved in consequence of the edits; {villages} villages, complexity {complexity}, ability {ability}, {hours} hours a month.",
    ),
}

_REDACTED: dict[str, tuple[str, str]] = {
    "reason.redacted": (
        "{villages} 个村，复杂度 {complexity}，每月 {hours} 小时。",
        "{villages} villages, complexity {complexity}, {hours} hours a month.",
    ),
    "unused.redacted": ("未安排岗位（已脱敏）", "without a post (redacted)"),
    "remedy.redacted": ("涉及个人，已脱敏。", "About a person: redacted."),
    "usage.redacted": (
        "{folder} 是脱敏方案，不含人员信息，不能在其上{command}；请用原方案。",
        "{folder} is redacted and holds nothing of persons: {command} needs the plan that it was made from.",
    ),
}

_COMMANDS: dict[str, tuple[str, str]] = {
    "apply.none": ("没有要落实的调整。", "There are no edits to apply."),
    "apply.summary": (
        "总工作量 {before} → {after} 民警·分钟/月（{change}）；已证明的下界 {bound}，差距 {gap}",
        "cost {before} → {after} officer-minutes a month ({change}); proven bound {bound}, gap {gap}",
    ),
    "apply.followed": (
        "为此另有 {villages} 个村换警务室，{rooms} 个警务室开设、撤销或迁址，{officers} 人岗位有变",
        "in consequence {villages} other villages change room, {rooms} rooms open, close or move, {officers} officers' posts change",
    ),
    "apply.dry": ("只作核算，没有写出方案。", "Weighed only; no plan was written."),
    "apply.planned": ("重排：{rooms} 个警务室；{seconds} 秒", "re-plan: {rooms} rooms; {seconds} s"),
    "apply.parent-unsound": (
        "原方案与现在的数据不符（{count} 处，见 assign verify），不能在其上调整；请先重新求解。",
        "The plan does not hold against the facts as they are now ({count} findings, see assign verify): solve again first.",
    ),
    "diff.title": ("方案对比", "Two plans compared"),
    "diff.same": (
        "两份方案的警务室、警务区和岗位完全相同。",
        "The plans have the same rooms, zones and posts.",
    ),
    "diff.count": (
        "{villages} 个村换警务室；警务室新设 {opened}、撤销 {closed}、迁址 {moved}；{officers} 人岗位有变",
        "{villages} villages change room; rooms: {opened} open, {closed} close, {moved} move; {officers} officers' posts change",
    ),
    "diff.more": ("……另有 {count} 项；--format csv 给出全部", "… and {count} more; --format csv lists all"),
    "diff.before": ("原方案", "Before"),
    "diff.after": ("新方案", "After"),
    "diff.change": ("变化", "Change"),
    "diff.what": ("变动", "What changes"),
    "diff.figures": ("指标对比", "Figures side by side"),
    "diff.changes": ("变动清单", "Changes"),
    "differs.new": ("新增", "new"),
    "differs.gone": ("撤销", "gone"),
    "differs.room": ("换警务室", "other room"),
    "differs.moved": ("迁址", "moved"),
    "differs.zone": ("警务区有变", "zone changed"),
    "differs.villages": ("负责的村有变", "other villages"),
    "differs.lead": ("负责人有变", "lead changed"),
}

SENTENCES: dict[str, tuple[str, str]] = {**_FAULTS, **_EFFECTS, **_REDACTED, **_COMMANDS}
