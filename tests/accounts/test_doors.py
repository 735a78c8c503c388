"""Every page of accounts says who may come, and keeps others out; nothing else of allauth can be reached."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.accounts.factories import make_member, make_person, sign_in
from tests.accounts.signing import make_fresh
from wending.accounts.rules.roles import GUARDED_ROLES, Role
from wending.accounts.urls import mounted, plain
from wending.accounts.urls import urlpatterns as own_urls
from wending.accounts.views.guards import Access

pytestmark = pytest.mark.django_db
ROUTES: list[URLPattern] = [*own_urls, *mounted.urlpatterns, *plain.urlpatterns]
FILLED = {
    "uuid": "8b7a3a3e-4a53-4f0e-9d4d-5a2d9a4f0a11",
    "int": "1",
    "str": "token",
    "slug": "oidc",
}


def address(route: URLPattern) -> str:
    """Return the Dutch address of a route with something in its holes."""
    with translation.override("nl"):
        path = str(route.pattern)
    return "/" + re.sub(r"<(\w+):\w+>", lambda hole: FILLED[hole.group(1)], path)


def access(route: URLPattern) -> Access:
    return route.callback.access  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: str(route.name))
def test_page_says_who_may_come(route: URLPattern) -> None:
    assert access(route).kind in {"everyone", "own", "roles", "link"}


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if access(route).kind in {"own", "roles"}], ids=lambda route: str(route.name)
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_sent_to_sign_in(client: Client, route: URLPattern, method: str) -> None:
    answer = getattr(client, method)(address(route))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/?next=")


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if access(route).kind == "roles"], ids=lambda route: str(route.name)
)
def test_role_page_is_closed_to_other_roles_and_without_second_factor(route: URLPattern) -> None:
    allowed = access(route).roles
    assert allowed <= GUARDED_ROLES
    for role in set(Role) - allowed:
        assert sign_in(Client(), make_member(role)).get(address(route)).status_code == 403, role
    assert sign_in(Client(), make_person()).get(address(route)).status_code == 403
    for role in allowed:
        weak = sign_in(Client(), make_member(role), second_factor=False).get(address(route))
        assert weak["Location"].startswith("/mijn/tweede-stap/")


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "mfa_trust", "mfa_edit_webauthn"])
def test_other_pages_of_allauth_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def all_routes(resolver: Any = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_routes(entry)
        else:
            yield entry


def test_every_mounted_page_of_allauth_is_behind_a_guard() -> None:
    for route in all_routes():
        if getattr(route.callback, "__module__", "").startswith("allauth"):
            assert hasattr(route.callback, "access"), f"{route.name} is mounted without a guard"


PAGES = [
    "accounts:settings",
    "accounts:consents",
    "accounts:ledger",
    "accounts:welcome",
    "mfa_index",
    "accounts:export",
]


@pytest.mark.parametrize("name", PAGES)
def test_own_page_is_kept_out_of_caches_and_search_engines(client: Client, name: str) -> None:
    sign_in(client, make_person())
    make_fresh(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_stolen_session_cookie_opens_nothing_after_signing_out(client: Client) -> None:
    sign_in(client, make_person())
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert stolen.get(reverse("accounts:settings")).status_code == 200
    client.post(reverse("account_logout"))
    assert stolen.get(reverse("accounts:settings")).status_code == 302


def test_signing_out_by_a_link_of_another_site_does_nothing(client: Client) -> None:
    sign_in(client, make_person())
    client.get(reverse("account_logout"))
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_forms_refuse_posts_without_their_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, make_person())
    assert strict.post(reverse("accounts:other_sessions")).status_code == 403
    assert strict.post(reverse("account_login"), {"email": "a@example.org"}).status_code == 403


def test_second_factor_of_another_person_does_not_count(client: Client) -> None:
    """A session that changes hands keeps no strength: the record of the second factor is of the person who used it."""
    strong, other = make_member(Role.MANAGER), make_member(Role.MANAGER)
    sign_in(client, strong)
    records = client.session["account_authentication_methods"]
    sign_in(client, other, second_factor=False)
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(strong.person.pk)
    session.save()
    assert client.get(reverse("accounts:organisation")).status_code == 302
