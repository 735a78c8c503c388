"""How openings fit who asks, for their own eyes: shared skills, wishes, and what they could learn for it.

Reckoned anew for each page of that person, from their own dossier, profile and plan. Nothing of it is kept, logged or
given to anybody else: there is no query here that takes another person.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.dossier.queries.plan import plan_shown
from wending.dossier.queries.skills import skills
from wending.ledger.rules.actor import Actor
from wending.orientation.queries.cards import Asked, Card, cards
from wending.orientation.queries.courses import Smallest, smallest
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.kept import own_profile
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.results import match_one
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.profile import SessionProfile
from wending.work.models import Course, Opening
from wending.work.queries.openings import openings_for
from wending.work.queries.scope import own_firms
from wending.work.rules.openings import Skill, order, skills_of, split

# Hours a week that still count as what somebody wishes.
NEAR_HOURS = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """An opening with reasons for oneself: skills shared and not there yet, and other reasons in words."""

    opening: Opening
    shared: list[Skill]
    missing: list[Skill]
    reasons: list[str]
    is_wish: bool

    @property
    def asked(self) -> int:
        """How many skills are asked."""
        return len(self.shared) + len(self.missing)


@dataclass(frozen=True, slots=True)
class WholeFit:
    """One opening in full: also its occupation beside one's profile, and what teaches what is missing."""

    fit: Fit
    card: Card | None
    learning: Smallest | None
    own_courses: list[Course]


@dataclass(frozen=True, slots=True)
class _Self:
    """What somebody told, read once for a page."""

    profile: SessionProfile
    held: frozenset[str]
    goals: frozenset[str]


def fitting(actor: Actor, lang: str) -> list[Fit]:
    """Return what is open to who asks, what fits most first; what asks no skills comes after."""
    me = _self(actor, lang)
    found = [_fit(me, row) for row in openings_for(actor)]
    return sorted(found, key=lambda one: (*order(len(one.shared), one.asked, one.is_wish), one.opening.closes))


def whole_fit(actor: Actor, opening: Opening, lang: str) -> WholeFit:
    """Return one opening with all reasons, and courses for what is missing."""
    me = _self(actor, lang)
    fit = _fit(me, opening)
    known = named("skill", [one.uri for one in fit.missing if one.uri], lang)
    return WholeFit(
        fit=fit,
        card=_card(me.profile, opening, lang),
        learning=smallest(list[Named](known.values()), lang) if known else None,
        own_courses=_own_courses(actor, fit.missing),
    )


def own_skill_choices(actor: Actor, lang: str) -> list[str]:
    """Return the names of one's own skills, to choose from what one shows."""
    return [one.name for one in skills(actor, lang)]


def _self(actor: Actor, lang: str) -> _Self:
    profile = own_profile(actor)
    held = {one.uri for one in profile.skills} | {one.uri or one.name.casefold().strip() for one in skills(actor, lang)}
    goals = {goal.target for goal in plan_shown(actor).goals if goal.target}
    return _Self(profile, frozenset(held), frozenset(goals))


def _fit(me: _Self, opening: Opening) -> Fit:
    shared, missing = split(skills_of(opening.skills), me.held)
    is_wish = bool(opening.occupation) and opening.occupation in me.goals
    reasons = [_("Dit staat als doel in je plan.")] if is_wish else []
    if opening.occupation and any(work.uri == opening.occupation for work in me.profile.work):
        reasons.append(_("Dit werk deed je al eens."))
    wished = me.profile.wishes.hours
    if wished and opening.hours is not None:
        if abs(float(opening.hours) - wished) <= NEAR_HOURS:
            reasons.append(_("De uren passen bij wat je wilt."))
        else:
            reasons.append(_("Let op: je wilde %(hours)s uur per week werken.") % {"hours": wished})
    return Fit(opening, shared, missing, reasons, is_wish)


def _card(profile: SessionProfile, opening: Opening, lang: str) -> Card | None:
    """Return the occupation of an opening beside a profile; None where one of them says too little."""
    if not opening.occupation or not profile.can_rank:
        return None
    try:
        index = fit_index()
    except LookupError:
        return None
    match = match_one(index, profile, opening.occupation, Choices())
    return next(iter(cards(index, [match], Asked(profile, Choices(), lang))), None) if match else None


def _own_courses(actor: Actor, missing: list[Skill]) -> list[Course]:
    wanted = {one.key for one in missing}
    rows = Course.objects.filter(organisation__in=own_firms(actor), is_open=True).order_by("title")
    return [row for row in rows if wanted & {one.key for one in skills_of(row.skills)}]
