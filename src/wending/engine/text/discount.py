"""What in a CV or vacancy does not count as someone's experience: denials, boilerplate, contact lines.

Rules of thumb that would rather leave something out than put something in: a denial covers its whole clause.
"""

from __future__ import annotations

import re
from typing import Literal

from wending.engine.text.passages import Passage, Span

Reason = Literal["negation", "boilerplate", "contact"]

_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|www\.|\b\d{4}\s?[A-Z]{2}\b|"
    r"(?:\+31|\b0)[\s-]?\d(?:[\s-]?\d){7,}|"
    r"^\s*(?:naam|name|adres|address|woonplaats|telefoon(?:nummer)?|tel|mobiel|phone|e-?mail|geboren|geboorte\w*|"
    r"date of birth|nationaliteit|nationality|burgerlijke staat|marital status|rijbewijs|linkedin)\s*[:.]|"
    r"\b\w{0,30}(?:straat|laan|plein|gracht|dijk|kade|singel)\s+\d+",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"marktconform|salaris(?!admin)|salary|brutoloon|cao\b|pensioen(?:regeling|opbouw)|reiskosten|vakantiedagen|"
    r"vakantiegeld|arbeidsvoorwaarden|bonus|dertiende maand|holiday pay|pension scheme|competitive (?:pay|package)|"
    r"leaseauto|lease car|doorgroei|ontwikkelmogelijkheden|career opportunities|growth opportunities|"
    r"enthousiaste? (?:collega|team)|leuke collega|gezellige?\b|informele (?:werk)?sfeer|platte organisatie|"
    r"vrijdagmiddagborrel|fruit op kantoor|friendly (?:team|atmosphere)|dynamic (?:team|environment)|"
    r"dynamische? (?:team|omgeving|organisatie)|sollicit(?:eer|atie)|"
    r"apply (?:now|today)|send (?:us )?your (?:cv|resume)|"
    r"(?:stuur|mail|upload) (?:dan )?(?:je|jouw|uw) (?:cv|motivatie)|acquisitie|privacy|persoonsgegevens|\bavg\b|gdpr|"
    r"personal data|equal opportunit|gelijke kansen|diversiteit|"
    r"regardless of|ongeacht|marktleider|market leader|"
    r"opgericht in|founded in|al meer dan \d+ jaar|for over \d+ years|is een (?:begrip|familiebedrijf)|"
    r"neem (?:dan )?contact op|for more information|meer informatie|vragen over deze|bel (?:dan )?(?:met|naar)|"
    r"referenties op aanvraag|references (?:are )?available|naar waarheid ingevuld|eigen vervoer|"
    r"uur per week|hours per week|\bwij bieden\b|\bwe offer\b|you will receive|je krijgt|per direct beschikbaar",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:geen|niet|nooit|zonder|nog geen|noch|onervaren|hoeft? (?:je )?niet|overbodig|"
    r"no|not|never|without|lack(?:s|ing)?|neither|nor|unnecessary|inexperienced|haven'?t|don'?t|didn'?t|doesn'?t|"
    r"isn'?t|aren'?t|cannot|can'?t)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:niet|not) (?:alleen|only|just|slechts)\b|\b(?:geen|no) (?:probleem|problem|9 tot 5\w*)\b|"
    r"\bzonder (?:problemen|moeite)\b|\bwithout (?:problems?|difficulty)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:maar|echter|daarentegen|wel|but|however|though|yet)\b|;", re.IGNORECASE)


def reason_to_ignore(passage: Passage) -> Reason | None:
    """Return why a whole passage does not count, or None. Denials are looked for per clause, in `clauses`."""
    quote = passage.span.quote
    if passage.section == "contact" or _CONTACT.search(quote):
        return "contact"
    if passage.section == "offer" or _BOILERPLATE.search(quote):
        return "boilerplate"
    return None


def clauses(span: Span) -> list[tuple[Span, bool]]:
    """Return the parts of a sentence between turns ("maar", "but", ";"), each with whether it denies something."""
    parts: list[tuple[Span, bool]] = []
    start = 0
    for match in [*_TURN.finditer(span.quote), None]:
        end = len(span.quote) if match is None else match.start()
        piece = span.quote[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            body = piece.strip()
            part = Span(span.start + left, span.start + left + len(body), body)
            parts.append((part, bool(_DENIAL.search(_NO_DENIAL.sub(" ", body)))))
        start = end if match is None else match.end()
    return parts
