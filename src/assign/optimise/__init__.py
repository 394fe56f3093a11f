"""Problem → decision: rooms by set partitioning with proof, then people. OR-Tools lives only here."""

from assign.optimise.alternative import other_rooms
from assign.optimise.crew import mean_complexity, room_id
from assign.optimise.layout import Runner
from assign.optimise.pools import Wishes
from assign.optimise.posting import AreaChoice, Posting, StaffDecision
from assign.optimise.remembered import REMEMBERED, algorithm_stamp
from assign.optimise.rooms import RoomDecision, place_rooms
from assign.optimise.scope import is_zoned
from assign.optimise.staffing import post_officers
from assign.optimise.zone import RoomBudget, Zone

__all__ = [
    "REMEMBERED",
    "AreaChoice",
    "Posting",
    "RoomBudget",
    "RoomDecision",
    "Runner",
    "StaffDecision",
    "Wishes",
    "Zone",
    "algorithm_stamp",
    "is_zoned",
    "mean_complexity",
    "other_rooms",
    "place_rooms",
    "post_officers",
    "room_id",
]
