"""Returning work of guidance: reminders, the waiting list, follow-up questions, feedback, and removing what is over."""

from django.conf import settings

from wending.guidance.actions.cases import remove_old_cases
from wending.guidance.actions.feedback import ask_feedback, remove_old_links
from wending.guidance.actions.follow_ups import remind_of_follow_ups, send_due_follow_ups
from wending.guidance.actions.handovers import settle_handovers
from wending.guidance.actions.remind import remind_registrations
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


@every(hours=1)
def send_follow_ups() -> str:
    """Ask those whose day has come how they are doing, and once more who did not answer."""
    count = send_due_follow_ups() + remind_of_follow_ups()
    return f"asked {count}" if count else ""


@every(hours=1)
def settle_handed_over() -> str:
    """Let cases go to the colleague whom their client did not refuse."""
    count = settle_handovers()
    return f"handed over {count}" if count else ""


@every(hours=24)
def remove_cases() -> str:
    """Remove cases whose term is over."""
    return f"removed {remove_old_cases(days=settings.CASE_DAYS)}"


@every(hours=12)
def remind_of_registrations() -> str:
    """Tell professionals that a registration ends."""
    count = remind_registrations()
    return f"reminded {count}" if count else ""


@every(hours=12)
def ask_for_feedback() -> str:
    """Ask clients how a conversation was, and remove links that are over."""
    asked, removed = ask_feedback(), remove_old_links()
    return f"asked {asked}, removed {removed} links" if asked or removed else ""
