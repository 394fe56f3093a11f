"""Sentences of `diagnose`: what collides, what would mend it, the least that works."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "usage.smallest": (
        "--smallest 不认识“{found}”；可用：{known}",
        "--smallest knows no “{found}”; it knows: {known}",
    ),
    "cli.diagnose-hint": (
        "想知道哪些要求互相冲突、怎样改才行：assign diagnose {path}",
        "Which wishes collide, and what would mend it: assign diagnose {path}",
    ),
    "diagnose.impossible": ("无法编配：", "This cannot be planned:"),
    "diagnose.agreed": (
        "这一结论由计数或另一套模型、另一种搜索再次得出。",
        "Counting, or a second model with another search, comes to the same.",
    ),
    "diagnose.disputed": (
        "另一套模型没有得出同样的结论（或没有算完），请把案例交给维护者查看。",
        "A second model does not come to the same, or came to no end: please show the case to the maintainers.",
    ),
    "diagnose.facts-alone": (
        "放弃任何设置和选址要求都无济于事：事实本身如此。请检查村界、选址和道路数据。",
        "No setting and no status of a site is to blame: the facts alone are so. Look at villages, sites and roads.",
    ),
    "diagnose.clash-only": (
        "下列要求不能同时成立；放弃其中任何一条，其余都能成立：",
        "These cannot hold together; without any one of them the others can:",
    ),
    "diagnose.clash": (
        "冲突 {number}/{of}：下列要求不能同时成立；放弃其中任何一条，其余都能成立：",
        "Clash {number} of {of}: these cannot hold together; without any one of them the others can:",
    ),
    "diagnose.clash-one-only": ("这一条要求单独就不能成立：", "This cannot hold by itself:"),
    "diagnose.clash-one": (
        "冲突 {number}/{of}：这一条要求单独就不能成立：",
        "Clash {number} of {of}: this cannot hold by itself:",
    ),
    "diagnose.remedies": ("任选其一即可（都已试算）：", "Any one of these mends it (each was tried):"),
    "diagnose.no-remedy": (
        "没有找到单独一项就能解决的办法。",
        "No single change was found that mends it.",
    ),
    "diagnose.together": (
        "每个冲突各取一项，合在一起（已试算）：",
        "One remedy of each, together (tried):",
    ),
    "diagnose.price": ("，总成本 {objective}，{rooms} 个警务室", ": cost {objective}, {rooms} rooms"),
    "diagnose.wish.rooms": ("警务室总数不超过 {rooms} 个（R08）", "no more than {rooms} rooms in all (R08)"),
    "diagnose.wish.money": ("费用不超过 {money}（R08）", "no more than {money} in money (R08)"),
    "diagnose.wish.travel": (
        "任何村到警务室不超过 {minutes} 分钟（R09）",
        "no village farther than {minutes} minutes from its room (R09)",
    ),
    "diagnose.wish.remote": (
        "偏远派出所至少 {rooms} 个警务室（R03）",
        "at least {rooms} rooms in a remote station (R03)",
    ),
    "diagnose.wish.required": (
        "村 {village} 的选址 {site} 必须设警务室（R07）",
        "a room at site {site} in village {village} (R07: required)",
    ),
    "diagnose.wish.forbidden": (
        "村 {village} 的选址 {site} 不得设警务室（R07）",
        "no room at site {site} in village {village} (R07: forbidden)",
    ),
    "diagnose.remedy.rooms": ("警务室总数改为 {value} 个", "{value} rooms in all"),
    "diagnose.remedy.villages": ("一个警务室最多管 {value} 个村", "up to {value} villages a room"),
    "diagnose.remedy.money": ("费用上限改为 {value}", "{value} in money"),
    "diagnose.remedy.travel": ("出行时限改为 {value} 分钟", "a limit of {value} minutes"),
    "diagnose.remedy.travel-prefer": (
        "出行时限改为尽量满足，超出的列出",
        "the limit of travel preferred, not demanded; what exceeds it is listed",
    ),
    "diagnose.remedy.remote": (
        "偏远派出所至少 {value} 个警务室",
        "at least {value} rooms in a remote station",
    ),
    "diagnose.remedy.remote-off": ("不执行 R03", "R03 off"),
    "diagnose.remedy.sites": ("选址 {sites} 改为一般候选", "site {sites} an ordinary candidate"),
    "diagnose.remedy.several": ("合并以上各项", "all of these together"),
    "diagnose.remedy.more-police": ("{station} 增加 {count} 名民警", "{count} police more in {station}"),
    "diagnose.remedy.more-auxiliary": (
        "{station} 增加 {count} 名辅警",
        "{count} auxiliaries more in {station}",
    ),
    "diagnose.remedy.cap-R13": (
        "一名民警最多包 {value} 个相邻警务室（R13）",
        "up to {value} neighbouring rooms a lead (R13)",
    ),
    "diagnose.remedy.cap-R14": (
        "一名辅警最多管 {value} 个相邻的村（R14）",
        "up to {value} neighbouring villages an auxiliary (R14)",
    ),
    "diagnose.remedy.transfers": ("允许县内跨所调剂（R19）", "transfers between stations of a county (R19)"),
    "diagnose.possible": (
        "可以编配：各项必须执行的要求能同时成立，岗位都有人。",
        "This can be planned: all that must hold can hold together, and every post is filled.",
    ),
    "diagnose.possible-short": (
        "可以编配，但有岗位无人：方案会列出。",
        "This can be planned, but posts stay open; the plan lists them.",
    ),
    "diagnose.short.R13": (
        "{station}：{need} 个警务室需要包村民警，现有民警只能包 {carry} 个，缺 {short} 个（R13）：{places}",
        "{station}: {need} rooms need a lead, the police there can carry {carry}, short by {short} (R13): {places}",
    ),
    "diagnose.short.R14": (
        "{station}：{need} 个村需要辅警，现有人员只能管 {carry} 个，缺 {short} 个（R14）：{places}",
        "{station}: {need} villages need an auxiliary, the people there can carry {carry}, short by {short} (R14): {places}",
    ),
    "diagnose.group.R13": (
        "其中 {need} 个警务室（{places}）只有 {count} 名民警可用（{officers}），每人最多 {each} 个，共 {carry} 个。",
        "Of these, {need} rooms ({places}) may be led by {count} police only ({officers}), {each} each at most: {carry}.",
    ),
    "diagnose.group.R14": (
        "其中 {need} 个村（{places}）只有 {count} 人可用（{officers}），每人最多 {each} 个，共 {carry} 个。",
        "Of these, {need} villages ({places}) may be served by {count} people only ({officers}), {each} each at most: {carry}.",
    ),
    "diagnose.apart.R13": (
        "人数够，但一名民警所包的警务室必须相邻。",
        "There are people enough, but the rooms of one lead must lie side by side.",
    ),
    "diagnose.apart.R14": (
        "人数够，但一名辅警所管的村必须相邻、同在一个警务区。",
        "There are people enough, but the villages of one auxiliary must lie side by side, in one zone.",
    ),
    "diagnose.least.rooms": ("最少需要 {value} 个警务室：{setting}", "The fewest rooms: {value}. {setting}"),
    "diagnose.least.max_travel": (
        "最小的出行时限：{value} 分钟：{setting}",
        "The least limit of travel: {value} minutes. {setting}",
    ),
    "diagnose.least.officers": (
        "最少再增加 {value} 人 {setting}",
        "The fewest officers more: {value} {setting}",
    ),
    "diagnose.least-none.rooms": ("最少警务室数：没有", "The fewest rooms: none will do"),
    "diagnose.least-none.max_travel": ("最小出行时限：没有", "The least limit of travel: none will do"),
    "diagnose.least-none.officers": ("最少增加人数：没有", "The fewest officers more: no number will do"),
    "diagnose.below.none": (
        "要先解决上面的冲突。",
        "What stands above has to be mended first.",
    ),
    "diagnose.below.rooms": (
        "{fewer} 个不够：没有这样的划分。",
        "{fewer} are too few: no division of the villages has that many.",
    ),
    "diagnose.below.rooms-relaxed": (
        "{fewer} 个不够；有 {villages} 个村无论如何不合 R01。",
        "{fewer} are too few; R01 is broken by {villages} villages in any case.",
    ),
    "diagnose.below.travel": (
        "在 {rooms} 个警务室之内，不合 R01 的村不多于 {villages} 个；再小就做不到。",
        "Within {rooms} rooms, and no more than {villages} villages breaking R01; nothing less will do.",
    ),
    "diagnose.below.officers": (
        "每个派出所少一人都不够。",
        "One fewer in any station is too few.",
    ),
    "diagnose.below.officers-enough": ("岗位都有人。", "Every post is filled."),
    "diagnose.below.officers-none": (
        "{station} 再增加 {most} 人以内都不够：请看回避和家乡村的限制（R18）。",
        "No number up to {most} is enough in {station}: look at avoid lists and home villages (R18).",
    ),
    "diagnose.below.officers-wide": (
        "{station} 内可以跨所调剂（R19），不能归到某一个派出所；请按派出所再问一次。",
        "Officers of {station} may be transferred (R19), so no one station is short: ask again without transfers.",
    ),
    "diagnose.below.no-posts": (
        "没有可看的岗位：警务室还定不下来，或没有花名册。",
        "There is no post to look at: no rooms stand yet, or there is no roster.",
    ),
    "diagnose.remedy.train": ("为现任人员取得证书：{who}", "those in the posts get what is asked: {who}"),
    "diagnose.short.R24": (
        "{station}：{need} 个岗位要求证书或技能，只有 {carry} 个由持证人员担任，缺 {short} 个（R24）：{places}",
        "{station}: {need} posts ask for certificates or skills, holders can carry {carry}, short by {short} (R24): {places}",
    ),
    "diagnose.group.R24": (
        "其中 {need} 个（{places}）只有 {count} 名持证人员可用（{officers}），每人最多 {each} 个，共 {carry} 个。",
        "Of these, {need} ({places}) may be held by {count} people with what is asked ({officers}), {each} each at most: {carry}.",
    ),
    "diagnose.apart.R24": (
        "持证人员够，但各岗位不相邻，或他们另有更要紧的岗位。",
        "There are holders enough, but the posts do not lie side by side, or they are needed more elsewhere.",
    ),
}
