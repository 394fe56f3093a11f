"""Problem → decision: rooms by set partitioning with proof, then people. OR-Tools lives only here."""

from assign.optimise.alternative import other_rooms
from assign.optimise.crew import mean_complexity, room_id
from assign.optimise.layout import Runner
from assign.optimise.master import LP_SOLVERS, SOLVER_VARIABLE
from assign.optimise.pools import Wishes
from assign.optimise.posting import AreaChoice, Posting, StaffDecision
from assign.optimise.reasons import weigh_again, weigh_posts
from assign.optimise.remembered import REMEMBERED, algorithm_stamp
from assign.optimise.replan import replan_rooms, standing
from assign.optimise.repost import PeopleEdits, places_of, repost
from assign.optimise.rooms import RoomDecision, place_rooms
from assign.optimise.scope import is_zoned
from assign.optimise.staffing import post_officers
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import RoomBudget, Zone

__all__ = [
    "LP_SOLVERS",
    "NEVER",
    "REMEMBERED",
    "SOLVER_VARIABLE",
    "AreaChoice",
    "PeopleEdits",
    "Posting",
    "RoomBudget",
    "RoomDecision",
    "Runner",
    "StaffDecision",
    "Stop",
    "Wishes",
    "Zone",
    "algorithm_stamp",
    "is_zoned",
    "mean_complexity",
    "other_rooms",
    "place_rooms",
    "places_of",
    "post_officers",
    "replan_rooms",
    "repost",
    "room_id",
    "standing",
    "weigh_again",
    "weigh_posts",
]
