"""Made-up change for a trial: beside the made-up firm a neighbour, a network and a fund, each with a manager, a group
whose work ends, openings, learning moments and a request. Everybody is made up; running it again changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Kind, Role
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.items import ItemFields, add_item
from wending.dossier.rules.record import Kind as ItemKind
from wending.ledger.rules.actor import Actor
from wending.work.actions.example import NAME
from wending.work.actions.funding import RequestFields, save_request, save_scheme, send_request
from wending.work.actions.moments import note_moment
from wending.work.actions.moving import Choice, Group, join_moving, start_moving, tell_people
from wending.work.actions.network import invite_firm, join_network
from wending.work.models import Colleague, Opening
from wending.work.rules.funding import Kind as Asked
from wending.work.rules.moving import Council, Limits

NETWORK, FUND, NEIGHBOUR = "Voorbeeldnetwerk Maakbedrijven", "Voorbeeldfonds Metaal", "Voorbeeldbedrijf Wiel en Wagen"
# Occupations and skills of the embedded catalogue: without them nothing can be compared, and nothing is proposed.
OCCUPATION, SKILL = "http://data.europa.eu/esco/occupation/", "http://data.europa.eu/esco/skill/"
BICYCLES = f"{OCCUPATION}336cf331-8082-4a0c-bf5f-e7c54706211c"
SHOP = f"{OCCUPATION}0b15375e-dfdd-4047-9efb-096e0aaee7d2"
STORE = f"{OCCUPATION}bea705fe-06ac-4147-b8e0-6e8ac1208d8f"
WELDING = f"{OCCUPATION}7aedaa07-3884-4c5b-88f9-80997b2aa54b"
CUSTOMERS = f"{SKILL}75dfe1ee-5935-42ce-b820-697f827825c3"
FAULTS = f"{SKILL}334e3e49-fb02-4051-809a-f06adfdc1c40"
# Whether at the firm itself or at the neighbour, what, hours, occupation.
OPENINGS = (
    (True, "Fietsmonteur", 32, BICYCLES),
    (False, "Medewerker magazijn", 28, STORE),
    (False, "Verkoopmedewerker", 24, SHOP),
    (False, "Lasser", 36, WELDING),
)
# What the one who joins did, and the skills they showed there, with a level 1 to 4.
WORK = "Medewerker winkel en uitpakken"
SKILLS = (
    (CUSTOMERS, 3),
    (f"{SKILL}44f6a65f-6be7-4818-9a66-73908797283f", 3),
    ("urn:wending:skill:bikes", 1),
)
MOMENTS = (("colleague", 15, 3), ("mistake", 5, 9), ("doing", 60, 20), ("customer", 15, 41))


@transaction.atomic
def make_example_change() -> bool:
    """Make it; return whether it is new. Without the made-up firm there is nothing to make it beside."""
    firm = Organisation.objects.filter(name=NAME, is_example=True).first()
    if firm is None or Organisation.objects.filter(name=NETWORK, is_example=True).exists():
        return False
    boss = _manager(firm)
    network, fund, near = (
        _with_manager(kind, name, who)
        for kind, name, who in (
            (Kind.NETWORK, NETWORK, "Nel"),
            (Kind.FUND, FUND, "Frans"),
            (Kind.EMPLOYER, NEIGHBOUR, "Wim"),
        )
    )
    for by in (boss, near):
        join_network(by=by, token=invite_firm(by=network, label=by.organisation_name, link=str))
    _openings(firm, Organisation.objects.get(name=NEIGHBOUR, is_example=True))
    _group(firm, boss)
    _request(boss, fund)
    return True


def _with_manager(kind: Kind, name: str, who: str) -> Actor:
    organisation = Organisation.objects.create(kind=kind, name=name, is_example=True)
    email = f"{who.lower()}.{kind}@example.org"
    person = Person.objects.create_user(email=email, name=f"{who} Voorbeeld", is_example=True)
    Membership.objects.create(person=person, organisation=organisation, role=Role.MANAGER)
    return _manager(organisation)


def _manager(organisation: Organisation) -> Actor:
    row = Membership.objects.select_related("person").get(organisation=organisation, role=Role.MANAGER, ended=None)
    return actor_of(row.person, row, has_second_factor=True)


def _openings(firm: Organisation, near: Organisation) -> None:
    today = timezone.localdate()
    for is_own, title, hours, occupation in OPENINGS:
        Opening.objects.create(
            organisation=firm if is_own else near,
            kind="vacancy",
            title=f"{title} (voorbeeld)",
            hours=hours,
            occupation=occupation,
            opens=today,
            closes=today + timedelta(days=90),
            places=2,
            for_network=True,
            state="open",
        )


def _group(firm: Organisation, boss: Actor) -> None:
    today = timezone.localdate()
    # The made-up centre, where it is there, may guide the group.
    centre = Organisation.objects.filter(kind=Kind.CENTRE, is_example=True).order_by("created").first()
    ends = today + timedelta(days=120)
    text = Group(
        "Uitpakken van onderdelen", "Een machine pakt straks uit.", ends, Council.NONE, centre.pk if centre else None
    )
    moving = start_moving(by=boss, group=text)
    people = Colleague.objects.filter(organisation=firm, account__isnull=False).exclude(account=boss.person)
    told = list(people.select_related("account").order_by("name"))
    tell_people(by=boss, moving=moving.pk, colleagues=[row.pk for row in told], link=str)
    for row in told[:1]:
        assert row.account is not None
        by = actor_of(row.account)
        _record(by)
        limits = Limits(hours_low=24, hours_high=32)
        join_moving(by=by, moving=moving.pk, choice=Choice(frozenset({Part.PROFILE, Part.SKILLS}), limits))
        for way, minutes, ago in MOMENTS:
            note_moment(by=by, day=today - timedelta(days=ago), way=way, minutes=minutes)


def _record(by: Actor) -> None:
    """Let somebody have a record with which openings can be compared."""
    fields = ItemFields(ItemKind.WORK, WORK, NAME, begin=date(2019, 1, 1), begin_precision="year", is_ongoing=True)
    item = add_item(by=by, fields=fields)
    set_skills(by=by, item=item.pk, claims=[Claim(uri, level=level) for uri, level in SKILLS])


def _request(boss: Actor, fund: Actor) -> None:
    told = {
        "name": "Samen leren (voorbeeld)",
        "whom": "Bedrijven die meebetalen aan dit fonds",
        "rules": "Een verzonnen regeling, om te zien hoe het werkt.",
        "rate": Decimal(60),
        "most": Decimal(5000),
        "source": "Verzonnen voorbeeld",
    }
    scheme = save_scheme(by=fund, fields=told)
    assert scheme is not None
    plan = "Vier mensen leren van elkaar hoe je een elektrische fiets nakijkt."
    fields = RequestFields(
        scheme.pk, Asked.TRAINING, "Elektrische fietsen", plan, Decimal(3000), Decimal(1800), "Offerte", 4
    )
    row = save_request(by=boss, fields=fields)
    assert row is not None
    send_request(by=boss, request=row.pk)
