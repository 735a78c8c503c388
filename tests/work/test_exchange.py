"""Files of a firm: idempotent, tried first, refused with a line, safe to open."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, sign_in
from tests.work.growth import make_employee, make_opening
from tests.work.people import make_colleague, make_firm, make_manager
from wending.accounts.models import Membership
from wending.kit.csv_file import csv_lines
from wending.work.actions.exchange import import_openings, import_people, import_training
from wending.work.actions.responses import respond
from wending.work.actions.training import LineTold, add_line
from wending.work.models import Colleague, Opening, Team, TrainingLine
from wending.work.queries import files
from wending.work.rules.exchange import Outcome
from wending.work.sources.hropen import read_workers
from wending.work.sources.tables import MOST_ROWS, read_openings, read_people, read_training

pytestmark = pytest.mark.django_db
PEOPLE = b"naam;e-mail;uren;team\nAnna;anna@example.org;36,5;Winkel\nBas;;;Bakkerij\n"
OPENINGS = b"kenmerk;soort;titel;van;tot;aantal\nK1;taak;Winkel;2026-01-01;31-12-2026;2\n"


def bring(manager: Membership, data: bytes, is_trial: bool = False) -> Outcome:
    return import_people(by=actor(manager), read=read_people(data), is_trial=is_trial)


def test_people_come_in_once_and_a_trial_changes_nothing() -> None:
    firm = make_firm()
    manager = make_manager(firm)
    tried = bring(manager, PEOPLE, is_trial=True)
    assert (tried.new, Colleague.objects.count(), Team.objects.count()) == (("Anna", "Bas"), 0, 0)
    assert bring(manager, PEOPLE).new == ("Anna", "Bas")
    again = bring(manager, PEOPLE)
    assert (again.new, again.changed, again.same) == ((), (), 2)
    assert Colleague.objects.get(name="Anna").hours == Decimal("36.5")
    changed = bring(manager, PEOPLE.replace(b"36,5", b"20").replace(b"Anna;", b"Anna Bos;"))
    assert (changed.changed, changed.same) == (("Anna Bos",), 1)
    assert Colleague.objects.count() == 2


def test_people_of_another_firm_and_who_is_not_in_the_file_stay_as_they_are() -> None:
    firm, other = make_firm(), make_firm("Ander")
    there = make_colleague(other, name="Anna", email="anna@example.org")
    here = make_colleague(firm, name="Cor")
    bring(make_manager(firm), PEOPLE)
    there.refresh_from_db()
    here.refresh_from_db()
    assert (there.hours, here.ended) == (None, None)
    with pytest.raises(PermissionDenied):
        import_people(by=actor(here.account or make_employee(firm).account), read=read_people(PEOPLE), is_trial=True)  # type: ignore[arg-type]


def test_conflicting_rows_are_told_by_line() -> None:
    firm = make_firm()
    make_colleague(firm, name="Bas")
    make_colleague(firm, name="Bas")
    data = "naam;e-mail;uren\nBas;;\nEva;eva@example.org;8\nEva B;eva@example.org;9\nFem;fout;\nGer;;99\n;;\n"
    outcome = bring(make_manager(firm), data.encode())
    assert outcome.new == ("Eva",)
    assert sorted((one.line, one.code) for one in outcome.findings) == [
        (2, "same_name"),
        (4, "again"),
        (5, "email"),
        (6, "number"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"naam;e-mail\nAnna;123456782\n", "bsn"),
        (b"e-mail\nanna@example.org\n", "column"),
        (b"naam;naam\nAnna;Bas\n", "twice"),
        (b"", "empty_file"),
        (b"PK\x03\x04", "no_table"),
        (b"naam\n" + b"x\n" * (MOST_ROWS + 1), "too_many"),
    ],
)
def test_file_that_may_not_come_in_leaves_nothing(data: bytes, code: str) -> None:
    outcome = bring(make_manager(make_firm()), data + b"" if code != "bsn" else b"naam;e-mail\nBas;\nAnna;123456782\n")
    assert outcome.is_refused
    assert code in {one.code for one in outcome.findings}
    assert "123456782" not in "".join(files.told(one) for one in outcome.findings)
    assert not Colleague.objects.exists()


def test_private_columns_are_left_unread_and_told() -> None:
    read = read_people(b"naam;geboortedatum;BSN;schoenmaat\nAnna;1990-01-01;x;40\n")
    assert [(one.code, one.what) for one in read.findings] == [
        ("private", "geboortedatum"),
        ("private", "BSN"),
        ("unread", "schoenmaat"),
    ]
    assert read.rows[0].name == "Anna"


def test_openings_come_in_as_drafts_and_go_out_the_same() -> None:
    manager = make_manager(make_firm())
    import_openings(by=actor(manager), read=read_openings(OPENINGS), is_trial=False)
    row = Opening.objects.get()
    assert (row.state, row.closes, row.places) == ("draft", date(2026, 12, 31), 2)
    out = "".join(csv_lines(*files.opening_rows(actor(manager))))
    again = import_openings(by=actor(manager), read=read_openings(out.encode()), is_trial=False)
    assert (again.new, again.changed, again.same, again.findings) == ((), (), 1, ())


def test_training_goes_out_and_comes_back_the_same_also_with_formulas() -> None:
    manager = make_manager(make_firm())
    told = LineTold(
        "=Bakkers", "+Allergenen", 2, hours=Decimal("7.5"), costs=Decimal("1250.50"), starts=date(2027, 1, 4)
    )
    add_line(by=actor(manager), told=told, reference="T1")
    out = "".join(csv_lines(*files.training_rows(actor(manager))))
    assert "'=Bakkers" in out
    again = import_training(by=actor(manager), read=read_training(out.encode()), is_trial=False)
    assert (again.new, again.changed, again.same) == ((), (), 1)
    assert TrainingLine.objects.get().who == "=Bakkers"


def test_exports_hold_nothing_of_responses_or_of_another_firm(client: Client) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    respond(by=actor(sem.account), opening=row.pk, text="Geheime wens", shown=["Bijzonder talent"])  # type: ignore[arg-type]
    make_opening(make_manager(make_firm("Ander"), "Bo"), "Elders")
    sign_in(client, manager)
    for name in ("people_csv", "openings_csv", "openings_json", "training_csv"):
        answer = client.get(reverse(f"work:{name}"))
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()  # type: ignore[attr-defined]
        for word in ("Geheime", "talent", "Elders", sem.account.email):  # type: ignore[union-attr]
            assert word not in text
        assert "Sem" not in answer["Content-Disposition"]
    assert (
        json.loads(client.get(reverse("work:openings_json")).content)[0]["positionProfiles"][0]["positionTitle"]
        == row.title
    )


def test_workers_of_hr_open_come_in_without_private_parts() -> None:
    worker = {
        "person": {
            "gender": "Female",
            "birthDate": "1990",
            "name": {"given": "Lia", "family": "Andrews"},
            "communication": {"email": [{"address": "Lia@Example.org"}]},
        }
    }
    read = read_workers(json.dumps({"workers": [worker, {"person": 3}]}).encode())
    assert [(one.name, one.email) for one in read.rows] == [("Lia Andrews", "lia@example.org")]
    assert [(one.line, one.code, one.what) for one in read.findings] == [
        (2, "no_person", ""),
        (0, "private", "birthDate"),
        (0, "private", "gender"),
    ]
    assert read_workers(b"{}").is_refused
    assert read_workers(b"nee").is_refused


def test_page_tries_first_and_tells_what_was_wrong(client: Client) -> None:
    firm = make_firm()
    sign_in(client, make_manager(firm))
    address = reverse("work:exchange")
    told = {"kind": "people", "is_trial": "on"}
    page = client.post(address, told | {"file": SimpleUploadedFile("m.csv", PEOPLE + b"Dex;fout;;\n")})
    assert "Dit is geen e-mailadres" in page.content.decode()
    assert not Colleague.objects.filter(name="Anna").exists()
    client.post(address, {"kind": "people", "file": SimpleUploadedFile("m.csv", PEOPLE)})
    assert Colleague.objects.filter(organisation=firm, name="Anna").exists()


def test_ten_thousand_rows_are_read_in_one_go() -> None:
    data = b"naam;e-mail\n" + b"".join(b"P%d;p%d@example.org\n" % (n, n) for n in range(MOST_ROWS))
    assert len(read_people(data).rows) == MOST_ROWS
