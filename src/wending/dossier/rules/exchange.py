"""What comes out of reading or writing a file: the record or the bytes, with everything that did not come along.

Also what a record can be taken along as, and by what an item is known again when it is brought twice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from wending.dossier.rules.findings import Finding
from wending.dossier.rules.record import Item, Moment, Person, Record

# Media types under which a credential is kept as it came, and the ends of their names.
CREDENTIAL_JSON = "application/vc+ld+json"
CREDENTIAL_JWT = "application/vc+jwt"
ENDINGS = {CREDENTIAL_JSON: "json", CREDENTIAL_JWT: "jwt"}
# As long as a title or the name of an organisation is on the timeline.
LONGEST_TITLE = 200


class Shape(StrEnum):
    """What a record can be taken along as."""

    CV_CALM = "cv-rustig"
    CV_MODERN = "cv-modern"
    PASSPORT = "paspoort"
    EUROPASS = "europass"
    JSON_RESUME = "json-resume"
    ELM = "elm"


@dataclass(frozen=True, slots=True)
class Imported:
    """A record read from a file of `form`, such as "europass", and what was left out or is doubtful."""

    form: str
    record: Record
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file, its media type and the end of its name, and what of the record it cannot hold."""

    data: bytes
    media_type: str
    extension: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was brought and waits for its owner to choose: whose, and the random name under which it lies."""

    person: str
    stored: str


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody takes along: in which shape and language, which items and skills, and the head of a CV."""

    shape: Shape
    lang: str
    items: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    head: Person = field(default_factory=Person)


def called(item: Item) -> tuple[str, str]:
    """Return title and organisation as the timeline shows them; an item without title is called by what it has."""
    if item.title:
        return item.title[:LONGEST_TITLE], item.organisation[:LONGEST_TITLE]
    return (item.organisation or item.description.split("\n")[0])[:LONGEST_TITLE].strip(), ""


def fingerprint(kind: str, title: str, organisation: str, start: Moment | None) -> str:
    """Return by what an item is known again: 16 hexadecimals of SHA-256; spaces and capitals make no difference."""
    told = [kind, title, organisation, str(start or "")]
    plain = "\n".join(" ".join(part.casefold().split()) for part in told)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
