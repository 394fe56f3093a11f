"""The report: one self-contained page in one language, without a script; a file a section."""

from assign.show.report.page import report_html as report_html
from assign.show.report.page import write_report as write_report
