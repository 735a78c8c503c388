"""A made-up firm of twelve to look along with in a trial: a workshop for bicycles with tasks, things shown, and a
proposed rotation. Everybody in it is made up and marked so; running it again changes nothing."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.work.actions.rotate import ask_rotation, search
from wending.work.actions.show import Choice, show
from wending.work.actions.tasks import StepText, TaskText, save_steps, save_task
from wending.work.models import Authorisation, Colleague, Holder, Team, TeamPlace
from wending.work.rules.shown import Kind as Showing

NAME = "Voorbeeldbedrijf Fietswerk"
# Name, hours; those with an account first.
PEOPLE = (
    ("Ria", 24), ("Youssef", 32), ("Anneke", 28), ("Bram", 32), ("Chantal", 20), ("Dilan", 32),
    ("Emre", 32), ("Fenna", 24), ("Gijs", 16), ("Hanneke", 32), ("Ilse", 20), ("Joost", 32),
)  # fmt: skip
WITH_ACCOUNT = ("Ria", "Youssef", "Anneke")
PERMIT = "Heftruck rijden"
# Name, times, minutes, physical, mental, most weeks on end, skills, permit, who does it now.
TASKS = (
    ("Fietsen nakijken", 40, 60, 1, 1, None, ("fietsen repareren",), "", "Youssef Bram Dilan Emre Joost"),
    ("Wielen spaken", 16, 60, 1, 2, 2, ("wielen spaken",), "", "Joost"),
    ("Klanten helpen in de winkel", 40, 60, 0, 2, None, ("klanten helpen",), "", "Ria Anneke Chantal Fenna"),
    ("Onderdelen uitpakken", 20, 60, 2, 0, 2, (), "", "Gijs Hanneke Ilse"),
    ("Pallets verplaatsen", 8, 60, 2, 1, None, (), PERMIT, "Dilan Hanneke"),
    ("Rekeningen schrijven", 8, 60, 0, 2, None, ("boekhouden",), "", "Ria"),
    ("Schoonmaken", 10, 60, 2, 0, 1, (), "", "Gijs Ilse"),
)  # fmt: skip


@transaction.atomic
def make_example_firm() -> bool:
    """Make the made-up firm; return whether it is new."""
    if Organisation.objects.filter(name=NAME, is_example=True).exists():
        return False
    firm = Organisation.objects.create(kind=Kind.EMPLOYER, name=NAME, is_example=True)
    team = Team.objects.create(organisation=firm, name="Werkplaats en winkel")
    rows = {name: _colleague(team, name, hours) for name, hours in PEOPLE}
    manager = Membership.objects.get(organisation=firm, role=Role.MANAGER)
    by = actor_of(manager.person, manager, has_second_factor=True)
    permit = Authorisation.objects.create(organisation=firm, name=PERMIT)
    Holder.objects.bulk_create(Holder(authorisation=permit, colleague=rows[name]) for name in ("Dilan", "Hanneke"))
    made = {}
    for name, times, minutes, physical, mental, most_weeks, skills, asked, doers in TASKS:
        text = TaskText(
            name, Decimal(times), minutes, physical, mental, most_weeks, is_learnable=True,
            skills=tuple((skill, "") for skill in skills),
            authorisations=frozenset({permit.pk} if asked else ()),
            doers=frozenset(rows[who].pk for who in doers.split()),
        )  # fmt: skip
        made[name] = save_task(by=by, team=team.pk, told=text)
    bicycles = made["Fietsen nakijken"]
    steps = [
        StepText("schoonmaken en smeren", 30),
        StepText("remmen en versnelling afstellen", 70, ("fietsen repareren",)),
    ]
    save_steps(by=by, task=bicycles.pk, steps=steps, version=bicycles.version)
    until = timezone.localdate() + timedelta(days=365)
    youssef, anneke = (actor_of(Person.objects.get(at_firms=rows[name])) for name in ("Youssef", "Anneke"))
    show(by=youssef, team=team.pk, chosen=Choice(Showing.LEARN, until, task=made["Wielen spaken"].pk))
    show(by=youssef, team=team.pk, chosen=Choice(Showing.TALENT, until, "klanten helpen"))
    show(by=anneke, team=team.pk, chosen=Choice(Showing.WANT, until, task=made["Klanten helpen in de winkel"].pk))
    show(by=anneke, team=team.pk, chosen=Choice(Showing.LEARN, until, task=made["Rekeningen schrijven"].pk))
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    rotation = ask_rotation(by=by, team=team.pk, monday=monday, weeks=2)
    search(rotation.pk, (1.0,))
    return True


def _colleague(team: Team, name: str, hours: int) -> Colleague:
    firm = team.organisation
    row = Colleague.objects.create(organisation=firm, name=name, hours=hours)
    if name in WITH_ACCOUNT:
        email = f"{name.lower()}.fietswerk@example.org"
        row.account = Person.objects.create_user(email=email, name=f"{name} Voorbeeld", is_example=True)
        row.save(update_fields=["account"])
        # The first role is the one in which one looks around in a trial.
        roles = [Role.MANAGER, Role.EMPLOYEE] if name == "Ria" else [Role.EMPLOYEE]
        for role in roles:
            Membership.objects.create(person=row.account, organisation=firm, role=role)
    TeamPlace.objects.create(team=team, colleague=row, is_lead=name == "Ria")
    return row
