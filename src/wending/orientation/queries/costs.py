"""What a step costs, where a dated source says so. The one place where costs come in; unknown stays unknown."""

from dataclasses import dataclass

from wending.reference.queries.programme_facts import ProgrammeFacts


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount in euro for a whole programme, with its source and day."""

    euro: float
    source: str
    date: str


def step_cost(programme: ProgrammeFacts, mode: str) -> Cost | None:
    """Return what a programme costs when followed in a mode, None when no source in force says."""
    return None
