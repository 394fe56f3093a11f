"""Values as plain data and back, and their fingerprint: what a cache needs, without ever running what it reads."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import struct
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np


def fingerprint(value: object) -> str:
    """Return the SHA-256 of a value: numbers, texts, arrays, dataclasses, and tuples, sets and mappings of them.

    Equal values have equal fingerprints in every process and on every machine; arrays count with type and shape.

    Raises
    ------
    TypeError
        If the value holds anything else.
    """
    out = hashlib.sha256()
    for piece in _pieces(value):
        out.update(b"%d:" % len(piece))
        out.update(piece)
    return out.hexdigest()


def _pieces(value: object) -> Iterable[bytes]:
    """Yield the bytes of a value, each kind with a mark of its own."""
    if isinstance(value, np.ndarray):
        yield b"array" + value.dtype.newbyteorder("<").str.encode() + repr(value.shape).encode()
        yield np.ascontiguousarray(value, value.dtype.newbyteorder("<")).tobytes()
    elif value is None or isinstance(value, bool | int | float | str | np.generic | Enum | dt.date):
        yield _scalar(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        yield b"value%d" % len(fields) + type(value).__name__.encode()
        for field in fields:
            yield field.name.encode()
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _mapping(value)
    elif isinstance(value, frozenset | set):
        if all(type(item) is int for item in value):
            yield b"set of ints" + repr(sorted(value)).encode()
            return
        yield b"set" + "".join(sorted(map(fingerprint, value))).encode()
    elif isinstance(value, tuple | list):
        yield from _sequence(value)
    else:
        raise TypeError(f"no fingerprint of a {type(value).__name__}")


def _mapping(value: Mapping[Any, object]) -> Iterable[bytes]:
    if all(type(key) is str for key in value) and (text := _json(dict(value))) is not None:
        yield b"named" + text
        return
    yield b"map%d" % len(value)
    for name, item in sorted((fingerprint(key), item) for key, item in value.items()):
        yield name.encode()
        yield from _pieces(item)


def _sequence(value: Sequence[Any]) -> Iterable[bytes]:
    if all(type(item) is int for item in value):  # by far the most there is
        yield b"ints" + repr(tuple(value)).encode()
    elif (rows := _rows(value)) is not None:
        yield rows
    else:
        yield b"row%d" % len(value)
        for item in value:
            yield from _pieces(item)


def _rows(values: Sequence[Any]) -> bytes | None:
    """Return the bytes of values of one dataclass as rows of their fields, much quicker than piece by piece.

    None where they are not. As a field's values are of one type, what JSON writes alike is alike.
    """
    kind = type(values[0]) if values else object
    if not dataclasses.is_dataclass(kind) or any(type(item) is not kind for item in values):
        return None
    fields = [field.name for field in dataclasses.fields(kind)]
    rows = list(map(attrgetter(*fields), values)) if fields else [()] * len(values)
    text = _json(rows)
    return None if text is None else f"rows{len(rows)}{kind.__name__}{fields}".encode() + text


def _json(value: object) -> bytes | None:
    """Return a value as JSON, alike for equal values; None where keys have no form in JSON."""
    try:
        return json.dumps(value, default=_for_json, sort_keys=True, separators=(",", ":")).encode()
    except TypeError:
        return None


def _for_json(value: object) -> object:
    """Return what stands for a value that JSON has no form for.

    Raises
    ------
    TypeError
        If there is nothing.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset | set) and all(type(item) is int for item in value):
        return ["set of ints", *sorted(value)]
    if isinstance(value, Mapping) and all(type(key) is str for key in value):
        return {"named": dict(value)}
    if isinstance(value, dt.date | Mapping | frozenset | set | np.ndarray | np.generic) or (
        dataclasses.is_dataclass(value) and not isinstance(value, type)
    ):
        return ["value", fingerprint(value)]
    raise TypeError(f"no fingerprint of a {type(value).__name__}")


def _scalar(value: object) -> bytes:
    """Return the bytes of a single number or text."""
    if isinstance(value, dt.date):
        return b"date" + value.isoformat().encode()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return repr(value).encode()
    if isinstance(value, int):
        return b"int%d" % value
    if isinstance(value, float):
        return b"float" + struct.pack("<d", value)
    return b"text" + str(value).encode("utf-8", "surrogatepass")


def to_plain(value: object) -> Any:
    """Return a value as what JSON can hold; `from_plain` makes it again from its type.

    Dataclasses become lists of their fields, mappings lists of pairs.

    Raises
    ------
    TypeError
        If the value holds anything but numbers, texts, dataclasses, tuples, sets and mappings.
    """
    if isinstance(value, np.generic):
        return to_plain(value.item())
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    if isinstance(value, frozenset):
        return sorted(map(to_plain, value))
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    raise TypeError(f"a {type(value).__name__} is no plain data")


def from_plain(kind: Any, data: Any) -> Any:
    """Return the value of a type from its plain data.

    Raises
    ------
    ValueError
        If the data is not of that type.
    """
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(inside, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind in (bool, int, float, str, type(None)):
        if type(data) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return data
    if not isinstance(data, list):
        raise ValueError(f"a list expected for {kind}")  # noqa: TRY004  one error for all that does not fit
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        pairs = zip(hints.items(), data, strict=True)
        return kind(**{name: from_plain(hint, item) for (name, hint), item in pairs})  # type: ignore[operator]
    if origin is tuple and inside[-1:] == (Ellipsis,):
        return tuple(from_plain(inside[0], item) for item in data)
    if origin is tuple:
        return tuple(from_plain(hint, item) for hint, item in zip(inside, data, strict=True))
    if origin is frozenset:
        return frozenset(from_plain(inside[0], item) for item in data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {from_plain(inside[0], key): from_plain(inside[1], item) for key, item in data}
    raise ValueError(f"{kind} is no plain type")


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    for kind in kinds:
        try:
            return from_plain(kind, data)
        except ValueError:
            continue
    raise ValueError(f"one of {kinds} expected")


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the type of each field of a dataclass, in order."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
