"""The terms of career learning at school: phases, subjects, the five career competences, and an activity.

A *phase* is a part of schooling; an *activity* is one lesson (or part) tied to a subject and to something that is
happening now; its *hook* (`now`) tells a teacher how to find that something, so it names no dated facts itself.
*Evidence* is what a learner keeps in the career record (loopbaandossier). Nothing here is graded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wending.dossier.rules.reflection import Competence

Outside = Literal["none", "interview", "guest", "visit"]
OUTSIDE: tuple[Outside, ...] = ("none", "interview", "guest", "visit")
# Lessons and double lessons: shorter is no activity, longer is a project that a school plans itself.
MINUTES_LEAST, MINUTES_MOST = 20, 180
STEPS_LEAST, STEPS_MOST = 3, 6
OCCUPATIONS_LEAST, OCCUPATIONS_MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of schooling: its name and its years (`group` in primary school, else the year of the course)."""

    name: Name
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject at school; `same_as` are the ids of the catalogue's subjects (subjects.csv) that it stands for.

    Empty: the catalogue knows no such subject, as with the mentor's hour.
    """

    name: Name
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceWords:
    """How a learner reads a competence: the Dutch term and a question of our own."""

    term: str
    question: Name


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. Texts are Dutch; only the title and a summary are in English too.

    `minutes` is the length of the lesson in minutes. `occupations` and `skills` are ids of the embedded catalogue.
    `skills` may be empty: a talk about oneself belongs to no occupation more than to another. `safety` is empty when
    there is nothing special to note.
    """

    key: str
    subject: str
    phases: tuple[str, ...]
    competences: tuple[Competence, ...]
    minutes: int
    outside: Outside
    title: str
    title_en: str
    summary_en: str
    now: str
    steps: tuple[str, ...]
    evidence: str
    question: str
    material: str
    safety: str
    occupations: tuple[str, ...]
    skills: tuple[str, ...]


PHASES: Mapping[str, Phase] = {
    "po-groep-5-6": Phase(Name("basisschool, groep 5 en 6", "primary school, years 5 and 6"), (5, 6)),
    "po-groep-7-8": Phase(Name("basisschool, groep 7 en 8", "primary school, years 7 and 8"), (7, 8)),
    "vo-onderbouw": Phase(Name("onderbouw vmbo, havo en vwo", "lower years of secondary school"), (1, 2, 3)),
    "vmbo-bovenbouw": Phase(Name("bovenbouw vmbo", "upper years of vmbo"), (3, 4)),
    "havo-bovenbouw": Phase(Name("bovenbouw havo", "upper years of havo"), (4, 5)),
    "vwo-bovenbouw": Phase(Name("bovenbouw vwo", "upper years of vwo"), (4, 5, 6)),
    "praktijkonderwijs": Phase(Name("praktijkonderwijs", "practical education"), (1, 2, 3, 4, 5)),
    "mbo-1-2": Phase(Name("mbo, niveau 1 en 2", "mbo, levels 1 and 2"), (1, 2)),
    "mbo-3-4": Phase(Name("mbo, niveau 3 en 4", "mbo, levels 3 and 4"), (1, 2, 3, 4)),
    "hbo-wo": Phase(Name("hbo en universiteit", "higher education"), (1, 2, 3, 4)),
}

SUBJECTS: Mapping[str, Subject] = {
    "nederlands": Subject(Name("Nederlands", "Dutch"), ("nederlands",)),
    "engels": Subject(Name("Engels", "English"), ("engels",)),
    "duits": Subject(Name("Duits", "German"), ("duits",)),
    "frans": Subject(Name("Frans", "French"), ("frans",)),
    "rekenen": Subject(Name("rekenen", "arithmetic"), ("rekenen",)),
    "wiskunde": Subject(
        Name("wiskunde", "mathematics"), ("wiskunde", "wiskunde-a", "wiskunde-b", "wiskunde-c", "wiskunde-d")
    ),
    "natuurkunde": Subject(Name("natuurkunde", "physics"), ("natuurkunde", "natuur-scheikunde-1")),
    "scheikunde": Subject(Name("scheikunde", "chemistry"), ("scheikunde", "natuur-scheikunde-2")),
    "biologie": Subject(Name("biologie", "biology"), ("biologie",)),
    "aardrijkskunde": Subject(Name("aardrijkskunde", "geography"), ("aardrijkskunde",)),
    "informatica": Subject(Name("informatica en digitale geletterdheid", "computing"), ("informatica",)),
    "geschiedenis": Subject(Name("geschiedenis", "history"), ("geschiedenis",)),
    "economie": Subject(Name("economie", "economics"), ("economie",)),
    "bedrijfseconomie": Subject(Name("bedrijfseconomie", "business economics"), ("bedrijfseconomie",)),
    "maatschappijleer": Subject(
        Name("maatschappijleer", "civics"), ("maatschappijleer", "maatschappijkunde", "maatschappijwetenschappen")
    ),
    "levensbeschouwing": Subject(Name("levensbeschouwing en filosofie", "philosophy of life"), ("filosofie",)),
    "burgerschap": Subject(Name("burgerschap (mbo)", "citizenship (mbo)")),
    "lichamelijke-opvoeding": Subject(Name("lichamelijke opvoeding", "physical education"), ("lo", "bsm", "lo2")),
    "muziek": Subject(Name("muziek", "music"), ("muziek",)),
    "beeldende-vorming": Subject(
        Name("beeldende vorming en kunst", "visual arts"), ("kunst", "tekenen", "handvaardigheid", "textiel", "ckv")
    ),
    "drama": Subject(Name("drama", "drama"), ("drama",)),
    # Of the practical subjects the catalogue knows one only, "het profielvak", which could be any of them.
    "techniek": Subject(Name("techniek", "technology")),
    "zorg-en-welzijn": Subject(Name("zorg en welzijn", "care")),
    "groen": Subject(Name("groen", "plants and animals")),
    "horeca": Subject(Name("horeca en voeding", "hospitality and food")),
    "dienstverlening": Subject(Name("dienstverlening en logistiek", "services and logistics")),
    "wereldorientatie": Subject(Name("wereldoriëntatie (basisschool)", "world studies (primary school)")),
    "mentoruur": Subject(Name("mentoruur", "mentor's hour")),
    "beroepspraktijk": Subject(Name("beroepspraktijk en stage (mbo)", "work placement (mbo)")),
    "studieloopbaan": Subject(Name("studieloopbaan (hbo en universiteit)", "study and career (higher education)")),
}

COMPETENCES: Mapping[Competence, CompetenceWords] = {
    Competence.QUALITIES: CompetenceWords(
        "kwaliteitenreflectie",
        Name("Wat kan ik goed, en hoe merk ik dat?", "What can I do well, and how do I know?"),
    ),
    Competence.MOTIVES: CompetenceWords(
        "motievenreflectie", Name("Waar loop ik warm voor, en waarom?", "What do I care about, and why?")
    ),
    Competence.WORK: CompetenceWords(
        "werkexploratie",
        Name("Welk werk past bij mij, en wat zag ik?", "Which work suits me, and what did I see?"),
    ),
    Competence.DIRECTION: CompetenceWords(
        "loopbaansturing", Name("Welke stap zet ik nu, en waarom die?", "Which step do I take now, and why that one?")
    ),
    Competence.PEOPLE: CompetenceWords(
        "netwerken", Name("Wie kan mij helpen, en hoe vraag ik dat?", "Who can help me, and how do I ask?")
    ),
}
