"""The contents of a release in canonical order, whatever the source: their counts, their digest, what changes between
two of them, and the union of two that hold different languages of the same edition.

Terms: the *base* of a release is everything that does not depend on language; names and texts come per language.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from wending.reference.rules import education as e
from wending.reference.rules import labour_market as lm
from wending.reference.rules import needs as n
from wending.reference.rules import records as r


def _label_identity(label: r.LabelRecord) -> tuple[str, ...]:
    # A concept has one preferred name per language: another text is a change, not one gone and one come.
    return (label.kind, label.uri, label.lang, label.type, "" if label.type == "preferred" else label.text)


# In the order in which rows are written: concepts first, then what refers to them.
IDENTITY: dict[type, Callable[[Any], Any]] = {
    r.IscoGroupRecord: attrgetter("uri"),
    r.SkillGroupRecord: attrgetter("uri"),
    r.OccupationRecord: attrgetter("uri"),
    r.SkillRecord: attrgetter("uri"),
    n.TaskRecord: attrgetter("uri"),
    r.BroaderRecord: attrgetter("narrower", "broader"),
    r.OccupationSkillRecord: attrgetter("occupation", "skill", "is_essential"),
    r.SkillRelationRecord: attrgetter("of", "to", "is_essential"),
    n.NeedRecord: attrgetter("occupation", "needed", "strength"),
    n.MatchRecord: attrgetter("uri", "to", "kind"),
    r.LabelRecord: _label_identity,
    r.TextRecord: attrgetter("kind", "uri", "lang", "type"),
    r.OnetOccupationRecord: attrgetter("code"),
    r.ElementRecord: attrgetter("element"),
    r.TraitRecord: attrgetter("code", "domain", "element", "scale"),
    r.OnetTextRecord: attrgetter("code", "type", "text"),
    r.LinkRecord: attrgetter("uri", "code"),
    **dict.fromkeys(e.PLAIN, attrgetter("key")),
    e.ProgrammeRecord: attrgetter("key"),
    e.ProgrammeOccupationRecord: attrgetter("programme", "occupation"),
    e.ProgrammeSkillRecord: attrgetter("programme", "skill"),
    lm.RegionRecord: attrgetter("system", "year", "code"),
    lm.CodeRecord: attrgetter("system", "code"),
    lm.CodeLinkRecord: attrgetter("from_system", "from_code", "to_system", "to_code"),
    lm.FigureRecord: attrgetter("indicator", "system", "code", "region", "period"),
    lm.MoveRecord: attrgetter("from_system", "from_code", "to_system", "to_code", "region", "period"),
    lm.OfferRecord: attrgetter("key"),
}
_PER_LANGUAGE = (r.LabelRecord, r.TextRecord)
_NAMES: dict[type, Callable[[Any], str]] = {
    r.IscoGroupRecord: lambda _: "isco_groups",
    r.SkillGroupRecord: lambda _: "skill_groups",
    r.OccupationRecord: lambda _: "occupations",
    r.SkillRecord: lambda _: "skills",
    n.TaskRecord: lambda _: "tasks",
    r.BroaderRecord: lambda record: f"broader.{record.pillar}",
    r.OccupationSkillRecord: lambda _: "occupation_skills",
    r.SkillRelationRecord: lambda _: "skill_relations",
    n.NeedRecord: lambda record: f"needs.{record.strength}",
    n.MatchRecord: lambda record: f"matches.{record.kind}",
    r.LabelRecord: lambda record: f"labels.{record.kind}.{record.lang}",
    r.TextRecord: lambda record: f"texts.{record.kind}.{record.lang}",
    r.OnetOccupationRecord: lambda _: "onet_occupations",
    r.ElementRecord: lambda _: "elements",
    r.TraitRecord: lambda record: f"traits.{record.domain}",
    r.OnetTextRecord: lambda record: f"onet_texts.{record.type}",
    r.LinkRecord: lambda _: "links",
    e.EducationLevelRecord: lambda _: "education_levels",
    e.SubjectRecord: lambda _: "subjects",
    e.SchoolProfileRecord: lambda _: "school_profiles",
    e.AdmissionRecord: lambda _: "admission_rules",
    e.SubjectDemandRecord: lambda _: "subject_demands",
    e.FundingRecord: lambda _: "funding",
    e.StudyWayRecord: lambda _: "study_ways",
    e.StudyCostRecord: lambda _: "study_costs",
    e.ProgrammeRecord: lambda _: "programmes",
    e.ProgrammeOccupationRecord: lambda _: "programme_occupations",
    e.ProgrammeSkillRecord: lambda _: "programme_skills",
    lm.RegionRecord: lambda record: f"regions.{record.system}",
    lm.CodeRecord: lambda record: f"codes.{record.system}",
    lm.CodeLinkRecord: lambda _: "code_links",
    lm.FigureRecord: lambda record: f"figures.{record.indicator}",
    lm.MoveRecord: lambda _: "moves",
    lm.OfferRecord: lambda _: "offers",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """All records of one release by class, each list unique and sorted by identity."""

    source: str
    base_language: str
    records: dict[type, list[Any]]

    def of(self, record_class: type) -> list[Any]:
        """Return the records of one class, in canonical order."""
        return self.records.get(record_class, [])

    @property
    def languages(self) -> list[str]:
        """Languages in which concepts have names, sorted."""
        return sorted({label.lang for label in self.of(r.LabelRecord)})


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of one kind come, go and change."""

    name: str
    added: int
    removed: int
    changed: int
    kept: int


def contents_of(source: str, base_language: str, records: Iterable[Any]) -> Contents:
    """Sort records into contents; of records with the same identity the first stays."""
    by_class: dict[type, dict[Any, Any]] = {}
    for record in records:
        by_class.setdefault(type(record), {}).setdefault(IDENTITY[type(record)](record), record)
    ordered = {
        record_class: [by_class[record_class][identity] for identity in sorted(by_class[record_class])]
        for record_class in IDENTITY
        if record_class in by_class
    }
    return Contents(source, base_language, ordered)


def counts(contents: Contents) -> dict[str, int]:
    """Count records by kind, and names and texts also by language."""
    return dict(Counter(_NAMES[kind](record) for kind, records in contents.records.items() for record in records))


def digest(contents: Contents) -> str:
    """Return the SHA-256 of all records in canonical order: the same contents, however they came in, give the same."""
    sha = hashlib.sha256(contents.source.encode())
    for record_class, records in contents.records.items():
        values = attrgetter(*[field.name for field in fields(record_class)])
        sha.update(record_class.__name__.encode())
        for start in range(0, len(records), 10_000):
            sha.update(json.dumps([values(record) for record in records[start : start + 10_000]]).encode())
    return sha.hexdigest()


def difference(old: Contents | None, new: Contents) -> list[Change]:
    """Count what comes, goes and changes between two contents, by kind; from nothing, everything comes."""
    tally: dict[str, Counter[str]] = {}
    for record_class, identity in IDENTITY.items():
        name = _NAMES[record_class]
        before = {identity(record): record for record in old.of(record_class)} if old else {}
        for record in new.of(record_class):
            was = before.pop(identity(record), None)
            word = "added" if was is None else "kept" if was == record else "changed"
            tally.setdefault(name(record), Counter())[word] += 1
        for record in before.values():
            tally.setdefault(name(record), Counter())["removed"] += 1
    words = ("added", "removed", "changed", "kept")
    return [Change(name, *(count[word] for word in words)) for name, count in tally.items()]


def with_languages(old: Contents, new: Contents) -> Contents:
    """Unite two contents of one edition: names and texts of `new` win per language, those of `old` stay beside.

    The base comes from English where one of both has it, else from the language that sorts first, as it would if all
    files were given at once; from `new` when both are equal.

    >>> base_rank("en") < base_rank("de") < base_rank("nl")
    True
    """
    has_base = bool(new.of(r.OccupationSkillRecord))
    base = new if has_base and base_rank(new.base_language) <= base_rank(old.base_language) else old
    replaced = set(new.languages)
    united = [record for kind in base.records if kind not in _PER_LANGUAGE for record in base.of(kind)]
    for kind in _PER_LANGUAGE:
        united += new.of(kind)
        united += [record for record in old.of(kind) if record.lang not in replaced]
    return contents_of(new.source, base.base_language, united)


def base_rank(lang: str) -> tuple[bool, str]:
    """Order languages by which of them gives the base: English first, then alphabetically."""
    return (lang != "en", lang)


def unnamed(contents: Contents) -> list[str]:
    """Return URIs that have names or texts but are no concept of these contents, sorted."""
    concepts = (r.IscoGroupRecord, r.SkillGroupRecord, r.OccupationRecord, r.SkillRecord, n.TaskRecord)
    known = {record.uri for kind in concepts for record in contents.of(kind)}
    return sorted({record.uri for kind in _PER_LANGUAGE for record in contents.of(kind)} - known)
