"""Writes the contents of a release that is still importing into its tables. `queries.contents` reads them back."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from wending.reference import models as m
from wending.reference.actions.write_rows import remove_rows, write_rows
from wending.reference.queries.contents import EDUCATION, MARKET, OCCUPATION_FACTS, columns_of
from wending.reference.rules import education as e
from wending.reference.rules import needs as n
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents
from wending.reference.rules.uris import key_of

# Room for keys of one release; see Concept.
KEYS_PER_RELEASE = 10_000_000
_KINDS: dict[type, str] = {
    r.IscoGroupRecord: "isco_group",
    r.SkillGroupRecord: "skill_group",
    r.OccupationRecord: "occupation",
    r.SkillRecord: "skill",
    n.TaskRecord: "task",
}


def fill_release(*, release_id: int, contents: Contents, progress: Callable[[str], None]) -> None:
    """Write all contents as rows of a release; it may end half-way, for `clear_release` cleans up."""
    if contents.source == "onet":
        _fill_onet(release_id, contents, progress)
    elif contents.source == "crosswalk":
        rows = ((release_id, link.uri, link.code, link.confidence) for link in contents.of(r.LinkRecord))
        write_rows(m.Link, ["release_id", "uri", "code", "confidence"], rows)
    else:
        _fill_concepts(release_id, contents, progress)


def clear_release(*, release_id: int) -> None:
    """Remove all rows of a release, children first, and keep the release itself."""
    for model, path in (
        (m.ProgrammeOccupation, "programme__release"),
        (m.ProgrammeSkill, "programme__release"),
        *((model, "release") for model in [*EDUCATION.values(), *MARKET.values()]),
        (m.OccupationSkill, "occupation__release"),
        (m.Need, "occupation__release"),
        (m.SkillRelation, "of__release"),
        (m.Broader, "narrower__release"),
        (m.Label, "concept__release"),
        (m.Text, "concept__release"),
        (m.Occupation, "concept__release"),
        (m.Skill, "concept__release"),
        (m.Concept, "release"),
        (m.Trait, "occupation__release"),
        (m.OnetText, "occupation__release"),
        (m.OnetOccupation, "release"),
        (m.Element, "release"),
        (m.Link, "release"),
        (m.ConceptMatch, "release"),
    ):
        remove_rows(model._default_manager.filter(**{path: release_id}))


def _fill_concepts(release_id: int, contents: Contents, progress: Callable[[str], None]) -> None:
    ids: dict[str, int] = {}

    def concepts() -> Iterator[tuple[Any, ...]]:
        for record_class, kind in _KINDS.items():
            for record in contents.of(record_class):
                ids[record.uri] = release_id * KEYS_PER_RELEASE + len(ids)
                yield ids[record.uri], release_id, kind, record.uri, key_of(record.uri), getattr(record, "code", "")
        # A source may name concepts that another one defines: they get a concept here, but no facts.
        for record in [*contents.of(r.LabelRecord), *contents.of(r.TextRecord)]:
            if record.uri not in ids:
                ids[record.uri] = release_id * KEYS_PER_RELEASE + len(ids)
                yield ids[record.uri], release_id, record.kind, record.uri, key_of(record.uri), ""

    facts = attrgetter(*OCCUPATION_FACTS)
    progress("writing concepts")
    write_rows(m.Concept, ["id", "release_id", "kind", "uri", "key", "code"], concepts())
    write_rows(
        m.Occupation,
        ["concept_id", *OCCUPATION_FACTS],
        ((ids[record.uri], *facts(record)) for record in contents.of(r.OccupationRecord)),
    )
    write_rows(
        m.Skill,
        ["concept_id", "type", "reuse_level"],
        ((ids[skill.uri], skill.type, skill.reuse_level) for skill in contents.of(r.SkillRecord)),
    )
    progress("writing relations")
    write_rows(
        m.Broader,
        ["narrower_id", "broader_id"],
        ((ids[row.narrower], ids[row.broader]) for row in contents.of(r.BroaderRecord)),
    )
    write_rows(
        m.OccupationSkill,
        ["occupation_id", "skill_id", "is_essential"],
        ((ids[row.occupation], ids[row.skill], row.is_essential) for row in contents.of(r.OccupationSkillRecord)),
    )
    write_rows(
        m.Need,
        ["occupation_id", "needed_id", "strength"],
        ((ids[row.occupation], ids[row.needed], row.strength) for row in contents.of(n.NeedRecord)),
    )
    write_rows(
        m.ConceptMatch,
        ["release_id", "uri", "to", "kind"],
        ((release_id, row.uri, row.to, row.kind) for row in contents.of(n.MatchRecord)),
    )
    write_rows(
        m.SkillRelation,
        ["of_id", "to_id", "is_essential"],
        ((ids[row.of], ids[row.to], row.is_essential) for row in contents.of(r.SkillRelationRecord)),
    )
    progress("writing names and texts")
    for model, record_class in ((m.Label, r.LabelRecord), (m.Text, r.TextRecord)):
        rows = ((ids[row.uri], row.lang, row.type, row.text) for row in contents.of(record_class))
        write_rows(model, ["concept_id", "lang", "type", "text"], rows)
    _fill_education(release_id, contents, ids)


def _fill_education(release_id: int, contents: Contents, ids: dict[str, int]) -> None:
    programmes = {
        record.key: release_id * KEYS_PER_RELEASE + place for place, record in enumerate(contents.of(e.ProgrammeRecord))
    }
    for record_class, model in {**EDUCATION, **MARKET}.items():
        columns = columns_of(record_class)
        of_record = attrgetter(*columns)
        found = contents.of(record_class)
        if record_class is e.ProgrammeRecord:
            rows = ((programmes[one.key], release_id, *of_record(one)) for one in found)
            write_rows(model, ["id", "release_id", *columns], rows)
        else:
            write_rows(model, ["release_id", *columns], ((release_id, *of_record(one)) for one in found))
    write_rows(
        m.ProgrammeOccupation,
        ["programme_id", "occupation_id"],
        ((programmes[row.programme], ids[row.occupation]) for row in contents.of(e.ProgrammeOccupationRecord)),
    )
    write_rows(
        m.ProgrammeSkill,
        ["programme_id", "skill_id"],
        ((programmes[row.programme], ids[row.skill]) for row in contents.of(e.ProgrammeSkillRecord)),
    )


def _fill_onet(release_id: int, contents: Contents, progress: Callable[[str], None]) -> None:
    ids: dict[str, int] = {}

    def occupations() -> Iterator[tuple[Any, ...]]:
        for record in contents.of(r.OnetOccupationRecord):
            ids[record.code] = release_id * KEYS_PER_RELEASE + len(ids)
            yield ids[record.code], release_id, record.code, record.title, record.description

    progress("writing occupations")
    write_rows(m.OnetOccupation, ["id", "release_id", "code", "title", "description"], occupations())
    write_rows(
        m.Element,
        ["release_id", "element", "name"],
        ((release_id, element.element, element.name) for element in contents.of(r.ElementRecord)),
    )
    progress("writing measured properties")
    write_rows(
        m.Trait,
        ["occupation_id", "domain", "element", "scale", "value"],
        ((ids[t.code], t.domain, t.element, t.scale, t.value) for t in contents.of(r.TraitRecord)),
    )
    progress("writing tasks, titles and technologies")
    write_rows(
        m.OnetText,
        ["occupation_id", "type", "text"],
        ((ids[text.code], text.type, text.text) for text in contents.of(r.OnetTextRecord)),
    )
