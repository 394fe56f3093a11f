"""A made-up county, city, province or country as a case on disk: real codes, everything else generated."""

from __future__ import annotations

from assign.demo.case import SIZES, write_case
from assign.demo.parts import PARTS, read_counts, write_parts
from assign.demo.units import geodata_folder

__all__ = ["PARTS", "SIZES", "geodata_folder", "read_counts", "write_case", "write_parts"]
