"""Complaints: with or without account, for the independent council only."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.guidance.factories import make_centre
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.guidance.actions import complaints as actions
from wending.guidance.models import Centre, Complaint
from wending.guidance.queries import complaints as queries
from wending.guidance.rules.complaints import Outcome, Stage
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.ledger.rules.actor import VISITOR

pytestmark = pytest.mark.django_db


def complain(centre: Centre | None = None, **told: str) -> tuple[str, Complaint]:
    """Return the token and the row of a new complaint."""
    words = {"text": "Ze luisterden niet.", "wish": "", "about_whom": "Robin", "email": "", **told}
    token = actions.complain(by=VISITOR, told={**words, "centre": centre and centre.organisation})
    row = queries.complaint_by_token(token)
    assert row is not None
    return token, row


def test_council_sees_complaints_on_its_centre_on_none_and_on_centres_without_council() -> None:
    own, bare, other = make_centre(), make_centre("Zonder raad"), make_centre("Met raad")
    council = make_member(Role.COUNCIL, own.organisation, "Vera")
    make_member(Role.COUNCIL, other.organisation, "Ward")
    rows = {name: complain(centre)[1] for name, centre in [("own", own), ("bare", bare), ("other", other), ("", None)]}
    seen = {row.pk for row in queries.complaints_for(actor(council))}
    assert seen == {rows["own"].pk, rows["bare"].pk, rows[""].pk}
    assert queries.complaint_for(actor(council), rows["other"].pk) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COUNCIL])
def test_other_roles_see_no_complaint(role: Role) -> None:
    centre = make_centre()
    _token, row = complain(centre)
    member = Membership.objects.create(person=make_person(), organisation=centre.organisation, role=role)
    assert queries.complaints_for(actor(member)) == []
    assert queries.complaint_for(actor(member), row.pk) is None
    assert not actions.answer_complaint(by=actor(member), complaint=row.pk, text="x")
    assert not actions.share_with_centre(by=actor(member), complaint=row.pk, text="x")


def test_council_member_who_also_works_there_or_complains_is_kept_out() -> None:
    centre = make_centre()
    vera = make_member(Role.COUNCIL, centre.organisation, "Vera")
    _token, row = complain(centre)
    assert queries.complaint_for(actor(vera), row.pk) is not None
    extra = make_member(Role.PROFESSIONAL, centre.organisation, person=vera.person)
    assert queries.complaint_for(actor(vera), row.pk) is None
    assert queries.complaints_for(actor(vera)) == []
    extra.delete()
    Complaint.objects.update(person=vera.person)
    assert queries.complaint_for(actor(vera), row.pk) is None


def test_manager_sees_only_what_the_council_shares() -> None:
    centre = make_centre()
    council = make_member(Role.COUNCIL, centre.organisation, "Vera")
    manager, elsewhere = make_member(Role.MANAGER, centre.organisation, "Iris"), make_member(Role.MANAGER, name="Otto")
    _token, row = complain(centre)
    assert queries.shared_with(actor(manager)) == []
    assert actions.share_with_centre(by=actor(council), complaint=row.pk, text="Maak meer tijd voor vragen.")
    assert [one.text for one in queries.shared_with(actor(manager))] == ["Maak meer tijd voor vragen."]
    assert queries.shared_with(actor(elsewhere)) == []
    assert queries.shared_with(actor(make_member(Role.PROFESSIONAL, centre.organisation))) == []


def test_nothing_can_be_shared_when_no_centre_is_named() -> None:
    council = make_member(Role.COUNCIL)
    _token, row = complain()
    assert not actions.share_with_centre(by=actor(council), complaint=row.pk, text="x")


def test_answer_takes_a_complaint_in_hand_and_tells_by_mail_without_its_words() -> None:
    council = make_member(Role.COUNCIL)
    token, row = complain(email="sam@example.org")
    assert actions.write_by_link(token=token, text="Nog iets.")
    assert actions.answer_complaint(by=actor(council), complaint=row.pk, text="Vertel eens meer.")
    row.refresh_from_db()
    assert row.stage == Stage.IN_HAND
    assert [(one.from_council, one.text) for one in row.messages.all()] == [
        (False, "Nog iets."),
        (True, "Vertel eens meer."),
    ]
    mails = [mail.content for mail in Mail.objects.order_by("made")]
    assert len(mails) == 2
    assert token in mails[0]
    assert not any("Vertel" in mail or "klacht" in mail.lower() for mail in mails)


def test_decide_complaint_refuses_a_stale_form_and_closes_for_good() -> None:
    council = make_member(Role.COUNCIL)
    token, row = complain()
    actions.answer_complaint(by=actor(council), complaint=row.pk, text="Dank.")
    told = {"by": actor(council), "complaint": row.pk, "outcome": Outcome.PARTLY, "decision": "Er was te weinig tijd."}
    with pytest.raises(Stale):
        actions.decide_complaint(**told, version=0)
    assert Complaint.objects.get().stage == Stage.IN_HAND
    assert actions.decide_complaint(**told, version=1)
    assert not actions.decide_complaint(**told, version=2)
    assert not actions.withdraw_by_link(token=token)
    assert Complaint.objects.get().decision == "Er was te weinig tijd."


def test_words_are_encrypted_and_the_ledger_holds_none() -> None:
    council = make_member(Role.COUNCIL)
    _token, row = complain(text="heel bijzonder woord")
    actions.answer_complaint(by=actor(council), complaint=row.pk, text="ander bijzonder woord")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, about_whom, token_hash FROM guidance_complaint")
        kept = " ".join(cursor.fetchone())
        cursor.execute("SELECT text FROM guidance_complaintmessage")
        kept += cursor.fetchone()[0]
    assert "bijzonder" not in kept
    assert "Robin" not in kept
    entries = [" ".join(map(str, entry.values())) for entry in Entry.objects.values()]
    assert len(entries) == 2
    assert not any("bijzonder" in entry for entry in entries)


def test_yearly_numbers_hide_small_counts_and_the_year_that_runs() -> None:
    for number in range(40):
        _token, row = complain()
        row.stage, row.outcome = Stage.DECIDED, Outcome.SOLVED if number < 25 else Outcome.FOUNDED
        row.closed = date(2025, 5, 1) if number < 37 else timezone.localdate()
        if number == 0:
            row.outcome = Outcome.NOT_OURS
        row.save()
    (year,) = queries.yearly_numbers(timezone.localdate())
    counts = dict(year.outcomes)
    assert (year.year, year.total) == (2025, 37)
    assert counts["Niet voor deze raad"] is None
    shown = [count for count in counts.values() if count is not None]
    assert sum(shown) <= 37 - 10


def test_complain_without_account_from_form_to_private_page(client: Client) -> None:
    centre = make_centre()
    assert client.get("/klacht/").cookies == {}
    refused = client.post("/klacht/schrijf/", {"text": "", "website": ""})
    assert Complaint.objects.count() == 0
    assert "Er ging iets mis" in refused.content.decode()
    client.post("/klacht/schrijf/", {"text": "koop nu", "website": "http://spam.example"})
    assert Complaint.objects.count() == 0
    sent = client.post("/klacht/schrijf/", {"text": "Ze kwamen te laat.", "centre": str(centre.organisation_id)})
    row = Complaint.objects.get()
    assert (row.centre_id, row.person_id) == (centre.organisation_id, None)
    address = sent.headers["Location"]
    assert re.search(r"[\w-]{43}/$", address)
    page = client.get(address).content.decode()
    assert "Ze kwamen te laat." in page
    client.post(address, {"text": "En nog iets."})
    client.post(address, {"do": "withdraw"})
    row.refresh_from_db()
    assert (row.stage, row.messages.count()) == (Stage.WITHDRAWN, 1)
    assert client.get(address[:-3] + "xx/").status_code == 410


@pytest.mark.parametrize("address", ["/klacht/", "/klacht/schrijf/"])
def test_public_pages_are_plain_dutch(client: Client, address: str) -> None:
    assert_plain_dutch(client.get(address).content.decode())


def test_complaint_with_account_goes_with_the_account(client: Client) -> None:
    sam = make_person()
    sign_in(client, sam)
    client.post("/klacht/schrijf/", {"text": "Het ging mis."})
    assert Complaint.objects.get().person == sam
    sam.delete()
    assert not Complaint.objects.exists()


def test_council_page_keeps_the_text_of_a_stale_decision(client: Client) -> None:
    council = make_member(Role.COUNCIL)
    _token, row = complain()
    sign_in(client, council)
    actions.answer_complaint(by=actor(council), complaint=row.pk, text="Dank.")
    told = {"outcome": "founded", "decision": "Mijn lange uitleg.", "version": "0"}
    page = client.post(f"/bureau/klachten/{row.pk}/besluit/", told).content.decode()
    assert "Mijn lange uitleg." in page
    assert 'name="version" value="1"' in page
    assert Complaint.objects.get().stage == Stage.IN_HAND
