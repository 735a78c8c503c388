"""Returning work of effect: the analysis that waits longest, and the figures of a quarter that is over."""

from wending.effect.actions.figures import freeze_figures
from wending.effect.actions.runs import analyse_next
from wending.kit.rounds import every


@every(seconds=5)
def analyse_studies() -> str:
    """Analyse the run that waits longest."""
    return analyse_next()


@every(hours=24)
def freeze_dashboards() -> str:
    """Count the figures of a quarter that is over, once."""
    return freeze_figures()
