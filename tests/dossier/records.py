"""Made-up records for the tests of formats: fixed ones and any that hypothesis thinks up."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from wending.dossier.rules.record import (
    CEFR_LEVELS,
    Item,
    Kind,
    LanguageLevel,
    Link,
    Moment,
    Person,
    Record,
    SkillClaim,
)

ESCO = "http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0"

# Words of one line as people write them: also with signs that mean something in XML, HTML, JSON and CSV.
words = st.text(st.sampled_from("abcXYZ éëñßДжλ0123456789&<>'\"-.,;:!?()/@"), min_size=1, max_size=25).map(
    lambda text: " ".join(text.split())
)
names = words.filter(bool)
lines = names.filter(lambda text: not text.startswith(("- ", "-")))
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
moments = st.builds(Moment, st.integers(1950, 2060), st.none() | st.integers(1, 12))
links = st.sampled_from(["https://example.org/a", "http://example.com/?q=1&r=2", "https://example.nl/pad/"])


def periods() -> st.SearchStrategy[dict[str, Any]]:
    """Return begin, end and whether it goes on, never contradicting each other."""
    return st.tuples(st.none() | moments, st.none() | moments, st.booleans()).map(_period)


def _period(told: tuple[Moment | None, Moment | None, bool]) -> dict[str, Any]:
    start, end, ongoing = told
    if start and end and (end.year, end.month or 12) < (start.year, start.month or 1):
        start, end = end, start
    return {"start": start, "end": None if ongoing else end, "is_ongoing": ongoing}


levels = st.sampled_from(["", *CEFR_LEVELS])
languages = st.builds(LanguageLevel, st.just("en"), st.just(False), levels, levels, levels, levels, levels)
people = st.builds(
    Person,
    name=names,
    summary=texts | st.just(""),
    email=st.sampled_from(["", "a@example.org"]),
    phone=st.sampled_from(["", "0612345678", "+31 612345678"]),
    street=names | st.just(""),
    postcode=st.sampled_from(["", "1234 AB"]),
    place=names | st.just(""),
    country=st.sampled_from(["", "NL", "BE"]),
    links=st.lists(links, max_size=2, unique=True).map(lambda urls: tuple(Link(url) for url in urls)),
)


@st.composite
def items(draw: st.DrawFn, kind: Kind, **more: st.SearchStrategy[Any]) -> Item:
    """Return an item of a kind with name, period and text, and what else that kind has."""
    told = {name: draw(strategy) for name, strategy in more.items()}
    return Item(kind, draw(names), description=draw(texts | st.just("")), **draw(periods()), **told)


def one_of_everything() -> Record:
    """Return a record with an item of each kind."""
    made = [Item(kind, f"Titel {kind}", start=Moment(2020, 2), end=Moment(2021)) for kind in Kind if kind != "language"]
    tongue = Item(Kind.LANGUAGE, "Engels", language=LanguageLevel("en", False, "B1", "B2", "B1", "A2", "A1"))
    return Record(
        Person("Ada Ree", "Bakker", "Ik bak brood.", "ada@example.org", "+31 612345678"),
        (*made, tongue),
        (SkillClaim("brood bakken", ESCO, 3), SkillClaim("rekenen")),
        "nl",
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5000) | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged(draw: st.DrawFn, whole: Any) -> Any:
    """Return a copy of JSON with one value, somewhere, replaced by anything."""
    copy = json.loads(json.dumps(whole))
    places: list[tuple[Any, Any]] = []
    waiting = [copy]
    while waiting:
        value = waiting.pop()
        for key in value if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            if isinstance(value[key], dict | list):
                waiting.append(value[key])
    holder, key = draw(st.sampled_from(places))
    holder[key] = draw(anything)
    return copy
