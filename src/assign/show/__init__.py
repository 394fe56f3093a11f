"""What people read: the plan folder, its tables, workbook, GeoPackage, map and report."""

from assign.lazily import handing_on

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from assign.show.borders import borders_csv, borders_record, borders_text
    from assign.show.checked import check_page, write_changes, write_check
    from assign.show.comparison import comparison_csv, comparison_html, comparison_record, comparison_text
    from assign.show.counties import (
        CountyRecord,
        county_record,
        county_stem,
        write_county_index,
        write_county_map,
        write_county_maps,
    )
    from assign.show.fingerprint import plan_hash
    from assign.show.folder import only_writer, put_in_place, refuse_strangers, replace_folder
    from assign.show.geopackage import write_geopackage
    from assign.show.map import write_map
    from assign.show.notebook import explore
    from assign.show.outlook import (
        backtest_record,
        backtest_text,
        outlook_csv,
        outlook_page,
        outlook_record,
        outlook_text,
    )
    from assign.show.pdf import print_pdf
    from assign.show.proposals import edited_workbook
    from assign.show.redact import redacted, translated, under_pseudonyms
    from assign.show.report import write_report
    from assign.show.scenario_pictures import scenario_map
    from assign.show.tables import write_tables
    from assign.show.whatif import outcomes_csv, outcomes_page, outcomes_record, outcomes_text
    from assign.show.workbook import write_workbook
    from assign.show.write import write_plan

__getattr__ = handing_on(
    __name__,
    {
        "backtest_record": "outlook",
        "backtest_text": "outlook",
        "borders_csv": "borders",
        "borders_record": "borders",
        "borders_text": "borders",
        "check_page": "checked",
        "comparison_csv": "comparison",
        "comparison_html": "comparison",
        "comparison_record": "comparison",
        "comparison_text": "comparison",
        "edited_workbook": "proposals",
        "explore": "notebook",
        "only_writer": "folder",
        "outcomes_csv": "whatif",
        "outcomes_page": "whatif",
        "outcomes_record": "whatif",
        "outcomes_text": "whatif",
        "scenario_map": "scenario_pictures",
        "outlook_csv": "outlook",
        "outlook_page": "outlook",
        "outlook_record": "outlook",
        "outlook_text": "outlook",
        "plan_hash": "fingerprint",
        "print_pdf": "pdf",
        "put_in_place": "folder",
        "redacted": "redact",
        "refuse_strangers": "folder",
        "replace_folder": "folder",
        "translated": "redact",
        "under_pseudonyms": "redact",
        "write_changes": "checked",
        "write_check": "checked",
        "CountyRecord": "counties",
        "county_record": "counties",
        "county_stem": "counties",
        "write_county_index": "counties",
        "write_county_map": "counties",
        "write_county_maps": "counties",
        "write_geopackage": "geopackage",
        "write_map": "map",
        "write_plan": "write",
        "write_report": "report",
        "write_tables": "tables",
        "write_workbook": "workbook",
    },
)

__all__ = [
    "CountyRecord",
    "backtest_record",
    "backtest_text",
    "borders_csv",
    "borders_record",
    "borders_text",
    "check_page",
    "comparison_csv",
    "comparison_html",
    "comparison_record",
    "comparison_text",
    "county_record",
    "county_stem",
    "edited_workbook",
    "explore",
    "only_writer",
    "outcomes_csv",
    "outcomes_page",
    "outcomes_record",
    "outcomes_text",
    "outlook_csv",
    "outlook_page",
    "outlook_record",
    "outlook_text",
    "plan_hash",
    "print_pdf",
    "put_in_place",
    "redacted",
    "refuse_strangers",
    "replace_folder",
    "scenario_map",
    "translated",
    "under_pseudonyms",
    "write_changes",
    "write_check",
    "write_county_index",
    "write_county_map",
    "write_county_maps",
    "write_geopackage",
    "write_map",
    "write_plan",
    "write_report",
    "write_tables",
    "write_workbook",
]
