"""Returning work of effect: the analysis that waits longest, and the questionnaires of the day."""

from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.runs import analyse_next
from wending.kit.rounds import every


@every(seconds=5)
def analyse_studies() -> str:
    """Analyse the run that waits longest."""
    return analyse_next()


@every(hours=24)
def ask_participants() -> str:
    """Send the questionnaires that are due, remind, and close what is over."""
    return ask_all()
