"""The daily round of questionnaires: ends what may not go on, asks who is due, reminds, and closes what is over.

Every mail and the row that says it went are one transaction, and a mail has a key of its own: a round that was killed
goes on where it was, and a second round on one day does nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.accounts.rules.consent import Purpose
from wending.effect.actions.follow_up_answers import forget
from wending.effect.actions.plan import THING
from wending.effect.models import Ask, Study, Wave
from wending.effect.queries.follow_up_people import ToAsk, consenting, keeping, people_to_ask
from wending.effect.queries.pseudonyms import NoResearchKey, link_token
from wending.effect.rules.follow_up import AskState, can_ask, holds_until, is_due
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.study import Source
from wending.effect.sources.tables import TablesChanged
from wending.kit.tokens import hash_of
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM


def ask_all(today: date | None = None) -> str:
    """Do the round of a day over all studies; say what was done, or nothing."""
    today = today or timezone.localdate()
    asked = reminded = ended = 0
    over = Ask.objects.filter(state=AskState.OPEN.value, until__lt=today).update(state=AskState.OVER.value)
    rows = Study.objects.filter(source=Source.PLATFORM.value, waves__isnull=False, erased=None).distinct()
    for study in rows.select_related("organisation").order_by("pk"):
        ended += _end(study)
        if study.withdrawn or not study.registered:
            continue
        try:
            asked += _ask_due(study, today)
        except (NoResearchKey, TablesChanged):
            # Without its key or its data nobody can be told apart: then nobody is asked, and nothing else stops.
            continue
        reminded += _remind(study, today)
    if not asked + reminded + ended + over:
        return ""
    return f"asked {asked}, reminded {reminded}, ended {ended}, closed {over}"


def _end(study: Study) -> int:
    """End the asks of who stopped their consent, with their answers, and the open ones of a withdrawn study.

    Who can still renew a consent that ran out gets no mail and cannot answer, but loses nothing yet.
    """
    rows = Ask.objects.filter(wave__study=study)
    gone = rows.exclude(person__in=keeping(study)).exclude(state=AskState.ENDED.value)
    ended = 0
    for pk in gone.values_list("pk", flat=True):
        ended += _end_one(pk)
    if study.withdrawn:
        for pk in rows.filter(state=AskState.OPEN.value).values_list("pk", flat=True):
            ended += _end_one(pk)
    return ended


@transaction.atomic
def _end_one(pk: UUID) -> bool:
    ask = Ask.objects.select_for_update().select_related("wave__study").filter(pk=pk).first()
    if ask is None or ask.state == AskState.ENDED.value:
        return False
    forget(ask)
    ask.state = AskState.ENDED.value
    ask.save(update_fields=["state"])
    _write_down(ask, "ended-questions")
    return True


def _ask_due(study: Study, today: date) -> int:
    last = study.plans.last()
    if last is None:
        return 0
    plan = kept_plan(last.plan)
    waves = list(study.waves.filter(Q(closes=None) | Q(closes__gte=today), opens__lte=today))
    if not waves:
        return 0
    stopped = set(Ask.objects.filter(wave__study=study, is_stopped=True).values_list("person", flat=True))
    people = [one for one in people_to_ask(study, plan) if one.person not in stopped]
    asked = 0
    for wave in waves:
        if not _still_planned(wave, plan):
            continue
        had = set(wave.asks.values_list("person", flat=True))
        for one in people:
            if one.person not in had and is_due(wave.terms, one.start + timedelta(days=wave.horizon), today):
                asked += _ask_one(wave, one, today)
    return asked


def _still_planned(wave: Wave, plan: Plan) -> bool:
    return set(wave.outcomes) <= set(can_ask(plan).get(wave.horizon, ()))


@transaction.atomic
def _ask_one(wave: Wave, one: ToAsk, today: date) -> bool:
    person = Person.objects.select_for_update().filter(pk=one.person, is_active=True).first()
    if person is None or wave.asks.filter(person=person).exists():
        return False
    due = one.start + timedelta(days=wave.horizon)
    ask = Ask(wave=wave, person=person, arm=one.arm.value, due=due, until=holds_until(wave.terms, due), sent=today)
    ask.token_hash = hash_of(link_token(ask.pk))
    ask.save()
    _mail(ask, "asked")
    _write_down(ask, "asked-for-study")
    return True


def _remind(study: Study, today: date) -> int:
    done = 0
    people = consenting(study)
    for wave in study.waves.all():
        waiting = wave.asks.filter(state=AskState.OPEN.value, until__gte=today, person__in=people)
        first = Q(reminded=None, sent__lte=today - timedelta(days=wave.remind_after))
        last = Q(reminded__lt=today, reminded_last=None, sent__lte=today - timedelta(days=wave.last_after))
        for field, due in (("reminded", first), ("reminded_last", last)):
            for pk in list(waiting.filter(due).values_list("pk", flat=True)):
                done += _remind_one(pk, field, today)
    return done


@transaction.atomic
def _remind_one(pk: UUID, field: str, today: date) -> bool:
    rows = Ask.objects.select_for_update(of=("self",)).select_related("wave__study__organisation", "person")
    # Another worker may have reminded them since they were chosen.
    ask = rows.filter(pk=pk, state=AskState.OPEN.value, **{field: None}).first()
    if ask is None:
        return False
    setattr(ask, field, today)
    ask.save(update_fields=[field])
    _mail(ask, field)
    _write_down(ask, "reminded-for-study")
    return True


def _mail(ask: Ask, which: str) -> None:
    person, office = ask.person, ask.wave.study.organisation.name
    with override(person.language):
        link = f"{settings.SITE_ADDRESS}{reverse('effect:questions', args=[link_token(ask.pk)])}"
        texts = {
            "asked": _(
                "Je vond het goed dat %(office)s je gegevens gebruikt voor onderzoek. Nu zijn er een paar vragen."
            ),
            "reminded": _("Laatst stuurden we je een paar vragen van %(office)s. Je kunt nog meedoen."),
            "reminded_last": _("Dit is de laatste mail over de vragen van %(office)s. Je kunt nog meedoen."),
        }
        lines = [
            texts[which] % {"office": office},
            _("Het kost een paar minuten. Je hoeft niets te antwoorden, en je mag vragen overslaan."),
            _("%(link)s\nDe link werkt tot en met %(day)s.") % {"link": link, "day": date_format(ask.until, "j F Y")},
            _("Wil je hier geen mail meer over? Open de link en kies dan voor stoppen."),
        ]
        queue_mail(
            address=person.email,
            subject=_("Een paar korte vragen voor je"),
            text="\n\n".join(lines),
            key=f"study-questions:{ask.pk}:{which}",
            person=person.pk,
        )


def _write_down(ask: Ask, verb: str) -> None:
    thing = f"{THING}:{ask.wave.study_id}"
    record(by=SYSTEM, verb=verb, about=str(ask.person.ledger_key), thing=thing, purpose=Purpose.RESEARCH)
