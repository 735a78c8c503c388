"""The states of a search for a rotation, its limits, and what is asked of it.

*Waiting*: for the worker. *Running*: found so far may be there. *Ready*: people can answer. *Impossible*: what people
accepted cannot be kept together. *Failed*: nothing found in time. *Stopped*: by somebody. *Replaced*: a newer one.
"""

from enum import StrEnum

MODEL = "rotation 1"
BLOCK = 4.0
MOST_PEOPLE, MOST_TASKS, MOST_WEEKS = 40, 25, 4
# The searches after each other, in seconds: each can be stopped after, the last is the longest.
SEARCHES = (5.0, 54.0)
# People x tasks x weeks for which the answer is there while one waits for the page, and the time for it in seconds.
SMALL, SMALL_SECONDS = 600, 6.0
# To look for what makes it impossible, in seconds.
OBSTACLE_SECONDS = 6.0
# A search is good enough when proven within this share of the best.
GAP = 0.005
# Nobody has, over a week, heavier work per hour than this level on average. The firm keeps no limits of persons.
MOST_LOAD = 2.0


class State(StrEnum):
    """The states of a rotation."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    IMPOSSIBLE = "impossible"
    FAILED = "failed"
    STOPPED = "stopped"
    REPLACED = "replaced"


SEARCHING = frozenset({State.WAITING, State.RUNNING})
