"""Write `docs/reference/`: commands, rules, columns and faults as the program itself states them, in both languages.

`tests/test_docs.py` fails where a page is not as this writes it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer

from assign.commands import app, load_all
from assign.commands.helping import meaning, more, shown, summary
from assign.inputs.columns import TABLES, Column
from assign.plan import TABLE_COLUMNS
from assign.policy import default_policy
from assign.show.words import HOMES, LANGUAGES, has_word, word

DOCS = Path(__file__).resolve().parents[1] / "docs"

WORDS = {
    "commands": ("命令", "Commands"),
    "rules": ("规则", "Rules"),
    "inputs": ("输入的列", "Columns of the inputs"),
    "outputs": ("方案表的列", "Columns of the plan's tables"),
    "faults": ("数据问题一览", "Faults of the data"),
    "option": ("参数和选项", "arguments and options"),
    "meaning": ("含义", "meaning"),
    "column": ("列", "column"),
    "form": ("形式", "form"),
    "needed": ("必需", "needed"),
    "headers": ("认得的表头", "headers that are known"),
    "yes": ("是", "yes"),
    "setting": ("设置", "setting"),
    "default": ("默认", "default"),
    "switch": ("开关", "switch"),
    "source": ("依据", "source"),
    "numbers": ("其他数字", "Other numbers"),
    "code": ("代码", "code"),
    "what": ("问题", "what is wrong"),
    "expected": ("应为", "expected"),
    "cure": ("处理", "cure"),
    "commands.lead": (
        "即 `assign 命令 --help` 显示的内容。",
        "What `assign COMMAND --help` says.",
    ),
    "rules.lead": (
        "每条规则都是数据：开关、设置、依据。在 `case.toml` 的 `[policy.R01]` 等处改；`assign rule` 显示当前有效的。",
        (
            "Each rule is data: a switch, settings, a source. Override it in `[policy.R01]` of `case.toml`; "
            "`assign rule` shows what is in force."
        ),
    ),
    "numbers.lead": (
        "在 `case.toml` 的同名配置段里改，例如 `[weights]`、`[travel.speed_kph]`。",
        "Override them in the section of that name in `case.toml`, such as `[weights]` or `[travel.speed_kph]`.",
    ),
    "inputs.lead": (
        "表头用我们的名称、下列任一种，或在 `[columns.…]` 里写明。比较时不计大小写、空格和括号。",
        (
            "A header may be our name, any of those listed, or one that `[columns.…]` names. "
            "Case, spaces and brackets do not count."
        ),
    ),
    "outputs.lead": (
        "`tables/*.csv`：UTF-8（带 BOM）、逗号分隔，列表用 `;` 分隔。",
        "`tables/*.csv`: UTF-8 with a byte-order mark, commas, `;` inside lists.",
    ),
    "faults.lead": (
        "`assign check` 一次说出全部问题：文件、工作表、行、列、现状、应为、处理。花括号里是当时的值。",
        (
            "`assign check` names all at once: file, sheet, row, column, found, expected, cure. "
            "Braces stand for the values found."
        ),
    ),
}


def main() -> None:
    """Write the pages, or into another folder with `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS / "reference")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def pages() -> dict[str, str]:
    """Return file name -> text of every generated page."""
    makers: dict[str, Callable[[str], Iterable[str]]] = {
        "commands": _commands,
        "rules": _rules,
        "inputs": _inputs,
        "outputs": _outputs,
        "faults": _faults,
    }
    return {
        f"{name}.md" if lang == "en" else f"{name}.{lang}.md": _page(name, make, lang)
        for name, make in makers.items()
        for lang in LANGUAGES
    }


def _page(name: str, make: Callable[[str], Iterable[str]], lang: str) -> str:
    return "\n".join([f"# {_say(name, lang)}", "", _say(f"{name}.lead", lang), "", *make(lang)]) + "\n"


def _commands(lang: str) -> Iterable[str]:
    load_all()
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        places = [shown(one, lang) for one in command.params if one.param_type_name == "argument"]
        yield from (f"## {name}", "", f"`{' '.join(['assign', name, *places])}`", "", summary(name, lang), "")
        for line in filter(None, more(name, lang).split("\n")):
            yield from (line, "")
        rows = [(f"`{shown(one, lang)}`", meaning(one, name, lang)) for one in command.params]
        yield from _table((_say("option", lang), _say("meaning", lang)), rows)


def _rules(lang: str) -> Iterable[str]:
    policy = default_policy()
    for rule in policy.rules.values():
        yield from (f"## {rule.rule_id} {word(f'rule.{rule.rule_id}.title', lang)}", "")
        yield from (word(f"rule.{rule.rule_id}.text", lang), "")
        switches = " · ".join(f"**{one}**" if one == rule.switch else str(one) for one in rule.switches)
        yield from (f"{_say('switch', lang)}: {switches}  ", f"{_say('source', lang)}: {rule.source}", "")
        rows = [(f"`{name}`", f"`{_shown(value)}`") for name, value in rule.settings.items()]
        if rows:
            yield from _table((_say("setting", lang), _say("default", lang)), rows)
    yield from (f"## {_say('numbers', lang)}", "", _say("numbers.lead", lang), "")
    numbers = [(f"`{name}`", f"`{value:g}`") for name, value in policy.numbers.items()]
    yield from _table((_say("setting", lang), _say("default", lang)), numbers)


def _inputs(lang: str) -> Iterable[str]:
    heads = tuple(_say(name, lang) for name in ("column", "form", "needed", "headers"))
    for role, columns in TABLES.items():
        yield from (f"## {role}", "")
        yield from _table(heads, [_input_row(column, lang) for column in columns])


def _input_row(column: Column, lang: str) -> tuple[str, ...]:
    need = _say("yes", lang) if column.needed else ""
    return (f"`{column.name}`", column.form.value, need, ", ".join(column.aliases))


def _outputs(lang: str) -> Iterable[str]:
    for name, columns in TABLE_COLUMNS.items():
        yield from (f"## {name}.csv", "")
        yield from _table(
            (_say("column", lang), _say("meaning", lang)),
            [(f"`{column}`", _label(column, lang)) for column in columns],
        )


def _faults(lang: str) -> Iterable[str]:
    keys = [key for home in HOMES for key in home.SENTENCES if key.startswith("fault.")]
    codes = sorted({key.split(".")[1] for key in keys})
    heads = tuple(_say(name, lang) for name in ("code", "what", "expected", "cure"))
    rows = [
        (f"`{code}`", *(_word(f"fault.{code}.{part}", lang) for part in ("what", "expected", "cure")))
        for code in codes
    ]
    yield from _table(heads, rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table, and an empty line after it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines] + [""]


def _cell(text: str) -> str:
    """Return a text as a cell; a bar in code is written so that neither GitHub nor MkDocs shows a backslash."""
    folded = " ".join(text.replace("<", "&lt;").split())
    coded = re.sub(r"`([^`]*\|[^`]*)`", lambda code: f"<code>{code[1].replace('|', '&#124;')}</code>", folded)
    return coded.replace("|", "\\|")


def _label(column: str, lang: str) -> str:
    return _word(f"column.{column}", lang)


def _word(key: str, lang: str) -> str:
    return word(key, lang).replace("{{", "{").replace("}}", "}") if has_word(key) else ""


def _say(key: str, lang: str) -> str:
    return WORDS[key][LANGUAGES.index(lang)]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


if __name__ == "__main__":
    main()
