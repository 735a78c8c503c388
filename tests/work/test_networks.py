"""Networks of firms: figures of many people over several firms, frozen, and an end at once for who leaves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor
from tests.work.change_world import make_fund, make_network, many
from tests.work.people import make_firm, make_manager
from wending.accounts.models import Membership
from wending.work.actions.network import freeze, freeze_quarters, invite_firm, join_network, leave_network
from wending.work.models import NetworkFigures, NetworkPlace
from wending.work.queries import network as pages
from wending.work.queries.moving import managed_movings
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.rules.network import (
    FEWEST_FIRMS,
    Blocks,
    Part,
    culture,
    figures,
    is_safe_beside,
    quarter_before,
    quarter_of,
)


def test_quarters_follow_the_calendar() -> None:
    assert quarter_of(date(2026, 11, 25)) == "2026-4"
    assert quarter_before(date(2026, 1, 1)) == "2025-4"
    assert quarter_before(date(2026, 11, 25)) == "2026-3"


def test_figures_of_two_firms_are_hidden_and_of_three_shown() -> None:
    parts = [Part(str(k), 40, {"looking": 10, "moved": 2}) for k in range(3)]
    assert set(figures(parts[:2]).values()) == {None}
    assert figures(parts) == {"looking": 30, "moved": None, "people": 120}


def test_state_that_one_firm_alone_has_is_hidden() -> None:
    parts = [Part("a", 40, {"looking": 20}), Part("b", 40, {}), Part("c", 40, {})]
    assert figures(parts)["looking"] is None


@given(
    st.lists(
        st.builds(
            lambda people, shares: Part(
                "f", people + sum(shares), dict(zip(("looking", "moved"), shares, strict=True))
            ),
            st.integers(0, 30),
            st.tuples(st.integers(0, 15), st.integers(0, 15)),
        ),
        max_size=6,
    )
)
def test_figures_never_show_fewer_than_ten(parts: list[Part]) -> None:
    found = figures(parts)
    assert all(value is None or value >= 10 for value in found.values())
    if len(parts) < FEWEST_FIRMS:
        assert set(found.values()) <= {None}
    elif found["people"] is not None:
        states = [value for key, value in found.items() if key != "people" and value is not None]
        assert not states or found["people"] - sum(states) >= 10


def test_quarter_beside_the_last_may_not_tell_of_a_few() -> None:
    parts = [Part("a", 40, {}), Part("b", 40, {}), Part("c", 40, {})]
    last = {"a": 40, "b": 40, "c": 40}
    assert is_safe_beside(parts, last)
    assert is_safe_beside(parts, {})
    assert not is_safe_beside([*parts, Part("d", 4, {})], last)
    assert is_safe_beside([*parts, Part("d", 40, {})], last)
    assert not is_safe_beside(parts, {**last, "small": 5})
    assert not is_safe_beside([Part("a", 41, {}), *parts[1:]], last)


def test_culture_is_the_mean_over_answers_of_three_firms() -> None:
    firms = [Blocks("a", {"work": (50.0, 10)}), Blocks("b", {"work": (80.0, 30)}), Blocks("c", {"work": (60.0, 20)})]
    assert culture(firms) == {"work": round((500 + 2400 + 1200) / 60)}
    assert culture(firms[:2]) == {}


@pytest.fixture
def network(db: None) -> Membership:
    firms = [make_firm(f"Firma {k}") for k in range(3)]
    for firm in firms:
        many(12, firm)
    return make_network(*firms)


def test_quarter_is_frozen_once_and_who_leaves_is_not_in_the_next(network: Membership) -> None:
    assert freeze_quarters() == 1
    assert freeze_quarters() == 0
    shown = pages.quarters_of(actor(network))
    assert shown[0].figures["people"] == 36
    place = NetworkPlace.objects.select_related("firm").first()
    assert place is not None
    assert place.firm is not None
    boss = actor(make_manager(place.firm))
    assert leave_network(by=boss, place=place.pk)
    assert not pages.own_places(boss)
    assert pages.sum_of(network.organisation_id).parts == [
        part for part in pages.sum_of(network.organisation_id).parts if part.firm != str(place.firm_id)
    ]
    assert freeze(network.organisation_id, "2027-1")
    assert NetworkFigures.objects.get(quarter="2027-1").figures == {}
    assert pages.quarters_of(actor(network))[-1].figures["people"] == 36


def test_one_person_more_in_the_next_quarter_is_not_told(network: Membership) -> None:
    freeze(network.organisation_id, "2026-3")
    many(1, NetworkPlace.objects.first().firm)  # type: ignore[union-attr,arg-type]
    freeze(network.organisation_id, "2026-4")
    assert NetworkFigures.objects.get(quarter="2026-4").figures == {}


def test_firm_joins_by_a_link_once_and_leaves_itself_only(network: Membership) -> None:
    firm = make_manager(make_firm("Nieuw"), "Nina")
    token = invite_firm(by=actor(network), label="Nieuw", link=str)
    assert join_network(by=actor(firm), token=token)
    assert join_network(by=actor(firm), token=token) is None
    again = invite_firm(by=actor(network), label="Nieuw", link=str)
    with pytest.raises(ValidationError):
        join_network(by=actor(firm), token=again)
    place = pages.own_places(actor(firm)).get()
    other = make_manager(make_firm("Ander"), "Arie")
    assert not leave_network(by=actor(other), place=place.pk)
    assert set(pages.neighbours(firm.organisation_id)).isdisjoint({firm.organisation})
    assert len(pages.neighbours(firm.organisation_id)) == 3


def test_only_who_manages_the_network_sees_it_and_it_sees_no_people(network: Membership) -> None:
    freeze_quarters()
    firm = actor(make_manager(make_firm("Ander"), "Arie"))
    for who in (firm, actor(make_fund()), actor(network.person), actor(make_network(name="Elders"))):
        assert not pages.quarters_of(who)
        assert not pages.places_of(who) or who.organisation != network.organisation_id
    with pytest.raises(PermissionDenied):
        invite_firm(by=firm, label="X", link=str)
    with pytest.raises(PermissionDenied):
        join_network(by=actor(network), token="x")
    assert not colleagues_for(actor(network))
    assert not teams_for(actor(network))
    assert not managed_movings(actor(network))
