"""The choice of a profile and doubt on the embedded catalogue: answers by hand from the regulation, and the pages."""

import csv
import re
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.orientation.test_views import EVIL, at
from tests.reference.factories import load_small
from tests.web.reading import assert_plain_dutch
from wending.orientation.queries.door_lists import CHOOSING
from wending.orientation.queries.doors import Facts, short
from wending.orientation.queries.doubt import doubt_view
from wending.orientation.queries.profile_choice import profile_view, school_view
from wending.orientation.queries.school_words import STATE_HINTS, STATE_NAMES, group_words
from wending.orientation.queries.sector_words import SECTORS
from wending.orientation.queries.words import SELECTION
from wending.orientation.rules.doors import CLOSED, EXTRA, OPEN, STATES, UNKNOWN, Door, doors
from wending.orientation.rules.overlap import overlaps, shares
from wending.reference.actions.read_sources import CATALOGUE
from wending.reference.queries.programmes import programme
from wending.reference.queries.steps import programme_steps

PROGRAMMES = CATALOGUE / "education" / "programmes"
HEAVY = pytest.mark.usefixtures("catalogue")
FOUR = ("NT", "NG", "EM", "CM")


def held(level: str, entry: str = "") -> int:
    """Count the programmes of a level, or those that people enter from another, straight from the files."""
    rows = [row for file in PROGRAMMES.glob("*.csv") for row in csv.DictReader(file.open(encoding="utf-8"))]
    return sum(row["level"] == level and (not entry or entry in row["entry"].split()) for row in rows)


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


def door(level: str, profile: str, programme: str, *more: str) -> Door:
    """Return the door of one programme for a profile by its short key."""
    facts = Facts(level, "nl")
    chosen = next(one for one in facts.profiles if short(one.id) == profile)
    return next(one for one in facts.doors(chosen, more) if one.programme == programme)


@HEAVY
@pytest.mark.parametrize(
    ("level", "profile", "more", "programme", "state"),
    [
        # University, annex A: mathematics asks wiskunde B, which NT has and CM does not.
        ("vwo", "NT", (), "wo-wiskunde", OPEN),
        ("vwo", "CM", (), "wo-wiskunde", EXTRA),
        ("vwo", "CM", ("wiskunde-a",), "wo-wiskunde", EXTRA),
        ("vwo", "CM", ("wiskunde-b",), "wo-wiskunde", OPEN),
        # NG may have wiskunde A: wiskunde B is one of two, so not certain yet.
        ("vwo", "NG", (), "wo-wiskunde", EXTRA),
        ("vwo", "EM", (), "wo-natuurkunde", CLOSED),
        ("vwo", "EM", ("wiskunde-b",), "wo-natuurkunde", EXTRA),
        ("vwo", "EM", ("natuurkunde", "wiskunde-b"), "wo-natuurkunde", OPEN),
        ("vwo", "NT", (), "wo-geneeskunde", EXTRA),
        ("vwo", "NG", ("natuurkunde",), "wo-geneeskunde", OPEN),
        ("vwo", "EM", ("biologie", "natuurkunde", "scheikunde"), "wo-geneeskunde", CLOSED),
        # EM always has wiskunde A or B; CM may have C.
        ("vwo", "EM", (), "wo-economie", OPEN),
        ("vwo", "CM", (), "wo-economie", EXTRA),
        ("vwo", "CM", ("wiskunde-a",), "wo-economie", OPEN),
        ("vwo", "CM", (), "wo-rechten", OPEN),
        ("vwo", "CM", (), "wo-psychologie", OPEN),
        ("vwo", "CM", (), "wo-nederlands", OPEN),
        # Two of biology, physics and chemistry.
        ("vwo", "EM", ("biologie",), "wo-plantenwetenschappen", EXTRA),
        ("vwo", "EM", ("biologie", "scheikunde"), "wo-plantenwetenschappen", OPEN),
        # Colleges, annex B.
        ("havo", "NT", (), "hbo-werktuigbouwkunde", OPEN),
        ("havo", "NG", (), "hbo-werktuigbouwkunde", EXTRA),
        ("havo", "NG", ("nlt",), "hbo-werktuigbouwkunde", OPEN),
        ("havo", "EM", ("natuurkunde", "wiskunde-b"), "hbo-werktuigbouwkunde", CLOSED),
        ("vwo", "EM", ("natuurkunde",), "hbo-werktuigbouwkunde", OPEN),
        ("havo", "EM", (), "hbo-accountancy", OPEN),
        ("havo", "NT", (), "hbo-accountancy", EXTRA),
        ("havo", "CM", (), "hbo-accountancy", CLOSED),
        ("havo", "CM", ("economie", "wiskunde-a"), "hbo-accountancy", OPEN),
        ("vwo", "CM", (), "hbo-accountancy", OPEN),
        ("havo", "CM", (), "hbo-ict", OPEN),
        ("havo", "CM", (), "hbo-verpleegkunde", OPEN),
        ("havo", "CM", (), "hbo-leraar-wiskunde", EXTRA),
        # A test may show what is missing: geography, history and one of three.
        ("havo", "CM", (), "hbo-pabo", EXTRA),
        ("havo", "CM", ("aardrijkskunde", "biologie"), "hbo-pabo", OPEN),
        ("vwo", "CM", (), "hbo-pabo", OPEN),
        ("havo", "NT", (), "ad-ict", UNKNOWN),
    ],
)
def test_doors_by_hand(level: str, profile: str, more: tuple[str, ...], programme: str, state: str) -> None:
    assert door(level, profile, programme, *more).state == state


@HEAVY
def test_doors_of_the_sea_officer_changed_on_a_day() -> None:
    facts = Facts("havo", "nl")
    health = next(one for one in facts.profiles if one.id == "NG")
    choice = facts.choice(health, ["nlt"])
    officer = [one for one in facts.programmes if one.id == "hbo-maritiem-officier"]
    before = doors(officer, facts.demands, choice, "2020-08-31")[0]
    after = doors(officer, facts.demands, choice, "2020-09-01")[0]
    assert (before.state, after.state) == (OPEN, CLOSED)
    assert after.missing == (("wiskunde-b",), ("natuurkunde",))
    assert {why for _rule, why in after.ignored} == {"no_more"}
    assert door("havo", "NT", "hbo-maritiem-officier").state == OPEN


@HEAVY
@pytest.mark.parametrize("level", ["havo", "vwo"])
def test_school_view_counts_every_programme_once_for_each_profile(level: str) -> None:
    page = school_view(level, "nl")
    assert page
    assert [card.key for card in page.cards] == list(FOUR)
    for place, card in enumerate(page.cards):
        assert [part.kind for part in card.parts] == list(STATES)
        assert sum(part.value for part in card.parts) == page.total
        assert sum(row.opened[place] for row in page.sectors) == card.parts[0].value
        one = profile_view(level, card.key, [], "nl")
        assert one
        assert one.card == card
        assert {group.state: group.count for group in one.groups} == {
            part.kind: part.value for part in card.parts if part.value
        }
    assert sum(row.total for row in page.sectors) == page.total


@HEAVY
def test_school_view_counts_what_the_catalogue_holds() -> None:
    """Mbo 4 is open whatever the profile, and counted apart."""
    havo, vwo = school_view("havo", "nl"), school_view("vwo", "nl")
    assert havo
    assert vwo
    college = held("hbo-bachelor") + held("ad")
    assert (havo.total, vwo.total) == (college, college + held("wo-bachelor"))
    assert havo.always_open == vwo.always_open == held("mbo-4", "havo") > 0
    # All Ad programmes and six of hbo are not known; nor are two at university.
    assert {card.parts[-1].value for card in havo.cards} == {held("ad") + 6}
    assert {card.parts[-1].value for card in vwo.cards} == {held("ad") + 6 + 2}


@HEAVY
@pytest.mark.parametrize(
    ("level", "opened"),
    [("vmbo-bb", ["mbo-2"]), ("vmbo-kb", ["mbo-2", "mbo-3", "mbo-4"]), ("vmbo-tl", ["mbo-2", "mbo-3", "mbo-4"])],
)
def test_school_view_of_vmbo_opens_the_levels_of_the_track(level: str, opened: list[str]) -> None:
    total = sum(held(one, level) for one in opened)
    page = school_view(level, "nl")
    assert page
    assert not page.has_profiles
    assert [(group.state, group.count) for group in page.groups] == [(OPEN, total)]
    assert sum(row.total for row in page.sectors) == page.total == total
    sure = [item for _, items in page.groups[0].sectors for item in items if item.is_certain]
    assert {item.level for item in sure} == {"mbo niveau 2"}


@HEAVY
def test_school_view_of_mavo_leads_on_to_havo_and_by_two_steps_to_hbo() -> None:
    page = school_view("vmbo-tl", "nl")
    assert page
    assert {row.to for row in page.onward} == {"mbo niveau 2", "mbo niveau 3", "mbo niveau 4", "havo"}
    havo = next(row for row in page.onward if row.to == "havo")
    assert "extra vak" in havo.condition
    assert havo.source.dates == "geldt sinds 1 augustus 2020"
    by_level = {row.level: (row.steps, row.by_right, row.programmes) for row in page.further}
    assert by_level["hbo-bachelor"] == (2, True, held("hbo-bachelor"))
    assert by_level["universitaire bachelor"] == (3, False, held("wo-bachelor"))


@HEAVY
def test_profile_view_ranks_what_one_subject_adds() -> None:
    page = profile_view("vwo", "CM", [], "nl")
    assert page
    found = {row["label"]: row["value"] for row in page.gains}
    facts = Facts("vwo", "nl")
    culture = next(one for one in facts.profiles if short(one.id) == "CM")
    now = {one.programme for one in facts.doors(culture) if one.state == OPEN}
    for subject in ("wiskunde-b", "wiskunde-a", "economie"):
        then = {one.programme for one in facts.doors(culture, [subject]) if one.state == OPEN}
        assert found[facts.subjects[subject]] == len(then - now) > 0
    values = [row["value"] for row in page.gains]
    assert values == sorted(values, reverse=True)
    # By hand. Either: AI, information science, business and economics at university, and three of hbo. A alone:
    # international business. B alone: informatics, mathematics and econometrics.
    assert (found["wiskunde A"], found["wiskunde B"]) == (7 + 1, 7 + 3)


@HEAVY
def test_profile_view_ticks_known_subjects_only() -> None:
    page = profile_view("havo", "NG", ["natuurkunde", "toveren", "biologie", "natuurkunde"], "nl")
    assert page
    assert page.ticked == ["natuurkunde"]
    assert page.fixed == ["biologie", "scheikunde"]
    assert page.one_of[0] == "wiskunde A, wiskunde B"
    assert "biologie" not in {option["value"] for option in page.options}


@HEAVY
@pytest.mark.parametrize(("level", "profile"), [("vmbo-tl", "NT"), ("havo", "XX"), ("mbo-4", "NT"), ("", "")])
def test_profile_view_without_such_a_profile_is_none(level: str, profile: str) -> None:
    assert profile_view(level, profile, [], "nl") is None


@HEAVY
def test_names_of_sectors_and_states_are_all_there() -> None:
    assert {one.sector for one in programme_steps("nl")} <= set(SECTORS)
    assert set(STATE_NAMES) == set(STATE_HINTS) == set(STATES)


def test_group_words_join_one_of_and_all() -> None:
    names = {"a": "wiskunde A", "b": "wiskunde B", "n": "natuurkunde"}
    assert group_words([["a", "b"], ["n"]], names) == "wiskunde A of wiskunde B, en natuurkunde"
    assert group_words([["b"], ["n"]], names) == "wiskunde B en natuurkunde"


def test_shares_and_overlaps_of_three_sets() -> None:
    reached = {"x": frozenset("abc"), "y": frozenset("bcd"), "z": frozenset("c")}
    assert {key: "".join(sorted(share.alone)) for key, share in shares(reached).items()} == {
        "x": "a",
        "y": "d",
        "z": "",
    }
    assert overlaps(reached) == {
        ("x", "y"): frozenset("bc"),
        ("x", "z"): frozenset("c"),
        ("y", "z"): frozenset("c"),
    }


@HEAVY
def test_doubt_between_programmes_counts_the_work_they_lead_to() -> None:
    keys = ["mbo3-verzorgende", "mbo4-verpleegkundige", "hbo-ict"]
    keys = [key for key in keys if programme(key, "nl")]
    work = {key: {one.uri for one in shown.occupations} for key in keys if (shown := programme(key, "nl"))}
    assert len(work) > 1
    page = doubt_view([f"opleiding:{key}" for key in keys], "", 0, "", "nl")
    assert [(one.at_once, one.later, one.work, one.begins, one.follows) for one in page.columns] == [
        (len(work[key]), 0, len(work[key]), 1, 0) for key in keys
    ]
    for column, key in zip(page.columns, keys, strict=True):
        others = set().union(*(work[other] for other in keys if other != key))
        assert column.alone == len(work[key] - others) == len(column.alone_names)
        assert column.shared == len(work[key] & others)
    assert [pair.work for pair in page.pairs] == [len(work[one] & work[other]) for one, other in combinations(keys, 2)]


@HEAVY
def test_doubt_that_looks_further_never_finds_less() -> None:
    keys = ["sector:zorg", "sector:techniek", "profiel:havo:NT", "opleiding:mbo3-verzorgende"]
    found = [[one.work for one in doubt_view(keys, "", steps, "", "nl").columns] for steps in range(4)]
    for nearer, further in pairwise(found):
        assert all(before <= after for before, after in zip(nearer, further, strict=True))
    assert found[0][3] < found[3][3]


@HEAVY
def test_doubt_between_profiles_begins_with_their_open_doors() -> None:
    page = doubt_view(["profiel:vwo:NT", "profiel:vwo:CM"], "", 1, "", "nl")
    school = school_view("vwo", "nl")
    assert school
    opened = {card.key: card.parts[0].value for card in school.cards}
    assert [one.begins for one in page.columns] == [opened["NT"], opened["CM"]]
    assert page.has_profile


@HEAVY
def test_doubt_with_a_diploma_begins_sectors_with_fewer_programmes() -> None:
    everything = doubt_view(["sector:zorg", "sector:ict"], "", 0, "", "nl").columns
    from_havo = doubt_view(["sector:zorg", "sector:ict"], "", 0, "havo", "nl")
    assert from_havo.level == "havo"
    assert [one.begins for one in from_havo.columns] == [
        sum(one.sector == sector and "havo" in one.entry for one in programme_steps("nl")) for sector in ("zorg", "ict")
    ]
    assert all(fewer.begins < more.begins for fewer, more in zip(from_havo.columns, everything, strict=True))
    assert doubt_view([], "", 0, "po", "nl").level == ""


@HEAVY
def test_doubt_takes_the_first_four_and_leaves_out_what_does_not_exist() -> None:
    keys = ["sector:nergens", "sector:zorg", "sector:zorg", "sector:ict", "profiel:havo:XX", "opleiding:code-95"]
    page = doubt_view([*keys, "sector:bouw", "sector:handel", "sector:techniek"], "", 2, "", "nl")
    assert [one.key for one in page.chosen] == ["sector:zorg", "sector:ict", "sector:bouw", "sector:handel"]
    assert page.is_cut
    assert len(page.pairs) == 6
    assert not doubt_view(keys, "", 2, "", "nl").is_cut


@HEAVY
def test_doubt_finds_programmes_by_a_part_of_the_name() -> None:
    page = doubt_view(["opleiding:hbo-ict"], "VERZORG ig", 2, "", "nl")
    assert [one["value"] for one in page.programmes] == ["opleiding:hbo-ict", "opleiding:mbo3-verzorgende"]
    assert [one["checked"] for one in page.programmes] == [True, False]
    assert page.columns == []


def own_words(html: str) -> str:
    """Return a page without the lists of names that come from the data: levels, subjects, programmes, occupations."""
    kinds = "link-list|choices|door-list|subject-list|utrecht-select|grid grid--list level-cards|door-source"
    return re.sub(rf'<(ul|select|small) class="({kinds})[^>]*>.*?</\1>', "", html, flags=re.DOTALL)


def address(name: str, lang: str = "nl", **parameters: object) -> str:
    """Return the address of a page with parameters."""
    return f"{at(name, lang=lang)}?{urlencode(parameters, doseq=True)}"


@HEAVY
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["Wiskunde", "Je mist nog één vak: wiskunde B.", "geldt sinds 1 september 2014", "bijlage A"]),
        ("en", ["mathematics", "You miss one subject: mathematics B.", "in force since", '<span lang="nl">Regeling']),
    ],
)
def test_profile_page_tells_the_rule_in_words_with_source_and_day(client: Client, lang: str, said: list[str]) -> None:
    html = client.get(address("school_choice", lang, niveau="vwo", profiel="CM")).content.decode()
    for words in said:
        assert words in html
    assert at("programme", "wo-wiskunde", lang=lang) in html
    assert at("school_choice", lang="en") == "/en/profile-choice/"


@HEAVY
def test_lists_say_where_the_school_still_chooses() -> None:
    page = profile_view("vwo", "NG", ["natuurkunde"], "nl")
    assert page
    shown = {item.id: item for group in page.groups for _, items in group.sectors for item in items}
    assert shown["wo-geneeskunde"].notes == [str(SELECTION["fixus"])]
    assert shown["hbo-dans"].notes == [str(SELECTION["selection"])]
    assert shown["wo-wiskunde"].notes == []
    assert set(CHOOSING) < set(SELECTION)


@HEAVY
def test_profile_page_keeps_the_ticked_subjects(client: Client) -> None:
    html = client.get(address("school_choice", niveau="vwo", profiel="CM", v=["wiskunde-b", "natuurkunde"])).content
    assert html.decode().count(" checked") == 2
    assert "Met dit profiel en: natuurkunde, wiskunde B." in " ".join(html.decode().split())


@HEAVY
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_pages_say_what_is_not_known_and_not_certain(client: Client, lang: str) -> None:
    html = client.get(address("school_choice", lang, niveau="havo", profiel="NT")).content.decode()
    assert {"nl": "We weten niet of deze opleiding om vakken vraagt", "en": "We do not know whether this"}[lang] in html
    assert {"nl": "Niet zeker. Vraag het de school.", "en": "Not certain. Ask the school."}[lang] in html


@HEAVY
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_doubt_page_shows_numbers_as_a_table_and_links_work(client: Client, lang: str) -> None:
    html = client.get(address("doubt", lang, o=["sector:zorg", "sector:welzijn-en-onderwijs"])).content.decode()
    page = doubt_view(["sector:zorg", "sector:welzijn-en-onderwijs"], "", 2, "", lang)
    for column in page.columns:
        assert f'<td class="number">{column.work}</td>' in html
        assert at("occupation", column.alone_names[0].key, lang=lang) in html


@HEAVY
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"niveau": "vwo"},
        {"niveau": "vmbo-kb"},
        {"niveau": "havo", "profiel": "EM", "v": "natuurkunde"},
    ],
)
def test_pages_of_the_profile_choice_are_plain_and_set_no_cookie(client: Client, parameters: dict[str, str]) -> None:
    html = client.get(address("school_choice", **parameters)).content.decode()
    assert_plain_dutch(own_words(html))
    assert at("doubt") in html
    assert not client.cookies
    assert not Session.objects.exists()


@HEAVY
@pytest.mark.parametrize("keys", [[], ["sector:zorg"], ["profiel:vwo:NT", "profiel:vwo:EM"]])
def test_doubt_page_is_plain_and_sets_no_cookie(client: Client, keys: list[str]) -> None:
    html = client.get(address("doubt", o=keys)).content.decode()
    assert_plain_dutch(own_words(html))
    assert at("school_choice") in html
    assert not client.cookies
    assert not Session.objects.exists()


@HEAVY
@pytest.mark.parametrize("junk", [EVIL, "\x00", "%", "a" * 5000, "{{ 7 }}", "-1", "٣"])
def test_pages_stay_whole_with_junk(client: Client, junk: str) -> None:
    assert client.get(address("school_choice", niveau=junk)).status_code == (404 if junk != "\x00" else 200)
    assert client.get(address("school_choice", niveau="havo", profiel=junk)).status_code in (200, 404)
    for page in (
        client.get(address("school_choice", niveau="havo", profiel="NT", v=[junk] * 200)),
        client.get(address("doubt", o=[junk, "sector:zorg", "sector:ict"], q=junk, stappen=junk, niveau=junk)),
    ):
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()


@pytest.mark.django_db
def test_pages_without_any_data_say_so(client: Client) -> None:
    assert "nog geen gegevens" in client.get(at("school_choice")).content.decode()
    assert client.get(address("school_choice", niveau="havo")).status_code == 404


@HEAVY
def test_pages_are_linked_from_the_programmes(client: Client) -> None:
    html = client.get(at("programmes")).content.decode()
    assert at("school_choice") in html
    assert at("doubt") in html
    assert f"{at('doubt')}?o=opleiding:hbo-ict" in client.get(at("programme", "hbo-ict")).content.decode()
