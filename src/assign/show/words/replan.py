"""Sentences of re-planning: an earlier plan, pins, what has changed."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "earlier-other-case": (
        (
            "起始方案（{found}）里的 {villages} 个村没有一个在本案例中，例如 {first}。",
            "Not one of the {villages} villages of the earlier plan ({found}) is in this case, for example {first}.",
        ),
        ("同一案例的方案文件夹。", "A plan folder of the same case."),
        ("检查 --from 给出的路径。", "Check the path given with --from."),
    ),
    "pin-unknown": (
        ("锁定项“{found}”：没有“{name}”。", "Pin “{found}”: there is no “{name}”."),
        (
            "名册中的人员、案例中的村、候选场所的警务室编号；最接近的是 {nearest}。",
            "An officer of the roster, a village of the case, the room id of a candidate site; the nearest is {nearest}.",
        ),
        (
            "写法：警务室；村=警务室；人员=警务室；人员=村。",
            "Write ROOM, VILLAGE=ROOM, OFFICER=ROOM or OFFICER=VILLAGE.",
        ),
    ),
    "pin-twice": (
        (
            "锁定项“{found}”与另一项矛盾：已锁定在 {other}。",
            "Pin “{found}” contradicts another: it is pinned to {other}.",
        ),
        ("每个村、每个人只锁定一处。", "One place for each village and each officer."),
        ("删去其中一项。", "Remove one of the two."),
    ),
    "pin-forbidden": (
        (
            "锁定项“{found}”：场所 {site} 现已禁用，不能设警务室。",
            "Pin “{found}”: site {site} is forbidden now, so no room may stand there.",
        ),
        ("可以设警务室的场所（R07）。", "A site where a room may stand (R07)."),
        ("改用其他警务室，或解除该场所的禁用。", "Name another room, or allow the site."),
    ),
    "pin-own-room": (
        (
            "锁定项“{found}”：社区 {village} 独设警务室，不与他村合用。",
            "Pin “{found}”: community {village} has a room of its own and shares none.",
        ),
        ("社区只能锁定在本社区的场所（R02）。", "A community is pinned to a site of its own (R02)."),
        ("改用本社区的场所，或删去这一项。", "Name a site of the community, or remove the pin."),
    ),
    "pin-out-of-reach": (
        (
            "锁定项“{found}”：一方属于派出所 {station}，另一方属于 {other}，或者无路可达。",
            "Pin “{found}”: one belongs to station {station}, the other to {other}, or there is no way between them.",
        ),
        ("同一辖区以内（R05、R19.transfers）。", "Both within one jurisdiction (R05, R19.transfers)."),
        ("改用本所的警务室或村，或放宽规则。", "Name a room or village of the station, or relax the rule."),
    ),
    "pin-away": (
        ("锁定项“{found}”：此人目前不在岗。", "Pin “{found}”: the officer is not available."),
        ("在岗人员。", "An officer who is available."),
        ("更新名册，或删去这一项。", "Mend the roster, or remove the pin."),
    ),
    "pin-avoided": (
        (
            "锁定项“{found}”：此人对 {village} 应当回避。",
            "Pin “{found}”: the officer must not serve {village}.",
        ),
        ("不在回避名单上的村（R18）。", "A village that is not on the officer's avoid list (R18)."),
        ("换人，或删去这一项。", "Pin somebody else, or remove the pin."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **by_part(_FAULTS),
    "usage.from-redacted": (
        "{path} 是隐去人员的方案，看不出谁在哪里，不能作为起点；请用原方案。",
        "{path} is a plan without persons: nobody knows who stood where. Start from the plan itself.",
    ),
    "earlier.villages-gone": (
        "起始方案中的 {count} 个村已不在案例中：{ids}",
        "{count} villages of the earlier plan are no longer in the case: {ids}",
    ),
    "earlier.villages-new": (
        "案例中有 {count} 个村是起始方案没有的：{ids}",
        "{count} villages of the case are new since the earlier plan: {ids}",
    ),
    "earlier.rooms-gone": (
        "起始方案中的 {count} 个警务室所在场所已取消或禁用，所辖村只能改由他处服务：{ids}",
        "The sites of {count} rooms of the earlier plan are gone or forbidden, so their villages must change room: {ids}",
    ),
    "earlier.officers-gone": (
        "起始方案中的 {count} 名人员已不在名册中：{ids}",
        "{count} officers of the earlier plan are no longer on the roster: {ids}",
    ),
    "replan.changes": (
        "与起始方案相比：{villages} 个村更换警务室；警务室保留 {rooms_kept} 个、新设 {rooms_opened} 个、撤销 {rooms_closed} 个；调动 {officers} 人",
        "Against the earlier plan: {villages} villages change room; rooms: {rooms_kept} kept, {rooms_opened} opened, "
        "{rooms_closed} closed; {officers} officers move",
    ),
    "cli.parent-gone": (
        "起始方案 {path} 已不在原处：依据 run.json 中的记录复核。",
        "The earlier plan {path} is not there any more: its record in run.json is what is checked against.",
    ),
    "impossible.changes-money": (
        "更换警务室的村数不超过上限时，设室费用为 {need}，超过 {carry}（R08.cost 与 R19.max_changes 冲突）；请放宽其一。",
        "With no more villages changing room than allowed, the rooms cost {need}, more than {carry} (R08.cost against "
        "R19.max_changes). Relax one of them.",
    ),
    "replan.gain": (
        "调整使每月总成本降低 {gain} 分钟，平均每个更换警务室的村 {each} 分钟（更换代价不计在内）",
        "The changes save {gain} minutes a month, {each} for each village that changes room (what changing costs left out)",
    ),
    "replan.no-standing": (
        "按现在的情况，起始方案不能原样保留，因此没有可比的成本",
        "The earlier plan cannot stand as it was under the present facts, so there is no cost to compare with",
    ),
    "remedy.R19-changes": (
        "至少有 {made} 个村更换警务室，超过 R19.max_changes 规定的 {most} 个；请提高上限。",
        "At least {made} villages change room, more than the {most} of R19.max_changes. Raise it.",
    ),
    "finding.pin-broken": (
        "锁定项 {entity_id} 没有遵守：现为 {found}。",
        "Pin {entity_id} does not hold: it is {found}.",
    ),
    "finding.changes-wrong": (
        "变更记录 {entity_id} 为 {found}，应为 {expected}。",
        "The record of changes says {entity_id} = {found}, but it is {expected}.",
    ),
    "finding.parent-differs": (
        "起始方案 {entity_id} 与记录不符：{found}，应为 {expected}。",
        "The earlier plan does not say what the record does of {entity_id}: {found} instead of {expected}.",
    ),
}
