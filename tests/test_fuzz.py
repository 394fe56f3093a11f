"""Files spoiled at random are refused or read, never a crash or a hang; `scripts/fuzz.py` runs thousands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "fuzz.py"


@pytest.mark.parametrize("seed", [1, 2])
def test_random_damage_never_crashes_the_reader(seed, tmp_path):
    """Two hundred runs over twenty kinds of file."""
    command = [sys.executable, "-W", "ignore", str(SCRIPT), "--runs", "200", "--seed", str(seed)]
    done = subprocess.run(
        [*command, "--keep", str(tmp_path)], capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "200 runs, 0 failures" in done.stdout
