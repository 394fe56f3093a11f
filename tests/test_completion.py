"""A shell completes commands, options and their values from the script that the program prints."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from assign.commands.shells import SCRIPTS, Slot, Verb
from assign.commands.table import COMMANDS

TRUNK = Verb("", "", (Slot(("--version",), "", "Say which."),))
HOSTILE = "It's a [path]: “C:\\x”, ‘$HOME’ and `ls`."
VERBS = (Verb("go", HOSTILE, (Slot(("-n", "--name"), "NAME", HOSTILE), Slot((), "up|down", HOSTILE))),)


def shell(name):
    """The shell, or a skip that says that it is not here."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def said(*words, text=None):
    return subprocess.run(words, input=text, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def script(tmp_path_factory, run_once):
    """Where the script for a shell stands."""
    folder = tmp_path_factory.mktemp("completion")

    def write(name):
        path = folder / f"assign.{name}"
        path.write_text(run_once("completion", name).out, "utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def run_once():
    from conftest import run_command

    return run_command


def in_bash(path, *words):
    """What bash offers for the last of the words."""
    typed = " ".join(f"'{word}'" for word in ("assign", *words))
    text = f"source {path}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _assign; echo ${{COMPREPLY[*]}}"
    return said(shell("bash"), "--norc", "-euc", text).split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["di"], ["diagnose", "diff"]),
        (["solve", "--max"], ["--max-moves", "--max-changes"]),
        (["solve", "case", "--format", ""], ["text", "json"]),
        (["--lang", ""], ["zh", "en"]),
        (["--lang", "zh", "ver"], ["verify"]),
        (["check", "--format", "h"], ["html"]),
        (["completion", "p"], ["powershell"]),
        (["solve", "--out", "so"], []),  # a file's name: bash itself offers what lies there
        (["solve", ""], []),
    ],
)
def test_bash_completes(script, words, offered):
    """Commands, options, values; where none is known, files."""
    assert in_bash(script("bash"), *words) == offered


def test_bash_offers_every_command(script):
    """In the order of the help."""
    assert in_bash(script("bash"), "") == list(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("assign di", {"diagnose", "diff"}),
        ("assign solve --max", {"--max-moves", "--max-changes"}),
        ("assign solve --format ", {"text", "json"}),
        ("assign explain plan ro", {"room"}),
    ],
)
def test_fish_completes(script, typed, offered):
    """With what each means beside it."""
    out = said(shell("fish"), "--no-config", "-c", f"source {script('fish')}; complete -C '{typed}'")
    assert {line.split("\t")[0] for line in out.splitlines()} == offered
    assert all("\t" in line for line in out.splitlines())


def test_zsh_takes_the_script(script):
    """It parses and hangs itself on the command, where it is sourced."""
    text = f"autoload -U compinit; compinit -D; source {script('zsh')}; print $_comps[assign]"
    assert said(shell("zsh"), "-fc", text).strip() == "_assign"


def test_powershell_gets_every_command_and_option(script):
    """No PowerShell is at hand to run it: names, and strings that end where they should."""
    text = script("powershell").read_text("utf-8")
    assert all(f"'{name}' = " in text for name in (*COMMANDS, "--max-moves", "solve --format"))
    assert text.count("{") == text.count("}")
    assert "the system''s language" in text


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_hostile_texts_stay_texts(tmp_path, name):
    """Quotes, brackets, colons, dollars and backquotes of a sentence are never read as the shell's."""
    path = tmp_path / "script"
    path.write_text("\n".join(SCRIPTS[name](TRUNK, VERBS)) + "\n", "utf-8")
    said(shell(name), "-n", str(path))


def test_hostile_texts_stay_texts_in_fish(tmp_path):
    """The sentence comes back as it is."""
    path = tmp_path / "script"
    path.write_text("\n".join(SCRIPTS["fish"](TRUNK, VERBS)) + "\n", "utf-8")
    out = said(shell("fish"), "--no-config", "-c", f"source {path}; complete -C 'assign go --na'")
    assert out.strip() == f"--name\t{HOSTILE}"


def test_hostile_texts_are_doubled_in_powershell():
    """A curly quote ends a string there, too."""
    text = "\n".join(SCRIPTS["powershell"](TRUNK, VERBS))
    assert "'It''s a [path]: “C:\\x”, ‘‘$HOME’’ and `ls`.'" in text


def test_an_unknown_shell_is_refused_in_words(run):
    """With those that are known."""
    ran = run("completion", "tcsh")
    assert ran.code == 2
    assert "bash, zsh, fish, powershell" in ran.err


def test_the_script_speaks_the_readers_language(run):
    """What stands beside a name is Chinese where the help is."""
    assert "对比两个方案。" in run("completion", "fish", "--lang", "zh").out
