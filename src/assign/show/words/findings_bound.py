"""Sentences of the checked bound (`verify --bound`): key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "finding.bound-rooms": (
        "辖区 {entity_id} 的证书对 {found} 个警务室的情形交代有误；可能的个数为 {expected}，每个都须有价格且只有一次",
        "the certificate of {entity_id} is wrong about {found} rooms: {expected} are possible, each of them must "
        "have prices, once",
    ),
    "finding.bound-villages": (
        "辖区 {entity_id} 按 {expected} 个警务室定的价格与其村不符：{found}",
        "the prices of {entity_id} for {expected} rooms are not of its villages: {found}",
    ),
    "finding.bound-zones": (
        "辖区 {entity_id} 的证书写有 {found} 个连片警务区，重新列举为 {expected} 个",
        "the certificate of {entity_id} counts {found} connected zones, listed again there are {expected}",
    ),
    "finding.bound-kept": (
        "辖区 {entity_id} 的证书写有 {found} 个警务区落在差距之内，重新列举为 {expected} 个",
        "the certificate of {entity_id} has {found} zones within the gap, listed again there are {expected}",
    ),
    "finding.bound-undercut": (
        "辖区 {entity_id} 的价格不成立：警务区 {found} 比证明所说的更省，应为 {expected}",
        "the prices of {entity_id} do not hold: the zone {found} costs less than the proof says any can, expected {expected}",
    ),
    "finding.bound-none": (
        "辖区 {entity_id} 的证书称 {found} 个警务室没有方案，但未能证实；能确定的只有费用 {expected}",
        "the certificate of {entity_id} has no plan with {found} rooms, which is not certain: only a cost "
        "{expected} is",
    ),
    "finding.bound-open": (
        "辖区 {entity_id} 的下界 {found} 未能证实：自行搜索和第二个求解器都没有得出结论；能确定的只有 {expected}",
        "the bound {found} of {entity_id} could not be confirmed, by search or by a second solver: only {expected} "
        "is certain",
    ),
    "finding.bound-beaten": (
        "辖区 {entity_id} 的下界 {found} 不成立：有一个方案只需 {expected}",
        "the bound {found} of {entity_id} does not hold: there is a plan at {expected}",
    ),
    "finding.bound-shortfall": (
        "辖区 {entity_id} 放宽 {rule_id} 的村数（价格）{found} 未证明为最少：价格须 {expected}",
        "that {entity_id} must relax {rule_id} by {found} villages (price) is not proven: the price must be "
        "{expected}",
    ),
    "finding.bound-sizes": (
        "辖区 {entity_id} 只列举了 {found} 个村的警务区，不能证明 {rule_id} 最少放宽 {expected} 个村",
        "the zones of {found} villages listed for {entity_id} do not prove that {rule_id} is relaxed by {expected} "
        "villages at least",
    ),
    "finding.bound-not-certified": (
        "方案下界 {found} 未能证实；能确定的只有 {expected}",
        "the bound {found} of the plan could not be confirmed: only {expected} is certain",
    ),
    "finding.bound-budget": (
        "警务室总数提高到 {found}，各辖区合计最少只需 {expected}（{rule_id}）",
        "the budget was raised to {found} rooms, the jurisdictions can do with {expected} ({rule_id})",
    ),
}
