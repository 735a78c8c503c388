"""A file that a learner gave to a school: read, or put ready there so that a counsellor answers each thing."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Person
from wending.accounts.rules.consent import Purpose, needs_parent
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import Handover, HandoverThing, SchoolPerson
from wending.school.queries.handover_files import counselled, digest_of, handover_of, learners_of, things_not_there
from wending.school.sources.handover.parse import ReadHandover, ReadThing, parse_handover


@transaction.atomic
def read_handover_file(*, by: Actor, name: str, data: bytes) -> ReadHandover:
    """Return what stands in a file that a learner gave to who asks; nothing of it is kept, and of whom is not written.

    Raises:
        BadHandover: it is no such file.
    """
    found = parse_handover(name, data)
    record(by=by, verb="read-handover-file", thing="school.handover", purpose="school")
    return found


@transaction.atomic
def bring_handover_file(*, by: Actor, learner: UUID, name: str, data: bytes) -> Handover:
    """Put a file of a learner ready at the school of its counsellor, who then answers each thing; the learner is told.

    The same file again gives what is there already. Below sixteen it waits for a parent, as all that travels.

    Raises:
        SchoolPerson.DoesNotExist: no learner of theirs who joined.
        BadHandover: it is no such file.
        ValidationError: of somebody else, withdrawn, or with nothing that is new.
    """
    row = counselled(by).get(pk=learner)
    # One file of a learner at a time: two at once would both find the same thing new.
    row = SchoolPerson.objects.select_for_update(of=("self",)).select_related("account").get(pk=row.pk)
    if row.account is None:
        raise SchoolPerson.DoesNotExist
    found = parse_handover(name, data)
    _refuse_of_another(by, row, found)
    digest = digest_of(found)
    before = Handover.objects.filter(person=row.account, to=row.organisation_id, file_digest=digest).first()
    origin = handover_of(found)
    if any(one is not None and one.withdrawn for one in (before, origin)):
        raise ValidationError({"file": _("De leerling trok dit in. Vraag of je een nieuw bestand mag.")})
    if before is not None:
        return before
    things = things_not_there(found, row.account.pk, row.organisation_id)
    if not things:
        raise ValidationError({"file": _("Er staat niets nieuws in dit bestand.")})
    return _put_ready(by, row, row.account, found, things, digest)


def _refuse_of_another(by: Actor, row: SchoolPerson, found: ReadHandover) -> None:
    if row.pk in {one.pk for one in learners_of(by, found)}:
        return
    if not found.name.strip():
        raise ValidationError({"file": _("In dit bestand staat niet van wie het is. Vraag de leerling om een nieuw.")})
    told = {"name": found.name.strip(), "learner": str(row)}
    if handover_of(found) is not None:
        text = _("Dit bestand hoort bij het account van een ander dan %(learner)s. Er is niets bewaard.")
    else:
        text = _("Dit bestand is van %(name)s, niet van %(learner)s. Er is niets bewaard.")
    raise ValidationError({"file": text % told})


def _put_ready(
    by: Actor, row: SchoolPerson, person: Person, found: ReadHandover, things: list[ReadThing], digest: str
) -> Handover:
    made = Handover.objects.create(
        person=person,
        to=row.organisation,
        needs_parent=needs_parent(Purpose.SCHOOL, person.sixteen_on, timezone.localdate()),
        file_digest=digest,
        file_of=found.handover,
        file_school=found.leaves,
        file_made=found.made,
    )
    HandoverThing.objects.bulk_create(
        HandoverThing(handover=made, kind=one.kind, content={"title": one.title, "lines": list(one.lines)})
        for one in things
    )
    record(by=by, verb="brought-handover-file", about=str(person.ledger_key), thing="school.handover", purpose="school")
    tell_something_waits(person, f"handover-file:{made.pk}")
    return made
