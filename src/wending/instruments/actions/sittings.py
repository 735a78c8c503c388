"""Begins, answers and finishes a questionnaire. Without account all stays in the session, with one in the table."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Person
from wending.instruments.actions.editions import keep_edition
from wending.instruments.models import Sitting as Row
from wending.instruments.queries.library import instrument as find
from wending.instruments.queries.measures import item_numbers, standard_errors
from wending.instruments.queries.sittings import SESSION_KEY, open_sitting, session_sittings, sittings
from wending.instruments.rules.adaptive import numbers_of
from wending.instruments.rules.instrument import Instrument
from wending.instruments.rules.sitting import FULL, SHORT, Sitting, results, results_to_json
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# A session holds no more than this; the oldest go first.
MOST_IN_SESSION = 12
THING = "instruments.sitting"


@transaction.atomic
def begin(*, by: Actor, session: SessionBase, instrument: Instrument, form: str, lang: str) -> Sitting:
    """Begin an instrument anew; an unfinished sitting of it goes. The short form only where the instrument has one."""
    _wait_for_own_turn(by)
    form = SHORT if form == SHORT and instrument.has_short_form else FULL
    now = timezone.now().isoformat()
    sitting = Sitting(str(uuid.uuid4()), instrument.id, instrument.version, form, lang, started=now)
    before = open_sitting(by, session, instrument.id)
    if before is not None:
        _remove(by, session, before.id)
    _save(by, session, sitting)
    return sitting


@transaction.atomic
def answer(*, by: Actor, session: SessionBase, sitting: Sitting, given: Mapping[str, int | None]) -> Sitting:
    """Keep answers beside those that were kept meanwhile, in another window too; one that was given before changes."""
    _wait_for_own_turn(by)
    kept = next((one for one in sittings(by, session, sitting.instrument) if one.id == sitting.id), sitting)
    changed = kept.with_answers(given)
    _save(by, session, changed)
    return changed


@transaction.atomic
def finish(*, by: Actor, session: SessionBase, sitting: Sitting) -> Sitting:
    """Finish a sitting: compute its results and keep them with the version that they belong to.

    Raises:
        LookupError: the version is not there any more.
    """
    instrument = find(sitting.instrument, sitting.version)
    if instrument is None:
        raise LookupError(f"{sitting.instrument} {sitting.version} is not there any more")
    numbers = numbers_of(instrument, item_numbers(instrument))
    found = results(instrument, sitting.form, sitting.answers, numbers, standard_errors(instrument))
    done = replace(sitting, finished=timezone.now().isoformat(), results=found)
    _save(by, session, done)
    if by.is_person:
        keep_edition(instrument=instrument)
        record(by=by, verb="finished-questionnaire", about=by.key, thing=THING)
    return done


@transaction.atomic
def remove(*, by: Actor, session: SessionBase, sitting: str) -> None:
    """Remove one sitting of one's own, finished or not; nothing happens when there is none."""
    if _remove(by, session, sitting) and by.is_person:
        record(by=by, verb="removed-questionnaire", about=by.key, thing=THING)


@transaction.atomic
def keep_sittings(*, by: Actor, session: SessionBase) -> int:
    """Take over into the account what was filled in in this session before; return how many sittings.

    An unfinished one gives way to one that the account already has of the same instrument.
    """
    found = session_sittings(session)
    taken = 0
    for sitting in found:
        instrument = find(sitting.instrument, sitting.version)
        if instrument is None or (not sitting.finished and open_sitting(by, session, sitting.instrument)):
            continue
        _save(by, session, replace(sitting, id=str(uuid.uuid4())))
        if sitting.finished:
            keep_edition(instrument=instrument)
        taken += 1
    session.pop(SESSION_KEY, None)
    if taken:
        record(by=by, verb="kept-questionnaires", about=by.key, thing=THING)
    return taken


def _wait_for_own_turn(by: Actor) -> None:
    """Do one thing of a person at a time: two windows that save at once must both be kept."""
    if by.is_person:
        Person.objects.select_for_update().only("pk").get(pk=by.me)


def _save(by: Actor, session: SessionBase, sitting: Sitting) -> None:
    """Keep a sitting where it belongs: a row of one's own, or the session."""
    if not by.is_person:
        others = [one for one in session_sittings(session) if one.id != sitting.id]
        session[SESSION_KEY] = [one.to_json() for one in (*others, sitting)][-MOST_IN_SESSION:]
        return
    values = {
        "instrument": sitting.instrument,
        "version": sitting.version,
        "form": sitting.form,
        "lang": sitting.lang,
        "started": datetime.fromisoformat(sitting.started),
        "finished": datetime.fromisoformat(sitting.finished) if sitting.finished else None,
        "answers": dict(sitting.answers),
        "results": results_to_json(sitting.results),
    }
    if not Row.objects.filter(pk=sitting.id, person=by.me).update(**values):
        Row.objects.create(pk=sitting.id, person_id=by.me, **values)


def _remove(by: Actor, session: SessionBase, sitting: str) -> bool:
    if by.is_person:
        mine = [row.pk for row in Row.objects.filter(person=by.me).only("pk") if str(row.pk) == sitting]
        return bool(Row.objects.filter(pk__in=mine).delete()[0])
    known = session_sittings(session)
    kept = [one for one in known if one.id != sitting]
    if len(kept) < len(known):
        session[SESSION_KEY] = [one.to_json() for one in kept]
    return len(kept) < len(known)
