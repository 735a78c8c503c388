"""What happened to a study: its moments, every change of its plan field by field, and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Sum
from django.utils.translation import gettext as _

from wending.effect.models import PlanVersion, Study
from wending.effect.queries.plan_shown import Changed, plans_differ
from wending.effect.queries.terms import MOMENTS, NOBODY, WHEN
from wending.effect.rules.plan_file import digest_of
from wending.effect.rules.register import Moment, When, when_of
from wending.kit.small_cells import SMALLEST


@dataclass(frozen=True)
class Change:
    """A version after the first: when and by whom, why, before or after what, and what became different.

    The name of who did it is for the office only; the public register names the office.
    """

    number: int
    at: datetime
    who: str
    reason: str
    when: When
    when_words: str
    fields: tuple[Changed, ...]

    @property
    def is_late(self) -> bool:
        """Whether outcomes were open by then."""
        return self.when is When.OPENED


@dataclass(frozen=True)
class MomentShown:
    """A moment in words; count is how many people were frozen. answer: the number of a published one, else 0."""

    kind: Moment
    words: str
    at: datetime
    who: str
    reason: str
    count: int | None
    answer: int = 0


def changes_of(study: Study, language: str, *, since_registration: bool = False) -> tuple[Change, ...]:
    """Return the changes of a plan, the latest first. Give it a study that who asks may see.

    since_registration: only those after it, as the public register shows; drafts are of the office.
    """
    versions = list(study.plans.select_related("made_by"))
    changes = [
        Change(
            number=row.number,
            at=row.made,
            who=_who(row),
            reason=row.reason,
            when=(when := when_of(row.was_registered, row.was_opened)),
            when_words=str(WHEN[when]),
            fields=plans_differ(before.plan, row.plan, language),
        )
        for before, row in pairwise(versions)
        if row.was_registered or not since_registration
    ]
    return tuple(reversed(changes))


def moments_of(study: Study) -> tuple[MomentShown, ...]:
    """Return the moments of a study in their order. Give it a study that who asks may see."""
    rows = list(study.acts.select_related("made_by").order_by("at", "pk"))
    answers = [row.pk for row in rows if row.kind == Moment.PUBLISHED]
    return tuple(
        MomentShown(
            kind=Moment(row.kind),
            words=str(MOMENTS[Moment(row.kind)]),
            at=row.at,
            who=row.made_by.name if row.made_by else str(NOBODY),
            reason=row.reason,
            count=row.count,
            answer=answers.index(row.pk) + 1 if row.pk in answers else 0,
        )
        for row in rows
    )


def taken_out_words(study: Study) -> str:
    """Return how many people were taken out of the files of a study, in tens: by one it would tell of somebody."""
    many = study.taken_out.aggregate(many=Sum("people"))["many"]
    if many is None:
        return ""
    told = _("minder dan 10") if many < SMALLEST else _("%(n)s of meer") % {"n": many // 10 * 10}
    return _(
        "Mensen stopten hun toestemming of wisten hun antwoorden. Hun gegevens zijn uit de bestanden gehaald, in alle"
        " keren samen van %(many)s mensen. Eerdere uitkomsten zijn van daarvoor."
    ) % {"many": told}


def broken_at(study: Study) -> int | None:
    """Return the number of the first version that is not what was written, None when the chain is whole.

    Each version must have the digest of its own plan, name that of the one before it, and none may be left out.
    """
    before = ""
    for number, row in enumerate(study.plans.order_by("number"), 1):
        if row.number != number or row.digest != digest_of(row.plan) or row.before != before:
            return number
        before = row.digest
    return None


def _who(row: PlanVersion) -> str:
    return row.made_by.name if row.made_by else str(NOBODY)
