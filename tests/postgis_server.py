"""A real PostgreSQL with PostGIS for the tests: in a folder of its own, on a free loopback port, never as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER, PASSWORD = "planner", "pass:word@1/2"
"""A password with all that splits an address."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int

    def address(self, user: str = OWNER, database: str = "city") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"


def missing() -> str:
    """Return what is not installed for a server with PostGIS, or ``""``."""
    if not programs():
        return "PostgreSQL is not installed (Debian package postgresql)"
    if not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return "PostGIS is not installed (Debian package postgresql-postgis)"
    if os.geteuid() == 0 and not user():
        return "there is no user to run PostgreSQL as: it refuses root"
    return ""


def programs() -> Path | None:
    """Return the folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def user() -> str | None:
    """Return whom to run the server as: nobody in particular when we are root, else ourselves."""
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server() -> Iterator[Server]:
    """Give a server with an empty database ``city``; it and its folder are gone afterwards."""
    bin_folder, root = programs(), Path(tempfile.mkdtemp(prefix="assign-pg-"))
    assert bin_folder is not None
    other = {"user": user(), "group": None} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(root, user())
        other = {"user": user()}
    secret = root / "secret"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(root)}

    def call(program: str, *words: str) -> None:
        command = [str(bin_folder / program), *words]
        done = subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
            **other,
        )
        assert done.returncode == 0, done.stderr

    data, port = str(root / "data"), free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={root} -c fsync=off"
    try:
        call(
            "initdb", "-D", data, "-U", OWNER, "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "-N"
        )
        call("pg_ctl", "-D", data, "-o", settings, "-l", str(root / "log"), "-w", "start")
        try:
            yield Server(port)
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)
