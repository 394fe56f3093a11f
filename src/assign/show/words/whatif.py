"""Sentences of scenarios, frontiers and alternatives."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "whatif.scenarios": ("情景比较", "Scenarios side by side"),
    "whatif.frontier": ("警务室数与效果", "What rooms are worth"),
    "whatif.alternatives": ("相近方案", "Plans nearly as good"),
    "whatif.base": ("现方案", "as it is"),
    "whatif.name": ("方案", "plan"),
    "whatif.rooms": ("警务室", "rooms"),
    "whatif.objective.total": ("总工作量（分钟/月）", "cost (min a month)"),
    "whatif.objective.change": ("比现方案", "change"),
    "whatif.objective.travel": ("路程（分钟/月）", "travel (min a month)"),
    "whatif.objective.balance": ("工时不均（分钟/月）", "imbalance (min a month)"),
    "whatif.gap": ("与下界差距", "gap"),
    "whatif.mean_travel_min": ("平均路程（分钟）", "mean travel (min)"),
    "whatif.p90_travel_min": ("九成的村不超过（分钟）", "9 in 10 within (min)"),
    "whatif.max_travel_min": ("最远路程（分钟）", "farthest (min)"),
    "whatif.max_room_hours": ("最忙警务室（小时）", "busiest room (h)"),
    "whatif.min_room_hours": ("最闲警务室（小时）", "least busy room (h)"),
    "whatif.rooms_closed": ("撤销", "closed"),
    "whatif.rooms_opened": ("新设", "opened"),
    "whatif.rooms_moved": ("迁址", "moved"),
    "whatif.villages_changed": ("换警务室的村", "villages with another room"),
    "whatif.worse_off": ("路程变远的村", "villages farther off"),
    "whatif.officers_changed": ("变动的人员", "officers who change"),
    "whatif.rooms_without_lead": ("无负责人的警务室", "rooms without lead"),
    "whatif.seconds": ("秒", "seconds"),
    "whatif.impossible": ("做不到", "impossible"),
    "whatif.target": (
        "各方案的成本可以比较：每个农村警务室的目标工时一律取现方案的 {hours} 小时（R08.target_hours）。",
        "Costs compare: in every plan the target of a rural room is that of the plan as it is, {hours} hours "
        "(R08.target_hours).",
    ),
    "whatif.own-target": (
        "各方案按各自的预算计算目标工时，成本不可直接比较。",
        "Each plan has the target hours of its own budget: their costs do not compare.",
    ),
    "whatif.proven": (
        "每一行都是经过复核的方案，差距为 0 的已证明最优。",
        "Each line is a plan that was verified; where the gap is 0 it is proven optimal.",
    ),
    "whatif.alternatives-said": (
        "成本不超过最优方案 {slack} 的方案。换警务室同样多的方案中，没有更省的；换得更多的方案可能还有。",
        "Plans that cost at most {slack} more than the best. None that differs as much is cheaper; one that differs "
        "still more may exist.",
    ),
    "whatif.rooms-only": ("只比较布点，不含人员。", "Rooms only, officers left out."),
    "whatif.done": (
        "{name}：{rooms} 个警务室；{known} 个辖区沿用已有结果，{solved} 个重新求解；{seconds} 秒，其中准备数据 {read} 秒",
        "{name}: {rooms} rooms; {known} jurisdictions known, {solved} solved; {seconds} s, {read} s of it reading",
    ),
    "whatif.refused": ("{name}：做不到", "{name}: impossible"),
    "whatif.read-again": ("（重新读取了数据）", "(files read again)"),
    "whatif.changes": ("变化", "What changes"),
    "whatif.entity.village": ("村", "village"),
    "whatif.entity.room": ("警务室", "room"),
    "whatif.entity.officer": ("人员", "officer"),
    "whatif.what.new": ("新设", "new"),
    "whatif.what.gone": ("撤销", "gone"),
    "whatif.what.room": ("换警务室", "another room"),
    "whatif.what.moved": ("迁址", "moved"),
    "whatif.what.zone": ("警务区调整", "other villages"),
    "whatif.what.villages": ("负责的村调整", "other villages"),
    "whatif.what.lead": ("负责人变动", "lead"),
    "whatif.more": ("…… 还有 {count} 处", "… and {count} more"),
    "whatif.written": ("已写出：{path}", "written: {path}"),
    "usage.range": (
        "警务室数应写成 起:止:步长，例如 60:90:5；现为“{found}”。",
        "A range of rooms is from:to:step, for example 60:90:5; found “{found}”.",
    ),
    "usage.slack": (
        "余量应写成百分数，例如 3%；现为“{found}”。",
        "A slack is a percentage, for example 3%; found “{found}”.",
    ),
    "usage.no-scenarios": (
        "案例里没有 [scenario.NAME]；请写上要比较的情景。",
        "The case has no [scenario.NAME]; write down what is to be compared.",
    ),
}
