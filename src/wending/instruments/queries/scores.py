"""The newest scores that a part of the profile can use: interests in the order RIASEC, work values in that of O*NET."""

from django.contrib.sessions.backends.base import SessionBase

from wending.accounts.queries.actors import owner_of
from wending.instruments.models import Sitting as Row
from wending.instruments.queries.library import instrument
from wending.instruments.queries.sittings import as_sitting, session_sittings
from wending.instruments.rules.instrument import FEEDS
from wending.instruments.rules.sitting import Sitting


def scores_in(session: SessionBase) -> dict[str, tuple[float, ...]]:
    """Return for "interests" and "values" the newest finished scores, 0 to 1, of an instrument that feeds them.

    They are those of whoever holds the session: with an account from the table. A part of which no sitting has all six
    scores is not in the answer.
    """
    newest: dict[str, tuple[float, ...]] = {}
    for sitting in sorted(_finished(session), key=lambda one: one.finished, reverse=True):
        found = sitting.scores()
        taken = instrument(sitting.instrument, sitting.version)
        if taken is not None and taken.feeds and len(found) == len(FEEDS[taken.feeds]):
            newest.setdefault(taken.feeds, tuple(found[scale] / 100 for scale in FEEDS[taken.feeds]))
    return newest


def _finished(session: SessionBase) -> list[Sitting]:
    owner = owner_of(session)
    if owner is None:
        return [one for one in session_sittings(session) if one.finished]
    rows = Row.objects.filter(person=owner.me, finished__isnull=False)
    return [as_sitting(row, with_answers=False) for row in rows.defer("answers")]
