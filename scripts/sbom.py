"""Write the bill of materials of the package: every pinned version with its hashes, as CycloneDX 1.6 JSON.

Run from anywhere: ``python scripts/sbom.py [LOCK] [OUT]``. It needs the standard library alone, and the same lock gives
the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;\s*(.*?))?\s*\\?$")
_HASH = re.compile(r"^\s+--hash=sha256:([0-9a-f]{64})\s*\\?$")


@dataclass(frozen=True)
class Pin:
    """One pinned version.

    Parameters
    ----------
    marker
        Where it is installed, as PEP 508 says it; empty for everywhere.
    sha256
        Of every file of that version, any of which may be installed.
    """

    name: str
    version: str
    marker: str
    sha256: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package's address as package-url has it."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> list[Pin]:
    """Return the pins of a lock file with hashes, in its order.

    Raises
    ------
    ValueError
        If a line is neither a pin, a hash nor a comment.
    """
    found: list[tuple[str, str, str, list[str]]] = []
    for number, line in enumerate(lock.splitlines(), 1):
        if pin := _PIN.match(line):
            name = re.sub(r"[-_.]+", "-", pin[1]).lower()
            found.append((name, pin[2], pin[3] or "", []))
        elif (digest := _HASH.match(line)) and found:
            found[-1][3].append(digest[1])
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ValueError(f"line {number} of the lock is neither a pin nor a hash: {line}")
    return [Pin(name, version, marker, tuple(digests)) for name, version, marker, digests in found]


def bill(lock: str, project: dict[str, str]) -> dict[str, object]:
    """Return the bill of materials; `project` is the table of that name in pyproject.toml."""
    subject = f"pkg:pypi/{project['name']}@{project['version']}"
    found = pins(lock)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": subject,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": subject,
            }
        },
        "components": [component(pin) for pin in found],
        "dependencies": [{"ref": subject, "dependsOn": [pin.purl for pin in found]}],
    }


def component(pin: Pin) -> dict[str, object]:
    """Return a pin as a component: each of its files is a distribution with its hash."""
    site = f"https://pypi.org/project/{pin.name}/{pin.version}/"
    out: dict[str, object] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "externalReferences": [
            {"type": "distribution", "url": site, "hashes": [{"alg": "SHA-256", "content": one}]}
            for one in pin.sha256
        ],
    }
    if pin.marker:
        out["properties"] = [{"name": "assign:marker", "value": pin.marker}]
    return out


def main() -> None:
    """Write the bill and name the file."""
    lock = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "requirements-run.lock"
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "build" / "sbom.json"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    written = bill(lock.read_text("utf-8"), project)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    print(f"{out}: {len(pins(lock.read_text('utf-8')))} components")


if __name__ == "__main__":
    main()
