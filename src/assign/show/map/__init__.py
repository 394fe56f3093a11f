"""The map: one HTML file that asks the network for nothing."""

from assign.show.map.basemap import Basemap as Basemap
from assign.show.map.basemap import basemap as basemap
from assign.show.map.explained import Alternative as Alternative
from assign.show.map.explained import Explained as Explained
from assign.show.map.map import write_map as write_map
