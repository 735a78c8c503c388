"""Chooses what a conversation was about, from the short list."""

from uuid import UUID

from django.db import transaction

from wending.guidance.models import QuestionTheme
from wending.guidance.queries.centre import conversation_without_words
from wending.guidance.queries.profession import themes
from wending.ledger.actions.record import SYSTEM_CHAIN, record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def choose_theme(*, by: Actor, appointment: UUID, theme: str) -> bool:
    """Keep the theme of a conversation one held oneself; return whether it is such a one and the theme exists."""
    row = conversation_without_words(by, appointment)
    if row is None or theme not in themes():
        return False
    QuestionTheme.objects.update_or_create(appointment=row, defaults={"theme": theme})
    about = str(row.person.ledger_key) if row.person else SYSTEM_CHAIN
    record(by=by, verb="chose-theme", about=about, thing="guidance.appointment")
    return True
