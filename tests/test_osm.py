"""Roads of an OpenStreetMap extract, written here node by node."""

from __future__ import annotations

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from assign.errors import Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.osm import read_osm
from assign.inputs.tables import UnreadableError
from small_case import villages, write_case

WEST, SOUTH, EAST, NORTH = villages().to_crs(4326).total_bounds


def write_extract(path, ways):
    """Write an extract: each way has its tags and the places of its nodes."""
    writer = osmium.SimpleWriter(str(path))
    number = 0
    listed = []
    for tags, points in ways:
        ids = []
        for lon, lat in points:
            number += 1
            writer.add_node(Node(id=number, location=(lon, lat), version=1))
            ids.append(number)
        listed.append((tags, ids))
    for place, (tags, ids) in enumerate(listed, start=1):
        writer.add_way(Way(id=place, nodes=ids, tags=tags, version=1))
    writer.close()


ACROSS = [(WEST, (SOUTH + NORTH) / 2), (EAST, (SOUTH + NORTH) / 2)]


def test_ways_become_lines_with_their_tags(tmp_path):
    """A street with a limit, a private one, a roundabout; a river and a planned road are no roads."""
    ring = [(0, 0), (0.001, 0), (0.001, 0.001), (0, 0)]
    write_extract(
        tmp_path / "r.osm.pbf",
        [
            ({"highway": "primary", "name": "人民路", "maxspeed": "60"}, ACROSS),
            ({"highway": "service", "access": "private"}, ACROSS),
            ({"highway": "tertiary", "junction": "roundabout"}, ring),
            ({"waterway": "river"}, ACROSS),
            ({"highway": "proposed"}, ACROSS),
        ],
    )
    table, faults = read_osm(tmp_path / "r.osm.pbf", role="roads", file="r.osm.pbf")
    assert table.frame.to_numpy().tolist() == [
        ["primary", "人民路", "60", "", "yes"],
        ["service", "", "", "", "no"],
        ["tertiary", "", "", "yes", "yes"],
    ]
    assert table.shapes[0].coords[0] == pytest.approx(ACROSS[0])
    assert faults == []


def test_a_ferry_line_is_a_way_at_its_own_speed(tmp_path):
    """A crossing of 0.1° on the equator is 11.132 km: at an hour 11.1 km/h; without a duration the class decides."""
    across = [(0, 0), (0.1, 0)]
    write_extract(
        tmp_path / "r.osm.pbf",
        [
            ({"route": "ferry", "name": "渡口", "duration": "01:00"}, across),
            ({"route": "ferry", "duration": "PT2H"}, across),
            ({"route": "ferry", "duration": "30"}, across),
            ({"route": "ferry", "duration": "00:30:00"}, across),
            ({"route": "ferry", "duration": "a while", "access": "no"}, across),
            ({"route": "bus"}, across),
            ({"route": "ferry", "highway": "proposed"}, across),
        ],
    )
    table, _ = read_osm(tmp_path / "r.osm.pbf", role="roads", file="r.osm.pbf")
    assert table.frame.to_numpy().tolist() == [
        ["ferry", "渡口", "11.1", "", "yes"],
        ["ferry", "", "5.6", "", "yes"],
        ["ferry", "", "22.3", "", "yes"],
        ["ferry", "", "22.3", "", "yes"],
        ["ferry", "", "", "", "no"],
    ]


def test_an_extract_serves_as_roads_of_a_case(tmp_path):
    """The case needs no other word than the file's name."""
    folder = write_case(tmp_path)
    write_extract(folder / "r.osm.pbf", [({"highway": "primary"}, ACROSS)])
    with (folder / "case.toml").open("a", encoding="utf-8") as stream:
        stream.write('roads = "r.osm.pbf"\n')
    assert [fault for fault in check_case(folder) if fault.severity is Severity.ERROR] == []
    assert load_problem(read_case(folder)).network is not None


@pytest.mark.parametrize("content", [b"\x00\x00\x00\x0d\x0a\x09OSMHeader" + bytes(50), b"hello world" * 20])
def test_a_broken_extract_is_refused(tmp_path, content):
    """Damage is named, not raised."""
    (tmp_path / "r.osm.pbf").write_bytes(content)
    with pytest.raises(UnreadableError, match="file-unreadable"):
        read_osm(tmp_path / "r.osm.pbf", role="roads", file="r.osm.pbf")


def test_an_extract_without_roads_says_so(tmp_path):
    """A river alone is no network."""
    write_extract(tmp_path / "r.osm.pbf", [({"waterway": "river"}, ACROSS)])
    with pytest.raises(UnreadableError, match="osm-without-roads"):
        read_osm(tmp_path / "r.osm.pbf", role="roads", file="r.osm.pbf")
