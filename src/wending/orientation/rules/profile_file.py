"""The profile as a file or a request carries it: one schema for the command line and REST, checked in full.

Terms as in `wending.engine.fit.profile`, which it becomes. Not the profile of a session (see `profile`): that one holds
the answers to the questions of the pages.
"""

from typing import Annotated, Literal

from pydantic import Field

from wending.engine.fit.profile import OwnSkill, PastOccupation, Preferences, Profile, SectorWish
from wending.engine.fit.weights import Weights
from wending.kit.rest import Told, Uri

Score = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Years = Annotated[float, Field(ge=0, le=80)]
Hours = Annotated[float, Field(ge=0, le=80)]
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
NlqfLevel = Literal["1", "2", "3", "4", "4+", "5", "6", "7", "8"]
# vwo is NLQF 4+, which the European framework counts as 4: between havo and the associate degree.
LEVELS = {"4+": 4.5}
WORK = "Werk dat je deed. De vaardigheden die erbij horen tellen minder zwaar mee, tenzij je ze zelf bij skills noemt."
FIELD_PREFIX = "http://data.europa.eu/esco/isced-f/"


class SkillInFile(Told):
    """Something a person can do."""

    uri: Uri = Field(description="De URI van de vaardigheid.")
    level: Share | None = Field(None, description="Hoe goed, van 0 tot 1. Leeg: dat weten we niet.")
    certainty: Share = Field(1.0, description="Hoe zeker dit is, van 0 tot 1.")


class OccupationInFile(Told):
    """Work a person did."""

    uri: Uri = Field(description="De URI van het beroep.")
    years: Years = Field(1.0, description="Hoeveel jaar.")
    years_ago: Years = Field(0.0, description="Hoeveel jaar geleden dat stopte.")


class EducationInFile(Told):
    """The highest education a person finished."""

    level: NlqfLevel | None = Field(None, description="Het NLQF-niveau.")
    field: Annotated[str, Field(pattern=r"^[0-9]{2,4}$")] | None = Field(
        None, description="De richting: een code van ISCED-F 2013, zoals 09 of 0913."
    )


class InterestsInFile(Told):
    """Six interest scores (RIASEC) on one scale."""

    r: Score = Field(alias="R", description="Realistisch: doen en maken.")
    i: Score = Field(alias="I", description="Onderzoekend: uitzoeken.")
    a: Score = Field(alias="A", description="Artistiek: scheppen.")
    s: Score = Field(alias="S", description="Sociaal: helpen.")
    e: Score = Field(alias="E", description="Ondernemend: overtuigen.")
    c: Score = Field(alias="C", description="Conventioneel: ordenen.")


class ValuesInFile(Told):
    """Six work values on one scale, in the order of O*NET (1.B.2.a to f)."""

    achievement: Score = Field(description="Resultaat halen.")
    conditions: Score = Field(description="Goede omstandigheden en zekerheid.")
    recognition: Score = Field(description="Waardering en vooruitkomen.")
    relationships: Score = Field(description="Fijne collega's, iets doen voor anderen.")
    support: Score = Field(description="Een leiding die achter je staat.")
    independence: Score = Field(description="Zelf bepalen hoe je werkt.")


class HoursInFile(Told):
    """Hours of work a week, from and up to."""

    min: Hours = Field(description="Minstens zoveel uur per week.")
    max: Hours = Field(description="Hooguit zoveel uur per week.")


class PreferencesInFile(Told):
    """Wishes that colour the order; they never leave an occupation out."""

    sectors: list[Name] = Field(default=[], max_length=50, description="Sectoren die je zoekt.")
    avoid: list[Name] = Field(default=[], max_length=50, description="Omstandigheden die je niet wilt, zoals lifting.")
    hours: HoursInFile | None = Field(None, description="Hoeveel uur per week je wilt werken.")
    sector_wish: Literal["stay", "leave"] | None = Field(
        None, description="Blijven in de sector die je kent, of eruit weg."
    )


class WeightsInFile(Told):
    """How much each part of the fit counts; only proportions matter."""

    essential: Share = Field(Weights.essential, description="Wat je nodig hebt en precies zo kunt.")
    optional: Share = Field(Weights.optional, description="Wat handig is en je precies zo kunt.")
    related: Share = Field(Weights.related, description="Wat erop lijkt.")
    used: Share = Field(Weights.used, description="Hoeveel je gebruikt van wat je kunt.")
    interests: Share = Field(Weights.interests, description="Wat je leuk vindt.")
    values: Share = Field(Weights.values, description="Wat je belangrijk vindt.")
    level: Share = Field(Weights.level, description="Het niveau.")
    field: Share = Field(Weights.field, description="De richting van je opleiding.")
    transition: Share = Field(Weights.transition, description="Hoe dicht het bij je vorige werk ligt.")
    preferences: Share = Field(Weights.preferences, description="Je wensen.")


class ProfileFile(Told):
    """What a person tells. Everything may be absent; the less there is, the less sure the answer."""

    skills: list[SkillInFile] = Field(default=[], max_length=500, description="Wat je kunt.")
    occupations: list[OccupationInFile] = Field(default=[], max_length=30, description=WORK)
    education: EducationInFile = Field(default=EducationInFile(), description="Je opleiding.")
    interests: InterestsInFile | None = Field(None, description="Je interesses (RIASEC), alle zes op één schaal.")
    values: ValuesInFile | None = Field(None, description="Wat je belangrijk vindt, alle zes op één schaal.")
    preferences: PreferencesInFile = Field(default=PreferencesInFile(), description="Je wensen.")
    weights: WeightsInFile = Field(default=WeightsInFile(), description="Hoe zwaar elk deel telt.")

    def profile(self) -> Profile:
        """Return the profile as the engine reads it; of a URI that occurs twice the last counts."""
        wishes = self.preferences
        return Profile(
            skills=tuple(
                OwnSkill(skill.uri, skill.level, skill.certainty)
                for skill in {skill.uri: skill for skill in self.skills}.values()
            ),
            past=tuple(
                PastOccupation(work.uri, work.years, work.years_ago)
                for work in {work.uri: work for work in self.occupations}.values()
            ),
            level=None
            if self.education.level is None
            else LEVELS.get(self.education.level) or int(self.education.level),
            field=None if self.education.field is None else FIELD_PREFIX + self.education.field,
            riasec=_scores(self.interests),
            values=_scores(self.values),
            preferences=Preferences(
                sectors=frozenset(wishes.sectors),
                limits=frozenset(wishes.avoid),
                hours=None if wishes.hours is None else (wishes.hours.min, max(wishes.hours.min, wishes.hours.max)),
                sector_wish=None if wishes.sector_wish is None else SectorWish(wishes.sector_wish),
            ),
        )

    def engine_weights(self) -> Weights:
        """Return the weights as the engine reads them; all zero means that nothing is preferred: the usual ones."""
        weights = self.weights.model_dump(by_alias=False)
        return Weights(**weights) if any(weights.values()) else Weights()


def _scores(scores: InterestsInFile | ValuesInFile | None) -> tuple[float, ...] | None:
    return None if scores is None else tuple(scores.model_dump(by_alias=False).values())
