"""Kinds of items for which Europass has no section of its own: they go under a heading in `Others`, and come back."""

from __future__ import annotations

from wending.dossier.rules.record import Kind

# The heading is part of the CV, so in the language of the CV and not of the page.
OTHER_SECTIONS = {
    Kind.CREDENTIAL: {"nl": "Certificaten", "en": "Certificates"},
    Kind.AWARD: {"nl": "Prijzen", "en": "Awards"},
    Kind.LEARNT_AT_WORK: {"nl": "Geleerd op het werk", "en": "Learnt at work"},
    Kind.CARE: {"nl": "Zorg voor anderen", "en": "Care for others"},
}
SKILLS_TITLE = {"nl": "Vaardigheden", "en": "Skills"}


def section_title(kind: Kind, lang: str) -> str:
    """Return the heading of a kind in Dutch or English."""
    return OTHER_SECTIONS[kind]["en" if lang == "en" else "nl"]


def section_kind(title: str) -> Kind:
    """Return the kind that a heading is of; what others put under a heading of their own is a project."""
    found = (kind for kind, titles in OTHER_SECTIONS.items() if title in titles.values())
    return next(found, Kind.PROJECT)
