"""A made-up client of the made-up centre: a record, a plan, consent and a case, to look along with in a trial. All is
marked as example; nobody in it exists. Everything is written by the same actions that people use."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Kind, Role
from wending.dossier.actions.contacts import ContactFields, add_contact
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.items import ItemFields, add_item
from wending.dossier.actions.plan import add_action, add_goal, set_action_state
from wending.dossier.actions.reflections import ReflectionFields, write_reflection
from wending.dossier.queries.reflection_words import PROMPTS
from wending.dossier.rules.people import Tie
from wending.dossier.rules.plan import StepState, StepText
from wending.dossier.rules.record import Kind as ItemKind
from wending.dossier.rules.reflection import Competence
from wending.guidance.actions.agreements import Terms, agree, draft_agreement, offer_agreement, write_agreement
from wending.guidance.actions.appointments import book
from wending.guidance.actions.cases import open_case
from wending.guidance.actions.notes import write_note
from wending.guidance.models import Centre
from wending.guidance.queries.slots import slots_between
from wending.guidance.rules.case import Audience, Line
from wending.guidance.rules.contact import Contact
from wending.ledger.rules.actor import Actor

EMAIL = "sanne.voorbeeld@example.org"
YEAR = "year"
# Kind, what, where, from, until, whether it goes on, and what was shown there: name, level 1 to 4, in what it shows.
LIFE = (
    (ItemKind.EDUCATION, "Mbo 2 Helpende zorg en welzijn", "Roc Voorbeeld", 2009, 2011, False, ()),
    (
        ItemKind.WORK, "Medewerker winkel", "Supermarkt Voorbeeld", 2011, 2017, False,
        (("klanten helpen", 3, "Ik bleef rustig als iemand boos was."), ("kassa bedienen", 3, "")),
    ),
    (
        ItemKind.CARE, "Voor mijn moeder gezorgd", "", 2017, 2021, False,
        (("plannen", 3, "Ik regelde elke week de hulp en de artsen."),),
    ),
    (
        ItemKind.VOLUNTEERING, "Koken in het buurthuis", "Buurthuis Voorbeeld", 2020, None, True,
        (("samenwerken", 3, "Ik verdeel de taken en let op of het iedereen lukt."),),
    ),
    (ItemKind.WORK, "Helpende in een woonzorghuis", "Zorghuis Voorbeeld", 2021, None, True, (("zorgen", 2, ""),)),
    (ItemKind.COURSE, "Eerste hulp", "Cursusbureau Voorbeeld", 2024, 2024, False, ()),
)  # fmt: skip
STEPS = (
    ("Vraag op het werk of ik mag leren voor verzorgende", "Praat met mijn teamleider", -7, True),
    ("Zoek uit welke school werken en leren samen heeft", "Kijk op de pagina van de opleiding", 7, False),
    ("Loop een dag mee met een verzorgende", "", 21, False),
)


@transaction.atomic
def make_example_record() -> bool:
    """Make the made-up client with everything of theirs, and the manager and council of the centre; say if it is new.

    Raises:
        Centre.DoesNotExist: the made-up centre is not there yet.
    """
    if Person.objects.filter(email=EMAIL).exists():
        return False
    centre = Centre.objects.get(organisation__is_example=True)
    _member("Kim Voorbeeld", centre.organisation, Role.MANAGER)
    council = Organisation.objects.create(kind=Kind.CENTRE, name="Klachtenraad Voorbeeld", is_example=True)
    _member("Jos Voorbeeld", council, Role.COUNCIL)
    sanne = Person.objects.create_user(email=EMAIL, name="Sanne Voorbeeld", is_example=True)
    me = actor_of(sanne)
    _tell(me)
    _case(me, centre)
    return True


def _member(name: str, organisation: Organisation, role: Role) -> None:
    person = Person.objects.create_user(
        email=f"{name.split()[0].lower()}.voorbeeld@example.org", name=name, is_example=True
    )
    Membership.objects.create(person=person, organisation=organisation, role=role)


def _tell(me: Actor) -> None:
    """Write down a life, a thought, a person and a plan."""
    today = timezone.localdate()
    for kind, title, place, begin, end, is_ongoing, skills in LIFE:
        item = add_item(
            by=me,
            fields=ItemFields(
                kind=kind,
                title=title,
                organisation=place,
                begin=date(begin, 1, 1),
                begin_precision=YEAR,
                end=date(end, 1, 1) if end else None,
                end_precision=YEAR if end else "",
                is_ongoing=is_ongoing,
            ),
        )
        if skills:
            claims = [Claim(name=name, level=level, behaviour=behaviour) for name, level, behaviour in skills]
            set_skills(by=me, item=item.pk, claims=claims)
        if kind is ItemKind.CARE:
            prompt = next(iter(PROMPTS[Competence.QUALITIES]))
            text = "Ik kan veel regelen zonder dat ik in paniek raak. Dat had ik eerder niet van mezelf gedacht."
            fields = ReflectionFields(item=item.pk, prompt=prompt, text=text)
            write_reflection(by=me, competence=Competence.QUALITIES, fields=fields)
    tie = next(iter(Tie))
    add_contact(by=me, fields=ContactFields("Tante R.", tie, 1, "Zij werkt als verzorgende.", "Mag ik een dag mee?"))
    goal = add_goal(by=me, title="Verzorgende worden", why="Ik wil meer doen voor de mensen in het huis.")
    for what, first, days, is_done in STEPS:
        text_of = StepText(what=what, first_step=first, due=today + timedelta(days=days))
        step = add_action(by=me, person=me.me, goal=goal.pk, text=text_of)
        if is_done:
            set_action_state(by=me, action=step.pk, state=StepState.DONE)


def _case(me: Actor, centre: Centre) -> None:
    """Book a conversation, show parts of the record to the centre, and begin a case with agreements and notes."""
    today = timezone.localdate()
    kind = centre.kinds.get(key="eerste-gesprek")
    free = slots_between(kind, today + timedelta(days=3), today + timedelta(days=10))
    appointment, _link = book(by=me, kind=kind, begins=free[0].begins, contact=Contact("Sanne Voorbeeld", EMAIL, ""))
    professional = Membership.objects.get(person=appointment.professional, role=Role.PROFESSIONAL, ended=None)
    robin = actor_of(professional.person, professional, has_second_factor=True)
    give_consent(
        by=me,
        purpose=Purpose.GUIDANCE,
        parts=[Part.EXPERIENCE, Part.SKILLS, Part.PLAN],
        until=today + timedelta(days=90),
        to_person=professional.person_id,
        to_organisation=centre.organisation_id,
    )
    case = open_case(
        by=robin, question="Hoe word ik verzorgende naast mijn werk?", line=Line.FIRST, appointment=appointment.pk
    )
    draft = draft_agreement(by=robin, case=case.pk)
    terms = Terms(
        goal="Weten welke weg past en een eerste stap zetten.",
        method="Drie gesprekken. Tussendoor zoekt Sanne zelf dingen uit.",
        commissioner="Niemand: Sanne komt uit zichzelf.",
        told="Niets. Er is geen opdrachtgever.",
        not_told="Alles wat we bespreken.",
        duration="Drie maanden",
        cost="Gratis",
        interests="Robin werkt bij het centrum en bij niemand anders.",
    )
    write_agreement(by=robin, agreement=draft.pk, version=draft.version, terms=terms)
    offer_agreement(by=robin, agreement=draft.pk)
    agree(by=me, agreement=draft.pk)
    write_note(
        by=robin,
        case=case.pk,
        held_on=today,
        text="Sanne vertelde over haar werk en de zorg voor haar moeder. Ze wil leren naast haar werk.",
        audience=Audience.CLIENT,
    )
