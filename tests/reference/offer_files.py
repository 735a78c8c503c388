"""Small made-up files of what schools offer, in the layout of DUO's overview and of the Open Education API 5."""

import json
from typing import Any

from tests.reference.factories import Row, csv_bytes
from wending.reference.sources.rio.parse import HIGHER_EDUCATION

NURSING: Row = dict.fromkeys(HIGHER_EDUCATION.values(), "") | {
    "AANGEBODEN_OPLEIDINGCODE": "aaaa-1",
    "NAAM_LANG": "B Verplegen verzonnen",
    "ERKENDEOPLEIDINGSCODE": "01234",
    "NIVEAU": "HBO-BA",
    "NLQF": "6",
    # A column of numbers: 0913 without its zero.
    "ISCED": "913",
    "VORM": "VOLTIJD",
    "VOERTAAL": "NLD",
    "ONDERWIJSAANBIEDER_NAAM": "Hogeschool Verzonnen",
    "ONDERWIJSLOCATIEPLAATS": "ZWOLLE",
    "EERSTE_INSTROOMDATUM": "2020-09-01T00:00:00",
    "WEBSITE": "https://school.example/verplegen",
}
LAW = NURSING | {
    "AANGEBODEN_OPLEIDINGCODE": "aaaa-2",
    "NAAM_LANG": "M Recht verzonnen",
    "ERKENDEOPLEIDINGSCODE": "61234",
    "NIVEAU": "WO-MA",
    "NLQF": "",
    "ISCED": "421",
    "VORM": "DEELTIJD",
    "VOERTAAL": "ENG",
    "ONDERWIJSAANBIEDER_NAAM": "",
    "ONDERWIJSBESTUUR_NAAM": "Stichting Universiteit Verzonnen",
    "ONDERWIJSLOCATIEPLAATS": "",
    "LAATSTE_INSTROOMDATUM": "2027-09-01T00:00:00",
    "WEBSITE": "www.school.example",
}
ROWS = [
    NURSING,
    NURSING | {"VOERTAAL": "ENG"},
    LAW,
    # Recognised, not offered.
    NURSING | {"AANGEBODEN_OPLEIDINGCODE": "", "NAAM_LANG": "B Nergens"},
]


def overview(rows: list[Row] = ROWS, delimiter: str = ",") -> bytes:
    """Return the overview of higher education as DUO publishes it."""
    return csv_bytes(rows, delimiter=delimiter)


SCHOOL = {"organizationId": "org-1", "name": [{"language": "nl-NL", "value": "Mbo Verzonnen"}], "shortName": "MV"}
FACULTY = {"organizationId": "org-2", "name": "Afdeling Zorg", "parent": "org-1"}
CARE: dict[str, Any] = {
    "programId": "prog-1",
    "primaryCode": {"codeType": "programCode", "code": "VZ"},
    "otherCodes": [{"codeType": "crohoCreboCode", "code": "02345"}],
    "programType": "program",
    "name": [{"language": "en-GB", "value": "Carer"}, {"language": "nl-NL", "value": "Verzorgende verzonnen"}],
    "level": "secondary vocational education 3",
    "sector": "secondary vocational education",
    "levelOfQualification": "3",
    "modeOfStudy": "dual training",
    "modeOfDelivery": ["on campus", "online"],
    "duration": "P2Y6M",
    "fieldsOfStudy": "0913",
    "teachingLanguage": "nld",
    "link": "https://school.example/verzorgende",
    "organization": "org-2",
    "addresses": [
        {"addressType": "teaching", "city": "Zwolle"},
        {"addressType": "postal", "city": "Utrecht"},
    ],
}
MASTER = CARE | {
    "programId": "prog-2",
    "otherCodes": [],
    "name": [{"language": "en-GB", "value": "Invented studies"}],
    "level": "master",
    "sector": "higher professional education",
    "levelOfQualification": None,
    "modeOfStudy": "self-paced",
    "modeOfDelivery": "hybrid",
    "duration": "P26W",
    "organization": SCHOOL,
    "addresses": None,
}
MINOR = CARE | {"programId": "prog-3", "programType": "minor"}
OFFERING = {
    "offeringId": "off-1",
    "offeringType": "program",
    "program": "prog-2",
    "startDate": "2027-09-01",
    "addresses": [{"addressType": "teaching", "city": city} for city in ("Assen", "Emmen")],
}
PROGRAMS = [CARE, MASTER, MINOR]


def page(items: list[Any], number: int = 1, *, has_next: bool = False) -> bytes:
    """Return a page of an answer of the API."""
    told = {"pageSize": 10, "pageNumber": number, "hasPreviousPage": number > 1, "hasNextPage": has_next}
    return json.dumps({**told, "items": items}).encode()
