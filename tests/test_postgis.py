"""A PostgreSQL/PostGIS database as a source: read exactly, read only, refused in words, its password never said."""

from __future__ import annotations

import builtins
import json
import logging

import psycopg
import pytest

import postgis_server
from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.address import filled_in, is_database, without_password
from assign.inputs.check_files import read_input
from assign.inputs.entries import Input
from assign.speak import fault_text
from postgis_server import OWNER, PASSWORD
from small_case import officer, village_id, villages, write_case

TABLE = "plan.villages"


@pytest.fixture(scope="module")
def server():
    """A server with the twelve villages in ``plan.villages``, and a reader who may see nothing else."""
    if lacking := postgis_server.missing():
        pytest.skip(lacking)
    with postgis_server.running_server() as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        with psycopg.connect(running.address(database="postgres"), autocommit=True) as base:
            base.execute("CREATE DATABASE city")
        with psycopg.connect(running.address()) as base:
            fill(base)
        yield running


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", PASSWORD)


def fill(base):
    base.execute("CREATE EXTENSION postgis")
    base.execute("CREATE SCHEMA plan")
    columns = (
        '"村代码" char(14), "村名" text, "派出所" varchar, "人口" bigint, geom geometry(Geometry, 32650)'
    )
    base.execute(f"CREATE TABLE plan.villages ({columns})")
    frame = villages()
    for row in frame.itertuples():
        base.execute(
            "INSERT INTO plan.villages VALUES (%s, %s, %s, 1200, ST_GeomFromWKB(%s, 32650))",
            [row.村代码, row.村名, row.派出所, row.geometry.wkb],
        )
    base.execute("CREATE TABLE plan.odd (id numeric, big bigint, half real, yes bool, day date, gone text)")
    base.execute(
        "INSERT INTO plan.odd VALUES (411421199001012514.10, 9007199254740993, 0.1, true, '2024-05-01', NULL)"
    )
    base.execute("CREATE TABLE plan.two (a geometry, b geometry)")
    base.execute("CREATE TABLE plan.secret (a text)")
    base.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    base.execute("GRANT USAGE ON SCHEMA plan TO guest")
    base.execute("GRANT SELECT ON plan.villages TO guest")
    base.execute('CREATE VIEW "plan"."看" AS SELECT * FROM plan.villages')


def case_of(folder, server, entry="", **tables):
    """Write a case whose villages are the table, or the entry given."""
    write_case(folder, **tables)
    entry = entry or f'{{ file = "{server.address()}", table = "{TABLE}" }}'
    others = "".join(f'{role} = "{role}.csv"\n' for role in tables)
    (folder / "case.toml").write_text(f"[inputs]\nvillages = {entry}\n{others}", "utf-8")
    return folder


def refused(folder):
    """Return the one error of a case; no text of it holds the password."""
    (fault,) = (fault for fault in check_case(folder) if fault.severity is Severity.ERROR)
    told = [repr(fault), str(fault), *(fault_text(fault, language) for language in ("zh", "en"))]
    assert not any(PASSWORD in text for text in told)
    assert all("inputs.villages" in text for text in told)
    return fault


def test_villages_of_a_table_are_those_of_the_file(tmp_path, server):
    """Ids keep their zeros, names their characters, shapes their place: the same problem as from the GeoPackage."""
    from_file = load_problem(read_case(write_case(tmp_path / "file")))
    from_base = load_problem(read_case(case_of(tmp_path / "base", server)))
    assert from_base.villages == from_file.villages
    assert [v.village_id for v in from_base.villages] == sorted(village_id(n) for n in range(12))
    assert all(
        one.equals_exact(other, 1e-9)
        for one, other in zip(from_base.outlines, from_file.outlines, strict=True)
    )


def test_a_query_chooses_and_renames(tmp_path, server):
    """One SELECT, a final semicolon forgiven, a per cent sign and a comment of its own too."""
    query = (
        'select \\"村代码\\" as village_id, \\"村名\\" as name, \\"派出所\\" as station_id, geom from plan.villages '
        "where \\\"村名\\\" like '村%' -- all\\n;"
    )
    entry = f'{{ file = "{server.address()}", query = "{query}" }}'
    assert len(load_problem(read_case(case_of(tmp_path, server, entry))).villages) == 12


def test_values_come_over_exactly(server):
    """Numbers of any length keep every digit, days are written as days, nothing is an empty text."""
    entry = Input("officers", "x", None, address=server.address(), table="plan.odd")
    table, faults = read_input(entry)
    assert table.shapes is None
    assert faults == []
    assert table.frame.iloc[0].tolist() == [
        "411421199001012514.10",
        "9007199254740993",
        "0.1",
        "true",
        "2024-05-01",
        "",
    ]


def test_what_was_read_is_hashed_and_a_change_is_noticed(tmp_path, server, run):
    """`verify` reads the table again: it holds, until a cell changes; then exit 5 names the input."""
    folder = case_of(tmp_path, server, officers=[officer("P1"), officer("P2", 派出所="0S2")])
    assert run("solve", folder, "--workers", 1).code == 0
    record = (folder / "plan" / "run.json").read_text("utf-8")
    (source,) = (item for item in json.loads(record)["inputs"] if item["role"] == "villages")
    assert source["path"] == f"{server.address()} › {TABLE}"
    assert len(source["sha256"]) == 64
    assert source["rows"] == 12
    assert PASSWORD not in record
    assert run("verify", folder / "plan").code == 0
    with psycopg.connect(server.address()) as base:
        base.execute('UPDATE plan.villages SET "人口" = 1201 WHERE "村名" = %s', ["村3"])
    try:
        ran = run("verify", folder / "plan")
        assert ran.code == 5
        assert "input-changed input villages" in ran.out
    finally:
        with psycopg.connect(server.address()) as base:
            base.execute('UPDATE plan.villages SET "人口" = 1200')
    assert run("verify", folder / "plan").code == 0  # the rows now lie in another order on disk


def test_a_view_is_a_table_too(tmp_path, server):
    """The server guards its own views; names in any script will do."""
    entry = f'{{ file = "{server.address()}", table = "plan.看" }}'
    assert len(load_problem(read_case(case_of(tmp_path, server, entry))).villages) == 12


@pytest.mark.parametrize(
    ("user", "database", "table", "code"),
    [
        (OWNER, "nowhere", TABLE, "source-no-database"),
        ("stranger", "city", TABLE, "source-no-login"),
        (OWNER, "city", "plan.vilages", "source-table-missing"),
        (OWNER, "city", "villages", "source-table-missing"),
        (OWNER, "city", "plan.two", "source-shapes-several"),
        ("guest", "city", "plan.secret", "source-forbidden"),
    ],
)
def test_each_refusal_has_its_name(tmp_path, server, monkeypatch, user, database, table, code):
    """No such database, user, table; two shapes; no right to read."""
    if user == "guest":
        monkeypatch.setenv("PGPASSWORD", "guest")
    entry = f'{{ file = "{server.address(user, database)}", table = "{table}" }}'
    fault = refused(case_of(tmp_path, server, entry))
    assert fault.code == code
    if code == "source-table-missing":
        assert TABLE in fault_text(fault, "en")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("select nothing from plan.villages", "source-query-broken"),
        ("selekt 1", "source-query-broken"),
        ("select 1) as x; drop table plan.odd; --", "source-query-broken"),
        ("with gone as (delete from plan.odd returning *) select * from gone", "source-query-broken"),
        ("select setval('plan.counter', 7)", "source-writes"),
        ("select 1 as a, 2 as a", "source-column-twice"),
        ("select pg_sleep(60)", "source-too-slow"),
        ("select g from generate_series(1, 600000) g", "source-too-many-rows"),
        (
            "select ST_SetSRID(ST_Point(1, 2), s) g from (values (4326), (4490)) v (s)",
            "srids-mixed",
        ),
    ],
)
def test_a_query_that_will_not_do_is_named(tmp_path, server, monkeypatch, query, code):
    """Broken, writing, endless, too large, of two systems: one error, and the database is as it was."""
    monkeypatch.setattr("assign.inputs.postgis.STATEMENT_S", 2)
    monkeypatch.setattr("assign.inputs.postgis._SESSION", session(statement_ms=2000))
    with psycopg.connect(server.address()) as base:
        base.execute("CREATE SEQUENCE IF NOT EXISTS plan.counter")
    entry = f'{{ file = "{server.address()}", query = "{query}" }}'
    assert refused(case_of(tmp_path, server, entry)).code == code
    with psycopg.connect(server.address()) as base:
        assert base.execute("SELECT count(*) FROM plan.odd").fetchone() == (1,)


def session(statement_ms):
    import assign.inputs.postgis as reader

    return reader._SESSION.replace("=120000", f"={statement_ms}")


def test_no_server_is_named(tmp_path):
    """A port where nobody listens, a host that does not exist."""
    for host in (f"127.0.0.1:{postgis_server.free_port()}", "nowhere.invalid"):
        entry = f'{{ file = "postgresql://u@{host}/city", table = "t" }}'
        assert refused(case_of(tmp_path / host[:3], None, entry)).code == "source-no-server"


@pytest.mark.parametrize("wrong", ["not it", PASSWORD])
def test_a_password_in_the_address_is_never_said(tmp_path, server, monkeypatch, caplog, wrong):
    """Written out or taken from a variable, right or wrong: no message, log or repr of the case has it."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("SECRET", "pass%3Aword%401%2F2" if wrong == PASSWORD else wrong.replace(" ", "%20"))
    address = server.address().replace("@", ":${SECRET}@")
    folder = case_of(tmp_path, server, f'{{ file = "{address}", table = "{TABLE}" }}')
    case = read_case(folder)
    assert "SECRET" not in case.inputs["villages"].file
    if wrong == PASSWORD:
        assert len(load_problem(case).villages) == 12
    else:
        fault = refused(folder)
        assert fault.code == "source-no-login"
        assert wrong not in repr(fault)
    assert wrong not in repr(case) + caplog.text


def test_a_password_in_an_override_is_not_recorded(tmp_path):
    """What is laid over the case is written into run.json, but not its secrets."""
    overrides = {"inputs": {"villages": {"file": "postgresql://u:geheim@h/d", "table": "t"}}}
    case = read_case(write_case(tmp_path), overrides=overrides)
    assert case.inputs["villages"].address == "postgresql://u:geheim@h/d"
    assert case.overrides == {"inputs": {"villages": {"file": "postgresql://u@h/d", "table": "t"}}}


def test_bug_a_password_with_strokes_is_cut_off_the_address():
    """Whatever stands between user and host is gone from what is shown, be it encoded or not."""
    assert without_password("postgresql://u:a/b@c?d@host:1/db") == "postgresql://u@host:1/db"
    assert without_password("postgresql://host/db?user=u&password=x&sslmode=require") == (
        "postgresql://host/db?user=u&password=***&sslmode=require"
    )
    assert is_database("PostGIS://h/d")
    assert not is_database("postgresql.gpkg")
    assert filled_in("postgis://u:${A}@h/d", {"A": "x"}) == ("postgresql://u:x@h/d", "")
    assert filled_in("postgres://u:${B}@h/d", {}) == ("postgresql://u:@h/d", "B")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('"postgresql://u@127.0.0.1:1/d"', "source-table-or-query"),
        ('{ file = "postgresql://u@h/d", table = "t", query = "select 1" }', "source-table-or-query"),
        ('{ file = "postgresql://u:${NOT_SET_HERE}@h/d", table = "t" }', "source-variable-missing"),
        ('{ file = "postgresql://u@h:port/d", table = "t" }', "source-no-server"),
        ('{ file = "postgresql://u@h/d?nothing=1", table = "t" }', "source-address-broken"),
    ],
)
def test_an_entry_that_is_wrong_is_named(tmp_path, entry, code):
    """Neither or both of table and query, a variable that is not set, an address that is none."""
    assert refused(case_of(tmp_path, None, entry)).code == code


def test_without_the_extra_the_cure_is_named(tmp_path, monkeypatch):
    """Where psycopg is not installed, the error says what to install."""
    whole = builtins.__import__

    def without(name, *rest):
        if name == "psycopg":
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    fault = refused(case_of(tmp_path, None, '{ file = "postgresql://u@h/d", table = "t" }'))
    assert fault.code == "source-extra-missing"
    assert 'pip install "assign[postgis]"' in fault_text(fault, "en")
