"""A made-up county or city as a case on disk: real codes and names, everything else generated."""

from __future__ import annotations

from assign.demo.case import SIZES, write_case
from assign.demo.units import geodata_folder

__all__ = ["SIZES", "geodata_folder", "write_case"]
