"""Pages of routes and of funding on the embedded catalogue: what they say, also without a profile and with junk."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from tests.orientation.test_commands import as_json, run
from tests.orientation.test_routes import BICYCLE, HELPER, NURSE
from tests.orientation.test_views import EVIL, at
from tests.reference.factories import load_small
from tests.web.reading import assert_plain_dutch
from wending.engine.routes import Kind
from wending.orientation.management.commands.routes import EXAMPLES
from wending.orientation.queries.funding import funding_view, period, schemes_for
from wending.orientation.queries.routes import words
from wending.orientation.rules.funding_terms import REACH, SITUATIONS, Learning, concerns, may_pay
from wending.orientation.rules.route_wishes import WISHES
from wending.reference.queries.funding import funding
from wending.reference.queries.programmes import levels, programmes
from wending.reference.rules.uris import key_of

NURSE_KEY, BICYCLE_KEY = key_of(NURSE), key_of(BICYCLE)


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


@pytest.fixture
def helper(catalogue: None, client: Client) -> Client:
    """A visitor who worked as a helper in care and has a diploma of NLQF level 2."""
    client.post(at("profile_work"), {"uri": HELPER, "years": "4", "years_ago": "0"})
    client.post(at("profile_education"), {"level": "2", "field": "09"})
    return client


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "nl",
            ["2 stappen, 7 jaar", "Goede balans", "Je hebt een diploma mbo niveau 2.", "artikel 8.2.1", "Wie betaalt"],
        ),
        (
            "en",
            ["2 steps, 7 years", "Good balance", "You have an mbo level 2 diploma.", "artikel 8.2.1", "Who pays?"],
        ),
    ],
)
def test_routes_page_tells_the_way_with_times_rules_and_sources(helper: Client, lang: str, said: list[str]) -> None:
    html = helper.get(at("routes", NURSE_KEY, lang=lang), {"diploma": "mbo-2"}).content.decode()
    for sentence in said:
        assert sentence in html
    for programme in ("mbo3-verzorgende", "mbo4-verpleegkundige"):
        assert at("programme", programme, lang=lang) in html
    for sentence in {
        "nl": ["Per jaar 715 euro (schooljaar 2024-2025), als je 18 of ouder bent. Bron: Uit", "samen: 5.005 euro."],
        "en": ["715 euro a year (school year 2024-2025), if you are 18 or older. Source: Uit", "5,005 euro"],
    }[lang]:
        assert sentence in html
    assert at("funding", lang=lang) in html
    assert at("routes", NURSE_KEY, lang="en").endswith("/routes/")


def test_routes_page_asks_which_diploma_when_only_the_level_is_known(helper: Client) -> None:
    html = helper.get(at("routes", NURSE_KEY)).content.decode()
    assert "We weten niet precies welk diploma je hebt" in html
    assert "Dit mag met een van deze diploma&#x27;s" in html
    assert "We weten niet precies" not in helper.get(at("routes", NURSE_KEY), {"diploma": "mbo-2"}).content.decode()


def test_routes_start_from_the_diploma_of_the_profile(helper: Client) -> None:
    helper.post(at("profile_learning"), {"level": "mbo-2", "do": "next"})
    html = helper.get(at("routes", NURSE_KEY)).content.decode()
    assert "We weten niet precies" not in html
    assert "2 stappen, 7 jaar" in html
    # What is chosen on the page goes before it.
    chosen = helper.get(at("routes", NURSE_KEY), {"diploma": "mbo-3"}).content.decode()
    assert "1 stap, 4 jaar" in chosen
    assert "1 stap, 4 jaar" not in html


def test_routes_page_is_private_and_others_are_not_given_a_cookie(helper: Client) -> None:
    page = helper.get(at("routes", NURSE_KEY))
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    Session.objects.all().delete()
    stranger = Client()
    for address in (at("routes", NURSE_KEY), at("routes", BICYCLE_KEY), at("funding")):
        assert stranger.get(address).status_code == 200
    assert not stranger.cookies
    assert not Session.objects.exists()


@pytest.mark.usefixtures("catalogue")
def test_routes_page_without_a_profile_starts_from_nothing_and_asks(client: Client) -> None:
    html = client.get(at("routes", NURSE_KEY)).content.decode()
    assert "We weten nog niet wat je kunt" in html
    assert at("profile") in html
    assert "4 stappen, 10 jaar" in html
    html = client.get(at("routes", BICYCLE_KEY)).content.decode()
    assert "Voor dit werk is geen opleiding nodig" in html
    assert "meteen beginnen" in html


def test_routes_page_says_what_wishes_change(helper: Client) -> None:
    address = at("routes", NURSE_KEY)
    html = helper.get(address, {"diploma": "vmbo-tl", "wens": "geen-diploma"}).content.decode()
    assert "De snelste weg duurt nu 10 jaar. Zonder je wensen is dat 4 jaar." in html
    html = helper.get(address, {"diploma": "mbo-2", "zonder": "toets-21"}).content.decode()
    assert "mogelijke stappen blijven er" in html
    assert "Deze stappen sloeg je over" in html
    assert "21+-toets" in html
    assert at("programme", "toets-21") not in html
    html = helper.get(address, {"diploma": "mbo-2", "heb": "mbo3-verzorgende"}).content.decode()
    assert "1 stap, 4 jaar" in html


def test_routes_page_says_which_wish_is_in_the_way(helper: Client) -> None:
    html = helper.get(at("routes", NURSE_KEY), {"diploma": "mbo-2", "wens": "geen-opvang"}).content.decode()
    assert "Met deze wensen vinden we geen weg" in html
    assert "<li>je hebt geen opvang</li>" in html
    html = helper.get(
        at("routes", NURSE_KEY), {"diploma": "mbo-2", "wens": ["geen-opvang", "met-inkomen"], "jaren": "1"}
    ).content.decode()
    assert "je hebt geen opvang en het mag niet te lang duren" in html


def test_every_wish_has_words() -> None:
    assert set(words.WISHES) == set(WISHES)
    assert {field for field, _value in WISHES.values()} | {"most_months", "without"} == set(words.IN_THE_WAY)


@pytest.mark.parametrize("junk", [EVIL, "\x00", "a" * 5000, "..", "é"])
def test_routes_page_leaves_junk_out(helper: Client, junk: str) -> None:
    query = dict.fromkeys(("wens", "jaren", "zonder", "heb", "diploma", "anders"), junk)
    page = helper.get(at("routes", NURSE_KEY), query)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "verzorgende IG" in page.content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["routes", "routes_pdf"])
def test_routes_to_an_unknown_occupation_are_not_found(client: Client, name: str) -> None:
    assert client.get(at(name, "none")).status_code == 404


def test_routes_on_paper_say_the_same(helper: Client) -> None:
    page = helper.get(at("routes_pdf", NURSE_KEY), {"diploma": "mbo-2"})
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    nothing = helper.get(at("routes_pdf", NURSE_KEY), {"diploma": "mbo-2", "wens": "geen-opvang"})
    assert nothing["Location"] == at("routes", NURSE_KEY)


@pytest.mark.parametrize("query", [{}, {"diploma": "mbo-2"}, {"wens": "geen-opvang"}])
def test_routes_page_is_plain(helper: Client, query: dict[str, str]) -> None:
    names = {item.name for item in programmes(lang="nl", limit=10_000).items} | {level.name for level in levels("nl")}
    assert_plain_dutch(helper.get(at("routes", NURSE_KEY), query).content.decode(), names)


def test_occupation_gap_and_results_lead_to_routes(helper: Client) -> None:
    for address in (at("occupation", NURSE_KEY), at("gap", NURSE_KEY)):
        assert at("routes", NURSE_KEY) in helper.get(address).content.decode()
    html = helper.get(at("results")).content.decode()
    assert html.count("/routes/") >= 5


def test_gap_page_names_the_fewest_courses(helper: Client) -> None:
    html = helper.get(at("gap", NURSE_KEY)).content.decode()
    assert "Zo weinig mogelijk cursussen" in html
    assert "ding leert geen cursus" in html or "dingen leert geen cursus" in html
    english = helper.get(at("gap", NURSE_KEY, lang="en")).content.decode()
    assert "As few courses as possible" in english


@pytest.mark.django_db
def test_routes_page_without_any_data_says_so(client: Client) -> None:
    assert client.get(at("routes", NURSE_KEY)).status_code == 503


# Funding


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["Dit bestaat niet meer sinds 31 december 2023.", "levenlanglerenkrediet", "Kijk hier na"]),
        ("en", ["This no longer exists since", "lifelong learning credit", "Check here"]),
    ],
)
def test_funding_page_tells_what_runs_and_what_is_over(client: Client, lang: str, said: list[str]) -> None:
    html = client.get(at("funding", lang=lang)).content.decode()
    for sentence in said:
        assert sentence in html
    assert "duo.nl" in html


@pytest.mark.usefixtures("catalogue")
def test_funding_view_sorts_by_what_is_known() -> None:
    view = funding_view("", "nl")
    states = {one.facts.id: one.state for one in (*view.runs, *view.check, *view.ended)}
    assert (states["stap"], states["brug-ww"], states["slim"]) == ("ended", "check", "check")
    assert (states["levenlanglerenkrediet"], states["mbo-studentenfonds"]) == ("runs", "check")
    assert len(states) == len(funding("nl", date(2026, 11, 25)))


@pytest.mark.usefixtures("catalogue")
def test_funding_view_of_a_situation_leaves_out_what_is_for_others() -> None:
    for_employers = funding_view("werkgever", "nl")
    assert "praktijkleren" in {one.facts.id for one in for_employers.check}
    assert "studiefinanciering" not in {one.facts.id for one in for_employers.runs}
    assert funding_view(EVIL, "nl").situation == ""
    assert len(funding_view("junk", "nl").runs) == len(funding_view("", "nl").runs)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2020-03-01", "2026-01-01", "Van 1 maart 2020 tot en met 1 januari 2026."),
        ("2020-03-01", "", "Vanaf 1 maart 2020."),
        ("", "2026-01-01", "Tot en met 1 januari 2026."),
        ("", "", ""),
    ],
)
def test_period_is_told_in_words(since: str, until: str, told: str) -> None:
    with translation.override("nl"):
        assert period(since, until) == told


@pytest.mark.usefixtures("catalogue")
def test_every_scheme_has_a_reach_and_no_other() -> None:
    assert {one.id for one in funding("nl", date(2026, 11, 25))} == set(REACH)
    assert all(reach.situations <= set(SITUATIONS) for reach in REACH.values())


@pytest.mark.parametrize(
    ("scheme", "step", "does"),
    [
        ("studiefinanciering", Learning(Kind.PROGRAMME, "bol", "mbo-4", "09"), True),
        ("studiefinanciering", Learning(Kind.PROGRAMME, "bbl", "mbo-4", "09"), False),
        ("basisbeurs-ho", Learning(Kind.PROGRAMME, "voltijd", "mbo-4", "09"), False),
        ("basisbeurs-ho", Learning(Kind.PROGRAMME, "voltijd", "hbo-bachelor", "09"), True),
        ("tegemoetkoming-leraren", Learning(Kind.PROGRAMME, "deeltijd", "hbo-bachelor", "01"), True),
        ("tegemoetkoming-leraren", Learning(Kind.PROGRAMME, "deeltijd", "hbo-bachelor", "09"), False),
        ("oeno-fondsen", Learning(Kind.CERTIFICATE, "", "", "10"), True),
        ("praktijkleren", Learning(Kind.PROGRAMME, "bbl", "mbo-2", "10"), True),
        ("stap", Learning(Kind.COURSE, "", "", "10"), False),
        ("a-new-one", Learning(Kind.COURSE, "", "", "10"), False),
    ],
)
def test_may_pay_looks_at_kind_mode_level_and_field(scheme: str, step: Learning, does: bool) -> None:
    assert may_pay(scheme, [step]) is does
    assert may_pay(scheme, []) is False


def test_concerns_everyone_when_nothing_is_known_of_a_scheme() -> None:
    assert concerns("a-new-one", "student")
    assert concerns("slim", "")
    assert not concerns("slim", "student")


@pytest.mark.usefixtures("catalogue")
def test_schemes_for_a_route_leave_out_what_has_ended() -> None:
    found = schemes_for([Learning(Kind.PROGRAMME, "bbl", "mbo-3", "09")], "nl")
    assert {one.state for one in found} == {"runs", "check"}
    assert [one.state for one in found] == sorted((one.state for one in found), reverse=True)
    assert schemes_for([], "nl") == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", ["", "?ik=werkloos"])
def test_funding_page_is_plain(client: Client, query: str) -> None:
    assert_plain_dutch(client.get(at("funding") + query).content.decode())


# The command


@pytest.fixture
def profile(catalogue: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the profile of a helper in care who has a diploma of level 2."""
    told = {"occupations": [{"uri": HELPER, "years": 4}], "education": {"level": "2"}}
    (tmp_path / "profile.json").write_text(json.dumps(told))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("profile")
def test_routes_command_gives_the_best_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = as_json(f"routes --profile profile.json --to {NURSE} --diploma mbo-2 --format json", monkeypatch)
    first = answer["routes"][0]
    assert answer["to"] == {"uri": NURSE, "label": "verpleegkundige"}
    assert first["months"] == {"known": 84.0, "unknownSteps": 0, "total": 84.0}
    assert first["cost"] == {"known": 5005.0, "unknownSteps": 0, "total": 5005.0}
    assert "schooljaar 2024-2025" in first["steps"][0]["costBasis"]
    assert [step["id"].split("+")[0] for step in first["steps"]] == ["mbo3-verzorgende", "mbo4-verpleegkundige"]
    assert first["steps"][0]["admission"][0]["source"].endswith("artikel 8.2.1")
    assert answer["inTheWay"] == []


@pytest.mark.usefixtures("profile")
def test_routes_command_names_what_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    line = f"routes --profile profile.json --to {NURSE} --diploma mbo-2 --wish geen-opvang"
    assert as_json(f"{line} --format json", monkeypatch)["inTheWay"] == [["is_flexible"]]
    assert "is_flexible" in run(line, monkeypatch)[1]


@pytest.mark.usefixtures("profile")
@pytest.mark.parametrize("line", EXAMPLES.split("examples:\n")[1].split("\n\n")[0].replace("\\\n", "").splitlines())
def test_routes_examples_run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(" ".join(line.split()), monkeypatch)[0].strip()


@pytest.mark.usefixtures("profile")
def test_routes_command_refuses_an_unknown_occupation() -> None:
    with pytest.raises(CommandError, match="Not an occupation"):
        call_command("routes", profile="profile.json", to="urn:none")


@pytest.mark.django_db
def test_routes_command_says_that_nothing_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "profile.json").write_text("{}")
    with pytest.raises(CommandError, match="No reference data"):
        call_command("routes", profile=str(tmp_path / "profile.json"), to=NURSE)
