"""Returning work of schools: emptying rosters that nobody said yes to, and codes that are over."""

from wending.kit.rounds import every
from wending.school.actions.deliver import clear_deliveries
from wending.school.actions.handovers import end_old_offers
from wending.school.actions.joining import remove_old_codes
from wending.school.actions.talk_papers import clear_left_papers


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


@every(hours=24)
def clear_class_work() -> str:
    """End offers to schools that nobody answered, and remove what learners did not want to keep after school."""
    ended, cleared = end_old_offers(), clear_left_papers()
    return f"ended {ended} offers, removed {cleared} papers" if ended or cleared else ""
