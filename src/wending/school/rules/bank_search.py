"""Searches the bank of activities in memory: filters that must all hold, and words that rank what is left.

A *wish* is what a teacher looks for. Words match the beginning of words, so "brood" finds "broodje"; each word must be
found somewhere. A word in the title weighs most, then in the words about it (`also`), then in what is done.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wending.school.rules.terms import Activity

TITLE, ALSO, TEXT = 5, 3, 1
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; an empty text and a `minutes` of 0 ask nothing. `minutes` is the most that fits."""

    words: str = ""
    subject: str = ""
    phase: str = ""
    competence: str = ""
    occupation: str = ""
    minutes: int = 0
    outside: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether more than words is asked."""
        return bool(self.subject or self.phase or self.competence or self.occupation or self.minutes or self.outside)


def found(
    activities: Sequence[Activity], wish: Wish, also: Mapping[str, str], jobs: Mapping[str, Collection[str]]
) -> list[Activity]:
    """Return the activities that fit a wish, the best first, else in their own order.

    `also` gives by key other words by which an activity is found, such as the names of its subject and occupations;
    `jobs` the occupations in which it matters.
    """
    asked = words_of(wish.words)
    ranked = []
    for place, activity in enumerate(activities):
        if not _fits(activity, wish, jobs):
            continue
        scores = [_score(word, activity, also.get(activity.key, "")) for word in asked]
        if all(scores):
            ranked.append((-sum(scores), place, activity))
    return [activity for _score_, _place, activity in sorted(ranked, key=lambda row: row[:2])]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def _fits(activity: Activity, wish: Wish, jobs: Mapping[str, Collection[str]]) -> bool:
    return (
        (not wish.subject or activity.subject == wish.subject)
        and (not wish.phase or wish.phase in activity.phases)
        and (not wish.competence or wish.competence in activity.competences)
        and (not wish.occupation or wish.occupation in jobs.get(activity.key, ()))
        and (not wish.minutes or activity.minutes <= wish.minutes)
        and (not wish.outside or activity.outside == wish.outside)
    )


def _score(word: str, activity: Activity, also: str) -> int:
    if _begins(word, f"{activity.title} {activity.title_en}"):
        return TITLE
    if _begins(word, f"{also} {activity.summary_en}"):
        return ALSO
    return TEXT if _begins(word, " ".join((activity.now, *activity.steps, activity.evidence))) else 0


def _begins(word: str, text: str) -> bool:
    return any(one.startswith(word) for one in words_of(text))
