"""Makes preparation sheets and reads the parts of a record that a client shows; every read is in their ledger."""

from typing import Any
from uuid import UUID

from django.db import transaction

from wending.accounts.actions.look import look
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part
from wending.dossier.actions import look as dossier
from wending.dossier.queries.plan import plan_shown
from wending.guidance.actions.case_file import write_down
from wending.guidance.models import Case, Sheet
from wending.guidance.queries.record_lines import lines_of
from wending.guidance.queries.sheets import SheetShown, case_with_sheets, parts_for_sheet, sheet_shown
from wending.guidance.rules.preparation import SHEET_PARTS
from wending.instruments.actions.show_results import show_results
from wending.ledger.rules.actor import Actor
from wending.orientation.actions.kept import look_at_profile


@transaction.atomic
def make_sheet(*, by: Actor, case: UUID, question: str, lang: str) -> Sheet:
    """Make the sheet of a conversation, as the client or the responsible professional, from what is shown now.

    Raises:
        Case.DoesNotExist: it is not for who asks.
    """
    found = case_with_sheets(by, case)
    parts = _read(by, found, tuple(parts_for_sheet(found)), lang)
    kept: Any = {part.value: lines for part, lines in parts.items()}
    sheet = Sheet.objects.create(
        case=found,
        made_by_id=by.person,
        question=question.strip() or found.question,
        parts=kept,
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
    if Part.RESULTS in parts:
        contents[Part.RESULTS] = show_results(by=by, person=case.client_id)
    if Part.PLAN in parts:
        look(by=by, person=case.client_id, part=Part.PLAN)
        contents[Part.PLAN] = plan_shown(by, case.client_id)
    return {part: lines_of(part, contents[part], lang) for part in SHEET_PARTS if part in contents}
