"""Why a village, a room, an officer stands as it does: key -> (Chinese, English)."""

from __future__ import annotations

_HEADS: dict[str, tuple[str, str]] = {
    "explain.head.lead": (
        "{station} 民警 {officer}（工龄 {years} 年，警务能力 {ability}）任 {post} 的包村民警，负责 {villages} 个村（社区），每月 {hours} 小时。",
        "Police officer {officer} of station {station}, {years} years of service, ability {ability}, leads {post}: {villages} villages, {hours} hours a month.",
    ),
    "explain.head.support": (
        "{station} 民警 {officer}（工龄 {years} 年，警务能力 {ability}）补充到 {post}，与包村民警分担 {villages} 个村（社区），本人每月 {hours} 小时。",
        "Police officer {officer} of station {station}, {years} years of service, ability {ability}, strengthens {post}, sharing {villages} villages with its lead: {hours} hours a month of the officer's own.",
    ),
    "explain.head.auxiliary": (
        "{station} 辅警 {officer}（工龄 {years} 年，警务能力 {ability}）服务 {post}，属 {room}，每月 {hours} 小时。",
        "Auxiliary {officer} of station {station}, {years} years of service, ability {ability}, serves {post}, of {room}: {hours} hours a month.",
    ),
    "explain.head.assistant": (
        "{station} 警务助理 {officer}（工龄 {years} 年，警务能力 {ability}）服务 {post}，属 {room}，每月 {hours} 小时。",
        "Assistant {officer} of station {station}, {years} years of service, ability {ability}, serves {post}, of {room}: {hours} hours a month.",
    ),
    "explain.head.none": (
        "{station} 的 {officer}（工龄 {years} 年，警务能力 {ability}）没有安排岗位。",
        "{officer} of station {station}, {years} years of service, ability {ability}, has no post.",
    ),
    "explain.head.village.rural": (
        "{village} 属 {station}，治理复杂度 {complexity}，每月 {hours} 小时，由 {room} 服务，路程 {minutes} 分钟。",
        "Village {village} of station {station}, complexity {complexity}, {hours} hours a month, is served by {room}, {minutes} minutes away.",
    ),
    "explain.head.village.urban": (
        "社区 {village} 属 {station}，治理复杂度 {complexity}，每月 {hours} 小时，由 {room} 服务，路程 {minutes} 分钟。",
        "Community {village} of station {station}, complexity {complexity}, {hours} hours a month, is served by {room}, {minutes} minutes away.",
    ),
    "explain.head.room": (
        "{station} 的 {room} 设在 {village}，服务 {villages} 个村（社区），每月 {hours} 小时，到各村平均 {mean} 分钟、最远 {max} 分钟。",
        "{room}, of station {station}, stands in {village} and serves {villages} villages: {hours} hours a month, {mean} minutes to a village on average and {max} to the farthest.",
    ),
}

_COVER: dict[str, tuple[str, str]] = {
    "why.cover.lead": (
        "每个警务室须有一名民警负责（R13）：{scope} 有 {places} 个警务室，{people} 名民警在岗，{post} 由其一人负责。",
        "Each room must have one lead who is police (R13): {scope} has {places} rooms and {people} police with posts; this officer leads {post}.",
    ),
    "why.cover.several": (
        "每个警务室须有一名民警负责（R13）：{scope} 有 {places} 个警务室，只有 {people} 名民警在岗，人手不足，相邻的 {several} 个警务室由其兼管：{post}。",
        "Each room must have one lead who is police (R13): {scope} has {places} rooms but only {people} police with posts, so this officer leads {several} neighbouring rooms: {post}.",
    ),
    "why.cover.support": (
        "{scope} 有 {places} 个警务室，{people} 名民警在岗。没有包村任务的民警补充到工作重的警务室：{post} 每月共 {hours} 小时，由 {heads} 人分担。",
        "{scope} has {places} rooms and {people} police with posts. Police who lead no room strengthen the rooms with the heaviest work: {post} takes {hours} hours a month, shared by {heads}.",
    ),
    "why.cover.village": (
        "每个行政村须有一名辅警或助理（R14）：{scope} 有 {places} 个行政村，{people} 名辅警和助理在岗，{post} 由其一人服务。",
        "Each rural village must have an auxiliary or assistant (R14): {scope} has {places} rural villages and {people} auxiliaries and assistants with posts; this one serves {post}.",
    ),
    "why.cover.villages": (
        "每个行政村须有一名辅警或助理（R14）：{scope} 有 {places} 个行政村，只有 {people} 名辅警和助理在岗，人手不足，同一警务区内相邻的 {several} 个村由其兼顾：{post}。",
        "Each rural village must have an auxiliary or assistant (R14): {scope} has {places} rural villages but only {people} auxiliaries and assistants with posts, so this one serves {several} neighbouring villages of one zone: {post}.",
    ),
    "why.cover.shared": (
        "每个行政村须有一名辅警或助理（R14）：{scope} 有 {places} 个行政村，{people} 名辅警和助理在岗。多出的人补充到工作重的村：{post} 每月共 {hours} 小时，由 {heads} 人分担。",
        "Each rural village must have an auxiliary or assistant (R14): {scope} has {places} rural villages and {people} auxiliaries and assistants with posts. Those to spare strengthen the villages with the heaviest work: {post} takes {hours} hours a month, shared by {heads}.",
    ),
    "why.cover.community": (
        "{scope} 的 {places} 个行政村之外，社区也需要辅警：{post} 每月共 {hours} 小时，由 {heads} 人承担。",
        "Beside the {places} rural villages of {scope}, communities need auxiliaries too: {post} takes {hours} hours a month, carried by {heads}.",
    ),
    "why.cover.home": (
        "警务助理只在本村服务（R18），{post} 就是其本村。",
        "An assistant serves the home village only (R18), and {post} is the home village.",
    ),
    "why.pinned": (
        "名册已把本人锁定在原岗位（R19）。",
        "The roster pins this officer to the present post (R19).",
    ),
    "why.open.police": (
        "民警不足，无论怎样安排都有警务室无人负责，现有 {count} 个：{places}。",
        "Police are too few: however they are posted, rooms are left without a lead. There are {count}: {places}.",
    ),
    "why.open.helpers": (
        "辅警和助理不足，无论怎样安排都有村无人服务，现有 {count} 个：{places}。",
        "Auxiliaries and assistants are too few: however they are posted, villages are left without one. There are {count}: {places}.",
    ),
    "why.unknown-post": (
        "方案中没有这名人员的岗位记录。",
        "The plan has no post of this officer that the rules would allow.",
    ),
}

_PEOPLE: dict[str, tuple[str, str]] = {
    "why.numbers.met.police": (
        "{scope} 各社区的民警人数都达到配备标准（R10）。",
        "All communities of {scope} have as many people as asked for (R10).",
    ),
    "why.numbers.short.police": (
        "按配备标准（R10），{scope} 的社区只算民警还差 {short} 人（辅警另计）。",
        "Counting police alone (auxiliaries come on top), the communities of {scope} are {short} people short of what is asked for (R10).",
    ),
    "why.numbers.met.helpers": (
        "{scope} 各村（社区）的人数都达到配备标准（R10、R11）。",
        "All villages of {scope} have as many people as asked for (R10, R11).",
    ),
    "why.numbers.short.helpers": (
        "按配备标准（R10、R11），{scope} 还差 {short} 人。",
        "{scope} is {short} people short of what is asked for (R10, R11).",
    ),
    "why.load.alone": (
        "每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%；本所这类人员只有其一人。",
        "{hours} hours a month, {share}% of the {capacity} available; there is nobody else of this kind in the station.",
    ),
    "why.load.busiest.police": (
        "每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%，是所内民警中最重的。",
        "{hours} hours a month, {share}% of the {capacity} available: the heaviest load of the station's police.",
    ),
    "why.load.below.police": (
        "每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%；所内民警中最重的是 {busiest}，占 {busiest_share}%。",
        "{hours} hours a month, {share}% of the {capacity} available. The heaviest load of the station's police is {busiest}'s, {busiest_share}%.",
    ),
    "why.load.busiest.helpers": (
        "每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%，是所内辅警和助理中最重的。",
        "{hours} hours a month, {share}% of the {capacity} available: the heaviest load of the station's auxiliaries and assistants.",
    ),
    "why.load.below.helpers": (
        "每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%；所内辅警和助理中最重的是 {busiest}，占 {busiest_share}%。",
        "{hours} hours a month, {share}% of the {capacity} available. The heaviest load of the station's auxiliaries and assistants is {busiest}'s, {busiest_share}%.",
    ),
    "why.least.understaffed": (
        "已证明：在有人负责的前提下，现有人员再怎么安排，差额也不会更小。",
        "Proven: with the posts covered as above, no other posting of the people there are leaves fewer.",
    ),
    "why.least.load": (
        "已证明：在以上各项不变差的前提下，再怎么安排，最重的一份工作（以及其后每一份）也不会更轻。",
        "Proven: without making the above worse, no other posting makes the heaviest load lighter, nor then the next.",
    ),
    "why.not-proven": (
        "这是找到的最好结果，尚未证明没有更好的。",
        "This is the best that was found; it is not proven that there is none better.",
    ),
    "why.able": (
        "岗位治理复杂度 {complexity}，本人警务能力 {ability}，能够胜任（R15）。",
        "The post has complexity {complexity} and the officer ability {ability}: able enough (R15).",
    ),
    "why.short-of-ability": (
        "岗位治理复杂度 {complexity}，本人警务能力 {ability}，还差 {gap} 分；凡能缩小全所能力缺口的互换，都会使更靠前的某一项变差（R15）。",
        "The post has complexity {complexity} and the officer ability {ability}, {gap} points short. Any exchange that makes the station's shortfalls smaller makes something above worse (R15).",
    ),
    "why.certificate": (
        "岗位要求的证书或技能（{asked}）本人都有（R24）。",
        "The officer has the certificates or skills that the post asks for: {asked} (R24).",
    ),
    "why.certificate-lacking": (
        "岗位要求的证书或技能（{asked}）本人并不齐备，所内已无更合适的人（R24）。",
        "The officer lacks some of the certificates or skills that the post asks for ({asked}), and nobody fitting is left (R24).",
    ),
    "why.chief": (
        "任片区 {area} 的警长（R17），片区有 {rooms}。",
        "Chief of area {area}, which has {rooms} (R17).",
    ),
    "why.junior": (
        "属新人，由同一片区的老民警 {mentor} 带教（R17）。",
        "A junior, guided by {mentor}, a senior of the same area (R17).",
    ),
    "why.junior-alone": (
        "属新人，而所在片区没有可以带教的老民警{mentor}（R17）。",
        "A junior, and no senior stands in the same area to guide{mentor} (R17).",
    ),
    "why.new": (
        "名册没有写明现在的岗位，不算调动（R19）。",
        "The roster gives no present post, so this is no move (R19).",
    ),
    "why.stays": (
        "在名册上的原岗位 {place} 已 {years} 年，留任不动（R19）。",
        "Stays where the roster has the officer, {place} ({years} years): no move (R19).",
    ),
    "why.moves": (
        "在 {place} {years} 年，现调来这里（R19）。",
        "Moved from {place}, after {years} years there (R19).",
    ),
    "why.stay.gone": (
        "原岗位已不存在（警务室撤并、不在本所，或应回避），不能留任。",
        "The old post is gone: the room is closed or merged, lies in another station, or is barred (R18).",
    ),
    "why.stay.held": (
        "原岗位现由 {others} 负责，而两边的岗位不能互换（回避、本村服务或锁定），留任就要牵动更多人。",
        "The old place is now held by {others}, and the two posts cannot be exchanged (avoid list, home village or pin): staying would move others too.",
    ),
    "why.stay.alone": (
        "若留在原处：",
        "Had the officer stayed there:",
    ),
    "why.stay.exchange": (
        "若留在原处、与那里的 {other} 互换：",
        "Had the officer stayed, exchanging with {other} there:",
    ),
    "why.home": ("从家到岗位 {minutes} 分钟。", "{minutes} minutes from home to the post."),
    "why.ties.police": (
        "与所内 {count} 种其他安排相比，以上各项完全相同，只按编号定先后，没有好坏之分。",
        "{count} other choices are equal to this one in everything above: only the order of ids decides, neither is better.",
    ),
    "why.ties.helpers": (
        "与 {count} 种其他安排相比，以上各项完全相同，只按编号定先后，没有好坏之分。",
        "{count} other choices are equal to this in all of the above: only the order of ids decides, neither is better.",
    ),
    "why.lead": (
        "{officer} 负责 {room}，也就是所辖各村的包村民警（R13）。",
        "{officer} leads {room} and so answers for all its villages (R13).",
    ),
    "why.no-lead": (
        "{room} 没有民警负责：民警不足（R13）。",
        "{room} has no lead: there are too few police (R13).",
    ),
    "why.auxiliaries": (
        "服务本村的辅警或助理：{officers}（R14）。",
        "Auxiliaries or assistants here: {officers} (R14).",
    ),
    "why.no-auxiliary": (
        "本村没有辅警或助理：人手不足（R14）。",
        "There is no auxiliary or assistant: there are too few (R14).",
    ),
    "why.no-roster": (
        "案例没有人员名册，方案没有岗位。",
        "The case has no roster, so the plan has no posts.",
    ),
}

_PLACES: dict[str, tuple[str, str]] = {
    "why.community": (
        "社区单独设警务室（R02），不与其他村合并。",
        "A community has a room of its own (R02) and shares it with nobody.",
    ),
    "why.host": (
        "警务室就设在本村（{kind}），所以由它服务。",
        "The room stands in this very village ({kind}).",
    ),
    "why.nearest": (
        "在辖区 {rooms} 个警务室中，这是离本村最近的一个（{minutes} 分钟）。",
        "Of the {rooms} rooms of the jurisdiction this is the nearest ({minutes} minutes).",
    ),
    "why.not-nearest": (
        "辖区 {rooms} 个警务室中有 {count} 个更近，最近的是 {nearest}，{nearest_minutes} 分钟，现为 {minutes} 分钟。没有划给它，是因为警务区还要连片、村数合规、工作量均衡，全辖区合计最省；换过去的代价见下。",
        "Of the {rooms} rooms of the jurisdiction {count} are nearer, the nearest being {nearest} ({nearest_minutes} minutes against {minutes}). The village is not theirs because zones must also hang together, keep their size and share the hours, at the least cost for the whole jurisdiction; what the change would cost stands below.",
    ),
    "why.size": (
        "警务区有 {count} 个村，在规定的 {least} 至 {most} 个之内（R01）。",
        "The zone has {count} villages, within the {least} to {most} allowed (R01).",
    ),
    "why.size-off": (
        "警务区有 {count} 个村，不在规定的 {least} 至 {most} 个之内：本辖区凑不出完全合规的划分（R01）。",
        "The zone has {count} villages, outside the {least} to {most} allowed: this jurisdiction cannot be divided otherwise (R01).",
    ),
    "why.hours-over": (
        "警务区每月 {hours} 小时，比平均目标 {target} 小时多 {off} 小时。",
        "The zone takes {hours} hours a month, {off} more than the {target} a room should carry.",
    ),
    "why.hours-under": (
        "警务区每月 {hours} 小时，比平均目标 {target} 小时少 {off} 小时。",
        "The zone takes {hours} hours a month, {off} fewer than the {target} a room should carry.",
    ),
    "why.proven": (
        "辖区 {scope} 的 {zones} 种合规警务区全部列过，{rooms} 个警务室的划分合计 {cost} 民警分钟/月，已证明没有更省的。",
        "All {zones} allowed zones of jurisdiction {scope} were listed: the division into {rooms} rooms costs {cost} officer-minutes a month, and it is proven that none costs less.",
    ),
    "why.proven-unlisted": (
        "辖区 {scope} 太大，合规警务区不能逐一列出；{rooms} 个警务室的划分合计 {cost} 民警分钟/月，已证明没有更省的。",
        "Jurisdiction {scope} is too large for its zones to be listed one by one; the division into {rooms} rooms costs {cost} officer-minutes a month, and it is proven that none costs less.",
    ),
    "why.unproven-unlisted": (
        "辖区 {scope} 太大，合规警务区不能逐一列出；{rooms} 个警务室的划分合计 {cost} 民警分钟/月，可能还有更省的，但最多省 {gap}。",
        "Jurisdiction {scope} is too large for its zones to be listed one by one; the division into {rooms} rooms costs {cost} officer-minutes a month; a cheaper one may exist, by {gap} at the most.",
    ),
    "why.unproven": (
        "辖区 {scope} 列出 {zones} 种合规警务区，{rooms} 个警务室的划分合计 {cost} 民警分钟/月；可能还有更省的，但最多省 {gap}。",
        "Of the {zones} allowed zones of jurisdiction {scope} the division into {rooms} rooms costs {cost} officer-minutes a month; a cheaper one may exist, by {gap} at the most.",
    ),
    "why.community-room": (
        "{village} 是社区，单独设警务室（R02）。",
        "{village} is a community and has a room of its own (R02).",
    ),
    "why.site-required": ("这个选址标为必建（R07）。", "The site is marked as required (R07)."),
    "why.site-existing": (
        "这里已有警务室，沿用不必新建（R07）。",
        "A room stands here today, so none need be opened (R07).",
    ),
    "why.site-kind": (
        "选址为{kind}，在选址优先次序（R07）的 {of} 类中列第 {rank}。",
        "The site is a {kind}, number {rank} of the {of} kinds in order of preference (R07).",
    ),
    "why.site-other-kind": (
        "选址为{kind}，不在选址优先次序（R07）之内。",
        "The site is a {kind}, which is none of the preferred kinds (R07).",
    ),
    "why.site-travel": (
        "从这里到各村平均 {mean} 分钟，最远 {max} 分钟；按走访次数加权后，连同选址类别，合计最省。",
        "From here it is {mean} minutes to a village on average and {max} to the farthest; weighted by visits, and with the kind of site counted, this costs least.",
    ),
    "why.zone-alone": (
        "辖区内没有与之相邻、可以换村的警务区。",
        "No zone of the jurisdiction lies next to it to trade villages with.",
    ),
    "why.zone-no-trade": (
        "与相邻的 {count} 个警务区换任何一个村，都会违反村数、连片等规定，见下。",
        "Trading any single village with one of the {count} zones next door would break a rule: see below.",
    ),
    "why.zone-trade": (
        "与相邻的 {count} 个警务区换村，最省的一种也要多花 {cost} 民警分钟/月，见下。",
        "Trading a village with one of the {count} zones next door costs at least {cost} officer-minutes a month more: see below.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_HEADS, **_COVER, **_PEOPLE, **_PLACES}
