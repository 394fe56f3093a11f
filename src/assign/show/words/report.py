"""Words of the report: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "report.title": ("警务方案简报", "Report of the plan"),
    "report.proof": (
        "在现行规则和数据下，没有更省的警务室布局：已证明任何布局的成本都不会更低（差距 {gap}）。",
        ("Under the rules and data given, no other layout of rooms costs less; this is proven (gap {gap})."),
    ),
    "report.no-proof": (
        "方案可行，但尚未证明最优：已证明成本最多还能降低 {gap}。",
        (
            "The plan is valid but not proven to be the best: it is proven that its cost can fall by no more than {gap}."
        ),
    ),
    "report.figures": ("主要指标", "Key figures"),
    "report.objective": ("成本构成（民警·分钟/月）", "Cost by term (officer-minutes a month)"),
    "report.exceptions": ("问题", "Exceptions"),
    "report.no-exceptions": ("各条已执行的规则都得到满足。", "Every rule in force is met."),
    "report.no-exceptions-places": (
        "涉及警务室的规则都得到满足。没有人员花名册，人员方面的规则未作检查。",
        "Every rule about rooms and zones is met. There is no roster: the rules about officers were not looked at.",
    ),
    "report.more": (
        "另有 {count} 条，见 plan.xlsx 的“问题”一页。",
        "{count} more stand in plan.xlsx, sheet “Exceptions”.",
    ),
    "report.method": ("方法", "Method"),
    "report.method-1": (
        "每个派出所单独求解；警务区不跨辖区、连成一片。",
        "Each station is solved on its own; a zone stays inside it and is contiguous.",
    ),
    "report.method-2": (
        "列出村数合适的所有连片组合，每个组合选成本最低的警务室位置。",
        (
            "All connected groups of villages of an allowed size are listed, each with its best site for "
            "the room."
        ),
    ),
    "report.method-3": (
        "成本以民警·分钟/月计：走访路途、各区工作量与目标之差、场所优劣。",
        "Cost is in officer-minutes a month: travel of visits, hours off the target, rank of the site.",
    ),
    "report.method-4": (
        "从全部组合中选出恰好覆盖每个村一次、总成本最低的一套。",
        "Among all groups, the set is chosen that covers each village exactly once at the least total cost.",
    ),
    "report.method-5": (
        "另行算出任何布局都省不过的最低成本（下界），与本方案比较；依据记在 certificate.json 里，可独立复算。",
        (
            "A cost below which no layout can go (the lower bound) is reckoned beside the plan's; certificate.json "
            "holds the figures, so that anybody can recompute it."
        ),
    ),
    "report.method-6": (
        "各派出所警务室数由全局预算精确分配。",
        "The number of rooms of each station follows from the total budget, exactly.",
    ),
    "report.method-7": (
        "规则无法满足时，只放宽最少的村数，并逐一列出。",
        "Where a rule cannot be met, it is relaxed by as little as possible, and listed.",
    ),
    "report.method-8": (
        "路程沿道路计算；没有道路数据时，以直线距离折算。",
        "Travel is by road; without roads it is the straight line times a factor.",
    ),
    "report.method-9": (
        "人员安排：先保证每室有负责人、每村有辅警，再看能力与复杂度相称、少调动。",
        (
            "People: first a lead for each room and an auxiliary for each village, then ability to match "
            "complexity, then few moves."
        ),
    ),
    "report.method-10": (
        "方案由不使用优化程序的核验程序复核（assign verify）。",
        "The plan is re-checked by assign verify, which does not use the optimiser.",
    ),
    "report.assumed": ("缺失、假定与修正", "What was missing, assumed or mended"),
    "report.nothing-assumed": ("没有。", "Nothing."),
    "report.times": ("{sentence}（{count} 处）", "{sentence} ({count} places)"),
    "usage.no-browser": (
        "没有找到 Chromium、Chrome 或 Edge，未生成 PDF。{page} 已写好：用任一浏览器打开，按 Ctrl+P 打印为 PDF（A3 横向）；也可用环境变量 ASSIGN_BROWSER 指明浏览器。",
        "No Chromium, Chrome or Edge was found, so there is no PDF. {page} is written: open it in any browser and "
        "print it (Ctrl+P, A3 landscape, to PDF), or name a browser in ASSIGN_BROWSER.",
    ),
    "usage.browser-failed": (
        "{browser} 没有生成 PDF：{text}。{page} 已写好：用浏览器打开，按 Ctrl+P 打印为 PDF（A3 横向）。",
        "{browser} made no PDF: {text}. {page} is written: open it in a browser and print it (Ctrl+P, A3 landscape).",
    ),
    "report.plan": ("方案编号", "Plan"),
    "report.redacted": ("已脱敏", "redacted"),
    "report.map": ("警务区和警务室", "Zones and rooms"),
    "report.sign-room": ("警务室", "police room"),
    "report.sign-own": ("社区警务室", "community's own room"),
    "report.sign-open": ("没有负责人", "without a lead"),
    "report.sign-zone": ("警务区（相邻不同色）", "zone (neighbours differ)"),
    "report.sign-station": ("派出所辖区", "station"),
    "report.plots": ("路程和工作量", "Travel and hours"),
    "report.access": ("到警务室不超过若干分钟的比例", "Within so many minutes of the room"),
    "report.minutes": ("分钟，沿道路", "minutes by road"),
    "report.villages": ("村", "villages"),
    "report.people": ("人口", "people"),
    "report.hours-police": ("民警每月工作量（小时）", "Hours: police"),
    "report.hours-others": ("辅警、助理每月工作量（小时）", "Hours: auxiliaries, assistants"),
    "report.hours-zones": ("农村警务区每月工作量（小时）", "Hours: rural zones"),
    "report.zones-by-rank": ("由少到多，占警务区数 %", "zones from least to most, %"),
    "report.least-to-most": ("由少到多，占人数 %", "officers from least to most, %"),
    "report.today": ("不作调动", "nobody moves"),
    "report.in-plan": ("按方案", "the plan"),
    "report.today-means": (
        "“不作调动”：各人仍在花名册上的岗位；无人负责的村不计入。",
        "“Nobody moves”: all stay where the roster has them; villages that nobody serves are left out.",
    ),
    "report.where": ("处", "Where"),
    "report.example": ("首例：实际与应为，如何解决", "The first: found, expected, what would mend it"),
    "report.found": ("实际 {found}，应为 {expected}。", "found {found}, expected {expected}."),
    "report.more-groups": ("另有 {count} 类，见背页。", "{count} more kinds on the pages behind."),
    "report.more-assumed": ("另有 {count} 条，见背页。", "{count} more on the pages behind."),
    "report.exception-list": ("问题明细", "Exceptions one by one"),
    "report.all-figures": ("全部指标", "All figures"),
    "report.all-assumed": ("缺失、假定与修正：全部", "What was missing, assumed or mended: all"),
    "report.later": ("此版本尚未执行的规则", "Rules not yet enforced in this version"),
    "report.inputs": ("输入文件", "Input files"),
}
