"""Areas too large for a proof are named before anybody waits for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.errors import Severity
from assign.inputs import check_size
from assign.inputs.build import check_case
from assign.inputs.check_size import large_areas
from assign.optimise import frontier
from assign.policy import default_policy
from assign.problem import Kind
from builders import grid_problem
from small_case import write_case


def villages_of(count, station, kind=Kind.RURAL):
    first = replace(grid_problem(2, 2).villages[0], kind=kind)
    return [replace(first, village_id=f"{station}{n}", station_id=station) for n in range(count)]


def policy(nesting, **rules):
    return default_policy().with_overrides({"policy": {"R05": {"nesting": nesting}, **rules}})


def test_the_sizes_are_those_of_the_optimiser():
    """What is warned of is what the optimiser does not cut and does not bound."""
    assert (check_size.MOST_CUT, check_size.LARGEST_PRICED) == (frontier.MOST_CUT, frontier.LARGEST_PRICED)


@pytest.mark.parametrize(
    ("count", "codes"),
    [(1000, []), (1001, ["area-large"]), (6000, ["area-large"]), (6001, ["area-unbounded"])],
)
def test_a_station_of_too_many_villages_is_named_with_its_count(count, codes):
    """Up to the size there is no word; above it the station, the count, and that there is no bound at all."""
    found = large_areas(
        villages_of(count, "B") + villages_of(3, "A"), policy=policy("station"), file="villages.shp"
    )
    assert [fault.code for fault in found] == codes
    assert all(
        (fault.severity, fault.found, fault.values["count"]) == (Severity.WARNING, "B", count)
        for fault in found
    )


def test_stations_count_together_where_rooms_may_serve_several():
    """Two stations of 600 are small each, and 1,200 villages where a zone may cross stations."""
    villages = villages_of(600, "A") + villages_of(600, "B")
    assert not large_areas(villages, policy=policy("station"), file="v.shp")
    (fault,) = large_areas(villages, policy=policy("city"), file="v.shp")
    assert fault.values["count"] == 1200


def test_communities_do_not_count_unless_they_share_zones():
    """An urban village has its own room (R02), which is no puzzle; with R02 off it is one of the many."""
    villages = villages_of(600, "A") + villages_of(601, "A", Kind.URBAN)
    assert not large_areas(villages, policy=policy("station"), file="v.shp")
    (fault,) = large_areas(villages, policy=policy("station", R02={"switch": "off"}), file="v.shp")
    assert fault.values["count"] == 1201


def test_check_says_so_of_a_case(tmp_path, monkeypatch):
    """`check` carries the warning: seen on a small case with the size set low."""
    path = write_case(tmp_path)
    assert not {"area-large"} & {fault.code for fault in check_case(path)}
    monkeypatch.setattr(check_size, "MOST_CUT", 1)
    assert "area-large" in {fault.code for fault in check_case(path)}
