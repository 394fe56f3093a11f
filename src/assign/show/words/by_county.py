"""Sentences of plans made county by county: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "usage.by": (
        "--by 只能是 county；现为“{found}”。",
        "--by knows county only; found “{found}”.",
    ),
    "usage.brief-alone": (
        "--no-pages 要与 --by county 同时使用。",
        "--no-pages goes with --by county.",
    ),
    "usage.county-inputs": (
        "--by county 只读取本县的分文件，各项输入都须是按县区分文件的文件夹（如 villages/county_id=411424.parquet）；"
        "下列不是：{found}。请按县区拆分，或不用 --by county。",
        "--by county opens a county's own parts alone, so every input must be a folder with a part a county, such as "
        "villages/county_id=411424.parquet. These are not: {found}. Cut them by county, or leave --by county out.",
    ),
    "usage.county-whole": (
        "按县求解时，各县自有警务室总数、目标工作量和坐标系；下列设置管的是全部县区，无法分县执行：{found}。请去掉，"
        "或不用 --by county 整体求解。",
        "With --by county each county has its own budget of rooms, target of hours and CRS. These settings speak of all "
        "counties together and cannot be kept so: {found}. Take them out, or leave --by county out and solve the whole.",
    ),
    "usage.county-options": (
        "以下选项不能与 --by county 同用：{found}。可对单个县的方案使用（方案文件夹下的 counties/县区代码）。",
        "These options do not go with --by county: {found}. Use them on one county's plan, counties/ID below the plan "
        "folder.",
    ),
    "usage.plan-by-county": (
        "{path} 是按县求解的方案，各县的方案在 {example} 等文件夹里；请对其中一个运行本命令。"
        "（assign verify 和 assign map --by county 可对整体运行。）",
        "{path} is a plan made county by county; the counties' own plans are {example} and so on: run this command on "
        "one of those. (assign verify and assign map --by county take the whole.)",
    ),
    "stage.counties": (
        "按县求解：{counties} 个县区，{villages} 个村（社区）",
        "county by county: {counties} counties, {villages} villages",
    ),
    "stage.county": (
        "{done}/{counties} 个县区：{villages} 个村，{rooms} 个警务室，{scopes} 个辖区中 {proven} 个已证明最优；"
        "{seconds} 秒，约余 {left} 秒",
        "{done} of {counties} counties: {villages} villages, {rooms} rooms, {proven} of {scopes} jurisdictions proven "
        "optimal; {seconds} s, about {left} s left",
    ),
    "stage.county-failed": (
        "县区 {county} 没有做成，其余县区继续",
        "county {county} failed; the others go on",
    ),
    "stage.county-checked": (
        "已复核 {done}/{counties} 个县区；{seconds} 秒",
        "checked: {done} of {counties} counties; {seconds} s",
    ),
    "stage.county-drawn": (
        "已绘制 {done}/{counties} 个县区；{seconds} 秒",
        "drawn: {done} of {counties} counties; {seconds} s",
    ),
    "stage.by-county-hint": (
        "本案例按县区分文件，共 {villages} 个村；加 --by county 可逐县求解，内存不随规模增长。",
        "This case is in parts and has {villages} villages: --by county solves it county by county, in memory that does "
        "not grow with its size.",
    ),
    "cli.county-failed": ("县区 {county}：", "county {county}:"),
    "cli.counties-failed": (
        "没有写出方案：县区 {failed} 没有做成。其余 {kept} 个县区已保存；改好后加 --resume 再运行，只补做未完成的县区。",
        "No plan was written: {failed} failed. The other {kept} counties are kept: mend what is wrong and run again "
        "with --resume, which solves only those that are not finished.",
    ),
    "cli.counties": (
        "{counties} 个县区，{villages} 个村，{rooms} 个警务室；{scopes} 个辖区中 {proven} 个已证明最优；"
        "处理器用时 {cpu} 秒，单个进程内存最多 {peak} MB",
        "{counties} counties, {villages} villages, {rooms} rooms; {proven} of {scopes} jurisdictions proven optimal; "
        "{cpu} CPU seconds, at most {peak} MB a process",
    ),
    "cli.scope-open": (
        "  未证明最优：县区 {county} 的辖区 {scope}，差距 {gap}",
        "  not proven: jurisdiction {scope} of county {county}, gap {gap}",
    ),
    "cli.county-refused": ("县区 {county}：", "county {county}:"),
    "cli.counties-unread": (
        "有 {count} 个县区无法复核：{counties}。",
        "{count} counties could not be checked: {counties}.",
    ),
    "no-plan.counties": (
        "到达时限时还有 {left} 个县区没有开始，没有方案。已完成的 {kept} 个县区已保存；加 --resume 再运行即可接着计算。",
        "Time was up with {left} counties not begun: no plan. The {kept} that were finished are kept: run again with "
        "--resume.",
    ),
    "no-plan.county-died": (
        "求解县区 {county} 的进程意外结束，单独再试仍是如此，没有得到它的方案（可能是内存不足）。",
        "The process that solved county {county} died, and so did another one alone: no plan of it (memory may have run "
        "out).",
    ),
    "no-plan.county-broke": (
        "求解县区 {county} 时出错：{text}。这是程序的缺陷，请连同案例反馈。",
        "County {county} could not be solved: {text}. This is a defect of the program: please report it with the case.",
    ),
    "finding.whole-county": (
        "县区 {entity_id}：方案中有 {found} 个，案例中有 {expected} 个",
        "county {entity_id}: {found} in the plan, {expected} in the case",
    ),
    "finding.whole-file": (
        "县区 {entity_id} 的文件不是汇总时的那一份：现为 {found}，当时为 {expected}",
        "a file of county {entity_id} is not the one that the whole was made from: now {found}, then {expected}",
    ),
    "finding.whole-figure": (
        "汇总数 {entity_id} 写作 {found}，按各县相加为 {expected}",
        "the figure {entity_id} of the whole says {found}, the counties add up to {expected}",
    ),
    "finding.whole-table": (
        "{entity_id} 与各县的表逐行相接的结果不一致",
        "{entity_id} is not the tables of the counties one below the other",
    ),
}
