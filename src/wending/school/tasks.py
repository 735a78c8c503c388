"""Returning work of schools: rosters that nobody said yes to, visits that are over, alumni, comparisons."""

from django.utils import timezone

from wending.kit.rounds import every
from wending.school.actions.deliver import clear_deliveries
from wending.school.actions.visit_learners import wipe_addresses
from wending.school.actions.visits import pass_time


@every(hours=1)
def empty_deliveries() -> str:
    """Empty rosters that wait for more than a day."""
    count = clear_deliveries()
    return f"emptied {count} rosters" if count else ""


@every(hours=1)
def pass_visits() -> str:
    """Let requests without answer lapse, set visits that were to done, wipe addresses and links that are over."""
    passed, wiped = pass_time(timezone.localdate()), wipe_addresses()
    return f"passed {passed} visits, wiped {wiped} addresses and links" if passed or wiped else ""
