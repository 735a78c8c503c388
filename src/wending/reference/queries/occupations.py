"""One occupation with all that is known of it, and lists of occupations. Each fact names the release it comes from."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from wending.reference.models import Broader, Concept, Occupation, OccupationSkill
from wending.reference.queries.names import Name, NamedConcept, named, names, other_names, texts
from wending.reference.queries.onet import OnetProfile, onet_profile
from wending.reference.queries.page import Page
from wending.reference.queries.releases import FRAMEWORKS, ReleaseInfo, framework, releases_in_force
from wending.reference.rules.uris import key_of

ISCO_URI = "http://data.europa.eu/esco/isco/C"
_OF_CATALOGUE = ("nlqf_low", "nlqf_high", "riasec", "sector", "work_values", "conditions", "sbi", "brc")


@dataclass(frozen=True, slots=True)
class OccupationSkillItem:
    """A skill that an occupation asks for."""

    uri: str
    key: str
    label: str
    lang: str
    type: str


@dataclass(frozen=True, slots=True)
class OccupationDetail:
    """An occupation in one language. Empty texts and None mean: no source in force says.

    `sources` maps the name of a field to the release that it comes from. `nlqf_low`, `nlqf_high`, `riasec` (one to
    three letters), `sector`, `one_liner`, `work_values` (the strongest first), `conditions`, `sbi` (sections of
    industries) and `brc` (a group of BRC 2014) come from the embedded catalogue, `onet` through the crosswalk. No
    conditions, where `sources` names one, means that none of them is usual.
    """

    uri: str
    key: str
    label: str
    lang: str
    also_names: tuple[Name, ...]
    description: Name | None
    definition: Name | None
    one_liner: Name | None
    code: str
    isco_code: str
    isco_label: Name | None
    is_regulated: bool | None
    nlqf_low: str
    nlqf_high: str
    riasec: str
    sector: str
    work_values: tuple[str, ...]
    conditions: tuple[str, ...]
    sbi: tuple[str, ...]
    brc: str
    onet: OnetProfile | None
    essential: tuple[OccupationSkillItem, ...]
    optional: tuple[OccupationSkillItem, ...]
    broader: tuple[NamedConcept, ...]
    narrower: tuple[NamedConcept, ...]
    sources: dict[str, ReleaseInfo]


@dataclass(frozen=True, slots=True)
class OccupationItem:
    """An occupation in a list."""

    uri: str
    key: str
    label: str
    lang: str
    isco_code: str


def occupation(uri_or_key: str, lang: str) -> OccupationDetail | None:
    """Return an occupation of the framework by URI or by the last segment of it, or nothing."""
    main = framework()
    found = (
        main
        and Concept.objects.filter(
            Q(uri=uri_or_key) | Q(key=uri_or_key), release=main.id, kind="occupation", occupation__isnull=False
        )
        .select_related("occupation")
        .first()
    )
    if not main or not found:
        return None
    in_force = {release.source: release for release in releases_in_force()}
    uri, facts = found.uri, found.occupation
    label = names("occupation", [uri], lang).get(uri, Name(found.key, ""))
    extra = _catalogue_facts(uri, in_force.get("catalogue"))
    own = extra or facts
    one_liner = texts("occupation", [uri], lang, "one_liner").get(uri)
    description = texts("occupation", [uri], lang).get(uri)
    isco_uri = f"{ISCO_URI}{facts.isco_code}"
    isco_label = names("isco_group", [isco_uri], lang).get(isco_uri)
    essential, optional = _skills(found.pk, lang)
    profile = onet_profile(uri)
    sources = dict.fromkeys(("code", "isco_code", "essential", "optional", "broader", "narrower"), main)
    is_regulated = facts.is_regulated
    sources["is_regulated"] = main
    if extra and extra.is_regulated is not None:
        is_regulated, sources["is_regulated"] = extra.is_regulated, in_force["catalogue"]
    if extra:
        sources |= dict.fromkeys(_OF_CATALOGUE, in_force["catalogue"])
    for name, text in (
        ("label", label),
        ("description", description),
        ("one_liner", one_liner),
        ("isco_label", isco_label),
    ):
        if text and text.source:
            sources[name] = in_force[text.source]
    if profile:
        sources |= {"onet": in_force["onet"], "onet_link": in_force["crosswalk"]}
    return OccupationDetail(
        uri=uri,
        key=found.key,
        label=label.text,
        lang=label.lang,
        also_names=tuple(
            name for name in other_names("occupation", uri, lang) if name.text.casefold() != label.text.casefold()
        ),
        description=description,
        definition=texts("occupation", [uri], lang, "definition").get(uri),
        one_liner=one_liner,
        code=found.code,
        isco_code=facts.isco_code,
        isco_label=isco_label,
        is_regulated=is_regulated,
        nlqf_low=own.nlqf_low,
        nlqf_high=own.nlqf_high,
        riasec=own.riasec,
        sector=own.sector,
        work_values=tuple(own.work_values.split()),
        conditions=tuple(own.conditions.split()),
        sbi=tuple(own.sbi.split()),
        brc=own.brc,
        onet=profile,
        essential=essential,
        optional=optional,
        broader=_neighbours(found.pk, lang, is_up=True),
        narrower=_neighbours(found.pk, lang, is_up=False),
        sources=sources,
    )


def occupations(*, lang: str, isco_prefix: str = "", limit: int = 50, offset: int = 0) -> Page[OccupationItem]:
    """Return the occupations of the framework, or those under an ISCO-08 group, in the order of their codes."""
    main = framework()
    rows = Occupation.objects.filter(concept__release=main.id if main else None, isco_code__startswith=isco_prefix)
    found = rows.order_by("isco_code", "concept__code", "concept__uri").values_list("concept__uri", "isco_code")
    part = list(found[offset : offset + limit])
    known = names("occupation", [uri for uri, _ in part], lang)
    items = [
        OccupationItem(uri, key_of(uri), name.text, name.lang, isco_code)
        for uri, isco_code in part
        for name in [known.get(uri, Name(key_of(uri), ""))]
    ]
    return Page(items, rows.count(), limit, offset)


def regulated(uris: Collection[str]) -> dict[str, bool | None]:
    """Return whether each occupation is regulated, None when unknown; the catalogue speaks before ESCO."""
    in_force = {release.source: release.id for release in releases_in_force()}
    found: dict[str, bool | None] = dict.fromkeys(uris)
    for source in FRAMEWORKS:
        rows = Occupation.objects.filter(concept__release=in_force.get(source), concept__uri__in=list(uris))
        for uri, is_regulated in rows.values_list("concept__uri", "is_regulated"):
            found[uri] = is_regulated if is_regulated is not None else found[uri]
    return found


def _catalogue_facts(uri: str, catalogue: ReleaseInfo | None) -> Occupation | None:
    if catalogue is None:
        return None
    return Occupation.objects.filter(concept__release=catalogue.id, concept__uri=uri).first()


def _skills(occupation_id: int, lang: str) -> tuple[tuple[OccupationSkillItem, ...], tuple[OccupationSkillItem, ...]]:
    """Return essential and optional skills sorted by name; a skill that is both counts as essential."""
    rows = list(
        OccupationSkill.objects.filter(occupation=occupation_id).values_list(
            "skill__uri", "skill__skill__type", "is_essential"
        )
    )
    types = {uri: skill_type for uri, skill_type, _ in rows}
    needed = {uri for uri, _, is_essential in rows if is_essential}
    items = [
        OccupationSkillItem(concept.uri, concept.key, concept.label, concept.lang, types[concept.uri])
        for concept in named("skill", list(types), lang)
    ]
    return tuple(i for i in items if i.uri in needed), tuple(i for i in items if i.uri not in needed)


def _neighbours(occupation_id: int, lang: str, *, is_up: bool) -> tuple[NamedConcept, ...]:
    here, there = ("narrower", "broader") if is_up else ("broader", "narrower")
    rows = Broader.objects.filter(**{here: occupation_id, f"{there}__kind": "occupation"})
    return tuple(named("occupation", list(rows.values_list(f"{there}__uri", flat=True)), lang))
