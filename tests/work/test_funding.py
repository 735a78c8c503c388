"""Networks and funds: what each side may see, that people decide, and that sums give no firm away."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_member, make_organisation, sign_in
from tests.work.people import make_firm, make_manager
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.kit.versions import Stale
from wending.work.actions import funds as acts
from wending.work.actions.networks import answer_network, ask_firm, fix_sums, leave_network, set_counts
from wending.work.models import (
    Application,
    Function,
    NeededSkill,
    NetworkCount,
    NetworkPlace,
    Opening,
    Scheme,
    SkillCount,
)
from wending.work.queries.funds import application_for, applications_to, fund_sums, own_applications, schemes_open
from wending.work.queries.networks import firms_beside, firms_of, latest_sums, network_openings, networks_of
from wending.work.rules.funding import Check, Stage, Terms, checks, may_come
from wending.work.rules.network import quarter_of, sums_over_firms

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("asked", "met"),
    [("800.00", (True, True, True)), ("800.01", (True, False, True)), ("1000.01", (False, False, False))],
)
def test_checks_tell_the_bound_and_whether_it_is_met(asked: str, met: tuple[bool, bool, bool]) -> None:
    found = checks(Terms(Decimal(80), Decimal(1000), None, None), Decimal(1000), Decimal(asked), TODAY)
    assert [(one.check, one.is_met, one.limit) for one in found[1:]] == [
        (Check.COSTS, met[0], Decimal(1000)),
        (Check.RATE, met[1], Decimal("800.00")),
        (Check.MOST, met[2], Decimal(1000)),
    ]


def test_checks_say_unknown_where_the_scheme_does_not_tell() -> None:
    found = {one.check: one.is_met for one in checks(Terms(None, None, None, None), Decimal(9), Decimal(9), TODAY)}
    assert found == {Check.DAYS: None, Check.COSTS: True, Check.RATE: None, Check.MOST: None}


@pytest.mark.parametrize(("opens", "closes", "met"), [(0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)])
def test_checks_count_the_first_and_last_day(opens: int | None, closes: int | None, met: bool) -> None:
    days = [None if shift is None else TODAY + timedelta(days=shift) for shift in (opens, closes)]
    assert checks(Terms(None, None, *days), Decimal(1), Decimal(1), TODAY)[0].is_met is met


def test_nothing_comes_out_of_a_decision_or_a_withdrawal() -> None:
    for stage in (Stage.GRANTED, Stage.REFUSED, Stage.WITHDRAWN):
        assert not any(may_come(stage, to) for to in Stage)
    assert not may_come(Stage.DRAFT, Stage.GRANTED)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 60)), max_size=25))
def test_sums_over_firms_show_only_what_ten_firms_count_in_and_near_the_true_sum(firms: list[dict[str, int]]) -> None:
    shown = sums_over_firms(firms)
    for key in "abc":
        counting = [firm[key] for firm in firms if key in firm]
        assert (key in shown) == (len(counting) >= 10)
        if key in shown:
            assert shown[key] % 5 == 0
            assert abs(shown[key] - sum(counting)) <= 2


@pytest.mark.parametrize(("day", "quarter"), [(date(2026, 3, 31), "2026-Q1"), (date(2026, 4, 1), "2026-Q2")])
def test_quarter_of_a_day(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


pytestmark = pytest.mark.django_db


def manager_of(kind: Kind, name: str = "Metaal Samen") -> Membership:
    return make_member(Role.MANAGER, make_organisation(kind, name), "Fien")


def make_scheme(fund: Membership, **told: Any) -> Scheme:
    told = {"name": "Leren in metaal", "text": "Voor scholing.", "source": "cao", "objection": "Schrijf ons."} | told
    found = acts.save_scheme(by=actor(fund), told={"is_shown": True, "rate": Decimal(80)} | told)
    assert found
    return found


TOLD = {"purpose": "training", "title": "Lassen", "text": "Wij leren lassen.", "people": 4}
TOLD |= {"costs": Decimal(1000), "asked": Decimal(800)}  # type: ignore[dict-item]


def sent(firm: Membership, scheme: Scheme) -> Application:
    row = acts.save_application(by=actor(firm), told=TOLD, scheme=scheme.pk)
    assert row
    assert acts.send(by=actor(firm), number=row.pk)
    row.refresh_from_db()
    return row


def test_application_goes_from_draft_to_paid_and_both_sides_read_each_step() -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    scheme = make_scheme(fund)
    row = acts.save_application(by=actor(firm), told=TOLD, scheme=scheme.pk)
    assert row
    assert not applications_to(actor(fund)), "a draft is not the fund's"
    assert acts.send(by=actor(firm), number=row.pk)
    assert acts.ask(by=actor(fund), number=row.pk, words="Wie geeft les?")
    assert acts.send(by=actor(firm), number=row.pk, words="Een vakschool.")
    row.refresh_from_db()
    assert acts.decide(
        by=actor(fund), number=row.pk, amount=Decimal(700), reasons="Past bij de regeling.", version=row.version
    )
    assert acts.pay(by=actor(fund), number=row.pk, amount=Decimal(300))
    with pytest.raises(ValidationError):
        acts.pay(by=actor(fund), number=row.pk, amount=Decimal("400.01"))
    assert acts.pay(by=actor(fund), number=row.pk, amount=Decimal(400))
    assert [step.what for step in row.steps.all()] == ["sent", "question", "sent", "granted", "paid", "paid"]
    sums = fund_sums(actor(fund)).get()
    assert (sums.sent, sums.granted, sums.much, sums.people) == (1, 1, Decimal(700), 4)  # type: ignore[attr-defined]


def test_decision_needs_reasons_and_no_more_than_was_asked_and_the_present_version() -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    row = sent(firm, make_scheme(fund))
    for amount, reasons in ((Decimal(801), "Ja"), (Decimal(0), "Ja"), (Decimal(1), " "), (None, "")):
        with pytest.raises(ValidationError):
            acts.decide(by=actor(fund), number=row.pk, amount=amount, reasons=reasons, version=row.version)
    with pytest.raises(Stale):
        acts.decide(by=actor(fund), number=row.pk, amount=None, reasons="Nee", version=row.version - 1)
    assert acts.decide(by=actor(fund), number=row.pk, amount=None, reasons="Het geld is op.", version=row.version)
    row.refresh_from_db()
    assert not acts.decide(by=actor(fund), number=row.pk, amount=Decimal(1), reasons="Toch", version=row.version)
    assert acts.object_to(by=actor(firm), number=row.pk, words="Wij zijn het er niet mee eens.")


def test_nobody_but_the_two_sides_reaches_an_application() -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    row = sent(firm, make_scheme(fund))
    strangers = [
        manager_of(Kind.FUND, "Ander fonds"),
        make_manager(make_firm("Slagerij")),
        manager_of(Kind.NETWORK),
        manager_of(Kind.CENTRE),
        make_member(Role.EMPLOYEE, firm.organisation),
        make_member(Role.PROFESSIONAL, firm.organisation),
    ]
    for other in [*map(actor, strangers), replace(actor(firm), has_second_factor=False), actor(firm.person)]:
        assert application_for(other, row.pk) is None
        assert not own_applications(other).filter(pk=row.pk)
        for act in (acts.send, acts.withdraw):
            assert not act(by=other, number=row.pk)
        assert not acts.ask(by=other, number=row.pk, words="?")
        assert not acts.decide(by=other, number=row.pk, amount=Decimal(1), reasons="x", version=row.version)
        assert not acts.pay(by=other, number=row.pk, amount=Decimal(1))
        assert not acts.object_to(by=other, number=row.pk, words="x")
    assert not acts.decide(by=actor(firm), number=row.pk, amount=Decimal(1), reasons="x", version=row.version)
    assert not acts.ask(by=actor(firm), number=row.pk, words="?")


def test_applying_is_for_open_and_shown_schemes_only() -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    today = timezone.localdate()
    over = make_scheme(fund, name="Over", closes=today - timedelta(days=1))
    hidden = make_scheme(fund, name="Verborgen", is_shown=False)
    last_day = make_scheme(fund, name="Laatste dag", closes=today)
    assert set(schemes_open(actor(firm), today)) == {last_day}
    for scheme in (over, hidden):
        assert acts.save_application(by=actor(firm), told=TOLD, scheme=scheme.pk) is None
    with pytest.raises(PermissionDenied):
        acts.save_scheme(by=actor(firm), told={})
    assert acts.save_scheme(by=actor(manager_of(Kind.FUND, "Ander")), told={}, number=over.pk) is None


def test_application_changed_in_another_window_is_not_overwritten() -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    row = acts.save_application(by=actor(firm), told=TOLD, scheme=make_scheme(fund).pk)
    assert row
    acts.save_application(by=actor(firm), told=TOLD | {"title": "Eerste"}, number=row.pk, version=1)
    with pytest.raises(Stale):
        acts.save_application(by=actor(firm), told=TOLD | {"title": "Tweede"}, number=row.pk, version=1)
    row.refresh_from_db()
    assert row.title == "Eerste"


def joined(network: Membership, firm: Membership, counts: bool = False) -> UUID:
    assert ask_firm(by=actor(network), name=firm.organisation.name)
    place = NetworkPlace.objects.get(network=network.organisation, firm=firm.organisation, left=None)
    assert answer_network(by=actor(firm), place=place.pk, joins=True, counts=counts)
    return place.pk


def make_opening(firm: Membership, for_network: bool = True) -> Opening:
    today = timezone.localdate()
    return Opening.objects.create(
        organisation=firm.organisation,
        kind="task",
        title="Lassen",
        opens=today,
        closes=today,
        state="open",
        for_network=for_network,
    )


def test_network_sees_only_openings_for_it_of_firms_that_joined_and_did_not_leave() -> None:
    network, firm, other = manager_of(Kind.NETWORK), make_manager(make_firm()), make_manager(make_firm("Slagerij"))
    place = joined(network, firm)
    shown, _kept, _foreign = make_opening(firm), make_opening(firm, for_network=False), make_opening(other)
    assert set(network_openings(actor(network), timezone.localdate())) == {shown}
    assert leave_network(by=actor(firm), place=place)
    assert not network_openings(actor(network), timezone.localdate())
    assert not firms_of(actor(network))


def test_firms_beside_are_those_of_a_shared_network_now() -> None:
    network, firm, other = manager_of(Kind.NETWORK), make_manager(make_firm()), make_manager(make_firm("Slagerij"))
    joined(network, firm)
    assert not firms_beside([firm.organisation.pk])
    place = joined(network, other)
    assert set(firms_beside([firm.organisation.pk])) == {other.organisation}
    leave_network(by=actor(network), place=place)
    assert not firms_beside([firm.organisation.pk])


def test_only_the_asked_firm_answers_and_only_a_network_asks() -> None:
    network, firm, other = manager_of(Kind.NETWORK), make_manager(make_firm()), make_manager(make_firm("Slagerij"))
    assert not ask_firm(by=actor(network), name="Bestaat niet")
    with pytest.raises(PermissionDenied):
        ask_firm(by=actor(other), name=firm.organisation.name)
    ask_firm(by=actor(network), name=firm.organisation.name)
    place = NetworkPlace.objects.get()
    for stranger in (other, network):
        assert not answer_network(by=actor(stranger), place=place.pk, joins=True)
    assert not set_counts(by=actor(firm), place=place.pk, counts=True), "not joined yet"
    assert not leave_network(by=actor(other), place=place.pk)
    assert not networks_of(actor(other))
    assert not firms_of(actor(manager_of(Kind.NETWORK, "Ander netwerk")))


def counting_firms(network: Membership, many: int) -> list[UUID]:
    places = []
    for number in range(many):
        firm = make_manager(make_firm(f"Firma {number}"))
        places.append(joined(network, firm, counts=True))
        function = Function.objects.create(organisation=firm.organisation, name="Lasser")
        NeededSkill.objects.create(function=function, uri="urn:las", name="Lassen", people=3)
        SkillCount.objects.create(
            organisation=firm.organisation,
            quarter=quarter_of(timezone.localdate()),
            shown={"urn:las": 10},
            counted_on=timezone.localdate(),
        )
    return places


def test_sums_need_ten_firms_and_stay_the_same_all_quarter() -> None:
    network = manager_of(Kind.NETWORK)
    places = counting_firms(network, 10)
    assert latest_sums(actor(network)) == ("", [])
    assert fix_sums() == 1
    assert fix_sums() == 0
    quarter, rows = latest_sums(actor(network))
    assert [(row.name, row.needed, row.there) for row in rows] == [("Lassen", 30, 100)]
    leave_network(by=actor(network), place=places[0])
    fix_sums()
    assert latest_sums(actor(network)) == (quarter, rows)


@pytest.mark.parametrize("how", ["nine", "one does not count", "one left"])
def test_sums_below_ten_firms_are_not_there(how: str) -> None:
    network = manager_of(Kind.NETWORK)
    places = counting_firms(network, 9 if how == "nine" else 10)
    if how == "one does not count":
        NetworkPlace.objects.filter(pk=places[0]).update(counts=False)
    elif how == "one left":
        leave_network(by=actor(network), place=places[0])
    fix_sums()
    assert latest_sums(actor(network))[1] == []
    assert NetworkCount.objects.get().needed == {}


def test_sums_are_for_the_network_itself() -> None:
    network = manager_of(Kind.NETWORK)
    counting_firms(network, 10)
    fix_sums()
    for other in (manager_of(Kind.NETWORK, "Ander"), make_manager(make_firm()), manager_of(Kind.FUND)):
        assert latest_sums(actor(other))[1] == []
    assert latest_sums(replace(actor(network), has_second_factor=False))[1] == []


def test_pages_walk_from_scheme_to_payment(client: Client) -> None:
    fund, firm = manager_of(Kind.FUND), make_manager(make_firm())
    sign_in(client, fund)
    told = {
        "name": "Leren",
        "text": "Voor scholing",
        "rate": "80",
        "source": "cao",
        "objection": "Schrijf",
        "is_shown": "on",
    }
    assert client.post(reverse("work:scheme_new"), told).status_code == 302
    wrong = client.post(reverse("work:scheme_new"), told | {"opens": "2026-02-02", "closes": "2026-01-01"})
    assert "De laatste dag ligt voor de eerste dag" in wrong.content.decode()
    sign_in(client, firm)
    scheme = Scheme.objects.get()
    page = client.post(
        reverse("work:application_new", args=[scheme.pk]),
        {"purpose": "training", "title": "Lassen", "text": "Leren", "people": "4", "costs": "1.000,00", "asked": "800"},
        follow=True,
    )
    assert "Verstuur naar het fonds" in page.content.decode()
    row = Application.objects.get()
    assert (row.costs, row.asked) == (Decimal(1000), Decimal(800))

    def act(name: str, **told: str) -> str:
        return client.post(reverse("work:application_act", args=[row.pk, name]), told, follow=True).content.decode()

    assert "Verstuurd" in act("verstuur")
    sign_in(client, fund)
    assert "Lassen" in client.get(reverse("work:fund")).content.decode()
    row.refresh_from_db()
    version = str(row.version)
    assert "Vul het bedrag in dat je toekent" in act("ken-toe", reasons="Past", amount="", version=version)
    assert "Toegekend" in act("ken-toe", reasons="Past", amount="800", version=version)
    assert "kan het niet meer zijn dan" in act("betaal", amount="900")
    assert "Betaald" in act("betaal", amount="800")
    assert client.post(reverse("work:application_act", args=[row.pk, "gek"])).status_code == 404
    assert client.get(reverse("work:application", args=[uuid4()])).status_code == 404


def test_pages_of_networks_ask_and_answer(client: Client) -> None:
    network, firm = manager_of(Kind.NETWORK), make_manager(make_firm())
    sign_in(client, network)
    assert "niet precies" in client.post(reverse("work:network"), {"name": "Onbekend"}).content.decode()
    client.post(reverse("work:network"), {"name": firm.organisation.name})
    place = NetworkPlace.objects.get()
    sign_in(client, firm)
    assert "Dit netwerk vraagt" in client.get(reverse("work:networks")).content.decode()
    client.post(reverse("work:network_answer", args=[place.pk]), {"answer": "join", "counts": "on"})
    place.refresh_from_db()
    assert place.joined
    assert place.counts
    client.post(reverse("work:network_answer", args=[place.pk]), {"answer": "counts"})
    place.refresh_from_db()
    assert not place.counts
    client.post(reverse("work:network_answer", args=[place.pk]), {"answer": "leave"})
    assert client.post(reverse("work:network_answer", args=[place.pk]), {"answer": "leave"}).status_code == 404
