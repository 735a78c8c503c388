"""A small world for tests of growth, centre and complaints: conversations that were, and answers of clients."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wending.accounts.models import Membership, Person
from wending.guidance.actions.feedback import give_feedback
from wending.guidance.models import Appointment, Centre, FeedbackLink, QuestionTheme, TalkKind
from wending.guidance.rules.feedback_batches import SCALED
from wending.guidance.rules.words import State
from wending.kit.tokens import hash_of


def make_talk(
    kind: TalkKind,
    professional: Membership,
    day: date,
    state: State = State.MET,
    theme: str = "",
    waited: int = 5,
    person: Person | None = None,
    language: str = "nl",
) -> Appointment:
    """Return a conversation of an hour on a day, booked some days before."""
    begins = timezone.make_aware(datetime.combine(day, time(10)))
    row = Appointment.objects.create(
        centre=kind.centre,
        kind=kind,
        professional=professional.person,
        begins=begins,
        ends=begins + timedelta(hours=1),
        state=state,
        person=person,
        name="Sam",
        email="sam@example.org",
        language=language,
    )
    Appointment.objects.filter(pk=row.pk).update(made=begins - timedelta(days=waited))
    if theme:
        QuestionTheme.objects.create(appointment=row, theme=theme)
    return row


def make_feedback_link(professional: Membership, token: str) -> FeedbackLink:
    """Return a link that a client could have got."""
    return FeedbackLink.objects.create(
        token_hash=hash_of(token),
        professional=professional.person,
        organisation=professional.organisation,
        until=timezone.localdate() + timedelta(days=40),
    )


def answer(professional: Membership, count: int, score: int = 3, better: str = "") -> None:
    """Let some clients answer every question alike."""
    for number in range(count):
        token = f"{professional.pk}-{timezone.now().timestamp()}-{number}"
        make_feedback_link(professional, token)
        assert give_feedback(token=token, scores=dict.fromkeys(SCALED, score), better=better)


def centre_of(professional: Membership) -> Centre:
    """Return the centre of a professional."""
    return Centre.objects.get(organisation=professional.organisation)
