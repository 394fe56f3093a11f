"""Sentences of faults: tables, headers and conventions."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "column-cut-short": (
        ("列名“{found}”像是被截短了，作为 {ours} 读取。", "The header “{found}” looks cut short; it is read as {ours}."),
        ("完整的列名（Shapefile 的列名最多 10 个字节）。", "The whole header (a Shapefile keeps ten bytes of it)."),
        ("若不对，在 case.toml 的 [columns] 里写明。", "If that is wrong, name the column in [columns] of case.toml."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
