"""The measures of Dutch text, against words and sentences counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.kit.readability import measure, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kok", 1), ("werk", 1), ("nieuw", 1), ("leeuw", 1), ("mooi", 1), ("vrij", 1), ("beroep", 2), ("opleiding", 3),
        ("vaardigheid", 3), ("verpleegkundige", 5), ("zeeën", 2), ("ideeën", 3), ("geïnteresseerd", 5), ("knieën", 2),
        ("vrachtwagenchauffeur", 5), ("buitenlucht", 3), ("pst", 1),
    ],
)  # fmt: skip
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_measure_of_a_text_counted_by_hand() -> None:
    measured = measure(["Ik zoek werk. Waar kan ik heen?", "Mijn beroep"])
    assert (measured.words, measured.longest_sentence_words) == (9, 4)
    assert measured.words_per_sentence == pytest.approx(3.0)
    assert measured.syllables_per_word == pytest.approx(10 / 9)
    assert measured.ease == pytest.approx(206.84 - 0.93 * 3 - 77 * 10 / 9)
    assert measured.longest_sentence == "Waar kan ik heen"


def test_measure_of_officialese_is_far_harder_than_of_plain_words() -> None:
    hard = measure(
        [
            "De beoordeling van de arbeidsmarktpositie van werkzoekenden geschiedt met inachtneming van de door het "
            "uitvoeringsorgaan vastgestelde richtlijnen aangaande intersectorale mobiliteitsbevordering."
        ]
    )
    plain = measure(["We kijken hoe jij aan werk kunt komen. We doen dat bij iedereen op dezelfde manier."])
    assert hard.ease < 20 < 80 < plain.ease
    assert hard.long_word_share > 0.3
    assert hard.long_words_together >= 8
    assert plain.long_word_share == 0


def test_measure_of_nothing_is_easy() -> None:
    assert measure(["", " 12 - 3 "]).ease == 100


@given(st.lists(st.text(), max_size=5))
def test_measure_never_fails_and_longest_is_at_least_the_mean(blocks: list[str]) -> None:
    measured = measure(blocks)
    assert measured.longest_sentence_words >= measured.words_per_sentence - 1e-9
    assert 0 <= measured.long_word_share <= 1
