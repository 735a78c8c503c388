"""Small tags of the pages of a record."""

from collections.abc import Iterable

from django import template

from wending.dossier.queries.contacts import ContactShown
from wending.dossier.queries.item_words import LEVELS

register = template.Library()


@register.simple_tag
def level_words(level: int) -> str:
    """Return the words of a level of a skill."""
    return str(LEVELS[level])


@register.filter
def dots(contacts: Iterable[ContactShown]) -> list[dict[str, object]]:
    """Return people as the picture of rings wants them."""
    return [{"label": contact.name, "ring": contact.ring} for contact in contacts]
