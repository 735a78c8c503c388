"""The XML that Europass wrote until 2020: `SkillsPassport` (versions 3.0 to 3.4), with `LearnerInfo` in it.

From 3.1 on lists have an element around them (`WorkExperienceList`); 3.0 repeats the name or leaves it out: all are
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from wending.dossier.rules.parts import Part
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
from wending.dossier.sources.europass.person import country, licence
from wending.dossier.sources.languages import language_code, two_letters
from wending.dossier.sources.reading import Reading, joined
from wending.dossier.sources.xml_files import child, children, local, value

_DIMENSIONS = {
    "Listening": "listening",
    "Reading": "reading",
    "SpokenInteraction": "interaction",
    "SpokenProduction": "production",
    "Writing": "writing",
}
_ACHIEVEMENTS = {
    "projects": Kind.PROJECT,
    "publications": Kind.PROJECT,
    "presentations": Kind.PROJECT,
    "conferences": Kind.COURSE,
    "seminars": Kind.COURSE,
    "courses": Kind.COURSE,
    "certifications": Kind.CREDENTIAL,
    "honors_awards": Kind.AWARD,
    "volunteering": Kind.VOLUNTEERING,
}
_SKILLS = {
    "Communication": {"nl": "Communiceren", "en": "Communication"},
    "Organisational": {"nl": "Organiseren", "en": "Organising"},
    "JobRelated": {"nl": "Vakvaardigheden", "en": "Job-related skills"},
    "Computer": {"nl": "Computer", "en": "Computer"},
    "Other": {"nl": "Andere vaardigheden", "en": "Other skills"},
}


def read_skills_passport(root: Element, reading: Reading) -> Record:
    """Return the record of a `SkillsPassport` or a bare `LearnerInfo`."""
    info = root if local(root) == "LearnerInfo" else child(root, "LearnerInfo")
    if info is None:
        reading.tell("SkillsPassport", "bad_shape", what="LearnerInfo")
    lang = two_letters(root.get("locale", ""))
    items = [
        *(_job(job, reading) for job in _listed(info, "WorkExperience")),
        *(_school(school, reading) for school in _listed(info, "Education")),
        *_languages(child(info, "Skills", "Linguistic"), lang, reading),
        *_licences(child(info, "Skills", "Driving"), lang),
        *(_achievement(told, reading) for told in _listed(info, "Achievement")),
    ]
    for name, what in (
        (("Identification", "Photo"), Part.PHOTO),
        (("Identification", "Demographics"), Part.PERSONAL),
        (("Documentation",), Part.ATTACHMENTS),
    ):
        if child(info, *name) is not None:
            reading.tell("LearnerInfo", "privacy", what=what)
    if child(root, "AttachmentList") is not None or child(root, "Attachment") is not None:
        reading.tell("SkillsPassport", "not_kept", what=Part.ATTACHMENTS)
    headline = value(info, "Headline", "Description", "Label") or value(info, "Headline", "Description")
    person = replace(_person(info, reading), headline=reading.name("Headline", headline))
    return Record(person, tuple(items), tuple(_skills(child(info, "Skills"), lang, reading)), lang)


def _listed(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the entries of a list in each of its layouts: in XList, in X within X, or as X itself."""
    if element is None:
        return
    yield from children(element, f"{name}List", name)
    for one in children(element, name):
        inner = list(children(one, name))
        yield from inner or [one]


def _person(info: Element | None, reading: Reading) -> Person:
    where = "Identification"
    contact = child(info, "Identification", "ContactInfo")
    name = child(info, "Identification", "PersonName")
    address = child(contact, "Address", "Contact")
    phones = [value(one, "Contact") for one in _listed(contact, "Telephone")]
    if len(phones) > 1:
        reading.tell(where, "not_kept", what=Part.MORE_PHONES)
    if any(True for _ in _listed(contact, "InstantMessaging")):
        reading.tell(where, "not_kept", what=Part.CHAT)
    links: list[Link] = []
    for one in _listed(contact, "Website"):
        links += reading.link(where, value(one, "Contact"), reading.name(where, value(one, "Use", "Label")))
    return Person(
        name=reading.name(where, joined([value(name, "FirstName"), value(name, "Surname")])),
        email=reading.name(where, value(contact, "Email", "Contact")),
        phone=reading.name(where, phones[0] if phones else ""),
        street=reading.name(where, joined([value(address, "AddressLine"), value(address, "AddressLine2")], ", ")),
        postcode=reading.name(where, value(address, "PostalCode")),
        place=reading.name(where, value(address, "Municipality")),
        country=_land(address),
        links=tuple(links),
    )


def _job(job: Element, reading: Reading) -> Item:
    title = reading.name("WorkExperience", value(job, "Position", "Label") or value(job, "Position"))
    where = f"WorkExperience/{title}"
    employer = child(job, "Employer")
    if child(employer, "Sector") is not None:
        reading.tell(where, "not_kept", what=Part.SECTOR)
    return replace(
        _told(job, Kind.WORK, title, where, employer, reading),
        description=reading.markup(where, value(job, "Activities")),
    )


def _school(school: Element, reading: Reading) -> Item:
    title = reading.name("Education", value(school, "Title"))
    where = f"Education/{title}"
    level = re.search(r"\d", value(school, "Level", "Code") or value(school, "Level", "Label"))
    return replace(
        _told(school, Kind.EDUCATION, title, where, child(school, "Organisation"), reading),
        description=reading.markup(where, joined([value(school, "Activities"), value(school, "Skills")], "<br>")),
        level=level[0] if level else "",
        field=reading.name(where, value(school, "Field", "Label") or value(school, "Field", "Code")),
    )


def _told(element: Element, kind: Kind, title: str, where: str, organisation: Element | None, reading: Reading) -> Item:
    address = child(organisation, "ContactInfo", "Address", "Contact")
    period = child(element, "Period")
    ongoing = value(period, "Current") == "true"
    start, end = reading.period(
        where,
        _moment(child(period, "From"), where, reading),
        None if ongoing else _moment(child(period, "To"), where, reading),
    )
    links = [
        link
        for one in _listed(child(organisation, "ContactInfo"), "Website")
        for link in reading.link(where, value(one, "Contact"))
    ]
    return Item(
        kind,
        title,
        organisation=reading.name(where, value(organisation, "Name")),
        place=reading.name(where, value(address, "Municipality")),
        country=_land(address),
        start=start,
        end=end,
        is_ongoing=ongoing,
        links=tuple(links),
    )


def _moment(element: Element | None, where: str, reading: Reading) -> Moment | None:
    """Return a date whose month is written as --03."""
    if element is None:
        return None
    year, month = element.get("year", ""), element.get("month", "").strip("-")
    return reading.moment(where, f"{year}-{month:0>2}" if month else year)


def _land(address: Element | None) -> str:
    code = country(value(address, "Country", "Code"))
    # Europass wrote the codes of the EU, which differ from ISO 3166 for two countries.
    return {"UK": "GB", "EL": "GR"}.get(code, code)


def _languages(linguistic: Element | None, lang: str, reading: Reading) -> Iterator[Item]:
    for told in [*_listed(linguistic, "MotherTongue"), *_listed(linguistic, "ForeignLanguage")]:
        code = two_letters(value(told, "Description", "Code"))
        title = reading.name("Linguistic", value(told, "Description", "Label") or code)
        levels: dict[str, Any] = {}
        for name, dimension in _DIMENSIONS.items():
            level = value(told, "ProficiencyLevel", name).upper()
            if level in CEFR_LEVELS:
                levels[dimension] = level
            elif level:
                reading.tell(f"Linguistic/{title}", "bad_level", value=level[:40])
        if any(child(told, name) is not None for name in ("VerifiedBy", "CertificateList", "Certificate")):
            reading.tell(f"Linguistic/{title}", "not_kept", what=Part.CERTIFICATES)
        yield Item(
            Kind.LANGUAGE,
            title,
            language=LanguageLevel(code or language_code(title), local(told) == "MotherTongue", **levels),
        )


def _licences(driving: Element | None, lang: str) -> Iterator[Item]:
    for one in _listed(child(driving, "Description"), "Licence"):
        if value(one):
            yield Item(Kind.CREDENTIAL, licence(value(one), lang))


def _achievement(told: Element, reading: Reading) -> Item:
    code, label = value(told, "Title", "Code"), reading.name("Achievement", value(told, "Title", "Label"))
    kind = _ACHIEVEMENTS.get(code.casefold(), Kind.PROJECT)
    return Item(
        kind,
        label or reading.name("Achievement", code),
        description=reading.markup(f"Achievement/{label}", value(told, "Description")),
    )


def _skills(skills: Element | None, lang: str, reading: Reading) -> Iterator[SkillClaim]:
    """Yield what someone wrote about skills: under each heading one claim, with the text as its behaviour."""
    for name, names in _SKILLS.items():
        text = reading.markup(f"Skills/{name}", value(child(skills, name), "Description"))
        if text:
            yield SkillClaim(names.get(lang, names["nl"]), behaviour=text)
    if child(skills, "Computer", "ProficiencyLevel") is not None:
        reading.tell("Skills/Computer", "not_kept", what=Part.LEVEL)
