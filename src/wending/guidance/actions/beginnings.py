"""Beginnings of answers of a centre: one or two sentences, never a whole answer."""

from django.core.exceptions import ValidationError

from wending.guidance.models import Beginning, Centre
from wending.guidance.queries import words
from wending.guidance.rules.caution import MOST_SENTENCES, count_sentences
from wending.ledger.rules.actor import Actor


def save_beginning(*, by: Actor, centre: Centre, name: str, language: str, text: str) -> Beginning:
    """Keep a beginning under its name; one of that name is replaced.

    Raises:
        ValidationError: more than two sentences.
        PermissionError: a centre for which who asks does not act.
    """
    if centre.organisation_id != by.organisation:
        raise PermissionError("another centre")
    if not 1 <= count_sentences(text) <= MOST_SENTENCES:
        raise ValidationError(words.BEGINNING_TOO_LONG)
    row, _is_new = Beginning.objects.update_or_create(
        centre=centre, language=language, name=name, defaults={"text": text.strip()}
    )
    return row


def remove_beginning(*, by: Actor, number: int) -> bool:
    """Take a beginning of one's own centre away; return whether it was there."""
    return Beginning.objects.filter(pk=number, centre__organisation=by.organisation).delete()[0] > 0
