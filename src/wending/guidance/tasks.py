"""Returning work of guidance: follow-up questions, and removing the files of cases whose term is over."""

from django.conf import settings

from wending.guidance.actions.cases import remove_old_cases
from wending.guidance.actions.follow_ups import send_due_follow_ups
from wending.kit.rounds import every


@every(hours=1)
def send_follow_ups() -> str:
    """Ask those whose day has come how they are doing."""
    count = send_due_follow_ups()
    return f"asked {count}" if count else ""


@every(hours=24)
def remove_cases() -> str:
    """Remove cases whose term is over."""
    return f"removed {remove_old_cases(days=settings.CASE_DAYS)}"
