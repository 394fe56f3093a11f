"""The map: one HTML file that asks the network for nothing."""

from assign.show.map.map import write_map as write_map
