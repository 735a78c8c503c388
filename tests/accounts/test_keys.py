"""Keys that encrypt sensitive text: changed without loss, restartable, and a lost key is told, not hidden."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person
from tests.accounts.signing import add_app
from wending.accounts.actions import keys
from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.actions.keys import count_by_key, rotate_keys
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import ConsentRequest, Mail
from wending.accounts.queries.secrets import conceal, disclose
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.kit.keys import KeyRing, UnreadableError, new_key

pytestmark = pytest.mark.django_db
OLD, NEW = new_key(), new_key()


@pytest.fixture(autouse=True)
def _old_key(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]


def fill() -> None:
    """Write five values: three mails, a question and the secret of an app."""
    person = make_person()
    for number in range(3):
        queue_mail(address="a@example.org", subject="x", text=f"mail {number}", key=f"mail {number}")
    ask_consent(
        by=actor(make_member(Role.PROFESSIONAL)),
        person=person.pk,
        purpose=Purpose.TEAM,
        parts=[Part.PLAN],
        reason="een reden",
        until=timezone.localdate() + timedelta(days=1),
    )
    Mail.objects.filter(person=person).delete()
    add_app(person)


def raw(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


def test_rotate_brings_every_value_under_the_newest_key(settings: Settings) -> None:
    fill()
    settings.FIELD_KEYS = [NEW, OLD]
    assert rotate_keys() == 5
    settings.FIELD_KEYS = [NEW]
    assert ConsentRequest.objects.get().reason == "een reden"
    assert {f"mail {number}" in mail.content for number, mail in enumerate(Mail.objects.order_by("key"))} == {True}
    assert disclose(Authenticator.objects.get().data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert rotate_keys() == 0


def test_rotate_goes_on_where_it_was_killed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr(keys, "BATCH", 1)
    settings.FIELD_KEYS = [NEW, OLD]
    turned: list[bytes] = []
    whole = KeyRing.rotate

    def killed_at_third(self: KeyRing, token: bytes) -> bytes:
        turned.append(token)
        if len(turned) == 3:
            raise KeyboardInterrupt
        return whole(self, token)

    monkeypatch.setattr(KeyRing, "rotate", killed_at_third)
    with pytest.raises(KeyboardInterrupt):
        rotate_keys()
    monkeypatch.setattr(KeyRing, "rotate", whole)
    assert rotate_keys() == 3
    settings.FIELD_KEYS = [NEW]
    assert {counter[-1] for counter in count_by_key().values()} == {0}


def test_check_counts_values_per_key_and_fails_on_a_lost_one(settings: Settings) -> None:
    fill()
    settings.FIELD_KEYS = [NEW, OLD]
    queue_mail(address="a@example.org", subject="x", text="new")
    out = io.StringIO()
    call_command("keys", "check", stdout=out)
    line = next(line.split() for line in out.getvalue().splitlines() if "mail.content" in line)
    assert line[1:] == ["1", "3", "0"]
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CommandError, match="5 values are opened by no key"):
        call_command("keys", "check", stdout=out)
    with pytest.raises(CommandError, match="no key opens"):
        call_command("keys", "rotate", stdout=out, stderr=out)
    with pytest.raises(UnreadableError):
        ConsentRequest.objects.get()


def test_keys_new_prints_a_key_that_works(settings: Settings) -> None:
    out = io.StringIO()
    call_command("keys", "new", stdout=out)
    settings.FIELD_KEYS = [out.getvalue().strip()]
    assert disclose(conceal("tekst")) == "tekst"


def test_sensitive_text_is_not_in_the_table() -> None:
    fill()
    assert not any("een reden" in value for value in raw("accounts_consentrequest", "reason"))
    assert not any("mail 1" in value for value in raw("accounts_mail", "content"))


def test_file_is_replaced_whole(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "file"
    path.write_bytes(KeyRing([OLD]).encrypt(b"picture"))
    settings.FIELD_KEYS = [NEW, OLD]
    keys._replace(path, KeyRing([NEW, OLD]).rotate(path.read_bytes()))
    assert KeyRing([NEW]).decrypt(path.read_bytes()) == b"picture"
    assert list(tmp_path.iterdir()) == [path]
