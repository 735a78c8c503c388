"""Made-up openings, needs, a training plan and a course for the made-up firm. Running it again changes nothing."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Role
from wending.work.actions.courses import CourseTold, StepTold, add_course, add_step
from wending.work.actions.example import NAME
from wending.work.actions.example_change import BICYCLES, CUSTOMERS, FAULTS, SHOP
from wending.work.actions.needs import FunctionTold, add_function, set_function_skills, set_numbers
from wending.work.actions.openings import Told, add_opening, set_opening_skills, set_opening_state
from wending.work.actions.training import LineTold, add_line
from wending.work.models import Course
from wending.work.rules.openings import Kind, Skill, State

HELPING = Skill(CUSTOMERS, "klanten vriendelijk helpen")
FINDING = Skill(FAULTS, "storingen zoeken en oplossen")
SPOKES = Skill("", "Wielen spaken")
# Kind, title, text, occupation, skill asked.
OPENINGS = (
    (Kind.TASK, "Klanten helpen in de winkel", "Elke donderdag een ochtend mee in de winkel.", SHOP, HELPING),
    (Kind.SHADOW, "Een dag meekijken bij het spaken", "Zie hoe een wiel recht wordt.", BICYCLES, SPOKES),
    (Kind.PROJECT, "Een weg voor elektrische fietsen", "Drie maanden, met drie mensen.", BICYCLES, FINDING),
)
# Function, people now and in two years, and skills: needed for, and had by estimate.
FUNCTIONS = (
    ("Fietsmonteur", 5, 4, (("Storingen zoeken", 4, 1), ("Accu's veilig bewaren", 5, 2))),
    ("Winkel", 4, 5, (("Klanten helpen", 5, 3),)),
)
LINES = (
    LineTold("Monteurs", "Storingen zoeken", 3, hours=Decimal(16), costs=Decimal(450), owner="Werkplaats"),
    LineTold("Winkel", "Klanten helpen", 2, hours=Decimal(8), owner="Ria"),
    LineTold("Iedereen", "Accu's veilig bewaren", 12, hours=Decimal(2), costs=Decimal(0), owner="Ria"),
)
STEPS = (
    StepTold("Bekijken", "Je noemt drie dingen waaraan je een kapotte accu ziet.", "Vertel het aan een collega"),
    StepTold("Bewaren", "Je zet een accu weg zoals het hoort.", "Samen doen"),
)


@transaction.atomic
def make_example_growth() -> bool:
    """Give the made-up firm what it needs to look along; return whether it is new."""
    firm = Organisation.objects.filter(name=NAME, is_example=True).first()
    manager = Membership.objects.filter(organisation=firm, role=Role.MANAGER, ended=None).first() if firm else None
    if manager is None or Course.objects.filter(organisation=firm).exists():
        return False
    by = actor_of(manager.person, manager, has_second_factor=True)
    today = timezone.localdate()
    for kind, title, text, occupation, skill in OPENINGS:
        row = add_opening(by=by, told=Told(kind, title, today, today + timedelta(days=60), text))
        set_opening_skills(by=by, opening=row.pk, occupation=occupation, skills=[skill])
        set_opening_state(by=by, opening=row.pk, state=State.OPEN)
    for name, people, later, skills in FUNCTIONS:
        function = add_function(by=by, told=FunctionTold(name, people, later))
        set_function_skills(
            by=by, function=function.pk, occupation="", skills=[Skill("", one) for one, _n, _h in skills]
        )
        asked = {one: (needed, had) for one, needed, had in skills}
        numbers: dict[int, tuple[int | None, int | None]] = {row.pk: asked[row.name] for row in function.needs.all()}
        set_numbers(by=by, function=function.pk, numbers=numbers)
    for line in LINES:
        add_line(by=by, told=line)
    course = add_course(
        by=by, told=CourseTold("Accu's veilig bewaren", "Voor iedereen bij ons.", Decimal(2), is_open=True)
    )
    for step in STEPS:
        add_step(by=by, course=course.pk, told=step)
    return True
