"""Who looked at what: in sentences, about oneself only; as a table that a spreadsheet does not run."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from wending.accounts.actions.consent import give_consent
from wending.accounts.actions.look import look
from wending.accounts.models import Membership, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.kit.csv_file import csv_lines, safe_cell
from wending.ledger.actions.record import record
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db


def looked(name: str = "Robin") -> tuple[Membership, Person]:
    member, person = make_member(Role.PROFESSIONAL, name=name), make_person("Sam")
    give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PLAN],
        until=timezone.localdate() + timedelta(days=30),
        to_organisation=member.organisation.pk,
    )
    look(by=actor(member), person=person.pk, part=Part.PLAN)
    return member, person


def test_page_tells_who_looked_in_which_role_at_what_and_why(client: Client) -> None:
    _member, person = looked()
    text = " ".join(sign_in(client, person).get(reverse("accounts:ledger")).content.decode().split())
    assert "<strong>Robin</strong>, Loopbaanbegeleider (Werkplein Oost) bekeek: Mijn plan" in text
    assert "Begeleiding: mij helpen bij mijn loopbaan" in text
    assert "gaf toestemming" not in text
    assert "gaf toestemming" in client.get(reverse("accounts:ledger") + "?whose=all").content.decode()


def test_page_shows_nothing_of_others(client: Client) -> None:
    member, _person = looked()
    text = sign_in(client, make_person()).get(reverse("accounts:ledger") + "?whose=all").content.decode()
    assert "bekeek" not in text
    # Who looked sees their own ledger, not the ledger of whom they looked at.
    assert "bekeek" not in sign_in(Client(), member).get(reverse("accounts:ledger") + "?whose=all").content.decode()


def test_page_names_nobody_for_who_was_erased(client: Client) -> None:
    member, person = looked()
    member.person.delete()
    text = sign_in(client, person).get(reverse("accounts:ledger")).content.decode()
    assert "Iemand die er niet meer is" in text
    assert "Robin" not in text


def test_page_goes_on_to_older_acts(client: Client) -> None:
    member, person = looked()
    with transaction.atomic():
        for _time in range(29):
            record(by=actor(member), verb="looked", about=str(person.ledger_key), thing=Part.PLAN)
    pages = [sign_in(client, person).get(reverse("accounts:ledger") + f"?page={number}") for number in (1, 2)]
    assert [page.content.decode().count("<li><p><strong>Robin") for page in pages] == [25, 5]


def test_table_does_not_run_in_a_spreadsheet(client: Client) -> None:
    _member, person = looked(name="=HYPERLINK(1)")
    answer = sign_in(client, person).get(reverse("accounts:ledger_file"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][1] == "wie"
    assert rows[1][1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"])
def test_safe_cell_makes_text_of_what_would_run(text: str) -> None:
    assert safe_cell(text) == "'" + text


def test_csv_lines_can_be_read_back() -> None:
    rows = [['a "quoted", text', "two\nlines"], [-3, "é"]]
    read = list(csv.reader(io.StringIO("".join(csv_lines(["x", "y"], rows)).removeprefix("\ufeff"))))
    assert read == [["x", "y"], ['a "quoted", text', "two\nlines"], ["-3", "é"]]


def test_verify_ledger_fails_on_a_missing_entry_and_on_another_root() -> None:
    looked()
    out = io.StringIO()
    call_command("verify_ledger", stdout=out)
    root = out.getvalue().split()[-1]
    call_command("verify_ledger", root=root, stdout=out)
    Entry.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_ledger", stdout=out)
    looked()
    with pytest.raises(CommandError, match="root is another"):
        call_command("verify_ledger", root=root, stdout=out)
