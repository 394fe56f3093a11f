"""Sentences of what `assign check` hands back, and of what `--fix` changed: key -> (Chinese, English)."""

from __future__ import annotations

from assign.show.words.fault_forms import Pair

_PAGE: dict[str, Pair] = {
    "checked.title": ("数据检查", "Data check"),
    "checked.verdict-errors": (
        "有错误，暂时不能编配：先改正标为“错误”的各项，再检查一遍。",
        "There are errors, so no plan can be made yet: mend what is marked “Error”, then check again.",
    ),
    "checked.verdict-warnings": (
        "可以编配。标为“提醒”的各项会影响方案，请逐条看过。",
        "A plan can be made. What is marked “Warning” shapes it: please read each one.",
    ),
    "checked.verdict-clean": ("可以编配，没有需要改正的地方。", "A plan can be made; nothing needs mending."),
    "checked.filter-error": ("个错误", "errors"),
    "checked.filter-warning": ("个提醒", "warnings"),
    "checked.filter-note": ("条说明", "notes"),
    "checked.filter": ("点一下可隐藏或显示", "click to hide or show"),
    "checked.map": (
        "有问题的地方，编号与下面的条目一致；点编号可跳到该条。最多画 {most} 处。",
        "Where the faults lie; the numbers are those below, and lead there. At most {most} places are drawn.",
    ),
    "checked.file-layer": (
        "有问题的图形，可在 GIS 软件中打开（WGS 84）。",
        "The faulty shapes, for your GIS (WGS 84).",
    ),
    "checked.file-table": (
        "原表，有问题的单元格已着色并加批注；第二张工作表列出全部问题。",
        "Your table with the faulty cells coloured and commented; all faults on its second sheet.",
    ),
    "checked.sheet-faults": ("问题清单", "Faults"),
    "checked.column-severity": ("程度", "Severity"),
    "checked.column-place": ("位置", "Place"),
    "checked.column-what": ("问题", "What is wrong"),
    "checked.column-found": ("现状", "Found"),
    "checked.column-expected": ("应为", "Expected"),
    "checked.column-cure": ("处理", "Cure"),
    "checked.column-code": ("代号", "Code"),
    "cli.checked": ("检查结果：{folder}（{files}）", "written to {folder}: {files}"),
}

_FIXED: dict[str, Pair] = {
    "fixed.title": ("自动修复清单", "What was mended"),
    "fixed.none": ("没有可以自动修复的地方。", "There was nothing that could be mended safely."),
    "fixed.about": (
        "原始文件没有改动。修复后的副本与 case.toml 同在本文件夹；界线的移动不超过 {within_m} 米。",
        "Your own files are untouched. The mended copies lie beside this page with a case.toml; no border moved by more than {within_m} m.",
    ),
    "fixed.changes": ("改了什么", "What changed"),
    "fixed.left": ("留给您处理", "Left to you"),
    "fixed.left-about": (
        "下列问题程序不猜测，请在本文件夹的副本（或原始文件）里改正；位置按本文件夹的文件给出。",
        "These are not guessed at: mend them in the copies here, or in your own files. Places are those of the files in this folder.",
    ),
    "fixed.left-none": ("没有遗留问题。", "Nothing is left."),
    "fixed.more": (
        "另有 {count} 处同类改动，见 changes.csv。",
        "{count} more of this kind: see changes.csv.",
    ),
    "fixed.column-place": ("位置（原文件）", "Place (your file)"),
    "fixed.column-before": ("原来", "Before"),
    "fixed.column-after": ("现在", "After"),
    "fixed.row-gone": ("（已删去）", "(removed)"),
    "cli.fixed": (
        "已修复 {count} 处，副本在 {folder}；清单见 {page} 和 changes.csv。以下是留给您处理的问题。",
        "{count} changes; the mended case is {folder}, the list {page} and changes.csv. What follows is left to you.",
    ),
}

_CHANGES: dict[str, Pair] = {
    "change.cell-cleaned": ("删去多余的空格和不可见字符", "Stray spaces and invisible characters removed"),
    "change.id-cleaned": (
        "代码中的全角字符、空格和不可见字符改为规范写法",
        "Full-width letters, spaces and invisible characters in ids put right",
    ),
    "change.number-cleaned": ("全角数字改为半角", "Full-width digits in numbers put right"),
    "change.id-decimal": ("去掉代码末尾的“.0”", "The “.0” at the end of ids removed"),
    "change.row-title": ("表头以上的标题行已删去", "Title rows above the header removed"),
    "change.row-total": ("合计行已删去", "Rows of totals removed"),
    "change.row-note": ("备注行已删去", "Rows of notes removed"),
    "change.row-empty": ("空行已删去", "Empty rows removed"),
    "change.row-twice": (
        "与第 {first_row} 行完全相同的行已删去",
        "Removed: the same in every cell as row {first_row}",
    ),
    "change.layer-written": (
        "图层改存为 GeoPackage（UTF-8），文字两端的空格和不可见字符不再保留",
        "The layer is written as GeoPackage (UTF-8), without spaces and invisible characters around its texts",
    ),
    "change.encoding": ("文字编码改为 UTF-8", "Text encoding changed to UTF-8"),
    "change.shape-valid": (
        "自相交等无效图形已修复，面积 {area_m2} 平方米",
        "An invalid shape made valid; its area is {area_m2} m²",
    ),
    "change.overlap-closed": (
        "{first} 与 {second} 的窄重叠（最宽 {width_m} 米）已归其中一村",
        "A narrow overlap of {first} and {second} (at most {width_m} m wide) given to one of them",
    ),
    "change.gap-closed": (
        "村间的窄缝（最宽 {width_m} 米）已并入相邻的村",
        "A narrow gap (at most {width_m} m wide) given to a neighbour",
    ),
    "change.border-moved": (
        "界线随之移动，最多 {moved_m} 米",
        "The outline moved with it, by at most {moved_m} m",
    ),
    "change.neighbours-gained": (
        "修复后 {first} 与 {second} 成为相邻的村",
        "{first} and {second} are neighbours now",
    ),
    "change.neighbours-lost": (
        "修复后 {first} 与 {second} 不再相邻",
        "{first} and {second} are neighbours no longer",
    ),
    "change.road-dropped": (
        "没有长度或不是线的道路已删去",
        "A road without a length, or that is no line, removed",
    ),
    "change.road-part-dropped": (
        "没有长度的线段已从道路中删去",
        "A part without a length taken out of a road",
    ),
    "change.road-split": ("多段线拆为 {parts} 条单线", "A line of several parts split into {parts}"),
    "change.road-twice": (
        "与第 {first_row} 条完全重合的道路已删去",
        "Removed: the same road as feature {first_row}",
    ),
}

_KINDS: dict[str, Pair] = {  # of changes whose sentences name ids and widths: what to call several of them
    "changes.row-twice": ("与别的行完全相同的行已删去", "Rows that repeat another in every cell removed"),
    "changes.shape-valid": ("无效图形已修复", "Invalid shapes made valid"),
    "changes.overlap-closed": ("窄重叠已归其中一村", "Narrow overlaps given to one of the two villages"),
    "changes.gap-closed": ("窄缝已并入相邻的村", "Narrow gaps given to a neighbour"),
    "changes.border-moved": ("随之移动的界线", "Outlines that moved with them"),
    "changes.neighbours-gained": ("新成为相邻的村", "Villages that are neighbours now"),
    "changes.neighbours-lost": ("不再相邻的村", "Villages that are neighbours no longer"),
    "changes.road-split": ("多段线拆为单线", "Lines of several parts split"),
    "changes.road-twice": ("重合的道路已删去", "Roads drawn twice removed"),
}

SENTENCES: dict[str, Pair] = _PAGE | _FIXED | _CHANGES | _KINDS
