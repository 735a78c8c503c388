"""Makes preparation sheets and reads the parts of a record that a client shows; every read is in their ledger."""

from uuid import UUID

from django.db import transaction

from wending.accounts.actions.look import look
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part
from wending.dossier.actions import look as dossier
from wending.guidance.actions.case_file import write_down
from wending.guidance.models import Case, Sheet
from wending.guidance.queries.cases import case_seen_by, own_cases
from wending.guidance.queries.record_lines import lines_of
from wending.guidance.queries.sheets import SheetShown, parts_for_sheet, sheet_shown
from wending.guidance.rules.case import Tab
from wending.guidance.rules.preparation import SHEET_PARTS
from wending.ledger.rules.actor import Actor
from wending.orientation.actions.kept import look_at_profile


@transaction.atomic
def make_sheet(*, by: Actor, case: UUID, question: str, lang: str) -> Sheet:
    """Make the sheet of a conversation, as the client or a professional of the case, from what is shown now.

    Raises:
        Case.DoesNotExist: it is not for who asks.
    """
    found = own_cases(by).filter(pk=case).first() or case_seen_by(by, case, Tab.DOSSIER).case
    parts = _read(by, found, tuple(parts_for_sheet(found)), lang)
    sheet = Sheet.objects.create(
        case=found,
        made_by_id=by.person,
        question=question.strip() or found.question,
        parts={part.value: lines for part, lines in parts.items()},
    )
    write_down(by=by, verb="made-sheet", case=found, thing="case.sheet")
    return sheet


@transaction.atomic
def look_at_sheet(*, by: Actor, sheet: UUID) -> SheetShown:
    """Open a sheet; each part that another person reads on it is one look in the ledger."""
    shown = sheet_shown(by, sheet)
    client = shown.sheet.case.client_id
    if client is not None:
        for section in shown.sections:
            look(by=by, person=client, part=section.part)
    return shown


@transaction.atomic
def look_at_record(*, by: Actor, case: Case, lang: str) -> dict[Part, list[str]]:
    """Read all parts that who asks may see of the client's record; call it for a case they opened."""
    return _read(by, case, SHEET_PARTS, lang)


def _read(by: Actor, case: Case, wanted: tuple[Part, ...], lang: str) -> dict[Part, list[str]]:
    if case.client_id is None:
        return {}
    parts = [part for part in parts_shown_to(by, case.client_id) if part in wanted]
    contents = dossier.shown_to(by=by, person=case.client_id, lang=lang, parts=tuple(parts))
    if Part.PROFILE in parts:
        contents[Part.PROFILE] = look_at_profile(by=by, person=case.client_id)
    return {part: lines_of(part, contents[part], lang) for part in SHEET_PARTS if part in contents}
