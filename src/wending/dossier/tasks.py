"""Returning work of the dossier: removing what is left over or over its term, and reminders of steps in a plan."""

from wending.dossier.actions.evidence import remove_strays
from wending.dossier.actions.feedback import remove_over
from wending.dossier.actions.reminders import send_reminders
from wending.dossier.actions.share import remove_over as remove_over_shares
from wending.kit.rounds import every


@every(hours=24)
def clear_files() -> str:
    """Remove files that belong to nothing."""
    return f"removed {remove_strays()}"


@every(hours=24)
def clear_requests() -> str:
    """Remove links for feedback that are long over and have no answer."""
    return f"removed {remove_over()}"


@every(hours=24)
def clear_shares() -> str:
    """Remove links to shared things that are long over."""
    return f"removed {remove_over_shares()}"


@every(hours=1)
def remind_of_steps() -> str:
    """Mail who asked for a reminder today."""
    count = send_reminders()
    return f"reminded of {count}" if count else ""
