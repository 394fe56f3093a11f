"""What a database says when it refuses, as a fault of ours; no password passes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assign.errors import Fault
from assign.inputs.entries import Input

if TYPE_CHECKING:
    import psycopg

_BY_STATE = {
    "3D000": "source-no-database",
    "28000": "source-no-login",
    "28P01": "source-no-login",
    "42501": "source-forbidden",
    "57014": "source-too-slow",
    "25006": "source-writes",
}
"""SQLSTATE codes of PostgreSQL."""
_BY_WORDS = (
    (re.compile(r'database ".*" does not exist|数据库.*不存在'), "source-no-database"),
    (re.compile(r"FATAL|fe_sendauth|no password supplied|致命错误"), "source-no-login"),
)
"""Before there is a session the library tells only words, in the server's language; a server that answers FATAL
is there and does not let the user in."""


def refusal(error: psycopg.Error, entry: Input) -> Fault:
    """Return the fault for an error of the server, or of the way to it."""
    text = _first_words(error)
    state = error.sqlstate or ""
    code = _BY_STATE.get(state, "")
    if not code and state:
        code = "source-query-broken"
    if not code:
        code = next((code for words, code in _BY_WORDS if words.search(str(error))), "source-no-server")
    column = f"inputs.{entry.role}"
    return Fault(code, file=entry.file, column=column, found=text, values={"role": entry.role})


def _first_words(error: psycopg.Error) -> str:
    """Return what the server says first, without the address that it repeats."""
    told = error.diag.message_primary or str(error).strip().split("\n")[-1]
    told = re.sub(r"^.*?(FATAL|ERROR|致命错误|错误)[:：]\s*", "", told)
    told = re.sub(r"(?i)(password\s*[=:]\s*)\S+", r"\1***", told)
    return told.strip()[:80]
