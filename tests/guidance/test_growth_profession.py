"""A professional's registrations, log, reviews, modules and groups: one's own only; members only."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, sign_in
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.guidance.actions import peers, profession
from wending.guidance.actions.remind import remind_registrations
from wending.guidance.models import LearningEntry, PeerGroup, PeerMember, PeerNote, Registration
from wending.guidance.queries import growth
from wending.guidance.queries.peers import group_view, groups_of, invitations_to
from wending.guidance.queries.profession import methods, modules, registers, statements, themes
from wending.guidance.rules.peers import GroupKind
from wending.guidance.rules.profession import KnowledgeField, NiceRole
from wending.guidance.sources.profession.parse import BadFile, parse_module, parse_registers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def robin() -> Membership:
    return make_member(Role.PROFESSIONAL)


def register(who: Membership, **told: object) -> Registration:
    """Return a registration of four years."""
    words = {"register": "cmi", "since": date(2024, 1, 1), "until": date(2027, 12, 31), "number": "123", **told}
    row = profession.save_registration(by=actor(who), told=words)
    assert row is not None
    return row


def learn(who: Membership, **told: object) -> LearningEntry:
    """Return a line of the log."""
    words = {"day": date(2025, 3, 1), "what": "Training", "hours": Decimal(3), **told}
    row = profession.save_entry(by=actor(who), told=words)
    assert row is not None
    return row


def test_learning_offer_covers_every_role_and_field_and_can_be_checked() -> None:
    found = modules().values()
    assert len(found) >= 12
    assert {one.role for one in found} == set(NiceRole)
    assert {one.field for one in found} - {None} == set(KnowledgeField)
    for one in found:
        assert one.readings
        assert len(one.questions) >= 2
        assert len(one.steps) >= 3
        assert reverse(one.page)


def test_data_files_are_whole() -> None:
    assert {one.role for one in statements()} == set(NiceRole)
    assert {"rl", "rj", "cmi", "other"} <= set(registers())
    assert len(methods()) >= 3
    assert len(themes()) >= 5


def test_no_register_has_a_demand_without_day_and_source() -> None:
    assert all(one.demand_on(TODAY) is None for one in registers().values()), "we have no figure with a source yet"


def test_parse_registers_says_what_is_wrong_and_where() -> None:
    with pytest.raises(BadFile, match=r"mine\.toml, rl: 'about' is missing"):
        parse_registers(b'[[register]]\nkey = "rl"\nname = "RL"\ndemands = []\n', "mine.toml")
    with pytest.raises(BadFile, match=r"mine\.toml: this is not TOML"):
        parse_registers(b"[[register", "mine.toml")
    row = b'[[register]]\nkey="x"\nname="X"\nsource="s"\nhref=""\nas_of=""\nabout={nl="a",en="b"}\ndemands=[]\n'
    with pytest.raises(BadFile, match="x stands there twice"):
        parse_registers(row + row, "mine.toml")
    no_source = row.replace(b"demands=[]", b'demands=[{points=4,since=2026-01-01,source=""}]')
    with pytest.raises(BadFile, match="needs since"):
        parse_registers(no_source, "mine.toml")


def test_parse_module_refuses_a_right_answer_that_is_not_there() -> None:
    path = Path(growth.__file__).parents[1] / "sources/profession/files/modules/01-tension-figure.toml"
    text = path.read_bytes().replace(b"right = 1", b"right = 7", 1)
    with pytest.raises(BadFile, match="right answer"):
        parse_module(text, path.name, "x")


def test_period_counts_the_log_within_it_and_says_unknown_without_a_demand(robin: Membership) -> None:
    register(robin)
    learn(robin, points=Decimal("2.5"), awarded_by="Noloc", field="market")
    learn(robin, day=date(2023, 12, 31), points=Decimal(9), awarded_by="Noloc")
    learn(robin)
    (period,) = growth.registrations_of(actor(robin), TODAY)
    assert (period.sum.lines, period.sum.points, period.demand, period.missing) == (2, Decimal("2.5"), None, None)
    assert {part.label: part.sum.points for part in period.by_field}["Kansen op de arbeidsmarkt"] == Decimal("2.5")


def test_period_says_what_is_missing_by_the_demand_of_its_beginning(
    robin: Membership, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "registers.toml"
    file.write_text(
        '[[register]]\nkey="cmi"\nname="CMI"\nsource="s"\nhref=""\nas_of=""\nabout={nl="a",en="b"}\n'
        'demands=[{points=40,since=2020-01-01,source="A"},{points=10,since=2023-01-01,source="B"},'
        '{points=99,since=2025-01-01,source="C"}]\n'
    )
    settings.REGISTERS_FILE = str(file)
    register(robin)
    learn(robin, points=Decimal(4), awarded_by="Noloc")
    (period,) = growth.registrations_of(actor(robin), TODAY)
    assert period.demand is not None
    assert (period.demand.source, period.missing) == ("B", Decimal(6))


def test_remind_registrations_tells_once_at_each_moment(robin: Membership) -> None:
    today = timezone.localdate()
    register(robin, until=today + timedelta(days=170))
    register(robin, register="rl", until=None)
    register(robin, register="rj", until=today + timedelta(days=300))
    assert remind_registrations() == 1
    assert remind_registrations() == 0
    Registration.objects.filter(register="cmi").update(until=today + timedelta(days=20))
    assert remind_registrations() == 1
    assert Mail.objects.filter(address=robin.person.email).count() == 2


def test_public_registrations_show_only_what_its_owner_chose(robin: Membership) -> None:
    register(robin, register="cmi")
    register(robin, register="rl", is_public=True)
    register(robin, register="rj", is_public=True, until=TODAY - timedelta(days=1))
    shown = growth.public_registrations(robin.organisation_id, TODAY)
    assert [(name, until) for _who, name, until in shown] == [
        ("Register Loopbaanprofessional (RL)", date(2027, 12, 31))
    ]
    robin.ended = timezone.now()
    robin.save()
    assert growth.public_registrations(robin.organisation_id, TODAY) == []


def test_own_rows_are_nobody_elses(robin: Membership) -> None:
    noor = make_member(Role.PROFESSIONAL, robin.organisation, "Noor")
    row, line = register(robin), learn(robin)
    assert profession.save_registration(by=actor(noor), told={"number": "9"}, registration=row.pk) is None
    assert not profession.remove_registration(by=actor(noor), registration=row.pk)
    assert not profession.remove_entry(by=actor(noor), entry=line.pk)
    assert growth.registration_for(actor(noor), row.pk) is None
    assert growth.entries_of(actor(noor)) == []
    assert Registration.objects.get().number == "123"
    assert profession.remove_entry(by=actor(robin), entry=line.pk)


def test_review_growth_shows_first_and_latest(robin: Membership) -> None:
    assert growth.review_growth(actor(robin)) == []
    row = profession.review_self(by=actor(robin), answers={one.key: 2 for one in statements()})
    type(row).objects.update(day=date(2025, 1, 1))
    profession.review_self(by=actor(robin), answers={one.key: 4 for one in statements()})
    profession.review_self(by=actor(robin), answers={one.key: 5 for one in statements()})
    assert {(score.all[0], score.value, len(score.all)) for score in growth.review_growth(actor(robin))} == {(2, 5, 2)}
    assert growth.review_growth(actor(make_member(Role.PROFESSIONAL, name="Noor"))) == []


def test_finish_module_goes_into_the_log_once_without_points(robin: Membership) -> None:
    assert profession.finish_module(by=actor(robin), module="tension-figure", reflection="Noemer!")
    assert not profession.finish_module(by=actor(robin), module="tension-figure", reflection="Weer")
    line = LearningEntry.objects.get()
    assert (line.points, line.role, line.field, line.reflection) == (None, "assessment", "market", "Noemer!")
    row = growth.module_row(actor(robin), "tension-figure")
    assert row is not None
    assert row.done == timezone.localdate()
    with pytest.raises(KeyError):
        profession.finish_module(by=actor(robin), module="none", reflection="")


def test_module_page_waits_for_right_answers_and_the_exercise(client: Client, robin: Membership) -> None:
    sign_in(client, robin)
    address = reverse("guidance:module", args=["tension-figure"])
    right = {f"v{number}": str(one.right) for number, one in enumerate(modules()["tension-figure"].questions, 1)}
    wrong = client.post(address, {**right, "v1": "0", "has_done": "on"}).content.decode()
    assert "300 gedeeld door 100 is 3." in wrong
    client.post(address, right)
    assert not LearningEntry.objects.exists()
    assert client.post(address, {**right, "has_done": "on"}).status_code == 302
    assert LearningEntry.objects.get().module == "tension-figure"


def test_entry_form_asks_who_awarded_points_and_refuses_a_citizen_number(client: Client, robin: Membership) -> None:
    sign_in(client, robin)
    told = {"day": "2026-03-01", "what": "Congres", "hours": "4", "points": "2"}
    address = reverse("guidance:learning_entry_add")
    assert "Schrijf wie deze punten gaf." in client.post(address, told).content.decode()
    refused = client.post(address, {**told, "awarded_by": "Noloc", "reflection": "over 111222333"})
    assert "burgerservicenummer" in refused.content.decode()
    assert not LearningEntry.objects.exists()
    assert client.post(address, {**told, "awarded_by": "Noloc"}).status_code == 302


def test_group_exists_only_for_its_members(robin: Membership) -> None:
    noor, outsider = (make_member(Role.PROFESSIONAL, name=name) for name in ("Noor", "Otto"))
    group = peers.start_group(by=actor(robin), kind=GroupKind.PEER_REVIEW, name="Dinsdag", method="incident")
    assert peers.invite_peer(by=actor(robin), group=group.pk, email=noor.person.email.upper())
    assert group_view(actor(noor), group.pk) is None, "an invitation is no membership"
    assert [one.name for one in invitations_to(actor(noor))] == ["Dinsdag"]
    assert peers.answer_invitation(by=actor(noor), group=group.pk, joins=True)
    meeting = peers.plan_meeting(by=actor(noor), group=group.pk, day=TODAY, question="Hoe rem ik mezelf?")
    assert meeting is not None
    peers.write_note(by=actor(robin), meeting=meeting.pk, text="van mij")
    peers.add_point(by=actor(robin), meeting=meeting.pk, text="Stil zijn helpt.")
    seen = group_view(actor(noor), group.pk)
    assert seen is not None
    assert ([point.text for point in seen.meetings[0].points], seen.meetings[0].note) == (["Stil zijn helpt."], "")
    assert group_view(actor(outsider), group.pk) is None
    assert groups_of(actor(outsider)) == []
    for act in (peers.write_note, peers.add_point):
        assert not act(by=actor(outsider), meeting=meeting.pk, text="x")
    assert peers.plan_meeting(by=actor(outsider), group=group.pk, day=TODAY, question="") is None
    assert not peers.invite_peer(by=actor(outsider), group=group.pk, email=outsider.person.email)
    assert not peers.answer_invitation(by=actor(outsider), group=group.pk, joins=True)


def test_invite_peer_tells_nothing_of_addresses_and_takes_only_professionals(robin: Membership) -> None:
    manager = make_member(Role.MANAGER, name="Iris")
    group = peers.start_group(by=actor(robin), kind=GroupKind.SUPERVISION, name="Leren", method="free")
    assert peers.invite_peer(by=actor(robin), group=group.pk, email="nobody@example.org")
    assert peers.invite_peer(by=actor(robin), group=group.pk, email=manager.person.email)
    assert PeerMember.objects.count() == 1


def test_leave_group_takes_ones_notes_and_hands_over(robin: Membership) -> None:
    noor = make_member(Role.PROFESSIONAL, name="Noor")
    group = peers.start_group(by=actor(robin), kind=GroupKind.PEER_REVIEW, name="Dinsdag", method="free")
    peers.invite_peer(by=actor(robin), group=group.pk, email=noor.person.email)
    peers.answer_invitation(by=actor(noor), group=group.pk, joins=True)
    meeting = peers.plan_meeting(by=actor(robin), group=group.pk, day=TODAY, question="")
    assert meeting is not None
    peers.write_note(by=actor(robin), meeting=meeting.pk, text="van mij")
    assert peers.leave_group(by=actor(robin), group=group.pk)
    assert not PeerNote.objects.exists()
    assert PeerGroup.objects.get().facilitator == noor.person
    assert peers.leave_group(by=actor(noor), group=group.pk)
    assert not PeerGroup.objects.exists()
    assert not peers.leave_group(by=actor(noor), group=uuid4())


def test_meeting_form_wants_an_anonymous_question(client: Client, robin: Membership) -> None:
    sign_in(client, robin)
    group = peers.start_group(by=actor(robin), kind=GroupKind.PEER_REVIEW, name="Dinsdag", method="free")
    address = reverse("guidance:group_meeting", args=[group.pk])
    told = {"day": "2026-03-01", "question": "Mijn cliënt 111222333 wil niet"}
    refused = client.post(address, told).content.decode()
    assert "Maak je vraag eerst anoniem." in refused
    assert "burgerservicenummer" in refused
    assert not group.meetings.exists()
    assert client.post(address, {**told, "question": "Hoe vraag ik door?", "is_anonymous": "on"}).status_code == 302
    assert group.meetings.get().is_anonymous
