"""Questions that solve again: why this, why not that, what if, what a room costs, what else would be nearly as good."""

from assign.ask.alternatives import alternatives
from assign.ask.answer import Change, Effect, Explanation, Option, Outcome, Reason, WhyNot
from assign.ask.backtest import backtest
from assign.ask.diagnose import diagnose
from assign.ask.diagnosis import Diagnosis
from assign.ask.explain import explain, why_not
from assign.ask.frontier import frontier, moves_frontier
from assign.ask.officer import explain_posts
from assign.ask.robust import robust
from assign.ask.scenarios import scenarios
from assign.ask.whatif import pinned, whatif

__all__ = [
    "Change",
    "Diagnosis",
    "Effect",
    "Explanation",
    "Option",
    "Outcome",
    "Reason",
    "WhyNot",
    "alternatives",
    "backtest",
    "diagnose",
    "explain",
    "explain_posts",
    "frontier",
    "moves_frontier",
    "pinned",
    "robust",
    "scenarios",
    "whatif",
    "why_not",
]
