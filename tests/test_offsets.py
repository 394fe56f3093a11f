"""GCJ-02 and BD-09: known points, the way there and back, and a case that names them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.offsets import offset_of, to_bd09, to_gcj02, to_wgs84
from small_case import villages, write_case

METRE = 1e-5
"""About one metre in degrees."""


def test_the_test_values_of_eviltransform_are_met():
    """Shanghai, Shenzhen and Beijing, as that project's tests list them."""
    wgs = np.array([[121.5272106, 31.1774276], [113.912316, 22.543847], [116.377817, 39.911954]])
    gcj = np.array(
        [
            [121.531541859215, 31.17530398364597],
            [113.9171764808363, 22.540796131694766],
            [116.38404722455657, 39.91334545536069],
        ]
    )
    assert np.abs(to_gcj02(wgs) - gcj).max() < 0.1 * METRE


@given(st.floats(73, 135), st.floats(18, 53))
def test_there_and_back_is_exact(lon, lat):
    """Less than a micrometre anywhere in China."""
    point = np.array([[lon, lat]])
    assert np.abs(to_wgs84(to_gcj02(point), "GCJ-02") - point).max() < 1e-6 * METRE
    assert np.abs(to_wgs84(to_bd09(point), "BD-09") - point).max() < 1e-6 * METRE


def test_nothing_moves_outside_china():
    """Bohol is where it is."""
    bohol = np.array([[124.1, 0.5], [-70.0, -30.0]])
    assert (to_gcj02(bohol) == bohol).all()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GCJ-02", "GCJ-02"),
        ("gcj02", "GCJ-02"),
        ("火星坐标", "GCJ-02"),
        ("bd_09", "BD-09"),
        ("BD09LL", "BD-09"),
        ("EPSG:4490", ""),
    ],
)
def test_all_spellings_are_known(text, name):
    """People write it as they heard it."""
    assert offset_of(text) == name


@pytest.mark.parametrize(("crs", "shift"), [("GCJ-02", to_gcj02), ("bd09", to_bd09)])
def test_a_shifted_case_is_brought_back(tmp_path, crs, shift):
    """The same villages, shifted and named so, have their offices where the unshifted ones have them."""
    plain = villages().to_crs(4326)
    moved = plain.set_geometry(gpd.GeoSeries(shapely.transform(plain.geometry.values, shift), crs=4326))
    first = load_problem(read_case(write_case(tmp_path / "a", frame=plain)))
    folder = write_case(tmp_path / "b", frame=moved)
    text = f'[inputs]\nvillages = {{ file = "villages.gpkg", crs = "{crs}" }}\n'
    (folder / "case.toml").write_text(text, "utf-8")
    assert [fault.code for fault in check_case(folder) if fault.severity is not Severity.NOTE] == []
    second = load_problem(read_case(folder))
    for one, other in zip(first.villages, second.villages, strict=True):
        assert (one.lon, one.lat) == pytest.approx((other.lon, other.lat), abs=METRE)
