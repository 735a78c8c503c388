"""The things of one person, asked for by everybody else: every address with a number, with every number of hers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.accounts.factories import make_member, make_organisation, make_person, sign_in
from tests.accounts.test_leaving import everything
from wending.accounts.actions.erase import erase_me
from wending.accounts.actions.mail import send_due
from wending.accounts.models import Membership, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.web.access import Route, routes

pytestmark = pytest.mark.django_db

# Words of her record, her plan, her case and her conversations; no page of somebody else may hold one.
HERS = ("Sanne", "Verzorgende worden", "moeder gezorgd", "Hoe word ik verzorgende", "Weten welke weg past", "Tante R.")


@pytest.fixture(scope="module")
def _life(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The made-up life, once for all tests here: each test undoes its own changes, and the last one undoes the life."""
    with django_db_blocker.unblock(), transaction.atomic():
        _number_apart()
        call_command("load_examples")
        yield
        transaction.set_rollback(True)


def _number_apart() -> None:
    """Let plain numbers of rows with an owner begin far away: hers are then never those of a row of somebody else."""
    owned = [model for model in apps.get_models() if getattr(model, "personal_owner", "")]
    numbered = [model for model in owned if isinstance(model._meta.pk, models.AutoField)]
    with connection.cursor() as cursor:
        for place, model in enumerate(numbered, 1):
            table, first = model._meta.db_table, place * 1_000_000
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])


@pytest.fixture
def sanne(_life: None, db: None) -> Person:
    """The made-up client: a record, a plan, a case, an appointment, consent."""
    return Person.objects.get(name="Sanne Voorbeeld")


def owned(person: Person) -> dict[str, dict[str, list[Any]]]:
    """Return the keys of all rows of a person, by application and model."""
    found: dict[str, dict[str, list[Any]]] = {}
    for model in apps.get_models():
        path = getattr(model, "personal_owner", "")
        if path and model is not Person:
            keys = list(model._default_manager.filter(**{path: person.pk}).values_list("pk", flat=True))
            if keys:
                found.setdefault(model._meta.app_label, {})[model.__name__] = keys
    return found


def content(person: Person) -> list[Any]:
    """Return every row of a person, to compare."""
    return [
        (model.__name__, sorted(model._default_manager.filter(**{path: person.pk}).values_list(), key=repr))
        for model in apps.get_models()
        if (path := getattr(model, "personal_owner", "")) and model is not Person
    ]


def addresses(route: Route, things: dict[str, dict[str, list[Any]]]) -> list[str]:
    """Return the route with each of her numbers that belongs to its domain."""
    rows = things.get(route.name.split(":")[0], {})
    # A number that is called as a table is one of that table; any other may be one of any.
    named = {model: keys for model, keys in rows.items() if model.lower() in route.parameters}
    keys = [str(found[0]) for found in (named or rows).values()]
    found = []
    for key in keys:
        path = route.path
        for kind in ["uuid", "int", "slug", "str"]:
            path = re.sub(rf"<{kind}:\w+>", key, path)
        found.append("/" + path)
    return found


def strangers(sanne: Person) -> list[Person | Membership]:
    """Return who has nothing to do with her: a person, a colleague, a manager, a council, one of another centre."""
    robins = Membership.objects.filter(role=Role.PROFESSIONAL, organisation__is_example=True)
    helper = sanne.appointments.get().professional
    assert helper
    return [
        make_person("Vreemd"),
        robins.exclude(person=helper).get(),
        Membership.objects.get(role=Role.MANAGER),
        Membership.objects.get(role=Role.COUNCIL),
        make_member(Role.PROFESSIONAL, make_organisation(Kind.CENTRE, "Elders")),
    ]


def test_nobody_else_reads_or_changes_anything_of_hers(sanne: Person) -> None:
    things = owned(sanne)
    assert {"dossier", "guidance", "accounts"} <= set(things)
    before = content(sanne)
    asked = 0
    with_numbers = [route for route in routes() if route.parameters and "api" not in route.path]
    for stranger in strangers(sanne):
        client = sign_in(Client(raise_request_exception=False), stranger)
        role = stranger.role if isinstance(stranger, Membership) else ""
        for route in with_numbers:
            assert route.access
            if route.access.kind == "roles" and role not in route.access.roles:
                continue
            if route.access.kind == "own" and role:
                continue
            for address in addresses(route, things):
                for answer in (client.get(address), client.post(address)):
                    asked += 1
                    assert answer.status_code in {302, 403, 404, 405, 410, 422}, (address, answer.status_code)
                    text = b"".join(answer) if answer.streaming else answer.content
                    assert not [words for words in HERS if words in text.decode(errors="replace")], address
    assert asked > 150
    assert content(sanne) == before


def test_lists_of_others_do_not_hold_her(sanne: Person) -> None:
    plain = [route for route in routes() if not route.parameters and route.access]
    for stranger in strangers(sanne):
        client = sign_in(Client(raise_request_exception=False), stranger)
        for route in plain:
            if route.access and route.access.kind in {"own", "roles"}:
                answer = client.get("/" + route.path)
                text = b"".join(answer) if answer.streaming else answer.content
                assert not [words for words in HERS if words in text.decode(errors="replace")], (stranger, route.path)


def test_her_helper_and_she_herself_do_read_it(sanne: Person) -> None:
    """The two tests above could pass on an empty page: this one says that the words are there for who may."""
    client = sign_in(Client(), sanne)
    assert "Verzorgende worden" in client.get("/mijn/plan/").content.decode()
    assert "moeder gezorgd" in client.get("/mijn/tijdlijn/").content.decode()
    helper = Membership.objects.get(person=sanne.appointments.get().professional, role=Role.PROFESSIONAL)
    client = sign_in(Client(), helper)
    assert "Sanne" in client.get("/bureau/").content.decode()
    case = owned(sanne)["guidance"]["Case"][0]
    assert "Hoe word ik verzorgende" in client.get(f"/bureau/begeleiding/{case}/").content.decode()


def test_erased_with_a_whole_life_she_is_nowhere(sanne: Person) -> None:
    traces = [str(sanne.pk), sanne.pk.hex, sanne.email, *HERS]
    assert "verzorgende worden" in everything()
    erase_me(by=actor_of(sanne))
    # The proof is the last mail; it goes out with her address.
    send_due()
    left = everything()
    assert [trace for trace in traces if trace.lower() in left] == []
