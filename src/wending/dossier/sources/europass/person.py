"""The head of a CV of Europass: name, contact and mother tongues. Nationality, birth and sex are never read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Item, Kind, LanguageLevel, Link, Person
from wending.dossier.sources.languages import language_code, language_name, two_letters
from wending.dossier.sources.reading import Reading, joined
from wending.dossier.sources.xml_files import child, children, value

_LICENCE = {"nl": "Rijbewijs", "en": "Driving licence"}


def read_person(person: Element | None, reading: Reading) -> Person:
    """Return the head of the CV: the first of each kind of contact; what else there is, is told."""
    where = "CandidatePerson"
    emails: list[str] = []
    phones: list[str] = []
    links: list[Link] = []
    address: Element | None = None
    for channel in children(person, "Communication"):
        code, uri = value(channel, "ChannelCode"), value(channel, "URI")
        if code == "Email":
            emails.append(uri)
        elif code == "Telephone":
            dialling = value(channel, "CountryDialing").lstrip("+0")
            phones.append(joined([f"+{dialling}" if dialling else "", value(channel, "DialNumber")]))
        elif code in {"Web", "Social Media"} or uri.startswith(("https://", "http://")):
            label = value(channel, "OtherTitle") or value(channel, "UseCode")
            links += reading.link(where, uri, "" if label == "other" else label)
        elif code:
            reading.tell(where, "not_kept", what=Part.CHAT if code == "InstantMessage" else code)
        address = child(channel, "Address") if address is None else address
    for many, what in ((emails, Part.MORE_MAIL), (phones, Part.MORE_PHONES)):
        if len(many) > 1:
            reading.tell(where, "not_kept", what=what)
    return Person(
        name=reading.name(
            where, joined([value(person, "PersonName", "GivenName"), value(person, "PersonName", "FamilyName")])
        ),
        email=reading.name(where, emails[0] if emails else ""),
        phone=reading.name(where, phones[0] if phones else ""),
        street=reading.name(where, ", ".join(value(line) for line in children(address, "AddressLine") if value(line))),
        postcode=reading.name(where, value(address, "PostalCode")),
        place=reading.name(where, value(address, "CityName")),
        country=country(value(address, "CountryCode")),
        links=tuple(links),
    )


def country(code: str) -> str:
    """Return a country code of two capitals, or "" for what is none."""
    return code.upper() if re.fullmatch(r"[A-Za-z]{2}", code) else ""


def read_mother_tongues(person: Element | None, lang: str, reading: Reading) -> Iterator[Item]:
    """Yield the mother tongues as items."""
    for told in children(person, "PrimaryLanguageCode"):
        written = reading.name("PrimaryLanguageCode", value(told))
        code = two_letters(written) if told.get("name", "NORMAL") == "NORMAL" else language_code(written)
        if written:
            title = written if told.get("name") == "FREE_TEXT" else language_name(code, lang) or written
            yield Item(Kind.LANGUAGE, title, language=LanguageLevel(code, is_mother_tongue=True))


def licence(code: str, lang: str) -> str:
    """Return what a driving licence is called in the language of the CV."""
    return f"{_LICENCE.get(lang, _LICENCE['nl'])} {code}"
