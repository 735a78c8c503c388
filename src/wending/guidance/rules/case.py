"""A case: a question of a client, who helps with it, and which pages of it each who helps may open.

Terms: *client* = whose question it is; *commissioner* = who asks for the guidance or pays for it, never the same seat;
*line* = first (quick help at a desk), second (a career professional), third (a specialist); *seat* = as what somebody
helps: responsible, member of the team around the client, or receiver of a referral.
"""

from enum import StrEnum


class Line(StrEnum):
    """How much specialism the help has."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class CaseState(StrEnum):
    """Where a case stands: closed with the client, or stopped by the client."""

    OPEN = "open"
    CLOSED = "closed"
    STOPPED = "stopped"


class Seat(StrEnum):
    """As what a professional helps in a case."""

    RESPONSIBLE = "responsible"
    TEAM = "team"
    RECEIVER = "receiver"


class Tab(StrEnum):
    """The pages of a case."""

    OVERVIEW = "overview"
    AGREEMENT = "agreement"
    PLAN = "plan"
    NOTES = "notes"
    DOSSIER = "dossier"
    TEAM = "team"
    REFERRAL = "referral"
    CLOSING = "closing"


OPEN_TO: dict[Seat, frozenset[Tab]] = {
    Seat.RESPONSIBLE: frozenset(Tab),
    Seat.TEAM: frozenset({Tab.OVERVIEW, Tab.PLAN, Tab.NOTES, Tab.DOSSIER, Tab.TEAM}),
    Seat.RECEIVER: frozenset({Tab.OVERVIEW, Tab.DOSSIER}),
}
# Pages that show the client's own record: closed with the case, whatever consent still runs.
ONLY_WHILE_OPEN = frozenset({Tab.PLAN, Tab.DOSSIER})


def may_open(seat: Seat, tab: Tab, state: CaseState) -> bool:
    """Say whether somebody in this seat may open this page of a case in this state."""
    return tab in OPEN_TO[seat] and (state is CaseState.OPEN or tab not in ONLY_WHILE_OPEN)


def tabs_for(seat: Seat, state: CaseState) -> list[Tab]:
    """Return the pages that somebody in this seat may open, in their order."""
    return [tab for tab in Tab if may_open(seat, tab, state)]


class AgreementState(StrEnum):
    """Where an agreement stands: only the client's yes puts it in force; a newer one replaces it."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in-force"
    REPLACED = "replaced"


class Audience(StrEnum):
    """Who reads a note besides its author: the client, or the client and the team."""

    CLIENT = "client"
    TEAM = "team"
