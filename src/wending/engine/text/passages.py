"""Cut a CV or vacancy into passages (sentences, list lines) and phrases, each with its exact place in the text.

Terms: a *passage* is a sentence or a line that stands alone; a *section* is what stands under a heading ("Wij bieden");
a *phrase* is a part of a passage between commas and the like. Places are character offsets: text[start:end].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wending.engine.text.entry import Language
from wending.engine.text.wording import fold

Section = Literal["content", "education", "offer", "contact", ""]

_BULLET = re.compile(r"^[ \t]*(?:[-–—•·*▪◦‣●>»+]+|\(?\d{1,2}[.)])[ \t]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[ \t\n]+(?=[\"'(]?[A-Z0-9À-Ý])")
_STOPS = r"[,;:|/()\t•·]+|\s[-–—]+\s|[.!?](?=\s|$)"
_PHRASE_END: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(rf"{_STOPS}|\b(?:en|of|alsook|alsmede|zoals|waaronder)\b", re.IGNORECASE),
    "en": re.compile(rf"{_STOPS}|\b(?:and|or|as well as|such as|including)\b", re.IGNORECASE),
}
_HEADING_LENGTH = 60
_LONGEST = 600

# Headings, folded, by what stands below them.
_HEADINGS: dict[Section, re.Pattern[str]] = {
    "offer": re.compile(
        r"^(wij bieden|wat bieden wij.*|wat wij bieden|wat (krijg je|kun je verwachten|mag je verwachten).*|ons aanbod|"
        r"aanbod|arbeidsvoorwaarden|over ons|wie zijn wij.*|over het bedrijf|over de organisatie|onze organisatie|"
        r"de organisatie|privacy.*|solliciteren.*|interesse.*|contact|what we offer|we offer|our offer|benefits|"
        r"about us|about the company|who we are|how to apply|apply.*|equal opportunities.*|privacy notice|our company)$"
    ),
    "contact": re.compile(
        r"^(personalia|persoonlijke (gegevens|informatie)|contactgegevens|personal (details|information|data)|"
        r"contact (details|information)|referenties|references)$"
    ),
    "education": re.compile(
        r"^(opleiding|opleidingen|onderwijs|studie|studies|education|education and training|opleiding en training|"
        r"diplomas?|academic background)$"
    ),
    "content": re.compile(
        r"^(profiel|profile|ervaring|werkervaring|werk|loopbaan|vaardigheden|competenties|kennis( en vaardigheden)?|"
        r"taken|jouw taken|je taken|werkzaamheden|wat ga je doen.*|dit ga je doen.*|jouw functie|de functie|functie|"
        r"functieomschrijving|functie eisen|functieeisen|wie ben jij|dit ben jij|wat vragen wij.*|wij vragen|"
        r"wat breng je mee.*|jouw profiel|talen|computerkennis|hobbys?.*|vrijwilligerswerk|nevenactiviteiten|"
        r"work experience|experience|employment( history)?|skills|key skills|languages|responsibilities|"
        r"your (tasks|role|profile|responsibilities)|the role|requirements|what you (will do|ll do|bring)|"
        r"about you|qualifications|volunteering|interests|summary|samenvatting|over mij|about me)$"
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text: `quote` is text[start:end]."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or stand-alone line, without its bullet, and the section it stands in."""

    span: Span
    section: Section
    is_line: bool


def passages(text: str) -> list[Passage]:
    """Return the passages of the text in order; headings themselves are left out."""
    found: list[Passage] = []
    section: Section = ""
    for block in _blocks(text):
        heading = _section(block.quote)
        if heading is not None:
            section = heading
            continue
        parts = [short for part in _split(block, _SENTENCE_END) for short in _shortened(part)]
        found += [Passage(part, section, len(parts) == 1) for part in parts]
    return found


def phrases(span: Span, lang: Language) -> list[Span]:
    """Return the parts between commas, "en" or "and", brackets and the like, in order."""
    return list(_split(span, _PHRASE_END[lang]))


def _blocks(text: str) -> Iterator[Span]:
    """Yield lines without their bullets; a line that goes on with a small letter belongs to the one before (PDF)."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        bullet = _BULLET.match(line)
        body = line.strip()
        before = text[lines[-1][0] : lines[-1][1]].strip() if lines and lines[-1][1] == start - 1 else ""
        goes_on = 0 < len(before) < _LONGEST and not bullet and body[:1].islower() and _section(before) is None
        if goes_on and before[-1] not in ".!?:;":
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start + (bullet.end() if bullet else 0), end))
    for start, end in lines:
        span = _trimmed(text, start, end)
        if span is not None:
            yield span


def _section(line: str) -> Section | None:
    """Return which section a heading opens; None when the line is no heading."""
    if len(line) > _HEADING_LENGTH:
        return None
    folded = fold(line)
    for section, pattern in _HEADINGS.items():
        if pattern.match(folded):
            return section
    return None


def _split(span: Span, at: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in [*at.finditer(span.quote), None]:
        end = len(span.quote) if match is None else match.start()
        part = _trimmed(span.quote, start, end)
        if part is not None:
            yield Span(span.start + part.start, span.start + part.end, part.quote)
        start = end if match is None else match.end()


def _shortened(span: Span) -> Iterator[Span]:
    """Cut a sentence without end into pieces, at white space where there is some: time stays in step with length."""
    start = 0
    while start < len(span.quote):
        end = start + _LONGEST
        space = span.quote.rfind(" ", start, end) if end < len(span.quote) else -1
        piece = _trimmed(span.quote, start, space if space > start else end)
        if piece is not None:
            yield Span(span.start + piece.start, span.start + piece.end, piece.quote)
        start = space if space > start else end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space around it; None when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Span(start + left, start + left + len(piece), piece) if piece else None
