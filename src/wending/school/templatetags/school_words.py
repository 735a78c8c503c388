"""Words of a school in templates: roles of a roster, phases of groups."""

from typing import Any

from django import template

from wending.school.queries.roster_words import finding_words
from wending.school.queries.words import ROSTER_ROLES, phase_in_words, roles_in_words
from wending.school.rules.roster import Finding

register = template.Library()


@register.filter
def roster_role(role: str) -> str:
    """Return one role of a roster in words."""
    return str(ROSTER_ROLES.get(role, role))


@register.filter
def roster_roles(roles: list[str]) -> str:
    """Return roles of a roster in words."""
    return roles_in_words(roles)


@register.filter
def finding(found: Finding) -> str:
    """Return a finding about a roster in words: what is wrong and what to do."""
    return finding_words(found)


@register.filter
def phase_words(group: Any) -> str:
    """Return the phase and year of a group, "" where the school has not said."""
    return phase_in_words(group.phase, group.year)


@register.filter
def mentors_of(group: Any) -> str:
    """Return the names of who mentors a group."""
    return ", ".join(str(seat.person) for seat in group.led_by if seat.role == "mentor")


@register.filter
def changed_in_all(counts: dict[str, int]) -> int:
    """Return how many people changed or moved in a delivery."""
    return counts.get("changed", 0) + counts.get("moved", 0)
