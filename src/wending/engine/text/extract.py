"""Propose occupations and skills that a CV or vacancy speaks of, each with the words it rests on, for confirmation.

Nothing is proposed without a quote; denials, boilerplate and contact lines do not count. Would rather miss than invent:
a skill counts when a phrase names it, an occupation when a line opens with it or somebody is said to be it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wending.engine.text.discount import Reason, clauses, reason_to_ignore
from wending.engine.text.entry import Kind, Language
from wending.engine.text.index import TextIndex
from wending.engine.text.passages import Passage, Span, passages, phrases
from wending.engine.text.phrasing import (
    core,
    follows_being,
    goes_past_title,
    is_as_long,
    is_company,
    list_begins,
    may_stand_alone,
    spans,
    title,
    without_place,
)
from wending.engine.text.wording import fold, strip_noise, verb_forms

_LONGEST_TEXT = 40_000
_MOST_SEARCHES = 300
_MOST_WORDS = 7
_MOST_OCCUPATIONS = 10
_MOST_SKILLS = 40
_LEAST_SKILL = 0.62
_LEAST_MEANING = 0.36
_LEAST_OCCUPATION = 0.8
_LEAST_SHARE = 0.5
_SHORTEST = 4
# What ESCO adds to names that would otherwise be ambiguous.
_ADDITIONS = ("computer programming",)


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
    """Return what the text says somebody did or can do, at most the first 40,000 characters of it."""
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
        longest: Span | None = None
        starts = {span.start: follows_being(clause, span) for span in spans(clause, 1)}
        for span in spans(clause, _MOST_WORDS) if any(starts.values()) else ():
            if not starts[span.start]:
                continue
            if self._exact("occupation", span):
                return
            if not goes_past_title(span.quote):
                longest = longest or span
        if longest is not None:
            self._alike(longest)

    def _titled(self, clause: Span) -> None:
        """Find what a line opens with: "2019 - 2023 Verkoper bij De Winkel"."""
        opening = title(clause)
        if opening is None or len(opening.quote.split()) > _MOST_WORDS or is_company(opening.quote):
            return
        if not self._exact("occupation", opening, said=strip_noise(opening.quote)):
            self._alike(opening)

    def _alike(self, name: Span) -> None:
        """Keep the occupation that a title as a whole is all but the name of."""
        if not self._may_search():
            return
        for hit in self._index.search(name.quote, "occupation", self._lang, 1):
            if hit.score >= _LEAST_OCCUPATION and hit.matched_by == "words" and is_as_long(name, hit.matched_label):
                self._keep("occupation", hit.uri, hit.label, hit.score * 0.9, name)

    def _skills(self, clause: Span) -> None:
        """Find skills phrase by phrase: named as such, else by an everyday phrase, else by what is nearest."""
        begin = list_begins(clause)
        for phrase in phrases(clause, self._lang):
            said = core(phrase) if phrase.start >= begin else None
            if said is None or len(fold(said.quote)) < 2 or self._is_occupation(said):
                continue
            if self._named(said) or len(said.quote.split()) > _MOST_WORDS:
                continue
            found = self._everyday(said) or self._everyday(without_place(said))
            if not found and self._may_search():
                self._nearest(said)

    def _is_occupation(self, phrase: Span) -> bool:
        """Tell whether the words name an occupation and no skill: a physiotherapist that somebody works with is no
        skill in physiotherapy."""
        said = fold(phrase.quote)
        shelves = self._index.shelves_
        return bool(shelves["occupation"].labels_.same_as(said)) and not shelves["skill"].labels_.same_as(said)

    def _named(self, phrase: Span) -> bool:
        """Keep every skill that words of the phrase name; longer names first, no word counts twice."""
        taken: list[Span] = []
        for span in spans(phrase, _MOST_WORDS):
            overlaps = any(span.start < other.end and other.start < span.end for other in taken)
            may = span.quote == phrase.quote or may_stand_alone(span.quote)
            if not overlaps and may and self._exact("skill", span):
                taken.append(span)
        return bool(taken)

    def _everyday(self, phrase: Span) -> bool:
        """Keep the skill that an everyday phrase stands for, when it explains at least half of what is said."""
        if self._lang != "nl":
            return False
        for term, share in self._index.everyday_terms(phrase.quote):
            # One general word ("design") must stand for all that is said, not for half of it.
            enough = _LEAST_SHARE if " " in term else 1.0
            if share >= enough and self._exact("skill", phrase, said=term, trust=0.85):
                return True
        return False

    def _nearest(self, phrase: Span) -> None:
        """Look the whole phrase up; only a very good answer of the same size counts."""
        for hit in self._index.search(phrase.quote, "skill", self._lang, 1):
            if hit.matched_by == "everyday":
                continue
            least = _LEAST_MEANING if hit.matched_by == "meaning" else _LEAST_SKILL
            if hit.score >= least and len(fold(phrase.quote)) >= _SHORTEST and is_as_long(phrase, hit.matched_label):
                self._keep("skill", hit.uri, hit.label, hit.score * 0.9, phrase)

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
