"""How much work a village asks for: complexity, visits and hours, from what is known of it."""

from assign.demand.evidence import Evidence, Facilities, Incidents
from assign.demand.rates import Events, smooth_monthly, weigh
from assign.demand.season import Season, monthly_spread, season_of
from assign.demand.sensitivity import Effect, sensitivity
from assign.demand.workload import Workload, facility_hours, incidents_a_month, workload_of

__all__ = [
    "Effect",
    "Events",
    "Evidence",
    "Facilities",
    "Incidents",
    "Season",
    "Workload",
    "facility_hours",
    "incidents_a_month",
    "monthly_spread",
    "season_of",
    "sensitivity",
    "smooth_monthly",
    "weigh",
    "workload_of",
]
