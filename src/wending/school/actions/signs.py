"""A learner's own doubt and who may see it; and that a reason was talked about, with a note to the learner."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Person
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import Doubt, DoubtViewer, SchoolPerson, SignTalked
from wending.school.queries.scope import mentees_of, own_rows, own_staff_row
from wending.school.queries.signs import Reasons, guides_of, reasons_for
from wending.school.rules.signs import Key


@transaction.atomic
def tell_doubt(*, by: Actor, learner: UUID, words: str, viewers: Collection[UUID]) -> Doubt:
    """Say that one doubts one's choice, to the chosen staff of one's school only; again replaces words and readers.

    Nobody is mailed: who may see it finds it on their page.

    Raises:
        SchoolPerson.DoesNotExist: one is no learner there, or a chosen one does not guide them.
    """
    Person.objects.select_for_update().get(pk=by.me)
    row = own_rows(by).get(pk=learner)
    guides = {guide.pk: guide for guide in guides_of(row)}
    if not set(viewers) <= guides.keys():
        raise SchoolPerson.DoesNotExist
    doubt, _is_new = Doubt.objects.get_or_create(
        learner=row, defaults={"person_id": by.me, "since": timezone.localdate()}
    )
    doubt.words, doubt.since = words.strip(), timezone.localdate()
    doubt.save(update_fields=["words", "since"])
    doubt.viewers.exclude(staff__in=list(viewers)).delete()
    for key in viewers:
        DoubtViewer.objects.get_or_create(doubt=doubt, staff=guides[key])
    record(by=by, verb="told-doubt", about=by.key, thing="school.doubt")
    return doubt


@transaction.atomic
def end_doubt(*, by: Actor) -> None:
    """Take one's doubt away; nobody sees it any more. Nothing happens where there is none."""
    if Doubt.objects.filter(person=by.me).delete()[0]:
        record(by=by, verb="ended-doubt", about=by.key, thing="school.doubt")


@transaction.atomic
def look_at_reasons(*, by: Actor, learner: UUID | None = None) -> list[Reasons]:
    """Return reasons to talk for who asks; each doubt that is read stands in the ledger of its learner."""
    found = reasons_for(by, learner)
    for one in found:
        if one.doubt is not None and one.learner.account is not None:
            owner = str(one.learner.account.ledger_key)
            record(by=by, verb="saw-doubt", about=owner, thing="school.doubt", purpose="school")
    return found


@transaction.atomic
def talked_about(*, by: Actor, learner: UUID, key: str, note: str = "") -> SignTalked:
    """Write down that a reason was talked about, with a note to the learner; it rests until something new happens.

    Raises:
        SchoolPerson.DoesNotExist: they are not guided by who asks.
        ValidationError: that is no reason now.
    """
    row = mentees_of(by).select_related("account").get(pk=learner)
    now = {sign.key for one in reasons_for(by, learner) for sign in one.signs}
    if key not in set(Key) or key not in now:
        raise ValidationError(_("Dit is nu geen reden meer."))
    made = SignTalked.objects.create(
        learner=row, key=key, by=own_staff_row(by), on=timezone.localdate(), note=note.strip()
    )
    if row.account is not None:
        owner = str(row.account.ledger_key)
        record(by=by, verb="talked-about", about=owner, thing="school.sign", purpose="school")
        if made.note:
            tell_something_waits(row.account, f"talked:{made.pk}")
    return made
