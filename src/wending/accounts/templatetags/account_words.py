"""Words for roles, parts, purposes and recipients in templates."""

from django import template

from wending.accounts.queries.words import PARTS, PURPOSES, ROLES, recipient

register = template.Library()
_ROLES = {role.value: words for role, words in ROLES.items()}
_PARTS = {part.value: words for part, words in PARTS.items()}
_PURPOSES = {purpose.value: words for purpose, words in PURPOSES.items()}


@register.filter
def role_words(role: str) -> str:
    """Return what a role is called."""
    return str(_ROLES.get(role, role))


@register.filter
def part_words(part: str) -> str:
    """Return what a part of a record is called."""
    return str(_PARTS.get(part, part))


@register.filter
def purpose_words(purpose: str) -> str:
    """Return what a purpose is called."""
    return str(_PURPOSES.get(purpose, purpose))


@register.filter
def recipient_words(consent: object) -> str:
    """Return to whom a consent was given."""
    return recipient(consent.to_person, consent.to_organisation)  # type: ignore[attr-defined]
