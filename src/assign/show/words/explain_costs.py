"""What another choice would cost, whom it touches, and what forbids it: key -> (Chinese, English)."""

from __future__ import annotations

_TIERS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    # tier: (what gets worse, as a clause), (the change of the figure)
    "open": (
        ("岗位无人的情况加重（无人岗位的复杂度合计由 {before} 升至 {after}，R13、R14）", "more would be left without anybody (complexity left without an officer: {after}, not {before}; R13, R14)"),
        ("无人岗位的复杂度合计 {before} → {after}", "complexity left without an officer {before} → {after}"),
    ),
    "doubled": (
        ("要有更多警务室或村由人兼管（由 {before} 个增至 {after} 个，R13、R14）", "more rooms or villages would have to be held beside another ({after}, not {before}; R13, R14)"),
        ("由人兼管的警务室或村 {before} → {after} 个", "rooms or villages held beside another {before} → {after}"),
    ),
    "uncertified": (
        ("缺少所需证书或技能的岗位由 {before} 个增至 {after} 个（R24）", "more posts would lack the certificates or skills they ask for ({after}, not {before}; R24)"),
        ("缺少证书或技能的岗位 {before} → {after} 个", "posts without the certificates asked for {before} → {after}"),
    ),
    "understaffed": (
        ("与配备标准的差额由 {before} 人扩大到 {after} 人（R10、R11）", "the numbers asked for would be missed by {after} people, not {before} (R10, R11)"),
        ("与配备标准的差额 {before} → {after} 人", "people short of the numbers asked for {before} → {after}"),
    ),
    "load": (
        ("受影响的人中，最重的一份工作由占可用工时的 {before}% 加重到 {after}%（R16）", "the heaviest load among those touched would be {after}% of an officer's hours, not {before}% (R16)"),
        ("受影响的人中最重的负担 {before}% → {after}%", "heaviest load among those touched {before}% → {after}%"),
    ),
    "ability": (
        ("人岗更不相称：全所能力缺口的平方和由 {before} 升至 {after}（缺口越大，计得越重；R15）", "people and posts would fit worse: the station's shortfalls of ability, squared and added, would come to {after} instead of {before} (a large one counts more than several small; R15)"),
        ("能力缺口的平方和 {before} → {after}", "shortfalls of ability, squared and added {before} → {after}"),
    ),
    "green": (
        ("全由新人值守的警务室由 {before} 个增至 {after} 个（R15）", "{after} rooms, not {before}, would have juniors only (R15)"),
        ("全由新人值守的警务室 {before} → {after} 个", "rooms with juniors only {before} → {after}"),
    ),
    "outside": (
        ("编不进片区的警务室由 {before} 个增至 {after} 个（R17）", "{after} rooms, not {before}, would belong to no area (R17)"),
        ("编不进片区的警务室 {before} → {after} 个", "rooms in no area {before} → {after}"),
    ),
    "unguided": (
        ("片区内没有老民警带教的新人由 {before} 人增至 {after} 人（R17）", "{after} juniors, not {before}, would have no senior in their area (R17)"),
        ("没有老民警带教的新人 {before} → {after} 人", "juniors without a senior {before} → {after}"),
    ),
    "moves": (
        ("要多调动人员：全所的调动代价（每调一人计 1，再加其在原岗年数）由 {before} 升至 {after}（R19）", "more would have to move: the moves of the station, each counting one and the years in the old place, would come to {after} instead of {before} (R19)"),
        ("调动代价 {before} → {after}", "moves, weighed by years {before} → {after}"),
    ),
    "worst_home": (
        ("全所离家最远的人，上岗路程由 {before} 分钟增至 {after} 分钟", "the longest way from home to post in the station would be {after} minutes, not {before}"),
        ("离家最远者的路程 {before} → {after} 分钟", "longest way from home {before} → {after} min"),
    ),
    "home": (
        ("全所从家到岗位的路程合计由 {before} 分钟增至 {after} 分钟", "the ways from home to post in the station would add up to {after} minutes, not {before}"),
        ("离家路程合计 {before} → {after} 分钟", "ways from home, added {before} → {after} min"),
    ),
}  # fmt: skip

_VERDICTS: dict[str, tuple[str, str]] = {
    "verdict.tie": (
        "从全局看没有任何一项变差：一人减轻的正是另一人增加的，两种安排不分高下，现在的只是按编号排在前面。",
        "For the plan as a whole nothing gets worse, what one gains another bears: it is a tie, broken by id.",
    ),
    "verdict.tie-cost": ("代价完全相同，现在的安排只是按编号排在前面。", "It costs exactly the same: a tie, broken by id."),
    "verdict.better": (
        "这样反而更好（由 {before} 到 {after}）：方案在这一项上没有证明为最优。",
        "This would even be better ({after} instead of {before}): the plan is not proven the best here.",
    ),
    "verdict.both": (
        "{other} 本来就与 {officer} 同在 {place}。",
        "{other} stands at {place} together with {officer} as it is.",
    ),
    "verdict.impossible": ("不可行。", "It cannot be."),
    **{f"worse.{tier}": (f"{zh}。", f"{en[0].upper()}{en[1:]}.") for tier, ((zh, en), _) in _TIERS.items()},
    "worse.cost": ("每月要多花 {cost} 民警分钟。", "It costs {cost} officer-minutes a month more."),
    "better.cost": (
        "反而少花 {cost} 民警分钟/月：方案在这里没有证明为最优，或受经费等其他限制。",
        "It would even cost {cost} officer-minutes a month less: the plan is not proven the best here, or other limits (money) forbid it.",
    ),
    "worse.shortfall": (
        "村数规定（R01）要多突破：由 {before} 个村增至 {after} 个村。",
        "The sizes of zones (R01) would be broken by {after} villages, not {before}.",
    ),
    "better.shortfall": (
        "村数规定（R01）反而少突破：由 {before} 个村减至 {after} 个村，方案在这里没有证明为最优。",
        "The sizes of zones (R01) would be broken by {after} villages only, not {before}: the plan is not proven the best here.",
    ),
    **{f"shift.{tier}": pair for tier, (_, pair) in _TIERS.items()},
    "shift.order": ("编号次序 {before} → {after}（不分好坏）", "order of ids {before} → {after} (neither better nor worse)"),
    "shift.shortfall": ("突破村数规定 {before} → {after} 个村", "villages against the sizes allowed {before} → {after}"),
    "shift.travel": ("路程 {before} → {after} 民警分钟/月", "travel {before} → {after} officer-minutes a month"),
    "shift.balance": ("工作量不均 {before} → {after} 民警分钟/月", "uneven hours {before} → {after} officer-minutes a month"),
    "shift.site": ("选址 {before} → {after} 民警分钟/月", "site {before} → {after} officer-minutes a month"),
}  # fmt: skip

_CHOICES: dict[str, tuple[str, str]] = {
    "choice.exchange": (
        "{other} 到 {here}，{officer} 到 {there}（两人互换）",
        "{other} at {here} and {officer} at {there} (the two exchange posts)",
    ),
    "choice.join": (
        "{officer} 由 {here} 改到 {there}，与那里的 {heads} 人分担",
        "{officer} from {here} to {there}, beside the {heads} there",
    ),
    "choice.go": (
        "{officer} 由 {here} 改到无人的 {there}",
        "{officer} from {here} to {there}, where nobody is",
    ),
    "choice.trade": ("{village} 由 {from} 改归 {room}", "{village} from {from} to {room}"),
    "choice.site": ("{room} 改设在 {village} 的 {site}（{kind}）", "{room} at {site} in {village} ({kind})"),
    "question.officer": (
        "为什么 {place} 不用 {other} 代替 {officer}？",
        "Why not {other} instead of {officer} at {place}?",
    ),
    "question.village": (
        "为什么 {village} 归 {own} 而不归 {room}？",
        "Why is {village} served by {own} and not by {room}?",
    ),
    "question.room": (
        "为什么 {room} 不设在 {village} 的 {site}（{kind}）？",
        "Why does {room} not stand at {site} in {village} ({kind})?",
    ),
}

_EFFECTS: dict[str, tuple[str, str]] = {
    "effect.post": ("岗位由 {before} 改为 {after}", "from {before} to {after}"),
    "effect.hours": (
        "每月 {before} → {after} 小时（可用工时的 {share_before}% → {share_after}%）",
        "{before} → {after} hours a month ({share_before}% → {share_after}% of capacity)",
    ),
    "effect.gap": ("能力缺口 {before} → {after} 分", "short of ability by {before} → {after} points"),
    "effect.moves": ("要离开待了 {years} 年的岗位", "has to leave a place held for {years} years"),
    "effect.stays": ("可以留在待了 {years} 年的岗位", "may stay in a place held for {years} years"),
    "effect.home": ("离家 {before} → {after} 分钟", "{before} → {after} minutes from home"),
    "effect.no-post": ("失去岗位", "is left without a post"),
    "effect.gets-post": ("得到岗位", "gets a post"),
    "effect.minutes": ("到警务室 {before} → {after} 分钟", "{before} → {after} minutes to the room"),
    "effect.room": ("由 {before} 改归 {after}", "from {before} to {after}"),
    "effect.zone": (
        "{before} → {after} 个村，每月 {hours_before} → {hours_after} 小时（目标 {target}）",
        "{before} → {after} villages, {hours_before} → {hours_after} hours a month (target {target})",
    ),
}

_FORBIDDEN: dict[str, tuple[str, str]] = {
    "broken.R01-small": (
        "{room} 只剩 {count} 个村，至少要 {least} 个（R01）",
        "{room} would have {count} villages, at least {least} are needed (R01)",
    ),
    "broken.R01-large": (
        "{room} 会有 {count} 个村，最多 {most} 个（R01）",
        "{room} would have {count} villages, at most {most} are allowed (R01)",
    ),
    "broken.R06": (
        "{room} 的警务区会断成 {pieces} 片，须连成一片（R06）",
        "the zone of {room} would fall into {pieces} pieces, it must be one (R06)",
    ),
    "broken.R09": (
        "{village} 到警务室超过 {limit} 分钟（R09）",
        "{village} would be farther than {limit} minutes from its room (R09)",
    ),
    "broken.R07-host": (
        "{room} 就设在 {village}，村走了警务室就没有地方（R07）",
        "{room} stands in {village}: without the village it has no site (R07)",
    ),
    "forbidden.absent": ("{other} 离岗至 {day}", "{other} is absent until {day}"),
    "forbidden.unavailable": (
        "名册注明 {other} 不可用（期限：{day}）",
        "the roster says that {other} is not available (until: {day})",
    ),
    "forbidden.not-police": (
        "警务室只能由民警负责，{other} 不是民警（{rule}）",
        "only police lead rooms, and {other} is not police ({rule})",
    ),
    "forbidden.police": (
        "这是辅警和助理的岗位，{other} 是民警（{rule}）",
        "this is a post for auxiliaries and assistants, and {other} is police ({rule})",
    ),
    "forbidden.station": (
        "{other} 属于 {own}，岗位在 {station}，而人员只在本派出所内安排（{rule}）",
        "{other} belongs to station {own}, the post to station {station}, and nobody is transferred between stations ({rule})",
    ),
    "forbidden.county": (
        "{other} 属于 {own}，岗位在 {station}，两所不在同一县区，而人员只在本县区内调配（{rule}）",
        "{other} belongs to station {own}, the post to station {station} of another county, and nobody is transferred between counties ({rule})",
    ),
    "forbidden.avoid": (
        "所辖 {all} 个村中有 {count} 个在 {other} 的回避名单内：{villages}（{rule}）",
        "{count} of the {all} villages are on {other}'s avoid list: {villages} ({rule})",
    ),
    "forbidden.home": (
        "{other} 是警务助理，只能在本村 {village} 服务（{rule}）",
        "{other} is an assistant and serves the home village {village} only ({rule})",
    ),
    "forbidden.scope": (
        "{village} 属于 {own}，{room} 属于 {beyond}，警务区不能跨界（{rule}）",
        "{village} belongs to {own} and {room} to {beyond}: no zone reaches over that line ({rule})",
    ),
    "forbidden.community": (
        "{village} 是社区，须单独设警务室（{rule}）",
        "{village} is a community and must have a room of its own ({rule})",
    ),
    "forbidden.communal-room": (
        "{room} 是社区 {village} 自己的警务室，不与他村共用（{rule}）",
        "{room} is the own room of community {village} and shared with nobody ({rule})",
    ),
    "forbidden.site": ("选址 {site} 标为禁用（{rule}）", "site {site} is marked as forbidden ({rule})"),
    "forbidden.required": (
        "现选址 {site} 标为必建，不能撤（{rule}）",
        "the present site {site} is required and cannot be given up ({rule})",
    ),
    "forbidden.site-scope": (
        "{room} 属于 {own}，选址 {site} 在 {beyond}，警务区不能跨界（{rule}）",
        "{room} belongs to {own} and site {site} lies in {beyond}: no zone reaches over that line ({rule})",
    ),
    "forbidden.site-community": (
        "{room} 是社区 {village} 自己的警务室，只能设在本社区（{rule}）",
        "{room} is the own room of community {village} and must stand in it ({rule})",
    ),
    "forbidden.taken": (
        "选址 {site} 已设有 {room}（{rule}）",
        "{room} stands at site {site} already ({rule})",
    ),
    "forbidden.far": (
        "从选址 {site} 到本社区超过规定的路程（{rule}）",
        "from site {site} the community is farther than allowed ({rule})",
    ),
    "forbidden.no-division": (
        "{scope} 的 {villages} 个村划成 {rooms} 个警务区、每区 {least} 至 {most} 个村，没有一种连片划分满足这个要求（{rule}、R06）；只改这一处的后果如下",
        "the {villages} villages of {scope} cannot be divided into {rooms} connected zones of {least} to {most} villages in that way ({rule}, R06)",
    ),
    "forbidden.far-apart": (
        "把两处连成一片至少要 {need} 个村，最多 {most} 个（R01、{rule}）",
        "a zone that holds both needs at least {need} villages, at most {most} are allowed (R01, {rule})",
    ),
}

_BASIS: dict[str, tuple[str, str]] = {
    "basis.none": ("没有其他选择可比。", "There is nothing to compare with."),
    "basis.exchange": (
        "以上是只动这一两个人、其他人都不动时的代价；若允许其他人跟着调整，代价可能更小，不会更大。要按全所重新安排来算，请加 --why-not 编号。",
        "These are the costs when only these one or two move and everybody else stays. With others moving too they may be less, never more: --why-not ID solves the station again.",
    ),
    "basis.nobody-else": (
        "同一范围内没有别人可以担任这个岗位，本人也没有别处可去。",
        "Nobody else may have this post, and the officer may go nowhere else.",
    ),
    "basis.resolve": (
        "已把这个要求定死，将 {scope} 的全部人员重新安排到最优，再与方案逐项比较。",
        "With this laid down, everybody in {scope} was posted anew as well as can be, and compared with the plan.",
    ),
    "basis.resolve-beside": (
        "现任者依规定不能离开这里，所以只能两人同在；已按此将 {scope} 的全部人员重新安排到最优，再与方案逐项比较。",
        "The present officer may not leave this place, so both would stand here. With this laid down, everybody in {scope} was posted anew as well as can be, and compared with the plan.",
    ),
    "basis.rules": (
        "按规定和事实逐条核对，不需要重新求解。",
        "Checked rule by rule and fact by fact; there was nothing to solve.",
    ),
    "basis.searched": (
        "已把全部连片的合规警务区列出来求解：没有一种划分能满足这个要求。",
        "All connected zones of the allowed sizes were listed: no division of the jurisdiction keeps it.",
    ),
    "basis.rule-R02": (
        "社区单独设室是硬性规定，没有别的警务室可比。",
        "A room of its own is a must for a community: there is no other room to compare with.",
    ),
    "basis.trade": (
        "以上是只改这一处、其他都不动时的准确代价（岗位另算）；若允许其他村跟着调整，代价可能更小。要按全辖区重新划分来算，请加 --why-not 编号。“民警分钟”是折算成的民警时间：路程按走访次数往返计，工作量不均和选址类别按政策中的比率折算。",
        "These are the exact costs when only this is changed and all else stays (posts not counted). With other villages moving too they may be less: --why-not ID divides the jurisdiction again. An officer-minute is a minute of an officer's time: travel there and back for every visit; uneven hours and the kind of site are converted at the rates of the policy.",
    ),
    "basis.no-neighbour": (
        "相邻的村都属于同一个警务区，近旁没有别的警务室可比；仍可用 --why-not 问任何一个警务室。",
        "All villages around belong to the same zone, so no other room lies next door; --why-not ID may still ask about any.",
    ),
    "basis.no-other-site": ("警务区内没有别的可用选址。", "There is no other site to choose."),
    "basis.communal": (
        "社区的警务室只在本社区内选址，代价是准确的（岗位另算）。“民警分钟”是折算成的民警时间：路程按走访次数往返计，工作量不均和选址类别按政策中的比率折算。",
        "The room of a community stands in it: the cost is exact (posts not counted). An officer-minute is a minute of an officer's time: travel there and back for every visit; uneven hours and the kind of site are converted at the rates of the policy.",
    ),
    "basis.rezone": (
        "已把这个要求定死，将 {scope} 仍按 {rooms} 个警务室重新划分到最省（已证明），再与方案比较；岗位另算。“民警分钟”是折算成的民警时间：路程按走访次数往返计，工作量不均和选址类别按政策中的比率折算。",
        "With this laid down, {scope} was divided anew into {rooms} rooms at the least cost (proven), and compared with the plan; posts are not counted. An officer-minute is a minute of an officer's time: travel there and back for every visit; uneven hours and the kind of site are converted at the rates of the policy.",
    ),
    "basis.rezone-unproven": (
        "已把这个要求定死，将 {scope} 仍按 {rooms} 个警务室重新划分，取找到的最省的一种（未证明）；岗位另算。“民警分钟”是折算成的民警时间：路程按走访次数往返计，工作量不均和选址类别按政策中的比率折算。",
        "With this laid down, {scope} was divided anew into {rooms} rooms at the least cost found (not proven), and compared with the plan; posts are not counted. An officer-minute is a minute of an officer's time: travel there and back for every visit; uneven hours and the kind of site are converted at the rates of the policy.",
    ),
    "basis.too-large": (
        "辖区 {scope} 太大，不能为一个问题重新划分；以上是只改这一处、其他都不动时的准确代价。“民警分钟”是折算成的民警时间：路程按走访次数往返计，工作量不均和选址类别按政策中的比率折算。",
        "Jurisdiction {scope} is too large to be divided anew for a question: these are the exact costs when only this is changed. An officer-minute is a minute of an officer's time: travel there and back for every visit; uneven hours and the kind of site are converted at the rates of the policy.",
    ),
}

_ALTERNATIVES: dict[str, tuple[str, str]] = {
    **{
        f"alternative.exchange.{tier}": (f"两人互换岗位：{zh}。", f"If the two exchanged posts, {en}.")
        for tier, ((zh, en), _) in _TIERS.items()
    },
    **{
        f"alternative.join.{tier}": (f"改到该处与人分担：{zh}。", f"If the officer went there instead, {en}.")
        for tier, ((zh, en), _) in _TIERS.items()
    },
    "alternative.better": (
        "这样反而更好（由 {before} 到 {after}）：方案在这一项上没有证明为最优。",
        "This would even be better ({after} instead of {before}): the plan is not proven the best here.",
    ),
    "alternative.exchange.order": (
        "两人互换岗位：没有任何一项变差，只按编号定先后。",
        "If the two exchanged posts, nothing would get worse: it is a tie, broken by id.",
    ),
    "alternative.join.order": (
        "改到该处与人分担：没有任何一项变差，只按编号定先后。",
        "If the officer went there instead, nothing would get worse: it is a tie, broken by id.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **_VERDICTS, **_CHOICES, **_EFFECTS, **_FORBIDDEN, **_BASIS, **_ALTERNATIVES,
}  # fmt: skip
