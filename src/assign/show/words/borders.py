"""Sentences of `assign borders`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "borders.cost": (
        "界线的代价每月在 {least} 至 {most} 人·分钟之间（{least_hours} 至 {most_hours} 人·小时），占 {least_share}% 至 {most_share}%。",
        "The borders cost between {least} and {most} officer-minutes a month ({least_hours} to {most_hours} officer-hours), "
        "{least_share}% to {most_share}%.",
    ),
    "borders.with": (
        "守界线（R05 {nesting}）：方案 {value}，已证明不会低于 {bound}。",
        "With borders (R05 {nesting}): plan {value}, proven to be no less than {bound}.",
    ),
    "borders.without": (
        "不守界线（R05 {nesting}）：方案 {value}，已证明不会低于 {bound}。",
        "Without (R05 {nesting}): plan {value}, proven to be no less than {bound}.",
    ),
    "borders.none": ("没有村改由别的派出所的警务室服务。", "No village is served by another station's room."),
    "borders.where": (
        "不守界线时，{count} 个村由别的派出所的警务室服务。以下分钟数为单程，只对比这两个方案，不是证明：",
        "Without borders, {count} villages are served by another station's room. "
        "Minutes are one way, between these two plans, and no proof:",
    ),
    "borders.pair": (
        "{first} 与 {second}：{count} 个村，单程共省 {saved} 分钟",
        "{first} and {second}: {count} villages, {saved} minutes saved in all",
    ),
    "borders.village": (
        "{village_id}（{station_id}）：改由 {other_station_id} 的 {other_room_id} 服务，省 {saved} 分钟",
        "{village_id} ({station_id}): served from {other_room_id} of {other_station_id}, {saved} minutes saved",
    ),
    "borders.more": ("另有 {count} 个村。", "And {count} more villages."),
    "usage.borders-order": (
        "第二个方案的界线应比第一个少（station、county、city 依次减少）；现为 {before} 和 {after}。先写守界线的方案。",
        "The second plan must have fewer borders than the first (station, county, city); found {before} and {after}. "
        "Give the plan with borders first.",
    ),
    "usage.borders-facts": (
        "两个方案除 R05 的 nesting 外不应有别的不同；不同之处：{found}。请用同一数据、同样的警务室数重新求解其中一个。",
        "The plans may differ in R05's nesting only; these differ: {found}. "
        "Solve one of them again with the same data and number of rooms.",
    ),
}
