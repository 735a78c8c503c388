"""A made-up centre to look along with in a trial: two professionals, hours, kinds of conversations, a few appointments
and questions. Everything is marked as an example; nobody in it exists. Running it again adds only what is missing."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.guidance.actions.agenda import plan_session
from wending.guidance.actions.appointments import book
from wending.guidance.actions.conversations import ask
from wending.guidance.models import Availability, Beginning, Centre, Room, TalkKind
from wending.guidance.queries.slots import slots_between
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.words import Asked, Way
from wending.ledger.rules.actor import VISITOR, Actor

SLUG = "voorbeeld"
WORKDAYS = range(5)
HOURS = {str(day): [["09:00", "17:00"]] for day in WORKDAYS} | {"3": [["09:00", "20:00"]]}
# Key, names, words about it, way, minutes, free minutes after it, seats.
KINDS = (
    ("eerste-gesprek", "Eerste gesprek", "First talk", Way.PLACE, 45, 15, 1),
    ("korte-vraag", "Korte vraag", "Short question", Way.PHONE, 15, 0, 1),
    ("videogesprek", "Gesprek met beeld", "Video talk", Way.VIDEO, 30, 10, 1),
    ("groep", "Samen kijken naar werk", "Looking at work together", Way.PLACE, 90, 30, 8),
)
ABOUT = {
    "eerste-gesprek": ("Rustig praten over wat je wilt.", "Talk calmly about what you want."),
    "korte-vraag": ("We bellen je op de tijd die je kiest.", "We call you at the time you choose."),
    "videogesprek": ("Vanaf je eigen plek.", "From your own place."),
    "groep": ("Met hooguit acht mensen.", "With eight people at most."),
}
# Name, and the hours of a day in which one can be booked.
PEOPLE = (("Robin Voorbeeld", (time(9), time(17))), ("Amal Voorbeeld", (time(12), time(20))))
BEGINNINGS = (
    ("nl", "Bedanken", "Dank je wel voor je vraag. Fijn dat je schrijft."),
    ("nl", "Even uitzoeken", "Goede vraag. Ik zocht het voor je uit."),
    ("en", "Thank", "Thank you for your question. I am glad you wrote."),
)


@transaction.atomic
def make_example_centre() -> bool:
    """Make the made-up centre; return whether it is new."""
    if Centre.objects.filter(slug=SLUG).exists():
        return False
    organisation = Organisation.objects.create(kind=Kind.CENTRE, name="Werkplein Voorbeeldstad", is_example=True)
    centre = Centre.objects.create(
        organisation=organisation,
        slug=SLUG,
        about="Een verzonnen centrum, om te zien hoe het werkt.",
        address="Voorbeeldstraat 1",
        postcode="0000 AA",
        place="Voorbeeldstad",
        email="centrum@example.org",
        hours=HOURS,
        walk_in={"1": [["13:00", "16:00"]], "3": [["17:00", "20:00"]]},
        languages=["nl", "en", "pl", "ar"],
        facts=["step-free", "toilet", "hearing-loop", "quiet-room", "guide-dog"],
        video_address="https://video.example.org",
        lead_hours=2,
    )
    Room.objects.create(centre=centre, name="Kamer 1")
    Room.objects.create(centre=centre, name="Grote zaal", seats=10)
    for order, (key, name, name_en, way, minutes, buffer, seats) in enumerate(KINDS):
        about, about_en = ABOUT[key]
        TalkKind.objects.create(
            centre=centre, key=key, name=name, name_en=name_en, about=about, about_en=about_en, way=way,
            minutes=minutes, buffer=buffer, seats=seats, order=order,
        )  # fmt: skip
    Beginning.objects.bulk_create(
        Beginning(centre=centre, language=language, name=name, text=text) for language, name, text in BEGINNINGS
    )
    members = [_professional(centre, name, hours) for name, hours in PEOPLE]
    _fill(centre, members[0])
    return True


def _professional(centre: Centre, name: str, hours: tuple[time, time]) -> Membership:
    email = f"{name.split()[0].lower()}.voorbeeld@example.org"
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = Person.objects.create_user(email=email, name=name, is_example=True)
    Availability.objects.bulk_create(
        Availability(professional=person, centre=centre, weekday=day, begins=hours[0], ends=hours[1])
        for day in WORKDAYS
    )
    return Membership.objects.create(person=person, organisation=centre.organisation, role=Role.PROFESSIONAL)


def _fill(centre: Centre, member: Membership) -> None:
    """Plan two groups, two conversations and two questions."""
    kinds = {kind.key: kind for kind in centre.kinds.all()}
    leader = Actor(key=str(member.person.ledger_key), person=member.person_id, organisation=centre.organisation_id)
    today = timezone.localdate()
    for week in (1, 2):
        plan_session(by=leader, kind=kinds["groep"], begins=_at(today + (7 * week - today.weekday() + 1) * DAY, 10))
    for key, name, after in (("eerste-gesprek", "Noor (voorbeeld)", 1), ("korte-vraag", "Wim (voorbeeld)", 2)):
        free = slots_between(kinds[key], today + after * DAY, today + (after + 5) * DAY)
        if free:
            book(by=VISITOR, kind=kinds[key], begins=free[0].begins, contact=Contact(name, "", "0000000000"))
    ask(
        by=VISITOR,
        centre=centre,
        asked=Asked.QUESTION,
        contact=Contact("Daan (voorbeeld)", "", "0000000000"),
        text="Ik wil iets met computers doen, maar ik weet niet welke opleiding. Kun je helpen?",
    )
    ask(
        by=VISITOR,
        centre=centre,
        asked=Asked.EMPLOYER,
        contact=Contact("Fatma (voorbeeld)", "", "0000000000"),
        text="Twee van mijn mensen willen doorgroeien. Kan iemand met hen praten?",
        firm="Bakkerij Voorbeeld",
        firm_size="2-9",
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
