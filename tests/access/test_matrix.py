"""Who may not: every role against every address, generated from the routes. A route without a guard fails."""

import re
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import make_member, make_organisation, make_person, sign_in
from wending.accounts.models import Membership, Person
from wending.accounts.rules.roles import GUARDED_ROLES, ROLES_OF, Kind, Role
from wending.accounts.views.guards import Access
from wending.web.access import Route, routes, table

pytestmark = pytest.mark.django_db

DOC = Path(__file__).resolve().parents[2] / "docs" / "access.md"
SAMPLES = {"uuid": str(uuid4()), "int": "987654", "slug": "x", "str": "x", "path": "x"}


@cache
def all_routes() -> list[Route]:
    return routes()


def address(route: Route) -> str:
    """Return an address of this route with things that do not exist."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route.path)


def of_kind(kind: str) -> list[Route]:
    return [route for route in all_routes() if route.access and route.access.kind == kind]


def someone_in(role: Role, at: Kind | None = None) -> Membership:
    """Return a member with this role of an organisation where the role exists."""
    kind = at or next(kind for kind in Kind if role in ROLES_OF[kind])
    return make_member(role, make_organisation(kind))


def may_come(access: Access, role: Role, kind: Kind) -> bool:
    return role in access.roles and (not access.at or kind in access.at)


def ask(client: Client, route: Route) -> list[HttpResponse]:
    """Ask for a page and send an empty form to it; an error inside shows as 500."""
    client.raise_request_exception = False
    return [client.get(address(route)), client.post(address(route))]


def is_refused(client: Client, route: Route) -> None:
    """Send a form: the guard refuses it before the page looks at anything, the kind of request included.

    A guard below another decorator answers 405 here; so one request tells as much as two.
    """
    response = client.post(address(route))
    assert response.status_code == 403, (route.path, response.status_code)


def leads_to(response: HttpResponse, page: str) -> bool:
    return response.status_code == 302 and response.headers["Location"].split("?")[0] == reverse(page)


def test_every_route_says_who_may_come() -> None:
    assert [route.path for route in all_routes() if route.access is None] == []
    assert len(all_routes()) > 90


def test_table_in_the_docs_is_the_one_of_the_routes() -> None:
    assert table() in DOC.read_text(), "write the table anew: ./wending access > docs/access.md"


def test_visitor_is_sent_to_sign_in_from_all_that_is_not_public(client: Client) -> None:
    for route in [*of_kind("own"), *of_kind("roles")]:
        for response in ask(client, route):
            assert leads_to(response, "accounts:sign_in"), (route.path, response.status_code)


def test_public_pages_ask_nobody_to_sign_in(client: Client) -> None:
    for route in [*of_kind("everyone"), *of_kind("link")]:
        for response in ask(client, route):
            # The steps of signing in lead to its first step.
            assert route.path.startswith("inloggen") or not leads_to(response, "accounts:sign_in"), route.path
            assert response.status_code not in {403, 500}, (route.path, response.status_code)


def test_unknown_link_opens_nothing(client: Client) -> None:
    for route in of_kind("link"):
        if route.parameters:
            for response in ask(client, route):
                assert response.status_code in {404, 405, 410}, (route.path, response.status_code)


def test_own_pages_never_break_and_know_nothing_of_others(client: Client) -> None:
    sign_in(client, make_person())
    for route in of_kind("own"):
        for response in ask(client, route):
            assert response.status_code < 500, route.path
            if route.parameters:
                assert response.status_code in {302, 403, 404, 405, 410}, (route.path, response.status_code)


@pytest.mark.parametrize(("role", "kind"), [(role, kind) for kind in Kind for role in ROLES_OF[kind]])
def test_role_comes_only_where_it_is_named(client: Client, role: Role, kind: Kind) -> None:
    sign_in(client, someone_in(role, kind))
    for route in of_kind("roles"):
        assert route.access
        if may_come(route.access, role, kind):
            for response in ask(client, route):
                assert response.status_code not in {403, 500}, (route.path, response.status_code)
        else:
            is_refused(client, route)


@pytest.mark.parametrize("role", sorted(GUARDED_ROLES))
def test_role_without_a_second_factor_sees_nothing(client: Client, role: Role) -> None:
    for kind in [kind for kind in Kind if role in ROLES_OF[kind]]:
        sign_in(client, someone_in(role, kind), second_factor=False)
        refuses_to_show(client, role, kind)


def refuses_to_show(client: Client, role: Role, kind: Kind) -> None:
    for route in of_kind("roles"):
        assert route.access
        if may_come(route.access, role, kind):
            for response in ask(client, route):
                assert leads_to(response, "accounts:second_factor"), (route.path, response.status_code)


def test_person_who_has_the_role_but_does_not_act_in_it_is_refused(client: Client) -> None:
    member = someone_in(Role.PROFESSIONAL)
    person: Person = member.person
    sign_in(client, person)
    for route in of_kind("roles"):
        is_refused(client, route)


def test_role_that_ended_opens_nothing_any_more(client: Client) -> None:
    member = someone_in(Role.PROFESSIONAL)
    sign_in(client, member)
    Membership.objects.update(ended="2026-01-01T00:00:00Z")
    for route in of_kind("roles"):
        is_refused(client, route)
