"""Pages of orientation: the way through, who may not, and input that means harm."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.reference.factories import CARER, DRIVER, GIVE_CARE, LISTEN, MEDICINES, NURSE
from tests.web.reading import assert_plain_dutch
from wending.orientation.models import SharedResult
from wending.orientation.queries.names import Named
from wending.orientation.queries.text import Proposal, Proposals

pytestmark = pytest.mark.usefixtures("small_esco")
STEPS = ["work", "skills", "outside", "education", "interests", "wishes", "learning", "text"]
# The step of learning lists names of subjects and diplomas: it is measured without them in test_study.
READ = [step for step in STEPS if step != "learning"]


def at(name: str, *args: str, lang: str = "nl") -> str:
    """Return the address of a page of orientation."""
    with translation.override(lang):
        return reverse(f"orientation:{name}", args=args)


@pytest.fixture
def nurse(client: Client) -> Client:
    """A visitor who told a whole profile."""
    client.post(at("profile_work"), {"uri": NURSE, "years": "8", "years_ago": "1"})
    client.post(
        at("profile_skills"),
        {"shown": [GIVE_CARE, LISTEN, MEDICINES], "has": [GIVE_CARE, LISTEN], f"level:{LISTEN}": "3", "do": "next"},
    )
    client.post(at("profile_outside"), {"activities": ["cook"], "do": "next"})
    client.post(at("profile_education"), {"level": "4", "field": "09"})
    client.post(at("profile_interests"), {"tiles": ["care", "teach"]})
    client.post(at("profile_wishes"), {"values": ["support"], "sector": "leave", "hours": "24", "avoided": ["lifting"]})
    return client


def share(client: Client, *keys: str, show: tuple[str, ...] = ("fits",)) -> str:
    """Share occupations and return the token of the link."""
    assert client.post(at("share_create"), {"k": keys, "show": show}).status_code == 302
    return SharedResult.objects.order_by("-created").values_list("token", flat=True)[0]


def test_looking_around_sets_no_cookie(client: Client) -> None:
    for address in [
        at("occupations"),
        f"{at('occupations')}?q=koerier",
        at("occupation", "nurse"),
        at("gap", "nurse"),
        at("results"),
    ]:
        assert client.get(address).status_code == 200
    assert not client.cookies
    assert not Session.objects.exists()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_answers_with_a_profile(nurse: Client, lang: str) -> None:
    names = [("profile",), *((f"profile_{step}",) for step in STEPS), ("results",), ("compare",), ("share_create",)]
    names += [("occupations",), ("occupation", "driver"), ("gap", "driver"), ("profile_deleted",)]
    for name, *args in names:
        page = nurse.get(at(name, *args, lang=lang))
        assert page.status_code == 200, name
        assert f'lang="{lang}"' in page.content.decode()


def test_english_pages_have_english_addresses() -> None:
    assert at("gap", "nurse", lang="en") == "/en/occupations/nurse/what-you-miss/"
    assert at("gap", "nurse") == "/beroepen/nurse/wat-je-mist/"


def test_profile_shows_all_that_was_told(nurse: Client) -> None:
    html = nurse.get(at("profile")).content.decode()
    for words in ["verpleegkundige", "6 tot 10 jaar", "luisteren", "heel goed", "Mbo 4 of havo", "Zorg en welzijn"]:
        assert words in html
    for words in ["Voor iemand zorgen", "Een leiding die achter mij staat", "24 uur per week", "zwaar tillen"]:
        assert words in html
    assert "medicijnen" not in html


def test_results_say_why(nurse: Client) -> None:
    html = nurse.get(at("results")).content.decode()
    assert "verzorgende" in html
    assert "mensen verzorgen" in html
    assert "<svg" in html


def test_results_keep_the_choices_in_the_address(nurse: Client) -> None:
    html = nurse.get(f"{at('results')}?groep=8&w_skills=4&verrassend=1").content.decode()
    assert re.search(r'name="groep" value="8" checked', html)
    assert re.search(r'name="w_skills"[^>]*value="4"', html)
    assert "verzorgende" not in html


def test_compare_puts_occupations_side_by_side(nurse: Client) -> None:
    html = nurse.get(f"{at('compare')}?k=carer&k=driver&k=nothing").content.decode()
    assert html.count('<th scope="col"><a href="/beroepen/') == 2


def test_work_search_answers_a_script_with_the_list_only(client: Client) -> None:
    part = client.get(f"{at('profile_work')}?q=zuster", headers={"HX-Request": "true"}).content.decode()
    assert NURSE in part
    assert "<html" not in part
    assert NURSE in client.get(f"{at('profile_work')}?q=zuster").content.decode()


def test_work_that_does_not_exist_is_refused_with_a_message(client: Client) -> None:
    page = client.post(at("profile_work"), {"uri": "http://example.org/x"})
    assert page.status_code == 422
    assert "Dit beroep kennen we niet" in page.content.decode()


def test_wishes_with_bad_input_keep_what_was_filled_in(client: Client) -> None:
    page = client.post(at("profile_wishes"), {"hours": "veel", "avoided": ["lifting"]})
    html = page.content.decode()
    assert page.status_code == 422
    assert 'value="veel"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'value="lifting" checked', html)


def test_skills_search_saves_the_ticks_first(client: Client) -> None:
    answer = client.post(at("profile_skills"), {"shown": [LISTEN], "has": [LISTEN], "do": "search", "q": "routes"})
    assert answer["Location"] == f"{at('profile_skills')}?q=routes&aantal=24"
    assert "routes plannen" in client.get(answer["Location"]).content.decode()
    assert "luisteren" in client.get(at("profile")).content.decode()


def test_text_is_read_and_only_what_is_confirmed_stays(client: Client) -> None:
    secret = "Ik werkte als verpleegkundige in Verwegistan."
    found = client.post(at("profile_text"), {"text": secret})
    assert NURSE in found.content.decode()
    assert "verpleegkundige" not in client.get(at("profile")).content.decode()
    client.post(at("profile_text_confirm"), {"occupation": [NURSE]})
    assert "verpleegkundige" in client.get(at("profile")).content.decode()
    assert all("Verwegistan" not in str(row.get_decoded()) for row in Session.objects.all())


def test_document_that_is_refused_says_why(client: Client) -> None:
    page = client.post(at("profile_text"), {"text": "", "document": SimpleUploadedFile("cv.exe", b"MZ" * 50)})
    assert page.status_code == 422
    assert "Dit soort bestand lezen we niet" in page.content.decode()


@pytest.mark.parametrize(("name", "args"), [("results_pdf", []), ("gap_pdf", ["driver"])])
def test_papers_are_accessible_pdf(nurse: Client, name: str, args: list[str]) -> None:
    for lang in ("nl", "en"):
        paper = nurse.get(at(name, *args, lang=lang))
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")
        assert b"pdfuaid" in paper.content
        assert "no-store" in paper["Cache-Control"]


def test_papers_without_a_profile_lead_to_the_page(client: Client) -> None:
    assert client.get(at("results_pdf"))["Location"] == at("results")
    assert client.get(at("gap_pdf", "driver"))["Location"] == at("gap", "driver")


def test_unknown_occupation_is_not_found(nurse: Client) -> None:
    for name in ("occupation", "gap", "gap_pdf"):
        assert nurse.get(at(name, "nothing")).status_code == 404


def test_another_visitor_sees_nothing_of_a_profile(nurse: Client) -> None:
    other = Client()
    assert "verpleegkundige" not in other.get(at("profile")).content.decode()
    assert other.get(at("results")).content.decode().count("<article") == 0
    other.post(at("profile_remove"), {"kind": "work", "uri": NURSE})
    other.post(at("delete_profile"))
    assert "verpleegkundige" in nurse.get(at("profile")).content.decode()


def test_remove_takes_one_item_and_goes_nowhere_else(nurse: Client) -> None:
    answer = nurse.post(at("profile_remove"), {"kind": "skill", "uri": LISTEN, "back": "//evil.example"})
    assert answer["Location"] == at("profile")
    html = nurse.get(at("profile")).content.decode()
    assert "luisteren" not in html
    assert "mensen verzorgen" in html


def test_delete_profile_empties_session_and_cookie(nurse: Client) -> None:
    token = share(nurse, "carer")
    answer = nurse.post(at("delete_profile"))
    assert answer.cookies["sessionid"].value == ""
    assert not Session.objects.exists()
    assert Client().get(at("shared", token)).status_code == 410
    assert "verpleegkundige" not in nurse.get(at("profile")).content.decode()


def test_shared_page_shows_no_more_than_was_chosen(nurse: Client) -> None:
    token = share(nurse, "carer", "driver", show=())
    page = Client().get(at("shared", token))
    html = page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "verzorgende" in html
    assert "vrachtwagenchauffeur" in html
    for hidden in ["verpleegkundige", "luisteren", "Mbo 4", "24 uur", "tillen", "Dit past"]:
        assert hidden not in html
    assert not page.cookies


def test_shared_page_stays_as_it_was_made(nurse: Client) -> None:
    token = share(nurse, "carer")
    before = Client().get(at("shared", token)).content
    nurse.post(at("profile_remove"), {"kind": "skill", "uri": LISTEN})
    assert Client().get(at("shared", token)).content == before


def test_share_of_nothing_asks_for_a_choice(nurse: Client) -> None:
    page = nurse.post(at("share_create"), {"k": ["nothing"]})
    assert page.status_code == 422
    assert not SharedResult.objects.exists()


def test_only_the_maker_withdraws_a_share(nurse: Client) -> None:
    token = share(nurse, "carer")
    other = Client()
    assert other.post(at("share_revoke"), {"token": token}).status_code == 404
    assert token not in other.get(at("share_create")).content.decode()
    assert Client().get(at("shared", token)).status_code == 200
    assert nurse.post(at("share_revoke"), {"token": token}).status_code == 302
    over = Client().get(at("shared", token))
    assert over.status_code == 410
    assert "Deze link werkt niet meer" in over.content.decode()


@pytest.mark.parametrize(
    "name", [*(f"profile_{step}" for step in STEPS), "profile_remove", "delete_profile", "share_create", "share_revoke"]
)
def test_post_without_token_is_refused(name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(at(name), {"uri": NURSE}).status_code == 403


@pytest.mark.parametrize("name", ["delete_profile", "profile_remove", "share_revoke"])
def test_get_never_changes_anything(nurse: Client, name: str) -> None:
    assert nurse.get(at(name)).status_code == 405
    assert "verpleegkundige" in nurse.get(at("profile")).content.decode()


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("name", ["occupations", "profile_work", "profile_skills"])
def test_typed_script_is_shown_as_text(client: Client, name: str) -> None:
    html = client.get(at(name), {"q": EVIL}).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_text_with_script_is_shown_as_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Proposals([Proposal(Named(NURSE, "nurse", EVIL, "nl"), EVIL)], [])
    monkeypatch.setattr("wending.orientation.views.text.proposals", lambda text, lang: found)
    html = client.post(at("profile_text"), {"text": EVIL}).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize(
    "query",
    [
        "groep=99999&pagina=9999999999",
        "groep=%00&q=%00",
        "pagina=-1&w_skills=%D9%A3",
        "q=" + "a" * 5000,
        "niveau=x&stap=y&k=" + "b" * 3000,
    ],
)
def test_strange_addresses_answer(nurse: Client, query: str) -> None:
    for name in ("results", "occupations", "compare", "profile_work", "profile_skills", "share_create"):
        assert nurse.get(f"{at(name)}?{query}").status_code == 200, name


@pytest.mark.parametrize("key", ["%00", "a" * 500, "..%2F..%2Fetc", "é", "'; drop table"])
def test_strange_keys_are_not_found(client: Client, key: str) -> None:
    assert client.get(f"/beroepen/{key}/").status_code == 404
    assert client.get(f"/gedeeld/{key}/").status_code in (404, 410)


def test_huge_lists_are_cut_off(client: Client) -> None:
    client.post(at("profile_skills"), {"shown": [f"urn:{n}" for n in range(900)], "has": [LISTEN] * 50, "do": "next"})
    html = client.get(at("profile")).content.decode()
    assert html.count("luisteren") == 2  # the name, and what the button to remove it says


def test_pages_without_any_data_say_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from wending.reference.models import Release

    client.post(at("profile_interests"), {"tiles": ["care"]})
    Release.objects.update(state="retired")
    page = client.get(at("results"))
    assert page.status_code == 503
    assert "Er zijn nog geen beroepen" in page.content.decode()


@pytest.mark.parametrize(
    "name", ["profile", *(f"profile_{step}" for step in READ), "results", "share_create", "profile_deleted"]
)
def test_pages_read_as_plain_dutch(nurse: Client, name: str) -> None:
    assert_plain_dutch(nurse.get(at(name)).content.decode())


@pytest.mark.parametrize("name", ["profile", *(f"profile_{step}" for step in READ), "results"])
def test_empty_pages_read_as_plain_dutch(client: Client, name: str) -> None:
    assert_plain_dutch(client.get(at(name)).content.decode())


@pytest.mark.parametrize("name", ["gap", "occupation"])
def test_occupation_pages_read_as_plain_dutch(nurse: Client, name: str) -> None:
    assert_plain_dutch(nurse.get(at(name, "driver")).content.decode())


def test_occupation_page_offers_to_add_the_work_and_lessons_about_it(client: Client) -> None:
    html = client.get(at("occupation", "driver")).content.decode()
    assert f"{at('profile_work')}?kies=driver" in html
    assert f"{reverse('school:lessons')}?beroep=driver" in html
    assert DRIVER in client.get(f"{at('profile_work')}?kies=driver").content.decode()
    assert CARER not in client.get(f"{at('profile_work')}?kies=driver").content.decode()


def test_work_page_starts_the_session_before_anyone_types(client: Client) -> None:
    """Else each request of the type-ahead would start a session of its own, and the form would belong to another."""
    client.get(at("profile_work"))
    started = client.cookies["sessionid"].value
    client.get(f"{at('profile_work')}?q=zuster", headers={"HX-Request": "true"})
    assert client.cookies["sessionid"].value == started
