"""Addresses of databases: told from paths, and shown without their password."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_SCHEME = re.compile(r"^(postgres|postgresql|postgis)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=[?&])(password|sslpassword)=[^&]*", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def is_database(text: str) -> bool:
    """Return whether an input is an address such as ``postgresql://user@host/database`` and no path."""
    return bool(_SCHEME.match(text.strip()))


def without_password(address: str) -> str:
    """Return an address to be shown: whatever stands between user and host is gone, however it is written."""
    scheme, _, rest = address.strip().partition("://")
    # a password with a / or @ of its own is cut off too: the host begins behind the last @
    ahead, at, host = rest.rpartition("@")
    user = ahead.partition(":")[0]
    shown = f"{scheme}://{user}{at}{host}" if at else f"{scheme}://{rest}"
    return _PASSWORD.sub(r"\1=***", shown)


def filled_in(address: str, environment: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Return an address with its ``${NAME}`` from the environment, and the first name that is not there, or ``""``."""
    lost = next((name for name in _VARIABLE.findall(address) if name not in environment), "")
    whole = _VARIABLE.sub(lambda found: environment.get(found[1], ""), address)
    return _SCHEME.sub("postgresql://", whole.strip()), lost
