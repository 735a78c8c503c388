"""Soft skills: complete in both languages, no sentence twice, never a score, short enough to read."""

from collections import Counter

import pytest

from wending.dossier.queries.suggestions import SOFT_OF_KIND, soft_skills
from wending.dossier.rules.record import Kind
from wending.dossier.sources.behaviours import STEPS, behaviours


def test_each_soft_skill_has_three_behaviours_per_step_in_both_languages() -> None:
    assert len(behaviours()) >= 20
    for soft in behaviours().values():
        for lang in ("nl", "en"):
            shown = soft.sentences(lang)
            assert [step for step, _sentences in shown] == list(STEPS)
            assert all(len(sentences) >= 3 for _step, sentences in shown), soft.key


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_sentences_are_short_different_and_about_what_somebody_does(lang: str) -> None:
    found = [one for soft in behaviours().values() for _step, sentences in soft.sentences(lang) for one in sentences]
    assert [sentence for sentence, times in Counter(found).items() if times > 1] == []
    for sentence in found:
        assert len(sentence.split()) <= 15, sentence
        assert sentence.endswith("."), sentence
        assert not any(sign.isdigit() for sign in sentence), sentence


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_item_suggests_soft_skills_that_exist(kind: Kind) -> None:
    near, other = soft_skills(kind, "nl")
    assert [one.uri for one in near] == [behaviours()[key].uri for key in SOFT_OF_KIND[kind]]
    assert {one.uri for one in near} | {one.uri for one in other} == {soft.uri for soft in behaviours().values()}
    assert len(near) + len(other) == len(behaviours())
