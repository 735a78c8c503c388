"""Questionnaires in the profile: scores count at once, in the place of pictures and chosen values."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from tests.reference.factories import CARER, DRIVER
from wending.instruments.actions import sittings
from wending.instruments.queries.library import own
from wending.instruments.rules.sitting import FULL
from wending.ledger.rules.actor import VISITOR
from wending.orientation.actions import profile as actions
from wending.orientation.actions.example import take_example
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.person import person
from wending.orientation.queries.profile import SESSION_KEY, session_profile
from wending.orientation.queries.programmes.study import learner
from wending.orientation.queries.results import results
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.profile import SessionProfile, Wishes, profile_from_json

pytestmark = pytest.mark.usefixtures("small_esco")


def take(session: SessionStore, key: str, high: str) -> None:
    """Fill in a questionnaire: the highest answer for some scales, the lowest for the others."""
    one = own(key)
    sitting = sittings.begin(by=VISITOR, session=session, instrument=one, form=FULL, lang="nl")
    given = {item.id: one.options_of(item)[-1 if item.scale in high else 0].value for item in one.items}
    sitting = sittings.answer(by=VISITOR, session=session, sitting=sitting, given=given)
    sittings.finish(by=VISITOR, session=session, sitting=sitting)


def order(session: SessionStore) -> list[str]:
    """Return the occupations of the results, the best first."""
    return [card.name.uri for card in results(session, Choices(), "en").cards]


def test_a_finished_questionnaire_changes_the_order_at_once(session: SessionStore) -> None:
    take(session, "interests", "S")
    caring = order(session)
    assert caring.index(CARER) < caring.index(DRIVER)
    take(session, "interests", "RC")
    doing = order(session)
    assert doing.index(DRIVER) < doing.index(CARER)


def test_the_questionnaire_counts_and_not_the_pictures(session: SessionStore) -> None:
    actions.save_interests(by=session, tiles=["care", "teach", "listen"])
    assert person(fit_index(), session_profile(session)).riasec == (0, 0, 0, 1, 0, 0)
    take(session, "interests", "RI")
    profile = session_profile(session)
    assert person(fit_index(), profile).riasec == (1, 1, 0, 0, 0, 0)
    assert learner(fit_index(), profile, []).riasec == (1, 1, 0, 0, 0, 0)
    assert profile.interests == ("care", "teach", "listen")


def test_values_count_in_the_order_of_the_engine(session: SessionStore) -> None:
    actions.save_wishes(by=session, wishes=Wishes(values=("support",)))
    assert person(fit_index(), session_profile(session)).values == (0, 0, 0, 0, 1, 0)
    take(session, "values", ["achievement", "relationships"])  # type: ignore[arg-type]
    profile = session_profile(session)
    assert person(fit_index(), profile).values == (1, 0, 0, 1, 0, 0)
    assert profile.steps_done()["wishes"]


def test_the_questionnaire_alone_is_enough_for_results(session: SessionStore) -> None:
    assert not session_profile(session).can_rank
    take(session, "interests", "A")
    profile = session_profile(session)
    assert profile.can_rank
    assert profile.can_fit_study
    assert not profile.is_empty
    assert profile.steps_done()["interests"]


def test_scores_are_never_copied_into_the_profile(session: SessionStore) -> None:
    take(session, "interests", "A")
    actions.save_education(by=session, level="4", field="")
    assert "measured_interests" not in session[SESSION_KEY]
    number = session["sittings"][0]["id"]
    sittings.remove(by=VISITOR, session=session, sitting=number)
    assert session_profile(session).riasec == ()
    assert profile_from_json({"measured_interests": [1, 1, 1, 1, 1, 1]}) == SessionProfile()


def test_a_made_up_person_did_not_fill_in_the_questionnaire_of_the_visitor(session: SessionStore) -> None:
    take_example(by=session, key="noor")
    take(session, "interests", "E")
    assert session_profile(session).measured_interests == ()


def test_overview_says_that_the_questionnaire_counts(client: Client) -> None:
    before = client.get(reverse("orientation:profile")).content.decode()
    assert "Of vul een vragenlijst in" in before
    session = client.session
    take(session, "interests", "R")
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert "Die telt nu, en niet de plaatjes" in client.get(reverse("orientation:profile")).content.decode()
