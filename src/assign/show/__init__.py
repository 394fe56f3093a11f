"""What people read: the plan folder, its tables, workbook, GeoPackage, map and report."""

from assign.show.checked import check_page as check_page
from assign.show.checked import write_changes as write_changes
from assign.show.checked import write_check as write_check
from assign.show.folder import refuse_strangers as refuse_strangers
from assign.show.folder import replace_folder as replace_folder
from assign.show.geopackage import write_geopackage as write_geopackage
from assign.show.map import write_map as write_map
from assign.show.notebook import explore as explore
from assign.show.report import write_report as write_report
from assign.show.tables import write_tables as write_tables
from assign.show.whatif import outcomes_csv as outcomes_csv
from assign.show.whatif import outcomes_page as outcomes_page
from assign.show.whatif import outcomes_record as outcomes_record
from assign.show.whatif import outcomes_text as outcomes_text
from assign.show.workbook import write_workbook as write_workbook
from assign.show.write import write_plan as write_plan
