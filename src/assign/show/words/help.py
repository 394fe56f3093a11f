"""What `--help` says: of commands, of their arguments and options; and how a slip on the command line is answered.

``help.COMMAND`` is one sentence, ``help.COMMAND.more`` the rest; ``option.NAME`` (or ``argument.NAME``) speaks of an
option wherever it stands, ``option.COMMAND.NAME`` of that of one command. ``value.X`` stands for what is to be typed.
"""

from __future__ import annotations

_COMMANDS: dict[str, tuple[str, str]] = {
    "help.assign": (
        "一村（格）一警：警务室、警务区和岗位的编配方案，最优性有证明，结果可解释、可复核。",
        "Rooms, zones and officers for one village, one officer (一村一警): proven, explained, verified.",
    ),
    "help.demo": ("写出一个虚构的案例，求解并画图。", "Write a made-up case, solve it and map it."),
    "help.demo.more": ("省和全国两种规模只写数据，不求解。", "A province or the nation is written only."),
    "help.init": (
        "建立待填的案例文件夹，含 Excel 模板。",
        "Write a case to fill in, with an Excel template.",
    ),
    "help.init.more": (
        "文件夹里已有的文件会自动识别并写入案例，文件本身不改动。",
        "Files in the folder are looked at and named in the case; none is changed.",
    ),
    "help.check": ("一次列出数据的全部问题。", "Print every fault of the data at once."),
    "help.check.more": (
        "有错误时退出码为 1。用 --fix 时，列出的问题和退出码以修补后的副本为准。",
        "Exit 1 if there are errors. With --fix, faults and exit code are those that are left in the mended copy.",
    ),
    "help.solve": (
        "编配警务室和岗位，复核后写出方案文件夹。",
        "Decide rooms and posts, verify them, write the plan folder.",
    ),
    "help.apply": (
        "核查审阅人的修改，算出代价并落实到新方案。",
        "Check, price and keep a reviewer's edits.",
    ),
    "help.apply.more": (
        "其余部分重新编配，改动最少。",
        "The rest is planned anew with the least change.",
    ),
    "help.verify": ("由原始文件重新计算，复核方案。", "Recompute a plan from the raw files."),
    "help.verify.more": (
        "复核不经过求解程序；有任何不符，退出码为 5。",
        "The optimiser takes no part; exit 5 if anything differs.",
    ),
    "help.explain": (
        "解释方案中的一个村、警务室或人员。",
        "Explain a village, room or officer of a plan.",
    ),
    "help.explain.more": (
        "说明为什么这样安排，换一种安排代价多大。",
        "Why it is so, and what another choice would cost.",
    ),
    "help.diagnose": (
        "说明案例为什么无法编配，怎样才能编配。",
        "Say why a case cannot be planned, and what would mend it.",
    ),
    "help.diagnose.more": (
        "无法编配时退出码为 3。每条办法都先试算，连同所得方案的代价一并列出。",
        "Exit 3 if it cannot. Every remedy is tried before it is named, with what the plan then costs.",
    ),
    "help.diff": ("对比两个方案。", "Compare two plans."),
    "help.diff.more": (
        "并列各项指标，列出安排不同的每个村、警务室和人员。",
        "Figures side by side, and every village, room and officer that stands otherwise.",
    ),
    "help.scenarios": (
        "求解案例及其各种情景，并列对比。",
        "Solve a case and its scenarios, and lay them side by side.",
    ),
    "help.frontier": (
        "权衡警务室数（或调动人数）与质量。",
        "Weigh rooms, or moves, against quality.",
    ),
    "help.frontier.more": (
        "每个限额各求一个证明最优的方案。",
        "Each bound gets its proven best plan.",
    ),
    "help.alternatives": (
        "找出与最优方案相差不多的其他方案。",
        "Find plans nearly as good as the best.",
    ),
    "help.alternatives.more": (
        "在允许多花的代价之内，与最优方案差别尽量大。",
        "They differ from it as much as their slack allows.",
    ),
    "help.robust": (
        "抽取许多个可能的月份，看方案的表现。",
        "See how a plan fares in many sampled months.",
    ),
    "help.robust.more": (
        "道路中断、人员缺勤、警情增减。",
        "Roads are closed, officers away, incidents more or fewer.",
    ),
    "help.backtest": (
        "只用某日之前的数据编配，再用此后实际发生的情况检验。",
        "Plan up to a day, and hold the plan against what came after.",
    ),
    "help.map": ("根据方案重新画图。", "Draw the map again from the plan."),
    "help.report": ("根据方案重新写出一页报告。", "Write the one-page report again from the plan."),
    "help.rule": ("列出现行规则，或解释其中一条。", "List the rules in force, or explain one."),
    "help.completion": (
        "打印命令行补全脚本。",
        "Print a script that completes commands and options in a shell.",
    ),
    "help.completion.more": (
        "bash：assign completion bash > ~/.local/share/bash-completion/completions/assign\n"
        'zsh：assign completion zsh > "${{fpath[1]}}/_assign"\n'
        "fish：assign completion fish > ~/.config/fish/completions/assign.fish\n"
        "PowerShell：在 $PROFILE 中加一行 assign completion powershell | Out-String | Invoke-Expression",
        "bash: assign completion bash > ~/.local/share/bash-completion/completions/assign\n"
        'zsh: assign completion zsh > "${{fpath[1]}}/_assign"\n'
        "fish: assign completion fish > ~/.config/fish/completions/assign.fish\n"
        "PowerShell: in $PROFILE the line assign completion powershell | Out-String | Invoke-Expression",
    ),
}

_SHARED: dict[str, tuple[str, str]] = {
    "argument.case": (
        "案例：含 case.toml 的文件夹，或该文件。",
        "The case: a folder with case.toml, or such a file.",
    ),
    "argument.plan": ("方案文件夹。", "A plan folder."),
    "argument.folder": (
        "新的文件夹，或放有数据文件的文件夹。",
        "A new folder, or the one that holds your files.",
    ),
    "option.scenario": ("采用案例中的 [scenario.名称]。", "A [scenario.NAME] of the case."),
    "option.set": ("以 键=值 覆盖案例的设置；可重复。", "key=value over the case; may be repeated."),
    "option.workers": (
        "计算进程数；不影响方案。",
        "Worker processes; the plan does not depend on it.",
    ),
    "option.no-cache": (
        "每个辖区都重新求解，结果也不留存。",
        "Solve every station again, and keep nothing for later runs.",
    ),
    "option.redact": (
        "人员用化名，任何地方都不含个人信息。",
        "Officers under pseudonyms, no personal field anywhere.",
    ),
    "option.out": ("把结果写入此文件。", "Write the answer to this file."),
    "option.lang": (
        "zh 或 en；默认取 $ASSIGN_LANG，其次取系统语言。",
        "zh or en; by default $ASSIGN_LANG, else the system's language.",
    ),
    "option.format": ("输出格式。", "Form of the answer."),
    "option.slack": ("允许多花的代价。", "How much dearer they may be."),
    "option.version": ("显示版本。", "Say which version this is."),
    "option.help": ("显示本说明。", "Show this text."),
}

_OWN: dict[str, tuple[str, str]] = {
    "argument.demo.folder": ("案例和方案所在的文件夹。", "Where the case and its plan go."),
    "option.demo.size": ("规模：县、市、省、全国。", "How large it is."),
    "option.check.out": (
        "写出文件夹：check.html、faults.gpkg，以及标出问题单元格的原表。",
        "A folder for check.html, faults.gpkg, and your tables with the faulty cells marked.",
    ),
    "option.check.fix": (
        "新文件夹：写入修补后的案例副本和修改清单，再检查该副本。",
        "A new folder for a mended copy of the case and the list of what was changed; then the copy is checked.",
    ),
    "option.check.fix-within": (
        "闭合缝隙时边界最多移动的米数（0 至 500）。",
        "Metres that a border may move when gaps are closed (0 to 500).",
    ),
    "option.solve.out": (
        "方案文件夹；默认在 case.toml 旁边，名为 plan，情景则为 plan-名称。",
        "Plan folder; by default `plan`, or `plan-NAME` of a scenario, beside case.toml.",
    ),
    "option.solve.max-moves": (
        "最多调动多少人，合计（R19.max_moves）。",
        "Officers who may be moved, all together (R19.max_moves).",
    ),
    "option.solve.from": (
        "从此方案出发：人员以其岗位为原岗位，警务室编号不变，每个改换警务室的村计 weights.change_min。",
        "Plan folder to start from: officers stand where it has them, rooms keep their ids, and each village that "
        "changes room costs weights.change_min.",
    ),
    "option.solve.max-changes": (
        "与 --from 相比，最多多少个村改换警务室，合计（R19.max_changes）。",
        "Villages that may change room against --from, in all (R19.max_changes).",
    ),
    "option.solve.pin": (
        "必须保持的安排；可重复。警务室：该处设室。村=警务室：该村由该室服务。人员=警务室 或 人员=村：该人员在该处。"
        "编号与方案各表一致，例如 P7=R-V3-office。",
        "What must stay; may be repeated. ROOM: a room stands there. VILLAGE=ROOM: that room serves the village. "
        "OFFICER=ROOM or OFFICER=VILLAGE: the officer stands there. Ids as in a plan's tables: P7=R-V3-office.",
    ),
    "option.solve.time-limit": (
        "整个运行的秒数；到时采用当时最好的方案。",
        "Seconds for the whole run; then the best plan so far.",
    ),
    "option.solve.seed": ("记入方案。", "Recorded in the plan."),
    "option.solve.engine": (
        "local：本机各进程；dask：Dask 集群。方案相同。",
        "local: processes of this machine; dask: a Dask cluster. The plan is the same.",
    ),
    "option.solve.scheduler": (
        "已在运行的 Dask 调度器的地址，tcp:// 或 tls://；不填则在本机启动集群。",
        "Address of a running Dask scheduler, tcp:// or tls://; without it a cluster here.",
    ),
    "option.solve.by": (
        "county：按县区分文件的案例逐县求解，各县自有警务室总数；写出一个方案文件夹，内有各县的方案。",
        "county: a case in parts is solved county by county, each with its own budget of rooms; one plan folder, in it "
        "a plan a county.",
    ),
    "option.solve.no-pages": (
        "与 --by county 同用：只写表格和证明；各县的地图和报告以后用 assign map、assign report 补做。",
        "With --by county: tables and proof alone; `assign map` and `assign report` draw a county later.",
    ),
    "option.solve.resume": (
        "接着上次未完成的运行，利用 PLAN.work 中留存的结果。",
        "Go on from what an unfinished run has kept in PLAN.work.",
    ),
    "argument.apply.edits": (
        "地图导出的 JSON，或填了“改为”栏的 plan.xlsx。",
        "JSON that the map exports, or a plan.xlsx with “Change to” filled in.",
    ),
    "option.apply.out": (
        "新方案的文件夹；默认在原方案旁边，名称加 -edited。",
        "Folder of the new plan; by default beside the old, `-edited` added.",
    ),
    "option.apply.dry-run": ("只核算修改，不写任何文件。", "Weigh the edits; write nothing."),
    "option.verify.bound": (
        "重新列举全部警务区，核对下界的证明。",
        "List all zones again and check the proof of the bound.",
    ),
    "option.case": ("案例已移走时，指明新位置。", "The case, where it has moved."),
    "argument.explain.kind": (
        "village（村）、room（警务室）或 officer（人员）。",
        "What it is: village, room or officer.",
    ),
    "argument.explain.entity_id": ("方案中的编号。", "Its id in the plan."),
    "option.explain.why-not": (
        "改成这一项重新求解：村换警务室，警务室换场所，人员换人员。",
        "Solve again with this instead: of a village another room, of a room another site, of an officer another "
        "officer.",
    ),
    "option.diagnose.smallest": (
        "另外求出可行的最小值：路程上限、人员或警务室。",
        "Also find the least that works: of the limit on travel, of officers or of rooms.",
    ),
    "help.borders": (
        "说明辖区界线带来的代价。",
        "Say what borders between stations or counties cost.",
    ),
    "help.borders.more": (
        "对比同一数据的两个方案：守界线的和不守界线的。代价由两者的下界证明，以区间给出。",
        "It takes two plans of the same facts, with borders and without; their bounds prove the interval.",
    ),
    "argument.borders.plan_with": ("守界线的方案。", "The plan with borders."),
    "argument.borders.plan_without": (
        "不守界线、或界线较少的方案。",
        "The plan without borders, or with fewer.",
    ),
    "argument.diff.plan_a": ("原方案。", "The plan before."),
    "argument.diff.plan_b": ("新方案。", "The plan after."),
    "argument.scenarios.names": ("情景名称；不填则为全部。", "Scenarios of the case; all without them."),
    "option.scenarios.all": ("案例的全部情景。", "All scenarios of the case."),
    "option.scenarios.plans": (
        "把各方案分别写入此文件夹下的子文件夹。",
        "Write each plan into a folder of its own below this one.",
    ),
    "option.scenarios.own-target": (
        "各按自己的警务室数定目标工时；代价因此不可比。",
        "Target hours by each budget; costs then do not compare.",
    ),
    "option.frontier.rooms": (
        "警务室数，起:止:步长，例如 60:90:5。",
        "Budgets: from:to:step, for example 60:90:5.",
    ),
    "option.frontier.moves": (
        "改为权衡调动人数（R19），例如 0:20:2。",
        "Bounds on moves (R19) instead: 0:20:2.",
    ),
    "option.alternatives.count": ("找几个（1 至 50）。", "How many (1 to 50)."),
    "argument.robust.place": (
        "方案文件夹；或案例，先求解。",
        "A plan folder, or a case that is solved first.",
    ),
    "option.robust.futures": ("抽取多少个月（10 至 10000）。", "Months drawn (10 to 10,000)."),
    "option.robust.seed": ("抽取所用的随机种子。", "Random seed of the months."),
    "option.robust.closed": (
        "中断路段的比例。",
        "Part of the sections of road that are closed.",
    ),
    "option.robust.bridges": (
        "每座有名称的桥中断的概率。",
        "Probability that a named bridge is closed.",
    ),
    "option.robust.absent": ("每名人员缺勤的概率。", "Probability that an officer is away."),
    "option.robust.steady": ("警情取平均值。", "Incidents at their mean."),
    "option.robust.alternatives": (
        "另取几个备选方案比较，指出最好的（0 至 20）。",
        "Compare so many alternative plans, and name the best (0 to 20).",
    ),
    "option.backtest.until": (
        "编配可用数据的最后一天，例如 2025-06-30。",
        "The last day that the plan may know, such as 2025-06-30.",
    ),
    "option.map.out": (
        "写入其他文件，不写方案文件夹中的那一个。",
        "Another file than the one in the plan folder.",
    ),
    "option.map.basemap": (
        "tianditu、gaode，或含 {{z}}、{{x}}、{{y}} 的网址（瓦片有偏移时写 gcj02:网址）；页面只向该服务器请求瓦片。",
        "tianditu, gaode, or a URL with {{z}}, {{x}} and {{y}} (gcj02:URL where its tiles are shifted); the page then "
        "asks that server, and no other, for tiles.",
    ),
    "option.map.key": ("天地图的密钥。", "Tianditu's key."),
    "option.map.by": (
        "county：每县一张地图，放在 maps/ 下，map.html 为总目录。",
        "county: a map a county below maps/, and map.html as the page that leads to them.",
    ),
    "option.report.out": (
        "写入其他文件，不写方案文件夹中的那一个。",
        "Another file than the one in the plan folder.",
    ),
    "option.report.pdf": (
        "同时打印为 PDF（用 Chromium、Chrome 或 Edge）。",
        "Print it to PDF as well, with Chromium, Chrome or Edge.",
    ),
    "argument.rule.rule_id": ("R01 … R25；不填则列出全部。", "R01 … R25; all without it."),
    "option.rule.case": ("按此案例的设置显示规则。", "Show the rules as a case sets them."),
    "argument.completion.shell": ("所用的命令行程序。", "The shell that is used."),
}

_FRAME: dict[str, tuple[str, str]] = {
    "help.usage": ("用法：", "Usage: "),
    "help.options-place": ("[选项]", "[OPTIONS]"),
    "help.command-place": ("命令 [参数]...", "COMMAND [ARGS]..."),
    "help.arguments": ("参数：", "Arguments:"),
    "help.options": ("选项：", "Options:"),
    "help.commands": ("命令：", "Commands:"),
    "help.default": ("默认：{value}", "default: {value}"),
    "help.required": ("必填", "required"),
    "slip.option": (
        "没有选项“{found}”；最接近的是：{near}。",
        "There is no option “{found}”; nearest: {near}.",
    ),
    "slip.command": (
        "没有命令“{found}”；最接近的是：{near}。",
        "There is no command “{found}”; nearest: {near}.",
    ),
    "slip.argument": ("选项 {found} 后面要有值。", "Option {found} wants a value."),
    "usage.shell": (
        "没有为“{found}”准备补全脚本；可选：{known}。",
        "There is no script for “{found}”; choose one of: {known}.",
    ),
    "slip.missing": ("缺少 {name}。", "{name} is missing."),
    "slip.value": ("{name} 的值不对：{text}", "The value of {name} will not do: {text}"),
    "slip.other": ("命令行有误：{text}", "The command line is not understood: {text}"),
    "slip.help": ("查看用法：{command} --help", "How it is used: {command} --help"),
}

_VALUES: dict[str, tuple[str, str]] = {
    "value.ADDRESS": ("地址", "ADDRESS"),
    "value.CASE": ("案例", "CASE"),
    "value.DATE": ("日期", "DATE"),
    "value.EDITS": ("修改", "EDITS"),
    "value.FILE": ("文件", "FILE"),
    "value.FOLDER": ("文件夹", "FOLDER"),
    "value.FROM:TO:STEP": ("起:止:步长", "FROM:TO:STEP"),
    "value.ID": ("编号", "ID"),
    "value.KEY": ("密钥", "KEY"),
    "value.KEY=VALUE": ("键=值", "KEY=VALUE"),
    "value.METRES": ("米", "METRES"),
    "value.N": ("数", "N"),
    "value.NAME": ("名称", "NAME"),
    "value.PERCENT": ("百分比", "PERCENT"),
    "value.PIN": ("锁定项", "PIN"),
    "value.PLAN": ("方案", "PLAN"),
    "value.PLAN_A": ("原方案", "PLAN_A"),
    "value.PLAN_B": ("新方案", "PLAN_B"),
    "value.PLAN_WITH": ("守界线的方案", "PLAN_WITH"),
    "value.PLAN_WITHOUT": ("不守界线的方案", "PLAN_WITHOUT"),
    "value.PLAN|CASE": ("方案|案例", "PLAN|CASE"),
    "value.RULE": ("规则", "RULE"),
    "value.SECONDS": ("秒", "SECONDS"),
    "value.SERVER": ("服务器", "SERVER"),
}
"""What stands for a value in the help; words that are typed as they are (``text|json``) have none."""

SENTENCES: dict[str, tuple[str, str]] = {**_COMMANDS, **_SHARED, **_OWN, **_VALUES, **_FRAME}
