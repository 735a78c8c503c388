"""A made-up firm that lets the made-up school in, visits agreed and past, two years of looking at oneself, and alumni.

Everything is marked as an example; nobody in it exists. Running it again makes nothing twice.
"""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.kit.tokens import hash_of, new_token
from wending.ledger.rules.actor import Actor
from wending.school.actions.example import example_member, example_school
from wending.school.actions.offers import OfferText, add_day, make_offer
from wending.school.actions.quality import add_action, add_evidence
from wending.school.actions.visit_learners import choose_learners
from wending.school.actions.visits import answer_visit, ask_visit
from wending.school.models import (
    AlumniCohort,
    AlumniRound,
    Offer,
    OfferDay,
    QualityRound,
    QualityStep,
    SchoolGroup,
    Visit,
)
from wending.school.queries.quality import statements_of
from wending.school.queries.scope import learners_for
from wending.school.rules.alumni import OPEN_FOR, Doing, Helped, Reply, due_on, frozen_result
from wending.school.rules.look_back import QUESTIONS, counted
from wending.school.rules.outside import VisitState
from wending.school.rules.quality import RoundState, school_year

FIRM, BOSS = "Bakkerij Voorbeeld", "Bo"
# Kind, title and what learners do.
OFFERS = (
    ("visit", "Kijk mee in de bakkerij", "Je ziet hoe 2.000 broden per nacht worden gebakken en bezorgd."),
    ("guest", "Een bakker in de klas", "Bo vertelt hoe een dag eruitziet en wat het werk van je vraagt."),
    ("flash", "Twee uur meedraaien", "Je helpt inpakken en neemt bestellingen op, met een collega naast je."),
    ("assignment", "Minder brood weggooien", "Bedenk hoe wij minder brood overhouden. Het beste plan proberen we."),
)
THEMES = (("eten", "techniek"), ("eten",), ("eten", "handel"), ("handel", "computers"))


@transaction.atomic
def make_example_outside() -> bool:
    """Make what is missing; return whether anything was new. The example school is made before."""
    school = example_school()
    if school is None or Organisation.objects.filter(name=FIRM, is_example=True).exists():
        return False
    boss = _boss(school)
    offers = _offers(boss)
    dana = _actor(example_member("Dana"))
    group = SchoolGroup.objects.get(organisation=school, name="V3A")
    coming = _visit(dana, boss, offers[0], group, 12)
    everyone = list(learners_for(dana, group.pk))
    learners = [row for row in everyone if row.account_id] + everyone[:11]
    choose_learners(by=dana, visit=coming.pk, sixteen={row.pk: False for row in learners})
    _was(_visit(dana, boss, offers[1], group, 20))
    _years(school)
    _alumni(school)
    return True


def _actor(member: Membership) -> Actor:
    return actor_of(member.person, member, has_second_factor=True)


def _boss(school: Organisation) -> Actor:
    firm = Organisation.objects.create(kind=Kind.EMPLOYER, name=FIRM, region=school.region, is_example=True)
    person = Person.objects.create_user(email="bo.voorbeeld@example.org", name="Bo Voorbeeld", is_example=True)
    return _actor(Membership.objects.create(person=person, organisation=firm, role=Role.MANAGER))


def _offers(boss: Actor) -> list[Offer]:
    made = []
    for number, ((kind, title, what), themes) in enumerate(zip(OFFERS, THEMES, strict=True)):
        told = OfferText(
            host=FIRM,
            kind=kind,
            title=title,
            what=what,
            most=28,
            email="bo.voorbeeld@example.org",
            place="Voorbeeldstad",
            phases=("vo-onderbouw", "vmbo-bovenbouw", "havo-bovenbouw"),
            themes=themes,
            bring="Dichte schoenen en een haarband." if kind in {"visit", "flash"} else "",
            under_16="Aan de oven werken." if kind == "flash" else "",
            contact=BOSS,
        )
        offer = make_offer(by=boss, told=told)
        for week in (1, 2, 4):
            day = timezone.localdate() + timedelta(days=7 * week + number)
            add_day(by=boss, offer=offer, day=day, groups=1 + number % 2, begins=time(9, 30), ends=time(11, 30))
        made.append(offer)
    return made


def _visit(by: Actor, boss: Actor, offer: Offer, group: SchoolGroup, number: int) -> Visit:
    day = OfferDay.objects.filter(offer=offer).order_by("day")[0]
    visit = ask_visit(
        by=by,
        offer=offer,
        day=day.pk,
        group=group.pk,
        number=number,
        contact="dana.school.voorbeeld@example.org",
        companions="Dana",
        wish="Kunnen leerlingen ook zelf iets vragen?",
        wants_names=True,
    )
    reply = "Leuk! Wij zorgen voor iets lekkers."
    return answer_visit(by=boss, offer=offer, visit=visit.pk, agrees=True, version=visit.version, reply=reply)


def _was(visit: Visit) -> None:
    """Let a visit have been, with what the class and the host said."""
    OfferDay.objects.filter(pk=visit.day_id).update(day=timezone.localdate() - timedelta(days=20))
    answers = [{question: 2 + (number + place) % 3 for place, question in enumerate(QUESTIONS)} for number in range(16)]
    visit.state, visit.back, visit.back_closed = VisitState.DONE, counted(answers), timezone.now()
    visit.summary = "De klas schrok van het vroege opstaan. De techniek vonden ze mooi."
    visit.host_words, visit.host_again = "Goede vragen, vooral over geld.", "yes"
    visit.version += 1
    visit.save()


def _years(school: Organisation) -> None:
    """Set two years of the criteria for secondary schools, the second a little further, with evidence and a plan."""
    bram = _actor(example_member("Bram"))
    today = timezone.localdate()
    for ago in (1, 0):
        day = today.replace(day=1) - timedelta(days=365 * ago)
        row = QualityRound.objects.create(
            organisation=school, framework="lob-vo", year=school_year(day), state=RoundState.SET, set_on=day
        )
        QualityStep.objects.bulk_create(
            QualityStep(
                round=row,
                statement=one.key,
                step=min(4, 1 + number * number % 7 % 3 + (1 - ago) * (number % 2)),
                reason="Dat zagen we terug in de gesprekken." if number % 4 == 0 else "",
            )
            for number, one in enumerate(statements_of(row))
        )
    add_evidence(by=bram, round=row.pk, criterion="vo-beleid", text="Ons plan voor vier jaar", link="")
    add_action(
        by=bram,
        round=row.pk,
        criterion="vo-activiteiten",
        text="Elke klas in de onderbouw een keer naar een bedrijf",
        owner="Dana en Mo",
        due=today + timedelta(days=150),
    )


def _alumni(school: Organisation) -> None:
    """Make a cohort with a round that closed: made-up answers, counted as real ones are."""
    left_on: date = timezone.localdate() - timedelta(days=500)
    cohort = AlumniCohort.objects.create(
        organisation=school,
        name="Examenklassen",
        left_on=left_on,
        leavers=96,
        token_hash=hash_of(new_token()),
        until=left_on,
    )
    replies = [Reply(Doing.MBO, Helped.SOME, ("people",))] * 24 + [Reply(Doing.HIGHER, Helped.MUCH, ("work",))] * 14
    opened = due_on(left_on, 1)
    AlumniRound.objects.create(
        cohort=cohort,
        years=1,
        asked=61,
        opened=opened,
        closes=opened + OPEN_FOR,
        result=frozen_result(61, replies),
    )
