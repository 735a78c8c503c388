"""From the official ESCO zip files, one or more languages, to records. Pure: streams in, contents out.

The base (codes, relations, hierarchy) may come from any language: English where it is there. Other languages add names
and texts. `skillAltText_<lang>.csv`, not part of the official download, holds the other names of a skill run together:
it becomes a hidden name, found but never shown. What is in force already is none of its business.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast, get_args

from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, base_rank, contents_of
from wending.reference.sources.archive import Archive, open_archive
from wending.reference.sources.tables import read_table

KINDS: dict[str, r.Kind] = {
    "ISCOGroups": "isco_group",
    "skillGroups": "skill_group",
    "occupations": "occupation",
    "skills": "skill",
}
RELATIONS = (
    "occupationSkillRelations",
    "skillSkillRelations",
    "broaderRelationsOccPillar",
    "broaderRelationsSkillPillar",
)
_MEMBER = re.compile(rf"({'|'.join([*KINDS, *RELATIONS, 'skillAltText'])})_([a-z]{{2,3}}(?:-[A-Za-z]+)?)\.csv")
MAX_URI = 200
_OFFICIAL = "Use the zip file as it was downloaded from the ESCO portal (CSV)."
_SKILL_TYPES: dict[str, r.SkillType] = {"": "skill", "skill/competence": "skill", "knowledge": "knowledge"}
_IS_ESSENTIAL = {"essential": True, "optional": False}

# URIs by kind; the values are the keys themselves, so that relations share the strings.
Uris = dict[r.Kind, dict[str, str]]
# (table, language) -> where it is.
Tables = dict[tuple[str, str], tuple[Archive, str]]


def parse_esco(files: Sequence[tuple[str, BinaryIO]], *, known: Mapping[r.Kind, set[str]] | None = None) -> Contents:
    """Read ESCO zip files, given as (name, seekable stream), into contents.

    With `known`, the URIs of the edition in force by kind, files may hold just names of a further language; without it
    they must hold the base. Raise BadInput naming file, line and mend.
    """
    tables = _tables([open_archive(name, stream) for name, stream in files])
    is_whole = _is_whole(tables, files[0][0], has_known=known is not None)
    if is_whole:
        base_language = min((lang for table, lang in tables if table == "occupations"), key=base_rank)
        uris: Uris = {kind: {} for kind in KINDS.values()}
        retired: set[str] = set()
        records = [*_base(tables, uris, retired)]
    else:
        base_language = ""
        uris = {kind: {uri: uri for uri in (known or {})[kind]} for kind in KINDS.values()}
        retired = set()
        records = []
    for (table, lang), place in tables.items():
        if table in KINDS:
            records += _names(place, KINDS[table], lang, uris[KINDS[table]], retired)
        elif table == "skillAltText":
            records += _hidden_names(place, lang, uris["skill"], retired)
    return contents_of("esco", base_language, records)


def holds_base(files: Sequence[tuple[str, BinaryIO]]) -> bool:
    """Tell whether ESCO zip files hold the base, or only names for an edition that is in force already."""
    tables = _tables([open_archive(name, stream) for name, stream in files])
    return {table for table, _ in tables} >= {*KINDS, *RELATIONS}


def _tables(archives: Sequence[Archive]) -> Tables:
    tables: Tables = {}
    for archive in archives:
        before = len(tables)
        for member in sorted(archive.members):
            match = _MEMBER.fullmatch(member)
            if match is None:
                continue
            table, lang = match.groups()
            if (table, lang) in tables:
                other = tables[table, lang][0].name
                raise r.BadInput(
                    file=archive.place(member), wrong=f"is in {other} as well.", mend="Give each language once."
                )
            tables[table, lang] = (archive, member)
        if len(tables) == before:
            wrong = "holds no ESCO tables such as occupations_nl.csv."
            raise r.BadInput(file=archive.name, wrong=wrong, mend=_OFFICIAL)
    return tables


def _is_whole(tables: Tables, file: str, *, has_known: bool) -> bool:
    present = {table for table, _ in tables}
    absent = [table for table in [*KINDS, *RELATIONS] if table not in present]
    if not absent:
        return True
    if present & set(RELATIONS) or not present & set(KINDS):
        lang = min((lang for _, lang in tables), key=base_rank)
        raise r.BadInput(file=file, wrong=f"the table {absent[0]}_{lang}.csv is missing.", mend=_OFFICIAL)
    if not has_known:
        lang = min((lang for _, lang in tables), key=base_rank)
        wrong = f"holds only names ({lang}); {absent[0]}_{lang}.csv and others are missing."
        mend = "Give it together with a complete zip file of the same ESCO version, or load a complete one first."
        raise r.BadInput(file=file, wrong=wrong, mend=mend)
    return False


def _rows(
    place: tuple[Archive, str], required: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, list[str]]]:
    archive, member = place
    return read_table(archive.place(member), archive.read(member), delimiter=",", required=required, optional=optional)


def _pick(tables: Tables, table: str) -> tuple[Archive, str]:
    return tables[table, min((lang for name, lang in tables if name == table), key=base_rank)]


def _bad(place: tuple[Archive, str], line: int, wrong: str, mend: str = _OFFICIAL) -> r.BadInput:
    return r.BadInput(file=place[0].place(place[1]), line=line, wrong=wrong, mend=mend)


def _base(tables: Tables, uris: Uris, retired: set[str]) -> Iterator[Any]:
    """Yield concepts and relations, filling `uris` and the URIs of concepts that ESCO has withdrawn."""
    yield from _concepts(_pick(tables, "ISCOGroups"), "isco_group", ["code"], uris, retired)
    codes = {uri.rsplit("/C", 1)[-1] for uri in uris["isco_group"]}
    yield from _concepts(_pick(tables, "skillGroups"), "skill_group", ["code"], uris, retired)
    wanted = ["iscoGroup", "code", "regulatedProfessionNote"]
    yield from _concepts(_pick(tables, "occupations"), "occupation", wanted, uris, retired, codes)
    yield from _concepts(_pick(tables, "skills"), "skill", ["skillType", "reuseLevel"], uris, retired)
    yield from _occupation_skills(_pick(tables, "occupationSkillRelations"), uris, retired)
    yield from _skill_relations(_pick(tables, "skillSkillRelations"), uris["skill"], retired)
    occupations = {**uris["isco_group"], **uris["occupation"]}
    yield from _broader(_pick(tables, "broaderRelationsOccPillar"), "occupation", occupations, retired)
    skills = {**uris["skill_group"], **uris["skill"]}
    yield from _broader(_pick(tables, "broaderRelationsSkillPillar"), "skill", skills, retired)


def _concepts(
    place: tuple[Archive, str],
    kind: r.Kind,
    columns: Sequence[str],
    uris: Uris,
    retired: set[str],
    isco_codes: set[str] | None = None,
) -> Iterator[Any]:
    optional = [name for name in columns if name in {"reuseLevel", "regulatedProfessionNote"}]
    required = ["conceptUri", "preferredLabel", *[name for name in columns if name not in optional]]
    lines: dict[str, int] = {}
    for line, [uri, label, *rest] in _rows(place, [*required], [*optional, "status"]):
        *values, status = rest
        if not uri.startswith(("http://", "https://")) or len(uri) > MAX_URI:
            raise _bad(place, line, f"{uri[:MAX_URI]!r} is not a URI of at most {MAX_URI} characters.")
        if uri in lines:
            raise _bad(place, line, f"the URI {uri} is on line {lines[uri]} already.", "Remove one of both rows.")
        if any(uri in others for others in uris.values()):
            raise _bad(place, line, f"the URI {uri} is that of another kind of concept already.")
        lines[uri] = line
        if status not in {"", "released"}:
            retired.add(uri)
            continue
        if not label:
            raise _bad(place, line, f"{uri} has no preferredLabel.")
        uris[kind][uri] = uri
        yield _concept(place, line, kind, uri, values, isco_codes or set())


def _concept(
    place: tuple[Archive, str], line: int, kind: r.Kind, uri: str, values: list[str], isco_codes: set[str]
) -> Any:
    if kind == "isco_group":
        [code] = values
        if not re.fullmatch(r"[0-9]{1,4}", code) or not uri.endswith(f"/C{code}"):
            raise _bad(place, line, f"{code!r} is not the ISCO-08 code of {uri}.", "Write the one to four digits.")
        return r.IscoGroupRecord(uri, code)
    if kind == "skill_group":
        return r.SkillGroupRecord(uri, values[0])
    if kind == "occupation":
        isco_code, code, note = values
        if len(isco_code) != 4 or isco_code not in isco_codes:
            wrong = f"{isco_code!r} is no ISCO-08 unit group of the ISCOGroups table."
            raise _bad(place, line, wrong, "Write the four digits, with the leading zero.")
        # ESCO marks what European law regulates; what it calls unregulated (lawyer, notary) may have rules at home.
        is_regulated = True if note.endswith("/regulated") else None
        return r.OccupationRecord(uri, isco_code, code, is_regulated)
    skill_type, reuse_level = values
    if skill_type not in _SKILL_TYPES and skill_type not in get_args(r.SkillType):
        raise _bad(place, line, f"{skill_type!r} is no skill type.", "Write skill/competence or knowledge.")
    return r.SkillRecord(uri, _SKILL_TYPES.get(skill_type, cast(r.SkillType, skill_type)), reuse_level)


def _occupation_skills(place: tuple[Archive, str], uris: Uris, retired: set[str]) -> Iterator[Any]:
    occupations, skills = uris["occupation"], uris["skill"]
    for line, [of, to, kind] in _rows(place, ["occupationUri", "skillUri", "relationType"]):
        if ends := _ends(place, line, (of, occupations), (to, skills), retired):
            yield r.OccupationSkillRecord(*ends, _essential(place, line, kind))


def _skill_relations(place: tuple[Archive, str], skills: dict[str, str], retired: set[str]) -> Iterator[Any]:
    for line, [of, to, kind] in _rows(place, ["originalSkillUri", "relatedSkillUri", "relationType"]):
        if ends := _ends(place, line, (of, skills), (to, skills), retired):
            yield r.SkillRelationRecord(*ends, _essential(place, line, kind))


def _broader(place: tuple[Archive, str], pillar: Any, concepts: dict[str, str], retired: set[str]) -> Iterator[Any]:
    for line, [of, to] in _rows(place, ["conceptUri", "broaderUri"]):
        if ends := _ends(place, line, (of, concepts), (to, concepts), retired):
            if of == to:
                raise _bad(place, line, f"{of} is broader than itself.", "Remove the row.")
            yield r.BroaderRecord(pillar, *ends)


def _ends(
    place: tuple[Archive, str],
    line: int,
    of: tuple[str, dict[str, str]],
    to: tuple[str, dict[str, str]],
    retired: set[str],
) -> tuple[str, str] | None:
    """Return both ends as the strings known already; nothing when one is withdrawn; raise BadInput when unknown."""
    try:
        return of[1][of[0]], to[1][to[0]]
    except KeyError:
        for uri, known in (of, to):
            if uri not in known and uri not in retired:
                mend = "Use tables of one and the same ESCO version."
                raise _bad(place, line, f"refers to {uri or 'nothing'}, which no table holds.", mend) from None
        return None


def _essential(place: tuple[Archive, str], line: int, kind: str) -> bool:
    if kind not in _IS_ESSENTIAL:
        raise _bad(place, line, f"{kind!r} is no relation type.", "Write essential or optional.")
    return _IS_ESSENTIAL[kind]


def _names(
    place: tuple[Archive, str], kind: r.Kind, lang: str, uris: dict[str, str], retired: set[str]
) -> Iterator[Any]:
    """Yield names and texts of one table in one language."""
    optional = ["altLabels", "hiddenLabels", "description", "definition", "scopeNote", "status"]
    lines: dict[str, int] = {}
    for line, [uri, preferred, alternative, hidden, *rest] in _rows(place, ["conceptUri", "preferredLabel"], optional):
        *texts, status = rest
        if uri in lines:
            raise _bad(place, line, f"the URI {uri} is on line {lines[uri]} already.", "Remove one of both rows.")
        lines[uri] = line
        if uri in retired or status not in {"", "released"}:
            continue
        if uri not in uris:
            mend = "Use languages of one and the same ESCO version."
            raise _bad(place, line, f"names {uri or 'nothing'}, which is no known {kind.replace('_', ' ')}.", mend)
        uri = uris[uri]
        if preferred:
            yield r.LabelRecord(kind, uri, lang, "preferred", preferred)
        seen = {preferred}
        for label_type, labels in (("alternative", alternative), ("hidden", hidden)):
            for label in _split(labels):
                if label not in seen:
                    seen.add(label)
                    yield r.LabelRecord(kind, uri, lang, cast(r.LabelType, label_type), label)
        for text_type, text in zip(("description", "definition", "scope_note"), texts, strict=True):
            if text:
                yield r.TextRecord(kind, uri, lang, cast(r.TextType, text_type), text.replace("\r\n", "\n"))


def _split(labels: str) -> Iterator[str]:
    """Split names that are one per line (official) or separated by " | " (as in the collections)."""
    for line in labels.splitlines():
        for label in line.split(" | "):
            if label.strip():
                yield label.strip()


def _hidden_names(place: tuple[Archive, str], lang: str, skills: dict[str, str], retired: set[str]) -> Iterator[Any]:
    for line, [uri, text] in _rows(place, ["conceptUri", "altText"]):
        if uri not in skills and uri not in retired:
            raise _bad(place, line, f"names {uri or 'nothing'}, which is no known skill.")
        if text and uri in skills:
            yield r.LabelRecord("skill", skills[uri], lang, "hidden", text)
