"""A release as contents, read back from its tables: what a new release is compared with, or joined to."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, cast

from wending.reference import models as m
from wending.reference.rules import education as e
from wending.reference.rules import labour_market as lm
from wending.reference.rules import needs as n
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of

# What the table of occupations and their records both hold, under the same names.
OCCUPATION_FACTS = (
    *("isco_code", "is_regulated", "nlqf_low", "nlqf_high", "riasec", "sector"),
    *("work_values", "conditions", "sbi", "brc"),
)

# The tables of education whose columns are the fields of their records.
EDUCATION: dict[type, Any] = {
    e.EducationLevelRecord: m.EducationLevel,
    e.SubjectRecord: m.Subject,
    e.SchoolProfileRecord: m.SchoolProfile,
    e.AdmissionRecord: m.AdmissionRule,
    e.SubjectDemandRecord: m.SubjectDemand,
    e.FundingRecord: m.Funding,
    e.StudyWayRecord: m.StudyWay,
    e.StudyCostRecord: m.StudyCost,
    e.ProgrammeRecord: m.Programme,
}
# Likewise of the labour market and of what schools offer.
MARKET: dict[type, Any] = {
    lm.RegionRecord: m.Region,
    lm.CodeRecord: m.Code,
    lm.CodeLinkRecord: m.CodeLink,
    lm.FigureRecord: m.Figure,
    lm.MoveRecord: m.Move,
    lm.OfferRecord: m.Offer,
}


def columns_of(record_class: type) -> list[str]:
    """Return the names of the fields of a class of records."""
    return [field.name for field in fields(record_class)]


def contents(release_id: int) -> Contents:
    """Return all records of a release: equal to the contents it was filled with."""
    release = m.Release.objects.get(pk=release_id)
    return contents_of(release.source, release.base_language, _records(release_id))


def _records(release_id: int) -> Iterator[Any]:
    concepts = m.Concept.objects.filter(release=release_id)
    uris: dict[int, str] = {}
    kinds: dict[int, Any] = {}
    codes: dict[int, str] = {}
    for key, kind, uri, code in concepts.values_list("pk", "kind", "uri", "code").iterator():
        uris[key], kinds[key], codes[key] = uri, kind, code
        if kind == "isco_group":
            yield r.IscoGroupRecord(uri, code)
        elif kind == "skill_group":
            yield r.SkillGroupRecord(uri, code)
        elif kind == "task":
            yield n.TaskRecord(uri)
    occupations = m.Occupation.objects.filter(concept__release=release_id)
    for key, *rest in occupations.values_list("concept_id", *OCCUPATION_FACTS).iterator():
        yield r.OccupationRecord(uri=uris[key], code=codes[key], **dict(zip(OCCUPATION_FACTS, rest, strict=True)))
    skills = m.Skill.objects.filter(concept__release=release_id)
    for key, *rest in skills.values_list("concept_id", "type", "reuse_level").iterator():
        yield r.SkillRecord(uris[key], *rest)
    hierarchy = m.Broader.objects.filter(narrower__release=release_id)
    for narrower, broader in hierarchy.values_list("narrower_id", "broader_id").iterator():
        pillar: Any = "skill" if kinds[narrower].startswith("skill") else "occupation"
        yield r.BroaderRecord(pillar, uris[narrower], uris[broader])
    needs = m.OccupationSkill.objects.filter(occupation__release=release_id)
    for of, to, is_essential in needs.values_list("occupation_id", "skill_id", "is_essential").iterator():
        yield r.OccupationSkillRecord(uris[of], uris[to], is_essential)
    told = m.Need.objects.filter(occupation__release=release_id)
    for of, to, strength in told.values_list("occupation_id", "needed_id", "strength").iterator():
        yield n.NeedRecord(uris[of], uris[to], cast(Any, strength))
    for match in m.ConceptMatch.objects.filter(release=release_id).values_list("uri", "to", "kind").iterator():
        yield n.MatchRecord(*cast(Any, match))
    relations = m.SkillRelation.objects.filter(of__release=release_id)
    for of, to, is_essential in relations.values_list("of_id", "to_id", "is_essential").iterator():
        yield r.SkillRelationRecord(uris[of], uris[to], is_essential)
    for model, record_class in ((m.Label, r.LabelRecord), (m.Text, r.TextRecord)):
        named = model._default_manager.filter(concept__release=release_id)
        for key, lang, label_type, text in named.values_list("concept_id", "lang", "type", "text").iterator():
            yield record_class(kinds[key], uris[key], lang, cast(Any, label_type), text)
    yield from _education_records(release_id, uris)
    yield from _onet_records(release_id)
    for row in m.Link.objects.filter(release=release_id).values_list("uri", "code", "confidence").iterator():
        yield r.LinkRecord(*row)


def _education_records(release_id: int, uris: dict[int, str]) -> Iterator[Any]:
    for record_class, model in {**EDUCATION, **MARKET}.items():
        for row in model.objects.filter(release=release_id).values_list(*columns_of(record_class)).iterator():
            yield record_class(*row)
    leads = m.ProgrammeOccupation.objects.filter(programme__release=release_id)
    for key, occupation in leads.values_list("programme__key", "occupation_id").iterator():
        yield e.ProgrammeOccupationRecord(key, uris[occupation])
    taught = m.ProgrammeSkill.objects.filter(programme__release=release_id)
    for key, skill in taught.values_list("programme__key", "skill_id").iterator():
        yield e.ProgrammeSkillRecord(key, uris[skill])


def _onet_records(release_id: int) -> Iterator[Any]:
    occupations = m.OnetOccupation.objects.filter(release=release_id)
    codes: dict[int, str] = {}
    for key, code, title, description in occupations.values_list("pk", "code", "title", "description").iterator():
        codes[key] = code
        yield r.OnetOccupationRecord(code, title, description)
    for row in m.Element.objects.filter(release=release_id).values_list("element", "name").iterator():
        yield r.ElementRecord(*row)
    traits = m.Trait.objects.filter(occupation__release=release_id)
    for key, *rest in traits.values_list("occupation_id", "domain", "element", "scale", "value").iterator():
        yield r.TraitRecord(codes[key], *cast(Any, rest))
    texts = m.OnetText.objects.filter(occupation__release=release_id)
    for key, *rest in texts.values_list("occupation_id", "type", "text").iterator():
        yield r.OnetTextRecord(codes[key], *cast(Any, rest))
