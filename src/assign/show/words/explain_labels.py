"""Headings of explanations, what is wrong with a question, and the table of reasons: key -> (Chinese, English)."""

from __future__ import annotations

_LABELS: dict[str, tuple[str, str]] = {
    "explain.title-reasons": ("为什么这样安排", "Why"),
    "explain.title-options": ("其他选择和代价", "What else there was, and its cost"),
    "explain.title-people": ("对谁有影响", "Whom it touches"),
    "explain.title-changes": ("变化", "What changes"),
    "explain.title-forbidden": ("不可行的原因", "What forbids it"),
    "explain.worse-mark": ("▲ 变差", "▲ worse"),
    "explain.other-mark": ("· 其他", "· other"),
    "explain.more": ("……另有 {count} 项，见 --format json", "… and {count} more: see --format json"),
    "explain.seconds": (
        "（读取案例 {read} 秒，解答 {answer} 秒）",
        "(reading the case took {read} s, the answer {answer} s)",
    ),
    "explain.room-name": ("{name}警务室", "the room at {name}"),
    "explain.step-0": ("划分", "Zones"),
    "explain.step-1": ("有人负责", "Cover"),
    "explain.step-2": ("人数", "Numbers"),
    "explain.step-3": ("工时", "Hours"),
    "explain.step-4": ("能力", "Ability"),
    "explain.step-5": ("调动", "Moves"),
    "explain.step-6": ("离家", "Home"),
    "explain.step-7": ("编号", "Ids"),
    "explain.order": (
        "理由按先后排列：前一项能分出高下时，后面的都不再计较。",
        "The reasons count in this order: where an earlier one tells two choices apart, later ones no longer matter.",
    ),
    "stage.reasons": (
        "理由：{reasons} 条其他选择；{seconds} 秒",
        "reasons: {reasons} other choices weighed; {seconds} s",
    ),
}

_USAGE: dict[str, tuple[str, str]] = {
    "usage.explain-kind": (
        "可以问 village、room 或 officer；现为“{found}”。",
        "Ask about a village, a room or an officer; found “{found}”.",
    ),
    "usage.no-village": (
        "方案里没有村（社区）“{found}”；相近的：{near}。",
        "The plan has no village “{found}”; the nearest: {near}.",
    ),
    "usage.no-room": (
        "方案里没有警务室“{found}”；相近的：{near}。",
        "The plan has no room “{found}”; the nearest: {near}.",
    ),
    "usage.no-site": (
        "案例里没有选址“{found}”；相近的：{near}。",
        "The case has no site “{found}”; the nearest: {near}.",
    ),
    "usage.no-officer": (
        "名册里没有“{found}”；相近的：{near}。",
        "The roster has no officer “{found}”; the nearest: {near}.",
    ),
    "usage.no-roster": (
        "案例没有人员名册，方案没有岗位。请加上名册再问。",
        "The case has no roster, so there are no posts to ask about. Add one.",
    ),
    "usage.same-twice": (
        "--why-not 应是另一名人员；两次都是“{found}”。",
        "--why-not wants somebody else; both are “{found}”.",
    ),
    "usage.no-post": (
        "{officer} 没有岗位，无从由别人代替；先看 explain officer {officer}。",
        "{officer} has no post that another could have; see explain officer {officer}.",
    ),
    "usage.served-already": ("{village} 现在就由 {room} 服务。", "{village} is served by {room} as it is."),
    "usage.stands-there": ("{room} 现在就设在 {site}。", "{room} stands at {site} as it is."),
}

_FINDINGS: dict[str, tuple[str, str]] = {
    "finding.reason-choice": (
        "人员 {entity_id} 的其他选择编号为 {found}，应为 {expected}",
        "the choices named for officer {entity_id} are numbered {found}, expected {expected}",
    ),
    "finding.reason-officer": (
        "人员 {entity_id} 的其他选择提到没有岗位的 {found}",
        "a choice named for officer {entity_id} speaks of {found}, who has no post",
    ),
    "finding.reason-place": (
        "人员 {entity_id} 的其他选择写作改到 {found}，应为 {expected}",
        "a choice named for officer {entity_id} leads to {found}, expected {expected}",
    ),
    "finding.reason-value": (
        "人员 {entity_id} 的其他选择写有 {found}，方案的层级为 {expected}",
        "a choice named for officer {entity_id} says {found}, the tiers of the plan say {expected}",
    ),
}

_COLUMNS: dict[str, tuple[str, str]] = {
    "column.choice": ("次序", "Choice"),
    "column.other_officer_id": ("互换对象", "In exchange with"),
    "column.place_id": ("改到", "Would go to"),
    "column.tier": ("决定项", "Deciding tier"),
    "column.tier_value": ("现值", "In the plan"),
    "column.tier_value_then": ("改后", "Then"),
    "column.worse_for": ("对谁变差", "Worse for"),
    "column.sentence": ("说明", "In words"),
}

SENTENCES: dict[str, tuple[str, str]] = {**_LABELS, **_USAGE, **_FINDINGS, **_COLUMNS}
