"""Looks whether a short text is easy to read. B1 is judged by rough measures (length of sentences and words, and for
Dutch the ease of `kit.readability`), which catch slips, not bad writing. Names are facts: they can be left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wending.kit.readability import measure

WORDS_MOST = 20
# Dutch writes compounds as one word: longer ones are hard to read. English has few words this long at all.
LETTERS_MOST = {"nl": 18, "en": 14}
# The limits for whole Dutch pages (tests/web/reading.py), here for a few sentences together.
LONG_WORDS_TOGETHER_MOST, EASE_LEAST = 2, 70
_OPENINGS = {"nl": "Je ", "en": "You "}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hard:
    """One thing that makes a text hard: a code and its values, as pages tell it, and a sentence in English."""

    what: str
    code: str
    about: tuple[str | int, ...]


def reading_findings(text: str, lang: str, names: Iterable[str] = ()) -> list[str]:
    """Return what makes a short text without `names` harder than B1: long sentences, long words, many of them.

    >>> reading_findings("Je helpt mensen.", "nl")
    []
    """
    return [one.what for one in hard_in(text, lang, names)]


def hard_in(text: str, lang: str, names: Iterable[str] = ()) -> list[Hard]:
    """Return the same, each with its code."""
    text = _without(text, names)
    found = []
    for sentence in re.split(r"(?<=[.!?;:])\s+", text.strip()):
        if (count := len(sentence.split())) > WORDS_MOST:
            what = f"a sentence has {count} words, more than {WORDS_MOST}."
            found.append(Hard(what, "long-sentence", (count, WORDS_MOST)))
    for word in _WORD.findall(text):
        for part in word.split("-"):
            if len(part) > LETTERS_MOST[lang]:
                what = f"{part} has {len(part)} letters, more than {LETTERS_MOST[lang]}."
                found.append(Hard(what, "long-word", (part, len(part), LETTERS_MOST[lang])))
    if lang == "nl" and (count := measure([text]).long_words_together) > LONG_WORDS_TOGETHER_MOST:
        what = f"a sentence has {count} words of four syllables or more, more than {LONG_WORDS_TOGETHER_MOST}."
        found.append(Hard(what, "long-words", (count, LONG_WORDS_TOGETHER_MOST)))
    return found


def ease_findings(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """Return whether Dutch texts that are read together are too hard without `names`; a single line is too short."""
    return [one.what for one in hard_together(texts, names)]


def hard_together(texts: Iterable[str], names: Iterable[str] = ()) -> list[Hard]:
    """Return the same with its code."""
    ease = measure([_without(text, names) for text in texts]).ease
    what = f"the reading ease is {ease:.0f}, below {EASE_LEAST}."
    return [] if ease >= EASE_LEAST else [Hard(what, "low-ease", (round(ease), EASE_LEAST))]


def opening_findings(line: str, lang: str) -> list[str]:
    """Return what is wrong with a line that must be one sentence about you."""
    opening = _OPENINGS[lang]
    if not line or (line.startswith(opening) and line.endswith(".") and ". " not in line):
        return []
    return [f"is not one sentence that begins with {opening.strip()}."]


def _without(text: str, names: Iterable[str]) -> str:
    """Return a text without the names in it, the longest first."""
    inside = text.casefold()
    parts = {part for name in names for part in (name, name.split(" (")[0]) if part and part.casefold() in inside}
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "", text, flags=re.IGNORECASE)
    return text
