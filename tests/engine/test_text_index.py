"""The search index on a small, hand-made set of names: what people type finds what is meant."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.engine.text import Entry, TextIndex
from wending.engine.text.everyday import Everyday, EverydayWords, own_everyday, read_everyday
from wending.engine.text.fusion import Weights, closeness
from wending.engine.text.grams import GramIndex, pieces
from wending.engine.text.spelling import Spelling, distance
from wending.engine.text.wording import fold, other_forms, strip_noise, verb_forms

NAMES = [
    ("o/1", "occupation", "nl", "preferred", "verpleegkundige", "2221"),
    ("o/1", "occupation", "en", "preferred", "nurse", "2221"),
    ("o/2", "occupation", "nl", "preferred", "timmerman", "7115"),
    ("o/2", "occupation", "nl", "hidden", "houtmens met een lange verborgen naam", ""),
    ("o/3", "occupation", "nl", "preferred", "vrachtwagenchauffeur", "8332"),
    ("o/4", "occupation", "nl", "preferred", "kapper", "5141"),
    ("o/4", "occupation", "nl", "alternative", "haarstylist", ""),
    ("o/5", "occupation", "nl", "preferred", "medewerker kinderdagverblijf", "5311"),
    ("o/6", "occupation", "nl", "preferred", "verpleeghulp", "5321"),
    ("o/7", "occupation", "nl", "preferred", "verzorgende", "5321"),
    ("o/8", "occupation", "nl", "preferred", "bakker", "7512"),
    ("o/9", "occupation", "nl", "preferred", "marktkoopman", "5211"),
    ("s/1", "skill", "en", "preferred", "operate forklift", ""),
    ("s/2", "skill", "nl", "preferred", "metselen", ""),
    ("s/2", "skill", "en", "preferred", "lay bricks", ""),
    ("s/3", "skill", "en", "preferred", "bake bread", ""),
]


class LetterEncoder:
    """Counts letters: no meaning, but the form of an encoder, and easy to work out by hand."""

    name = "letters"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.array([[text.lower().count(chr(97 + k)) for k in range(26)] for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def entries() -> list[Entry]:
    return [Entry(uri, kind, lang, way, text, group) for uri, kind, lang, way, text, group in NAMES]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return TextIndex().fit(entries())


@pytest.mark.parametrize(
    ("query", "uri"),
    [
        ("verpleegkundige", "o/1"),
        ("Verpleegkundige (m/v) 32 uur", "o/1"),
        ("timerman", "o/2"),
        ("vrachtwagen chauffeur", "o/3"),
        ("junior kapster", "o/4"),
        ("haarstiliste", "o/4"),
        ("iets met kinderen", "o/5"),
        ("vrachtwagen rijden", "o/3"),
        ("bakkers", "o/8"),
        ("marktkoopvrouw", "o/9"),
        ("nurse", "o/1"),
    ],
)
def test_search_finds_an_occupation_as_people_write_it(index: TextIndex, query: str, uri: str) -> None:
    assert index.search(query, "occupation", limit=1)[0].uri == uri


def test_search_finds_an_english_skill_by_a_dutch_phrase(index: TextIndex) -> None:
    hit = index.search("heftruck rijden", "skill", limit=1)[0]

    assert (hit.uri, hit.label, hit.matched_by) == ("s/1", "operate forklift", "everyday")


def test_search_of_a_beginning_gives_what_begins_so_shortest_first(index: TextIndex) -> None:
    found = [hit.uri for hit in index.search("verpl", "occupation")]

    assert found[:2] == ["o/6", "o/1"]


def test_search_shows_labels_in_the_asked_language(index: TextIndex) -> None:
    assert index.search("lay bricks", lang="nl", limit=1)[0].label == "metselen"
    assert index.search("metselen", lang="en", limit=1)[0].label == "lay bricks"
    assert index.search("kapper", lang="en", limit=1)[0].label == "kapper"


def test_search_never_shows_a_hidden_label(index: TextIndex) -> None:
    hit = index.search("houtmens met een lange verborgen naam", limit=1)[0]

    assert (hit.uri, hit.matched_label) == ("o/2", "timmerman")


@pytest.mark.parametrize("query", ["", "   ", "?!", "\0"])
def test_search_for_nothing_finds_nothing(index: TextIndex, query: str) -> None:
    assert index.search(query) == []


def test_search_in_an_empty_index_finds_nothing() -> None:
    assert TextIndex().fit([]).search("kapper") == []


def test_search_orders_equals_by_uri_whatever_the_order_of_entries() -> None:
    twins = [Entry(uri, "occupation", "nl", "preferred", "bakker") for uri in ("b", "c", "a")]

    assert [hit.uri for hit in TextIndex().fit(twins).search("bakker")] == ["a", "b", "c"]
    assert TextIndex().fit(entries()[::-1]).search("verzorgen") == TextIndex().fit(entries()).search("verzorgen")


SMALL = TextIndex().fit(entries())


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(0, 5))
def test_search_keeps_its_bounds_for_any_text(text: str, limit: int) -> None:
    hits = SMALL.search(text, limit=limit)

    assert len(hits) <= limit
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_save_and_load_give_the_same_answers() -> None:
    made = TextIndex(LetterEncoder()).fit(entries())
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    held = TextIndex.load(file, LetterEncoder())

    for query in ("kapper", "iets met kinderen", "brood bakken", "verpl", "tmmerman"):
        assert held.search(query) == made.search(query)
    assert held.degraded_ == made.degraded_ == ""


def test_load_refuses_what_is_no_index() -> None:
    other = io.BytesIO()
    np.savez(other, format=np.array([99]))
    other.seek(0)

    with pytest.raises(ValueError, match="another version"):
        TextIndex.load(other)
    with pytest.raises(ValueError, match="not a search index"):
        TextIndex.load(io.BytesIO(b"PK\x03\x04 broken"))


def test_degraded_says_what_is_missing() -> None:
    plain = TextIndex().fit(entries())
    file = io.BytesIO()
    plain.save(file)
    file.seek(0)

    assert "no encoder is installed" in plain.degraded_
    assert "make it again" in TextIndex.load(file, LetterEncoder()).degraded_


def test_meaning_is_the_cosine_with_the_nearest_preferred_label() -> None:
    encoder = LetterEncoder()
    index = TextIndex(encoder).fit(entries())
    query = index.understand("kapper")
    assert query is not None
    asked = encoder.encode(["kapper"])[0]
    expected = {
        uri: max(
            float(asked @ encoder.encode([text])[0])
            for owner, _, _, way, text, _ in NAMES
            if owner == uri and way == "preferred"
        )
        for uri in index.shelves_["occupation"].labels_.uris
    }

    np.testing.assert_allclose(index.shelves_["occupation"]._meaning(query), list(expected.values()), atol=2e-3)


def test_likeness_equals_a_slow_cosine() -> None:
    texts = ["timmerman", "timmervrouw", "kapper", "vrachtwagenchauffeur", "chauffeur vrachtwagen"]
    grams = GramIndex().fit(texts)
    everything = sorted(set().union(*map(pieces, texts)))
    weight = {p: np.log1p(len(texts) / sum(p in pieces(t) for t in texts)) for p in everything}
    rarest = max(weight.values())

    def slow(query: str, text: str) -> float:
        shared = sum(weight[p] ** 2 for p in pieces(query) & pieces(text))
        ours = sum(weight.get(p, rarest) ** 2 for p in pieces(query)) ** 0.5
        return shared / (ours * sum(weight[p] ** 2 for p in pieces(text)) ** 0.5)

    for query in ("timmerman", "vrachtauto chauffeur", "xyz"):
        np.testing.assert_allclose(grams.likeness(query), [slow(query, text) for text in texts], atol=1e-5)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("kaper", "kapper", 1), ("arst", "arts", 1), ("a", "", 1), ("kok", "kok", 0), ("ab", "cd", 2)],
)
def test_distance_counts_steps(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


def test_mend_takes_the_nearest_known_word_and_leaves_the_rest() -> None:
    spelling = Spelling().fit({"kapper": 3, "paper": 50, "timmerman": 2, "kok": 9})

    assert spelling.mend("kaper") == "kapper"
    assert spelling.mend("timmreman") == "timmerman"
    assert spelling.mend("koc") == "koc"
    assert spelling.mend("sterrenkundige") == "sterrenkundige"


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("kapster", "kapper"),
        ("verkoopster", "verkoper"),
        ("lerares", "leraar"),
        ("secretaresse", "secretaris"),
        ("directrice", "directeur"),
        ("timmervrouw", "timmerman"),
        ("boerin", "boer"),
        ("stewardess", "steward"),
        ("cassiere", "cassier"),
        ("politieagente", "politieagent"),
    ],
)
def test_other_forms_give_the_neutral_form(typed: str, form: str) -> None:
    found = other_forms(typed)

    assert form in found or (typed == "directrice" and "directeur" in " ".join(found))


def test_strip_noise_keeps_the_title_and_never_everything() -> None:
    assert fold(strip_noise("Junior kok (m/v/x) 32-40 uur gezocht")) == "kok"
    assert strip_noise("werk") == "werk"


def test_verb_forms_bring_english_verbs_back() -> None:
    assert "manage staff" in verb_forms("managing staff")
    assert "plan events" in verb_forms("planned events")


def test_closeness_prefers_the_same_then_a_beginning_then_a_part() -> None:
    weights = Weights()
    same, begins, part, none = (
        closeness("kok", label, weights) for label in ("kok", "kok thuis", "hulp kok", "bakker")
    )

    assert 1 == same > begins > part > none == 0


def test_meant_needs_all_words_and_prefers_the_longer_phrase() -> None:
    rows = read_everyday(["phrase,dutch,english,groups", "haar*,kapper,,", "haar knippen,kapper,cut hair,5141"])
    phrases = EverydayWords(rows)

    assert [(row.english, share) for row, share in phrases.meant("haar knippen")] == [(("cut hair",), 1.0)]
    assert [(row.words, share) for row, share in phrases.meant("haren")] == []
    assert phrases.meant("haarstukjes maken") == [(Everyday(("haar*",), ("kapper",)), 0.5)]


def test_own_everyday_is_well_formed() -> None:
    rows = own_everyday()

    assert len(rows) > 300
    assert len({row.words for row in rows}) == len(rows)
    assert all(row.dutch or row.english for row in rows)
    assert all(code.isdecimal() and 1 <= len(code) <= 4 for row in rows for code in row.groups)
