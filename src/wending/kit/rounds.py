"""Work that returns: every domain declares its rounds in `tasks`, one worker does them. A round can be done twice
without harm. Knows neither tables nor what a round does."""

from collections.abc import Callable
from dataclasses import dataclass

ROUNDS: dict[str, "Round"] = {}


@dataclass(frozen=True)
class Round:
    """Work to do again after `seconds`. `work` returns what it did in a few words, or empty words for nothing."""

    name: str
    seconds: int
    work: Callable[[], str]


def every(*, seconds: int = 0, minutes: int = 0, hours: int = 0) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Declare a function as a round under its own name; a name can be taken once."""
    pause = seconds + 60 * minutes + 3600 * hours

    def declare(work: Callable[[], str]) -> Callable[[], str]:
        name = f"{work.__module__.split('.')[1]}.{work.__name__}"
        if name in ROUNDS and ROUNDS[name].work is not work:
            raise ValueError(f"two rounds are called {name}")
        ROUNDS[name] = Round(name, pause, work)
        return work

    return declare
