"""Skills to suggest for an item: from its own words, from the occupation it looks like, and soft skills of its kind.

Suggestions wait for a yes: each tells where it comes from, and nothing is kept that was not ticked.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.dossier.queries.skill_names import skill_names
from wending.dossier.rules.record import Kind
from wending.dossier.sources.behaviours import behaviours
from wending.engine.text import extract
from wending.reference.queries.names import names
from wending.reference.queries.releases import framework
from wending.reference.queries.search import search, text_index
from wending.reference.queries.skills import skills_of_occupations

MOST = 12
# Below this a title only vaguely looks like an occupation, and says nothing.
LEAST_LIKE = 0.6
SOFT_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.WORK: ("working_together", "keeping_word", "dealing_customers", "accurate"),
    Kind.LEARNT_AT_WORK: ("learning", "feedback", "solving", "explaining"),
    Kind.EDUCATION: ("planning", "learning", "working_together", "carrying_on"),
    Kind.COURSE: ("learning", "starting", "carrying_on", "feedback"),
    Kind.VOLUNTEERING: ("working_together", "dealing_customers", "starting", "different_people"),
    Kind.CARE: ("caring", "staying_calm", "planning", "self_care"),
    Kind.HOBBY: ("carrying_on", "learning", "making_up", "accurate"),
    Kind.PROJECT: ("starting", "planning", "solving", "leading"),
    Kind.CREDENTIAL: ("carrying_on", "learning", "accurate", "planning"),
    Kind.LANGUAGE: ("listening", "explaining", "different_people", "learning"),
    Kind.AWARD: ("carrying_on", "leading", "making_up", "working_together"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill to tick, with the words or the occupation that led to it."""

    uri: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """An occupation that a title looks like."""

    uri: str
    name: str


def likely_occupation(title: str, lang: str) -> Likeness | None:
    """Return the occupation of the reference data that a title looks like; nothing where none is near enough."""
    if framework() is None or not title.strip():
        return None
    hits = search(title, "occupation", "en" if lang == "en" else "nl", 1)
    if not hits or hits[0].score < LEAST_LIKE:
        return None
    known = names("occupation", [hits[0].uri], lang).get(hits[0].uri)
    return Likeness(hits[0].uri, known.text) if known else None


def suggested_skills(
    text: str, occupation: Likeness | None, lang: str, without: Collection[str] = ()
) -> list[Suggestion]:
    """Return skills that a text names, each with its words, and then those that belong to an occupation."""
    if framework() is None:
        return []
    found: dict[str, str] = {}
    for proposal in extract(text, text_index(), "en" if lang == "en" else "nl").skills:
        found[proposal.uri] = _("Je schreef: %(quote)s") % {"quote": proposal.quote}
    if occupation is not None:
        for skill in skills_of_occupations([occupation.uri], lang, MOST):
            found.setdefault(skill.uri, _("Hoort vaak bij: %(occupation)s") % {"occupation": occupation.name})
    called = skill_names(found, lang)
    kept = [Suggestion(uri, called[uri], why) for uri, why in found.items() if uri in called and uri not in without]
    return kept[:MOST]


def soft_skills(kind: Kind, lang: str, without: Collection[str] = ()) -> tuple[list[Suggestion], list[Suggestion]]:
    """Return the soft skills that this kind of item often shows, and all others; each with one behaviour as example."""
    near = SOFT_OF_KIND[kind]
    shown = {
        key: Suggestion(soft.uri, soft.name(lang), soft.sentences(lang)[0][1][0]) for key, soft in behaviours().items()
    }
    shown = {key: one for key, one in shown.items() if one.uri not in without}
    return [shown[key] for key in near if key in shown], [one for key, one in shown.items() if key not in near]


def found_skills(text: str, lang: str) -> list[Suggestion]:
    """Return skills that fit what somebody typed, best first."""
    if framework() is None or not text.strip():
        return []
    hits = search(text, "skill", "en" if lang == "en" else "nl", 8)
    called = skill_names([hit.uri for hit in hits], lang)
    return [Suggestion(hit.uri, called[hit.uri], "") for hit in hits if hit.uri in called]
