"""A record of experience and learning, as importers yield it and exporters take it: the neutral middle of all formats.

Terms: an *item* is one thing someone did or learned; a *skill claim* says that someone can do something, how well and
who says so; a *credential* is what an issuer says of someone, with what was checked of its signature. Everything is
optional: what a file does not tell is "" or None, never guessed. Dates have the precision in which they are known, up
to the month; days are not kept. Not a table: the tables stand in `models`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SKILL_LEVELS = (1, 2, 3, 4)
CEFR_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2}))?")


class Kind(StrEnum):
    """What an item is."""

    WORK = "work"
    EDUCATION = "education"
    COURSE = "course"
    VOLUNTEERING = "volunteering"
    CARE = "care"
    HOBBY = "hobby"
    LEARNT_AT_WORK = "learnt_at_work"
    PROJECT = "project"
    AWARD = "award"
    CREDENTIAL = "credential"
    LANGUAGE = "language"


class Source(StrEnum):
    """Who says that someone can do something."""

    SELF = "self"
    ENDORSED = "endorsed"
    CREDENTIAL = "credential"


class Status(StrEnum):
    """What is known of a credential. Refused ones never get into a record.

    VERIFIED: the signature is right and made with the key of the issuer itself; who that issuer is in the world is
    another question. UNVERIFIED: signed, but not checked, or not checked to the end; the reasons tell why. UNSIGNED:
    nobody signed it, such as a certificate that someone typed into a CV.
    """

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A year, from 1900 to 2100, with the month (1 to 12) when that is known."""

    year: int
    month: int | None = None

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100 or not (self.month is None or 1 <= self.month <= 12):
            raise ValueError(f"no moment: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"

    @classmethod
    def read(cls, text: str) -> Moment | None:
        """Return the moment that an ISO 8601 date (2020, 2020-01, 2020-01-31T...) begins with; None without one."""
        found = _MOMENT.match(text.strip())
        if found is None:
            return None
        try:
            return cls(int(found[1]), None if found[2] is None else int(found[2]))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web (http or https) with what it is called."""

    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """The head of a CV. No birth date, nationality, sex or photo: nobody needs them here, so they are not read."""

    name: str = ""
    headline: str = ""
    summary: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    # ISO 3166-1, two capitals.
    country: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillClaim:
    """Something someone can do. `uri` is that of ESCO, CompetentNL or the catalogue; `level` is one of SKILL_LEVELS.

    `by` names who says so when that is another (endorser, issuer); `behaviour` tells in what it shows; `evidence` names
    what supports it.
    """

    name: str
    uri: str = ""
    level: int | None = None
    source: Source = Source.SELF
    by: str = ""
    behaviour: str = ""
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in (None, *SKILL_LEVELS):
            raise ValueError(f"no level of a skill: {self.level}")


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """How well someone knows a language. `code` is ISO 639-1 ("nl"); each level is one of CEFR_LEVELS or ""."""

    code: str = ""
    is_mother_tongue: bool = False
    listening: str = ""
    reading: str = ""
    interaction: str = ""
    production: str = ""
    writing: str = ""

    def __post_init__(self) -> None:
        for level in (self.listening, self.reading, self.interaction, self.production, self.writing):
            if level not in ("", *CEFR_LEVELS):
                raise ValueError(f"no level of the CEFR: {level}")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a credential has its status: a key of `findings.MESSAGES` and what belongs in its sentence."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """What an issuer says of someone. `issuer` is the name as the issuer gives it, `issuer_id` its DID or address.

    `issued` and `expires` are ISO 8601 as in the file, or "". `form` names the format ("open-badges-3", "elm", ...),
    `raw` is the whole credential as it came, so that others can check it again.
    """

    issuer: str = ""
    issuer_id: str = ""
    issued: str = ""
    expires: str = ""
    ident: str = ""
    status: Status = Status.UNSIGNED
    reasons: tuple[Reason, ...] = ()
    form: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing someone did or learned. `uri` is that of the occupation or programme, when the file names one.

    `level` is an EQF or NLQF level ("5", "4+"), `field` what it was about, both as the file tells. `is_ongoing` says
    that it goes on; without it and without `end` the end is unknown. Only a language has `language`.
    """

    kind: Kind
    title: str = ""
    uri: str = ""
    organisation: str = ""
    place: str = ""
    country: str = ""
    start: Moment | None = None
    end: Moment | None = None
    is_ongoing: bool = False
    description: str = ""
    level: str = ""
    field: str = ""
    skills: tuple[SkillClaim, ...] = ()
    links: tuple[Link, ...] = ()
    language: LanguageLevel | None = None
    credential: Credential | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A person with items, and the skills that are not told with an item. `lang` is the language it is written in."""

    person: Person = Person()
    items: tuple[Item, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    lang: str = ""

    def of(self, *kinds: Kind) -> tuple[Item, ...]:
        """Return the items of some kinds, in their order."""
        return tuple(item for item in self.items if item.kind in kinds)

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing."""
        return self == Record(lang=self.lang)
