"""How the house stands: imports run down, heavy libraries keep to their wing, files stay short."""

import ast
import graphlib
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

import assign
import measures
import sbom
from assign.policy import default_policy
from small_case import write_case

SOURCE = Path(assign.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(SOURCE.rglob("*.py"))

FLOORS = (
    {"messages", "earlier", "gdal", "gdal_date", "kept", "lazily", "offsets", "plain", "started"},
    {"errors"},
    {"policy", "survey", "compare"},
    {"demand", "extras"},
    {"problem", "proof", "reported"},
    {"plan"},
    {"answers", "border_cost", "edits", "outlook"},
    {"demo", "inputs", "optimise", "assess", "reporting", "show"},
    {"assemble", "cache", "engine", "scenario"},
    {"cluster"},
    {"solve"},
    {"apply", "ask"},
    {"asked"},
    {"counties"},
    {"speak"},
    {"commands"},
    {"cli"},
)
"""Lowest first. Neighbours on a floor do not know each other: the six wings meet in `solve` and above."""

ONLY_IN = {
    "ortools": {"optimise"},
    "folium": {"show"},
    "branca": {"show"},
    "offlinefolium": {"show"},
    "typer": {"speak", "commands"},
}

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS = {
    "optimise/kernels.py list_zones": "compiled as one loop: a call inside would cost more than it does",
    "optimise/stream_kernels.py stream": "compiled as one loop, like list_zones",
    "optimise/sweep_kernels.py next_layer": "compiled as one loop, its arrays in its signature",
}


def part_of(path: Path) -> str:
    """Return the wing or file of the house that a path belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[tuple[int, str]]:
    """Return line and full name of everything a file imports, inside functions and for types too."""
    out = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            out += [(node.lineno, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            out += [(node.lineno, f"{node.module}.{name.name}") for name in node.names]
    return out


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_every_part_has_its_floor() -> None:
    """What lies in the package is named in FLOORS, and what is named there exists."""
    assert {part_of(path) for path in FILES} - {"__init__"} == set().union(*FLOORS)


def test_imports_run_down_only() -> None:
    """A part imports itself and lower floors: never upwards, never its neighbour, never the face."""
    floor = {part: height for height, parts in enumerate(FLOORS) for part in parts}
    wrong = []
    for path in FILES:
        here = part_of(path)
        for line, name in imports_of(path):
            package, _, rest = name.partition(".")
            there = rest.partition(".")[0]
            if package != "assign" or here in {"__init__", there}:
                continue
            if floor.get(there, len(FLOORS)) >= floor[here]:
                wrong.append(f"{path.relative_to(SOURCE)}:{line} imports {name}")
    assert wrong == []


def test_no_circle_of_imports() -> None:
    """Inside a wing, too, no two files import each other by any way round."""
    modules = {module_name(path): path for path in FILES}
    graph = {}
    for name, path in modules.items():
        found = {target for _, target in imports_of(path)}
        known = {one if one in modules else one.rpartition(".")[0] for one in found}
        # A wing's face is read before its files: that a file stands below its own face is no circle.
        graph[name] = {one for one in known & set(modules) if one != name and not name.startswith(f"{one}.")}
    assert list(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_heavy_libraries_keep_to_their_wing(library: str) -> None:
    """OR-Tools is imported in `optimise` alone, Folium in `show`, Typer by the command line."""
    users = {
        part_of(path) for path in FILES for _, name in imports_of(path) if name.partition(".")[0] == library
    }
    assert users == ONLY_IN[library]


def test_only_the_command_line_prints() -> None:
    """Nothing prints: the command line speaks through typer.echo, all else hands back values."""
    wrong = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.stdout.write"}
    ]
    assert wrong == []


def test_files_stay_short() -> None:
    """No file has more than 400 lines, save those with a reason."""
    long = {
        str(path.relative_to(SOURCE)) for path in FILES if len(path.read_text("utf-8").splitlines()) > 400
    }
    assert long <= set(LONG_FILES)


def test_functions_stay_short() -> None:
    """No function has more than 60 lines below its docstring, save those with a reason."""
    long = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, measures.Function) and measures.below_docstring(node) > 60:
                long.add(f"{path.relative_to(SOURCE)} {node.name}")
    assert long <= set(LONG_FUNCTIONS)


def test_the_package_is_typed() -> None:
    """The mark that tells type checkers to read the package's own types is there."""
    assert (SOURCE / "py.typed").is_file()


def test_what_is_imported_is_declared() -> None:
    """Every library that is imported stands in the dependencies or an extra, with a lower bound and no upper one."""
    named = {"offlinefolium": "folium-offline"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[>=<~! \[]", line)[0] for line in project["dependencies"]}
    extras = {
        re.split(r"[>=<~! \[]", line)[0]
        for lines in project["optional-dependencies"].values()
        for line in lines
    }
    used = {name.partition(".")[0] for path in FILES for _, name in imports_of(path)}
    third = {named.get(name, name.replace("_", "-")) for name in used - sys.stdlib_module_names - {"assign"}}
    assert third <= declared | extras
    assert all(re.fullmatch(r"[a-z-]+>=[\d.]+", line) for line in project["dependencies"])


def test_every_dependency_is_pinned_for_tests() -> None:
    """The locks hold an exact version, with hashes, of each dependency, of the package and of its developers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = project["project"]["dependencies"]
    for lock, wanted in (
        ("requirements-run.lock", needed),
        ("requirements.lock", needed + project["dependency-groups"]["dev"]),
    ):
        names = {re.split(r"[>=<~! \[]", line)[0].lower().replace("_", "-") for line in wanted}
        pins = sbom.pins((ROOT / lock).read_text("utf-8"))
        assert names | {"hatchling", "editables"} <= {pin.name for pin in pins}
        assert all(pin.sha256 for pin in pins), lock


def test_the_bill_of_materials_names_every_pin() -> None:
    """CycloneDX: each pin once, by its address, with the hash of each of its files."""
    lock = (ROOT / "requirements-run.lock").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    components = sbom.bill(lock, project)["components"]
    assert (
        len({one["bom-ref"] for one in components})
        == len(components)
        == len(re.findall(r"^\S+==", lock, re.MULTILINE))
    )
    assert sum(len(one["externalReferences"]) for one in components) == lock.count("--hash=sha256:")
    with pytest.raises(ValueError, match="line 2"):
        sbom.pins("numpy==2.0 \\\n-e .")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_is_in_step_with_the_rules(readme: str) -> None:
    """It names exactly the rules that are not yet enforced, and every file it links to exists."""
    text = (ROOT / readme).read_text("utf-8")
    (line,) = re.findall(r"<!-- not yet enforced -->(.*)", text)
    assert sorted(re.findall(r"R\d\d", line)) == sorted(default_policy().not_yet_enforced)
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert "://" in link or (ROOT / link).is_file(), link


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_library_block_of_the_readme_runs(
    readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says of the library holds, on a small case instead of the demo county."""
    write_case(tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    for block in blocks:
        exec(compile(block.replace("rooms=-5", "rooms=1"), readme, "exec"), {})  # noqa: S102
        assert (tmp_path / "plan-again" / "map.html").is_file()
        shutil.rmtree(tmp_path / "plan-again")
