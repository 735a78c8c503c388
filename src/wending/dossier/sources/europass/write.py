"""Writes a record as the XML that Europass reads since 2020 (`Candidate`). Says what it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from wending.dossier.rules.exchange import Written
from wending.dossier.rules.record import Item, Kind, Person, Record, Source
from wending.dossier.sources.europass.candidate import DIMENSIONS
from wending.dossier.sources.europass.sections import OTHER_SECTIONS, SKILLS_TITLE, section_title
from wending.dossier.sources.languages import three_letters
from wending.dossier.sources.reading import Reading, all_skills, joined, to_markup

_EUROPASS = "{http://www.europass.eu/1.0}"
_HR = "{http://www.hr-xml.org/3}"
_OA = "{http://www.openapplications.org/oagis/9}"
_EURES = "{http://www.europass_eures.eu/1.0}"
for _prefix, _name in (("", _EUROPASS), ("hr", _HR), ("oa", _OA), ("eures", _EURES)):
    ElementTree.register_namespace(_prefix, _name.strip("{}"))
_PHONE = re.compile(r"\+(\d{1,3}) (.+)")
_FIELD_CODE = re.compile(r"\d{2,4}")
# The order in which Europass itself writes the sections; each is there, also when it is empty.
_ENTRIES = {
    "HobbiesAndInterests": ("HobbyOrInterest", Kind.HOBBY),
    "Projects": ("Project", Kind.PROJECT),
    "VoluntaryWorks": ("VoluntaryWork", Kind.VOLUNTEERING),
    "CourseCertifications": ("CourseCertification", Kind.COURSE),
}


def write_europass(record: Record) -> Written:
    """Return the record as a Europass XML file, with what was left out."""
    reading = Reading()
    root = Element(f"{_EUROPASS}Candidate")
    _identified(root, f"{_HR}DocumentID", "DocumentIdentifier", "4.0")
    supplier = SubElement(root, f"{_EUROPASS}CandidateSupplier")
    _identified(supplier, f"{_HR}PartyID", "PartyID", "1.0")
    _put(supplier, f"{_HR}PartyName", "Owner")
    contact = SubElement(supplier, f"{_EUROPASS}PersonContact")
    _named(contact, record.person)
    _channel(contact, "Email", record.person.email)
    _put(supplier, f"{_HR}PrecedenceCode", "1")
    _write_person(SubElement(root, f"{_EUROPASS}CandidatePerson"), record)
    profile = SubElement(root, f"{_EUROPASS}CandidateProfile", {"languageCode": record.lang or "nl"})
    _identified(profile, f"{_HR}ID", "CandidateProfileID", "1.0")
    _write_profile(profile, record)
    _tell_left_out(record, reading)
    data = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Written(data, "application/xml", "xml", reading.findings)


def _write_profile(profile: Element, record: Record) -> None:
    _put(profile, f"{_HR}ExecutiveSummary", to_markup(record.person.summary))
    _each(profile, "EmploymentHistory", record.of(Kind.WORK), _write_job)
    _each(profile, "EducationHistory", record.of(Kind.EDUCATION), _write_school)
    for empty in (f"{_EURES}Licenses", f"{_EUROPASS}Certifications", f"{_EUROPASS}PublicationHistory"):
        SubElement(profile, empty)
    tongues = [item for item in record.of(Kind.LANGUAGE) if not _is_mother_tongue(item)]
    _each(profile, "PersonQualifications", tongues, _write_language)
    SubElement(profile, f"{_EUROPASS}EmploymentReferences")
    _write_section(profile, "HobbiesAndInterests", record)
    SubElement(profile, f"{_EUROPASS}CreativeWorks")
    _write_section(profile, "Projects", record)
    SubElement(profile, f"{_EUROPASS}SocialAndPoliticalActivities")
    _write_skills(SubElement(profile, f"{_EUROPASS}Skills"), record)
    for empty in (f"{_EUROPASS}NetworksAndMemberships", f"{_EUROPASS}ConferencesAndSeminars"):
        SubElement(profile, empty)
    _write_section(profile, "VoluntaryWorks", record)
    _write_section(profile, "CourseCertifications", record)
    headed = {section_title(kind, record.lang): list(record.of(kind)) for kind in OTHER_SECTIONS}
    for item in record.of(Kind.PROJECT):
        if item.field:
            headed.setdefault(item.field, []).append(item)
    for heading, items in headed.items():
        if items:
            others = SubElement(profile, f"{_EUROPASS}Others")
            _put(others, f"{_EUROPASS}Title", heading)
            for item in items:
                _write_entry(SubElement(others, f"{_EUROPASS}Other"), item)


def _write_person(element: Element, record: Record) -> None:
    person = record.person
    _named(element, person)
    _channel(element, "Email", person.email)
    for link in person.links:
        _put(_channel(element, "Web", link.url), f"{_EUROPASS}OtherTitle", link.label)
    if person.phone:
        channel = SubElement(element, f"{_EUROPASS}Communication")
        _put(channel, f"{_EUROPASS}ChannelCode", "Telephone")
        found = _PHONE.fullmatch(person.phone)
        _put(channel, f"{_EUROPASS}CountryDialing", found[1] if found else "")
        _put(channel, f"{_OA}DialNumber", found[2] if found else person.phone)
    if person.street or person.postcode or person.place or person.country:
        channel = SubElement(element, f"{_EUROPASS}Communication")
        _put(channel, f"{_EUROPASS}UseCode", "home")
        address = SubElement(channel, f"{_EUROPASS}Address", {"type": "home"})
        _put(address, f"{_OA}AddressLine", person.street)
        _put(address, f"{_OA}CityName", person.place)
        _put(address, f"{_EUROPASS}CountryCode", person.country.lower())
        _put(address, f"{_OA}PostalCode", person.postcode)
    for item in record.of(Kind.LANGUAGE):
        if _is_mother_tongue(item):
            code = three_letters(item.language.code) if item.language else ""
            name = {"name": "NORMAL" if code else "FREE_TEXT"}
            SubElement(element, f"{_EUROPASS}PrimaryLanguageCode", name).text = code or item.title


def _write_job(history: Element, item: Item) -> None:
    employer = SubElement(history, f"{_EUROPASS}EmployerHistory")
    _put(employer, f"{_HR}OrganizationName", item.organisation)
    job = SubElement(employer, f"{_EUROPASS}PositionHistory")
    title = SubElement(job, f"{_EUROPASS}PositionTitle", {"typeCode": "URI" if item.uri else "FREETEXT"})
    title.text = item.title
    if item.uri:
        title.set("languageID", item.uri)
    period = SubElement(job, f"{_EURES}EmploymentPeriod")
    _write_dates(period, item, _EURES)
    _put(period, f"{_HR}CurrentIndicator", "true" if item.is_ongoing else "false")
    _put(job, f"{_OA}Description", to_markup(item.description))
    _put(job, f"{_EUROPASS}City", item.place)
    _put(job, f"{_EUROPASS}Country", item.country.lower())
    for link in item.links:
        _put(employer, f"{_EUROPASS}Link", link.url)


def _write_school(history: Element, item: Item) -> None:
    school = SubElement(history, f"{_EUROPASS}EducationOrganizationAttendance")
    _put(school, f"{_HR}OrganizationName", item.organisation)
    if item.place or item.country or item.links:
        contact = SubElement(school, f"{_EUROPASS}OrganizationContact")
        channel = SubElement(contact, f"{_EUROPASS}Communication")
        address = SubElement(channel, f"{_EUROPASS}Address")
        _put(address, f"{_OA}CityName", item.place)
        _put(address, f"{_EUROPASS}CountryCode", item.country.lower())
        for link in item.links:
            _channel(contact, "Web", link.url)
    _put(school, f"{_EUROPASS}EducationLevelCode", item.level)
    period = SubElement(school, f"{_EUROPASS}AttendancePeriod")
    _write_dates(period, item, _EUROPASS)
    _put(period, f"{_EUROPASS}Ongoing", "true" if item.is_ongoing else "false")
    degree = SubElement(school, f"{_EUROPASS}EducationDegree")
    _put(degree, f"{_HR}DegreeName", item.title)
    codes = _FIELD_CODE.findall(item.field) if _FIELD_CODE.sub("", item.field).strip(" ,") == "" else []
    for code in codes:
        study = SubElement(degree, f"{_EUROPASS}FieldOfStudy", {"typeCode": "URI"})
        main = SubElement(study, f"{_EUROPASS}MainFieldOfStudy")
        _put(main, f"{_EUROPASS}ProgramConcentration", code[:2])
        if len(code) > 2:
            specific = SubElement(study, f"{_EUROPASS}SpecificFieldOfStudy")
            _put(specific, f"{_EUROPASS}ProgramConcentration", code)
    told = item.description if codes else joined([item.field, item.description], "\n")
    _put(degree, f"{_EUROPASS}OccupationalSkillsCovered", to_markup(told))


def _write_language(section: Element, item: Item) -> None:
    competency = SubElement(section, f"{_EUROPASS}PersonCompetency")
    code = three_letters(item.language.code) if item.language else ""
    SubElement(competency, f"{_EUROPASS}CompetencyID", {"schemeName": "NORMAL" if code else "FREE_TEXT"}).text = (
        code or item.title
    )
    _put(competency, f"{_HR}TaxonomyID", "language")
    for name, dimension in DIMENSIONS.items():
        level = getattr(item.language, dimension) if item.language else ""
        if level:
            element = SubElement(competency, f"{_EURES}CompetencyDimension")
            _put(element, f"{_HR}CompetencyDimensionTypeCode", name)
            _put(SubElement(element, f"{_EURES}Score"), f"{_HR}ScoreText", level)


def _write_skills(section: Element, record: Record) -> None:
    skills = all_skills(record)
    if skills:
        group = SubElement(section, f"{_EUROPASS}SkillsGroup")
        _put(group, f"{_EUROPASS}Title", SKILLS_TITLE["en" if record.lang == "en" else "nl"])
        for skill in skills:
            competency = SubElement(group, f"{_EUROPASS}PersonCompetency")
            _put(competency, f"{_EUROPASS}CompetencyID", skill.uri)
            _put(competency, f"{_HR}TaxonomyID", "other")
            _put(competency, f"{_HR}CompetencyName", skill.name)


def _write_section(profile: Element, name: str, record: Record) -> None:
    entry, kind = _ENTRIES[name]
    section = SubElement(profile, f"{_EUROPASS}{name}")
    for item in record.of(kind):
        if not (kind is Kind.PROJECT and item.field):
            _write_entry(SubElement(section, f"{_EUROPASS}{entry}"), item)


def _write_entry(entry: Element, item: Item) -> None:
    """Write an entry of a section that knows no organisation: that goes before the description."""
    _put(entry, f"{_EUROPASS}Title", item.title or item.organisation or " ".join(item.description.split())[:80])
    if item.start or item.end or item.is_ongoing:
        date = SubElement(entry, f"{_EUROPASS}Date")
        _write_dates(date, item, _EUROPASS)
        _put(date, f"{_EUROPASS}Ongoing", "true" if item.is_ongoing else "false")
    _put(entry, f"{_EUROPASS}Location", item.place)
    organisation = item.organisation if item.title else ""
    _put(entry, f"{_EUROPASS}Description", to_markup(joined([organisation, item.description], "\n")))
    for link in item.links:
        _put(entry, f"{_EUROPASS}Link", link.url)


def _write_dates(element: Element, item: Item, space: str) -> None:
    for name, moment in (("StartDate", item.start), ("EndDate", item.end)):
        if moment:
            _put(SubElement(element, f"{space}{name}"), f"{_HR}FormattedDateTime", str(moment))


def _tell_left_out(record: Record, reading: Reading) -> None:
    if record.person.headline:
        reading.tell("europass", "not_held", what=record.person.headline)
    for skill in all_skills(record):
        if skill.level or skill.source is not Source.SELF or skill.behaviour or skill.evidence:
            reading.tell("europass", "claim_not_held")
    for item in record.items:
        if item.credential and item.credential.raw:
            reading.tell(f"europass/{item.title}", "signature_not_held")


def _each(profile: Element, name: str, items: Iterable[Item], write: Callable[[Element, Item], None]) -> None:
    section = SubElement(profile, f"{_EUROPASS}{name}")
    for item in items:
        write(section, item)


def _identified(parent: Element, tag: str, scheme: str, version: str) -> None:
    # Europass writes EUROPASS as the agency; we do not pass for it.
    names = {"schemeName": scheme, "schemeAgencyName": "Wending", "schemeVersionID": version}
    SubElement(parent, tag, {"schemeID": "Wending-0001", **names})


def _named(parent: Element, person: Person) -> None:
    name = SubElement(parent, f"{_EUROPASS}PersonName")
    given, _, family = person.name.partition(" ")
    _put(name, f"{_OA}GivenName", given)
    _put(name, f"{_HR}FamilyName", family)


def _channel(parent: Element, code: str, uri: str) -> Element:
    channel = Element(f"{_EUROPASS}Communication")
    if uri:
        parent.append(channel)
        _put(channel, f"{_EUROPASS}ChannelCode", code)
        _put(channel, f"{_OA}URI", uri)
    return channel


def _put(parent: Element, tag: str, text: str) -> None:
    if text:
        SubElement(parent, tag).text = text


def _is_mother_tongue(item: Item) -> bool:
    return item.language is not None and item.language.is_mother_tongue
