"""What people read: the plan folder, its tables, workbook, GeoPackage, map and report."""

from assign.show.checked import check_page as check_page
from assign.show.checked import write_changes as write_changes
from assign.show.checked import write_check as write_check
from assign.show.comparison import comparison_csv as comparison_csv
from assign.show.comparison import comparison_html as comparison_html
from assign.show.comparison import comparison_record as comparison_record
from assign.show.comparison import comparison_text as comparison_text
from assign.show.fingerprint import plan_hash as plan_hash
from assign.show.folder import only_writer as only_writer
from assign.show.folder import refuse_strangers as refuse_strangers
from assign.show.folder import replace_folder as replace_folder
from assign.show.geopackage import write_geopackage as write_geopackage
from assign.show.map import write_map as write_map
from assign.show.pdf import print_pdf as print_pdf
from assign.show.proposals import edited_workbook as edited_workbook
from assign.show.redact import redacted as redacted
from assign.show.redact import translated as translated
from assign.show.redact import under_pseudonyms as under_pseudonyms
from assign.show.report import write_report as write_report
from assign.show.tables import write_tables as write_tables
from assign.show.workbook import write_workbook as write_workbook
from assign.show.write import write_plan as write_plan
