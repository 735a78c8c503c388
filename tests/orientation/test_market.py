"""The labour market on pages: what they say with made-up figures, without any, and to input that makes no sense."""

from pathlib import Path

import numpy as np
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.orientation.test_views import EVIL, at
from tests.reference import market as made
from tests.reference.factories import load_small
from tests.web.reading import Page, assert_plain_dutch
from wending.orientation.queries import market_words
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.landings import LANDINGS, OF_EACH, landings_from, moves_view, sector_of
from wending.orientation.queries.market import market_view, what_if
from wending.orientation.queries.market_check import QUESTIONS, questions
from wending.orientation.queries.sector_words import SECTORS
from wending.orientation.queries.sectors import kin_sectors, nearest_sectors, sector_choices
from wending.orientation.queries.worth import pays, worth
from wending.orientation.rules.kinship import UNKNOWN, few_of_each, kin
from wending.reference.rules import labour_market as lm
from wending.reference.rules.classes import OUTLOOK_CLASSES, TENSION_CLASSES
from wending.reference.rules.uris import key_of

NURSE = key_of(made.NURSE_URI)


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue alone."""
    load_small(tmp_path, "catalogue")


@pytest.fixture
def market(catalogue: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The embedded catalogue and made-up figures."""
    made.load_market(monkeypatch, tmp_path)


def text_of(client: Client, address: str, **asked: str) -> str:
    """Return the words of a page's main part, one block a line."""
    page = client.get(address, asked)
    assert page.status_code == 200
    return "\n".join(Page(page.content.decode()).blocks)


# Kinship


worlds = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        st.lists(st.lists(st.floats(0.01, 1), min_size=n, max_size=n), min_size=n, max_size=n),
        st.lists(st.integers(UNKNOWN, 3), min_size=n, max_size=n),
    )
)


@given(worlds, st.integers(0, 3))
def test_kin_agrees_with_counting_by_hand(world: tuple[list[list[float]], list[int]], sector: int) -> None:
    scores, sectors = world
    mass: dict[int, float] = {}
    for origin, own in enumerate(sectors):
        if own == sector:
            others = [k for k, other in enumerate(sectors) if other not in (sector, UNKNOWN)]
            for k in sorted(others, key=lambda k: (-scores[origin][k], k))[:2]:
                mass[sectors[k]] = mass.get(sectors[k], 0.0) + scores[origin][k]
    found = kin(np.array(scores), np.array(sectors), sector, nearest=2)
    assert {one.sector: one.share for one in found} == pytest.approx(
        {other: value / sum(mass.values()) for other, value in mass.items()}
    )
    assert sum(one.share for one in found) == pytest.approx(1 if mass else 0)
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    for one in found:
        assert (sectors[one.origin], sectors[one.target]) == (sector, one.sector)


def test_kin_names_the_nearest_pair() -> None:
    scores = np.array([[1, 0.2, 0.9], [0.2, 1, 0.3], [0.9, 0.3, 1]])
    (one,) = kin(scores, np.array([0, 0, 1]), 0)
    assert (one.sector, one.share, one.origin, one.target) == (1, 1.0, 0, 2)


def test_few_of_each_keeps_the_order() -> None:
    assert few_of_each(["a", "a", "a", "b", "", "", "", "b"], 2, 6) == [0, 1, 3, 4, 5, 6]
    assert few_of_each(["a", "b"], 1, 1) == [0]


@pytest.mark.usefixtures("catalogue")
def test_sectors_are_named_and_their_kinship_is_whole() -> None:
    assert set(sector_choices(fit_index())) == set(SECTORS)
    for sector in SECTORS:
        found = kin_sectors(sector, "nl")
        assert sum(one.share for one in found) == pytest.approx(1)
        assert sector not in {one.key for one in found}
        assert nearest_sectors()[sector][0] == found[0].key
    assert kin_sectors("nergens", "nl") == []


@pytest.mark.usefixtures("catalogue")
def test_landings_lie_in_other_sectors_at_most_two_each() -> None:
    index = fit_index()
    found = landings_from(index, made.NURSE_URI, "nl")
    sectors = [sector_of(index, landing.name.uri) for landing in found]
    assert len(found) == LANDINGS
    assert "zorg" not in sectors
    assert max(map(sectors.count, sectors)) <= OF_EACH
    assert [landing.covered for landing in found] == sorted((one.covered for one in found), reverse=True)
    assert all(0 <= landing.covered <= 100 for landing in found)
    nurse = {need.uri for need in index.worker(made.NURSE_URI).skills}
    assert all(skill.uri in nurse for landing in found for skill in landing.shared), "shared means that both ask it"
    assert not any(landing.pay.is_known for landing in found)


@pytest.mark.usefixtures("small_esco")
def test_landings_need_a_known_sector() -> None:
    """Without the catalogue nothing says what a sector is: the page says so and shows none."""
    page = moves_view("nl", "nurse", "")
    assert page.name
    assert page.landings == []
    assert page.choices == {}


# What an occupation is worth


@pytest.mark.usefixtures("market")
def test_worth_tells_value_group_period_and_certainty() -> None:
    facts = {(fact.key, fact.place): fact for fact in worth(made.NURSE_URI, "2221", "nl", made.DRENTHE).facts}
    pay = facts["wage", ""]
    assert (pay.value, pay.period) == ("€ 21,50 per uur", "2024")
    assert pay.about
    assert (pay.about.text, pay.about.lang, pay.is_wide) == ("Verpleegkundigen (mbo)", "nl", False)
    assert pay.certainty == "Waarschijnlijk tussen € 21,00 per uur en € 22,00 per uur. Gemeten bij 900 mensen of banen."
    assert facts["workers", ""].value == "125.000 mensen"
    assert facts["workers", ""].growth == "25% meer tussen 2014 en 2024."
    assert facts["tension", "Drenthe"].rank == "loose"
    assert facts["tension", "Nederland"].rank == "very_tight"
    assert facts["tension", "Nederland"].period == "kwartaal 2 van 2025"
    outlook = facts["outlook", ""]
    assert (outlook.rank_words, outlook.is_wide) == ("goed", True), "no figure of the group: that of the segment"
    assert outlook.about
    assert outlook.about.text == "Artsen en therapeuten"
    assert pay.source
    assert pay.source.title == made.TITLE


def _fact(patch: pytest.MonkeyPatch, folder: Path, *figures: lm.FigureRecord, key: str = "wage") -> tuple[str, str]:
    made.load_market(patch, folder, [*made.LINKS, *figures])
    fact = next(fact for fact in worth(made.NURSE_URI, "2221", "nl").facts if fact.key == key)
    return fact.value or fact.rank_words, fact.missing


@pytest.mark.usefixtures("catalogue")
def test_worth_says_why_a_figure_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    unknown = "Dit cijfer komt van: CBS. Het is hier nog niet geladen."
    assert _fact(monkeypatch, tmp_path) == ("", unknown)
    hidden = made.figure("wage", made.NURSES, None, note="unpublished")
    assert _fact(monkeypatch, tmp_path, hidden) == ("", "De bron maakt dit cijfer niet bekend.")
    small = made.figure("wage", made.NURSES, 99.0, group_size=9)
    assert _fact(monkeypatch, tmp_path, small) == ("", "De groep is te klein om te laten zien.")
    odd = made.figure("wage", made.NURSES, None, note="x")
    assert _fact(monkeypatch, tmp_path, odd) == ("", "De bron geeft hier geen cijfer.")


@pytest.mark.usefixtures("catalogue")
def test_worth_goes_on_to_what_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hidden, old = made.figure("wage", made.NURSES, None, note="unpublished"), made.figure("wage", made.NURSES, 18.0)
    older = made.figure("wage", made.NURSES, 18.0, period="2023")
    assert _fact(monkeypatch, tmp_path, hidden, older) == ("€ 18,00 per uur", ""), "the newest that has a value"
    around = made.figure("wage", "10", 30.0)
    assert _fact(monkeypatch, tmp_path, hidden, around) == ("€ 30,00 per uur", ""), "else of what is around it"
    assert _fact(monkeypatch, tmp_path, old, around) == ("€ 18,00 per uur", ""), "narrow goes before wide"
    said = made.figure("tension", made.NURSES, None, category="krap")
    assert _fact(monkeypatch, tmp_path, said, key="tension") == ("krap", ""), "the class that the source gives"


@pytest.mark.usefixtures("market")
def test_pays_reads_several_at_once() -> None:
    nobody = "http://data.europa.eu/esco/occupation/no-such"
    found = pays([made.NURSE_URI, nobody], "nl")
    assert found[made.NURSE_URI].value == "€ 21,50 per uur"
    assert (found[nobody].value, found[nobody].is_wide) == ("", False)
    assert found[nobody].missing


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["Wat is het waard?", "€ 21,50 per uur", "zeer krap", "Artsen en therapeuten", "25% meer tussen"]),
        ("en", ["What is it worth?", "€21.50 an hour", "very tight", "Nurses", "25% more between"]),
    ],
)
def test_occupation_page_tells_what_it_is_worth(client: Client, lang: str, said: list[str]) -> None:
    found = text_of(client, at("occupation", NURSE, lang=lang))
    for words in said:
        assert words in found
    assert made.TITLE in found
    html = client.get(at("occupation", NURSE, lang=lang)).content.decode()
    assert "CBS, 85517NED" in html, "who defines the figure stands beside its definition"
    if lang == "nl":
        section = html[
            html.index('<section aria-labelledby="worth">') : html.index('<section aria-labelledby="needs">')
        ]
        assert_plain_dutch(f"<main>{section}</main>")
    assert not client.cookies


@pytest.mark.usefixtures("market")
def test_occupation_page_compares_the_region_with_the_country(client: Client) -> None:
    found = text_of(client, at("occupation", NURSE), regio=made.DRENTHE)
    assert "Is er werk? Drenthe" in found
    assert "Is er werk? Nederland" in found
    assert "Deze regio kennen we niet" not in found
    for junk in ("AM77", EVIL, "\x00", "a" * 5000):
        found = text_of(client, at("occupation", NURSE), regio=junk)
        assert ("Deze regio kennen we niet" in found) == bool(junk.strip("\x00"))
        assert "zeer krap" in found


@pytest.mark.usefixtures("catalogue")
def test_occupation_page_without_figures_says_so_once(client: Client) -> None:
    found = text_of(client, at("occupation", NURSE), regio="AM02")
    assert found.count("dat weten we nog niet voor dit beroep") == 1
    assert "Deze cijfers komen van: CBS, UWV, ROA." in found
    assert "€" not in found
    assert f"{at('moves')}?van={NURSE}" in client.get(at("occupation", NURSE)).content.decode()


# How the labour market works


@pytest.mark.usefixtures("market")
def test_market_page_tells_figures_of_the_region(client: Client) -> None:
    found = text_of(client, at("market"), gemeente="assen")
    assert "Is er werk? Drenthe\nzeer ruim" in found
    assert "Is er werk? Nederland\nkrap" in found
    assert "alle beroepen" in found
    assert "Dit begint bij het cijfer van: Drenthe." in found
    page = market_view({"regio": made.DRENTHE}, "nl")
    assert [row.text for row in page.pay.shown] == ["€ 21,50 per uur", "€ 17,25 per uur", "€ 14,00 per uur"]
    assert [row.text for row in page.growth.up] == ["25% meer"]
    assert [row.text for row in page.growth.down] == ["25% minder"]
    assert "We vergelijken 2014 met 2024." in found
    assert made.CARERS not in {row.label for row in page.growth.all}, "a hidden small group has no growth"


@pytest.mark.usefixtures("market")
def test_market_page_of_a_sector_keeps_to_its_groups(client: Client) -> None:
    page = market_view({"sector": "zorg"}, "nl")
    assert [row.text for row in page.pay.shown] == ["€ 21,50 per uur", "€ 17,25 per uur"]
    assert page.growth.down == []
    assert sum(target.value for target in page.targets) == pytest.approx(1)
    assert [move.told for move in page.observed] == [
        "25 van elke 100 overstappers",
        "nummer 2 bij de bron",
        "1.200 mensen",
        "te weinig mensen om te laten zien",
    ]
    found = text_of(client, at("market"), sector="zorg")
    assert "verwantschap, geen geteld aantal overstappen" in found
    assert "Overstappen die mensen echt maakten" in found


@pytest.mark.usefixtures("catalogue")
def test_market_marks_groups_of_low_level(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = [
        made.figure("workers", code, people, period=period)
        for code, ends in ((made.LOGISTICS, (100, 80)), ("1013", (100, 90)), ("0721", (100, 130)))
        for period, people in zip(("2014", "2024"), ends, strict=True)
    ]
    made.load_market(monkeypatch, tmp_path, figures)
    growth = market_view({}, "nl").growth
    assert [(row.label, row.is_low) for row in growth.down] == [("groep 1214", True), ("groep 1013", False)]
    assert growth.down[0].text == "20% minder · niveau 2 of 3"
    assert (growth.low_count, growth.low_down) == (1, 1)
    assert [row.label for row in growth.low] == ["groep 1214"]
    late = [made.figure("workers", "0721", people, period=period) for period, people in (("2016", 100), ("2024", 130))]
    made.load_market(monkeypatch, tmp_path, [figure for figure in figures if figure.code != "0721"] + late)
    growth = market_view({}, "nl").growth
    assert (growth.first, growth.last) == ("2014", "2024")
    assert [row.text for row in growth.up] == ["30% meer tussen 2016 en 2024."], "another span is told"


@pytest.mark.usefixtures("catalogue")
def test_market_page_without_figures_says_what_would_fill_it(client: Client) -> None:
    found = text_of(client, at("market"))
    for source in ("UWV", "CBS, 85517NED", "CBS, Enquête beroepsbevolking"):
        assert f"Dit cijfer komt van: {source}. Het is hier nog niet geladen." in found
    assert "Dit is een voorbeeld, geen gemeten cijfer." in found


@pytest.mark.usefixtures("small_esco")
def test_market_page_without_the_catalogue_knows_no_regions_or_sectors(client: Client) -> None:
    found = text_of(client, at("market"))
    assert "De lijst met regio's van CBS is hier nog niet geladen." in found
    assert "Bij welke sector een beroep hoort, staat in onze eigen lijst." in found
    assert "Of typ je gemeente" not in found


@pytest.mark.parametrize(
    ("vacancies", "tension", "rank", "start"),
    [(None, None, "average", ""), (None, 5.0, "very_tight", "Drenthe"), (20, 5.0, "very_loose", ""),
     (0, None, "very_loose", ""), (None, 99.0, "very_tight", "Drenthe")],
)  # fmt: skip
def test_what_if_shows_the_class(vacancies: int | None, tension: float | None, rank: str, start: str) -> None:
    found = what_if(vacancies, None if tension is None else ("Drenthe", tension))
    assert (found.rank, found.start) == (rank, start)
    assert 0 <= found.vacancies <= 600
    assert [bar.value for bar in found.bars] == [100, found.vacancies]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("name", ["regio", "gemeente", "sector", "vacatures", "v1", "van", "q"])
@pytest.mark.parametrize("junk", [EVIL, "\x00", "-1", "9" * 300, "%", "\u0663", "NaN"])
def test_pages_take_junk_for_what_it_is(client: Client, name: str, junk: str) -> None:
    for page in ("market", "moves"):
        answer = client.get(at(page), {name: junk})
        html = answer.content.decode()
        assert answer.status_code == 200
        assert EVIL not in html
        is_told = (page, name) in {("market", "regio"), ("market", "gemeente"), ("market", "sector"), ("moves", "van")}
        assert ("utrecht-alert--warning" in html) == (is_told and junk != "\x00")
    assert not client.cookies
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_pages_need_occupations(client: Client) -> None:
    for page in ("market", "moves"):
        assert client.get(at(page)).status_code == 503


# The questions


def test_questions_tell_only_what_was_answered() -> None:
    assert not any(question.is_answered for question in questions({}))
    answered = questions({"v1": "0", "v2": "1", "v3": "7", "v9": "0"})
    assert [(question.is_answered, question.is_right) for question in answered[:3]] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    for question, (_asked, answers, _why) in zip(answered, QUESTIONS, strict=True):
        assert sorted(answer.value for answer in question.answers) == ["0", "1", "2"]
        assert {answer.label for answer in question.answers} == set(map(str, answers))


@pytest.mark.usefixtures("catalogue")
def test_market_page_explains_answers_and_keeps_nothing(client: Client) -> None:
    before = text_of(client, at("market"))
    assert "300 gedeeld door 100 is 3" not in before
    after = text_of(client, at("market"), v1="0", v2="2", sector="zorg")
    assert "Je hebt 1 van de 5 goed" in after
    assert "300 gedeeld door 100 is 3" in after
    assert "Het goede antwoord is: De helft verdient meer en de helft minder." in after
    assert (
        '<input type="hidden" name="sector" value="zorg">'
        in client.get(at("market"), {"sector": "zorg"}).content.decode()
    )
    assert not client.cookies


# Steps to other sectors


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(("lang", "kin", "real"), [("nl", "verwantschap", "echt maakten"), ("en", "kinship", "really")])
@pytest.mark.parametrize("asked", ["zorg", NURSE])
def test_moves_page_keeps_kinship_and_counts_apart(client: Client, lang: str, kin: str, real: str, asked: str) -> None:
    html = client.get(at("moves", lang=lang), {"van": asked}).content.decode()
    assert html.index(kin) < html.index(real)
    assert html.index('<svg xmlns="http://www.w3.org/2000/svg"') < html.index(real)
    assert "werk a" not in html[: html.index(real)]
    assert html.count("werk a") == 1
    assert "werk e<" not in html, "of an older period"


@pytest.mark.usefixtures("market")
def test_moves_page_of_an_occupation_leads_on(client: Client) -> None:
    page = moves_view("nl", NURSE, "")
    html = client.get(at("moves"), {"van": NURSE}).content.decode()
    for landing in page.landings:
        assert at("occupation", landing.name.key) in html
        assert at("gap", landing.name.key) in html
        assert f"{landing.covered}% kun je al" in html
    assert [target.value for target in page.targets] == [max(landing.covered, 1) for landing in page.landings]


@pytest.mark.usefixtures("catalogue")
def test_moves_page_finds_an_occupation_by_words(client: Client) -> None:
    html = client.get(at("moves"), {"q": "verpleegkundige"}).content.decode()
    assert f"{at('moves')}?van={NURSE}" in html
    assert "Waar werk je nu?" in html


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("asked", [{}, {"sector": "zorg", "v1": "1", "v2": "1", "v3": "1", "v4": "1", "v5": "1"}])
def test_market_page_is_plain(client: Client, asked: dict[str, str]) -> None:
    assert_plain_dutch(client.get(at("market"), asked).content.decode())


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("van", ["", "zorg", NURSE])
def test_moves_page_is_plain(client: Client, van: str) -> None:
    assert_plain_dutch(client.get(at("moves"), {"van": van}).content.decode())


def test_every_class_and_heading_has_words() -> None:
    assert set(market_words.TENSION) == set(market_words.TENSION_LONG) == set(TENSION_CLASSES)
    assert set(market_words.OUTLOOK) == set(OUTLOOK_CLASSES)
