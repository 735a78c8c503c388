"""Feedback of clients: asked once, answered once, linkable to nobody, seen in batches only."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, sign_in
from tests.guidance.factories import make_centre, make_kind, make_professional
from tests.guidance.growth_world import answer, make_feedback_link, make_talk
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Mail
from wending.accounts.rules.roles import Role
from wending.guidance.actions.feedback import ask_feedback, give_feedback, remove_old_links
from wending.guidance.models import FeedbackAnswer, FeedbackBatch, FeedbackLink
from wending.guidance.queries.feedback import centre_feedback, feedback_of
from wending.guidance.rules.words import State
from wending.kit.tokens import hash_of
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_ask_feedback_writes_once_to_clients_who_came_before_today() -> None:
    centre = make_centre()
    kind, robin = make_kind(centre), make_professional(centre)
    today = timezone.localdate()
    make_talk(kind, robin, today - timedelta(days=1))
    make_talk(kind, robin, today - timedelta(days=2), state=State.NO_SHOW)
    make_talk(kind, robin, today)
    make_talk(kind, robin, today - timedelta(days=40))
    assert ask_feedback() == 1
    assert ask_feedback() == 0
    link, mail = FeedbackLink.objects.get(), Mail.objects.get()
    text = json.loads(mail.content)["text"]
    token = next(word for word in text.split() if word.startswith("http")).rstrip("/").split("/")[-1]
    assert hash_of(token) == link.token_hash
    assert token not in json.dumps(link.token_hash)


def test_link_knows_neither_client_nor_appointment_nor_day() -> None:
    named = {field.name for model in (FeedbackLink, FeedbackAnswer, FeedbackBatch) for field in model._meta.fields}
    assert not named & {"appointment", "person", "client", "made", "at", "given", "email"}
    for model in (FeedbackLink, FeedbackAnswer, FeedbackBatch):
        assert model._meta.pk is not None
        assert model._meta.pk.get_internal_type() == "UUIDField", "a counting number would hold the order of answers"
    months = make_member(Role.PROFESSIONAL)
    answer(months, 1)
    assert FeedbackAnswer.objects.get().month.day == 1
    for model in apps.get_models():
        targets = {field.related_model for field in model._meta.fields if field.is_relation}
        assert FeedbackAnswer not in targets


def test_give_feedback_uses_up_its_link_and_leaves_no_trace_in_the_ledger() -> None:
    robin = make_member(Role.PROFESSIONAL)
    make_feedback_link(robin, "token")
    before = Entry.objects.count()
    assert give_feedback(token="token", scores={"helped": 4}, better="")
    assert not give_feedback(token="token", scores={"helped": 1}, better="")
    assert FeedbackAnswer.objects.get().scores == {"helped": 4}
    assert not FeedbackLink.objects.exists()
    assert Entry.objects.count() == before


def test_professional_sees_nothing_new_until_ten_new_answers() -> None:
    robin = make_member(Role.PROFESSIONAL)
    answer(robin, 9, score=4, better="meer tijd")
    assert feedback_of(actor(robin)) is None
    answer(robin, 1, score=4)
    first = feedback_of(actor(robin))
    assert first is not None
    assert (first.n, first.questions[0].mean.mean, len(first.texts)) == (10, 4.0, 9)
    answer(robin, 9, score=1, better="te snel")
    assert feedback_of(actor(robin)) == first
    answer(robin, 1, score=1)
    second = feedback_of(actor(robin))
    assert second is not None
    assert (second.n, second.questions[0].mean.mean) == (20, 2.5)


def test_texts_are_not_in_the_order_in_which_they_came() -> None:
    robin = make_member(Role.PROFESSIONAL)
    for number in range(30):
        answer(robin, 1, better=f"{number:02}")
    view = feedback_of(actor(robin))
    assert view is not None
    assert sorted(view.texts) != view.texts


def test_open_questions_keep_a_batch_waiting() -> None:
    robin = make_member(Role.PROFESSIONAL)
    answer(robin, 9)
    for number in range(5):
        make_feedback_link(robin, f"t{number}")
        give_feedback(token=f"t{number}", scores={"heard": 2}, better="")
    assert feedback_of(actor(robin)) is None
    answer(robin, 1)
    view = feedback_of(actor(robin))
    assert view is not None
    assert [one.mean.n for one in view.questions] == [10, 15, 10, 10]


def test_centre_grows_by_three_professionals_together() -> None:
    centre = make_centre()
    team = [make_professional(centre, name) for name in ("Robin", "Noor", "Daan")]
    manager = make_member(Role.MANAGER, centre.organisation, "Iris")
    answer(team[0], 20)
    answer(team[1], 10)
    assert centre_feedback(actor(manager)) is None
    answer(team[2], 10)
    view = centre_feedback(actor(manager))
    assert view is not None
    assert (view.n, view.texts) == (40, [])
    answer(team[0], 10)
    assert centre_feedback(actor(manager)) == view


def test_feedback_is_for_nobody_else() -> None:
    centre = make_centre()
    robin, noor = make_professional(centre), make_professional(centre, "Noor")
    manager = make_member(Role.MANAGER, centre.organisation, "Iris")
    answer(robin, 10)
    assert feedback_of(actor(noor)) is None
    assert feedback_of(actor(manager)) is None
    assert feedback_of(actor(robin.person)) is None
    assert centre_feedback(actor(robin)) is None


def test_feedback_page_asks_once_and_then_says_it_is_over(client: Client) -> None:
    robin = make_member(Role.PROFESSIONAL)
    make_feedback_link(robin, "abc")
    page = client.get("/hoe-was-het/abc/")
    assert_plain_dutch(page.content.decode())
    assert page.headers["Referrer-Policy"] == "same-origin"
    refused = client.post("/hoe-was-het/abc/", {"helped": "9"})
    assert FeedbackAnswer.objects.count() == 0
    assert "Kies uit de lijst." in refused.content.decode()
    refused = client.post("/hoe-was-het/abc/", {"better": "mijn bsn is 111222333"})
    assert "burgerservicenummer" in refused.content.decode()
    thanks = client.post("/hoe-was-het/abc/", {"helped": "4", "better": ""})
    assert "Dank je wel" in thanks.content.decode()
    assert client.get("/hoe-was-het/abc/").status_code == 410
    assert client.post("/hoe-was-het/abc/", {"helped": "4"}).status_code == 410


def test_professional_page_does_not_tell_how_many_wait(client: Client) -> None:
    robin = make_member(Role.PROFESSIONAL)
    sign_in(client, robin)

    def seen() -> str:
        page = client.get("/bureau/vak/terugkoppeling/").content.decode()
        return re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*', "", page)

    empty = seen()
    answer(robin, 9, better="geheim")
    assert seen() == empty


def test_remove_old_links_leaves_those_in_force() -> None:
    robin = make_member(Role.PROFESSIONAL)
    make_feedback_link(robin, "a")
    old = make_feedback_link(robin, "b")
    FeedbackLink.objects.filter(pk=old.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert remove_old_links() == 1
    assert FeedbackLink.objects.get().token_hash == hash_of("a")
