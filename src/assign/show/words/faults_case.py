"""Sentences of faults: case.toml and the policy."""

from __future__ import annotations

from assign.show.words.fault_forms import Pair, Three, by_part

_CASE: dict[str, Three] = {
    "case-missing": (
        ("没有找到案例文件 {found}。", "There is no case file {found}."),
        ("文件夹 {folder} 里应有 case.toml；现有：{listing}", "A case.toml in {folder}; it holds: {listing}"),
        ("检查路径，或用 assign init 新建一个案例。", "Check the path, or make a new case with `assign init`."),
    ),
    "toml-broken": (
        ("{file} 的写法有误：{found}", "{file} is not valid TOML: {found}"),
        ("符合 TOML 语法的文件。", "A file in TOML syntax."),
        (
            "到所指的行列改正；文字要加英文双引号，路径用 / 分隔。",
            "Mend the line and column named; text stands in double quotes, paths use /.",
        ),
    ),
    "section-unknown": (
        ("不认识配置段 [{found}]。", "There is no section [{found}]."),
        ("以下之一：{known}", "One of: {known}"),
        ("是否想写 [{nearest}]？改名或删去这一段。", "Did you mean [{nearest}]? Rename the section or remove it."),
    ),
    "input-unknown": (
        ("不认识输入“{found}”。", "There is no input called “{found}”."),
        ("以下之一：{known}", "One of: {known}"),
        ("是否想写“{nearest}”？", "Did you mean “{nearest}”?"),
    ),
    "input-not-a-file": (
        ("这一项没有写明文件：{found}", "This entry names no file: {found}"),
        (
            '"路径"，或 {{ file = "路径", sheet = "…" }} 这样的写法。',
            'A path in quotes, or a table with file = "…" and perhaps layer, sheet, encoding, crs.',
        ),
        ("写上文件路径，或删去这一项。", "Name the file, or remove the entry."),
    ),
    "input-key-unknown": (
        ("输入里不认识“{found}”这一项。", "An input has no key “{found}”."),
        ("以下之一：{known}", "One of: {known}"),
        ("是否想写“{nearest}”？", "Did you mean “{nearest}”?"),
    ),
    "villages-missing": (
        ("案例没有写明村（社区）边界文件。", "The case names no file of villages."),
        ("[inputs] 里有 villages 一项；文件夹里现有：{listing}", "villages in [inputs]; the folder holds: {listing}"),
        ('在 [inputs] 下加一行，例如 villages = "villages.gpkg"。', 'Add a line below [inputs], such as villages = "villages.gpkg".'),
    ),
    "column-unknown": (
        ("{role} 没有名为“{found}”的列。", "{role} has no column “{found}” of ours."),
        ("等号左边写我们的列名：{known}", "Our column name on the left: {known}"),
        ("是否想写“{nearest}”？等号右边才是文件里的列名。", "Did you mean “{nearest}”? The file's own header goes on the right."),
    ),
    "closed-road-unknown": (
        ("没有名为“{found}”的道路。", "No road is called “{found}”."),
        ("{road_file} 里出现过的路名。", "A name that stands in {road_file}."),
        ("最接近的是“{nearest}”；请核对名称，或用 [columns.roads] 指明路名所在的列。",
         "The nearest is “{nearest}”; check the name, or say in [columns.roads] which column holds it."),
    ),
    "closed-without-roads": (
        ("要封闭道路（{found}），但案例没有道路文件。", "Roads are to be closed ({found}), but the case has no roads."),
        ("[inputs] 里有 roads 一项。", "roads in [inputs]."),
        ("加上道路文件，或删去 roads.closed。", "Add the roads, or remove roads.closed."),
    ),
    "template-exists": (
        ("{found} 已经存在，没有改动任何文件。", "{found} is already there; nothing was written."),
        ("一个还没有案例的文件夹。", "A folder without a case."),
        ("换一个文件夹，或先移走原来的文件。", "Choose another folder, or move the old file away."),
    ),
}  # fmt: skip

_POLICY: dict[str, Three] = {
    "rule-unknown": (
        ("没有规则“{found}”。", "There is no rule “{found}”."),
        ("以下之一：{known}", "One of: {known}"),
        ("用 assign rule 查看全部规则。", "See them all with `assign rule`."),
    ),
    "setting-unknown": (
        ("没有“{column}”这一项设置。", "There is no setting {column}."),
        ("以下之一：{known}", "One of: {known}"),
        ("核对名称，或删去这一行。", "Check the name, or remove the line."),
    ),
    "switch-unknown": (
        ("这条规则没有“{found}”这种开关。", "This rule has no switch “{found}”."),
        ("以下之一：{known}", "One of: {known}"),
        ("改成所列的一种。", "Choose one of those listed."),
    ),
    "range-empty": (
        ("下限大于上限，或小于 1：{found}", "The least is above the most, or below 1: {found}"),
        ("1 ≤ {low} ≤ {high}。", "1 ≤ {low} ≤ {high}."),
        ("调整 {column} 的 {low} 和 {high}。", "Change {low} and {high} of {column}."),
    ),
    "senior-below-junior": (
        ("带教民警的最低工龄 {senior:g} 年小于新民警的年限 {junior:g} 年，有人会既是新民警又是带教人。", "A senior needs {senior:g} years and a junior has fewer than {junior:g}: somebody would be both."),
        ("R17.senior_years 不小于 ability.junior_years。", "R17.senior_years not below ability.junior_years."),
        ("调整两项中的一项。", "Change one of the two."),
    ),
    "setting-not-a-number": (
        ("这项设置不是可用的数字：{found}", "This setting is not a usable number: {found}"),
        ("不小于 0、小于 10 亿的数字，不加引号。", "A number from 0 to below 1,000,000,000, without quotes."),
        ("改成数字。", "Write a number."),
    ),
    "setting-not-positive": (
        ("这项设置太小：{found}。", "This setting is too small: {found}."),
        ("大于 0 的数字。", "A number above 0."),
        ("改成正数，或删去这一行以用默认值。", "Write a positive number, or remove the line to take the default."),
    ),
    "setting-not-a-share": (
        ("这项设置是比例，现为 {found}。", "This setting is a share of a whole; it is {found}."),
        ("大于 0、不大于 1 的小数，例如 0.85 表示 85%。", "Above 0 and at most 1: 0.85 stands for 85 %."),
        ("改成小数。", "Write it as a decimal."),
    ),
    "setting-not-whole": (
        ("这项设置必须是整数，现为 {found}。", "This setting must be a whole number; it is {found}."),
        ("整数。", "A whole number."),
        ("去掉小数部分。", "Leave out the decimals."),
    ),
    "setting-not-a-list": (
        ("这项设置应是文字列表：{found}", "This setting must be a list of texts: {found}"),
        ('形如 ["甲", "乙"]。', 'Such as ["one", "two"].'),
        ("用方括号括起来，每个词加英文双引号。", "Put it in square brackets, each text in double quotes."),
    ),
    "setting-not-text": (
        ("这项设置应是文字：{found}", "This setting must be text: {found}"),
        ("加英文双引号的文字。", "Text in double quotes."),
        ("加上英文双引号。", "Put it in double quotes."),
    ),
    "setting-not-a-table": (
        ("“{column}”应是一段设置，现为：{found}", "{column} must be a section; it is: {found}"),
        ("形如 [{column}] 的一段。", "A section such as [{column}]."),
        ("改写成一段，下面逐行写设置。", "Write it as a section with one setting a line."),
    ),
    "nesting-unknown": (
        ("不认识“{found}”这一级范围。", "There is no level “{found}”."),
        ("station（派出所）、county（县区）或 city（全市）。", "station, county or city."),
        ("改成三者之一。", "Choose one of the three."),
    ),
}  # fmt: skip

SENTENCES: dict[str, Pair] = by_part(_CASE | _POLICY) | {
    "usage.scenario-unknown": (
        "案例里没有名为“{found}”的情景；现有：{known}",
        "The case has no scenario “{found}”; it has: {known}",
    ),
}
