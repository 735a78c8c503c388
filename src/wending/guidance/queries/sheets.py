"""Preparation sheets, as client and professional see them: the same, without parts that are no longer shown."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Role
from wending.guidance.models import Case, Sheet
from wending.guidance.queries.case_words import OPENINGS
from wending.guidance.queries.cases import cases_responsible_for, own_cases
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.preparation import SHEET_PARTS
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class Section:
    """One part of the record on a sheet."""

    part: Part
    name: str
    lines: list[str]


@dataclass(frozen=True)
class SheetShown:
    """A sheet as it is shown now. `closed` names the parts that stood on it and are not shown any more."""

    sheet: Sheet
    sections: list[Section]
    closed: list[str]
    openings: list[str]


def case_with_sheets(actor: Actor, case: UUID) -> Case:
    """Return a case for its client, or while it goes on for its responsible professional. Raises Case.DoesNotExist."""
    found = own_cases(actor).filter(pk=case).first()
    return found or cases_responsible_for(actor).get(pk=case, state=CaseState.OPEN)


def sheets_of(actor: Actor, case: UUID) -> QuerySet[Sheet]:
    """Return the sheets of a case, newest first. Raises Case.DoesNotExist."""
    return Sheet.objects.filter(case=case_with_sheets(actor, case)).select_related("made_by").order_by("-made")


def sheet_shown(actor: Actor, sheet: UUID) -> SheetShown:
    """Return a sheet for its client or the professional. Raises Sheet.DoesNotExist, Case.DoesNotExist.

    What the responsible professional may no longer see is closed for both, so that both see the same.
    """
    found = Sheet.objects.select_related("case__client", "case__organisation", "case__responsible").get(pk=sheet)
    case_with_sheets(actor, found.case_id)
    shown = set(parts_for_sheet(found.case))
    kept = {Part(part): lines for part, lines in found.parts.items()}
    return SheetShown(
        sheet=found,
        sections=[
            Section(part, str(PARTS[part]), kept[part]) for part in SHEET_PARTS if part in kept and part in shown
        ],
        closed=[str(PARTS[part]) for part in SHEET_PARTS if part in kept and part not in shown],
        openings=[str(question) for question in OPENINGS],
    )


def parts_for_sheet(case: Case) -> list[Part]:
    """Return the parts that the client shows to the responsible professional of this case now."""
    if case.client_id is None or case.responsible_id is None or case.state != CaseState.OPEN:
        return []
    # Nobody acts here: it stands for the one to whom consent was given.
    receiver = Actor(
        key="",
        person=case.responsible_id,
        role=Role.PROFESSIONAL,
        organisation=case.organisation_id,
        has_second_factor=True,
    )
    shown = parts_shown_to(receiver, case.client_id)
    return [part for part in SHEET_PARTS if part in shown]
