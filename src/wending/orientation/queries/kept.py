"""Whose profile a session shows, and the profile that is kept with an account, with what was joined into it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext_lazy as _

from wending.accounts.queries.actors import owner_of
from wending.dossier.queries.skills import levels_held
from wending.ledger.rules.actor import Actor
from wending.orientation.models import KeptProfile
from wending.orientation.rules.profile import SessionProfile, profile_from_json
from wending.orientation.rules.profile_dossier import with_dossier
from wending.orientation.rules.profile_join import joined

# The questions of which one answer can be, as the page names them.
QUESTIONS = {
    "work": _("hoe lang en wanneer je werk deed"),
    "skills": _("hoe goed je iets kunt"),
    "education_level": _("je hoogste diploma"),
    "education_field": _("de richting van je opleiding"),
    "values": _("wat je belangrijk vindt"),
    "sector": _("of je in je sector wilt blijven"),
    "hours": _("hoeveel uur je wilt werken"),
    "subjects": _("welke vakken je leuk vindt"),
    "level": _("welk niveau je nu hebt"),
    "region": _("waar je wilt leren"),
    "distance": _("hoe ver je wilt reizen"),
}


@dataclass(frozen=True, slots=True)
class JoinedAtSignIn:
    """What was joined at sign-in and can be undone once: of which questions the earlier answer gave way."""

    gave_way: list[str]


def kept_profile(person: UUID) -> SessionProfile:
    """Return what somebody told and their account keeps; call it for who asks, or after `look`."""
    row = KeptProfile.objects.filter(person=person).first()
    return profile_from_json(row.content if row else None)


def own_profile(actor: Actor) -> SessionProfile:
    """Return what who asks told, with the skills of their dossier as it is now."""
    return with_dossier(kept_profile(actor.me), levels_held(actor))


def joined_at_sign_in(session: SessionBase) -> JoinedAtSignIn | None:
    """Return what was joined when who asks signed in and was not confirmed yet, None where there is nothing."""
    owner = owner_of(session)
    row = KeptProfile.objects.filter(person=owner.me).first() if owner else None
    if row is None or not row.before:
        return None
    older, newer = profile_from_json(row.before["older"]), profile_from_json(row.before["newer"])
    return JoinedAtSignIn([str(QUESTIONS[question]) for question in joined(older, newer).gave_way])
