"""Writes of orientation: the profile lives in the session only, and a link belongs to the session that made it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

from wending.orientation.actions import profile as actions
from wending.orientation.actions.share import MOST_SHARES, create_share, prune_shares, revoke_share
from wending.orientation.models import SharedResult
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.share import living_share, living_shares_of
from wending.orientation.rules.profile import Skill, Wishes, Work

pytestmark = pytest.mark.django_db
ITEMS = {"items": [{"name": {"text": "koerier", "lang": "nl"}, "key": "courier"}]}


def test_profile_actions_keep_what_was_told(session: SessionStore) -> None:
    actions.add_work(by=session, uri="w", years=8, years_ago=1)
    actions.save_skills(by=session, shown=["a", "b"], levels={"a": 3}, source="suggested")
    actions.save_outside(by=session, activities=["cook"])
    actions.save_education(by=session, level="3", field="09")
    actions.save_interests(by=session, tiles=["care"])
    actions.save_wishes(by=session, wishes=Wishes(hours=24))
    session.save()
    profile = session_profile(SessionStore(session.session_key))
    assert profile.work == (Work("w", 8, 1),)
    assert profile.skills == (Skill("a", 3),)
    assert profile.declined == ("b",)
    assert (profile.outside, profile.interests, profile.wishes.hours) == (("cook",), ("care",), 24)


def test_remove_takes_only_the_item(session: SessionStore) -> None:
    actions.add_work(by=session, uri="w")
    actions.save_skills(by=session, shown=["a"], levels={"a": 2}, source="outside")
    actions.remove_work(by=session, uri="w")
    assert not session_profile(session).work
    actions.remove_skill(by=session, uri="a")
    assert session_profile(session).declined == ("a",)


def test_add_from_text_leaves_known_items_as_they_were(session: SessionStore) -> None:
    actions.add_work(by=session, uri="w", years=15)
    actions.save_skills(by=session, shown=["a"], levels={"a": 3}, source="suggested")
    actions.add_from_text(by=session, occupations=["w", "v"], skills=["a", "b"])
    profile = session_profile(session)
    assert profile.work == (Work("w", 15), Work("v"))
    assert profile.skills == (Skill("a", 3), Skill("b", 2, "text"))


def test_delete_profile_leaves_nothing(session: SessionStore) -> None:
    actions.add_work(by=session, uri="w")
    shared = create_share(by=session, content=ITEMS, lang="nl")
    session.save()
    key = session.session_key
    actions.delete_profile(by=session)
    assert session_profile(session).is_empty
    assert living_share(shared.token) is None
    assert not SessionStore().exists(key)


def test_create_share_expires(session: SessionStore, settings: object) -> None:
    shared = create_share(by=session, content=ITEMS, lang="nl")
    assert living_share(shared.token) == shared
    assert timedelta(days=29) < shared.expires - timezone.now() <= timedelta(days=30)
    SharedResult.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert living_share(shared.token) is None
    assert living_shares_of(session) == []


def test_revoke_share_of_another_session_is_refused(session: SessionStore) -> None:
    shared = create_share(by=session, content=ITEMS, lang="nl")
    assert revoke_share(by=SessionStore(), token=shared.token) is False
    assert living_share(shared.token) == shared
    assert revoke_share(by=session, token=shared.token) is True
    assert not SharedResult.objects.exists()


def test_create_share_again_and_again_drops_the_oldest(session: SessionStore) -> None:
    tokens = [create_share(by=session, content=ITEMS, lang="nl").token for _ in range(MOST_SHARES + 3)]
    assert len(living_shares_of(session)) == MOST_SHARES
    assert living_share(tokens[0]) is None
    assert living_share(tokens[-1])


def test_prune_shares_deletes_only_what_expired(session: SessionStore, capsys: pytest.CaptureFixture[str]) -> None:
    create_share(by=session, content=ITEMS, lang="nl")
    old = create_share(by=session, content=ITEMS, lang="nl")
    SharedResult.objects.filter(pk=old.pk).update(expires=timezone.now())
    call_command("prune_shares")
    assert capsys.readouterr().out == "1 expired shared results deleted\n"
    assert prune_shares() == 0
    assert SharedResult.objects.count() == 1
