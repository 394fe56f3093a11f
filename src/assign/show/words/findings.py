"""Sentences of findings: key -> (Chinese, English)."""

from __future__ import annotations

from assign.show.words import findings_bound, findings_plan

_VILLAGES: dict[str, tuple[str, str]] = {
    "finding.village-unknown": (
        "方案中的村 {entity_id} 不在输入数据中",
        "village {entity_id} of the plan is not in the data",
    ),
    "finding.village-missing": (
        "村 {entity_id} 没有划入任何警务区",
        "village {entity_id} is missing from the plan",
    ),
    "finding.village-twice": (
        "村 {entity_id} 在方案中出现 {found} 次，应只出现一次",
        "village {entity_id} stands {found} times in the plan, once expected",
    ),
    "finding.village-name": (
        "村 {entity_id} 的名称写作“{found}”，数据中为“{expected}”",
        "village {entity_id} is called “{found}”, “{expected}” in the data",
    ),
    "finding.village-kind": (
        "村 {entity_id} 的类型写作 {found}，数据中为 {expected}",
        "village {entity_id} is of kind {found}, {expected} in the data",
    ),
    "finding.village-station": (
        "村 {entity_id} 的派出所写作 {found}，数据中为 {expected}",
        "village {entity_id} is given to station {found}, {expected} in the data",
    ),
    "finding.village-hours": (
        "村 {entity_id} 的工作量写作 {found} 小时，重算为 {expected} 小时",
        "village {entity_id} asks for {found} hours in the plan, recomputed {expected}",
    ),
    "finding.village-complexity": (
        "村 {entity_id} 的治理复杂度写作 {found}，重算为 {expected}",
        "village {entity_id} has complexity {found} in the plan, recomputed {expected}",
    ),
    "finding.village-room-unknown": (
        "村 {entity_id} 的警务室 {found} 不在 {expected} 中",
        "village {entity_id} belongs to room {found}, which is not in {expected}",
    ),
    "finding.host-flag": (
        "村 {entity_id} 是否设警务室写作 {found}，应为 {expected}",
        "village {entity_id} has is_host {found}, expected {expected}",
    ),
    "finding.workstation-flag": (
        "村 {entity_id} 是否设警务工作站写作 {found}，应为 {expected}（{rule_id}）",
        "village {entity_id} has has_workstation {found}, expected {expected} ({rule_id})",
    ),
    "finding.village-lead": (
        "村 {entity_id} 的包村民警写作“{found}”，其警务室的包村民警为“{expected}”（{rule_id}）",
        "village {entity_id} names lead “{found}”, its room names “{expected}” ({rule_id})",
    ),
    "finding.village-auxiliaries": (
        "村 {entity_id} 的辅警写作 {found}，岗位表中为 {expected}（{rule_id}）",
        "village {entity_id} names auxiliaries {found}, the posts say {expected} ({rule_id})",
    ),
    "finding.travel-wrong": (
        "村 {entity_id} 到警务室的路程写作 {found} 分钟，按路网重算为 {expected} 分钟",
        "village {entity_id} is {found} minutes from its room in the plan, measured again {expected}",
    ),
    "finding.too-far": (
        "村 {entity_id} 距警务室 {found} 分钟，超过上限 {expected} 分钟（{rule_id}）",
        "village {entity_id} is {found} minutes from its room, more than the limit of {expected} ({rule_id})",
    ),
}

_ROOMS: dict[str, tuple[str, str]] = {
    "finding.room-twice": (
        "警务室 {entity_id} 在警务室表中出现 {found} 次",
        "room {entity_id} stands {found} times in the rooms' table",
    ),
    "finding.room-empty": (
        "警务室 {entity_id} 没有服务任何村",
        "room {entity_id} serves no village",
    ),
    "finding.room-villages": (
        "警务室 {entity_id} 的村名单与各村所属不一致：仅在警务室表中的有 {found}，仅在村表中的有 {expected}",
        "room {entity_id} and the villages disagree: only the room has {found}, only the villages {expected}",
    ),
    "finding.host-outside": (
        "警务室 {entity_id} 设在村“{found}”，该村不在其警务区内（警务区为 {expected}）",
        "room {entity_id} stands in village “{found}”, outside its own zone ({expected})",
    ),
    "finding.zone-scope": (
        "警务室 {entity_id} 的警务区跨越了 {found} 的边界（{rule_id}）",
        "the zone of room {entity_id} reaches over the border of {found} ({rule_id})",
    ),
    "finding.zone-apart": (
        "警务室 {entity_id} 的警务区不相连：{found}（{rule_id}）",
        "the zone of room {entity_id} is in several pieces: {found} ({rule_id})",
    ),
    "finding.urban-not-alone": (
        "警务室 {entity_id} 服务 {found} 个村（社区），但其中的社区 {expected} 应单独设室（{rule_id}）",
        "room {entity_id} serves {found} villages, but urban {expected} must have its own room ({rule_id})",
    ),
    "finding.room-id": (
        "警务室编号写作 {found}，按其站址应为 {expected}",
        "room {found} should be called {expected}, after its site",
    ),
    "finding.site-unknown": (
        "警务室 {entity_id} 的站址 {found} 不在数据中（{rule_id}）",
        "room {entity_id} stands at site {found}, which is not in the data ({rule_id})",
    ),
    "finding.site-forbidden": (
        "警务室 {entity_id} 设在禁用站址 {found}（{rule_id}）",
        "room {entity_id} stands at the forbidden site {found} ({rule_id})",
    ),
    "finding.site-elsewhere": (
        "警务室 {entity_id} 写作设在村 {found}，其站址属于村 {expected}（{rule_id}）",
        "room {entity_id} is said to stand in village {found}, its site lies in {expected} ({rule_id})",
    ),
    "finding.site-kind": (
        "警务室 {entity_id} 的站址类型写作 {found}，数据中为 {expected}",
        "room {entity_id} has site kind {found}, {expected} in the data",
    ),
    "finding.site-status": (
        "警务室 {entity_id} 的站址状态写作 {found}，数据中为 {expected}",
        "room {entity_id} has site status {found}, {expected} in the data",
    ),
    "finding.site-place": (
        "警务室 {entity_id} 的坐标写作 {found}，站址坐标为 {expected}",
        "room {entity_id} is placed at {found}, its site is at {expected}",
    ),
    "finding.site-required": (
        "必设站址 {entity_id} 没有设警务室（{rule_id}）",
        "no room stands at the required site {entity_id} ({rule_id})",
    ),
    "finding.room-station": (
        "警务室 {entity_id} 的派出所写作 {found}，所在村属于 {expected}（{rule_id}）",
        "room {entity_id} is given to station {found}, its village belongs to {expected} ({rule_id})",
    ),
    "finding.room-population": (
        "警务室 {entity_id} 的人口写作 {found}，各村合计为 {expected}",
        "room {entity_id} has population {found}, its villages add up to {expected}",
    ),
    "finding.room-hours": (
        "警务室 {entity_id} 的工作量写作 {found} 小时，各村合计为 {expected} 小时",
        "room {entity_id} has {found} hours, its villages add up to {expected}",
    ),
    "finding.room-mean-travel": (
        "警务室 {entity_id} 的平均路程写作 {found} 分钟，重算为 {expected} 分钟",
        "room {entity_id} has a mean travel of {found} minutes, recomputed {expected}",
    ),
    "finding.room-max-travel": (
        "警务室 {entity_id} 的最远路程写作 {found} 分钟，重算为 {expected} 分钟",
        "room {entity_id} has a longest travel of {found} minutes, recomputed {expected}",
    ),
    "finding.room-lead": (
        "警务室 {entity_id} 的包村民警写作 {found}，岗位表中为 {expected}（{rule_id}）",
        "room {entity_id} names lead {found}, the posts say {expected} ({rule_id})",
    ),
    "finding.lead-twice": (
        "警务室 {entity_id} 有多名包村民警：{found}（{rule_id}）",
        "room {entity_id} has several leads: {found} ({rule_id})",
    ),
    "finding.remote-rooms": (
        "偏远派出所 {entity_id} 只有 {found} 个警务室，至少应有 {expected} 个（{rule_id}）",
        "remote station {entity_id} has {found} rooms, at least {expected} needed ({rule_id})",
    ),
    "finding.budget-asked": (
        "run.json 中要求的警务室数写作 {found}，按策略为 {expected}（{rule_id}）",
        "run.json says that {found} rooms were asked for, by the policy {expected} ({rule_id})",
    ),
    "finding.budget-effective": (
        "run.json 中实际采用的警务室预算为 {found}，与要求的 {expected} 相比没有依据（{rule_id}）",
        "run.json takes a budget of {found} rooms, {expected} were asked for, without ground ({rule_id})",
    ),
    "finding.budget-rural": (
        "run.json 中农村警务室预算写作 {found}，重算为 {expected}（{rule_id}）",
        "run.json has a budget of {found} rural rooms, recomputed {expected} ({rule_id})",
    ),
    "finding.budget-rooms": (
        "方案设 {found} 个警务室，超过预算 {expected} 个（{rule_id}）",
        "the plan has {found} rooms, more than the budget of {expected} ({rule_id})",
    ),
    "finding.budget-cost": (
        "警务室总费用 {found}，超过预算 {expected}（{rule_id}）",
        "the rooms cost {found}, more than the budget of {expected} ({rule_id})",
    ),
}

_OFFICERS: dict[str, tuple[str, str]] = {
    "finding.officer-unknown": (
        "人员 {entity_id} 不在花名册中",
        "officer {entity_id} is not on the roster",
    ),
    "finding.post-twice": (
        "人员 {entity_id} 有 {found} 个岗位，只应有一个（{rule_id}）",
        "officer {entity_id} holds {found} posts, one allowed ({rule_id})",
    ),
    "finding.unused-twice": (
        "人员 {entity_id} 在未上岗名单中出现 {found} 次",
        "officer {entity_id} stands {found} times among the unused",
    ),
    "finding.posted-and-unused": (
        "人员 {entity_id} 既有岗位又在未上岗名单中（{rule_id}）",
        "officer {entity_id} holds a post and stands among the unused ({rule_id})",
    ),
    "finding.officer-forgotten": (
        "花名册上的人员 {entity_id} 既无岗位也不在未上岗名单中",
        "officer {entity_id} of the roster is neither posted nor unused",
    ),
    "finding.unused-facts": (
        "未上岗人员 {entity_id} 的岗位类别和派出所写作 {found}，花名册为 {expected}",
        "unused officer {entity_id} is called {found}, the roster says {expected}",
    ),
    "finding.post-role": (
        "人员 {entity_id} 的岗位类别写作 {found}，花名册为 {expected}",
        "officer {entity_id} is posted as {found}, the roster says {expected}",
    ),
    "finding.post-station": (
        "人员 {entity_id} 的派出所写作 {found}，花名册为 {expected}",
        "officer {entity_id} is given to station {found}, the roster says {expected}",
    ),
    "finding.officer-unavailable": (
        "人员 {entity_id} 不可用，却被安排在 {found}",
        "officer {entity_id} is not available, yet posted at {found}",
    ),
    "finding.post-ability": (
        "人员 {entity_id} 的警务能力写作 {found}，花名册为 {expected}",
        "officer {entity_id} has ability {found} in the plan, {expected} by the roster",
    ),
    "finding.post-villages": (
        "人员 {entity_id} 的村名单写作 {found}，应为不重复、按编号排序的现有村（{expected}）",
        "officer {entity_id} serves {found}; expected known villages, sorted, each once ({expected})",
    ),
    "finding.post-room": (
        "人员 {entity_id} 的警务室写作“{found}”，按其所服务的村应为 {expected}",
        "officer {entity_id} is posted at room “{found}”, by the villages served it is {expected}",
    ),
    "finding.post-other-station": (
        "人员 {entity_id} 被安排到 {found} 的警务室，但其属于派出所 {expected}",
        "officer {entity_id} is posted in a room of {found}, but belongs to station {expected}",
    ),
    "finding.post-place": (
        "人员 {entity_id} 的驻村写作“{found}”，应为“{expected}”",
        "officer {entity_id} stands in village “{found}”, expected “{expected}”",
    ),
    "finding.post-travel": (
        "人员 {entity_id} 的最远路程写作 {found} 分钟，重算为 {expected} 分钟",
        "officer {entity_id} travels {found} minutes at most in the plan, recomputed {expected}",
    ),
    "finding.post-complexity": (
        "人员 {entity_id} 岗位的治理复杂度写作 {found}，重算为 {expected}",
        "the post of officer {entity_id} has complexity {found}, recomputed {expected}",
    ),
    "finding.post-hours": (
        "人员 {entity_id} 岗位的工作量写作 {found} 小时，重算为 {expected} 小时",
        "the post of officer {entity_id} asks for {found} hours, recomputed {expected}",
    ),
    "finding.post-changed": (
        "人员 {entity_id} 是否调整写作 {found}，应为 {expected}（{rule_id}）",
        "officer {entity_id} has changed {found}, expected {expected} ({rule_id})",
    ),
    "finding.lead-not-police": (
        "包村民警 {entity_id} 的岗位类别是 {found}，必须是民警（{rule_id}）",
        "lead {entity_id} is {found}, a lead must be police ({rule_id})",
    ),
    "finding.lead-too-many-rooms": (
        "包村民警 {entity_id} 负责 {found} 个警务室，最多 {expected} 个（{rule_id}）",
        "lead {entity_id} holds {found} rooms, at most {expected} allowed ({rule_id})",
    ),
    "finding.lead-rooms-apart": (
        "包村民警 {entity_id} 负责的警务室不相邻：{found}（{rule_id}）",
        "the rooms of lead {entity_id} are no neighbours: {found} ({rule_id})",
    ),
    "finding.post-part-of-room": (
        "民警 {entity_id} 只负责警务区的一部分，缺 {expected}（{rule_id}）",
        "police officer {entity_id} answers for a part of a zone only, without {expected} ({rule_id})",
    ),
    "finding.post-several-rooms": (
        "非包村民警 {entity_id} 被安排在多个警务室：{found}（{rule_id}）",
        "police officer {entity_id} does not lead and is posted in several rooms: {found} ({rule_id})",
    ),
    "finding.auxiliary-too-many": (
        "辅警 {entity_id} 服务 {found} 个村，最多 {expected} 个（{rule_id}）",
        "auxiliary {entity_id} serves {found} villages, at most {expected} allowed ({rule_id})",
    ),
    "finding.auxiliary-two-zones": (
        "辅警 {entity_id} 服务的村分属多个警务区：{found}（{rule_id}）",
        "auxiliary {entity_id} serves villages of several zones: {found} ({rule_id})",
    ),
    "finding.auxiliary-apart": (
        "辅警 {entity_id} 服务的村不相邻：{found}（{rule_id}）",
        "the villages of auxiliary {entity_id} are no neighbours: {found} ({rule_id})",
    ),
    "finding.avoid-list": (
        "人员 {entity_id} 被安排到应回避的村 {found}（{rule_id}）",
        "officer {entity_id} serves {found}, which stands on the avoid list ({rule_id})",
    ),
    "finding.home-village": (
        "警务助理 {entity_id} 服务 {found}，未包括本村 {expected}（{rule_id}）",
        "assistant {entity_id} serves {found}, not the home village {expected} ({rule_id})",
    ),
    "finding.area-unexpected": (
        "{entity_id} 写有片区信息 {found}，但 {rule_id} 已关闭",
        "{entity_id} speaks of an area ({found}), but {rule_id} is off",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **_VILLAGES,
    **_ROOMS,
    **_OFFICERS,
    **findings_plan.SENTENCES,
    **findings_bound.SENTENCES,
}
