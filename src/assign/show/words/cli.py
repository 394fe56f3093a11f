"""Sentences of the command line: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "stage.read": (
        "读取：{villages} 个村（社区），{stations} 个派出所，{officers} 人；{seconds} 秒",
        "read: {villages} villages, {stations} stations, {officers} officers; {seconds} s",
    ),
    "stage.rooms": (
        "警务室：{rooms} 个；{scopes} 个辖区中 {proven} 个已证明最优；{seconds} 秒",
        "rooms: {rooms}; {proven} of {scopes} jurisdictions proven optimal; {seconds} s",
    ),
    "stage.people": (
        "人员：{posts} 个岗位，{unused} 人未安排；{seconds} 秒",
        "people: {posts} posts, {unused} officers without one; {seconds} s",
    ),
    "stage.verify": (
        "复核：{findings} 处不符；{seconds} 秒",
        "verify: {findings} findings; {seconds} s",
    ),
    "stage.write": ("写出：{folder}；{seconds} 秒", "write: {folder}; {seconds} s"),
    "cli.status": (
        "结果：{status}；总工作量 {total} 民警分钟/月，下界 {bound}，差距 {gap}",
        "{status}: {total} officer-minutes a month, proven bound {bound}, gap {gap}",
    ),
    "cli.exceptions": (
        "有 {count} 处规则未能完全满足，见 {file}",
        "{count} places where a rule could not hold: {file}",
    ),
    "cli.later": (
        "本版本尚未执行的规则：{rules}",
        "rules not yet enforced by this version: {rules}",
    ),
    "cli.plan": ("方案：{path}", "plan: {path}"),
    "cli.map": ("地图：{path}", "map: {path}"),
    "cli.county-maps": ("{count} 个县区的地图：{path}", "maps of {count} counties: {path}"),
    "cli.report": ("报告：{path}", "report: {path}"),
    "cli.case": ("案例：{path}", "case: {path}"),
    "cli.template": (
        "模板已建好：{path}。填好后先检查：assign check {folder}",
        "template written: {path}. Fill it in, then check it: assign check {folder}",
    ),
    "cli.init": (
        "案例已建好：{path}，上列文件已写入，原文件未改动。请核对后检查：assign check {folder}",
        "case written: {path}, with the files above; none of them was changed. Look it over, then check it: assign check "
        "{folder}",
    ),
    "cli.init-found": ("{role}：{file}", "{role}: {file}"),
    "cli.init-columns": ("{role}：{file}（{columns}，请核对）", "{role}: {file} ({columns}: please look)"),
    "cli.init-rest": ("没有用上的文件：{files}", "files that were not used: {files}"),
    "cli.faults": (
        "{errors} 个错误，{warnings} 个提醒，{notes} 条说明",
        "errors: {errors}, warnings: {warnings}, notes: {notes}",
    ),
    "cli.no-faults": ("没有发现问题。", "No faults found."),
    "cli.fault-row": ("第 {row} 行", "row {row}"),
    "cli.fault-found": ("现状", "found"),
    "cli.fault-expected": ("应为", "expected"),
    "cli.fault-cure": ("处理", "cure"),
    "cli.nothing-written": ("没有写出任何文件。", "Nothing was written."),
    "cli.verified": (
        "复核通过：{villages} 个村、{rooms} 个警务室、{posts} 个岗位，全部由原始文件重新计算，与方案一致。",
        "verified: {villages} villages, {rooms} rooms and {posts} posts recomputed from the raw files; all agree.",
    ),
    "cli.bound-not-checked": (
        "证明中的数字前后相符；未重新列举所有可能的警务区（加 --bound 可全面复核）。",
        "The figures of the proof add up; the possible zones were not listed again (--bound does that).",
    ),
    "cli.bound-zones": (
        "下界：重新列举 {scopes} 个辖区的 {zones} 个连片警务区，逐一按整数价格核对；{prices} 个下界由价格直接证实，"
        "{search} 个由独立搜索证实，{highs} 个由另一个求解程序证实，{open} 个未能证实。",
        "bound: {zones} connected zones of {scopes} jurisdictions listed again and held against the prices in whole "
        "numbers; {prices} bounds hold by the prices alone, {search} by a search of its own, {highs} by a second "
        "solver, {open} could not be confirmed.",
    ),
    "cli.bound-certified": (
        "已证实：在警务室总数之内，任何布局至少需要 {certified} 民警分钟/月；本方案 {total}，差距 {gap}。",
        "certified: within the budget of rooms no layout costs less than {certified} officer-minutes a month; the "
        "plan costs {total}, gap {gap}.",
    ),
    "cli.bound-relaxed": (
        "已证实：农村警务区规模（R01）至少要放宽 {villages} 个村；费用只在放宽最少的布局之间比较。",
        "certified: R01 cannot be broken by fewer than {villages} villages; costs are compared among layouts that "
        "break it that little.",
    ),
    "cli.bound-relaxed-open": (
        "未证实：下列辖区放宽 R01 的村数是否已是最少（方案未作此声明）：{scopes}。",
        "not certified, and not claimed: that R01 could not be broken by fewer villages in {scopes}.",
    ),
    "cli.bound-money": (
        "未包括：资金上限（R08.cost）。下界是不计资金上限的下界，差距也包含资金上限的影响。",
        "not covered: the limit of money (R08.cost). The bound is that of plans without it; the gap holds its price.",
    ),
    "cli.bound-people": (
        "未包括：人员编配是否最优；岗位只按规则逐条复核。",
        "not covered: whether the posts are the best; they were checked rule by rule.",
    ),
    "cli.refused": (
        "复核未通过：{count} 处不符。",
        "refused: {count} findings.",
    ),
    "cli.impossible": ("无法编配：", "This cannot be planned:"),
    "cli.unsound": (
        "程序算出的方案没有通过自身复核，未写出。这是程序的缺陷，请连同案例反馈。",
        "The program's own plan failed verification and was not written. This is a defect of the program: please "
        "report it with the case.",
    ),
    "cli.internal": (
        "程序内部错误：{kind}：{text}。设置环境变量 ASSIGN_DEBUG=1 再运行可看到详情。",
        "internal error: {kind}: {text}. Run again with ASSIGN_DEBUG=1 in the environment for details.",
    ),
    "cli.file-failed": (
        "无法读写文件：{text}",
        "A file could not be read or written: {text}",
    ),
    "cli.interrupted": (
        "已中断，没有写出结果；原有文件保持不变。",
        "Interrupted: no result was written; what was there is as it was.",
    ),
    "no-plan.time": (
        "{scopes} 个辖区在停止之前没有得到完整方案。请增大 --time-limit。",
        "No whole plan of the {scopes} jurisdictions was found before the end. Raise --time-limit.",
    ),
    "no-plan.loading": (
        "程序启动就用了 {spent} 秒，已超过时限 {limit} 秒，数据尚未读取，没有得到方案。请增大 --time-limit。",
        "Starting the program alone took {spent} s, and the time limit is {limit} s: no data were read, and there is "
        "no plan. Raise --time-limit.",
    ),
    "no-plan.read": (
        "读取数据就用了 {spent} 秒，时限 {limit} 秒内来不及做出方案。请增大 --time-limit。",
        "Reading the data alone took {spent} s, and the time limit is {limit} s: too little for any plan. Raise "
        "--time-limit.",
    ),
    "no-plan.solver": (
        "辖区 {scope} 求解失败（{first}），换用另一个求解器仍失败（{second}），没有得到方案。",
        "The solver failed on jurisdiction {scope} ({first}), and so did the other one ({second}): no plan.",
    ),
    "stage.retried": (
        "辖区 {scope} 求解失败（{why}），已在单独进程中换用 {solver} 重新求解",
        "jurisdiction {scope}: the solver failed ({why}); solved again by {solver} in a process of its own",
    ),
    "stage.worker-lost": (
        "一个计算进程意外结束，{scope} 个辖区重新计算",
        "a worker process died; {scope} jurisdictions are done again",
    ),
    "stage.stopping": ("正在停止，保留目前最好的方案……", "stopping; the best plan so far is kept …"),
    "cli.brief": (
        "时间所限，只写出表格、证书和 run.json。地图和报告可补做：assign map {path}；assign report {path}",
        "For want of time only tables, certificate and run.json were written. Map and report: assign map {path}; "
        "assign report {path}",
    ),
    "cli.disk-full": (
        "磁盘已满，{path} 没有写出；原有方案未动。请腾出空间后再运行。",
        "The disk is full: {path} was not written; a plan that was there is as it was. Make room and run again.",
    ),
    "scope-too-large": (
        '辖区 {scope} 有 {villages} 个村，可能的连片组合超过 {limit} 个，本版本无法逐一列出。请拆分辖区，或改用 nesting = "station"。',
        "Jurisdiction {scope} has {villages} villages and more than {limit} connected zones, too many to list in "
        'this version. Split it, or keep nesting = "station".',
    ),
    "usage.set": (
        "--set 应写成 键=值，例如 policy.R08.rooms=82；现为“{found}”。",
        "--set wants key=value, for example policy.R08.rooms=82; found “{found}”.",
    ),
    "usage.lang": ("语言只能是 zh 或 en；现为“{found}”。", "The language is zh or en; found “{found}”."),
    "usage.format": (
        "格式只能是 {known}；现为“{found}”。",
        "The format is one of {known}; found “{found}”.",
    ),
    "usage.map-by": (
        "--by 只能是 county，且不能与 --basemap、--out 同用；现为“{found}”。",
        "--by knows county only, and goes with neither --basemap nor --out; found “{found}”.",
    ),
    "usage.rule": (
        "没有规则“{found}”；现有：{known}。",
        "There is no rule “{found}”; the rules are: {known}.",
    ),
    "usage.engine": (
        "--engine 只能是 local 或 dask；现为“{found}”。",
        "--engine is local or dask; found “{found}”.",
    ),
    "usage.case-gone": (
        "方案记录的案例 {path} 不在了；请用 --case 指明。",
        "The case {path} that the plan was made from is not there; name it with --case.",
    ),
    "usage.case-there": (
        "{path} 里已有案例 case.toml，不会覆盖。请另选文件夹，或先把它改名。",
        "{path} holds a case.toml already, which is never written over. Choose another folder, or rename it first.",
    ),
    "usage.folder-busy": (
        "{path} 里已有文件。请选一个空文件夹。",
        "{path} holds files already. Choose an empty folder.",
    ),
    "cli.case-in-parts": (
        "每县一个文件；没有道路，路程按直线距离折算。本命令不求解这一规模：请运行 assign solve {path}。",
        "One file a county; there are no roads, travel is reckoned from straight lines. This size is not solved "
        "here: run assign solve {path}.",
    ),
    "demo.size-unknown": (
        "没有“{size}”这一规模的演示数据；可选：{offered}。",
        "There is no demo of size {size}; choose one of: {offered}.",
    ),
}
