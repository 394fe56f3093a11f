"""What if: facts changed in memory, Problem → Problem. Each verb is pure; what it does not touch stays as it was."""

from assign.scenario.apply import apply_changes, load_problem
from assign.scenario.demand import more_incidents, reckoned
from assign.scenario.earlier import earlier_of, earlier_record, follow, missing
from assign.scenario.futures import Future, Ways, draw_futures, named_bridges
from assign.scenario.land import merge_stations, merge_villages
from assign.scenario.load import built_in, rooms_asked, surge, with_policy, with_rooms
from assign.scenario.people import on_leave, with_officers, with_recruits
from assign.scenario.roads import close_roads
from assign.scenario.settings import with_settings
from assign.scenario.sites import with_sites
from assign.scenario.split import split_villages
from assign.scenario.worlds import check_worlds

__all__ = [
    "Future",
    "Ways",
    "apply_changes",
    "built_in",
    "check_worlds",
    "close_roads",
    "draw_futures",
    "earlier_of",
    "earlier_record",
    "follow",
    "load_problem",
    "merge_stations",
    "merge_villages",
    "missing",
    "more_incidents",
    "named_bridges",
    "on_leave",
    "reckoned",
    "rooms_asked",
    "split_villages",
    "surge",
    "with_officers",
    "with_policy",
    "with_recruits",
    "with_rooms",
    "with_settings",
    "with_sites",
]
