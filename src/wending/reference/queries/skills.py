"""One skill with where it stands and who needs it, lists of skills, and skills to suggest for work someone did."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from math import log

from django.db.models import Count, Q

from wending.reference.models import Broader, Concept, Occupation, OccupationSkill, Skill, SkillRelation
from wending.reference.queries.names import Name, NamedConcept, named, names, other_names, texts
from wending.reference.queries.page import Page
from wending.reference.queries.releases import ReleaseInfo, framework, releases_in_force
from wending.reference.rules.uris import key_of


@dataclass(frozen=True, slots=True)
class SkillGroupItem:
    """A group above a skill: `steps` up from it (1 is its own group)."""

    uri: str
    key: str
    label: str
    lang: str
    code: str
    steps: int


@dataclass(frozen=True, slots=True)
class SkillDetail:
    """A skill in one language. `essential_for` and `optional_for` are sorted by name and cut at the limit asked for;
    `essential_count` and `optional_count` count all. `helped_by` are skills that the source relates to this one.
    `sources` maps the name of a field to the release that it comes from.
    """

    uri: str
    key: str
    label: str
    lang: str
    also_names: tuple[Name, ...]
    description: Name | None
    type: str
    reuse_level: str
    groups: tuple[SkillGroupItem, ...]
    broader: tuple[NamedConcept, ...]
    narrower: tuple[NamedConcept, ...]
    helped_by: tuple[NamedConcept, ...]
    essential_for: tuple[NamedConcept, ...]
    essential_count: int
    optional_for: tuple[NamedConcept, ...]
    optional_count: int
    sources: dict[str, ReleaseInfo]


@dataclass(frozen=True, slots=True)
class SkillItem:
    """A skill in a list."""

    uri: str
    key: str
    label: str
    lang: str
    type: str


@dataclass(frozen=True, slots=True)
class SuggestedSkill:
    """A skill that belongs to one or more given occupations; `occupations` counts them, `is_essential` for any."""

    uri: str
    key: str
    label: str
    lang: str
    type: str
    is_essential: bool
    occupations: int


def skill(uri_or_key: str, lang: str, *, limit: int = 50) -> SkillDetail | None:
    """Return a skill of the framework by URI or by the last segment of it, or nothing."""
    main = framework()
    found = (
        main
        and Concept.objects.filter(
            Q(uri=uri_or_key) | Q(key=uri_or_key), release=main.id, kind="skill", skill__isnull=False
        )
        .select_related("skill")
        .first()
    )
    if not main or not found:
        return None
    in_force = {release.source: release for release in releases_in_force()}
    uri = found.uri
    label = names("skill", [uri], lang).get(uri, Name(found.key, ""))
    description = texts("skill", [uri], lang).get(uri)
    sources = dict.fromkeys(
        ("type", "groups", "broader", "narrower", "helped_by", "essential_for", "optional_for"), main
    )
    for name, text in (("label", label), ("description", description)):
        if text and text.source:
            sources[name] = in_force[text.source]
    needs = OccupationSkill.objects.filter(skill=found.pk).values_list("occupation__uri", "is_essential")
    essential = {occupation for occupation, is_essential in needs if is_essential}
    optional = {occupation for occupation, _ in needs} - essential
    up = Broader.objects.filter(narrower=found.pk, broader__kind="skill").values_list("broader__uri", flat=True)
    down = Broader.objects.filter(broader=found.pk, narrower__kind="skill").values_list("narrower__uri", flat=True)
    helping = SkillRelation.objects.filter(of=found.pk).values_list("to__uri", flat=True)
    return SkillDetail(
        uri=uri,
        key=found.key,
        label=label.text,
        lang=label.lang,
        also_names=tuple(
            name for name in other_names("skill", uri, lang) if name.text.casefold() != label.text.casefold()
        ),
        description=description,
        type=found.skill.type,
        reuse_level=found.skill.reuse_level,
        groups=_groups(found.pk, lang),
        broader=tuple(named("skill", list(up), lang)),
        narrower=tuple(named("skill", list(down), lang)),
        helped_by=tuple(named("skill", list(helping), lang)),
        essential_for=tuple(named("occupation", list(essential), lang)[:limit]),
        essential_count=len(essential),
        optional_for=tuple(named("occupation", list(optional), lang)[:limit]),
        optional_count=len(optional),
        sources=sources,
    )


def skills(*, lang: str, group: str = "", limit: int = 50, offset: int = 0) -> Page[SkillItem]:
    """Return the skills of the framework, or those anywhere under a skill group, in the order of their URIs.

    `group` is the code, URI or key of a skill group, such as "S1.2"; an unknown one gives an empty page.
    """
    main = framework()
    rows = Skill.objects.filter(concept__release=main.id if main else None).order_by("concept__uri")
    if group and main:
        under = _under(main.id, group)
        # Chosen here and not by the database: a group can hold more keys than a query may name.
        listed = rows.values_list("concept_id", "concept__uri", "type")
        chosen = [(uri, skill_type) for key, uri, skill_type in listed if key in under]
        part, total = chosen[offset : offset + limit], len(chosen)
    else:
        part, total = list(rows.values_list("concept__uri", "type")[offset : offset + limit]), rows.count()
    known = names("skill", [uri for uri, _ in part], lang)
    items = [
        SkillItem(uri, key_of(uri), name.text, name.lang, skill_type)
        for uri, skill_type in part
        for name in [known.get(uri, Name(key_of(uri), ""))]
    ]
    return Page(items, total, limit, offset)


def skills_of_occupations(uris: Collection[str], lang: str, limit: int = 40) -> list[SuggestedSkill]:
    """Return skills of occupations, most telling first: essential before optional, shared by many of the given
    occupations, rare among all others (inverse document frequency, as in Spärck Jones 1972).
    """
    main = framework()
    if main is None or not uris:
        return []
    needs = OccupationSkill.objects.filter(occupation__release=main.id, occupation__uri__in=list(uris))
    weights: Counter[int] = Counter()
    givers: dict[int, set[int]] = defaultdict(set)
    essential: set[int] = set()
    for occupation, skill_id, is_essential in needs.values_list("occupation_id", "skill_id", "is_essential"):
        weights[skill_id] += 2 if is_essential else 1
        givers[skill_id].add(occupation)
        if is_essential:
            essential.add(skill_id)
    total = Occupation.objects.filter(concept__release=main.id).count()
    needed = OccupationSkill.objects.filter(skill__in=list(weights)).values_list("skill_id")
    spread = needed.annotate(occupations=Count("occupation", distinct=True))
    rarity = {skill_id: log((1 + total) / count) for skill_id, count in spread}
    best = sorted(weights, key=lambda key: (-weights[key] * rarity[key], key))[:limit]
    rows = Concept.objects.filter(pk__in=best).values_list("pk", "uri", "skill__type")
    facts = {key: (uri, skill_type) for key, uri, skill_type in rows}
    known = names("skill", [uri for uri, _ in facts.values()], lang)
    suggested = []
    for key in best:
        uri, skill_type = facts[key]
        name = known.get(uri, Name(key_of(uri), ""))
        suggested.append(
            SuggestedSkill(uri, key_of(uri), name.text, name.lang, skill_type, key in essential, len(givers[key]))
        )
    return suggested


def _groups(skill_id: int, lang: str) -> tuple[SkillGroupItem, ...]:
    """Return all groups above a skill, nearest first."""
    steps: dict[str, tuple[int, str]] = {}
    level, seen, distance = {skill_id}, {skill_id}, 0
    while level:
        distance += 1
        rows = Broader.objects.filter(narrower__in=level).values_list(
            "broader_id", "broader__kind", "broader__uri", "broader__code"
        )
        level = set()
        for key, kind, uri, code in rows:
            if key not in seen:
                seen.add(key)
                level.add(key)
                if kind == "skill_group":
                    steps[uri] = (distance, code)
    known = named("skill_group", list(steps), lang)
    items = [SkillGroupItem(c.uri, c.key, c.label, c.lang, steps[c.uri][1], steps[c.uri][0]) for c in known]
    return tuple(sorted(items, key=lambda item: (item.steps, item.code)))


def _under(release: int, group: str) -> set[int]:
    """Return the keys of all concepts under a skill group."""
    top = Concept.objects.filter(Q(code=group) | Q(uri=group) | Q(key=group), release=release, kind="skill_group")
    level = set(top.values_list("pk", flat=True))
    children: dict[int, list[int]] = defaultdict(list)
    pairs = Broader.objects.filter(broader__release=release, broader__kind__startswith="skill")
    for narrower, broader in pairs.values_list("narrower_id", "broader_id"):
        children[broader].append(narrower)
    found: set[int] = set()
    while level:
        level = {child for parent in level for child in children[parent]} - found
        found |= level
    return found
