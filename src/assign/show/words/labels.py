"""Labels of tables, workbook and report, and terms that the map shares: key -> (Chinese, English)."""

from __future__ import annotations

_COLUMNS: dict[str, tuple[str, str]] = {
    "column.village_id": ("村代码", "Village id"),
    "column.name": ("名称", "Name"),
    "column.kind": ("类型", "Kind"),
    "column.station_id": ("派出所", "Station"),
    "column.station_name": ("派出所名称", "Station name"),
    "column.room_id": ("警务室", "Room"),
    "column.is_host": ("设警务室", "Hosts the room"),
    "column.has_workstation": ("设工作站", "Work station"),
    "column.travel_min": ("到警务室（分钟）", "To the room (min)"),
    "column.complexity": ("治理复杂度", "Complexity"),
    "column.hours": ("工作量（小时/月）", "Hours a month"),
    "column.lead_officer_id": ("包村民警", "Lead"),
    "column.auxiliary_ids": ("辅警、警务助理", "Auxiliaries, assistants"),
    "column.host_village_id": ("所在村代码", "Host village id"),
    "column.host_name": ("所在村", "Host village"),
    "column.site_id": ("选址点", "Site"),
    "column.site_kind": ("场所", "Kind of site"),
    "column.status": ("现状", "Status of the site"),
    "column.lon": ("经度", "Longitude"),
    "column.lat": ("纬度", "Latitude"),
    "column.villages": ("服务的村", "Villages served"),
    "column.village_count": ("村数", "Villages"),
    "column.population": ("人口", "People"),
    "column.area_id": ("片区", "Area"),
    "column.mean_travel_min": ("平均路程（分钟）", "Mean travel (min)"),
    "column.max_travel_min": ("最远路程（分钟）", "Farthest (min)"),
    "column.officer_id": ("编号", "Officer id"),
    "column.officer_name": ("姓名", "Officer"),
    "column.role": ("岗位", "Role"),
    "column.village_ids": ("负责的村", "Villages"),
    "column.is_lead": ("警务室负责人", "Leads a room"),
    "column.is_chief": ("片区警长", "Area chief"),
    "column.mentor_id": ("带教人", "Mentor"),
    "column.village_post": ("拟任村职", "Post in the village"),
    "column.ability": ("警务能力", "Ability"),
    "column.changed": ("有调整", "Moved"),
    "column.reason": ("理由", "Reason"),
    "column.chief_officer_id": ("片区警长", "Area chief"),
    "column.room_ids": ("警务室", "Rooms"),
    "column.rule_id": ("规则", "Rule"),
    "column.rule_title": ("规则名称", "What the rule asks"),
    "column.severity": ("程度", "Severity"),
    "column.entity": ("对象", "What"),
    "column.entity_id": ("对象编号", "Which"),
    "column.found": ("实际", "Found"),
    "column.expected": ("应为", "Expected"),
    "column.remedy": ("办法", "Remedy"),
    "column.change_to": ("调整为", "Change to"),
    "column.figure": ("指标", "Figure"),
    "column.value": ("数值", "Value"),
    "column.setting": ("参数", "Setting"),
    "column.switch": ("开关", "Switch"),
    "column.source": ("依据", "Source"),
    "column.enforced": ("已执行", "Enforced"),
}

_TERMS: dict[str, tuple[str, str]] = {
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "kind.rural": ("农村", "Rural"),
    "kind.urban": ("城市社区", "Urban"),
    "role.police": ("民警", "Police"),
    "role.auxiliary": ("辅警", "Auxiliary"),
    "role.assistant": ("警务助理", "Assistant"),
    "site.office": ("村委会", "Village office"),
    "site.square": ("广场", "Square"),
    "site.service_centre": ("便民服务中心", "Service centre"),
    "site.estate": ("小区", "Housing estate"),
    "site.hospital": ("医院", "Hospital"),
    "site.school": ("学校", "School"),
    "site-status.candidate": ("拟新设", "New"),
    "site-status.existing": ("现有", "Existing"),
    "site-status.required": ("必设", "Required"),
    "site-status.forbidden": ("禁设", "Forbidden"),
    "severity.error": ("错误", "Error"),
    "severity.warning": ("提醒", "Warning"),
    "severity.note": ("说明", "Note"),
    "entity.village": ("村", "Village"),
    "entity.room": ("警务室", "Police room"),
    "entity.station": ("派出所", "Station"),
    "entity.officer": ("人员", "Officer"),
    "entity.link": ("连接", "Join"),
    "entity.site": ("选址点", "Site"),
    "entity.county": ("县区", "County"),
    "entity.case": ("全局", "Case"),
    "entity.city": ("全市", "City"),
    "entity.plan": ("方案", "Plan"),
    "status.optimal": ("已证明最优", "Proven optimal"),
    "status.feasible": ("可行", "Feasible"),
    "status.infeasible": ("无解", "Impossible"),
    "status.infeasible?": ("存疑", "Disputed"),
    "status.unknown": ("未得出", "Unknown"),
    "status.interrupted": ("中途停止，保留最好方案", "Stopped, best plan kept"),
    "unit.min": ("分钟", "min"),
    "unit.hours": ("小时", "h"),
    "unit.people": ("人", "people"),
    "unit.percent": ("%", "%"),
}

_FIGURES: dict[str, tuple[str, str]] = {
    "figure.villages": ("村和社区", "Villages"),
    "figure.urban_villages": ("其中城市社区", "of them urban"),
    "figure.population": ("人口", "Population"),
    "figure.stations": ("派出所", "Stations"),
    "figure.rooms": ("警务室", "Police rooms"),
    "figure.workstations": ("警务工作站", "Work stations"),
    "figure.mean_travel_min": ("到警务室平均路程", "Mean travel to the room"),
    "figure.mean_travel_people_min": ("按人口加权的平均路程", "Mean travel, weighted by people"),
    "figure.median_travel_min": ("一半的村不超过", "Half the villages within"),
    "figure.p95_travel_min": ("九成五的村不超过", "95 villages in 100 within"),
    "figure.spread_room_hours": ("农村警务区工作量离散程度", "Spread of hours among rural zones"),
    "figure.target_room_hours": ("每个农村警务区目标工作量", "Target hours of a rural zone"),
    "figure.polsby_popper_mean": (
        "警务区紧凑度，平均（Polsby–Popper）",
        "Compactness of zones, mean (Polsby–Popper)",
    ),
    "figure.polsby_popper_least": (
        "警务区紧凑度，最低（Polsby–Popper）",
        "Compactness of zones, least (Polsby–Popper)",
    ),
    "figure.reock_mean": ("警务区紧凑度，平均（Reock）", "Compactness of zones, mean (Reock)"),
    "figure.p90_travel_min": ("九成的村不超过", "Nine villages in ten within"),
    "figure.max_travel_min": ("最远的村", "Farthest village"),
    "figure.villages_per_room": ("每个农村警务室服务村数", "Villages to a rural room"),
    "figure.mean_room_hours": ("农村警务区平均月工作量", "Hours a month of a rural zone, mean"),
    "figure.min_room_hours": ("农村警务区最少月工作量", "Hours a month of a rural zone, least"),
    "figure.max_room_hours": ("农村警务区最多月工作量", "Hours a month of a rural zone, most"),
    "figure.posts_police": ("在岗民警", "Police in posts"),
    "figure.posts_auxiliary": ("在岗辅警", "Auxiliaries in posts"),
    "figure.posts_assistant": ("在岗警务助理", "Assistants in posts"),
    "figure.rooms_without_lead": ("没有负责人的警务室", "Rooms without a lead"),
    "figure.villages_without_auxiliary": ("没有辅警的村", "Villages without an auxiliary"),
    "figure.moved": ("调整岗位的人员", "Officers moved"),
    "figure.unused": ("未安排的人员", "Officers without a post"),
    "objective.total": ("总成本（民警·分钟/月）", "Total cost (officer-minutes a month)"),
    "objective.travel": ("路途", "Travel"),
    "objective.balance": ("工作量不均衡", "Imbalance of hours"),
    "objective.site": ("场所", "Sites"),
    "objective.relaxed_villages": ("R01 放宽的村数", "Villages by which R01 is relaxed"),
    "objective.bound": ("已证明的下界", "Proven lower bound"),
    "objective.gap": ("差距", "Gap"),
    "objective.status": ("结论", "Status"),
}

_SHEETS: dict[str, tuple[str, str]] = {
    "sheet.readme": ("说明", "Read me"),
    "sheet.rooms": ("警务室", "Rooms"),
    "sheet.villages": ("村级分配", "Villages"),
    "sheet.police": ("民警", "Police"),
    "sheet.auxiliaries": ("辅警", "Auxiliaries"),
    "sheet.figures": ("指标", "Figures"),
    "sheet.exceptions": ("问题", "Exceptions"),
    "sheet.policy": ("参数", "Policy"),
    "readme.what": (
        "本工作簿是警务方案的供阅版本，内容与 tables/ 中的表一致。",
        "This workbook is the plan for reading; it says the same as the files in tables/.",
    ),
    "readme.status": (
        "结论：{status}，与已证明的下界差距 {gap}。",
        "Status: {status}, {gap} from the proven lower bound.",
    ),
    "readme.change": (
        "如需调整，请在“调整为”一列从下拉列表中选择警务室；其他列请勿改动。",
        "To propose a change, choose a room in the column “Change to”; leave the other columns as they are.",
    ),
    "readme.exceptions": (
        "“问题”一页列出规则未能完全满足之处，以及解决办法。",
        "The sheet “Exceptions” lists where a rule could not be met in full, and what would mend it.",
    ),
    "readme.later": (
        "此版本尚未执行的规则：{rules}。",
        "Rules that this version does not enforce yet: {rules}.",
    ),
    "readme.hours": (
        "工作量以民警·小时/月计；复杂度和能力为 0–100。",
        "Workload is in officer-hours a month; complexity and ability run from 0 to 100.",
    ),
    "readme.page": ("第 &P 页，共 &N 页", "Page &P of &N"),
}

_REPORT: dict[str, tuple[str, str]] = {
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

_USAGE: dict[str, tuple[str, str]] = {
    "usage.not-a-plan": (
        "{folder} 不是方案文件夹（没有 run.json），不会覆盖。请另选一个文件夹。",
        "{folder} is not a plan folder (it has no run.json) and is left alone. Choose another folder.",
    ),
    "usage.plan-folder-busy": (
        "另一个程序正在写 {folder}。请等它结束，或另选一个文件夹。",
        "Another run is writing {folder}. Wait until it ends, or choose another folder.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **_COLUMNS,
    **_TERMS,
    **_FIGURES,
    **_SHEETS,
    **_REPORT,
    **_USAGE,
}
