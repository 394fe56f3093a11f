"""Words of the report: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "report.title": ("警务方案简报", "Report of the plan"),
    "report.proof": (
        "在现行规则和数据下，没有总成本更低的警务室布局：已证明的下界与方案成本相差 {gap}。",
        (
            "Under the rules and data given, no plan of rooms costs less: the proven lower bound is "
            "{gap} from the plan's cost."
        ),
    ),
    "report.no-proof": (
        "方案可行；已证明的下界与方案成本相差 {gap}，最多还有这么大的改进余地。",
        (
            "The plan is valid; the proven lower bound is {gap} from its cost, so it can be improved by "
            "no more than that."
        ),
    ),
    "report.figures": ("主要指标", "Key figures"),
    "report.objective": ("成本构成（民警·分钟/月）", "Cost by term (officer-minutes a month)"),
    "report.exceptions": ("问题", "Exceptions"),
    "report.no-exceptions": ("各条已执行的规则都得到满足。", "Every rule in force is met."),
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
        "线性规划的对偶价格给出下界；certificate.json 记录了这些价格，可独立复算。",
        (
            "Dual prices of the linear program give the lower bound; certificate.json holds them, so "
            "that anybody can recompute it."
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
    "report.later": ("此版本尚未执行的规则", "Rules not yet enforced in this version"),
    "report.inputs": ("输入文件", "Input files"),
}
