"""What someone filled in: a visitor from their session, somebody with an account from the table. Only their own."""

from collections.abc import Iterable

from django.contrib.sessions.backends.base import SessionBase

from wending.instruments.models import Sitting as Row
from wending.instruments.rules.sitting import Sitting, answers_from_json, results_from_json, sitting_from_json
from wending.ledger.rules.actor import Actor

SESSION_KEY = "sittings"


def sittings(actor: Actor, session: SessionBase, instrument: str = "") -> list[Sitting]:
    """Return what who asks filled in, the oldest first; of one instrument when one is named."""
    if actor.is_person:
        rows = Row.objects.filter(person=actor.me).order_by("started")
        found: Iterable[Sitting] = (
            as_sitting(row) for row in (rows.filter(instrument=instrument) if instrument else rows)
        )
    else:
        found = session_sittings(session)
    return [one for one in found if not instrument or one.instrument == instrument]


def finished(actor: Actor, session: SessionBase, instrument: str) -> list[Sitting]:
    """Return the finished sittings of one instrument, the newest first."""
    done = [one for one in sittings(actor, session, instrument) if one.finished]
    return sorted(done, key=lambda one: one.finished, reverse=True)


def open_sitting(actor: Actor, session: SessionBase, instrument: str) -> Sitting | None:
    """Return the sitting of an instrument that is not finished."""
    return next((one for one in sittings(actor, session, instrument) if not one.finished), None)


def session_sittings(session: SessionBase) -> list[Sitting]:
    """Return what was filled in in this session without account."""
    raw = session.get(SESSION_KEY)
    found = (sitting_from_json(one) for one in raw) if isinstance(raw, list) else ()
    return [one for one in found if one is not None]


def as_sitting(row: Row, with_answers: bool = True) -> Sitting:
    """Return a row as the record that rules know."""
    return Sitting(
        id=str(row.pk),
        instrument=row.instrument,
        version=row.version,
        form=row.form,
        lang=row.lang,
        started=row.started.isoformat(),
        finished=row.finished.isoformat() if row.finished else "",
        answers=answers_from_json(row.answers) if with_answers else {},
        results=results_from_json(row.results),
    )
