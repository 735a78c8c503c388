"""Signing in at a real provider of OpenID Connect: authorization code with PKCE (S256), and what must be refused."""

import base64
import hashlib
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_person
from tests.accounts.provider import CLIENT, PASSWORD, SECRET
from tests.accounts.signing import last_mail, make_fresh, sign_in_by_code
from wending.accounts.models import Person

pytestmark = pytest.mark.django_db
BACK = "http://testserver/inloggen-via/oidc/terug/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a provider that runs as a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("provider")
    command = [sys.executable, str(Path(__file__).with_name("provider.py")), str(port), str(folder), BACK]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture(autouse=True)
def _connected(settings: Settings, provider: str) -> None:
    app = {
        "provider_id": "oidc",
        "name": "Organisatie",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def begin(client: Client, query: str = "") -> str:
    """Press the button; return where the browser is sent at the provider."""
    answer = client.post(reverse("openid_connect_login", args=["oidc"]) + query)
    assert answer.status_code == 302
    return str(answer["Location"])


def let_through(provider: str, address: str, there: str) -> str:
    """Sign in at the provider as a browser would; return the address it sends the browser back to."""
    browser = requests.Session()
    page = browser.get(f"{provider}/accounts/login/", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"login": address, "password": PASSWORD, "csrfmiddlewaretoken": token.group(1) if token else ""}
    browser.post(f"{provider}/accounts/login/", data=form, timeout=10, allow_redirects=False)
    answer = browser.get(there, timeout=10, allow_redirects=False)
    assert answer.status_code == 302, answer.text[:500]
    return answer.headers["Location"]


def back_to(client: Client, address: str) -> str:
    """Follow the provider back to our site; return where our site leads, empty for a page."""
    parts = urlsplit(address)
    answer = client.get(f"{parts.path}?{parts.query}")
    return str(answer.headers.get("Location", ""))


def signed_in(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_sign_in_at_a_provider_makes_an_account_with_address_and_name_only(client: Client, provider: str) -> None:
    there = begin(client)
    asked = parse_qs(urlsplit(there).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert back_to(client, let_through(provider, "sam@provider.example", there)) == reverse("web:mine")
    person = Person.objects.get(email="sam@provider.example")
    assert signed_in(client) == str(person.pk)
    assert person.name == "Sam"
    account = SocialAccount.objects.get(user=person)
    assert account.extra_data == {"userinfo": {"email": "sam@provider.example"}}
    assert not SocialToken.objects.exists()


def test_verifier_that_is_sent_belongs_to_the_challenge_that_was_shown(client: Client) -> None:
    challenge = parse_qs(urlsplit(begin(client)).query)["code_challenge"][0]
    states = client.session["socialaccount_states"]
    verifier = next(iter(states.values()))[0]["pkce_code_verifier"]
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert digest == challenge


def test_wrong_verifier_is_refused_by_the_provider_and_signs_nobody_in(client: Client, provider: str) -> None:
    there = begin(client)
    session = client.session
    states = session["socialaccount_states"]
    next(iter(states.values()))[0]["pkce_code_verifier"] = "x" * 48
    session["socialaccount_states"] = states
    session.save()
    back_to(client, let_through(provider, "sam@provider.example", there))
    assert not signed_in(client)
    assert not Person.objects.exists()


def test_wrong_state_is_refused(client: Client, provider: str) -> None:
    address = let_through(provider, "sam@provider.example", begin(client))
    back_to(client, re.sub(r"state=[^&]+", "state=another", address))
    assert not signed_in(client)


def test_code_of_somebody_elses_browser_is_refused(client: Client, provider: str) -> None:
    """Who is lured to a link with an attacker's code must not end up in the attacker's account."""
    address = let_through(provider, "sam@provider.example", begin(client))
    victim = Client()
    back_to(victim, address)
    assert not signed_in(victim)


def test_code_works_once(client: Client, provider: str) -> None:
    address = let_through(provider, "sam@provider.example", begin(client))
    back_to(client, address)
    client.logout()
    back_to(client, address)
    assert not signed_in(client)


def test_address_that_has_an_account_is_not_joined_but_told_by_mail(client: Client, provider: str) -> None:
    person = make_person("Robin")
    person.email = "robin@provider.example"
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    back_to(client, let_through(provider, person.email, begin(client)))
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert "Er is al een account met dit e-mailadres" in last_mail(person.email)


def test_who_is_signed_in_can_join_the_provider_and_sign_in_by_it(client: Client, provider: str) -> None:
    person = make_person("Robin")
    sign_in_by_code(client, person.email)
    there = begin(client, "?process=connect")
    back_to(client, let_through(provider, "robin@provider.example", there))
    assert SocialAccount.objects.get().user == person
    visitor = Client()
    back_to(visitor, let_through(provider, "robin@provider.example", begin(visitor)))
    assert signed_in(visitor) == str(person.pk)
    assert Person.objects.get(pk=person.pk).email == person.email


def test_address_that_the_provider_does_not_vouch_for_must_be_confirmed_first(client: Client, provider: str) -> None:
    to = back_to(client, let_through(provider, "loose@provider.example", begin(client)))
    assert to == reverse("account_email_verification_sent")
    assert not signed_in(client)


def test_sign_in_at_a_provider_does_not_begin_by_a_link(client: Client) -> None:
    answer = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert "Location" not in answer.headers
    assert "socialaccount_states" not in client.session


def test_provider_that_is_not_set_up_does_not_exist(client: Client) -> None:
    assert client.post(reverse("openid_connect_login", args=["other"])).status_code == 404


def test_joining_is_a_page_that_asks_again_who_somebody_is(client: Client) -> None:
    person = make_person("Sam")
    client.force_login(person)
    assert client.get(reverse("socialaccount_connections")).status_code == 302
    make_fresh(client)
    assert "Koppel Organisatie" in client.get(reverse("socialaccount_connections")).content.decode()
