"""What a parser delivers, whatever the source: frozen records without keys of a database.

Terms: a *release* is one edition of one source; an *occupation*, *skill*, *skill group* or *ISCO group* is a concept
with a URI; a *label* names a concept in one language; a *trait* is a measured property of an O*NET occupation; a
*link* says that a concept of one system corresponds to one of another, with a confidence from 0 to 1.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["occupation", "skill", "skill_group", "isco_group", "task"]
LabelType = Literal["preferred", "alternative", "hidden"]
TextType = Literal["description", "definition", "scope_note", "one_liner", "learning"]
SkillType = Literal["skill", "knowledge", "attitude", "language"]


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """A name of a concept in one language."""

    kind: Kind
    uri: str
    lang: str
    type: LabelType
    text: str


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A longer text about a concept in one language."""

    kind: Kind
    uri: str
    lang: str
    type: TextType
    text: str


@dataclass(frozen=True, slots=True)
class IscoGroupRecord:
    """An ISCO-08 group: major (one digit) to unit group (four digits)."""

    uri: str
    code: str


@dataclass(frozen=True, slots=True)
class OccupationRecord:
    """An occupation. Its identity is an ESCO URI, or `urn:wending:occupation:<id>` where ESCO has none.

    `nlqf_low` and `nlqf_high` are NLQF levels as strings ("1" to "8", "4+"), empty when unknown; `riasec` is one to
    three letters of the interest code, empty when unknown; `is_regulated` is None when unknown. Names between spaces
    are `work_values` (the strongest first), `conditions` of the work, and `sbi`, sections of industries; `brc` is a
    group of the Dutch BRC 2014. All four are empty when the source does not say.
    """

    uri: str
    isco_code: str
    code: str = ""
    is_regulated: bool | None = None
    nlqf_low: str = ""
    nlqf_high: str = ""
    riasec: str = ""
    sector: str = ""
    work_values: str = ""
    conditions: str = ""
    sbi: str = ""
    brc: str = ""


@dataclass(frozen=True, slots=True)
class SkillRecord:
    """A skill or piece of knowledge. Its identity is an ESCO URI, or `urn:wending:skill:<id>` where ESCO has none."""

    uri: str
    type: SkillType
    reuse_level: str = ""


@dataclass(frozen=True, slots=True)
class SkillGroupRecord:
    """A group of the ESCO skills hierarchy ("S1.2") or of ISCED-F for knowledge ("0613")."""

    uri: str
    code: str


@dataclass(frozen=True, slots=True)
class BroaderRecord:
    """`narrower` falls under `broader`; both are URIs of concepts of one pillar."""

    pillar: Literal["occupation", "skill"]
    narrower: str
    broader: str


@dataclass(frozen=True, slots=True)
class OccupationSkillRecord:
    """An occupation asks for a skill, essentially or optionally."""

    occupation: str
    skill: str
    is_essential: bool


@dataclass(frozen=True, slots=True)
class SkillRelationRecord:
    """Skill `to` helps with skill `of`; the source calls it essential or optional for it.

    In ESCO `of` is the original skill and `to` the related one: "operate lacquer spray gun" is helped by the knowledge
    "spray finishing technology".
    """

    of: str
    to: str
    is_essential: bool


@dataclass(frozen=True, slots=True)
class TraitRecord:
    """A measured property of an O*NET occupation: scale value as published (importance 1-5, level 0-7, extent 1-7).

    Job zones have element and scale "JZ"; of education, scale "RL1" to "RL12" is a level and the value a percentage.
    """

    code: str
    domain: Literal["interest", "value", "style", "skill", "knowledge", "job_zone", "education"]
    element: str
    scale: str
    value: float


@dataclass(frozen=True, slots=True)
class ElementRecord:
    """The name of an element that O*NET measures: "1.B.1.a", "Realistic"."""

    element: str
    name: str


@dataclass(frozen=True, slots=True)
class OnetOccupationRecord:
    """An O*NET-SOC occupation."""

    code: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class OnetTextRecord:
    """What people do or use in an O*NET occupation: a task, a detailed work activity, a title, a technology."""

    code: str
    type: Literal["task", "activity", "title", "technology"]
    text: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """An occupation URI corresponds to an O*NET-SOC code, with a confidence from 0 to 1 (None when not stated)."""

    uri: str
    code: str
    confidence: float | None


class BadInput(Exception):
    """An input that is refused: which file, which line, what is wrong and what to do about it.

    The sentences are for the console, in English; `code` and its values `about` are for pages, in their language.
    """

    def __init__(
        self,
        *,
        file: str,
        wrong: str,
        mend: str,
        line: int | None = None,
        code: str = "",
        about: tuple[str | int, ...] = (),
    ) -> None:
        self.file, self.line, self.wrong, self.mend = file, line, wrong, mend
        self.code, self.about = code, about
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {wrong} {mend}")
