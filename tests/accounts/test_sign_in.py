"""Signing in and beginning: one page for all, by a mailed code, a password or a second step."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_member, make_person, sign_in
from tests.accounts.signing import add_app, app_code, last_code, last_mail, make_fresh, sign_in_by_code
from wending.accounts.models import Mail, Person
from wending.accounts.rules.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "vier losse woorden samen"


def signed_in(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_sign_in_with_an_unknown_address_makes_an_account(client: Client) -> None:
    assert sign_in_by_code(client, "nieuw@example.org") == reverse("accounts:welcome")
    person = Person.objects.get(email="nieuw@example.org")
    assert signed_in(client) == str(person.pk)
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified


def test_sign_in_with_a_known_address_in_capitals_finds_the_same_person(client: Client) -> None:
    person = make_person("Sam")
    asked = client.post(reverse("account_login"), {"email": person.email.upper()})
    client.post(asked["Location"], {"code": last_code(person.email)})
    assert signed_in(client) == str(person.pk)
    assert Person.objects.count() == 1


def test_sign_in_keeps_what_was_told_without_an_account(client: Client) -> None:
    session = client.session
    session["profile"] = {"work": ["uri"], "version": 3}
    session.save()
    before = client.session.session_key
    sign_in_by_code(client, "nieuw@example.org")
    assert client.session["profile"] == {"work": ["uri"], "version": 3}
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists(), "the key from before must open nothing"


def test_sign_in_looks_the_same_for_known_unknown_and_closed_addresses(client: Client) -> None:
    known = make_person("Sam").email
    closed = make_person("Dicht", is_active=False).email
    pages = []
    for address in [known, "niemand@example.org", closed]:
        visitor = Client()
        asked = visitor.post(reverse("account_login"), {"email": address})
        shown = visitor.get(asked["Location"])
        wrong = visitor.post(asked["Location"], {"code": "AAAA-BBBB"})
        texts = [page.content.decode().replace(address, "ADDRESS") for page in (shown, wrong)]
        pages.append((asked.status_code, asked["Location"], [_without_tokens(text) for text in texts]))
    assert pages[0] == pages[1] == pages[2]
    assert not Mail.objects.filter(address=closed).exists()


def _without_tokens(page: str) -> str:
    return re.sub(r'(value|nonce)="[A-Za-z0-9+/=_-]{20,}"', "", page)


def test_sign_in_does_as_much_work_for_known_and_unknown_addresses(client: Client) -> None:
    """The number of questions to the database stands for the time: both are mailed a code."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    known = make_person("Sam").email
    counts = []
    for address in [known, "niemand@example.org"]:
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse("account_login"), {"email": address})
        counts.append(len(queries))
    assert abs(counts[0] - counts[1]) <= 12
    assert Mail.objects.count() == 2


def test_code_is_refused_after_three_tries_and_after_ten_minutes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_person("Sam")
    asked = client.post(reverse("account_login"), {"email": person.email})
    code = last_code(person.email)
    for _try in range(3):
        client.post(asked["Location"], {"code": "WRONG"})
    client.post(asked["Location"], {"code": code})
    assert not signed_in(client)
    asked = client.post(reverse("account_login"), {"email": person.email})
    code = last_code(person.email)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    client.post(asked["Location"], {"code": code})
    assert not signed_in(client)


def test_codes_are_asked_for_a_few_times_only() -> None:
    person = make_person("Sam")
    answers = [Client().post(reverse("account_login"), {"email": person.email}).status_code for _try in range(4)]
    assert answers == [302, 302, 302, 200]
    assert Mail.objects.filter(address=person.email).count() == 3


def test_tries_are_counted_in_a_cache_that_all_processes_share(settings: Settings) -> None:
    from wending.config import settings as real

    assert real.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    settings.CACHES = real.CACHES
    cache.add("tries", 1)
    assert cache.get("tries") == 1
    cache.delete("tries")


def test_password_is_refused_after_five_wrong_ones_even_when_right(client: Client) -> None:
    person = make_person("Sam", password=PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    page = reverse("account_password")
    for _try in range(5):
        client.post(page, {"login": person.email, "password": "not this one"})
    client.post(page, {"login": person.email, "password": PASSWORD})
    assert not signed_in(client)
    cache.clear()
    client.post(page, {"login": person.email, "password": PASSWORD})
    assert signed_in(client) == str(person.pk)


def test_password_says_the_same_of_unknown_address_and_wrong_password(client: Client) -> None:
    person = make_person("Sam", password=PASSWORD)
    page = reverse("account_password")
    known = client.post(page, {"login": person.email, "password": "not this one"}).content.decode()
    unknown = client.post(page, {"login": "niemand@example.org", "password": "not this one"}).content.decode()
    sentence = "Dit adres en dit wachtwoord horen niet bij elkaar."
    assert sentence in known
    assert sentence in unknown


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_to_another_site(client: Client, target: str) -> None:
    person = make_person("Sam")
    asked = client.post(reverse("account_login"), {"email": person.email, "next": target})
    answer = client.post(reverse("account_confirm_login_code"), {"code": last_code(person.email), "next": target})
    assert asked.status_code == 302
    assert answer["Location"] == reverse("web:mine")


def test_sign_in_leads_to_the_page_that_was_asked(client: Client) -> None:
    person = make_person("Sam")
    answer = client.get(reverse("accounts:consents"))
    assert sign_in_by_code(client, person.email, to=reverse("accounts:consents")) == reverse("accounts:consents")
    assert reverse("accounts:sign_in") in answer["Location"]


def test_second_step_is_asked_after_the_code_and_makes_the_session_strong(client: Client) -> None:
    member = make_member(Role.PROFESSIONAL)
    secret = add_app(member.person)
    assert sign_in_by_code(client, member.person.email) == reverse("mfa_authenticate")
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert signed_in(client) == str(member.person.pk)
    assert client.get("/").wsgi_request.actor.has_second_factor  # type: ignore[attr-defined]


def test_secret_of_an_app_is_encrypted_in_the_table() -> None:
    secret = add_app(make_person())
    assert secret not in str(Authenticator.objects.get().data)


def test_role_page_without_second_factor_leads_to_setting_one_up_and_back(client: Client) -> None:
    member = make_member(Role.MANAGER)
    sign_in(client, member, second_factor=False)
    make_fresh(client)
    page = reverse("accounts:organisation")
    away = client.get(page)
    assert away["Location"].startswith(reverse("accounts:second_factor"))
    client.get(away["Location"])
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    # The session is from before the second step was there: it does not count yet.
    assert client.get(page).status_code == 302
    make_strong = client.get(f"{reverse('accounts:second_factor')}?next={page}")
    assert make_strong["Location"].startswith(reverse("mfa_reauthenticate"))
    before = client.session.session_key
    cache.clear()
    back = client.post(make_strong["Location"], {"code": app_code(secret), "next": page})
    assert back["Location"] == page
    assert client.session.session_key != before
    assert client.get(page).status_code == 200


def test_recovery_code_works_once_as_second_step(client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person = make_person("Sam")
    add_app(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in [str(person.pk), ""]:
        cache.clear()
        visitor = Client()
        sign_in_by_code(visitor, person.email)
        visitor.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(visitor) == expected


def test_sign_out_everywhere_ends_the_other_sessions_and_keeps_this_one(client: Client) -> None:
    person = make_person("Sam")
    other = Client()
    sign_in_by_code(other, person.email)
    cache.clear()
    sign_in_by_code(client, person.email)
    before = client.session.session_key
    client.post(reverse("accounts:other_sessions"))
    assert client.get(reverse("accounts:settings")).status_code == 200
    assert client.session.session_key != before
    assert other.get(reverse("accounts:settings")).status_code == 302


def test_role_switch_gives_the_session_a_new_key(client: Client) -> None:
    member = make_member(Role.PROFESSIONAL)
    sign_in(client, member.person)
    before = client.session.session_key
    client.post(reverse("accounts:switch_role"), {"membership": member.pk})
    assert client.session.session_key != before
    assert client.session["membership"] == member.pk


def test_role_of_somebody_else_cannot_be_taken(client: Client) -> None:
    sign_in(client, make_person())
    answer = client.post(reverse("accounts:switch_role"), {"membership": make_member(Role.MANAGER).pk})
    assert answer.status_code == 404
    assert "membership" not in client.session


def test_mail_of_codes_is_in_the_language_of_the_page(client: Client) -> None:
    client.post(reverse("account_login"), {"email": "nieuw@example.org"})
    assert "Dit is je code" in last_mail("nieuw@example.org")
    Client().post("/en/sign-in/", {"email": "new@example.org"})
    assert "This is your code" in last_mail("new@example.org")
    assert Person.objects.get(email="new@example.org").language == "en"


def test_change_of_address_needs_the_code_that_was_mailed_there(client: Client) -> None:
    person = make_person("Sam")
    sign_in_by_code(client, person.email)
    asked = client.post(reverse("account_email"), {"email": "ander@example.org", "action_add": "1"}, follow=True)
    person.refresh_from_db()
    assert person.email != "ander@example.org"
    client.post(asked.redirect_chain[-1][0], {"code": last_code("ander@example.org")})
    person.refresh_from_db()
    assert person.email == "ander@example.org"


def test_change_of_address_to_a_taken_one_changes_nothing_and_says_nothing(client: Client) -> None:
    person, other = make_person("Sam"), make_person("Ander")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    sign_in_by_code(client, person.email)
    answer = client.post(reverse("account_email"), {"email": other.email, "action_add": "1"}, follow=True)
    assert "bestaat al" not in answer.content.decode()
    assert Person.objects.get(pk=person.pk).email == person.email


def test_pages_that_can_do_harm_ask_again_who_somebody_is(client: Client) -> None:
    person = make_person("Sam")
    sign_in(client, person)
    for name in ["accounts:export", "accounts:erase", "mfa_activate_totp", "mfa_add_webauthn", "account_email"]:
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("accounts:confirm_me")), name
    client.post(reverse("accounts:confirm_me"), {"action": "send", "next": reverse("accounts:export")})
    wrong = client.post(reverse("accounts:confirm_me"), {"code": "WRONG", "next": reverse("accounts:export")})
    assert wrong.status_code == 200
    right = client.post(
        reverse("accounts:confirm_me"), {"code": last_code(person.email), "next": reverse("accounts:export")}
    )
    assert right["Location"] == reverse("accounts:export")
    assert client.get(reverse("accounts:export")).status_code == 200


def test_code_to_confirm_is_refused_after_three_tries(client: Client) -> None:
    person = make_person("Sam")
    sign_in(client, person)
    page = reverse("accounts:confirm_me")
    client.post(page, {"action": "send"})
    for _try in range(3):
        client.post(page, {"code": "WRONG"})
    assert client.post(page, {"code": last_code(person.email)}).status_code == 200
    assert client.get(reverse("accounts:export")).status_code == 302


def test_confirming_by_mail_is_not_enough_for_who_has_a_second_step(client: Client) -> None:
    person = make_person("Sam")
    add_app(person)
    sign_in(client, person)
    make_fresh(client)
    assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith(reverse("accounts:confirm_me"))
    answer = client.post(reverse("accounts:confirm_me"), {"action": "send"})
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not Mail.objects.filter(address=person.email).exists()


def test_unfinished_accounts_go_after_a_day(client: Client) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from wending.accounts.actions.people import remove_unfinished

    client.post(reverse("account_login"), {"email": "nieuw@example.org"})
    finished = make_person("Sam")
    assert remove_unfinished() == 0
    Person.objects.update(created=timezone.now() - timedelta(hours=25))
    assert remove_unfinished() == 1
    assert list(Person.objects.all()) == [finished]
