"""The real list of units behind the demo: codes and names, nothing else is real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

UNIT_COLUMNS = (
    "village_id",
    "name",
    "kind",
    "station_id",
    "township",
    "township_kind",
    "county_id",
    "county",
)


def geodata_folder() -> Path:
    """Return the folder of the stored demo data: in the installed package, or in the checkout.

    Raises
    ------
    FileNotFoundError
        If neither place has it: the installation is incomplete.
    """
    here = Path(__file__).resolve()
    places = (here.parents[1] / "geodata", here.parents[3] / "geodata")
    for place in places:
        if (place / "units.csv.gz").is_file():
            return place
    raise FileNotFoundError(f"units.csv.gz is in neither of {[str(place) for place in places]}")


def read_units(county_ids: Sequence[str] = ()) -> pd.DataFrame:
    """Return the units, one row each, sorted by code; only those of the counties named, if any are.

    Returns
    -------
    pandas.DataFrame
        Columns `UNIT_COLUMNS`, all text; ``kind`` is ``rural`` or ``urban``.
    """
    units = pd.read_csv(geodata_folder() / "units.csv.gz", dtype=str, keep_default_na=False)
    if county_ids:
        units = units[units["county_id"].isin(list(county_ids))]
    return units.sort_values("village_id", kind="stable").reset_index(drop=True)


def units_from_lists(villages: pd.DataFrame, townships: pd.DataFrame) -> pd.DataFrame:
    """Return the compact unit list from the two tables of the public code list.

    Parameters
    ----------
    villages
        ``code, name, unit_class, township_code, township, county_code, county``.
    townships
        ``township_code, kind``.
    """
    kinds = townships.set_index("township_code")["kind"]
    # The code list names 4xx "like a residents' committee": those are communities too.
    urban = villages["unit_class"].isin(["residents_committee", "quasi_residents"])
    out = pd.DataFrame(
        {
            "village_id": villages["code"],
            "name": villages["name"],
            "kind": urban.map({True: "urban", False: "rural"}),
            "station_id": villages["township_code"],
            "township": villages["township"],
            "township_kind": villages["township_code"].map(kinds),
            "county_id": villages["county_code"],
            "county": villages["county"],
        }
    )
    return out.sort_values("village_id", kind="stable").reset_index(drop=True)
