"""Writes of the training line: a module done, a colleague asked to look along, what they saw."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.queries.words import LETTER_END
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import Observation, TrainingDone
from wending.school.queries.training import colleagues, modules, observation_for
from wending.school.rules.observation import State

THING = "school.observation"


def finish_training(*, by: Actor, module: str, looking_back: str) -> None:
    """Note that somebody did a module; a second time keeps the first day and takes the new words.

    Raises:
        LookupError: there is no such module.
    """
    if module not in modules():
        raise LookupError(module)
    TrainingDone.objects.update_or_create(
        person_id=by.me,
        module=module,
        defaults={"looking_back": looking_back},
        create_defaults={"looking_back": looking_back, "day": timezone.localdate()},
    )


@transaction.atomic
def ask_observation(*, by: Actor, colleague: UUID, module: str, wish: str) -> Observation:
    """Ask a colleague to look along in a lesson.

    Raises:
        PermissionDenied: somebody who is no colleague now, or no such module.
    """
    found = colleagues(by).filter(pk=colleague).select_related("account").first()
    if found is None or found.account is None or by.organisation is None or module not in modules():
        raise PermissionDenied("no colleague")
    row = Observation.objects.create(
        organisation_id=by.organisation, observed_id=by.me, observer=found.account, module=module, wish=wish
    )
    record(by=by, verb="asked-observation", about=str(found.account.ledger_key), thing=THING)
    with override(found.account.language):
        text = _("Een collega vraagt of je een keer wilt meekijken in de les. Log in om te antwoorden.")
        queue_mail(
            address=found.account.email,
            subject=_("Een vraag van een collega"),
            text=f"{text}\n\n{LETTER_END}",
            key=f"observation:{row.pk}",
            person=found.account.pk,
        )
    return row


@transaction.atomic
def answer_observation(*, by: Actor, number: UUID, agrees: bool) -> bool:
    """Say yes or no to looking along; return whether one was asked and had not answered."""
    row = observation_for(by, number)
    if row is None or row.observer_id != by.person or row.state != State.ASKED:
        return False
    row.state = State.AGREED if agrees else State.DECLINED
    row.save(update_fields=["state"])
    record(by=by, verb="answered-observation", about=str(row.observed.ledger_key), thing=THING)
    return True


@transaction.atomic
def give_observation(*, by: Actor, number: UUID, seen: dict[str, str], example: str, idea: str) -> bool:
    """Give what one saw to whose lesson it was, once; from then on it is theirs. Return whether one could."""
    Observation.objects.select_for_update().filter(pk=number).first()
    row = observation_for(by, number)
    if row is None or row.observer_id != by.person or row.state != State.AGREED:
        return False
    row.state, row.seen, row.example, row.idea = State.GIVEN, seen, example, idea
    row.day, row.given = timezone.localdate(), timezone.now()
    row.save()
    record(by=by, verb="gave-observation", about=str(row.observed.ledger_key), thing=THING)
    return True


@transaction.atomic
def remove_observation(*, by: Actor, number: UUID) -> bool:
    """Remove an observation of one's own lesson, whatever its state; return whether it was one's own."""
    removed, _rows = Observation.objects.filter(pk=number, observed=by.person, organisation=by.organisation).delete()
    if removed:
        record(by=by, verb="removed-observation", about=by.key, thing=THING)
    return bool(removed)
