"""Sentences of faults: OSM extracts, databases and encodings."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "encoding-lies": (
        (".cpg 写的是 {found}，文字实际是 {used}；已按 {used} 读取。", "The .cpg says {found}, but the text is {used}; it is read as {used}."),
        (".cpg 与 .dbf 的文字编码一致。", "A .cpg that names the encoding of the .dbf."),
        ("看一眼村名是否正确；把 .cpg 改为 {used}。", "Look whether the names are right; write {used} into the .cpg."),
    ),
    "shape-not-finite": (
        ("这一行的图形含有无穷大或非数值的坐标。", "The shape of this row has coordinates that are infinite or no numbers."),
        ("有限的坐标。", "Finite coordinates."),
        ("在 GIS 里重画或删去这个图形。", "Draw the shape again in your GIS, or remove it."),
    ),
    "osm-without-roads": (
        ("{file} 里没有道路（highway）。", "{file} holds no road (highway)."),
        ("含道路的 OpenStreetMap 数据。", "An OpenStreetMap extract with roads."),
        ("换用包含本地区道路的数据。", "Take an extract that covers this region and keeps its ways."),
    ),
    "osm-ways-cut": (
        ("{count} 条道路的部分节点不在文件里，按剩余节点读取。", "{count} roads lack some of their nodes; they are read without them."),
        ("节点齐全的数据。", "An extract with all nodes of its ways."),
        ("裁剪数据时保留完整的道路（如 osmium extract -s complete_ways）。", "Cut the extract with complete ways (osmium extract -s complete_ways)."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
