"""Returning work of the dossier: removing what is left over or over its term."""

from wending.dossier.actions.evidence import remove_strays
from wending.dossier.actions.feedback import remove_over
from wending.kit.rounds import every


@every(hours=24)
def clear_files() -> str:
    """Remove files that belong to nothing."""
    return f"removed {remove_strays()}"


@every(hours=24)
def clear_requests() -> str:
    """Remove links for feedback that are long over and have no answer."""
    return f"removed {remove_over()}"
