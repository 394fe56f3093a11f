"""Questions asked of a plan that solve again: why this, why not that, and what it would cost."""

from assign.ask.answer import Change, Effect, Explanation, Option, Outcome, Reason, WhyNot
from assign.ask.explain import explain, why_not
from assign.ask.officer import explain_posts

__all__ = [
    "Change",
    "Effect",
    "Explanation",
    "Option",
    "Outcome",
    "Reason",
    "WhyNot",
    "explain",
    "explain_posts",
    "why_not",
]
