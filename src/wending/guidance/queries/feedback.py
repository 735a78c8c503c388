"""What clients said back, as far as it may be seen: whole batches only. How many wait is told to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.rules.roles import Role
from wending.guidance.models import FeedbackAnswer, FeedbackLink
from wending.guidance.queries.profession_words import SCALED
from wending.guidance.rules.feedback_batches import Mean, mean_of
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with the mean of its answers; `value` and `text` are for the chart."""

    label: str
    mean: Mean

    @property
    def value(self) -> float:
        """The mean."""
        return self.mean.mean

    @property
    def text(self) -> str:
        """The mean with its margin and number of answers."""
        mean, low, high = (floatformat(value, 1) for value in (self.mean.mean, self.mean.low, self.mean.high))
        return _("%(mean)s (%(low)s tot %(high)s), %(n)s antwoorden") % {
            "mean": mean,
            "low": low,
            "high": high,
            "n": self.mean.n,
        }


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """All that may be seen: means, and texts in no order and without day. `n` counts answers; months as first days."""

    n: int
    first: date
    last: date
    questions: list[Answered]
    texts: list[str]


def link_of(token: str) -> FeedbackLink | None:
    """Return the link that a token opens, if it is still good. No person is asked: it tells nothing of anybody."""
    return FeedbackLink.objects.filter(token_hash=hash_of(token), until__gte=timezone.localdate()).first()


def feedback_of(actor: Actor) -> FeedbackView | None:
    """Return what clients said to who asks, in the centre they act for; None as long as there is too little."""
    if actor.role != Role.PROFESSIONAL:
        return None
    rows = FeedbackAnswer.objects.filter(
        professional=actor.person, organisation=actor.organisation, batch__isnull=False
    )
    return _view(rows, with_texts=True)


def centre_feedback(actor: Actor) -> FeedbackView | None:
    """Return the centre's means for its manager, never texts; None as long as there is too little."""
    if actor.role != Role.MANAGER:
        return None
    return _view(
        FeedbackAnswer.objects.filter(organisation=actor.organisation, batch__in_centre=True), with_texts=False
    )


def _view(rows: Iterable[FeedbackAnswer], with_texts: bool) -> FeedbackView | None:
    answers = list(rows)
    if not answers:
        return None
    found = []
    for key, label in SCALED.items():
        mean = mean_of([answer.scores[key] for answer in answers if key in answer.scores])
        if mean is not None:
            found.append(Answered(str(label), mean))
    months = [answer.month for answer in answers]
    texts = [answer.better for answer in answers if answer.better] if with_texts else []
    return FeedbackView(len(answers), min(months), max(months), found, texts)
