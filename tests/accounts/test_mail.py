"""The outbox: no mail is lost, none is sent twice without its server knowing, whatever dies when."""

import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_person
from tests.accounts.mail_server import MailServer
from wending.accounts.actions.mail import PAUSES, queue_mail, remove_sent, send_due
from wending.accounts.models import Mail
from wending.kit.rounds import Round
from wending.ledger.actions import runs
from wending.ledger.actions.runs import do_round
from wending.ledger.models import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = False, "", ""
    return settings


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_due() -> None:
    Mail.objects.filter(sent=None).update(next_try=timezone.now())


@pytest.mark.django_db
def test_mail_waits_while_the_server_is_down_and_goes_when_it_is_back(smtp: Settings) -> None:
    queue_mail(address="sam@example.org", subject="Afspraak", text="Tot morgen")
    smtp.EMAIL_PORT = closed_port()
    assert send_due() == (0, 1)
    mail = Mail.objects.get()
    assert mail.failed == "ConnectionRefusedError"
    assert timedelta(seconds=50) < mail.next_try - timezone.now() <= timedelta(minutes=PAUSES[0])
    assert send_due() == (0, 0), "it waits for its pause"
    make_due()
    with MailServer() as server:
        smtp.EMAIL_PORT = server.port
        assert send_due() == (1, 0)
        assert server.got[0]["Subject"] == "Afspraak"
        assert server.got[0]["Message-ID"] == f"<{mail.pk}@{smtp.MAIL_DOMAIN}>"
    mail.refresh_from_db()
    assert (mail.content, mail.failed) == ("", "")


@pytest.mark.django_db
def test_pauses_grow_and_in_the_end_the_mail_counts_as_given_up_and_is_shown(smtp: Settings) -> None:
    queue_mail(address="sam@example.org", subject="x", text="y")
    smtp.EMAIL_PORT = closed_port()
    waits = []
    for _try in range(len(PAUSES) + 1):
        assert send_due() == (0, 1)
        waits.append(round((Mail.objects.get().next_try - timezone.now()).total_seconds() / 60))
        make_due()
    assert waits[: len(PAUSES)] == list(PAUSES)
    assert send_due() == (0, 0)
    out = io.StringIO()
    call_command("outbox", stdout=out)
    assert "given up            1".replace(" ", "") in out.getvalue().replace(" ", "")
    assert "ConnectionRefusedError" in out.getvalue()
    assert "sam@" not in out.getvalue()
    with MailServer() as server:
        smtp.EMAIL_PORT = server.port
        call_command("outbox", "--retry", stdout=out)
        assert send_due() == (1, 0)


@pytest.mark.django_db
def test_refusal_of_one_mail_does_not_hold_up_the_others(smtp: Settings) -> None:
    for number in range(3):
        queue_mail(address=f"sam{number}@example.org", subject="x", text="y")
    with MailServer(refusals=["451 later"]) as server:
        smtp.EMAIL_PORT = server.port
        assert send_due() == (2, 1)
        make_due()
        assert send_due() == (1, 0)
        assert len({message["To"] for message in server.got}) == 3


@pytest.mark.django_db
def test_queue_mail_takes_the_same_key_once() -> None:
    person = make_person()
    first = queue_mail(address=person.email, subject="x", text="y", key="reminder:1", person=person.pk)
    second = queue_mail(address=person.email, subject="x", text="other", key="reminder:1", person=person.pk)
    assert (first, second) == (True, False)
    assert "other" not in Mail.objects.get().content


@pytest.mark.django_db(transaction=True)
def test_mail_of_an_act_that_did_not_happen_is_not_there() -> None:
    with transaction.atomic():
        queue_mail(address="sam@example.org", subject="x", text="y")
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_remove_sent_takes_only_what_is_over() -> None:
    queue_mail(address="sam@example.org", subject="x", text="y")
    assert remove_sent(days=30) == 0
    Mail.objects.update(made=timezone.now() - timedelta(days=31))
    assert remove_sent(days=30) == 1


@pytest.mark.django_db
def test_round_is_done_once_by_many_workers_and_taken_over_from_one_that_was_killed() -> None:
    done: list[int] = []
    work = Round("test.round", 3600, lambda: done.append(1) or "")  # type: ignore[func-returns-value]
    now = timezone.now()
    # A worker began it and was killed: nobody else comes in while it could still be at work.
    Run.objects.create(name=work.name, begun=now - timedelta(hours=2), held_until=now + runs.HOLD)
    assert not do_round(round=work)
    Run.objects.update(held_until=now - timedelta(seconds=1))
    assert do_round(round=work)
    assert not do_round(round=work)
    assert done == [1]


# What a process does, told in words of Python; `die()` is the sudden end of it.
BEGIN = """
import os, signal, django
django.setup()
from datetime import timedelta
from django.core.mail import EmailMultiAlternatives
from wending.accounts.actions import mail
def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""
WRITE_AND_DIE = (
    BEGIN
    + """
mail.queue_mail(address="sam@example.org", subject="Een vraag", text="Tekst", key="the one")
die()
"""
)
SEND_AND_DIE_BEFORE_MARKING = (
    BEGIN
    + """
mail.HOLD = timedelta()
whole = EmailMultiAlternatives.send
EmailMultiAlternatives.send = lambda self, *args, **kwargs: (whole(self, *args, **kwargs), die())
mail.send_due()
"""
)
SEND = (
    BEGIN
    + """
mail.send_due()
"""
)


def run(code: str, database: str, folder: Path, port: int) -> int:
    """Run code in a process of its own; return its exit code."""
    environment = {
        **os.environ,
        "WENDING_MODE": "local",
        "WENDING_DATA_DIR": str(folder),
        "WENDING_MAIL_SERVER": f"smtp://127.0.0.1:{port}",
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "wending.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    return subprocess.run([sys.executable, "-c", code], env=environment, check=False, timeout=60).returncode


def shared_database(folder: Path) -> str:
    """Return the address of a database with our tables that other processes can open."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "shared.sqlite3") as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'shared.sqlite3'}"
    told = connection.settings_dict
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_mail_is_sent_once_by_the_next_worker_when_the_writer_was_killed(tmp_path: Path) -> None:
    database = shared_database(tmp_path)
    with MailServer() as server:
        assert run(WRITE_AND_DIE, database, tmp_path, server.port) == -signal.SIGKILL
        assert server.got == []
        for _worker in range(2):
            assert run(SEND, database, tmp_path, server.port) == 0
        assert [message["Subject"] for message in server.got] == ["Een vraag"]


@pytest.mark.django_db(transaction=True)
def test_mail_keeps_its_number_when_the_worker_was_killed_before_marking_it(tmp_path: Path) -> None:
    database = shared_database(tmp_path)
    with MailServer() as server:
        assert run(WRITE_AND_DIE, database, tmp_path, server.port) == -signal.SIGKILL
        assert run(SEND_AND_DIE_BEFORE_MARKING, database, tmp_path, server.port) == -signal.SIGKILL
        for _worker in range(2):
            assert run(SEND, database, tmp_path, server.port) == 0
        numbers = [message["Message-ID"] for message in server.got]
        assert len(numbers) == 2
        assert len(set(numbers)) == 1
