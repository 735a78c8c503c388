"""What somebody told in studies, for themselves: to read, in their export, to delete; for nobody else."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person, sign_in
from tests.effect.factories import researcher
from tests.effect.follow_factories import make_asked, token_of
from wending.accounts.actions.export import export
from wending.accounts.models import Person
from wending.accounts.queries.looks import looks_at
from wending.effect.actions.follow_up_answers import answer_questions, stop_mine, take_back_mine
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.models import Ask, WaveAnswer
from wending.effect.queries.my_answers import my_studies
from wending.effect.rules.follow_up import AskState

pytestmark = pytest.mark.django_db
# As it is before a test lets it be another day.
REAL_TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def asked() -> tuple[Person, Person]:
    """Two people who were asked the same, and told different things."""
    _study, _wave, (one, other), _ = make_asked(researcher(), 2, 0)
    ask_all()
    answer_questions(token=token_of(one), answers={"in_work": "yes", "wage": 17.35})
    answer_questions(token=token_of(other), answers={"in_work": "no", "wage": 93.25})
    return one, other


def opened(person: Person) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(by=actor(person), language="nl").read()))


def test_export_holds_what_somebody_told_and_nothing_of_others() -> None:
    one, _other = asked()
    records = json.loads(opened(one).read("export.json"))["records"]
    (told,) = records["effect.waveanswer"]
    assert told["values"] == {"in_work": 1.0, "wage": 17.35}
    assert told["study"]["name"] == "Wat levert de loopbaancheck op?"
    assert (told["horizon"], len(records["effect.ask"])) == (180, 1)
    paper = pypdf.PdfReader(io.BytesIO(opened(one).read("lees-mij.pdf")))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Wat je vertelde voor onderzoek" in text
    assert "loon per uur: 17,35" in text
    assert "93" not in json.dumps(told)


def test_export_of_who_told_nothing_has_no_answers(settings: Settings) -> None:
    one, _other = asked()
    assert "effect.waveanswer" not in json.loads(opened(make_person()).read("export.json"))["records"]
    # Without the key nobody can find them: the export is made all the same.
    settings.RESEARCH_KEY = ""
    assert "effect.waveanswer" not in json.loads(opened(one).read("export.json"))["records"]


def test_page_shows_ones_own_answers_only(client: Client) -> None:
    one, other = asked()
    page = sign_in(client, one).get(reverse("effect:my_answers")).content.decode()
    assert "17,35" in page
    assert "<dd>ja</dd>" in page
    assert "93,25" not in page
    theirs = sign_in(Client(), other).get(reverse("effect:my_answers")).content.decode()
    assert "93,25" in theirs
    assert "17,35" not in theirs
    assert (
        "Geen onderzoek stelde je vragen"
        in sign_in(Client(), make_person()).get(reverse("effect:my_answers")).content.decode()
    )


def test_answers_can_be_deleted_also_long_after_the_link_is_over(client: Client) -> None:
    one, other = asked()
    study = my_studies(actor(one))[0].study
    link = reverse("effect:my_answers_remove", args=[study.pk])
    with patch.object(timezone, "localdate", lambda *_: REAL_TODAY() + timedelta(days=200)):
        assert client.post(reverse("effect:questions", args=[token_of(one)]), {"do": "remove"}).status_code == 410
        assert sign_in(client, one).get(link).status_code == 405
        assert client.post(link).status_code == 302
    assert [row.values["wage"] for row in WaveAnswer.objects.all()] == [93.25]
    ask = Ask.objects.get(person=one)
    assert (ask.state, ask.is_stopped) == (AskState.DECLINED, True)
    assert Ask.objects.get(person=other).state == AskState.ANSWERED
    assert not my_studies(actor(one))[0].answers
    assert "wiste antwoorden voor onderzoek" in next(iter(looks_at(actor(one), "all", "1"))).what


def test_stopping_ends_the_mails_and_keeps_what_was_told(client: Client) -> None:
    one, _other = asked()
    study = my_studies(actor(one))[0].study
    sign_in(client, one).post(reverse("effect:my_answers_stop", args=[study.pk]))
    assert Ask.objects.get(person=one).is_stopped
    assert my_studies(actor(one))[0].answers
    page = client.get(reverse("effect:my_answers")).content.decode()
    assert "Wis mijn antwoorden" in page
    assert "Ik wil hier geen mail meer over" not in page


def test_nobody_deletes_or_stops_for_another(client: Client) -> None:
    one, _other = asked()
    study = my_studies(actor(one))[0].study
    stranger = make_person("Vreemd")
    assert not take_back_mine(by=actor(stranger), study=study.pk)
    assert not stop_mine(by=actor(stranger), study=study.pk)
    for name in ("my_answers_remove", "my_answers_stop"):
        assert sign_in(client, stranger).post(reverse(f"effect:{name}", args=[study.pk])).status_code == 404
        assert Client().post(reverse(f"effect:{name}", args=[study.pk])).status_code == 302
    assert WaveAnswer.objects.count() == 2
    assert not Ask.objects.filter(is_stopped=True).exists()
