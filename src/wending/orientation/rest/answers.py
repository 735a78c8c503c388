"""What orientation gives over REST and as JSON on the command line: explained matches and steps. Shapes only."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pydantic import Field

from wending.engine.fit import Doubt, Effort, Match, Via
from wending.kit.rest import Record
from wending.orientation.queries.matches import Matches, Names, Transitions
from wending.reference.queries.names import Name
from wending.reference.rest.answers import ConceptOut, SourceOut
from wending.reference.rules.uris import key_of

STATEMENT = _(
    "Deze uitkomst is informatie. Wending beslist niets: wie zoekt, kiest zelf. Gebruik de uitkomst niet om mensen te "
    "kiezen of af te wijzen."
)
Share = Annotated[float, Field(ge=0, le=1)]


class MatchedOut(Record):
    needed: ConceptOut = Field(description="Wat het beroep vraagt.")
    own: ConceptOut = Field(description="Wat de persoon kan en daarvoor telt.")
    is_essential: bool = Field(description="Nodig, en niet alleen handig.")
    importance: Share = Field(description="Het deel van alles wat het beroep vraagt, van 0 tot 1.")
    covered: Share = Field(description="Hoe ver het telt, van 0 tot 1.")
    via: Via = Field(description="Waardoor het telt: zelf, nauwer, ruimer, verwant of dezelfde groep.")
    group: ConceptOut | None = Field(description="De groep, als die de weg is.")


class MissingOut(Record):
    needed: ConceptOut = Field(description="Wat het beroep vraagt en de persoon niet noemt.")
    is_essential: bool = Field(description="Nodig, en niet alleen handig.")
    importance: Share = Field(description="Het deel van alles wat het beroep vraagt, van 0 tot 1.")
    covered: Share = Field(description="Wat verwante vaardigheden ervan goedmaken, van 0 tot 1.")


class CounterfactualOut(Record):
    skill: ConceptOut = Field(description="De vaardigheid die het meeste verschil maakt.")
    place: int = Field(ge=1, description="De plaats met die vaardigheid erbij.")
    total: Share = Field(description="Het totaal met die vaardigheid erbij.")


class PartsOut(Record):
    essential: float | None = Field(description="Wat je nodig hebt en precies zo kunt.")
    optional: float | None = Field(description="Wat handig is en je precies zo kunt.")
    related: float | None = Field(description="Wat je kunt of wat erop lijkt.")
    used: float | None = Field(description="Hoeveel je gebruikt van wat je kunt.")
    interests: float | None = Field(description="Wat je leuk vindt.")
    values: float | None = Field(description="Wat je belangrijk vindt.")
    level: float | None = Field(description="Het niveau.")
    field: float | None = Field(description="De richting van je opleiding.")
    transition: float | None = Field(description="Hoe dicht het bij je vorige werk ligt.")
    preferences: float | None = Field(description="Je wensen.")


class MatchOut(Record):
    occupation: ConceptOut = Field(description="Het beroep.")
    place: int = Field(ge=1, description="De plaats op de hele lijst.")
    total: Share = Field(description="Hoe goed het past, van 0 tot 1.")
    confidence: Share = Field(description="Hoe zeker dat is, van 0 tot 1.")
    parts: PartsOut = Field(description="Waaruit het totaal bestaat, elk van 0 tot 1. Leeg: onbekend, telt niet mee.")
    effort: Effort = Field(description="Hoe groot de stap is: kleine stap, korte scholing, opleiding of lange weg.")
    missing_essential: Share = Field(description="Het deel van wat nodig is dat ontbreekt, van 0 tot 1.")
    level_gap: float | None = Field(description="Hoeveel NLQF-niveaus te weinig; negatief is hoger. Leeg: onbekend.")
    matched: list[MatchedOut] = Field(description="Wat past, het belangrijkste eerst.")
    missing: list[MissingOut] = Field(description="Wat ontbreekt, het belangrijkste eerst.")
    counterfactual: CounterfactualOut | None = Field(description="Wat een vaardigheid erbij zou veranderen.")
    doubts: list[Doubt] = Field(description="Waarom de uitkomst minder zeker is.")
    conflicts: list[str] = Field(description="Wensen waar het beroep tegenin gaat.")


class Answer(Record):
    sources: str = Field(description="De bronnen die de volgorde gebruikt: esco of esco+onet.")
    releases: list[SourceOut] = Field(description="De uitgaven van de bronnen, met hun datum.")
    statement: str = Field(description="Wat de uitkomst is, en wat niet.")


class MatchesOut(Answer):
    items: list[MatchOut] = Field(description="Beroepen, het beste eerst. Werk dat iemand al deed staat er niet bij.")
    unknown: list[str] = Field(description="URI's in het profiel die niet in de gegevens staan. Ze tellen niet mee.")


class TransitionOut(Record):
    place: int = Field(ge=1, description="De plaats op de lijst.")
    score: Share = Field(description="Hoe goed de stap past, van 0 tot 1.")
    match: MatchOut = Field(description="Hoe het beroep past bij iemand die dit werk doet, met uitleg.")


class TransitionsOut(Answer):
    origin: ConceptOut = Field(alias="from", description="Het beroep waar de stap begint.")
    items: list[TransitionOut] = Field(description="Beroepen om naartoe te gaan, het beste eerst.")


def matches_out(found: Matches, sources: str) -> MatchesOut:
    """Return matches as they are given."""
    items = [match_out(match, found.names) for match in found.matches]
    return MatchesOut(items=items, unknown=list(found.unknown), **_about(found, sources))


def transitions_out(found: Transitions, sources: str) -> TransitionsOut:
    """Return steps as they are given."""
    items = [
        TransitionOut(place=step.place, score=step.score, match=match_out(step.match, found.names))
        for step in found.transitions
    ]
    origin = _concept(found.origin, found.names.occupations)
    return TransitionsOut(origin=origin, items=items, **_about(found, sources))


def match_out(match: Match, names: Names) -> MatchOut:
    """Return one explained occupation as it is given."""
    better = match.counterfactual
    return MatchOut(
        occupation=_concept(match.occupation, names.occupations),
        place=match.place,
        total=match.total,
        confidence=match.confidence,
        parts=PartsOut(**{part.value: value for part, value in match.parts.items()}),
        effort=match.effort,
        missing_essential=match.missing_essential,
        level_gap=match.level_gap,
        matched=[
            MatchedOut(
                needed=_concept(skill.needed, names.skills),
                own=_concept(skill.own, names.skills),
                is_essential=skill.is_essential,
                importance=skill.importance,
                covered=skill.covered,
                via=skill.via,
                group=None if skill.group is None else _concept(skill.group, names.groups),
            )
            for skill in match.matched
        ],
        missing=[
            MissingOut(
                needed=_concept(skill.needed, names.skills),
                is_essential=skill.is_essential,
                importance=skill.importance,
                covered=skill.covered,
            )
            for skill in match.missing
        ],
        counterfactual=better
        and CounterfactualOut(skill=_concept(better.skill, names.skills), place=better.place, total=better.total),
        doubts=list(match.doubts),
        conflicts=list(match.conflicts),
    )


def _about(found: Matches | Transitions, sources: str) -> dict[str, Any]:
    releases = [SourceOut.model_validate(release, extra="ignore") for release in found.releases]
    return {"sources": sources, "releases": releases, "statement": gettext(STATEMENT)}


def _concept(uri: str, known: Mapping[str, Name]) -> ConceptOut:
    name = known.get(uri)
    key = key_of(uri)
    return ConceptOut(uri=uri, key=key, label=name.text if name else key, lang=name.lang if name else "")
