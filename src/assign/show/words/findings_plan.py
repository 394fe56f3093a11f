"""Sentences of findings about the plan as a whole, and of the faults of its folder."""

from __future__ import annotations

_REPORTED: dict[str, tuple[str, str]] = {
    "finding.report-missing": (
        "报告表缺少一行：{entity_id}",
        "a row of what the rules report is missing: {entity_id}",
    ),
    "finding.report-extra": (
        "报告表多出一行：{entity_id}",
        "what the rules report has a row too many: {entity_id}",
    ),
    "finding.report-twice": (
        "报告表的一行出现 {found} 次：{entity_id}",
        "a row of what the rules report stands {found} times: {entity_id}",
    ),
    "finding.report-wrong": (
        "报告表中 {entity_id} 写作 {found}，重算为 {expected}",
        "what the rules report says {entity_id} is {found}, recomputed {expected}",
    ),
    "finding.contact-twice": (
        "{entity_id} 在领导联系点中出现 {found} 次，应只出现一次",
        "{entity_id} stands {found} times among the leaders' contacts, once expected",
    ),
    "finding.contact-reach": (
        "领导 {entity_id} 的联系点 {found} 不在其县区 {expected}",
        "the contact room {found} of leader {entity_id} lies outside county {expected}",
    ),
    "finding.contact-fewer": (
        "只安排了 {found} 个领导联系点，可以安排 {expected} 个",
        "{found} leaders have a contact room, {expected} could",
    ),
    "finding.contact-spread": (
        "领导联系点过于集中在少数派出所：集中度 {found}，可以降到 {expected}",
        "the leaders' contact rooms crowd at few stations: {found}, where {expected} could be had",
    ),
    "finding.contact-hardness": (
        "领导联系点的复杂度合计为 {found}，可以达到 {expected}",
        "the leaders' contact rooms have a complexity of {found} together, {expected} could be had",
    ),
}

_WHOLE: dict[str, tuple[str, str]] = {
    "finding.not-finite": (
        "{entity_id} 的数值 {found} 不是有限数",
        "{entity_id} has {found}, which is not a finite number",
    ),
    "finding.input-changed": (
        "输入 {entity_id} 与制定方案时不同：当时的 SHA-256 为 {found}，现在为 {expected}",
        "input {entity_id} is not the one the plan was made from: SHA-256 then {found}, now {expected}",
    ),
    "finding.exception-missing": (
        "{entity_id} 违反 {rule_id}（数值 {expected}），但例外清单中没有列出",
        "{entity_id} breaks {rule_id} ({expected}) and is not listed as an exception",
    ),
    "finding.exception-false": (
        "例外清单称 {entity_id} 违反 {rule_id}，实际并没有",
        "the exceptions say that {entity_id} breaks {rule_id}, which it does not",
    ),
    "finding.exception-twice": (
        "{entity_id} 违反 {rule_id} 的例外列了 {found} 次",
        "the exception of {entity_id} to {rule_id} is listed {found} times",
    ),
    "finding.exception-found": (
        "{entity_id} 违反 {rule_id} 的例外写作“{found}”，实际为 {expected}",
        "the exception of {entity_id} to {rule_id} says “{found}”, in truth {expected}",
    ),
    "finding.objective-term": (
        "目标值 {entity_id} 写作 {found}，重算为 {expected}（民警分钟/月）",
        "objective {entity_id} is {found} in the plan, recomputed {expected} officer-minutes a month",
    ),
    "finding.relaxed-villages": (
        "{rule_id} 放宽的村数写作 {found}，重算为 {expected}",
        "{rule_id} is relaxed by {found} villages in the plan, recomputed {expected}",
    ),
    "finding.certificate-scope": (
        "范围 {entity_id} 有 {found} 份证书，应有 {expected} 份",
        "scope {entity_id} has {found} certificates, {expected} expected",
    ),
    "finding.certificate-rooms": (
        "范围 {entity_id} 的证书写作 {found} 个警务室，方案中有 {expected} 个",
        "the certificate of {entity_id} speaks of {found} rooms, the plan has {expected}",
    ),
    "finding.certificate-objective": (
        "范围 {entity_id} 的证书费用为 {found}，重算为 {expected}",
        "the certificate of {entity_id} has cost {found}, recomputed {expected}",
    ),
    "finding.certificate-relaxed": (
        "范围 {entity_id} 的证书放宽村数为 {found}，重算为 {expected}",
        "the certificate of {entity_id} relaxes by {found} villages, recomputed {expected}",
    ),
    "finding.certificate-villages": (
        "范围 {entity_id} 的证明价格与其村不符：多出 {found}，缺少 {expected}",
        "the prices in the proof of {entity_id} are not of its villages: too many {found}, missing {expected}",
    ),
    "finding.certificate-sizes": (
        "范围 {entity_id} 的证书只列举了 {found} 个村的警务区，方案中有 {expected} 个村的",
        "the certificate of {entity_id} lists zones of {found} villages, the plan has zones of {expected}",
    ),
    "finding.certificate-lp-bound": (
        "范围 {entity_id} 的下界为 {found}，由证明价格相加为 {expected}",
        "the bound of {entity_id} is {found}, its prices add up to {expected}",
    ),
    "finding.certificate-order": (
        "范围 {entity_id} 的三个值 {found} 不满足 {expected}",
        "the numbers {found} of {entity_id} do not satisfy {expected}",
    ),
    "finding.certificate-status": (
        "范围 {entity_id} 的状态写作 {found}，按其下界应为 {expected}",
        "scope {entity_id} has status {found}, by its bound it is {expected}",
    ),
    "finding.certificate-price": (
        "范围 {entity_id} 的放宽价格为 {found}，应为 {expected}",
        "the shortfall price of {entity_id} is {found}, expected {expected}",
    ),
    "finding.certificate-method": (
        "范围 {entity_id} 的证明方法“{found}”未知，应为 {expected} 之一",
        "the method “{found}” of {entity_id} is unknown, expected one of {expected}",
    ),
    "finding.shortage-avoidable": (
        "{entity} {entity_id} 的短缺本可避免：{expected} 有空且不需回避（现：{found}）",
        "the shortage at {entity} {entity_id} could be avoided: {expected} is free and not barred (found {found})",
    ),
    "finding.certificate-cut": (
        "范围 {entity_id} 的割平面“{found}”不成立：应为本范围的三个村，价格 {expected}",
        "the cut “{found}” of {entity_id} is none: expected three villages of the scope and a price {expected}",
    ),
    "finding.certificate-kept": (
        "范围 {entity_id} 的列举数 {found} 不满足 {expected}",
        "the counts {found} of {entity_id} do not satisfy {expected}",
    ),
    "finding.certificate-prices": (
        "警务室 {entity_id} 的警务区按证明价格为 {found}，高于其费用 {expected}，证明不成立",
        "the prices in the proof value the zone of {entity_id} at {found}, more than its cost {expected}: no proof",
    ),
    "finding.bound-above": (
        "下界 {found} 高于方案费用（{expected}）",
        "the bound {found} stands above the cost of the plan ({expected})",
    ),
    "finding.bound-unproven": (
        "下界 {found} 没有证明，证书只支持 {expected}",
        "the bound {found} is not proven, the certificates carry {expected}",
    ),
    "finding.gap-wrong": (
        "差距写作 {found}，由费用和下界重算为 {expected}",
        "the gap is {found} in the plan, by cost and bound {expected}",
    ),
    "finding.status-without-plan": (
        "状态 {found} 表示没有方案，却有方案在此",
        "status {found} means that there is no plan, yet here is one",
    ),
    "finding.status-wrong": (
        "状态写作 {found}，但证书不能证明，只能是 {expected}",
        "the status is {found}, which the certificates do not prove: it is {expected}",
    ),
    "finding.target-hours": (
        "每个农村警务室的目标工作量写作 {found} 小时，重算为 {expected} 小时",
        "the target of a rural room is {found} hours in the plan, recomputed {expected}",
    ),
    "finding.policy-changed": (
        "策略 {entity_id} 在 run.json 中为 {found}，案例中为 {expected}",
        "setting {entity_id} is {found} in run.json, {expected} in the case",
    ),
    "finding.rules-not-enforced": (
        "尚未执行的规则写作 {found}，应为 {expected}",
        "the rules not yet enforced are given as {found}, expected {expected}",
    ),
    "finding.link-wrong": (
        "连接 {entity_id} 在方案中为 {found} 分钟，重算为 {expected} 分钟（{rule_id}）",
        "link {entity_id} takes {found} minutes in the plan, recomputed {expected} ({rule_id})",
    ),
    "finding.metric-wrong": (
        "指标 {entity_id} 写作 {found}，重算为 {expected}",
        "metric {entity_id} is {found} in the plan, recomputed {expected}",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # a sentence read back from a table
    "text": ("{text}", "{text}"),
    "text.both": ("{zh}", "{en}"),
    **_WHOLE,
    **_REPORTED,
}
