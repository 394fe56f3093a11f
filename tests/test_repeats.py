"""No passage stands twice in the package: six lines in a row that are the same, however they are set."""

import ast
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import assign

SOURCE = Path(assign.__file__).parent
LENGTH = 6

MAY_REPEAT = {
    (
        "assess/bound_facts.py",
        "assess/bound_kernels.py",
    ): "fields: compiled loops take a plain tuple of arrays",
    ("assess/bound_facts.py", "optimise/scope.py"): "the verifier shares no code with the optimiser",
    (
        "assess/bound_kernels.py",
        "optimise/stream_kernels.py",
    ): "the verifier shares no code with the optimiser",
    ("optimise/cut_kernels.py", "optimise/kernels.py"): "a call for each zone doubles the time of a pricing",
    ("optimise/kernels.py", "optimise/kernels.py"): "a call for each zone doubles the time of a pricing",
}
"""Files (the first in the alphabet first) that may share passages, and why."""


def counted_lines(text: str, *, python: bool) -> list[tuple[int, str]]:
    """Return the lines that say something, with their numbers, white space folded.

    Not counted: blank lines, comments, lone punctuation, imports, and what a function takes (a command's options
    stand in its signature, for its library reads them there).
    """
    left_out: set[int] = set()
    for node in ast.walk(ast.parse(text)) if python else ():
        if isinstance(node, ast.Import | ast.ImportFrom):
            left_out.update(range(node.lineno, node.end_lineno + 1))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            left_out.update(range(node.lineno, node.body[0].lineno))
    lines = ((number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1))
    return [
        (number, line)
        for number, line in lines
        if number not in left_out and re.search(r"\w", line) and not line.startswith(("#", "//"))
    ]


def repeats(texts: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return the pairs of files that share a passage, and the lines where it begins in both."""
    places = defaultdict(list)
    for name in sorted(texts):
        lines = counted_lines(texts[name], python=name.endswith(".py"))
        for start in range(len(lines) - LENGTH + 1):
            passage = lines[start : start + LENGTH]
            places[tuple(line for _, line in passage)].append((name, passage[0][0]))
    found = {}
    for stands in places.values():
        for (one, line), (other, at) in pairwise(stands):
            found.setdefault((one, other), f"{one}:{line} ~ {other}:{at}")
    return [(*pair, where) for pair, where in sorted(found.items())]


def test_no_passage_of_six_lines_stands_twice() -> None:
    """Neither in Python nor in the map's script, save where it is said why; and no excuse is out of date."""
    paths = [path for ending in ("*.py", "*.js") for path in SOURCE.rglob(ending)]
    texts = {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in paths}
    found = repeats(texts)
    assert [where for one, other, where in found if (one, other) not in MAY_REPEAT] == []
    assert {(one, other) for one, other, _ in found} == set(MAY_REPEAT)


def test_a_repeat_is_found_however_it_is_set() -> None:
    """Indented, with comments and blank lines between, in the same file or another; five lines are none."""
    six = "\n".join(f"step_{number}()" for number in range(6))
    set_apart = "def f():\n" + "\n\n".join(f"    step_{number}()\n    # why" for number in range(6))
    assert repeats({"a.py": six, "b.py": set_apart}) == [("a.py", "b.py", "a.py:1 ~ b.py:2")]
    assert repeats({"a.py": f"{six}\nother()\n{six}"}) == [("a.py", "a.py", "a.py:1 ~ a.py:8")]
    assert repeats({"a.py": six, "b.py": six[: six.rindex("\n")]}) == []
    taken = (
        "def f(\n" + "".join(f"    name_{number}: int,\n" for number in range(7)) + ") -> None:\n    pass\n"
    )
    assert repeats({"a.py": taken, "b.py": taken}) == []
