"""The small changes that mutation testing makes to a source file, one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_COMPARE = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_NOT_LOOKED_AT = {"annotation", "returns", "decorator_list", "format_spec", "type_params"}
_NOT_LOOKED_AT_WORDS = {"strict", "slots", "frozen"}
"""Guards that right data never meets."""
_COMPILED = "njit"


@dataclass(frozen=True)
class Change:
    """One change.

    Parameters
    ----------
    number
        Its place among the changes of the file.
    name
        Function and class, with dots; "" at the top of the file.
    lines
        First and last line of what is changed.
    statement
        The same of the statement around it, of its head where it has a body.
    old, new
        What stands there and what would.
    do
        Makes the change in the tree.
    """

    number: int
    name: str
    lines: tuple[int, int]
    statement: tuple[int, int]
    old: ast.AST
    new: ast.AST
    do: Callable[[], None]

    def __str__(self) -> str:
        return f"{self.name or 'top'}: {_shown(self.old)} -> {_shown(self.new)}"


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every change of a file, always in the same order."""
    number = 0
    for node, name, statement, put in _places(tree, "", (1, 1)):
        for new in _others(node, name):
            lines = (node.lineno, node.end_lineno or node.lineno)
            yield Change(number, name, lines, statement, node, new, _doing(put, node, new))
            number += 1


def changed(source: str, number: int | None) -> ast.Module:
    """Return the tree of a source with one change made, or with none."""
    tree = ast.parse(source)
    if number is not None:
        next(islice(changes(tree), number, None)).do()
    return ast.fix_missing_locations(tree)


Put = Callable[[ast.AST], None]
Place = tuple[ast.stmt | ast.expr, str, tuple[int, int], Put]


def _places(node: ast.AST, name: str, statement: tuple[int, int]) -> Iterator[Place]:
    """Yield what may be changed below a node: the node, its function, its statement, and how to put another there."""
    for field, value in ast.iter_fields(node):
        if field in _NOT_LOOKED_AT:
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _skipped(node, child):
                continue
            inner, around = name, statement
            if isinstance(child, ast.stmt):
                body = getattr(child, "body", None)
                end = body[0].lineno - 1 if body else child.end_lineno
                around = (child.lineno, max(child.lineno, end or 0))
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = f"{name}.{child.name}".lstrip(".")
            if isinstance(child, ast.stmt | ast.expr):
                yield child, inner, around, _putting(node, field, index if isinstance(value, list) else None)
            yield from _places(child, inner, around)


def _putting(node: ast.AST, field: str, index: int | None) -> Put:
    def put(new: ast.AST) -> None:
        if index is None:
            setattr(node, field, new)
        else:
            getattr(node, field)[index] = new

    return put


def _doing(put: Put, old: ast.AST, new: ast.AST) -> Callable[[], None]:
    return lambda: put(ast.copy_location(new, old))


def _skipped(parent: ast.AST, child: ast.AST) -> bool:
    """Return whether nothing is changed here: docstrings, texts of f-strings, keys, imports, compiled functions."""
    if isinstance(child, ast.Import | ast.ImportFrom):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(parent, ast.JoinedStr | ast.Subscript) and isinstance(child, ast.Constant):
        return not isinstance(child.value, int)
    if isinstance(child, ast.keyword) and child.arg in _NOT_LOOKED_AT_WORDS:
        return True
    if isinstance(child, ast.FunctionDef):
        return any(_COMPILED in ast.unparse(one) for one in child.decorator_list)
    return isinstance(child, ast.Call) and ast.unparse(child.func) in ("cast", "TypeVar")


def _others(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """Yield what could stand in a node's place."""
    match node:
        case ast.Compare():
            for index, op in enumerate(node.ops):
                for other in _COMPARE[type(op)]:
                    yield _with(node, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield copy.deepcopy(node.operand)
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _ARITHMETIC:
            yield _with(node, op=_ARITHMETIC[type(node.op)]())
        case ast.Call(func=ast.Name(id=called)) if called in _CALLS:
            yield _with(node, func=ast.Name(_CALLS[called], ast.Load()))
        case ast.If() | ast.IfExp() | ast.While():
            if not isinstance(
                node.test, ast.Compare | ast.BoolOp | ast.UnaryOp
            ):  # those change by themselves
                yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Constant():
            yield from map(ast.Constant, _other_values(node.value, name))
        case ast.stmt():
            yield from _other_statements(node)


def _other_values(value: object, name: str) -> Iterator[bool | float | str]:
    """Yield other constants; of texts only codes and keys, and those only inside functions."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
        if value > 1:
            yield value - 1
    elif isinstance(value, str) and name and " " not in value:
        yield f"{value}X"


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what could stand in place of a statement: nothing at all, most often."""
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with other fields."""
    new = copy.deepcopy(node)
    for field, value in fields.items():
        setattr(new, field, copy.deepcopy(value))
    return new


def _shown(node: ast.AST) -> str:
    """Return the first line of a node as source."""
    return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines()[0]
