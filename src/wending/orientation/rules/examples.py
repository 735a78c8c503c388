"""Example people, made up, to walk through the pages with: who they are in a profile, and where they want to go.

None of them exists. Their words stand in `queries.examples`; identifiers are ESCO's (facts).
"""

from dataclasses import dataclass

from wending.orientation.rules.profile import SessionProfile, Skill, Wishes, Work
from wending.orientation.rules.study import Study

_OCCUPATION = "http://data.europa.eu/esco/occupation/"
_SKILL = "http://data.europa.eu/esco/skill/"
NURSE = f"{_OCCUPATION}8d3e8aaa-791b-4c75-a465-f3f827028f50"
ORDER_PICKER = f"{_OCCUPATION}cd94def5-3442-4c2e-ae3d-0761a3008bcb"
LORRY_DRIVER = f"{_OCCUPATION}45037d43-a8f5-4f46-b332-b2935bc305f4"
DEVELOPER = f"{_OCCUPATION}f2b15a0e-e65a-438a-affb-29b9d50b77d1"
VETERINARY_NURSE = f"{_OCCUPATION}24f1eb3a-e99c-4c38-9bda-ba2ba6bf9fa4"
DOCTORS_ASSISTANT = f"{_OCCUPATION}0c041d1e-1841-4acb-b0a1-2c387a61bf65"
COMPUTER = f"{_SKILL}d15ce60f-ddab-41ce-ba56-398451b77b60"
FAULT_FINDING = f"{_SKILL}334e3e49-fb02-4051-809a-f06adfdc1c40"
ICT_SUPPORT = f"{_SKILL}744442ac-c157-4350-8be0-ce454df4f5c5"
SCANNED_ORDERS = f"{_SKILL}ee5e2297-39cc-4ed6-89e5-d58016118a7f"
STOCK = f"{_SKILL}44f6a65f-6be7-4818-9a66-73908797283f"
TEAMWORK = f"{_SKILL}60c78287-22eb-4103-9c8c-28deaa460da0"
TALK_WITH_PATIENTS = f"{_SKILL}7110bf9f-b245-4adc-9159-5081013fd64d"
VITAL_SIGNS = f"{_SKILL}d3b74d50-7fc9-4051-9335-58d129a4a064"
WOUNDS = f"{_SKILL}1c6736c2-77de-419c-9b84-8932e15abc21"


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up person and the URI of the occupation they think of."""

    key: str
    profile: SessionProfile
    goal: str


_ALL = (
    Example(
        "noor",
        SessionProfile(
            example="noor",
            outside=("animals",),
            education_level="0",
            interests=("animals", "care", "experiment"),
            study=Study(level="vmbo-tl", liked=("biologie", "lo"), disliked=("wiskunde",), ways=("school",)),
        ),
        VETERINARY_NURSE,
    ),
    Example(
        "daan",
        SessionProfile(
            example="daan",
            skills=(Skill(COMPUTER, 3), Skill(ICT_SUPPORT), Skill(FAULT_FINDING)),
            outside=("website",),
            education_level="4",
            education_field="06",
            interests=("puzzle", "experiment", "machines"),
            study=Study(level="mbo-4", liked=("engels", "informatica"), ways=("work", "school")),
        ),
        DEVELOPER,
    ),
    Example(
        "wim",
        SessionProfile(
            example="wim",
            work=(Work(ORDER_PICKER, 15, 0),),
            skills=(Skill(SCANNED_ORDERS, 3), Skill(STOCK), Skill(TEAMWORK)),
            outside=("repair_vehicles",),
            education_level="1",
            interests=("machines", "sort"),
            wishes=Wishes(values=("independence", "conditions"), avoided=("lifting",)),
            study=Study(level="vmbo-bb", ways=("work",)),
        ),
        LORRY_DRIVER,
    ),
    Example(
        "fatma",
        SessionProfile(
            example="fatma",
            work=(Work(NURSE, 8, 8),),
            skills=(Skill(TALK_WITH_PATIENTS, 3), Skill(VITAL_SIGNS), Skill(WOUNDS)),
            outside=("care_family", "raise_children"),
            education_level="4",
            education_field="09",
            interests=("care", "listen", "plan"),
            wishes=Wishes(values=("relationships",), hours=24, avoided=("shifts",)),
            study=Study(level="mbo-4"),
        ),
        DOCTORS_ASSISTANT,
    ),
)
EXAMPLES = {example.key: example for example in _ALL}
