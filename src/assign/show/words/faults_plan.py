"""Sentences of faults: files that cannot be read, and folders of plans."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FILES: dict[str, Three] = {
    "file-missing": (
        ("没有找到文件 {found}。", "There is no file {found}."),
        ("它应在 {folder}；那里现有：{listing}", "It should lie in {folder}, which holds: {listing}"),
        ("改正 case.toml 里 {column} 的路径，或把文件放到那里。",
         "Mend the path of {column} in case.toml, or put the file there."),
    ),
    "file-empty": (
        ("文件是空的。", "The file is empty."),
        ("有内容的文件。", "A file with content."),
        ("重新导出，或检查拷贝是否完整。", "Export it again, or check that it was copied whole."),
    ),
    "file-unreadable": (
        ("文件读不出来：{found}", "The file cannot be read: {found}"),
        ("完好的文件，格式与扩展名一致。", "An undamaged file of the format that its name says."),
        ("用原来的软件打开看看，再重新导出。", "Open it in the program it came from and export it again."),
    ),
    "file-not-what-it-says": (
        ("文件内容不是 {suffix} 格式，而是：{found}", "This is no {suffix} but: {found}"),
        ("内容与扩展名 {suffix} 一致的文件。", "A file whose content fits its ending {suffix}."),
        ("用正确的格式重新导出，不要只改扩展名。", "Export it in the right format; renaming alone does not convert it."),
    ),
    "encoding-unknown": (
        ("文字编码无法识别（试过 {encoding}）。", "The text has an unknown encoding (tried: {encoding})."),
        ("UTF-8 或 GB18030（GBK）。", "UTF-8 or GB18030 (GBK)."),
        ('另存为 UTF-8，或在 case.toml 里写明 encoding = "…"。',
         'Save it as UTF-8, or name it in case.toml with encoding = "…".'),
    ),
    "encoding-guessed": (
        ("文件没有说明文字编码，按 {found} 读取。", "The file does not say its encoding; it is read as {found}."),
        ("带 .cpg 的 Shapefile，或 UTF-8 的文件。", "A Shapefile with its .cpg, or a file in UTF-8."),
        ('看一眼村名是否正确；也可在 case.toml 里写明 encoding = "…"。',
         'Look whether the names are right; name it in case.toml with encoding = "…".'),
    ),
    "sheet-missing": (
        ("工作簿里没有工作表“{found}”。", "The workbook has no sheet “{found}”."),
        ("现有工作表：{sheets}", "It has: {sheets}"),
        ("是否是“{nearest}”？改正 case.toml 里的 sheet。", "Did you mean “{nearest}”? Mend `sheet` in case.toml."),
    ),
    "layer-missing": (
        ("文件里没有图层“{found}”。", "The file has no layer “{found}”."),
        ("现有图层：{layers}", "It has: {layers}"),
        ("是否是“{nearest}”？改正 case.toml 里的 layer。", "Did you mean “{nearest}”? Mend `layer` in case.toml."),
    ),
    "layer-ambiguous": (
        ("文件里有多个图层，不知道该用哪一个。", "The file has several layers; which one is meant is not said."),
        ("以下之一：{layers}", "One of: {layers}"),
        ('在 case.toml 里写明，例如 {role} = {{ file = "…", layer = "…" }}。',
         'Name it in case.toml: {role} = {{ file = "…", layer = "…" }}.'),
    ),
    "reader-says": (
        ("读取时的提示：{found}", "The reader says: {found}"),
        ("没有提示的文件。", "A file that is read without remarks."),
        ("一般不影响结果；若数据看着不对，请重新导出。", "Mostly harmless; export the file again if its data look wrong."),
    ),
    "table-empty": (
        ("表里什么也没有。", "The table holds nothing."),
        ("第一行是列名，下面是数据。", "Headers in the first row, data below."),
        ("检查工作表是否选对，或重新导出。", "Check that this is the right sheet, or export it again."),
    ),
    "table-without-rows": (
        ("表里只有列名，没有数据。", "The table has headers and no rows."),
        ("至少一行数据。", "At least one row."),
        ("填上数据，或在 case.toml 里删去这项输入。", "Fill it in, or remove the input from case.toml."),
    ),
    "header-twice": (
        ("列名“{found}”出现了不止一次，只用第一列。", "The header “{found}” stands more than once; the first is used."),
        ("各列的列名互不相同。", "A name of its own for each column."),
        ("给多出来的列改名。", "Rename the others."),
    ),
    "row-too-long": (
        ("这一行的单元格比列名多，多出的内容是“{found}”。", "This row has more cells than there are headers; “{found}” is beyond."),
        ("最多 {width} 个单元格。", "At most {width} cells."),
        ("检查是否多了逗号；含逗号的文字要加引号。", "Look for a stray comma; text with a comma stands in quotes."),
    ),
    "column-missing": (
        ("缺少必需的列“{chinese}”（{column}）。", "The needed column {column} ({chinese}) is missing."),
        ("名为“{chinese}”或 {column} 的列；文件现有：{columns}",
         "A column called {column} or “{chinese}”; the file has: {columns}"),
        ('若它就是“{nearest}”，在 case.toml 的 [columns.{role}] 里写 {column} = "{nearest}"；否则请补上这一列。',
         'If it is “{nearest}”, write {column} = "{nearest}" below [columns.{role}] in case.toml; else add it.'),
    ),
    "column-mapped-missing": (
        ("case.toml 说 {ours} 是“{found}”列，文件里却没有。",
         "case.toml says that {ours} is the column “{found}”, which the file does not have."),
        ("文件现有的列：{columns}", "The file has: {columns}"),
        ("是否是“{nearest}”？改正 [columns] 里的列名。", "Did you mean “{nearest}”? Mend the name in [columns]."),
    ),
    "column-twice": (
        ("有几列都像是 {ours}；用了“{found}”，没用：{others}",
         "Several columns look like {ours}; “{found}” is used, not: {others}"),
        ("只有一列对应 {ours}。", "One column for {ours}."),
        ("若选错了，在 case.toml 的 [columns] 里写明。", "If the choice is wrong, name the right one in [columns] of case.toml."),
    ),
    "more-like-this": (
        ("与 [{kind}] 同类的问题还有 {count} 处，共 {total} 处。", "The same fault [{kind}] stands in {count} more rows, {total} in all."),
        ("同上。", "As above."),
        ("一并改正；从第 {row} 行起没有逐一列出。", "Mend them together; from row {row} on they are not listed one by one."),
    ),
}  # fmt: skip

_PLANS: dict[str, Three] = {
    "plan-folder-missing": (
        ("没有找到方案文件夹 {found}。", "There is no plan folder {found}."),
        ("assign solve 写出的文件夹。", "A folder written by `assign solve`."),
        ("检查路径。", "Check the path."),
    ),
    "plan-file-missing": (
        ("方案里缺少 {file}。", "The plan has no {file}."),
        ("完整的方案文件夹。", "A whole plan folder."),
        ("重新求解，或从备份恢复。", "Solve again, or restore the folder."),
    ),
    "plan-file-unreadable": (
        ("方案文件 {file} 读不出来：{found}", "The plan's {file} cannot be read: {found}"),
        ("UTF-8 编码、未改动的文件。", "An untouched file in UTF-8."),
        ("重新求解，或从备份恢复。", "Solve again, or restore the file."),
    ),
    "plan-columns": (
        ("{file} 的列名不对：{found}", "{file} has other columns: {found}"),
        ("只应有这些列：{columns}", "These columns: {columns}"),
        ("重新求解；不要改动方案的表头。", "Solve again; the headers of a plan are not to be changed."),
    ),
    "plan-row-length": (
        ("这一行有 {found} 个单元格。", "This row has {found} cells."),
        ("{count} 个单元格。", "{count} cells."),
        ("重新求解，或从备份恢复。", "Solve again, or restore the file."),
    ),
    "plan-value": (
        ("“{column}”的值不可用：“{found}”。", "{column} holds an unusable value: “{found}”."),
        ("类型：{kind}", "A value of the kind: {kind}"),
        ("重新求解，或从备份恢复。", "Solve again, or restore the file."),
    ),
    "plan-json-broken": (
        ("{file} 不是完好的 JSON：{found}", "{file} is not valid JSON: {found}"),
        ("未改动的文件。", "An untouched file."),
        ("重新求解，或从备份恢复。", "Solve again, or restore the file."),
    ),
    "plan-key": (
        ("{file} 里“{column}”缺失或不可用：{found}", "{column} is missing in {file}, or cannot be used: {found}"),
        ("类型：{kind}", "A value of the kind: {kind}"),
        ("重新求解，或从备份恢复。", "Solve again, or restore the file."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FILES | _PLANS)
