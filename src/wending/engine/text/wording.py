"""Bring Dutch and English wordings to one written form, and list the forms a job title may also take.

Terms: *folded* text is lower case without accents and punctuation; *noise* is what vacancies add to a title
("m/v", "junior") and what people put around a wish ("ik wil iets met"). Rules of thumb for recall, not grammar.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHE = re.compile(r"['’`´]")
_NOT_WORD = re.compile(r"[^a-z0-9+#&]+")
_MARKS = re.compile(r"\(?\b[mvxwf]\s*/\s*[mvxwf](?:\s*/\s*[mvxwf])*\b\)?", re.IGNORECASE)
_AMOUNTS = re.compile(r"\b\d{1,3}\s*(?:-\s*\d{1,3}\s*)?(?:uur|uren|hours?|fte|u|%)(?:\b|(?<=%))", re.IGNORECASE)

_NOISE = (
    "junior medior senior allround ervaren startende aankomend aankomende leerling gezocht vacature vacatures fulltime "
    "parttime stage stagiair stagiaire bbl zzp zzper freelance zelfstandig werkend bijbaan baan banen job jobs werk "
    "beroep beroepen functie iets als"
)
_FILLING = (
    "ik wil zou graag gaan met de het een van in op aan bij en of te om voor als die dat mijn the a an of to with and "
    "in at i want would like work as for my"
)
_NOISE_WORDS = frozenset(_NOISE.split())
_FILLERS = frozenset(_FILLING.split())

# Female and plural endings -> the form that lists of occupations mostly use. First matching rule counts.
_ENDINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), forms)
    for pattern, forms in (
        (r"vrouw(en)?$", ("man",)),
        (r"lieden$|lui$", ("man",)),
        (r"trices?$", ("teur",)),
        (r"euses?$", ("eur",)),
        (r"ares(sen)?$", ("aar",)),
        (r"aresses?$", ("aris",)),
        (r"eres(sen)?$", ("er",)),
        (r"(?<=steward)ess(en)?$", ("",)),
        (r"ieres?$", ("ier",)),
        (r"(?<=boer)in(nen)?$", ("",)),
        (r"(?<=ag)ente$|(?<=sist)ente$", ("ent",)),
        (r"(?<=..)istes?$", ("ist",)),
        (r"(?<=...)sters?$", ("er", "ser", "der")),
    )
)


def fold(text: str) -> str:
    """Return text in lower case, without accents and punctuation, single spaces between words."""
    flat = _APOSTROPHE.sub("", text).lower()
    if not flat.isascii():
        flat = "".join(s for s in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(s))
    return _NOT_WORD.sub(" ", flat).strip()


def strip_noise(text: str) -> str:
    """Return the text as typed, without noise around a job title; all of it when nothing else would be left."""
    bare = _AMOUNTS.sub(" ", _MARKS.sub(" ", text))
    kept = " ".join(word for word in bare.split() if fold(word) not in _NOISE_WORDS)
    return kept if fold(kept) else text.strip()


def content_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text that carry meaning, in order."""
    return tuple(word for word in folded.split() if word not in _FILLERS)


@lru_cache(maxsize=4096)
def other_forms(folded: str) -> tuple[str, ...]:
    """Return at most three further forms of a folded title: the male or neutral form of a female one."""
    words = folded.split()
    found: list[str] = []
    for place, word in enumerate(words):
        for pattern, endings in _ENDINGS:
            match = pattern.search(word)
            if match is None:
                continue
            stem = word[: match.start()]
            for ending in endings:
                joined = stem + ending
                if match.group().startswith("ster") and ending == "er":
                    joined = _agent(stem)
                found.append(" ".join([*words[:place], joined, *words[place + 1 :]]))
            break
    return tuple(dict.fromkeys(found))[:3]


def _agent(stem: str) -> str:
    """Spell stem + "er" the Dutch way: verkoop -> verkoper, kap -> kapper."""
    if re.search(r"(aa|ee|oo|uu)[bcdfgklmnprstvz]$", stem):
        return f"{stem[:-2]}{stem[-1]}er"
    if re.search(r"[^aeiou][aeiou][bdfgklmnprst]$", stem):
        return f"{stem}{stem[-1]}er"
    return f"{stem}er"


def verb_forms(folded: str) -> tuple[str, ...]:
    """Return the text, and for an English "-ing" or "-ed" form at its start the forms a skill may begin with."""
    first, space, rest = folded.partition(" ")
    stem = next((first[: -len(end)] for end in ("ing", "ed") if first.endswith(end) and len(first) - len(end) > 2), "")
    if not stem or not space:
        return (folded,)
    stems = [f"{stem}e", stem]
    if stem[-1] == stem[-2]:
        stems.append(stem[:-1])
    return (folded, *(f"{each} {rest}" for each in stems))
