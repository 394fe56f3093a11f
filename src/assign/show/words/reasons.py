"""Why a post, why not, what collides and what would mend it: key -> (Chinese, English)."""

from __future__ import annotations

_FIGURES = (
    "岗位复杂度 {complexity}，本人警务能力 {ability}；负责 {villages} 个村，含路途每月 {hours} 小时，占可用工时 {capacity} 小时的 {share}%",
    "post complexity {complexity}, ability {ability}; {villages} villages, {hours} hours a month with travel, {share}% of the {capacity} available",
)
_MANNERS = {
    "new": ("新任", "new post"),
    "stays": ("留任原地", "stays in place"),
    "moves": ("调整岗位", "is moved"),
}
_POSTS = {
    "reason.lead": ("包村民警", "lead of the room"),
    "reason.lead-several": (
        "民警不足，负责 {rooms} 个相邻警务室",
        "lead of {rooms} neighbouring rooms, police being too few",
    ),
    "reason.strengthen": (
        "增援人均工作量最大的警务室",
        "strengthens the room with the most hours an officer",
    ),
    "reason.auxiliary": ("一村一辅警", "auxiliary of the village"),
    "reason.auxiliary-several": (
        "辅警不足，服务同一警务区内相邻各村",
        "auxiliary of neighbouring villages of one zone, auxiliaries being too few",
    ),
    "reason.auxiliary-shared": (
        "与他人共同服务工作量大的村",
        "shares a busy village with others",
    ),
    "reason.assistant": ("警务助理，服务本村", "assistant, serves the home village"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **{
        f"{post}.{manner}": (
            f"{zh}，{_MANNERS[manner][0]}：{_FIGURES[0]}。",
            f"{en}, {_MANNERS[manner][1]}: {_FIGURES[1]}.",
        )
        for post, (zh, en) in _POSTS.items()
        for manner in _MANNERS
    },
    "unused.unavailable": ("名册注明不可用。", "The roster says: not available."),
    "unused.no-rooms": (
        "派出所 {station} 没有警务室可派。",
        "Station {station} has no room to be posted to.",
    ),
    "unused.avoids-all": (
        "派出所 {station} 的空余岗位都在本人回避名单内（R18）。",
        "Every open post of station {station} is on the officer's avoid list (R18).",
    ),
    "unused.home-elsewhere": (
        "警务助理的本村 {village} 不在本派出所辖区，或在回避名单内（R18）。",
        "The assistant's home village {village} is outside the station's jurisdiction, or on the avoid list (R18).",
    ),
    "remedy.R01-small": (
        "{room} 的村数不足：按辖区的村数、地形和其他规则（R03、R07、R09）凑不出规定的范围；可与邻近派出所合并考虑（R05）或放宽 R01.min_villages。",
        "{room} is small because the jurisdiction, with its shape and the other rules (R03, R07, R09), cannot be cut into zones of the allowed size; plan it with a "
        "neighbouring station (R05), or lower R01.min_villages.",
    ),
    "remedy.R01-large": (
        "{room} 的村数偏多：按辖区的村数、地形和其他规则（R03、R07、R09）凑不出规定的范围；可增加警务室（R08）或放宽 R01.max_villages。",
        "{room} is large because the jurisdiction, with its shape and the other rules (R03, R07, R09), cannot be cut into zones of the allowed size; allow more rooms "
        "(R08), or raise R01.max_villages.",
    ),
    "remedy.R03": (
        "偏远派出所 {station} 的村数少于应设警务室数，或警务区跨越了派出所界线（R05）。",
        "Remote station {station} has fewer villages than rooms asked for, or zones cross its lines (R05).",
    ),
    "remedy.R06": (
        "{village} 与 {other} 不相邻，因辖区分成几片，按最短道路相连。",
        "{village} and {other} share no border; the jurisdiction is in pieces, joined here by the shortest road.",
    ),
    "remedy.R08-raised": (
        "按村数推算应设 {asked} 个，各辖区最少需要 {effective} 个，已按最少需要设置；可用 R08.rooms 指定总数。",
        "The rule of thumb gives {asked} rooms, the jurisdictions need {effective} at the least, so that many are "
        "planned; set R08.rooms to fix the total.",
    ),
    "remedy.R08-overrun": (
        "指定 {asked} 个；每个社区必须单设警务室（R02），加上农村最少需要，共 {effective} 个。请把 R08.rooms 提高到 {effective}，或关闭 R02。",
        "{asked} rooms were asked for; with a room for each community (R02) and the least the rural villages need it "
        "takes {effective}. Raise R08.rooms to {effective}, or switch R02 off.",
    ),
    "remedy.R09": (
        "{village} 超出出行时限；可在附近增设候选点（R07）或增加警务室（R08）。",
        "{village} is beyond the travel limit; add a candidate site nearby (R07), or allow more rooms (R08).",
    ),
    "remedy.R13-short": (
        "派出所 {station} 需要 {need} 名包村民警，现有 {have} 名，缺 {short} 名；请增派民警，或减少警务室。",
        "Station {station} needs {need} leads and has {have} police, short by {short}: send police, or plan fewer rooms.",
    ),
    "remedy.R13-avoid": (
        "派出所 {station} 的民警（{have} 名）都因回避或邻近限制不能负责此室（共需 {need} 名）。",
        "None of the {have} police of station {station} may lead this room, because of avoid lists ({need} leads needed).",
    ),
    "remedy.R13-avoid-several": (
        "派出所 {station} 有 {have} 名民警、{need} 个警务室，因回避名单不能一人一室，此人兼管相邻警务室。",
        "Station {station} has {have} police for {need} rooms, but avoid lists keep them from leading one room each; this "
        "officer leads neighbouring ones.",
    ),
    "remedy.R14-short": (
        "派出所 {station} 有 {need} 个村需要辅警或助理，现有 {have} 名，缺 {short} 名；请增配，或放宽 R14.max_villages。",
        "Station {station} needs {need} auxiliaries or assistants and has {have}, short by {short}: engage more, or "
        "raise R14.max_villages.",
    ),
    "remedy.R14-avoid": (
        "派出所 {station} 的辅警和助理（{have} 名，共需 {need} 名）因回避或在本村服务，分不到此处。",
        "The {have} auxiliaries and assistants of station {station} ({need} needed) are bound to home villages or "
        "barred by avoid lists.",
    ),
    "impossible.rooms": (
        "警务室总数不够：至少需要 {need} 个（{urban} 个社区各一个，{rural} 个村每室最多 {largest} 个村），预算只有 {carry} 个，缺 {short} 个。"
        "办法：把 R08.rooms 提高到 {need}，或提高 R01.max_villages。",
        "Too few rooms: need {need} ({urban} communities with one each; {rural} rural villages, at most {largest} a "
        "room, station by station), the budget can carry {carry}, short by {short}. Remedy: raise R08.rooms to {need}, "
        "or raise R01.max_villages.",
    ),
    "impossible.no-partition": (
        "{scopes} 个辖区中至少有一个无法划分。",
        "At least one of the {scopes} jurisdictions cannot be divided.",
    ),
    "impossible.money": (
        "经费不够：最省的选址方案也需要 {need}，预算只有 {carry}，缺 {short}。办法：把 R08.cost 提高到 {need}，或补充便宜的选址。",
        "Too little money: the cheapest sites need {need}, the budget can carry {carry}, short by {short}. Remedy: raise "
        "R08.cost to {need}, or offer cheaper sites.",
    ),
    "impossible.no-zones": (
        "辖区 {scope} 无法划分：{villages} 个村，{sites} 个可用选址，其中必建 {required} 个，至少需要 {least} 个警务室。"
        "请检查禁用与必建的选址，以及 R09 的出行时限。",
        "Jurisdiction {scope} cannot be divided: {villages} villages, {sites} sites allowed, {required} of them "
        "required, at least {least} rooms needed. Look at forbidden and required sites, and at R09's travel limit.",
    ),
    "impossible.no-site": (
        "辖区 {scope} 有 {villages} 个村，至少需要 {need} 个可用选址，现有 {carry} 个（R07）。请开放一个选址。",
        "Jurisdiction {scope} with {villages} villages: need {need} allowed site, it has {carry} (R07). Open a site.",
    ),
    "impossible.unreachable": (
        "村 {village}（{name}）所在的辖区 {scope} 没有任何选址能到达它（R07）。请为它开放一个选址。",
        "Village {village} ({name}): no site of {scope} can reach it (R07). Open a site for it.",
    ),
    "impossible.too-far": (
        "村 {village}（{name}，{scope}）到最合适的选址需要 {need} 分钟，时限 {carry} 分钟，超出 {short} 分钟（R09）。"
        "请放宽 R09.max_travel_min，或在附近开放选址。",
        "Village {village} ({name}, {scope}): need {need} minutes to its best site, the limit can carry {carry}, short by "
        "{short} (R09). Raise R09.max_travel_min, or open a site nearby.",
    ),
    "impossible.required-twice": (
        "村 {village}（{name}）标明 {need} 个必建选址，而一个村最多设 {carry} 个警务室，多出 {short} 个（R07）。请只保留 {carry} 个。",
        "Village {village} ({name}): need {need} rooms for its required sites, a village can carry {carry}, short by {short} "
        "(R07). Keep {carry} of them required.",
    ),
    "impossible.few-hosts": (
        "辖区 {scope} 至少需要 {need} 个警务室（R03），只有 {carry} 个村有可用选址，缺 {short} 个。请开放选址，或降低 R03.min_rooms。",
        "Jurisdiction {scope}: need {need} rooms (R03), its villages with an allowed site can carry {carry}, short by {short}. "
        "Open sites, or lower R03.min_rooms.",
    ),
    "impossible.two-required": (
        "社区 {village}（{name}）标明 {need} 个必建选址，而一个社区只设 {carry} 个警务室（R02）。请只保留 {carry} 个必建选址。",
        "Community {village} ({name}): need {need} rooms for its required sites, its one room (R02) can carry {carry}. Keep "
        "{carry} of them required.",
    ),
    "impossible.no-urban-site": (
        "社区 {village}（{name}）必须单设警务室（R02），需要 1 个可用选址，现有 0 个。请为它开放一个选址。",
        "Community {village} ({name}) must have its own room (R02): need 1 allowed site, it has 0. Open a site for it.",
    ),
}
