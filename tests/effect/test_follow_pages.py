"""Pages of questionnaires: by link, page by page, without account; and those of the office, and who may not."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.effect.factories import make_office, make_researcher
from tests.effect.follow_factories import HORIZON, make_asked, make_followed, make_wave, mails, today, token_of
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.effect.actions.follow_up_answers import answer_questions
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.register import withdraw_study
from wending.effect.models import Ask, Wave, WaveAnswer
from wending.effect.rules.follow_up import AskState

pytestmark = pytest.mark.django_db
THREE = ("in_work", "wage", "career_competences")


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def noor() -> Membership:
    return make_researcher(make_office("Bureau Meting"))


def link_of(token: str) -> str:
    return reverse("effect:questions", args=[token])


def test_questions_page_by_page_keep_nothing_before_the_end(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0, (*THREE,))
    # Six questions: five at most on a page.
    with patch("wending.effect.rules.follow_up.PER_PAGE", 2):
        ask_all()
        link = link_of(token_of(person))
        first = client.get(link)
        assert first.status_code == 200
        assert first["X-Robots-Tag"] == "noindex, nofollow"
        html = first.content.decode()
        assert html.count("Dat weet ik niet") == html.count("Dat zeg ik liever niet") == 2
        assert 'type="hidden" name="knows_strengths"' in html
        second = client.post(link, {"page": "0", "do": "next", "in_work": "no", "wage": "17,50", "wage_why": ""})
        html = second.content.decode()
        assert 'type="hidden" name="in_work" value="no"' in html and 'value="17,50"' in html
        assert not WaveAnswer.objects.exists()
        back = client.post(link, {"page": "1", "do": "back", "in_work": "no", "wage": "17,50", "knows_strengths": "4"})
        html = back.content.decode()
        assert 'name="knows_strengths" value="4"' in html
        told = {
            "in_work": "no",
            "wage": "17,50",
            "knows_strengths": "4",
            "finds_the_way": "2",
            "dares_a_step": "untold",
        }
        done = client.post(link, {"page": "1", "do": "done", **told})
    assert "Dank je wel" in done.content.decode()
    assert WaveAnswer.objects.get().values == {"in_work": 0.0, "wage": 17.5, "career_competences": 3.0}
    assert Ask.objects.get().state == AskState.ANSWERED


def test_opening_the_link_does_nothing(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    client.get(link_of(token_of(person)) + "?do=stop")
    client.head(link_of(token_of(person)))
    assert Ask.objects.get().state == AskState.OPEN and not WaveAnswer.objects.exists()


def test_everything_skipped_is_an_answer_that_tells_nothing(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    client.post(link_of(token_of(person)), {"page": "0", "do": "done"})
    assert WaveAnswer.objects.get().values == {"in_work": None, "wage": None}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"wage": "veel"}, "Vul een getal in, zoals 12 of 12,5."),
        ({"wage": "17", "wage_why": "untold"}, "Vul een getal in of kies een zin eronder. Niet allebei."),
        ({"wage": "-3"}, "0"),
        ({"in_work": "maybe"}, "maybe"),
    ],
)
def test_answers_that_cannot_be_are_told_and_nothing_is_kept(
    client: Client, noor: Membership, told: dict[str, str], said: str
) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    page = client.post(link_of(token_of(person)), {"page": "0", "do": "done", **told})
    assert page.status_code == 422 and said in page.content.decode()
    assert not WaveAnswer.objects.exists()


def test_stop_is_one_press_and_the_link_then_says_so(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    link = link_of(token_of(person))
    assert "Ik wil hier geen mail meer over" in client.get(link).content.decode()
    assert "Gestopt" in client.post(link, {"do": "stop"}).content.decode()
    after = client.get(link)
    assert after.status_code == 410 and "Je koos ervoor om te stoppen" in after.content.decode()


def test_answers_can_be_deleted_from_the_same_link(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    link = link_of(token_of(person))
    client.post(link, {"page": "0", "do": "done", "in_work": "yes"})
    page = client.get(link).content.decode()
    assert "Wis mijn antwoorden" in page and "Heb je nu werk" not in page
    assert "Gewist" in client.post(link, {"do": "remove"}).content.decode()
    assert not WaveAnswer.objects.exists()


def test_link_that_is_over_unknown_or_of_a_withdrawn_study_says_what_to_do(client: Client, noor: Membership) -> None:
    study, _wave, (person,), _ = make_asked(actor(noor), 1, 0)
    ask_all()
    link = link_of(token_of(person))
    with patch.object(timezone, "localdate", lambda *_: today_() + timedelta(days=29)):
        over = client.get(link)
        assert over.status_code == 410 and "Je hoeft niets te doen" in over.content.decode()
    unknown = client.get(link_of("a" * 32))
    assert unknown.status_code == 410 and "Kijk of je het hele adres" in unknown.content.decode()
    assert "Bureau Meting" not in unknown.content.decode()
    withdraw_study(by=actor(noor), study=study.pk, reason="Te weinig mensen.")
    assert client.get(link).status_code == 410
    assert client.post(link, {"page": "0", "do": "done", "in_work": "yes"}).status_code == 410
    assert not WaveAnswer.objects.exists()


REAL_TODAY = timezone.localdate


def today_() -> object:
    return REAL_TODAY()


def test_questions_in_english(client: Client, noor: Membership) -> None:
    _study, _wave, (person,), _ = make_asked(actor(noor), 1, 0, ("in_work", "career_competences"))
    ask_all()
    with override("en"):
        link = link_of(token_of(person))
    html = client.get(link).content.decode()
    assert link.startswith("/en/questions/")
    for said in ("Do you have work now for which you get paid?", "I would rather not say", "I want no more mail"):
        assert said in html
    assert "Heb je nu werk" not in html


def test_page_of_the_office_shows_counts_and_no_person(client: Client, noor: Membership) -> None:
    study, wave, treated, compared = make_asked(actor(noor), 14, 14)
    ask_all()
    for person in (*treated[:12], *compared[:11]):
        answer_questions(token=token_of(person), answers={"in_work": "yes", "wage": 23.45})
    for person in (*treated[12:], *compared[11:]):
        Ask.objects.filter(person=person).update(state=AskState.OVER)
    sign_in(client, noor)
    page = client.get(reverse("effect:follow_up", args=[study.pk]))
    html = page.content.decode()
    assert page.status_code == 200
    # 23 of 28 answered: the five who did not are hidden, and so is what would give them away.
    assert "verborgen" in html and "Kwam na de registratie erbij." in html and "Dit vergaten we." in html
    assert "23,45" not in html and "23.45" not in html
    for person in (*treated, *compared):
        assert person.email not in html and person.name not in html and str(person.pk) not in html
    assert str(wave.pk) in html and "Heb je nu werk waarvoor je geld krijgt?" in html
    # Nor does the study, its data or the register.
    for name, arguments in (("study", [study.pk]), ("data", [study.pk]), ("registered", [study.slug])):
        other = client.get(reverse(f"effect:{name}", args=arguments)).content.decode()
        assert not any(person.email in other or str(person.pk) in other for person in (*treated, *compared))


def test_large_counts_give_a_rate_and_what_weighting_leaves(client: Client, noor: Membership) -> None:
    study, _wave, treated, compared = make_asked(actor(noor), 30, 30)
    ask_all()
    for place, person in enumerate((*treated, *compared)):
        if place % 3:
            answer_questions(token=token_of(person), answers={"in_work": "yes"})
        else:
            Ask.objects.filter(person=person).update(state=AskState.OVER)
    sign_in(client, noor)
    html = client.get(reverse("effect:follow_up", args=[study.pk])).content.decode()
    assert "67%" in html and ">40<" in html and ">60<" in html
    assert "Na weging zijn de antwoorden evenveel waard als die van 40 mensen" in html


def test_office_sets_up_a_wave_and_everybody_sees_that_it_came_later(client: Client, noor: Membership) -> None:
    study = make_followed(actor(noor))
    sign_in(client, noor)
    link = reverse("effect:follow_up", args=[study.pk])
    assert link in client.get(reverse("effect:study", args=[study.pk])).content.decode()
    told = {"horizon": HORIZON, "outcomes": ["in_work"], "opens": today().isoformat(),
            "remind_after": 7, "last_after": 14, "open_for": 28}  # fmt: skip
    assert client.post(link, told).status_code == 422
    assert not Wave.objects.exists()
    assert client.post(link, told | {"reason": "Het register is te laat."}).status_code == 302
    wave = Wave.objects.get()
    assert (wave.horizon, wave.outcomes) == (HORIZON, ["in_work"])
    public = Client().get(reverse("effect:registered", args=[study.slug])).content.decode()
    assert "Vragen die na de registratie erbij kwamen" in public and "Het register is te laat." in public
    assert "Noor" not in public
    client.post(reverse("effect:wave_close", args=[wave.pk]))
    wave.refresh_from_db()
    assert wave.closes == today()


def test_nobody_else_comes_to_the_page_of_an_office(client: Client, noor: Membership) -> None:
    study = make_followed(actor(noor))
    wave = make_wave(actor(noor), study)
    link, close = reverse("effect:follow_up", args=[study.pk]), reverse("effect:wave_close", args=[wave.pk])
    assert client.get(link).status_code == 302
    others = [
        (make_researcher(), 404),
        (make_member(Role.PROFESSIONAL), 403),
        (make_member(Role.TEACHER), 403),
        (make_member(Role.EMPLOYEE), 403),
        (make_person("Sam"), 403),
    ]
    for who, status in others:
        other = sign_in(Client(), who)
        assert other.get(link).status_code == status, who
        assert other.post(close).status_code == status, who
    wave.refresh_from_db()
    assert wave.closes is None and not mails()
    assert Kind.RESEARCH == noor.organisation.kind
