"""Somebody's own conversations: appointments, places on waiting lists, questions in writing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.guidance.queries import words
from wending.guidance.queries.appointments import appointments_of, waiting_of
from wending.guidance.queries.cases import own_cases
from wending.guidance.queries.conversations import conversations_of
from wending.guidance.rules.words import State


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what is planned, what was, and what was written."""
    actor, now = who(request), timezone.now()
    rows = appointments_of(actor)
    coming = [row for row in rows if row.ends > now and row.state == State.BOOKED]
    page = {
        "cases": own_cases(actor),
        "coming": coming,
        "past": [{"appointment": row, "state": words.STATES[row.state]} for row in rows if row not in coming],
        "waiting": [{"place": place, "state": words.WAITS[place.state]} for place in waiting_of(actor)],
        "conversations": [{"conversation": row, "stand": words.STANDS[row.stand]} for row in conversations_of(actor)],
    }
    return render(request, "guidance/mine.html", page)
