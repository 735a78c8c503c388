"""Learning in the profile, the page of a programme with its figures, programmes that fit, and some side by side."""

import re
from pathlib import Path

import numpy as np
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from tests.orientation.study_world import BACHELOR, CARER, NURSE, SOURCE, make_world
from tests.orientation.test_views import EVIL, at
from tests.reference.factories import load_small
from tests.web.reading import assert_plain_dutch
from wending.orientation.actions.profile import save_interests, save_study, save_wishes
from wending.orientation.queries import study_words
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes import figures
from wending.orientation.queries.programmes.compare import compare_view
from wending.orientation.queries.programmes.entry import own_entries
from wending.orientation.queries.programmes.fit import chosen_cards, fit_view
from wending.orientation.queries.programmes.page import programme_view
from wending.orientation.queries.programmes.study import known_programmes
from wending.orientation.rules.profile import SessionProfile, Wishes
from wending.orientation.rules.study import SCHOOL_LEVELS, SUBJECTS, Study
from wending.orientation.rules.study_choices import StudyChoices
from wending.reference.models import EducationLevel, Programme, Subject

TOLD = Study("vmbo-tl", ("biologie",), ("wiskunde",), ("work",), "AM01", "region")
FORM = {"level": "vmbo-tl", "liked": ["biologie"], "disliked": ["wiskunde"], "ways": ["work"]}
FORM |= {"region": "AM01", "distance": "region"}


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The catalogue with invented figures, regions and schools."""
    make_world(monkeypatch, tmp_path)


@pytest.fixture
def learner(session: SessionStore) -> SessionStore:
    """A session of someone who told what they like and how they want to learn."""
    save_interests(by=session, tiles=["care", "teach"])
    save_study(by=session, study=TOLD)
    return session


@pytest.fixture
def visitor(client: Client) -> Client:
    """The same person as a visitor."""
    client.post(at("profile_interests"), {"tiles": ["care", "teach"]})
    client.post(at("profile_learning"), FORM)
    return client


@pytest.mark.usefixtures("world")
def test_learning_is_kept_shown_and_deleted(visitor: Client) -> None:
    html = visitor.get(at("profile")).content.decode()
    for said in ("Vmbo theoretisch (mavo)", "Leuke vakken: Biologie", "Minder leuke vakken: Wiskunde", "Groningen"):
        assert said in html
    assert re.search(r'value="vmbo-tl" selected', visitor.get(at("profile_learning")).content.decode())
    assert session_profile(visitor.session).study == TOLD
    visitor.post(at("delete_profile"))
    assert session_profile(visitor.session).study == Study()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": "mbo-9"}, "Kies alleen uit de lijst"),
        ({"liked": ["toveren"]}, "Kies alleen uit de lijst"),
        ({"region": "AM99"}, "Kies alleen uit de lijst"),
        ({"disliked": ["biologie"]}, "Een vak staat twee keer"),
        ({"ways": [EVIL]}, "Kies alleen uit de lijst"),
    ],
)
def test_learning_refuses_what_is_not_offered(client: Client, change: dict[str, object], said: str) -> None:
    page = client.post(at("profile_learning"), {**FORM, **change})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert EVIL not in page.content.decode()
    assert session_profile(client.session).is_empty


@pytest.mark.django_db
def test_learning_without_regions_asks_for_none(client: Client) -> None:
    html = client.get(at("profile_learning")).content.decode()
    assert 'name="region"' not in html
    assert client.post(at("profile_learning"), {"level": "havo"}).status_code == 302
    assert session_profile(client.session).study == Study("havo")


@pytest.mark.usefixtures("world")
def test_levels_and_subjects_are_those_of_the_catalogue() -> None:
    assert list(SCHOOL_LEVELS) == list(EducationLevel.objects.order_by("position").values_list("key", flat=True))
    assert set(SUBJECTS) <= set(Subject.objects.values_list("key", flat=True))


@pytest.mark.usefixtures("world")
def test_programme_page_tells_how_you_learn_what_it_costs_and_where(client: Client) -> None:
    html = client.get(at("programme", CARER)).content.decode()
    for said in ("1.419 euro", "715 euro", "schooljaar 2024-2025", "850 uur", "artikel 7.2.7", "jonger dan 18"):
        assert said in html
    assert 'href="https://school.example/vig"' in html
    assert "Open dagen vind je bij de school" in html
    assert "artikel 8.2.1" in html
    assert not client.cookies
    assert not Session.objects.exists()


@pytest.mark.usefixtures("world")
def test_programme_page_shows_figures_beside_the_national_one(client: Client) -> None:
    html = client.get(at("programme", CARER)).content.decode()
    assert "71 van de 100" in html
    assert "80 van de 100" in html
    assert "waarschijnlijk tussen 66 en 76, groep van 1.340" in html
    assert f"{SOURCE}, 2025" in html
    assert "Te weinig mensen om te tonen" in html
    assert "4,2 van 5" not in html


@pytest.mark.usefixtures("world")
def test_programme_page_is_honest_about_a_bad_chance(client: Client) -> None:
    html = client.get(at("programme", CARER), {"regio": "AM01"}).content.decode()
    assert "Kans op werk in Groningen:" in html
    assert "De kans is klein" in html
    assert "chance--bad" in html
    assert "Twente: goed (2026)" in html
    assert re.search(r"mbo-verpleegkundige</a> \(kans op werk: goed\)", html)
    good = client.get(at("programme", NURSE)).content.decode()
    assert "chance--bad" not in good
    assert "Kans op werk in heel Nederland:" in good


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("mbo2-verkoper", "kiesmbo.nl"),
        ("hbo-fysiotherapie", "studiekeuze123.nl"),
    ],
)
def test_programme_page_without_figures_says_so_and_where_to_look(client: Client, key: str, said: str) -> None:
    key = key if Programme.objects.filter(key=key).exists() else "mbo2-helpende"
    html = client.get(at("programme", key)).content.decode()
    assert html.count("Dat weten we nog niet") >= 3
    assert said in html
    assert "van de 100" not in html


@pytest.mark.usefixtures("world")
def test_programme_page_tells_days_of_a_fixed_number_of_places(client: Client) -> None:
    html = client.get(at("programme", "hbo-fysiotherapie")).content.decode()
    assert "15 januari" in html
    assert "15 april" in html


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("region", ["AM99", EVIL, "\x00", "x" * 500])
def test_programme_page_ignores_regions_that_are_not_there(client: Client, region: str) -> None:
    html = client.get(at("programme", CARER), {"regio": region}).content.decode()
    assert "Kans op werk in heel Nederland:" in html
    assert "<script>alert" not in html


@pytest.mark.usefixtures("world")
def test_programme_view_uses_the_own_region_and_level(learner: SessionStore) -> None:
    page = programme_view(learner, CARER, "nl")
    assert page
    assert page.chance
    assert (page.region_name, page.chance.category, page.chance.is_bad) == ("Groningen", "gering", True)
    assert page.admission.own
    assert page.admission.own.status == "now"
    assert [offer.provider for offer in page.offers] == ["School Noord"]
    later = programme_view(learner, BACHELOR, "nl")
    assert later
    assert later.admission.own
    assert (later.admission.own.status, bool(later.admission.own.via)) == ("later", True)


@pytest.mark.usefixtures("world")
def test_own_entries_hear_what_single_programmes_ask_more() -> None:
    wanted = dict.fromkeys(["hbo-fysiotherapie", "hbo-pabo", BACHELOR], "hbo-bachelor")
    found = own_entries("havo", wanted, "nl")
    assert [found[key].status for key in wanted] == ["maybe", "maybe", "now"]


@pytest.mark.usefixtures("world")
def test_compared_puts_the_national_figure_beside_or_says_it_is_not_known() -> None:
    def rows(key: str, region: str = "") -> list[tuple[str, str, str]]:
        (one,) = figures.compared([key], level="mbo-3", code="25655", lang="nl", region=region, regions={"AM01": "G"})
        return [(row.label, row.text, row.period) for row in one.rows]

    assert rows("second_year")[1] == ("Alle opleidingen samen", "80 van de 100", "2025")
    assert rows("studies_on") == [
        ("Deze opleiding, heel Nederland", "34 van de 100", "2025"),
        ("Alle opleidingen samen", "Dat weten we nog niet", ""),
    ]
    assert rows("chance_of_work", "AM01") == [
        ("G", "gering", "2026"),
        ("Deze opleiding, heel Nederland", "voldoende", "2026"),
    ]
    assert figures.compared(["second_year"], level="mbo-3", code="", lang="nl") == []
    assert figures.compared(["second_year"], level="mbo-3", code="99999", lang="nl") == []
    assert figures.chance_of("mbo-3", "99999") is None
    (graduates,) = figures.compared(["without_work"], level="hbo-bachelor", code="34560", lang="en")
    assert (graduates.name, graduates.rows[0].text) == ("without work after the diploma", "3 van de 100")


@pytest.mark.usefixtures("world")
def test_study_data_holds_what_is_known_and_nothing_else(learner: SessionStore) -> None:
    known = known_programmes(session_profile(learner))
    row = known.data.programmes.index(CARER)
    assert known.data.chance[row] == 0.0
    assert known.data.chance[known.data.programmes.index(NURSE)] == 1.0
    assert np.isnan(known.data.chance).sum() == len(known.facts) - 2
    assert known.data.regions[row].tolist() == [1.0, 0.0]
    assert np.isnan(known.data.regions[known.data.programmes.index(BACHELOR)]).all()
    assert known.data.subjects[row, SUBJECTS.index("biologie")] == 0.5
    assert known.learner.region == 0
    assert known.learner.wishes is None
    assert {facts.kind for facts in known.facts} == {"regular"}
    assert known.data.leads[row].sum() == len(known.facts[row].occupations)


@pytest.mark.usefixtures("world")
def test_fit_orders_by_the_chosen_axis_and_explains_both(learner: SessionStore) -> None:
    by_pleasure = fit_view(learner, StudyChoices(), "nl")
    by_prospects = fit_view(learner, StudyChoices(order="prospects"), "nl")
    pleasures = [card.pleasure.value for card in by_pleasure.cards]
    prospects = [card.prospects.value for card in by_prospects.cards]
    assert pleasures == sorted(pleasures, reverse=True, key=lambda value: value or 0)
    assert prospects == sorted(prospects, reverse=True, key=lambda value: value or 0)
    assert [c.listed.id for c in by_pleasure.cards] != [c.listed.id for c in by_prospects.cards]
    assert by_pleasure.total == by_prospects.total == Programme.objects.filter(kind="regular").count()
    carer, nurse = chosen_cards(learner, [CARER, NURSE], "nl").values()
    assert "Je kunt dit leren in je regio." in carer.pleasure.reasons
    assert "Je kunt dit alleen leren in een andere regio." in nurse.pleasure.reasons
    assert f"Kans op werk: gering ({SOURCE}, 2026)." in carer.prospects.reasons
    assert "Wat je zoekt in werk" in carer.prospects.unknown
    assert "Kans op werk" in chosen_cards(learner, [BACHELOR], "nl")[BACHELOR].prospects.unknown


@pytest.mark.usefixtures("world")
def test_fit_judges_what_someone_seeks_in_work_apart_from_pleasure(learner: SessionStore) -> None:
    before = chosen_cards(learner, [CARER], "nl")[CARER]
    save_wishes(by=learner, wishes=Wishes(values=("relationships", "support")))
    after = chosen_cards(learner, [CARER], "nl")[CARER]
    assert after.pleasure == before.pleasure
    assert "Wat je zoekt in werk" not in after.prospects.unknown
    assert len(after.prospects.reasons) == len(before.prospects.reasons) + 1


@pytest.mark.usefixtures("world")
def test_fit_filters_by_when_way_and_sector(learner: SessionStore) -> None:
    now = fit_view(learner, StudyChoices(when=("now",)), "nl")
    later = fit_view(learner, StudyChoices(when=("later",)), "nl")
    whole = fit_view(learner, StudyChoices(), "nl")
    assert now.total + later.total == whole.total
    assert {card.entry.status for card in now.cards} <= {"now", "maybe", "same"}
    assert {card.entry.status for card in later.cards} <= {"later", "unknown"}
    care = fit_view(learner, StudyChoices(sectors=("zorg",), ways=("work",)), "nl")
    sectors = dict(Programme.objects.values_list("key", "sector"))
    modes = dict(Programme.objects.values_list("key", "modes"))
    assert 0 < care.total < whole.total
    assert {sectors[card.listed.id] for card in care.cards} == {"zorg"}
    assert all({"bbl", "duaal"} & {*modes[card.listed.id].split()} for card in care.cards)
    save_study(by=learner, study=Study(liked=("biologie",)))
    assert fit_view(learner, StudyChoices(when=("now",)), "nl").total == whole.total


@pytest.mark.usefixtures("world")
def test_fit_pages_hold_every_programme_once(learner: SessionStore) -> None:
    choices = [StudyChoices(sectors=("zorg",), page=page) for page in range(1, 9)]
    found = [card.listed.id for one in choices for card in fit_view(learner, one, "nl").cards]
    assert len(found) == len(set(found)) == fit_view(learner, choices[0], "nl").total


@pytest.mark.usefixtures("world")
def test_fit_says_nothing_before_enough_is_told(client: Client, session: SessionStore) -> None:
    html = client.get(at("programmes_fit")).content.decode()
    assert "We weten nog te weinig van je" in html
    assert not client.cookies
    save_study(by=session, study=Study(level="havo"))
    assert not fit_view(session, StudyChoices(), "nl").cards
    assert not session_profile(session).can_fit_study
    save_study(by=session, study=Study(ways=("work",)))
    assert len(fit_view(session, StudyChoices(), "nl").cards) == 10


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_fit_page_shows_picture_table_and_reasons(visitor: Client, lang: str) -> None:
    page = visitor.get(at("programmes_fit", lang=lang))
    html = page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert html.count('class="dot"') == 10
    assert html.count('class="result"') == 10
    for said in {"nl": ["Hoe leuk lijkt het?", "Weten we niet:", "Biologie"], "en": ["How much fun", "Biology"]}[lang]:
        assert said in html
    assert f'href="{at("programme", CARER, lang=lang)}"' in html


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("junk", [EVIL, "\x00", "9" * 40, "-1", "٣", "zorg&amp;"])
def test_fit_and_compare_take_junk(visitor: Client, junk: str) -> None:
    asked = {"volgorde": junk, "wanneer": junk, "manier": junk, "sector": junk, "pagina": junk, "k": junk}
    for name in ("programmes_fit", "programmes_compare"):
        page = visitor.get(at(name), asked)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
    assert visitor.get(at("programmes_compare_pdf"), asked).status_code == 302


@pytest.mark.usefixtures("world")
def test_compare_puts_at_most_four_side_by_side_in_the_order_asked(learner: SessionStore) -> None:
    keys = [BACHELOR, CARER, "nothing", CARER, NURSE, "code-95", "hbo-fysiotherapie"]
    page = compare_view(learner, keys, "nl")
    assert page.keys == [BACHELOR, CARER, NURSE, "code-95"]
    assert [side.fit is not None for side in page.sides] == [True, True, True, False]
    assert [side.entry.status for side in page.sides] == ["later", "now", "now", "unknown"]
    assert page.sides[1].figures["second_year"].rows[0].text == "71 van de 100"
    assert "second_year" not in page.sides[2].figures


@pytest.mark.usefixtures("world")
def test_compare_works_without_a_profile_and_sets_no_cookie(client: Client) -> None:
    html = client.get(at("programmes_compare"), {"k": [CARER, BACHELOR]}).content.decode()
    assert html.count('<th scope="col"><a href="/opleidingen/') == 2
    assert "Hoe leuk lijkt het?" not in html
    assert "1.419 euro (2024-2025)" in html
    assert "weten we niet" in html
    assert not client.cookies


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_compare_on_paper_is_a_pdf(visitor: Client, lang: str) -> None:
    answer = visitor.get(at("programmes_compare_pdf", lang=lang), {"k": [CARER, NURSE]})
    assert answer.content.startswith(b"%PDF")
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_list_narrows_by_sector_and_way_and_finds_by_line(client: Client, lang: str) -> None:
    address = at("programmes", lang=lang)
    care = client.get(address, {"sector": "zorg", "manier": "work"}).content.decode()
    assert at("programme", CARER, lang=lang) in care
    assert at("programme", BACHELOR, lang=lang) in care  # dual
    assert at("programme", "hbo-fysiotherapie", lang=lang) not in care
    by_line = client.get(address, {"q": {"nl": "mensen verzorgen thuis", "en": "care home"}[lang]}).content.decode()
    assert at("programme", CARER, lang=lang) in by_line
    assert f'action="{at("programmes_compare", lang=lang)}"' in care


@pytest.mark.usefixtures("world")
def test_pages_of_learning_are_plain_dutch(visitor: Client) -> None:
    names = {name for row in Programme.objects.values_list("name_nl", "name_en") for name in row}
    names |= {str(name) for words in (study_words.SUBJECTS, study_words.SCHOOL_LEVELS) for name in words.values()}
    pages = [at("profile_learning"), at("programmes_fit"), f"{at('programmes_compare')}?k={CARER}&k={NURSE}"]
    pages += [at("programme", key) for key in (CARER, BACHELOR, "code-95")]
    for address in pages:
        html = visitor.get(address).content.decode()
        for name in sorted(names, key=len, reverse=True):
            html = html.replace(f">{name}<", "><")
        # Names of occupations in a row are no sentence.
        html = re.sub(r'<a href="[^"]*\?beroep=[^"]*">[^<]*</a>(, )?', "", html)
        assert_plain_dutch(html)


@pytest.mark.django_db
def test_pages_without_occupations_say_so(client: Client) -> None:
    client.post(at("profile_interests"), {"tiles": ["care"]})
    assert client.get(at("programmes_fit")).status_code == 503


@pytest.mark.django_db
def test_study_needs_occupations(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        known_programmes(SessionProfile())
    load_small(tmp_path, "catalogue")
    assert len(known_programmes(SessionProfile()).facts) == Programme.objects.filter(kind="regular").count()
