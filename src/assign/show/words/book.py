"""Words of the workbook: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "sheet.readme": ("说明", "Read me"),
    "sheet.rooms": ("警务室", "Rooms"),
    "sheet.villages": ("村级分配", "Villages"),
    "sheet.police": ("民警", "Police"),
    "sheet.auxiliaries": ("辅警", "Auxiliaries"),
    "sheet.figures": ("指标", "Figures"),
    "sheet.exceptions": ("问题", "Exceptions"),
    "sheet.changes": ("变更", "Changes"),
    "sheet.reasons": ("理由", "Reasons"),
    "sheet.policy": ("参数", "Policy"),
    "readme.what": (
        "本工作簿是警务方案的供阅版本，内容与 tables/ 中的表一致。",
        "This workbook is the plan for reading; it says the same as the files in tables/.",
    ),
    "readme.status": (
        "结论：{status}，与已证明的下界差距 {gap}。",
        "Status: {status}, {gap} from the proven lower bound.",
    ),
    "readme.redacted": (
        "本工作簿已脱敏：人员以代号表示，不含任何个人信息。",
        "Redacted: officers stand under pseudonyms, nothing else of them is in this workbook.",
    ),
    "readme.hash": ("方案编号", "Plan"),
    "readme.sheets": ("各页内容", "The sheets"),
    "readme.sheet-rooms": (
        "每个警务室一行：位置、服务的村、人口、工作量、路程、负责人",
        "a row a room: place, villages, people, hours, travel, lead",
    ),
    "readme.sheet-villages": (
        "每个村（社区）一行：归哪个警务室、由谁负责",
        "a row a village: its room, who answers for it",
    ),
    "readme.sheet-police": (
        "每名民警一行：所在警务室、能力与复杂度、工作量、是否调动",
        "a row a police officer: room, ability and complexity, hours, whether moved",
    ),
    "readme.sheet-auxiliaries": (
        "每名辅警、警务助理一行：负责的村",
        "a row an auxiliary or assistant: the villages served",
    ),
    "readme.sheet-figures": ("总成本、下界、各项指标和图", "cost, bound, figures and charts"),
    "readme.sheet-exceptions": (
        "规则未能完全满足之处、差多少、怎么办",
        "where a rule could not be met, by how much, what would mend it",
    ),
    "readme.sheet-changes": (
        "与现状相比：新设和撤销的警务室、调动的人员",
        "against today: rooms that open or close, officers who move",
    ),
    "readme.sheet-reasons": (
        "每个人为什么在这个岗位，为什么没有岗位",
        "why each officer stands there, or has no post",
    ),
    "readme.sheet-policy": ("现行规则、开关、数值和依据", "the rules in force: switches, numbers, sources"),
    "readme.propose": ("提出调整", "To propose a change"),
    "readme.propose-1": (
        "在“村级分配”“民警”“辅警”三页的“调整为”一列，从下拉列表中选择：村选另一个警务室，民警选警务室，辅警选村。",
        "In the column “Change to” of Villages, Police and Auxiliaries, choose from the list: another room for a village or for police, a village for an auxiliary.",
    ),
    "readme.propose-2": (
        "其他各列和表头请勿改动；可以筛选和排序。",
        "Leave the other columns and the heads as they are; filtering and sorting do no harm.",
    ),
    "readme.propose-3": (
        "存盘后运行 assign apply 方案文件夹 plan.xlsx：逐项说明违反哪条规则、多花多少，其余部分以最小变动重排。",
        "Save, then run: assign apply PLAN plan.xlsx. It says what each change breaks and costs, and plans the rest around it with the least change.",
    ),
    "readme.propose-4": (
        "重新求解时，改动过的工作簿会另存保留，不会丢失。",
        "When the case is solved again, a workbook that was changed by hand is set aside and kept.",
    ),
    "readme.not-listed": (
        "不在列表中。若表已排序，可直接填写编号。",
        "This is not in the list. If the sheet was sorted, an id may be typed.",
    ),
    "readme.terms": ("单位", "Units"),
    "chart.villages-per-room": ("每个警务室服务的村数", "Villages to a room"),
    "chart.villages-per-room-x": ("村数", "Villages"),
    "chart.hours-of-police": ("民警每月工作量", "Hours a month of police"),
    "chart.hours-of-police-x": ("小时/月", "Hours a month"),
    "chart.hours-of-others": ("辅警、警务助理每月工作量", "Hours a month of auxiliaries and assistants"),
    "chart.hours-of-others-x": ("小时/月", "Hours a month"),
    "chart.officers": ("人数", "Officers"),
    "differs.post": ("调岗", "moves"),
    "cli.workbook-kept": (
        "原来的 plan.xlsx 有人改动过，已另存为 {path}；其中的“调整为”没有用于这次求解（要落实请用 assign apply）。",
        "The plan.xlsx that was here had been changed by hand and is kept as {path}; its “Change to” had no part in "
        "this plan (assign apply takes it up).",
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
