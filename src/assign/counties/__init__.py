"""A country on one desk: each county a problem and a plan of its own, one plan folder for all of them."""

from assign.counties.assembly import put_together as put_together
from assign.counties.checking import CountyCheck as CountyCheck
from assign.counties.checking import CountyChecked as CountyChecked
from assign.counties.checking import check_county as check_county
from assign.counties.checking import check_whole as check_whole
from assign.counties.checking import county_folders as county_folders
from assign.counties.checking import is_by_county as is_by_county
from assign.counties.county import CountySolved as CountySolved
from assign.counties.county import CountyTask as CountyTask
from assign.counties.county import solve_county as solve_county
from assign.counties.drawing import CountyDrawing as CountyDrawing
from assign.counties.drawing import draw_county as draw_county
from assign.counties.drawing import write_index as write_index
from assign.counties.kept import Kept as Kept
from assign.counties.processes import in_processes as in_processes
