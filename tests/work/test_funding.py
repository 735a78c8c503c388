"""Requests at a fund: a person decides with reasons, checks only inform, and no name of anybody goes along."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.accounts.factories import actor
from tests.work.change_world import make_fund, make_network
from tests.work.people import make_colleague, make_firm, make_manager
from wending.accounts.models import Membership
from wending.kit.versions import Stale
from wending.work.actions import funding as acts
from wending.work.models import FundingRequest, Scheme
from wending.work.queries import funding as pages
from wending.work.rules.funding import Asked, Kind, Result, State, Terms, checks, most_by_scheme, names_in

EURO = Decimal


def test_most_of_a_scheme_is_the_least_of_rate_and_maximum() -> None:
    terms = Terms(EURO(80), EURO(5000), None, None)
    assert most_by_scheme(terms, EURO("1000.01")) == EURO("800.00")
    assert most_by_scheme(terms, EURO(100000)) == EURO(5000)
    assert most_by_scheme(Terms(None, None, None, None), EURO(1)) is None
    assert most_by_scheme(Terms(EURO(50), None, None, None), None) is None


def test_checks_say_what_is_not_told_as_unknown() -> None:
    terms = Terms(EURO(50), None, date(2026, 1, 1), date(2026, 12, 31))
    asked = Asked(EURO(1000), EURO(600), date(2027, 1, 1), 4, 0)
    found = {one.name: one.result for one in checks(terms, asked)}
    assert found == {
        "amount": Result.DIFFERS,
        "costs": Result.FITS,
        "period": Result.DIFFERS,
        "people": Result.FITS,
        "proof": Result.DIFFERS,
    }
    nothing = checks(Terms(None, None, None, None), Asked(None, None, None, None, 1))
    assert [one.result for one in nothing] == [Result.UNKNOWN] * 4 + [Result.FITS]


def test_names_and_addresses_are_found_as_whole_words() -> None:
    assert names_in("Noor leert lassen, mail n.oor@x.nl", ["Noor", "Las"]) == ["Noor", "n.oor@x.nl"]
    assert names_in("Noordelijk deel", ["Noor"]) == []


@pytest.fixture
def fund(db: None) -> Membership:
    return make_fund()


@pytest.fixture
def scheme(fund: Membership) -> Scheme:
    fields = {"name": "Samen leren", "rate": EURO(80), "most": EURO(5000), "source": "Besluit van 1 mei 2026"}
    found = acts.save_scheme(by=actor(fund), fields=fields)
    assert found is not None
    return found


@pytest.fixture
def boss(db: None) -> Membership:
    return make_manager(make_firm())


def fields(scheme: Scheme, **more: Any) -> acts.RequestFields:
    told = acts.RequestFields(scheme.pk, Kind.TRAINING, "Lassen", "Vier mensen leren lassen.", EURO(4000), EURO(3200))
    return replace(told, **more)


def sent(boss: Membership, scheme: Scheme) -> FundingRequest:
    row = acts.save_request(by=actor(boss), fields=fields(scheme))
    assert row is not None
    assert acts.send_request(by=actor(boss), request=row.pk)
    row.refresh_from_db()
    return row


def test_request_goes_from_draft_to_paid_with_each_step_in_its_log(
    fund: Membership, boss: Membership, scheme: Scheme
) -> None:
    row = sent(boss, scheme)
    by = actor(fund)
    assert acts.decide(by=by, request=row.pk, granted=None, reasons="Te duur.", version=row.version)
    assert acts.object_to(by=actor(boss), request=row.pk, text="Het is de markt.")
    row.refresh_from_db()
    assert acts.decide(by=by, request=row.pk, granted=EURO(3000), reasons="Akkoord.", version=row.version)
    assert acts.pay(by=by, request=row.pk)
    row.refresh_from_db()
    assert row.decided_by == fund.person
    shown = pages.request_shown(actor(boss), row.pk)
    assert shown is not None
    assert [one.state for one in shown.events] == ["draft", "sent", "refused", "objected", "granted", "paid"]
    totals = pages.totals_of(by)
    assert (totals.requests, totals.asked, totals.granted, totals.paid) == (1, EURO(3200), EURO(3000), EURO(3000))


def test_decision_without_reasons_or_above_what_was_asked_is_refused(
    fund: Membership, boss: Membership, scheme: Scheme
) -> None:
    row = sent(boss, scheme)
    for granted, reasons in ((EURO(3000), " "), (EURO(3201), "Mooi."), (EURO(0), "Niets.")):
        with pytest.raises(ValidationError):
            acts.decide(by=actor(fund), request=row.pk, granted=granted, reasons=reasons, version=row.version)
    row.refresh_from_db()
    assert row.state == State.SENT


def test_second_decision_on_an_old_page_saves_nothing(fund: Membership, boss: Membership, scheme: Scheme) -> None:
    row = sent(boss, scheme)
    acts.decide(by=actor(fund), request=row.pk, granted=None, reasons="Nee.", version=row.version)
    with pytest.raises(Stale):
        acts.decide(by=actor(fund), request=row.pk, granted=EURO(10), reasons="Ja.", version=row.version)


def test_checks_that_differ_stop_neither_side(fund: Membership, boss: Membership, scheme: Scheme) -> None:
    row = acts.save_request(by=actor(boss), fields=fields(scheme, amount=EURO(3900)))
    assert row is not None
    acts.send_request(by=actor(boss), request=row.pk)
    row.refresh_from_db()
    assert pages.checks_of(row)[0].result == Result.DIFFERS
    assert acts.decide(by=actor(fund), request=row.pk, granted=EURO(3900), reasons="Past.", version=row.version)


@pytest.mark.parametrize("where", ["title", "plan", "proof"])
def test_name_of_somebody_of_the_firm_is_refused(boss: Membership, scheme: Scheme, where: str) -> None:
    make_colleague(boss.organisation, name="Noor Bakker")
    with pytest.raises(ValidationError, match="Noor Bakker"):
        acts.save_request(by=actor(boss), fields=fields(scheme, **{where: "Voor noor bakker."}))


def test_name_in_an_objection_is_refused(fund: Membership, boss: Membership, scheme: Scheme) -> None:
    row = sent(boss, scheme)
    acts.decide(by=actor(fund), request=row.pk, granted=None, reasons="Nee.", version=row.version)
    with pytest.raises(ValidationError):
        acts.object_to(by=actor(boss), request=row.pk, text="Bel noor@example.org")


def test_fund_sees_no_draft_and_nothing_of_another_fund(fund: Membership, boss: Membership, scheme: Scheme) -> None:
    draft = acts.save_request(by=actor(boss), fields=fields(scheme))
    assert draft is not None
    assert pages.request_shown(actor(fund), draft.pk) is None
    row = sent(boss, scheme)
    other = make_fund("Ander fonds")
    assert pages.request_shown(actor(fund), row.pk)
    for who in (actor(other), actor(fund.person), replace(actor(fund), has_second_factor=False)):
        assert pages.request_shown(who, row.pk) is None
        assert not acts.decide(by=who, request=row.pk, granted=None, reasons="Nee.", version=row.version)
    assert acts.withdraw_request(by=actor(boss), request=row.pk)
    assert pages.request_shown(actor(fund), row.pk) is None


def test_other_firm_neither_sees_nor_moves_a_request(boss: Membership, scheme: Scheme) -> None:
    row = sent(boss, scheme)
    other = actor(make_manager(make_firm("Slager"), "Rik"))
    assert pages.request_shown(other, row.pk) is None
    assert not acts.withdraw_request(by=other, request=row.pk)
    with pytest.raises(PermissionDenied):
        acts.save_request(by=actor(boss.person), fields=fields(scheme))


def test_network_applies_too_and_a_fund_does_not(fund: Membership, scheme: Scheme) -> None:
    network = make_network()
    assert acts.save_request(by=actor(network), fields=fields(scheme))
    with pytest.raises(PermissionDenied):
        acts.save_request(by=actor(fund), fields=fields(scheme))


def test_scheme_that_is_over_takes_no_request(boss: Membership, scheme: Scheme) -> None:
    Scheme.objects.update(ends=date(2020, 1, 1))
    with pytest.raises(ValidationError):
        acts.save_request(by=actor(boss), fields=fields(scheme))


def test_scheme_of_another_fund_cannot_be_changed(scheme: Scheme) -> None:
    other = make_fund("Ander fonds")
    assert acts.save_scheme(by=actor(other), fields={"name": "X"}, scheme=scheme.pk, version=1) is None
    with pytest.raises(PermissionDenied):
        acts.save_scheme(by=actor(make_manager()), fields={"name": "X"})
