"""Sentences of `robust` and `backtest`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "usage.backtest": (
        "{until} 前后都要有带日期的警情；数据的日期从 {first} 到 {last}",
        "Dated incidents are needed before and after {until}; those there are run from {first} to {last}",
    ),
    "usage.date": (
        "“{found}”不是日期；写成 2025-06-30 这样",
        "“{found}” is no date; write it like 2025-06-30",
    ),
    "usage.odds": (
        "“{found}”不是 0 到 1 之间的比例，也不是百分数",
        "“{found}” is no share: write 0.05, or 5%",
    ),
    "stage.exposed": ("方案 {number} 已算完", "plan {number} held against all months"),
    "outlook.title": ("方案在多种情形下的表现", "How the plan fares in many futures"),
    "outlook.odds": (
        "抽取 {futures} 个月（种子 {seed}）：路段封闭 {closed}，有名桥梁封闭 {bridge}，人员不在岗 {absent}，警情{incidents}。",
        "{futures} months drawn (seed {seed}): sections of road closed {closed}, named bridges closed {bridge}, officers "
        "away {absent}, incidents {incidents}.",
    ),
    "outlook.incidents-drawn": ("随机抽取", "drawn"),
    "outlook.incidents-mean": ("取平均", "at their mean"),
    "outlook.loss": ("损失（民警分钟/月）", "loss (officer-minutes a month)"),
    "outlook.losses": (
        "每月损失（民警分钟：路上、超出工时、无人包的警务室）：计划 {planned}，中位数 {median}，最差一成平均 {worst}。",
        "Loss a month (officer-minutes: on the road, above capacity, in rooms that nobody leads): as planned {planned}, "
        "median {median}, mean of the worst tenth {worst}.",
    ),
    "outlook.stay": (
        "在比较的 {count} 个方案中，原方案在最差一成里表现最好（另抽的月份：{own}）。",
        "Of the {count} plans compared, the plan itself does best in the worst tenth (other months drawn: {own}).",
    ),
    "outlook.sure": (
        "在比较的 {count} 个方案中，方案 {name} 在最差一成里表现最好：另抽的月份 {worst}，原方案 {own}；"
        "差额的 90% 区间 {low} 到 {high}，较有把握。",
        "Of the {count} plans compared, plan {name} does best in the worst tenth: {worst} over other months drawn, the plan itself "
        "{own}; 90 % interval of the difference {low} to {high}: it can be relied on.",
    ),
    "outlook.unsure": (
        "在比较的 {count} 个方案中，方案 {name} 在最差一成里略好：另抽的月份 {worst}，原方案 {own}；"
        "但差额的 90% 区间 {low} 到 {high} 包含零或更差，不足以据此更换方案。",
        "Of the {count} plans compared, plan {name} did best in the worst tenth: {worst} over other months drawn, the plan itself "
        "{own}; but the 90 % interval of the difference, {low} to {high}, does not rule out that it is no better.",
    ),
    "outlook.figures": ("各项指标", "Figures"),
    "outlook.figure": ("指标", "figure"),
    "outlook.planned": ("计划", "as planned"),
    "outlook.median": ("中位数", "median"),
    "outlook.tenth": ("最差一成", "worst tenth"),
    "outlook.worst": ("最差", "worst"),
    "outlook.plan": ("方案", "plan"),
    "outlook.own": ("原方案", "the plan itself"),
    "outlook.cost": ("计划成本", "cost as planned"),
    "outlook.fresh": ("另抽月份的最差一成", "worst tenth, other months drawn"),
    "outlook.interval": ("与原方案之差（90% 区间）", "more or less than the plan itself (90 % interval)"),
    "outlook.candidates": ("比较的方案", "Plans compared"),
    "outlook.hit-village": ("最差一成里路程增加最多的村", "Villages farther off in the worst tenth"),
    "outlook.hit-room": ("最常无人包的警务室", "Rooms most often without a lead"),
    "outlook.hit-bridge": ("单独封闭时代价最大的桥", "Bridges that cost most when they alone are closed"),
    "outlook.amount-bridge": ("每月民警分钟", "officer-minutes a month"),
    "outlook.id": ("编号", "id"),
    "outlook.name": ("名称", "name"),
    "outlook.amount-village": ("平均增加（分钟）", "minutes more, on average"),
    "outlook.amount-room": ("所占月份", "part of the months"),
    "outlook.picture": (
        "各月损失；红色为最差一成，虚线为计划",
        "loss of each month; the worst tenth in red, as planned dashed",
    ),
    "outlook.mean_travel_min": ("平均路程（分钟）", "mean minutes from room to village"),
    "outlook.max_travel_min": ("最远的村（分钟）", "farthest village (min)"),
    "outlook.far_villages": (
        "超出 R09 所写分钟数的村（不论是否启用）",
        "villages beyond R09's minutes, whether it is on or off",
    ),
    "outlook.over_hours": ("超出能承担的工时", "hours above capacity"),
    "outlook.rooms_without_lead": ("无人包的警务室", "rooms without a lead"),
    "outlook.villages_alone": ("没有辅警在岗的村", "villages whose auxiliaries are all away"),
    "outlook.closed_sections": ("封闭的路段", "sections of road closed"),
    "outlook.away": ("不在岗人员", "officers away"),
    "backtest.said": (
        "只用 {until} 及以前的 {known} 起警情编配，用此后到 {last} 的 {later} 起检验。",
        "Planned with the {known} incidents up to {until}, held against the {later} after it, to {last}.",
    ),
    "backtest.forecast": (
        "  {name}：与后来警情的等级相关 {rank}；排在前一成的村占后来警情的 {caught}",
        "  {name}: rank correlation with what came {rank}; the tenth put first had {caught} of what came",
    ),
    "backtest.smoothed": ("本程序（平滑后的发案率）", "the plan's own, smoothed rates"),
    "backtest.counted": ("直接用以往的起数", "bare counts of the past"),
    "backtest.people": ("只看人口", "people alone"),
    "backtest.hours": (
        "  {kind}：最忙的人计划 {planned} 小时/月，按后来的警情为 {later}；超出能承担工时的 {over} 人",
        "  {kind}: the busiest was to carry {planned} hours a month, and would have carried {later}; {over} above capacity",
    ),
    "backtest.police": ("民警", "police"),
    "backtest.helpers": ("辅警、警务助理", "auxiliaries and assistants"),
    "backtest.limits": (
        "有记录的警情反映的是记录：预测准，说明的是将来会记下什么。",
        "Recorded incidents measure recording: a good forecast foretells what will be recorded.",
    ),
}
