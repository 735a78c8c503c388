"""From a plan and tables to an answer, in steps that are kept; see `whole`."""

from wending.effect.rules.analysis.steps import Stopped
from wending.effect.rules.analysis.whole import analyse

__all__ = ["Stopped", "analyse"]
