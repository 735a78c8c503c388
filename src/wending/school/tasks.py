"""Returning work of schools: emptying rosters that nobody said yes to, and codes that are over."""

from wending.kit.rounds import every
from wending.school.actions.deliver import clear_deliveries


@every(hours=1)
def empty_deliveries() -> str:
    """Empty rosters that wait for more than a day."""
    count = clear_deliveries()
    return f"emptied {count} rosters" if count else ""
