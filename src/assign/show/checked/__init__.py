"""What `assign check` hands back: a page, the tables with their faulty cells marked, a layer of what is wrong."""

from assign.show.checked.changes import write_changes as write_changes
from assign.show.checked.page import check_page as check_page
from assign.show.checked.write import write_check as write_check
