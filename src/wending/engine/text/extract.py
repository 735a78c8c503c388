"""Propose occupations and skills that a CV or vacancy speaks of, each with the words it rests on, for confirmation.

Nothing is proposed without a quote; denials, boilerplate and contact lines do not count. Would rather miss than invent:
a skill counts when a phrase names it, an occupation when a line opens with it or somebody is said to be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wending.engine.text.discount import Reason, clauses, reason_to_ignore
from wending.engine.text.entry import Kind, Language
from wending.engine.text.index import TextIndex
from wending.engine.text.passages import Passage, Span, passages, phrases
from wending.engine.text.wording import fold, strip_noise, verb_forms

_LONGEST_TEXT = 60_000
_MOST_SEARCHES = 300
_MOST_WORDS = 7
_MOST_OCCUPATIONS = 10
_MOST_SKILLS = 40
_LEAST_SKILL = 0.62
_LEAST_MEANING = 0.36
_LEAST_OCCUPATION = 0.8
_LEAST_SHARE = 0.5
_SHORTEST = 4
_FAR = 90
# What ESCO adds to names that would otherwise be ambiguous.
_ADDITIONS = ("computer programming",)

_WORD = re.compile(r"[^\W_][\w+#&.'’/-]*[\w+#]|[^\W_]", re.UNICODE)
_LEAD = re.compile(
    r"^(?:(?:ik|je|jij|u|hij|zij|we|wij|i|you|he|she|they)\s+)?(?:(?:heb|hebt|heeft|ben|bent|is|kan|kunt|kon|was|deed|doe|"
    r"weet|werkte|werk|have|has|had|am|are|was|can|could|will|did)\s+)?(?:(?:veel|ruime|ruim|enige|aantoonbare|goede|"
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept that the text may speak of; `quote` is text[start:end]; `score` in 0..1 says how sure."""

    uri: str
    label: str
    score: float
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Proposals, surest first, and what was read but left aside, with the reason."""

    occupations: list[Proposal] = field(default_factory=list)
    skills: list[Proposal] = field(default_factory=list)
    ignored: list[tuple[str, Reason]] = field(default_factory=list)


def extract(text: str, index: TextIndex, lang: Language = "nl") -> Extraction:
    """Return what the text says somebody did or can do, at most the first 60,000 characters of it."""
    reader = _Reader(index, lang)
    for passage in passages(text[:_LONGEST_TEXT]):
        reader.read(passage)
    return reader.result()


class _Reader:
    """Collects the best proposal per concept while passages go by."""

    def __init__(self, index: TextIndex, lang: Language) -> None:
        self._index = index
        self._lang = lang
        self._best: dict[Kind, dict[str, Proposal]] = {"occupation": {}, "skill": {}}
        self._ignored: list[tuple[str, Reason]] = []
        self._searches = 0

    def read(self, passage: Passage) -> None:
        """Take from one passage what it holds, or note why it does not count."""
        reason = reason_to_ignore(passage)
        if reason is not None:
            self._ignored.append((passage.span.quote, reason))
        for clause, denies in clauses(passage.span):
            if reason is None and denies:
                self._ignored.append((clause.quote, "negation"))
            if denies or passage.section in {"offer", "contact"} or reason == "contact":
                continue
            # "Als kok krijg je een goed salaris" is boilerplate, but it does speak of a cook.
            self._being(clause)
            if reason is None:
                if passage.is_line and passage.section != "education":
                    self._titled(clause)
                self._skills(clause)

    def result(self) -> Extraction:
        def ranked(kind: Kind, most: int) -> list[Proposal]:
            found = self._best[kind].values()
            return sorted(found, key=lambda each: (-each.score, each.start, each.uri))[:most]

        return Extraction(ranked("occupation", _MOST_OCCUPATIONS), ranked("skill", _MOST_SKILLS), self._ignored)

    def _keep(self, kind: Kind, uri: str, label: str, score: float, span: Span) -> None:
        held = self._best[kind].get(uri)
        if held is None or score > held.score:
            self._best[kind][uri] = Proposal(uri, label, round(score, 4), span.quote, span.start, span.end)

    def _being(self, clause: Span) -> None:
        """Find what somebody is, was or is sought as: "werkte als verkoper", "looking for a nurse"."""
        shortest: Span | None = None
        for span in _spans(clause, _MOST_WORDS):
            place = span.start - clause.start
            if not _BEING.search(clause.quote[max(0, place - _FAR) : place]):
                continue
            if self._exact("occupation", span):
                return
            if not _LINK.search(span.quote):
                shortest = shortest or span
        if shortest is not None:
            self._alike(shortest)

    def _titled(self, clause: Span) -> None:
        """Find what a line opens with: "2019 - 2023 Verkoper bij De Winkel"."""
        title = _title(clause)
        if title is None or len(title.quote.split()) > _MOST_WORDS or _AGENCY.search(title.quote):
            return
        if not self._exact("occupation", title, said=strip_noise(title.quote)):
            self._alike(title)

    def _alike(self, title: Span) -> None:
        """Keep the occupation that a title as a whole is all but the name of."""
        if not self._may_search():
            return
        for hit in self._index.search(title.quote, "occupation", self._lang, 1):
            if hit.score >= _LEAST_OCCUPATION and hit.matched_by == "words" and _is_as_long(title, hit.matched_label):
                self._keep("occupation", hit.uri, hit.label, hit.score * 0.9, title)

    def _skills(self, clause: Span) -> None:
        """Find skills phrase by phrase: named as such, else by an everyday phrase, else by what is nearest."""
        for phrase in phrases(clause, self._lang):
            core = _core(phrase)
            if core is None or len(fold(core.quote)) < 2:
                continue
            if self._named(core) or len(core.quote.split()) > _MOST_WORDS:
                continue
            if not self._everyday(core) and self._may_search():
                self._nearest(core)

    def _named(self, core: Span) -> bool:
        """Keep every skill that words of the phrase name; longer names first, no word counts twice."""
        taken: list[Span] = []
        for span in _spans(core, _MOST_WORDS):
            overlaps = any(span.start < other.end and other.start < span.end for other in taken)
            may = span.quote == core.quote or _may_stand_alone(span.quote)
            if not overlaps and may and self._exact("skill", span):
                taken.append(span)
        return bool(taken)

    def _everyday(self, core: Span) -> bool:
        """Keep the skill that an everyday phrase stands for, when it explains at least half of what is said."""
        if self._lang != "nl":
            return False
        for term, share in self._index.everyday_terms(core.quote):
            # One general word ("design") must stand for all that is said, not for half of it.
            enough = _LEAST_SHARE if " " in term else 1.0
            if share >= enough and self._exact("skill", core, said=term, trust=0.85):
                return True
        return False

    def _nearest(self, core: Span) -> None:
        """Look the whole phrase up; only a very good answer of the same size counts."""
        for hit in self._index.search(core.quote, "skill", self._lang, 1):
            if hit.matched_by == "everyday":
                continue
            least = _LEAST_MEANING if hit.matched_by == "meaning" else _LEAST_SKILL
            if hit.score >= least and len(fold(core.quote)) >= _SHORTEST and _is_as_long(core, hit.matched_label):
                self._keep("skill", hit.uri, hit.label, hit.score * 0.9, core)

    def _exact(self, kind: Kind, span: Span, said: str = "", trust: float = 1.0) -> bool:
        """Keep the concept that some label names exactly as the span (or `said`) does; tell whether there is one."""
        labels = self._index.shelves_[kind].labels_
        wording = fold(said or span.quote)
        rows: list[int] = []
        for form in (*verb_forms(wording), *(f"{wording} {addition}" for addition in _ADDITIONS)):
            rows = rows or labels.same_as(form)
        if not rows:
            return False
        # One name may belong to several concepts: the one that prefers it is meant, else the one that search prefers.
        first = min(int(labels.types[row]) for row in rows)
        uris = {labels.uris[int(labels.owners[row])] for row in rows if labels.types[row] == first}
        if len(uris) > 1:
            ranked = self._index.search(said or span.quote, kind, self._lang, 5)
            uris = {next((hit.uri for hit in ranked if hit.uri in uris), min(uris))}
        (uri,) = uris
        concept = next(int(labels.owners[row]) for row in rows if labels.uris[int(labels.owners[row])] == uri)
        self._keep(kind, uri, labels.label(concept, self._lang), (0.98 if first == 0 else 0.92) * trust, span)
        return True

    def _may_search(self) -> bool:
        self._searches += 1
        return self._searches <= _MOST_SEARCHES


def _spans(span: Span, most: int) -> Iterator[Span]:
    """Yield runs of words, longest first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(span.quote)]
    for size in range(min(most, len(words)), 0, -1):
        for place in range(len(words) - size + 1):
            start, end = words[place][0], words[place + size - 1][1]
            yield Span(span.start + start, span.start + end, span.quote[start:end])


def _is_as_long(span: Span, label: str) -> bool:
    """Tell whether a label is about as long as the words it answers: a much longer one says more than was said."""
    said, answer = len(fold(span.quote)), len(fold(label))
    return 0.6 * said <= answer <= 1.5 * said


def _may_stand_alone(quote: str) -> bool:
    """Tell whether words inside a phrase may name a skill: several words, or a name such as SQL or Python."""
    return " " in quote or sum(sign.isupper() for sign in quote) > 1 or (quote[0].isupper() and quote.isascii())


def _core(phrase: Span) -> Span | None:
    """Return the phrase without "ik heb ervaring met" before and "is een pre" behind it."""
    lead = _LEAD.match(phrase.quote)
    start = lead.end() if lead else 0
    tail = _TAIL.search(phrase.quote)
    end = tail.start() if tail else len(phrase.quote)
    quote = phrase.quote[start:end].strip(" .")
    start += phrase.quote[start:end].find(quote) if quote else 0
    return Span(phrase.start + start, phrase.start + start + len(quote), quote) if len(quote) > 1 else None


def _title(clause: Span) -> Span | None:
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
