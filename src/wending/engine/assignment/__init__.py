"""Assignment: many people and many openings at once, as proposals. numpy and scipy only; nothing here decides.

Start with Market (who fits where, and what is out of the question), then `stable` or `optimal`, then `compare`.
"""

from wending.engine.assignment.judge import Comparison, blocking_pairs, compare, total_fit
from wending.engine.assignment.market import UNPLACED, Market
from wending.engine.assignment.optimal import optimal
from wending.engine.assignment.stable import stable

__all__ = ["UNPLACED", "Comparison", "Market", "blocking_pairs", "compare", "optimal", "stable", "total_fit"]
