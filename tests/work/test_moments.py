"""Learning moments: counted by their owner, seen by nobody else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_person, sign_in
from wending.dossier.models import Item
from wending.work.actions.moments import keep_moment, note_moment, remove_moment
from wending.work.models import LearningMoment
from wending.work.queries.moments import moments_of
from wending.work.rules.moments import months


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2026, 11, 25)), st.integers(1, 90))))
def test_months_hold_each_moment_of_the_last_year_once(moments: list[tuple[date, int]]) -> None:
    found = months(moments, date(2026, 11, 25))
    assert [one.first for one in found[-2:]] == [date(2026, 10, 1), date(2026, 11, 1)]
    assert len(found) == 12
    recent = [minutes for day, minutes in moments if day >= date(2025, 12, 1)]
    assert (sum(one.count for one in found), sum(one.minutes for one in found)) == (len(recent), sum(recent))


@pytest.mark.django_db
def test_moment_becomes_an_item_once_and_only_when_wanted() -> None:
    sam, other = make_person("Sam"), make_person("Else")
    row = note_moment(by=actor(sam), day=date(2026, 11, 2), way="mistake", minutes=15, text="Deeg rust langer")
    assert not Item.objects.exists()
    assert keep_moment(by=actor(other), moment=row.pk) is None
    first = keep_moment(by=actor(sam), moment=row.pk)
    assert first == keep_moment(by=actor(sam), moment=row.pk)
    item = Item.objects.get()
    assert (item.person, item.title, item.begin) == (sam, "Deeg rust langer", date(2026, 11, 2))
    assert not remove_moment(by=actor(other), moment=row.pk)
    assert moments_of(actor(other)).rows == []


@pytest.mark.django_db
def test_one_tap_notes_a_moment(client: Client) -> None:
    sam = make_person("Sam")
    sign_in(client, sam)
    response = client.post(reverse("work:moments"), {"way": "colleague", "minutes": "15"})
    assert response.status_code == 302
    row = LearningMoment.objects.get()
    assert (row.person, row.way, row.minutes) == (sam, "colleague", 15)
    page = client.get(reverse("work:moments")).content.decode()
    assert "van een collega" in page
    assert client.post(reverse("work:moments"), {"way": "magic", "minutes": "15"}).status_code == 422
