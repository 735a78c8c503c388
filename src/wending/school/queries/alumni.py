"""Alumni as their school sees them: frozen results per cohort, remarks once checked, and who may be asked as a guest.

Who joined is never shown, not even how many: a list of addresses that grows by one would tell who.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.rules.roles import Role
from wending.kit.small_cells import SMALLEST
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.school.models import AlumniAnswer, AlumniAsk, AlumniCohort, AlumniContact, AlumniGuest, AlumniRound
from wending.school.queries.lesson_words import competence_question
from wending.school.queries.outside_scope import acts_as_staff, own_organisation
from wending.school.queries.quality import is_leader
from wending.school.rules.alumni import NOTHING, UNKNOWN, Doing, Helped
from wending.school.rules.terms import COMPETENCES

DOING: dict[str, Any] = {
    Doing.WORK: gettext_lazy("werk"),
    Doing.WORK_LEARNING: gettext_lazy("werken en leren tegelijk"),
    Doing.MBO: gettext_lazy("een opleiding op het mbo"),
    Doing.HIGHER: gettext_lazy("een opleiding op hbo of universiteit"),
    Doing.OTHER_SCHOOL: gettext_lazy("een andere opleiding of school"),
    Doing.SEEKING: gettext_lazy("ik zoek werk of een opleiding"),
    Doing.OTHER: gettext_lazy("iets anders"),
}
HELPED: dict[str, Any] = {
    Helped.MUCH: gettext_lazy("ja, veel"),
    Helped.SOME: gettext_lazy("ja, een beetje"),
    Helped.LITTLE: gettext_lazy("weinig"),
    Helped.NOT: gettext_lazy("nee"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that may be shown, for a bar."""

    label: str
    value: int
    key: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a question, and the answers whose count stays hidden."""

    shown: list[Counted]
    hidden: list[str]


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What may be shown of a round that closed. `answered` is None where it stays hidden."""

    cohort: AlumniCohort
    years: int
    asked: int | None
    answered: int | None
    doing: Counts
    helped: Counts
    missed: Counts
    told: int | None
    remarks: list[str]

    @property
    def rate(self) -> int | None:
        """How many of a hundred who were asked answered; None where hidden."""
        return round(100 * self.answered / self.asked) if self.answered is not None and self.asked else None


def sees_alumni(actor: Actor) -> bool:
    """Say whether somebody is of the team of a school."""
    return acts_as_staff(actor) or is_leader(actor)


def is_coordinator(actor: Actor) -> bool:
    """Say whether somebody sees to alumni: the counsellor (decaan) of a school."""
    return acts_as_staff(actor) and actor.role == Role.PROFESSIONAL


def cohorts_for(actor: Actor) -> QuerySet[AlumniCohort]:
    """Return the cohorts of one's school."""
    rows = AlumniCohort.objects.all()
    return rows.filter(organisation__in=own_organisation(actor)) if sees_alumni(actor) else rows.none()


def results_for(actor: Actor) -> list[RoundResult]:
    """Return the rounds of one's school that closed, newest first."""
    rows = AlumniRound.objects.filter(cohort__in=cohorts_for(actor), result__isnull=False)
    return [_result(row) for row in rows.select_related("cohort").order_by("-closes", "cohort__name")]


def missed_of(actor: Actor) -> list[Counted]:
    """Return how many alumni of the newest round said they missed each competence; hidden ones are left out.

    The line shows it beside its goals. Empty without a round of ten answers.
    """
    for row in results_for(actor):
        found = [one for one in row.missed.shown if one.key != NOTHING]
        if found:
            return found
    return []


def remarks_to_check(actor: Actor) -> QuerySet[AlumniAnswer]:
    """Return remarks of rounds that closed with ten answers or more, for the coordinator to check."""
    rows = AlumniAnswer.objects.filter(round__cohort__in=cohorts_for(actor), round__result__isnull=False)
    return rows.filter(remark_state="wait") if is_coordinator(actor) else rows.none()


def guests_for(actor: Actor) -> list[AlumniGuest]:
    """Return who may be asked by a class of one's school."""
    if not acts_as_staff(actor):
        return []
    rows = AlumniGuest.objects.filter(organisation__in=own_organisation(actor), until__gte=timezone.localdate())
    return list(rows)


def cohort_by(token: str) -> AlumniCohort | None:
    """Return the cohort that a link lets somebody join, as long as it lasts."""
    rows = AlumniCohort.objects.filter(token_hash=hash_of(token), until__gte=timezone.localdate())
    return rows.select_related("organisation").first()


def contact_by(token: str) -> AlumniContact | None:
    """Return one's own consent to be asked, by its link."""
    rows = AlumniContact.objects.select_related("cohort__organisation")
    return rows.filter(token_hash=hash_of(token), ends__gte=timezone.localdate()).first()


def own_contacts(actor: Actor) -> QuerySet[AlumniContact]:
    """Return one's own consents to be asked, by account."""
    rows = AlumniContact.objects.select_related("cohort__organisation").order_by("-ends")
    return rows.filter(person=actor.person) if actor.is_person else rows.none()


def ask_by(token: str) -> AlumniAsk | None:
    """Return the questionnaire that a link opens, once and as long as its round is open."""
    rows = AlumniAsk.objects.select_related("cohort__organisation")
    return rows.filter(token_hash=hash_of(token), until__gte=timezone.localdate()).first()


def guest_by(token: str) -> AlumniGuest | None:
    """Return one's own offer to be a guest, by its link."""
    return AlumniGuest.objects.filter(token_hash=hash_of(token), until__gte=timezone.localdate()).first()


def competence_words() -> dict[str, str]:
    """Return the competences, by their Dutch term, with their question, and the answer that nothing was missed."""
    words = {str(key): f"{one.term}: {competence_question(key)}" for key, one in COMPETENCES.items()}
    return {**words, NOTHING: _("ik miste niets")}


def _result(row: AlumniRound) -> RoundResult:
    result: dict[str, Any] = row.result or {}
    missed: Mapping[str, int | None] = result.get("missed", {})
    shown = (result.get("answered") or 0) >= SMALLEST or bool(missed)
    remarks = row.answers.filter(remark_state="shown") if shown else AlumniAnswer.objects.none()
    return RoundResult(
        cohort=row.cohort,
        years=row.years,
        asked=result.get("asked"),
        answered=result.get("answered"),
        doing=_counted({**DOING, UNKNOWN: _("weten we niet")}, result.get("doing", {})),
        helped=_counted({**HELPED, UNKNOWN: _("weten we niet")}, result.get("helped", {})),
        missed=_counted(competence_words(), missed),
        told=missed.get("told"),
        remarks=[one.remark for one in remarks],
    )


def _counted(words: Mapping[str, Any], counts: Mapping[str, int | None]) -> Counts:
    rows = [(str(label), counts[key], str(key)) for key, label in words.items() if key in counts]
    return Counts(
        [Counted(label, count, key) for label, count, key in rows if count is not None],
        [label for label, count, _key in rows if count is None],
    )
