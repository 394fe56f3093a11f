"""Questions that solve again: what if, what does a room cost, what else would be nearly as good."""

from assign.ask.alternatives import alternatives
from assign.ask.frontier import frontier, moves_frontier
from assign.ask.scenarios import scenarios
from assign.ask.whatif import pinned, whatif

__all__ = ["alternatives", "frontier", "moves_frontier", "pinned", "scenarios", "whatif"]
