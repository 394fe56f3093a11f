"""Measure how a house of Python stands, ours or another: sizes, floors, circles, types, docstrings; a row a tree.

    python scripts/measures.py                    # src/assign
    python scripts/measures.py DIR …              # packages to set beside it

Files are read, nothing of them is run. Tests are left out.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

OURS = Path(__file__).resolve().parents[1] / "src" / "assign"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a package.

    Parameters
    ----------
    lines, function_lines
        Of each file, and of each function below its docstring; sorted.
    rooms, floors
        Files and folders right below the package, and the longest chain of them in which each imports the next;
        those that import each other, by any way round, stand on one floor.
    circled
        Files that import each other by any way round, imports inside functions and for types counted.
    names
        Names that the package hands on.
    typed, told
        Functions whose arguments and answer all have types, as a share; public modules, classes and functions
        that have a docstring.
    """

    package: str
    lines: tuple[int, ...]
    function_lines: tuple[int, ...]
    rooms: int
    floors: int
    circled: int
    names: int
    typed: float
    told: float


def measure(folder: Path) -> Measures:
    """Return the measures of a package."""
    paths = sorted(path for path in folder.rglob("*.py") if "tests" not in path.relative_to(folder).parts)
    texts = {_module(folder, path): path.read_text("utf-8") for path in paths}
    trees = {name: ast.parse(text) for name, text in texts.items()}
    packages = {_module(folder, path) for path in paths if path.name == "__init__.py"}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, Function)]
    graph = _imports(trees, packages)
    rooms = _rooms(graph, folder.name)
    public = [node for name, tree in trees.items() for node in _public(name, tree)]
    return Measures(
        package=folder.name,
        lines=tuple(sorted(len(text.splitlines()) for text in texts.values())),
        function_lines=tuple(sorted(map(below_docstring, functions))),
        rooms=len(rooms),
        floors=nx.dag_longest_path_length(nx.condensation(rooms)) + 1 if rooms else 0,
        circled=sum(len(part) for part in nx.strongly_connected_components(graph) if len(part) > 1),
        names=len(set(_handed_on(trees[folder.name]))),
        typed=_share([_is_typed(node) for node in functions]),
        told=_share([ast.get_docstring(node) is not None for node in public]),
    )


def below_docstring(node: Function) -> int:
    """Return the lines of a function without its docstring, its decorators not counted."""
    said = node.body[0] if ast.get_docstring(node) is not None else None
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    return lines - ((said.end_lineno or said.lineno) - said.lineno + 1 if said else 0)


def imported(tree: ast.Module, module: str, *, is_package: bool) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a module imports, inside functions and for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            steps = module.split(".")
            above = steps[: len(steps) - node.level + is_package] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{source}.{one.name}") for one in node.names)


def _module(folder: Path, path: Path) -> str:
    parts = (folder.name, *path.relative_to(folder).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(trees: Mapping[str, ast.Module], packages: set[str]) -> nx.DiGraph:
    """Return which file imports which. That a file stands below its own face is no import of it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(trees)
    for name, tree in trees.items():
        for _, target in imported(tree, name, is_package=name in packages):
            home = target if target in trees else target.rpartition(".")[0]
            if home in trees and home != name and not name.startswith(f"{home}."):
                graph.add_edge(name, home)
    return graph


def _rooms(graph: nx.DiGraph, package: str) -> nx.DiGraph:
    """Return the same of the files and folders right below the package; its face is none of them."""
    rooms = nx.DiGraph()
    rooms.add_nodes_from(name.split(".")[1] for name in graph if name != package)
    pairs = ((one, other) for one, other in graph.edges if package not in {one, other})
    inner = ((one.split(".")[1], other.split(".")[1]) for one, other in pairs)
    rooms.add_edges_from((one, other) for one, other in inner if one != other)
    return rooms


def _public(module: str, tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """Yield the module, its classes and functions and their methods, as far as no name begins with a line."""
    if any(part.startswith("_") for part in module.split(".")):
        return
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            inside = node.body if isinstance(node, ast.ClassDef) else []
            yield from (one for one in inside if isinstance(one, Function) and not one.name.startswith("_"))


def _handed_on(face: ast.Module) -> Iterator[str]:
    """Yield the names of ``__all__``, or without one those imported by the package's own file."""
    for node in ast.walk(face):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if "__all__" in map(ast.unparse, targets) and isinstance(node.value, ast.List | ast.Tuple):
                yield from (one.value for one in node.value.elts if isinstance(one, ast.Constant))
                return
    names = (one for node in face.body if isinstance(node, ast.ImportFrom) for one in node.names)
    yield from (name for one in names if not (name := one.asname or one.name).startswith("_"))


def _is_typed(node: Function) -> bool:
    """Return whether all arguments and the answer have types; ``self`` and ``cls`` need none."""
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    taken += [one for one in (node.args.vararg, node.args.kwarg) if one is not None]
    open_ = [one for one in taken if one.annotation is None and one.arg not in {"self", "cls"}]
    return not open_ and (node.returns is not None or node.name == "__init__")


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0


def row(found: Measures) -> tuple[str, ...]:
    """Return the measures as cells of a table."""
    sizes = found.function_lines
    return (
        found.package,
        f"{len(found.lines)}",
        f"{sum(found.lines) / 1000:.1f}k",
        f"{statistics.median(found.lines):.0f} / {max(found.lines)}",
        f"{statistics.median(sizes):.0f} / {sizes[len(sizes) * 9 // 10]} / {max(sizes)}",
        f"{found.rooms} on {found.floors}",
        f"{found.circled}",
        f"{found.names}",
        f"{found.typed:.0%}",
        f"{found.told:.0%}",
    )


HEADS = (
    "package", "files", "lines", "file: median / largest", "function: median / nine in ten / largest",
    "rooms on floors", "files in circles", "names handed on", "typed", "with docstring",
)  # fmt: skip


def main() -> None:
    """Print a table in Markdown, a row a package."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[OURS], metavar="DIR")
    rows = [row(measure(folder.resolve())) for folder in parser.parse_args().folders]
    for cells in itertools.chain([HEADS, ["---"] * len(HEADS)], rows):
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
