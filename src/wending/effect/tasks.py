"""Returning work of effect: analyses, questionnaires, figures of a quarter, and taking out who withdrew."""

from wending.effect.actions.figures import freeze_figures
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.runs import analyse_next
from wending.effect.actions.take_out import take_out_withdrawn
from wending.kit.rounds import every


@every(seconds=5)
def analyse_studies() -> str:
    """Analyse the study that waits longest."""
    return analyse_next()


@every(hours=24)
def ask_participants() -> str:
    """Send the questionnaires that are due, remind, and close what is over."""
    return ask_all()


@every(hours=24)
def freeze_dashboards() -> str:
    """Count the figures of a quarter that is over, once."""
    return freeze_figures()


@every(hours=6)
def take_out_people() -> str:
    """Take who withdrew out of kept data; the page about consent promises it within a day."""
    return take_out_withdrawn()
