"""The XML that Europass writes since 2020: HR Open 3 with words of OAGIS and EURES, root `Candidate`.

Its schema cannot be fetched; the layout is known from files. Names of namespaces are not looked at: writers differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import (
    CEFR_LEVELS,
    Credential,
    Item,
    Kind,
    LanguageLevel,
    Link,
    Moment,
    Record,
    SkillClaim,
)
from wending.dossier.sources.europass.person import country, licence, read_mother_tongues, read_person
from wending.dossier.sources.europass.sections import section_kind
from wending.dossier.sources.languages import language_code, language_name, two_letters
from wending.dossier.sources.reading import Reading, joined
from wending.dossier.sources.xml_files import child, children, local, value

DIMENSIONS = {
    "CEF-Understanding-Listening": "listening",
    "CEF-Understanding-Reading": "reading",
    "CEF-Speaking-Interaction": "interaction",
    "CEF-Speaking-Production": "production",
    "CEF-Writing-Production": "writing",
}
# Sections whose entries all have a title, a date, a description and links.
SECTIONS = {
    "Projects": Kind.PROJECT,
    "CreativeWorks": Kind.PROJECT,
    "PublicationHistory": Kind.PROJECT,
    "Others": Kind.PROJECT,
    "VoluntaryWorks": Kind.VOLUNTEERING,
    "CourseCertifications": Kind.COURSE,
    "ConferencesAndSeminars": Kind.COURSE,
    "HobbiesAndInterests": Kind.HOBBY,
    "HonoursAndAwards": Kind.AWARD,
    "HonorsAndAwards": Kind.AWARD,
}
# Of no use for a record, or about others, or about what a person believes: never taken in.
_PRIVATE = {
    "NationalityCode": Part.NATIONALITY,
    "BirthDate": Part.BIRTH,
    "BirthPlace": Part.BIRTH,
    "GenderCode": Part.SEX,
    "Visa": Part.NATIONALITY,
    "SocialAndPoliticalActivities": Part.POLITICS,
    "EmploymentReferences": Part.REFERENCES,
    "Attachment": Part.PHOTO,
}
_SILENT = {"ID", "ExecutiveSummary", "PersonQualifications", "Skills", "RenderingInformation"}


def read_candidate(root: Element, reading: Reading) -> Record:
    """Return the record of a `Candidate`."""
    person, profile = child(root, "CandidatePerson"), child(root, "CandidateProfile")
    if profile is None and local(root) == "Candidate":
        reading.tell("Candidate", "bad_shape", what="CandidateProfile")
    lang = two_letters(profile.get("languageCode", "") if profile is not None else "")
    items = [*read_mother_tongues(person, lang, reading)]
    for section in profile if profile is not None else ():
        items += _section(section, lang, reading)
    for told in person if person is not None else ():
        if local(told) in _PRIVATE:
            reading.tell("CandidatePerson", "privacy", what=_PRIVATE[local(told)])
    summary = reading.markup("ExecutiveSummary", value(profile, "ExecutiveSummary"))
    return Record(
        replace(read_person(person, reading), summary=summary), tuple(items), tuple(_skills(profile, reading)), lang
    )


def _section(section: Element, lang: str, reading: Reading) -> list[Item]:
    name = local(section)
    readers: dict[str, Callable[[], Iterator[Item]]] = {
        "EmploymentHistory": lambda: _jobs(section, reading),
        "EducationHistory": lambda: _education(section, reading),
        "Licenses": lambda: _licences(section, lang),
        "Certifications": lambda: _certificates(section, reading),
        "PersonQualifications": lambda: _languages(section, lang, reading),
    }
    if name in readers:
        return list(readers[name]())
    if name in SECTIONS:
        heading = reading.name(name, value(section, "Title"))
        kind = section_kind(heading) if name == "Others" else SECTIONS[name]
        field = heading if name == "Others" and kind is Kind.PROJECT else ""
        entries = [entry for entry in section if len(entry)]
        if any(child(entry, "Title") is None for entry in entries):
            reading.tell(name, "no_name")
        return [
            replace(_entry(entry, kind, name, reading), field=field)
            for entry in entries
            if child(entry, "Title") is not None
        ]
    if name in _PRIVATE and (len(section) or section.text):
        reading.tell("CandidateProfile", "privacy", what=_PRIVATE[name])
    elif name not in _SILENT and len(section):
        reading.tell("CandidateProfile", "not_kept", what=name)
    return []


def _languages(section: Element, lang: str, reading: Reading) -> Iterator[Item]:
    for told in children(section, "PersonCompetency"):
        if value(told, "TaxonomyID").casefold() != "language":
            continue
        written = reading.name("PersonQualifications", value(told, "CompetencyID") or value(told, "CompetencyName"))
        levels: dict[str, Any] = {}
        for dimension in children(told, "CompetencyDimension"):
            kind, level = (
                value(dimension, "CompetencyDimensionTypeCode"),
                value(dimension, "Score", "ScoreText").upper(),
            )
            if kind in DIMENSIONS and level in CEFR_LEVELS:
                levels[DIMENSIONS[kind]] = level
            elif level:
                reading.tell(f"PersonQualifications/{written}", "bad_level", value=f"{kind} {level}"[:60])
        code = two_letters(written)
        if written:
            known = LanguageLevel(code or language_code(written), **levels)
            yield Item(Kind.LANGUAGE, language_name(code, lang) or written, language=known)


def _skills(profile: Element | None, reading: Reading) -> Iterator[SkillClaim]:
    told = [
        *children(profile, "Skills", "SkillsGroup", "PersonCompetency"),
        *children(profile, "PersonQualifications", "PersonCompetency"),
    ]
    for one in told:
        if value(one, "TaxonomyID").casefold() == "language":
            continue
        ident = value(one, "CompetencyID")
        uri = ident if ident.startswith(("http://", "https://", "urn:")) else ""
        name = reading.name("Skills", value(one, "CompetencyName") or ("" if uri else ident))
        if any(True for _ in children(one, "CompetencyDimension")):
            reading.tell("Skills", "not_kept", what=Part.LEVEL)
        if name or uri:
            yield SkillClaim(name, uri)


def _jobs(section: Element, reading: Reading) -> Iterator[Item]:
    for employer in children(section, "EmployerHistory"):
        organisation = reading.name("EmploymentHistory", value(employer, "OrganizationName"))
        department = reading.name("EmploymentHistory", value(employer, "Department"))
        if department and department != organisation:
            organisation = joined([organisation, department], ", ")
        if value(employer, "IndustryCode"):
            reading.tell("EmploymentHistory", "not_kept", what=Part.SECTOR)
        links = _links(employer, "EmploymentHistory", reading)
        for job in [*children(employer, "PositionHistory")] or [employer]:
            title = child(job, "PositionTitle")
            uri = title.get("languageID", "") if title is not None and title.get("typeCode") == "URI" else ""
            where = f"EmploymentHistory/{reading.name('EmploymentHistory', value(title)) or organisation}"
            place, land = _place(job, employer)
            start, end, ongoing = period(child(job, "EmploymentPeriod"), where, reading)
            yield Item(
                Kind.WORK,
                reading.name(where, value(title)),
                uri=uri if uri.startswith(("http://", "https://")) else "",
                organisation=organisation,
                place=reading.name(where, place),
                country=land,
                start=start,
                end=end,
                is_ongoing=ongoing,
                description=reading.markup(where, value(job, "Description")),
                links=links,
            )


def _education(section: Element, reading: Reading) -> Iterator[Item]:
    for school in children(section, "EducationOrganizationAttendance"):
        degree = child(school, "EducationDegree")
        title = reading.name("EducationHistory", value(degree, "DegreeName"))
        where = f"EducationHistory/{title}"
        fields = [
            code
            for study in children(degree, "FieldOfStudy")
            for code in [value(one) for one in children(study, "SpecificFieldOfStudy", "ProgramConcentration")]
            or [value(one) for one in children(study, "MainFieldOfStudy", "ProgramConcentration")]
        ]
        for name, what in (("FinalGrade", Part.GRADE), ("NumberOfCredit", Part.CREDITS)):
            if value(degree, name):
                reading.tell(where, "not_kept", what=what)
        place, land = _place(school, school)
        start, end, ongoing = period(child(school, "AttendancePeriod"), where, reading)
        level = re.search(r"\d", value(school, "EducationLevelCode"))
        yield Item(
            Kind.EDUCATION,
            title,
            organisation=reading.name(where, value(school, "OrganizationName")),
            place=reading.name(where, place),
            country=land,
            start=start,
            end=end,
            is_ongoing=ongoing,
            description=reading.markup(
                where, joined([value(degree, "OccupationalSkillsCovered"), value(degree, "Thesis")], "<br>")
            ),
            level=level[0] if level else "",
            field=reading.name(where, ", ".join(code for code in fields if code)),
            links=_links(school, where, reading),
        )


def _entry(entry: Element, kind: Kind, section: str, reading: Reading) -> Item:
    title = reading.name(section, value(entry, "Title"))
    where = f"{section}/{title}"
    start, end, ongoing = period(child(entry, "Date"), where, reading)
    organisation = value(entry, "OrganizationName") or value(entry, "Organization") or value(entry, "Institution")
    return Item(
        kind,
        title,
        organisation=reading.name(where, organisation),
        place=reading.name(where, value(entry, "Location")),
        start=start,
        end=end,
        is_ongoing=ongoing,
        description=reading.markup(where, value(entry, "Description")),
        links=_links(entry, where, reading),
    )


def _licences(section: Element, lang: str) -> Iterator[Item]:
    for code in children(section, "License", "LicenseTypeCode"):
        yield Item(Kind.CREDENTIAL, licence(value(code), lang), credential=Credential())


def _certificates(section: Element, reading: Reading) -> Iterator[Item]:
    for told in children(section, "Certification"):
        issuer = value(told, "IssuingAuthority") or value(told, "IssuingAuthortity", "Name")
        issued = value(told, "FirstIssuedDate", "FormattedDateTime") or value(told, "CertificationDate")
        title = reading.name("Certifications", value(told, "CertificationName") or value(told, "Title"))
        yield Item(
            Kind.CREDENTIAL,
            title,
            organisation=reading.name("Certifications", issuer),
            start=reading.moment(f"Certifications/{title}", issued),
            description=reading.markup(f"Certifications/{title}", value(told, "CertificationDescription")),
            credential=Credential(issuer=reading.name("Certifications", issuer), issued=issued[:40]),
        )


def _place(near: Element, far: Element) -> tuple[str, str]:
    address = child(far, "OrganizationContact", "Communication", "Address")
    return value(near, "City") or value(address, "CityName"), country(
        value(near, "Country") or value(address, "CountryCode")
    )


def _links(element: Element, where: str, reading: Reading) -> tuple[Link, ...]:
    told = [value(link) for link in children(element, "Link")]
    for channel in children(element, "OrganizationContact", "Communication"):
        if value(channel, "ChannelCode") == "Web":
            told.append(value(channel, "URI"))
    return tuple(link for address in dict.fromkeys(told) for link in reading.link(where, address))


def period(element: Element | None, where: str, reading: Reading) -> tuple[Moment | None, Moment | None, bool]:
    """Return begin, end and whether it goes on."""
    start = reading.moment(where, value(element, "StartDate", "FormattedDateTime"))
    end = reading.moment(where, value(element, "EndDate", "FormattedDateTime"))
    ongoing = "true" in {value(element, "CurrentIndicator"), value(element, "Ongoing")}
    start, end = reading.period(where, start, None if ongoing else end)
    return start, end, ongoing
