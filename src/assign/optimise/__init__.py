"""Problem → decision: rooms by set partitioning with proof, then people. OR-Tools lives only here."""

from assign.optimise.alternative import other_rooms
from assign.optimise.changes import changes_made
from assign.optimise.crew import capacity, mean_complexity, room_id
from assign.optimise.layout import Runner
from assign.optimise.master import LP_SOLVERS, SOLVER_VARIABLE
from assign.optimise.needs import (
    Needs,
    demand_rooms,
    least_by_counting,
    money_again,
    no_partition_again,
    room_needs,
    too_few_again,
)
from assign.optimise.pools import Wishes
from assign.optimise.posting import AreaChoice, Posting, StaffDecision
from assign.optimise.reasons import weigh_again, weigh_posts
from assign.optimise.remembered import REMEMBERED, algorithm_stamp
from assign.optimise.replan import replan_rooms, standing
from assign.optimise.repost import PeopleEdits, places_of, repost
from assign.optimise.rooms import RoomDecision, place_rooms
from assign.optimise.scope import is_zoned
from assign.optimise.short_group import ShortGroup, posts_of, short_group
from assign.optimise.staffing import post_officers
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import RoomBudget, Zone

__all__ = [
    "LP_SOLVERS",
    "NEVER",
    "REMEMBERED",
    "SOLVER_VARIABLE",
    "AreaChoice",
    "Needs",
    "PeopleEdits",
    "Posting",
    "RoomBudget",
    "RoomDecision",
    "Runner",
    "ShortGroup",
    "StaffDecision",
    "Stop",
    "Wishes",
    "Zone",
    "algorithm_stamp",
    "capacity",
    "changes_made",
    "demand_rooms",
    "is_zoned",
    "least_by_counting",
    "mean_complexity",
    "money_again",
    "no_partition_again",
    "other_rooms",
    "place_rooms",
    "places_of",
    "post_officers",
    "posts_of",
    "replan_rooms",
    "repost",
    "room_id",
    "room_needs",
    "short_group",
    "standing",
    "too_few_again",
    "weigh_again",
    "weigh_posts",
]
