"""The bank of lessons: searching it, its public pages, and the occupations in which a lesson matters."""

import io
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.school.factories import an_activity
from wending.dossier.rules.reflection import Competence
from wending.reference.sources.catalogue.rows import Row
from wending.school.queries.bank import our_own, search
from wending.school.queries.bank_pages import filters, wish_from
from wending.school.queries.catalogue import embedded, jobs_for, shares
from wending.school.rules.bank_search import Wish, found, words_of

BREAD = an_activity()
WALL = an_activity(
    key="muur",
    subject="techniek",
    title="Metsel een muur",
    now="Kijk naar de bouw.",
    steps=("Leg een steen.",) * 3,
    evidence="Een foto van de muur.",
    minutes=100,
    outside="visit",
    phases=("mbo-1-2",),
    occupations=("metselaar",),
    competences=(Competence.WORK,),
    title_en="Lay bricks",
    summary_en="Learners lay bricks.",
)


def keys(**asked: Any) -> list[str]:
    jobs = {BREAD.key: BREAD.occupations, WALL.key: WALL.occupations}
    return [one.key for one in found([BREAD, WALL], Wish(**asked), {"muur": "bouwvak"}, jobs)]


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ({}, ["brood-bakken", "muur"]),
        ({"words": "brood"}, ["brood-bakken"]),
        ({"words": "MÉTSEL steen"}, ["muur"]),
        ({"words": "metsel brood"}, []),
        ({"words": "bouwvak"}, ["muur"]),
        ({"subject": "techniek"}, ["muur"]),
        ({"phase": "mbo-1-2"}, ["muur"]),
        ({"competence": "qualities"}, ["brood-bakken"]),
        ({"occupation": "kok"}, ["brood-bakken"]),
        ({"minutes": 50}, ["brood-bakken"]),
        ({"minutes": 100}, ["brood-bakken", "muur"]),
        ({"outside": "visit"}, ["muur"]),
    ],
)
def test_found_keeps_what_fits_every_wish(asked: dict[str, Any], right: list[str]) -> None:
    assert keys(**asked) == right


def test_found_ranks_a_word_in_the_title_above_one_in_the_text() -> None:
    other = an_activity(key="ander", title="Iets anders", steps=("Koop brood.", "Eet het.", "Vertel."))
    assert [one.key for one in found([other, BREAD], Wish(words="brood"), {}, {})] == ["brood-bakken", "ander"]


def test_words_of_reads_past_accents_and_signs() -> None:
    assert words_of("Één café-idee!") == ["een", "cafe", "idee"]


def test_shares_counts_programmes_that_ask_a_subject_among_those_we_know() -> None:
    def programme(name: str, level: str) -> Row:
        return Row("p", 1, {"id": name, "level": level, "leads_to": "kok"})

    def demand(programmes: str, subjects: str, **more: str) -> Row:
        cells = {"programmes": programmes, "subjects": subjects, "kind": "demand", "until": "", "status": "certain"}
        return Row("d", 1, cells | more)

    programmes = [programme("a", "hbo"), programme("b", "hbo"), programme("c", "mbo"), programme("d", "wo")]
    demands = [
        demand("a", "biologie/scheikunde+wiskunde"),
        demand("hbo", ""),
        demand("c", "frans", status="unsure"),
        demand("d", "frans", until="2020-01-01"),
    ]
    # Of a and b we know; only a asks something, and a row of its own goes before its level.
    assert shares(programmes, demands) == {"kok": {"biologie": 0.5, "scheikunde": 0.5, "wiskunde": 0.5}}


@pytest.mark.django_db
def test_jobs_for_gives_the_shared_skill_as_the_reason() -> None:
    jobs = {job.id: job for job in jobs_for(our_own()["bijsluiter-herschrijven"], "en")}
    assert {"apothekersassistent", "formulierenhulp"} <= jobs.keys()
    for job in jobs.values():
        needs = embedded().needs[job.id]
        shared = [one for one in our_own()["bijsluiter-herschrijven"].skills if one in needs]
        assert len(job.skills) == len(shared)
        assert job.skills or job.is_named
        # Without a catalogue in force no occupation has a page here.
        assert job.key == ""


@pytest.mark.django_db
def test_every_lesson_of_ours_is_found_by_its_title_and_filters() -> None:
    for lesson in our_own().values():
        wish = Wish(words=lesson.title, subject=lesson.subject, phase=lesson.phases[0], minutes=lesson.minutes)
        assert lesson.key in [one.key for one in search(wish)]


def test_wish_from_ignores_what_is_unknown() -> None:
    asked = {"vak": "toveren", "fase": "' OR 1=1", "minuten": "-3", "waar": "maan", "beroep": "x", "q": "a\x00b"}
    assert wish_from(asked) == Wish(words="ab")
    assert not wish_from(asked).is_filtered
    assert wish_from({"vak": "techniek", "minuten": "50"}) == Wish(subject="techniek", minutes=50)


def test_wish_from_knows_an_occupation_by_the_key_of_its_page() -> None:
    key = embedded().occupations["architect"]["esco"].rsplit("/", 1)[1]
    assert wish_from({"beroep": key}).occupation == wish_from({"beroep": "architect"}).occupation == "architect"


def test_filters_tell_what_is_chosen() -> None:
    chosen = {one["name"]: one["value"] for one in filters(Wish(subject="techniek", minutes=50))}
    assert chosen == {"vak": "techniek", "fase": "", "competentie": "", "minuten": "50", "waar": ""}


@pytest.mark.django_db
def test_search_page_keeps_the_filters_and_sets_no_cookie(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        answer = client.get(reverse("school:lessons"), {"q": "bijsluiter", "vak": "nederlands"})
    page = answer.content.decode()
    assert "Schrijf een bijsluiter die iedereen snapt" in page
    assert "Metsel" not in page
    assert '<option value="nederlands" selected>' in page
    assert not answer.cookies


@pytest.mark.django_db
def test_search_page_says_what_to_do_when_nothing_fits(client: Client) -> None:
    page = client.get(reverse("school:lessons"), {"q": "xyzzy"}).content.decode()
    assert "Probeer een korter woord" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("job", "is_told"), [("", False), ("architect", False), ("driver", True)])
def test_search_page_says_when_an_occupation_has_no_lessons_here(client: Client, job: str, is_told: bool) -> None:
    page = client.get(reverse("school:lessons"), {"beroep": job}).content.decode()
    assert ("Bij dat beroep hebben we nog geen lessen" in page) == is_told


@pytest.mark.django_db
def test_lesson_page_in_english_says_that_the_rest_is_dutch(client: Client) -> None:
    with translation.override("en"):
        address = reverse("school:lesson", args=["bijsluiter-herschrijven"])
    page = client.get(address).content.decode()
    assert address == "/en/lessons/bijsluiter-herschrijven/"
    assert "Write a leaflet anyone can follow" in page
    assert "The lessons are in Dutch." in page
    assert '<ol class="lesson-steps" lang="nl">' in page


@pytest.mark.django_db
def test_lesson_sheet_on_paper_has_steps_and_occupations(client: Client) -> None:
    answer = client.get(reverse("school:lesson_pdf", args=["bijsluiter-herschrijven"]))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "Kies samen een moeilijke tekst" in text
    assert "apothekersassistent" in text
    assert answer["Content-Disposition"] == 'inline; filename="les-bijsluiter-herschrijven.pdf"'


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["bestaat-niet", "00000000-0000-0000-0000-000000000000"])
def test_unknown_lesson_is_not_found(client: Client, key: str) -> None:
    assert client.get(reverse("school:lesson", args=[key])).status_code == 404
    assert client.get(reverse("school:lesson_pdf", args=[key])).status_code == 404


@pytest.mark.django_db
def test_page_about_the_line_tells_sources_and_what_is_not_checked(client: Client) -> None:
    page = client.get(reverse("school:the_line")).content.decode()
    assert "SLO, handreiking D&amp;P (29-2-2024)" in page
    assert "Niet nagekeken bij de bron." in page
    assert page.count("elk jaar</span>") == 50
