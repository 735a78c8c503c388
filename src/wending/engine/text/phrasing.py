"""How CVs and vacancies put things: the title a line opens with, what "ik heb ervaring met ..." is followed by.

Rules of thumb over one clause, Dutch and English. Knows no occupations or skills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wending.engine.text.passages import Span
from wending.engine.text.wording import fold

_FAR = 90

_WORD = re.compile(r"[^\W_][\w+#&.'’/-]*[\w+#]|[^\W_]", re.UNICODE)
_LEAD = re.compile(
    r"^(?:(?:ik|je|jij|u|hij|zij|we|wij|i|you|he|she|they)\s+)?(?:(?:heb|hebt|heeft|ben|bent|is|kan|kunt|kon|was|deed|doe|"
    r"weet|werkte|werk|have|has|had|am|are|was|can|could|will|did)\s+)?"
    r"(?:(?:niet alleen|not only|veel|ruime|ruim|enige|aantoonbare|goede|"
    r"gedegen|sterke?|uitstekende|vlotte|relevante|jarenlange|\d+\s+jaar|goed|graag|zelf|ook|vooral|extensive|strong|good|"
    r"excellent|solid|proven|some|basic|fluent(?:ly)?|\d+\s+years?(?:\s+of)?|several years of)\s+)*"
    r"(?:(?:ervaring|kennis|vaardigheid|handig|bekwaam|bedreven|verantwoordelijk|bekend|affiniteit|beheersing|ervaren|"
    r"experienced?|knowledge|skilled|proficien(?:t|cy)|responsible|familiar(?:ity)?|expertise|ability|able|trained)\s+"
    r"(?:met|van|in|voor|op|with|of|for|to|at)\s+)?(?:(?:het|de|een|the|a|an|to|te|om|met|in|van|with|of|for)\s+)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:is|zijn|are)\s+(?:een\s+)?"
    r"(?:pr[eé]|must|vereiste?|plus|welkom|required|essential|an? (?:plus|advantage))\W*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|ltd|inc|gmbh|stichting|zonen|& zn|uitzendbureau)\b", re.IGNORECASE
)
# What stands before an occupation when somebody is, was or is to become one.
_BEING = re.compile(
    r"(?:\b(?:als|as|functie|position|job title|beroep|zoeken(?: wij)?(?: per direct)?|"
    r"zoekt(?: per direct)?|gezocht|vacature|"
    r"werkte als|ben|was|looking for|seeking|hiring|i am|worked as|working as|baan als|rol van|role of|ervaren|"
    r"experienced|leerling)\W+(?:(?:een|a|an|de|het|the|voor|onze|ons|our|nieuwe|new|ervaren|experienced|zelfstandig|"
    r"allround|fulltime|parttime|junior|senior|medior|enthousiaste|gediplomeerde?|qualified)\s+){0,3})$",
    re.IGNORECASE,
)
# "Talen: ..." says what kind of list follows, and is no skill itself.
_LIST = re.compile(r"^[^\W\d]+(?:\s[^\W\d]+){0,2}\s*:\s")
_PLACE = re.compile(
    r"\s(?:op|bij|in|aan|voor|tijdens|vanuit|binnen|at|for|during|within)\s.*$", re.IGNORECASE | re.DOTALL
)
# Words at which a title has ended.
_LINK = re.compile(
    r"(?:^|\s)(?:to|who|with|in|at|for|and|our|die|om|voor|met|bij|te|en|ons|onze|je|jij|ik|je|krijg|geef)(?:\s|$)",
    re.IGNORECASE,
)
_MONTH = r"(?:(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|dec)\w*\.?\s+)?"
_YEARS = _MONTH + r"(?:'\d{2}|(?:0?\d[-/])?(?:19|20)\d{2})"
_DATES = re.compile(
    rf"^\s*(?:(?:van|from|sinds|since)\s+)?{_YEARS}(?:\s*(?:[-–—/]+|tot(?: en met)?|t/m|to|until)\s*"
    rf"(?:{_YEARS}|heden|nu|present|now))?\s*[:,|–—-]*\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:functie|position|job title|beroep|vacature|vacancy|gezocht|wanted)\s*[:!]?\s+", re.IGNORECASE
)
_EMPLOYER = re.compile(
    r"\s+(?:bij|at|voor|@)\s+.*$|\s*[,(|–—].*$|\s+-\s+.*$|\s*\(?\bm\s*/\s*v.*$", re.IGNORECASE | re.DOTALL
)


def spans(span: Span, most: int) -> Iterator[Span]:
    """Yield runs of words, longest first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(span.quote)]
    for size in range(min(most, len(words)), 0, -1):
        for place in range(len(words) - size + 1):
            start, end = words[place][0], words[place + size - 1][1]
            yield Span(span.start + start, span.start + end, span.quote[start:end])


def is_as_long(span: Span, label: str) -> bool:
    """Tell whether a label is about as long as the words it answers: a much longer one says more than was said."""
    said, answer = len(fold(span.quote)), len(fold(label))
    return 0.6 * said <= answer <= 1.5 * said


def may_stand_alone(quote: str) -> bool:
    """Tell whether words inside a phrase may name a skill: several words, or a name such as SQL or Python."""
    return " " in quote or sum(sign.isupper() for sign in quote) > 1 or (quote[0].isupper() and quote.isascii())


def core(phrase: Span) -> Span | None:
    """Return the phrase without "ik heb ervaring met" before and "is een pre" behind it."""
    lead = _LEAD.match(phrase.quote)
    start = lead.end() if lead else 0
    tail = _TAIL.search(phrase.quote)
    end = tail.start() if tail else len(phrase.quote)
    quote = phrase.quote[start:end].strip(" .")
    start += phrase.quote[start:end].find(quote) if quote else 0
    return Span(phrase.start + start, phrase.start + start + len(quote), quote) if len(quote) > 1 else None


def without_place(core: Span) -> Span:
    """Return the phrase up to where or for whom: "huiswerk begeleiden" of "huiswerk begeleiden op school"."""
    place = _PLACE.search(core.quote)
    end = place.start() if place else len(core.quote)
    return Span(core.start, core.start + end, core.quote[:end])


def title(clause: Span) -> Span | None:
    """Return what a line opens with when dates before it and the employer behind it are left out."""
    dates = _DATES.match(clause.quote)
    start = dates.end() if dates else 0
    opening = _OPENING.match(clause.quote[start:])
    start += opening.end() if opening else 0
    rest = clause.quote[start:]
    employer = _EMPLOYER.search(rest)
    quote = (rest[: employer.start()] if employer else rest).strip(" .:")
    start += rest.find(quote) if quote else 0
    return Span(clause.start + start, clause.start + start + len(quote), quote) if len(quote) > 2 else None


def follows_being(clause: Span, span: Span) -> bool:
    """Tell whether the words just before the span say that somebody is or is sought as what follows."""
    place = span.start - clause.start
    return bool(_BEING.search(clause.quote[max(0, place - _FAR) : place]))


def is_company(title: str) -> bool:
    """Tell whether a title is the name of a company: "Bakker Installaties B.V." is no baker."""
    return bool(_AGENCY.search(title))


def goes_past_title(quote: str) -> bool:
    """Tell whether the words run on past a title: "nurse to join our"."""
    return bool(_LINK.search(quote))


def list_begins(clause: Span) -> int:
    """Return where the list begins in a clause such as "Talen: Duits, Frans", else the start of the clause."""
    named = _LIST.match(clause.quote)
    return clause.start + (named.end() if named else 0)
