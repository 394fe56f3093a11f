"""A plan of many counties: a map for each, and a page that leads to them."""

from assign.show.counties.index import county_stem as county_stem
from assign.show.counties.index import write_county_index as write_county_index
from assign.show.counties.maps import write_county_map as write_county_map
from assign.show.counties.maps import write_county_maps as write_county_maps
from assign.show.counties.record import CountyRecord as CountyRecord
from assign.show.counties.record import county_record as county_record
