"""A PostgreSQL database with PostGIS as a source: one table or query, read only, every value as text.

Whatever the database sends is put into one order and hashed, so that `verify` can read it again and notice a change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.address import filled_in
from assign.inputs.columns import nearest
from assign.inputs.entries import Input
from assign.inputs.geometries import same_crs, shapes_of_wkb
from assign.inputs.postgis_errors import refusal
from assign.inputs.tables import Table, UnreadableError, cell_text

if TYPE_CHECKING:
    from psycopg import Connection

ROWS = 500_000
"""Rows that are read at most: a province has 50,000 villages."""
CONNECT_S, STATEMENT_S = 10, 120
_SESSION = (
    f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_S * 1000}"
    " -c datestyle=ISO -c intervalstyle=iso_8601 -c bytea_output=hex -c extra_float_digits=1 -c timezone=UTC"
)
"""Settings that any user may make: one that needs more rights would shut readers out."""
_SHAPE_TYPES = ("geometry", "geography")


@dataclass(frozen=True)
class _Shape:
    """The geometry column of a source."""

    name: str
    kind: str


def read_postgis(entry: Input) -> tuple[Table, list[Fault]]:
    """Return a table or query of a database; rows stand in the order of their text, the first is row 1.

    The session is read-only, a statement may take two minutes, and at most 500,000 rows come back.

    Raises
    ------
    UnreadableError
        If there is no way in, nothing of that name, or more than one geometry. No message holds a password.
    """
    if bool(entry.table) == bool(entry.query):
        _refuse(entry, "source-table-or-query")
    connection = _connect(entry)
    import psycopg  # noqa: PLC0415  an extra

    try:
        with connection:
            connection.read_only = True
            source = _source(connection, entry)
            names, shape = _columns(connection, source, entry)
            rows, srids = _rows(connection, source, names, shape)
            crs = _crs_text(connection, srids, entry)
    except psycopg.Error as error:
        raise UnreadableError(refusal(error, entry)) from None
    if len(rows) > ROWS:
        _refuse(entry, "source-too-many-rows", found=f"> {ROWS:,}", limit=f"{ROWS:,}")
    return _as_table(entry, names, rows, shape, crs)


def _connect(entry: Input) -> Connection[Any]:
    """Return an open session, or say in words why there is none."""
    try:
        import psycopg  # noqa: PLC0415  an extra
    except ImportError:
        _refuse(entry, "source-extra-missing")
    address, lost = filled_in(entry.address)
    if lost:
        _refuse(entry, "source-variable-missing", found=lost)
    try:
        settings: dict[str, Any] = dict(psycopg.conninfo.conninfo_to_dict(address))
    except psycopg.Error:
        # what the library says may hold the password
        _refuse(entry, "source-address-broken")
    settings |= {"options": _SESSION, "client_encoding": "utf-8", "application_name": "assign"}
    settings.setdefault("connect_timeout", CONNECT_S)
    try:
        return psycopg.connect(**settings)
    except psycopg.Error as error:
        raise UnreadableError(refusal(error, entry)) from None


def _source(connection: Connection[Any], entry: Input) -> Any:
    """Return the FROM clause: the named table, which must be there, or the query in brackets."""
    from psycopg import sql  # noqa: PLC0415  an extra

    if entry.query:
        # prepared below: the server takes one statement, so a query cannot end the bracket and begin another
        return sql.SQL("({}\n) AS asked").format(sql.SQL(entry.query.strip().rstrip(";")))
    listed = connection.execute(
        "SELECT n.nspname, c.relname, n.nspname = ANY (current_schemas(false)) FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')"
        " AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    ).fetchall()
    schema, _, name = entry.table.rpartition(".")
    found = [(s, t) for s, t, near in listed if t == name and (s == schema if schema else near)]
    if not found:
        options = [f"{s}.{t}" for s, t, _ in listed]
        _refuse(entry, "source-table-missing", found=entry.table, nearest=nearest(entry.table, options))
    return sql.Identifier(*found[0])


def _columns(connection: Connection[Any], source: Any, entry: Input) -> tuple[list[str], _Shape | None]:
    """Return the names of the attributes, and the geometry column where there is one."""
    from psycopg import sql  # noqa: PLC0415  an extra

    kinds = dict(
        connection.execute(
            "SELECT oid, typname FROM pg_type WHERE typname = ANY (%s)", [list(_SHAPE_TYPES)]
        ).fetchall()
    )
    asked = connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(source), prepare=True)
    described = asked.description or []
    shapes = [_Shape(one.name, kinds[one.type_code]) for one in described if one.type_code in kinds]
    names = [one.name for one in described if one.type_code not in kinds]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        _refuse(entry, "source-column-twice", found=", ".join(twice)[:80])
    if len(shapes) > 1:
        _refuse(entry, "source-shapes-several", found=", ".join(shape.name for shape in shapes)[:80])
    return names, shapes[0] if shapes else None


def _rows(
    connection: Connection[Any], source: Any, names: Sequence[str], shape: _Shape | None
) -> tuple[list[tuple[Any, ...]], set[int]]:
    """Return the rows, each its attributes as text and its geometry as WKB, and the SRIDs among them."""
    from psycopg import sql  # noqa: PLC0415  an extra

    fields = [sql.SQL("{}::text").format(sql.Identifier(name)) for name in names]
    if shape is not None:
        geometry = sql.SQL("{}::geometry").format(sql.Identifier(shape.name))
        # arcs become lines: GEOS has none
        fields.append(sql.SQL("ST_AsBinary(ST_CurveToLine(ST_Force2D({0})))").format(geometry))
        fields.append(sql.SQL("ST_SRID({0})").format(geometry))
    query = sql.SQL("SELECT {} FROM {} LIMIT {}").format(
        sql.SQL(", ").join(fields), source, sql.Literal(ROWS + 1)
    )
    got = connection.execute(query, prepare=True).fetchall()
    if shape is None:
        return got, set()
    return [row[:-1] for row in got], {row[-1] for row in got if row[-1] is not None}


def _crs_text(connection: Connection[Any], srids: set[int], entry: Input) -> str:
    """Return the CRS that the geometries name, ``""`` for none."""
    if len(srids) > 1:
        _refuse(entry, "srids-mixed", found=", ".join(map(str, sorted(srids)))[:80])
    if not srids or srids == {0}:
        return ""
    told = connection.execute(
        "SELECT auth_name, auth_srid, srtext FROM spatial_ref_sys WHERE srid = %s", [min(srids)]
    ).fetchone()
    if told is None:
        return f"EPSG:{min(srids)}"
    return f"{told[0]}:{told[1]}" if told[0] and told[1] else str(told[2] or "")


def _as_table(
    entry: Input, names: list[str], rows: list[tuple[Any, ...]], shape: _Shape | None, crs: str
) -> tuple[Table, list[Fault]]:
    texts = [tuple(cell_text(cell) for cell in row[: len(names)]) for row in rows]
    wkb = [bytes(row[-1]) if shape is not None and row[-1] is not None else b"" for row in rows]
    order = sorted(range(len(rows)), key=lambda place: (texts[place], wkb[place]))
    texts, wkb = [texts[place] for place in order], [wkb[place] for place in order]
    frame = pd.DataFrame(texts, index=range(1, len(texts) + 1), columns=names, dtype=object)
    faults: list[Fault] = []
    if frame.empty:
        faults.append(Fault("table-without-rows", Severity.WARNING, entry.file))
    shapes = None
    if shape is not None:
        shapes = shapes_of_wkb([item or None for item in wkb], entry.file, "", faults)
        shapes = np.asarray(shapes, dtype=object)
    digest = _digest(names, texts, wkb, crs)
    other = bool(entry.crs and crs) and not same_crs(entry.crs, crs)
    table = Table(
        entry.role, entry.file, "", frame, shapes, entry.crs or crs, crs_overridden=other, digest=digest
    )
    return table, faults


def _digest(names: Sequence[str], texts: Sequence[tuple[str, ...]], wkb: Sequence[bytes], crs: str) -> str:
    """Return the SHA-256 of what was read: names, CRS, then each row; every part is led by its length."""
    digest = hashlib.sha256()
    for row, shape in zip([(*names, crs), *texts], [b"", *wkb], strict=True):
        for part in [*(cell.encode() for cell in row), shape]:
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _refuse(entry: Input, code: str, *, found: str = "", **values: str) -> NoReturn:
    column = f"inputs.{entry.role}"
    raise UnreadableError(
        Fault(code, file=entry.file, column=column, found=found, values={"role": entry.role, **values})
    ) from None
