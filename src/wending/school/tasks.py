"""Returning work of schools: rosters that nobody said yes to, visits that are over, alumni, comparisons."""

from django.utils import timezone

from wending.kit.rounds import every
from wending.school.actions.alumni import close_rounds, open_rounds
from wending.school.actions.deliver import clear_deliveries
from wending.school.actions.handovers import end_old_offers
from wending.school.actions.joining import remove_old_codes
from wending.school.actions.quality import renew_comparisons
from wending.school.actions.talk_papers import clear_left_papers
from wending.school.actions.visit_learners import wipe_addresses
from wending.school.actions.visits import pass_time


@every(hours=1)
def empty_deliveries() -> str:
    """Empty rosters that wait for more than a day."""
    count = clear_deliveries()
    return f"emptied {count} rosters" if count else ""


@every(hours=24)
def remove_codes() -> str:
    """Remove codes to join with whose day is over."""
    count = remove_old_codes()
    return f"removed {count} codes" if count else ""


@every(hours=1)
def pass_visits() -> str:
    """Let requests without answer lapse, set visits that were to done, wipe addresses and links that are over."""
    passed, wiped = pass_time(timezone.localdate()), wipe_addresses()
    return f"passed {passed} visits, wiped {wiped} addresses and links" if passed or wiped else ""


@every(hours=12)
def follow_alumni() -> str:
    """Ask cohorts whose day has come, and close the rounds that are over."""
    today = timezone.localdate()
    asked, closed = open_rounds(today), close_rounds(today)
    return f"asked {asked} alumni, closed {closed} rounds" if asked or closed else ""


@every(hours=24)
def compare_schools() -> str:
    """Freeze how schools stand, where ten or more were added."""
    made = renew_comparisons()
    return f"made {made} comparisons" if made else ""


@every(hours=24)
def clear_class_work() -> str:
    """End offers to schools that nobody answered, and remove what learners did not want to keep after school."""
    ended, cleared = end_old_offers(), clear_left_papers()
    return f"ended {ended} offers, removed {cleared} papers" if ended or cleared else ""
