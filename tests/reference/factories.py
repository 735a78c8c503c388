"""Small made-up releases in the layout of the real downloads, and loading them; used by the tests of all domains.

The occupations and skills are invented: four occupations in two ISCO-08 unit groups, seven skills in three groups.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

import pytest

from wending.reference.actions import load_release as loading
from wending.reference.actions import release_ready
from wending.reference.actions.load_release import Outcome, load_release
from wending.reference.actions.read_sources import read_sources
from wending.reference.rules.contents import Contents

Row = dict[str, str]
Tables = dict[str, list[Row]]
ESCO = "http://data.europa.eu/esco"
NURSE, CARER, DRIVER, COURIER = (f"{ESCO}/occupation/{name}" for name in ("nurse", "carer", "driver", "courier"))
GIVE_CARE, LISTEN, MEDICINES, DRIVE, PLAN_ROUTES, ROUTES, LIFT = (
    f"{ESCO}/skill/{name}" for name in ("give-care", "listen", "medicines", "drive", "plan-routes", "routes", "lift")
)
GROUP_CARE, GROUP_MOVE, GROUP_TOP = (f"{ESCO}/skill/{name}" for name in ("group-care", "group-move", "group-top"))
NURSES, CARERS, DRIVERS = "11-1111.00", "22-2222.00", "33-3333.00"

_NAMES: dict[str, dict[str, tuple[str, str, str]]] = {
    # URI -> language -> name, other names, description.
    NURSE: {
        "en": ("nurse", "ward nurse\nstaff nurse", "Nurses care for ill people."),
        "nl": ("verpleegkundige", "zuster\nbroeder", "Verpleegkundigen zorgen voor zieke mensen."),
    },
    CARER: {"en": ("carer", "care assistant", "Carers help people at home."), "nl": ("verzorgende", "", "")},
    DRIVER: {"en": ("lorry driver", "", "Drivers bring goods."), "nl": ("vrachtwagenchauffeur", "chauffeur", "")},
    COURIER: {"en": ("courier", "", "Couriers bring parcels."), "nl": ("koerier", "pakketbezorger", "")},
    GIVE_CARE: {
        "en": ("give care", "look after people | tend", "Care for people."),
        "nl": ("mensen verzorgen", "", ""),
    },
    LISTEN: {"en": ("listen", "", "Listen well."), "nl": ("luisteren", "", "")},
    MEDICINES: {"en": ("medicines", "", "Know medicines."), "nl": ("medicijnen", "", "")},
    DRIVE: {"en": ("drive lorries", "", "Drive."), "nl": ("vrachtwagen rijden", "", "")},
    PLAN_ROUTES: {"en": ("plan routes", "", "Plan."), "nl": ("routes plannen", "", "")},
    ROUTES: {"en": ("knowledge of routes", "", "Know."), "nl": ("kennis van routes", "", "")},
    LIFT: {"en": ("lift safely", "", "Lift."), "nl": ("veilig tillen", "", "")},
    GROUP_CARE: {"en": ("caring", "", ""), "nl": ("zorgen", "", "")},
    GROUP_MOVE: {"en": ("moving", "", ""), "nl": ("vervoeren", "", "")},
    GROUP_TOP: {"en": ("skills", "", ""), "nl": ("vaardigheden", "", "")},
    "2": {"en": ("Professionals", "", "Major group."), "nl": ("Specialisten", "", "")},
    "22": {"en": ("Health professionals", "", ""), "nl": ("Specialisten in de zorg", "", "")},
    "222": {"en": ("Nursing professionals", "", ""), "nl": ("Verpleging", "", "")},
    "2221": {"en": ("Nurses", "", "Unit group."), "nl": ("Verpleegkundigen", "", "")},
    "8": {"en": ("Operators", "", ""), "nl": ("Bedieners", "", "")},
    "83": {"en": ("Drivers", "", ""), "nl": ("Chauffeurs", "", "")},
    "833": {"en": ("Heavy vehicle drivers", "", ""), "nl": ("Zwaar vervoer", "", "")},
    "8332": {"en": ("Lorry drivers", "", ""), "nl": ("Vrachtwagens", "", "")},
}
_ISCO = {
    NURSE: ("2221", "2221.1"),
    CARER: ("2221", "2221.1.1"),
    DRIVER: ("8332", "8332.1"),
    COURIER: ("8332", "8332.2"),
}
_NEEDS = [
    (NURSE, "essential", GIVE_CARE),
    (NURSE, "essential", LISTEN),
    (NURSE, "essential", MEDICINES),
    (NURSE, "optional", LIFT),
    (CARER, "essential", GIVE_CARE),
    (CARER, "optional", LISTEN),
    (DRIVER, "essential", DRIVE),
    (DRIVER, "optional", PLAN_ROUTES),
    (DRIVER, "essential", LIFT),
    (COURIER, "essential", PLAN_ROUTES),
    (COURIER, "optional", PLAN_ROUTES),
    (COURIER, "optional", LISTEN),
]


def isco(code: str) -> str:
    """Return the URI of an ISCO-08 group."""
    return f"{ESCO}/isco/C{code}"


def esco_tables(lang: str = "en") -> Tables:
    """Return all tables of a small ESCO in one language, by the name they have in the zip without language and .csv."""

    def names(key: str, **more: str) -> Row:
        label, others, description = _NAMES[key][lang]
        return {"preferredLabel": label, "altLabels": others, "hiddenLabels": "", "description": description} | more

    def concept(uri: str, kind: str, **more: str) -> Row:
        return {"conceptType": kind, "conceptUri": uri, "status": "released"} | names(uri, **more)

    unregulated = f"{ESCO}/regulated-professions/unregulated"
    notes = {NURSE: f"{ESCO}/regulated-professions/regulated"}
    codes = [key for key in _NAMES if key.isdigit()]
    skills = {uri: "knowledge" if uri in {MEDICINES, ROUTES} else "skill/competence" for uri in _SKILLS}
    groups = {GROUP_TOP: "S", GROUP_CARE: "S3", GROUP_MOVE: "S6"}
    return {
        "ISCOGroups": [
            {"conceptType": "ISCOGroup", "conceptUri": isco(code), "code": code, "status": "released"} | names(code)
            for code in codes
        ],
        "skillGroups": [concept(uri, "SkillGroup", code=code) for uri, code in groups.items()],
        "occupations": [
            concept(uri, "Occupation", iscoGroup=group, code=code, regulatedProfessionNote=notes.get(uri, unregulated))
            for uri, (group, code) in _ISCO.items()
        ],
        "skills": [
            concept(uri, "KnowledgeSkillCompetence", skillType=skill_type, reuseLevel="cross-sector")
            for uri, skill_type in skills.items()
        ],
        "occupationSkillRelations": [
            {"occupationUri": of, "relationType": kind, "skillType": skills[to], "skillUri": to}
            for of, kind, to in _NEEDS
        ],
        "skillSkillRelations": [
            {"originalSkillUri": PLAN_ROUTES, "relationType": "essential", "relatedSkillUri": ROUTES},
            {"originalSkillUri": GIVE_CARE, "relationType": "optional", "relatedSkillUri": LISTEN},
        ],
        "broaderRelationsOccPillar": [
            *[{"conceptUri": isco(code), "broaderUri": isco(code[:-1])} for code in codes if len(code) > 1],
            {"conceptUri": NURSE, "broaderUri": isco("2221")},
            {"conceptUri": CARER, "broaderUri": NURSE},
            {"conceptUri": DRIVER, "broaderUri": isco("8332")},
            {"conceptUri": COURIER, "broaderUri": isco("8332")},
        ],
        "broaderRelationsSkillPillar": [
            {"conceptUri": GROUP_CARE, "broaderUri": GROUP_TOP},
            {"conceptUri": GROUP_MOVE, "broaderUri": GROUP_TOP},
            {"conceptUri": GIVE_CARE, "broaderUri": GROUP_CARE},
            {"conceptUri": LISTEN, "broaderUri": GROUP_CARE},
            {"conceptUri": MEDICINES, "broaderUri": GIVE_CARE},
            {"conceptUri": DRIVE, "broaderUri": GROUP_MOVE},
            {"conceptUri": PLAN_ROUTES, "broaderUri": GROUP_MOVE},
            {"conceptUri": ROUTES, "broaderUri": GROUP_MOVE},
            {"conceptUri": LIFT, "broaderUri": GROUP_MOVE},
        ],
    }


_SKILLS = (GIVE_CARE, LISTEN, MEDICINES, DRIVE, PLAN_ROUTES, ROUTES, LIFT)


def csv_bytes(rows: list[Row], *, delimiter: str = ",", bom: bool = False) -> bytes:
    """Return rows as a table in UTF-8, with the columns of the first row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=delimiter, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def zip_bytes(members: Mapping[str, bytes], *, folder: str = "") -> bytes:
    """Return a zip of files by name, all in one folder if it is given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{folder}{name}", content)
    return buffer.getvalue()


def esco_bytes(
    lang: str = "en",
    *,
    change: Callable[[Tables], None] = lambda tables: None,
    only: tuple[str, ...] = (),
    replace: Mapping[str, bytes] | None = None,
    bom: bool = False,
    folder: str = "",
) -> bytes:
    """Return the zip of a small ESCO; `change` edits its tables, `only` keeps some, `replace` swaps raw files."""
    tables = esco_tables(lang)
    change(tables)
    members = {
        f"{name}_{lang}.csv": csv_bytes(rows, bom=bom) for name, rows in tables.items() if not only or name in only
    }
    return zip_bytes(members | dict(replace or {}), folder=folder)


def write_esco(folder: Path, lang: str = "en", *, version: str = "1.2.0", content: bytes | None = None) -> Path:
    """Write the zip of a small ESCO (or other content) under the name that the download has, and return its path."""
    path = folder / f"esco-{version}-{lang}-csv.zip"
    path.write_bytes(esco_bytes(lang) if content is None else content)
    return path


def onet_tables() -> Tables:
    """Return the tables of a small O*NET by file name without .txt: nurses, carers and drivers."""
    titles = {NURSES: "Nurses", CARERS: "Carers", DRIVERS: "Truck Drivers"}
    interests = {NURSES: "231642", CARERS: "221731", DRIVERS: "721124"}
    order = "abcdef"

    def values(code: str, element: str, name: str, scale: str, value: str, **more: str) -> Row:
        row = {"O*NET-SOC Code": code, "Title": titles[code], "Element ID": element, "Element Name": name}
        return row | {"Scale ID": scale, "Data Value": value, "Date": "08/2023"} | more

    names = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
    points = {NURSES: ("4", "5", "0"), CARERS: ("4", "0", "0"), DRIVERS: ("1", "6", "0")}
    return {
        "Occupation Data": [
            {"O*NET-SOC Code": code, "Title": title, "Description": f"What {title.lower()} do."}
            for code, title in titles.items()
        ],
        "Interests": [
            values(code, f"1.B.1.{letter}", name, "OI", score)
            for code, scores in interests.items()
            for letter, name, score in zip(order, names, scores, strict=True)
        ]
        + [
            values(code, f"1.B.1.{letter}", "High-Point", "IH", place)
            for code, places in points.items()
            for letter, place in zip("ghi", places, strict=True)
        ],
        "Work Values": [
            values(code, f"1.B.2.{letter}", f"Value {letter}", "EX", str(4 + place * 0.5))
            for code in titles
            for place, letter in enumerate(order)
        ],
        "Knowledge": [
            values(code, element, f"Knowledge {element}", scale, "3.5" if code == NURSES else "2.5")
            for code in (NURSES, DRIVERS)
            for element in ("2.C.1.a", "2.C.5.a")
            for scale in ("IM", "LV")
        ],
        "Education, Training, and Experience": [
            values(NURSES, "2.D.1", "Required Level of Education", "RL", "75.5", Category="5"),
            values(NURSES, "2.D.1", "Required Level of Education", "RL", "24.5", Category="6"),
            values(NURSES, "3.A.1", "Related Work Experience", "RW", "10", Category="1"),
        ],
        "Job Zones": [{"O*NET-SOC Code": code, "Job Zone": zone} for code, zone in ((NURSES, "3"), (DRIVERS, "2"))],
        "Task Statements": [{"O*NET-SOC Code": NURSES, "Task": 'Conduct "rounds" on wards.'}],
        "Alternate Titles": [{"O*NET-SOC Code": NURSES, "Alternate Title": "Ward Nurse"}],
        "Technology Skills": [{"O*NET-SOC Code": DRIVERS, "Example": "Route software"}],
    }


def onet_bytes(*, change: Callable[[Tables], None] = lambda tables: None, folder: str = "") -> bytes:
    """Return the zip of a small O*NET in the text layout."""
    tables = onet_tables()
    change(tables)
    return zip_bytes({f"{k}.txt": csv_bytes(rows, delimiter="\t") for k, rows in tables.items()}, folder=folder)


def crosswalk_bytes(links: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """Return a crosswalk: URI -> code and published confidence. Carers have none: they inherit that of nurses."""
    rows = links or {NURSE: (NURSES, "2.0"), DRIVER: (DRIVERS, "0.5"), f"{ESCO}/occupation/gone": (DRIVERS, "1.0")}
    return csv_bytes([{"onet_code": c, "confidence": n, "concept_uri": uri} for uri, (c, n) in rows.items()])


@contextmanager
def no_rebuilds() -> Iterator[None]:
    """Let nobody hear of a release: indexes of upper storeys are made at their first question, not at every load."""
    receivers, release_ready.receivers = release_ready.receivers, []
    try:
        yield
    finally:
        release_ready.receivers = receivers


def load_small(folder: Path, *sources: str) -> list[Outcome]:
    """Load small releases of the given sources (esco in English and Dutch, onet, crosswalk), and the real catalogue."""
    done = []
    for source in sources or ("esco", "onet", "crosswalk"):
        files: list[Path] = []
        if source == "esco":
            files = [write_esco(folder, "en"), write_esco(folder, "nl")]
        elif source == "onet":
            files = [folder / "db_29_2_text.zip"]
            files[0].write_bytes(onet_bytes())
        elif source == "crosswalk":
            files = [folder / "esco_onet_crosswalk_Nov2020.csv"]
            files[0].write_bytes(crosswalk_bytes())
        with no_rebuilds(), read_once() if source == "catalogue" else nullcontext():
            done.append(load_release(source=source, files=files))
    return done


@cache
def catalogue_contents() -> tuple[str, Contents]:
    """Return the embedded catalogue as it is read; its files do not change during a run."""
    return read_sources(source="catalogue", files=[])


@contextmanager
def read_once() -> Iterator[None]:
    """Load the catalogue without reading its files again: hundreds of tests want it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_sources", lambda **_: catalogue_contents())
        yield
