"""Shows somebody's finished questionnaires to who may see them: by consent for results, and written in the ledger."""

from uuid import UUID

from wending.accounts.actions.look import look
from wending.accounts.rules.consent import Part
from wending.instruments.models import Sitting as Row
from wending.instruments.queries.sittings import as_sitting
from wending.instruments.rules.sitting import Sitting
from wending.ledger.rules.actor import Actor


def show_results(*, by: Actor, person: UUID) -> list[Sitting]:
    """Return the finished sittings of a person, the newest first, without their answers.

    Raises:
        PermissionDenied: no consent to see the results of this person.
    """
    look(by=by, person=person, part=Part.RESULTS)
    rows = Row.objects.filter(person=person, finished__isnull=False).order_by("-finished").defer("answers")
    return [as_sitting(row, with_answers=False) for row in rows]
