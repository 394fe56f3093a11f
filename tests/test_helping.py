"""Help and slips speak the reader's language, from one place of words."""

from __future__ import annotations

import inspect
import re
from unittest import mock

import pytest
import typer.main

import assign.speak
from assign.commands import app, load_all
from assign.commands.helping import meaning, meaning_key, shown, summary
from assign.commands.table import COMMANDS
from assign.show.width import wide
from assign.show.words.help import SENTENCES
from assign.speak import choose_language

FRAME = {"usage", "arguments", "options", "commands", "default", "required"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def commands():
    load_all()
    return typer.main.get_group(app).commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_its_words(name, commands):
    """In both languages; what takes a value shows what for; the code's own first sentence is the same."""
    command = commands[name]
    assert inspect.getdoc(command.callback).replace("\n", " ").startswith(summary(name, "en"))
    for one in command.params:
        assert meaning(one, name, "en")
        assert CHINESE.search(meaning(one, name, "zh"))
        assert "None" not in shown(one, "en")
        value = str(one.metavar)
        assert value == "None" or value.islower() or CHINESE.search(shown(one, "zh"))


def test_no_word_of_help_is_left_over(commands):
    """Each is said of a command, an argument or an option that is there."""
    trunk = typer.main.get_group(app)
    used = {
        meaning_key(one, name)
        for name, command in {**commands, "assign": trunk}.items()
        for one in command.get_params(command.context_class(command, info_name=name))
    }
    assert used == {key for key in SENTENCES if key.startswith(("argument.", "option."))}
    parameters = [one for command in commands.values() for one in command.params]
    assert {f"value.{one.metavar}" for one in parameters} >= {key for key in SENTENCES if key[:6] == "value."}
    told = {key.split(".")[1] for key in SENTENCES if re.fullmatch(r"help\.[a-z]+(\.more)?", key)}
    assert {*COMMANDS, "assign"} == told - FRAME


@pytest.mark.parametrize(
    "words", [["--help"], ["solve", "--help"], ["completion", "--help"], ["explain", "--help"]]
)
def test_help_in_chinese_is_chinese(run, words):
    """Headings, too; no line is wider than the terminal, Chinese characters being two wide."""
    with mock.patch.dict("os.environ", {"COLUMNS": "60"}):
        out = run(*words, lang="zh").out
    assert out.startswith("用法：assign")
    assert "Options" not in out
    assert max(map(wide, out.splitlines())) <= 60
    assert not re.search(r"^\s*[，。；：、）]", out, re.MULTILINE)


@pytest.mark.parametrize(
    "words",
    [["--lang", "zh", "diff", "--help"], ["diff", "--help", "--lang", "zh"], ["diff", "--lang=zh", "--help"]],
)
def test_lang_before_or_after_the_command(run, words):
    """Wherever it stands, and although help is given before options are read."""
    assert "对比两个方案。" in run(*words).out


def test_lang_before_the_command_is_that_of_the_command(run):
    """Its answer is Chinese, too."""
    assert "一村" in run("--lang", "zh", "rule", "R14").out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_TW"}, "zh"),
        ({"ASSIGN_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment, language, monkeypatch):
    """ASSIGN_LANG, then LC_ALL, LC_MESSAGES and LANG, as POSIX orders them; an empty one is none."""
    for name in ("ASSIGN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(assign.speak, "_SPOKEN", [])
    assert choose_language("") == language


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        (["slove"], "没有命令“slove”；最接近的是：solve", "There is no command “slove”; nearest: solve"),
        (
            ["rule", "--langs"],
            "没有选项“--langs”；最接近的是：--lang",
            "There is no option “--langs”; nearest: --lang",
        ),
        (["rule", "--lang"], "选项 --lang 后面要有值。", "Option --lang wants a value."),
        (["diff", "plan"], "缺少 新方案。", "PLAN_B is missing."),
        (
            ["verify", "plan", "--workers", "0"],
            "--workers 数 的值不对",
            "The value of --workers N will not do",
        ),
        (["rule", "R01", "R02"], "命令行有误", "The command line is not understood"),
    ],
)
def test_a_slip_is_answered_in_words(run, words, chinese, english):
    """What is wrong, what is nearest, where help stands; exit 2, and no traceback."""
    for lang, text in (("zh", chinese), ("en", english)):
        ran = run(*words, lang=lang)
        assert (ran.code, ran.out) == (2, "")
        assert text in ran.err


def test_without_words_the_help_is_shown(run):
    """As the exit code says, that is no run."""
    ran = run()
    assert ran.code == 2
    assert "Commands:" in ran.out + ran.err
