"""One load at a time, whichever process or machine it runs on; a killed load leaves no lock behind."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# Any number, the same for every process that loads into this database.
ADVISORY_KEY = 7_236_441


class LoadingIsLocked(Exception):
    """Another load is at work."""

    def __init__(self) -> None:
        super().__init__("Another load is running on this database. Wait until it has ended and try again.")


@contextmanager
def lock_loading() -> Iterator[None]:
    """Hold the lock for loading, or raise LoadingIsLocked at once.

    On PostgreSQL it is an advisory lock of the connection, elsewhere a locked file in the data folder: both end with
    the process that holds them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
            if not cursor.fetchone()[0]:
                raise LoadingIsLocked
        try:
            yield
        finally:
            if connection.is_usable():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.DATA_DIR / "load.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LoadingIsLocked from error
        yield
