"""Words of the index of county maps: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "counties.search": (
        "搜索县区、派出所：名称、拼音或代码",
        "Search a county or station: name, pinyin or code",
    ),
    "counties.found": ("{count} 个县区", "{count} counties"),
    "counties.map": ("各县区平均路程图", "Map of mean travel by county"),
    "counties.totals": (
        "{counties} 个县区，{villages} 个村（社区），{rooms} 个警务室，平均路程 {minutes} 分钟",
        "{counties} counties, {villages} villages, {rooms} rooms, mean travel {minutes} min",
    ),
    "counties.facts": (
        "平均路程 {minutes} 分钟 · {villages} 个村 · {rooms} 个警务室 · {posts} 个岗位 · {exceptions} 处问题",
        "{minutes} min · {villages} villages · {rooms} rooms · {posts} posts · {exceptions} exceptions",
    ),
    "counties.legend": ("到警务室的平均路程（分钟）", "Mean travel to the room (minutes)"),
}
