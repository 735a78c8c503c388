"""Returning work of work: searching rotations, and removing what is over."""

from wending.kit.rounds import every
from wending.work.actions.join import remove_old_links
from wending.work.actions.rotate import search_next
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
