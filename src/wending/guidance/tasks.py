"""Returning work of guidance: reminders, the waiting list, and removing what is over."""

from wending.guidance.actions.rounds import clear, remind
from wending.guidance.actions.waiting import offer_all
from wending.kit.rounds import every


@every(minutes=10)
def send_reminders() -> str:
    """Remind people of what begins within a day."""
    count = remind()
    return f"reminded {count}" if count else ""


@every(minutes=10)
def offer_moments() -> str:
    """Offer free moments to who waits."""
    count = offer_all()
    return f"offered {count}" if count else ""


@every(hours=24)
def clear_old() -> str:
    """Remove what is over."""
    return f"removed {clear()}"
