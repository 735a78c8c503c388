"""The profile kept with an account: nothing is lost at sign-in, each device sees the same, nobody sees another's."""

import pytest
from django.contrib.auth import login, logout
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_member, make_person, sign_in
from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.ledger.models import Entry
from wending.orientation.actions import profile as actions
from wending.orientation.actions.example import take_example
from wending.orientation.actions.kept import confirm_join, look_at_profile, prefer_earlier, take_join_back
from wending.orientation.models import KeptProfile
from wending.orientation.queries.kept import joined_at_sign_in
from wending.orientation.queries.profile import SESSION_KEY, session_profile
from wending.orientation.rules.examples import EXAMPLES
from wending.orientation.rules.profile import (
    EDUCATION_LEVELS,
    LEVELS,
    SECTORS,
    VALUES,
    YEARS,
    SessionProfile,
    Skill,
    Wishes,
    Work,
)
from wending.orientation.rules.profile_join import joined
from wending.orientation.rules.study import SUBJECTS, Study

URIS = st.sampled_from([f"urn:test:{number}" for number in range(8)])


@st.composite
def profiles(draw: st.DrawFn) -> SessionProfile:
    """Any profile as the pages can make it: no skill is both there and declined."""
    profile = SessionProfile(
        outside=tuple(draw(st.lists(st.sampled_from(["cook", "garden"]), unique=True))),
        education_level=draw(st.sampled_from(["", *EDUCATION_LEVELS])),
        wishes=Wishes(
            values=tuple(draw(st.lists(st.sampled_from(VALUES), unique=True, max_size=3))),
            sector=draw(st.sampled_from(SECTORS)),
            hours=draw(st.none() | st.integers(1, 60)),
        ),
        study=Study(liked=tuple(subject for subject in SUBJECTS if draw(st.booleans()))),
    )
    for uri in draw(st.lists(URIS)):
        profile = profile.with_work(Work(uri, draw(st.sampled_from(YEARS))))
    for uri in draw(st.lists(URIS)):
        profile = profile.with_skill(Skill(uri, draw(st.sampled_from(LEVELS))))
    for uri in draw(st.lists(URIS)):
        profile = profile.without_skill(uri)
    return profile


@given(profiles(), profiles())
def test_joined_keeps_every_work_skill_and_answer_of_both(older: SessionProfile, newer: SessionProfile) -> None:
    profile = joined(older, newer).profile
    for name in ("work", "skills"):
        both = {item.uri for item in (*getattr(older, name), *getattr(newer, name))}
        assert {item.uri for item in getattr(profile, name)} == both
    assert set(profile.outside) == {*older.outside, *newer.outside}
    assert profile.education_level == (newer.education_level or older.education_level)
    assert profile.wishes.hours == (newer.wishes.hours or older.wishes.hours)
    assert set(profile.study.liked) == {*older.study.liked, *newer.study.liked}
    assert not {skill.uri for skill in profile.skills} & set(profile.declined)


@given(profiles())
def test_joined_with_nothing_or_itself_changes_nothing(profile: SessionProfile) -> None:
    for one in (
        joined(profile, SessionProfile()),
        joined(SessionProfile(), profile),
        joined(profile, profile),
    ):
        assert one.profile == profile
        assert one.gave_way == ()


def test_joined_names_the_questions_of_which_the_older_answer_gave_way() -> None:
    older = SessionProfile(
        work=(Work("urn:a", 2),),
        skills=(Skill("urn:s", 1),),
        education_level="2",
        wishes=Wishes(values=VALUES[:3], sector="stay", hours=20),
        study=Study(liked=("muziek",), region="LC01"),
    )
    newer = SessionProfile(
        work=(Work("urn:a", 8),),
        skills=(Skill("urn:s", 3, "text"),),
        education_level="4",
        wishes=Wishes(values=VALUES[3:5], sector="leave", hours=36),
        study=Study(disliked=("muziek",), region="LC02"),
    )
    both = joined(older, newer)
    assert set(both.gave_way) == {
        *("work", "skills", "education_level", "values", "sector", "hours", "subjects", "region")
    }
    assert both.profile.work == newer.work
    assert both.profile.wishes.values == (*VALUES[3:5], VALUES[0])
    assert both.profile.study == newer.study


def signed_in(person: Person, session: SessionStore | None = None) -> SessionStore:
    """Return the session in which somebody signed in, on this device or on a new one."""
    request = HttpRequest()
    request.session = session if session is not None else SessionStore()
    request.META = {"REMOTE_ADDR": "127.0.0.1"}
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert isinstance(request.session, SessionStore)
    return request.session


@pytest.mark.django_db
def test_sign_in_keeps_what_a_visitor_told_and_a_second_device_sees_it(session: SessionStore) -> None:
    sam = make_person()
    actions.add_work(by=session, uri="urn:nurse", years=8)
    phone = signed_in(sam, session)
    assert SESSION_KEY not in phone

    laptop = signed_in(sam)
    assert session_profile(laptop).work == (Work("urn:nurse", 8),)
    actions.save_interests(by=laptop, tiles=["care"])
    assert session_profile(phone).interests == ("care",)
    assert joined_at_sign_in(laptop) is None


@pytest.mark.django_db
def test_sign_out_leaves_nothing_on_the_device_and_all_in_the_account() -> None:
    sam = make_person()
    request = HttpRequest()
    request.session = signed_in(sam)
    actions.add_work(by=request.session, uri="urn:nurse")
    logout(request)
    assert session_profile(request.session).is_empty
    assert session_profile(signed_in(sam)).work


@pytest.mark.django_db
def test_nobody_sees_the_profile_of_another() -> None:
    sam, kim = signed_in(make_person("Sam")), signed_in(make_person("Kim"))
    actions.add_work(by=sam, uri="urn:nurse")
    assert session_profile(kim).is_empty
    actions.delete_profile(by=kim)
    assert session_profile(sam).work


@pytest.mark.django_db
def test_session_of_somebody_whose_account_was_closed_shows_nothing() -> None:
    person = make_person()
    device = signed_in(person)
    actions.add_work(by=device, uri="urn:nurse")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert session_profile(device).is_empty


@pytest.fixture
def both(session: SessionStore) -> SessionStore:
    """Somebody who had a profile, told something else without account, and signed in."""
    sam = make_person()
    at_home = signed_in(sam)
    actions.save_education(by=at_home, level="4", field="")
    actions.add_work(by=at_home, uri="urn:nurse")
    actions.save_education(by=session, level="2", field="09")
    actions.add_work(by=session, uri="urn:driver")
    return signed_in(sam, session)


def test_join_says_what_gave_way_and_earlier_answers_can_be_taken_once(both: SessionStore) -> None:
    profile = session_profile(both)
    assert (profile.education_level, profile.education_field) == ("2", "09")
    assert [work.uri for work in profile.work] == ["urn:driver", "urn:nurse"]
    told = joined_at_sign_in(both)
    assert told is not None
    assert told.gave_way == ["je hoogste diploma"]

    assert prefer_earlier(by=both)
    profile = session_profile(both)
    assert (profile.education_level, profile.education_field) == ("4", "09")
    assert {work.uri for work in profile.work} == {"urn:driver", "urn:nurse"}
    assert not prefer_earlier(by=both)
    assert joined_at_sign_in(both) is None


def test_join_of_somebody_elses_answers_can_be_taken_back_whole(both: SessionStore) -> None:
    assert take_join_back(by=both)
    assert session_profile(both) == SessionProfile(work=(Work("urn:nurse"),), education_level="4")


def test_change_after_a_join_ends_taking_it_back(both: SessionStore) -> None:
    actions.save_interests(by=both, tiles=["care"])
    assert not take_join_back(by=both)
    assert session_profile(both).interests == ("care",)


def test_confirming_a_join_forgets_the_halves(both: SessionStore) -> None:
    confirm_join(by=both)
    assert KeptProfile.objects.get().before is None
    assert session_profile(both).education_level == "2"


@pytest.mark.django_db
def test_what_was_told_is_encrypted_in_the_table() -> None:
    device = signed_in(make_person())
    actions.add_work(by=device, uri="urn:nurse")
    raw = KeptProfile.objects.extra(select={"raw": "content"}).values_list("raw", flat=True).get()
    assert "urn:nurse" not in raw


@pytest.mark.django_db
def test_made_up_person_never_gets_into_an_account(session: SessionStore) -> None:
    sam = make_person()
    actions.add_work(by=signed_in(sam), uri="urn:nurse")
    take_example(by=session, key=next(iter(EXAMPLES)))
    device = signed_in(sam, session)
    assert session_profile(device).example
    actions.save_interests(by=device, tiles=["care"])
    actions.delete_profile(by=device)
    assert session_profile(device) == SessionProfile(work=(Work("urn:nurse"),))

    take_example(by=device, key=next(iter(EXAMPLES)))
    assert KeptProfile.objects.get().version == 1


@pytest.mark.django_db
def test_delete_profile_deletes_the_kept_one_and_leaves_the_account() -> None:
    sam = make_person()
    device = signed_in(sam)
    actions.add_work(by=device, uri="urn:nurse")
    actions.delete_profile(by=device)
    assert not KeptProfile.objects.exists()
    assert session_profile(device).is_empty
    assert "_auth_user_id" in device


@pytest.mark.django_db
def test_look_at_profile_needs_consent_and_is_in_the_ledger() -> None:
    sam, guide = make_person(), make_member(Role.PROFESSIONAL)
    actions.add_work(by=signed_in(sam), uri="urn:nurse")
    with pytest.raises(PermissionDenied):
        look_at_profile(by=actor(guide), person=sam.pk)
    give_consent(
        by=actor(sam),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PROFILE],
        until=timezone.localdate(),
        to_organisation=guide.organisation_id,
    )
    assert look_at_profile(by=actor(guide), person=sam.pk).work
    assert Entry.objects.filter(chain=str(sam.ledger_key), verb="looked", thing="profile").count() == 1


def test_profile_page_asks_once_about_a_join(both: SessionStore, client: Client) -> None:
    both.save()
    client.cookies["sessionid"] = both.session_key or ""
    html = client.get(reverse("orientation:profile")).content.decode()
    assert "We voegden twee profielen samen" in html
    assert "je hoogste diploma" in html
    assert "Je profiel staat bij je account" in html
    assert client.post(reverse("orientation:profile_joined"), {"do": "nothing"}).status_code == 404
    assert client.post(reverse("orientation:profile_joined"), {"do": "back"}).status_code == 302
    html = client.get(reverse("orientation:profile")).content.decode()
    assert "We voegden twee profielen samen" not in html


@pytest.mark.django_db
def test_answering_about_a_join_is_for_who_is_signed_in(client: Client) -> None:
    answer = client.post(reverse("orientation:profile_joined"), {"do": "back"})
    assert answer["Location"].startswith(reverse("accounts:sign_in"))
    sign_in(client, make_person())
    assert client.post(reverse("orientation:profile_joined"), {"do": "back"}).status_code == 302
