"""Returning work of work: searching rotations, and removing what is over."""

from wending.kit.rounds import every
from wending.work.actions import count
from wending.work.actions.join import remove_old_links
from wending.work.actions.moving_match import match_all, publish_all
from wending.work.actions.network import freeze_quarters
from wending.work.actions.rotate import search_next
from wending.work.actions.scan import close_due, remind_all
from wending.work.actions.show import remove_over


@every(seconds=5)
def search_rotations() -> str:
    """Search the rotation that waits longest."""
    return search_next()


@every(hours=24)
def clear_over() -> str:
    """Remove links and shown things whose last day is over."""
    links, shown = remove_old_links(), remove_over()
    return f"removed {links} links, {shown} shown things" if links or shown else ""


@every(hours=1)
def close_scans() -> str:
    """Freeze rounds of the scan that are over, and remind of those that end soon."""
    closed, mails = close_due(), remind_all()
    return f"closed {closed} scans, queued {mails} reminders" if closed or mails else ""


@every(hours=24)
def propose_work() -> str:
    """Make proposals anew for groups whose work ends, and freeze counts and quarters that may be seen."""
    matched, published, quarters = match_all(), publish_all(), freeze_quarters()
    return f"matched {matched} groups, published {published}, froze {quarters} quarters" if matched or quarters else ""


@every(hours=12)
def count_skills() -> str:
    """Count what people of firms let count, once a quarter, and remove what is over."""
    removed, counted = count.remove_over(), count.count_all()
    return f"removed {removed} people who let count, made {counted} counts" if removed or counted else ""
