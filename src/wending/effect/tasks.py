"""Returning work of effect: the analysis that waits longest."""

from wending.effect.actions.runs import analyse_next
from wending.kit.rounds import every


@every(seconds=5)
def analyse_studies() -> str:
    """Analyse the run that waits longest."""
    return analyse_next()
