"""Sentences about posts: what falls short, what the verifier finds, what is wrong in the roster."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "certificate-date": (
        ("证书“{found}”的有效期不是日期。", "The last day of certificate “{found}” is no date."),
        ("证书名@日期，如：驾驶证@2027-05-01；长期有效的只写证书名。", "name@date, such as 驾驶证@2027-05-01; the name alone if it does not expire."),
        ("改正日期，或删去“@”及其后的内容。", "Correct the date, or remove “@” and what follows."),
    ),
    "not-present-or-absent": (
        ("“{column}”应是“是”“否”或休假截止日，现为“{found}”。", "{column} must be yes, no or the last day of an absence; it is “{found}”."),
        ("是 / 否 / 休假至 2026-12-31。", "yes / no / until 2026-12-31."),
        ("改成其中一种；不知道就留空。", "Write one of them; leave it empty if it is not known."),
    ),
    "setting-not-one-of": (
        ("不认识“{found}”这个取值。", "“{found}” is none of the values of this setting."),
        ("可用的取值见 assign rule。", "`assign rule` lists the values."),
        ("改成其中之一，或删去这一行以用默认值。", "Write one of them, or remove the line to take the default."),
    ),
}  # fmt: skip

_REMEDIES: dict[str, tuple[str, str]] = {
    "remedy.R10": (
        "社区 {village} 有 {households} 户、{people} 人，应配 {need} 名民辅警，现有 {have} 名，缺 {short} 名；请增派，或调整 R10 的标准。",
        "Community {village} has {households} households and {people} people: it is to have {need} officers and has "
        "{have}, short by {short}. Send more, or change R10.",
    ),
    "remedy.R11": (
        "派出所 {station} 的农村各村应配 {need} 名辅警或助理，现按村计 {have} 名，缺 {short} 名；请增配，或调整 R11 的标准。",
        "The rural villages of station {station} are to have {need} auxiliaries or assistants and have {have}, short by "
        "{short}. Engage more, or change R11.",
    ),
    "remedy.R16": (
        "{officer} 每月超出可用工时 {over} 小时，这份工作量需要 {people} 人分担；请增派人员到其所在的警务室或村。",
        "{officer} exceeds the capacity by {over} hours a month; the work takes {people} people. Send somebody to the "
        "same room or village.",
    ),
    "remedy.R17-outside": (
        "警务室 {room} 没有能与之组成片区（{sizes} 个相邻警务室）的邻室；可由派出所 {station} 直接管理，或调整 R17.min_rooms。",
        "Room {room} has no neighbours to form an area of {sizes} rooms with. Let station {station} lead it directly, or "
        "change R17.min_rooms.",
    ),
    "remedy.R17-unguided": (
        "新人 {officer} 所在片区没有工龄满 {years} 年的老民警；请为派出所 {station} 增派，或由相邻片区的老民警带教。",
        "No senior with {years} years of service stands in the area of junior {officer}. Send one to station {station}, "
        "or let a senior of the next area guide.",
    ),
    "remedy.R19-pinned": (
        "{officer} 已锁定，但原岗位不再存在或应回避，只能另行安排。",
        "{officer} is pinned, but the post is gone or on the avoid list, so another was given.",
    ),
    "remedy.R19-transfer": (
        "{officer} 由派出所 {station} 调往 {other}；如不跨所调配，请把 R19.transfers 改为 station。",
        "{officer} is transferred from station {station} to {other}. Set R19.transfers to station to keep everybody.",
    ),
    "remedy.R19-moves": (
        "至少需要调动 {made} 人，超过 R19.max_moves 规定的 {most} 人；请提高上限，或保留原有警务室。",
        "At least {made} officers must move, more than the {most} of R19.max_moves. Raise it, or keep the rooms that "
        "are there.",
    ),
    "remedy.R24": (
        "{officer} 缺少岗位所需的证书或技能（{asked}），{station} 无其他合适的人；请安排培训或续证，或调入持证人员。",
        "{officer} has not what the post asks for ({asked}), and nobody fitting is left in {station}. Train, renew, or "
        "bring in somebody who has it.",
    ),
    "unused.absent": (
        "名册注明离岗至 {day}。",
        "The roster says: absent until {day}.",
    ),
    "unused.wished": (
        "按要求不得担任现有的任何岗位。",
        "What was asked for leaves this officer no post.",
    ),
    "no-plan.people": (
        "{scope} 的 {people} 名人员在规定的计算量内没有得到安排；请缩小调配范围（R19.transfers），或放宽 R19.max_moves。",
        "The {people} people of {scope} could not be posted within the work allowed. Narrow R19.transfers, or raise "
        "R19.max_moves.",
    ),
    "impossible.wish": (
        "不能把 {officer} 安排在 {place}：人员不可用、应回避（R18）、不属于该派出所，或那里没有适合其身份的岗位。",
        "{officer} cannot stand at {place}: not available, on the avoid list (R18), of another station, or there is no "
        "post for the role.",
    ),
    "impossible.wishes": (
        "{station} 的人员无法同时满足要求：{officers}。请逐条放宽。",
        "The wishes for {officers} cannot all hold in {station}. Drop them one by one.",
    ),
}

_FINDINGS: dict[str, tuple[str, str]] = {
    "finding.area-twice": (
        "片区 {entity_id} 在片区表中出现 {found} 次",
        "area {entity_id} stands {found} times in the areas' table",
    ),
    "finding.area-rooms-unknown": (
        "片区 {entity_id} 的警务室 {found} 不在 {expected} 中",
        "area {entity_id} names rooms {found}, which are not in {expected}",
    ),
    "finding.area-size": (
        "片区 {entity_id} 有 {found} 个警务室，应为 {expected} 个（{rule_id}）",
        "area {entity_id} has {found} rooms, {expected} allowed ({rule_id})",
    ),
    "finding.area-apart": (
        "片区 {entity_id} 的警务室不相邻：{found}（{rule_id}）",
        "the rooms of area {entity_id} are no neighbours: {found} ({rule_id})",
    ),
    "finding.area-stations": (
        "片区 {entity_id} 跨越派出所 {found}（{rule_id}）",
        "area {entity_id} reaches over stations {found} ({rule_id})",
    ),
    "finding.area-chief": (
        "片区 {entity_id} 的警长 {found} 不是在 {expected} 任职的民警（{rule_id}）",
        "the chief {found} of area {entity_id} is not police posted in {expected} ({rule_id})",
    ),
    "finding.room-two-areas": (
        "警务室 {entity_id} 属于多个片区：{found}（{rule_id}）",
        "room {entity_id} lies in several areas: {found} ({rule_id})",
    ),
    "finding.room-area": (
        "警务室 {entity_id} 的片区写作 {found}，片区表中为 {expected}（{rule_id}）",
        "room {entity_id} names area {found}, the areas say {expected} ({rule_id})",
    ),
    "finding.lead-two-areas": (
        "包村民警 {entity_id} 的警务室分属多个片区：{found}（{rule_id}）",
        "the rooms of lead {entity_id} lie in several areas: {found} ({rule_id})",
    ),
    "finding.chief-flag": (
        "人员 {entity_id} 是否片区警长写作 {found}，应为 {expected}（{rule_id}）",
        "officer {entity_id} has is_chief {found}, expected {expected} ({rule_id})",
    ),
    "finding.mentor-not-needed": (
        "人员 {entity_id} 不是新人，却写有带教人 {found}（{rule_id}）",
        "officer {entity_id} is no junior, yet has mentor {found} ({rule_id})",
    ),
    "finding.mentor-wrong": (
        "新人 {entity_id} 的带教人 {found} 不是本片区的老民警，可选 {expected}（{rule_id}）",
        "the mentor {found} of junior {entity_id} is no senior of the area; {expected} would be ({rule_id})",
    ),
    "finding.mentor-missing": (
        "新人 {entity_id} 没有带教人，本片区有 {expected}（{rule_id}）",
        "junior {entity_id} has no mentor, though {expected} stand in the area ({rule_id})",
    ),
    "finding.transfers-many": (
        "{entity_id} 跨所调配 {found} 人，超过 {expected} 人（{rule_id}）",
        "{entity_id} transfers {found} officers to other stations, {expected} allowed ({rule_id})",
    ),
    "finding.tiers-pool": (
        "{entity_id} 的排班层级记录有 {found} 份，应有 {expected} 份",
        "the tiers of {entity_id} are recorded {found} times, {expected} expected",
    ),
    "finding.tiers-order": (
        "{entity_id} 的层级为 {found}，应为 {expected}",
        "the tiers of {entity_id} are {found}, expected {expected}",
    ),
    "finding.tier-value": (
        "层级 {entity_id} 记为 {found}，由表格重算为 {expected}",
        "tier {entity_id} is recorded as {found}, by the tables it is {expected}",
    ),
    "finding.tier-bound": (
        "层级 {entity_id} 的下界 {found} 与其值 {expected} 不符",
        "the bound {found} of tier {entity_id} does not fit its value {expected}",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**by_part(_FAULTS), **_REMEDIES, **_FINDINGS}
