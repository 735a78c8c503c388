"""States of studies and runs, and where data may come from."""

from enum import StrEnum


class Source(StrEnum):
    """Where the tables of a study come from."""

    PLATFORM = "platform"
    FILES = "files"
    SYNTHETIC = "synthetic"


class RunState(StrEnum):
    """How far an analysis is. *Unanswerable*: it went well, and these data cannot answer the question."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    UNANSWERABLE = "unanswerable"
    STOPPED = "stopped"
    FAILED = "failed"
