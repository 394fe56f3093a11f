"""The date that GDAL writes into a file: fixed, so that the same layers give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pyogrio


@contextmanager
def fixed_date(stamp: str = "2000-01-01T00:00:00.000Z") -> Iterator[None]:
    """Let GDAL take another time for now while it writes, and give the user's setting back."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
