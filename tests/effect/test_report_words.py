"""What a report says is what was compared, and every obstacle that an analysis can name has a sentence."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from tests.effect.answers import make_answer, make_plan
from wending import effect, engine
from wending.effect.queries.report import report_of
from wending.effect.queries.report.sentence import effect_sentence
from wending.effect.queries.table_words import WORDS
from wending.effect.queries.words import FINDINGS, finding_words
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import PlannedOutcome, Use
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand, Estimate, Finding

NAMES = {"short-guidance": "korte begeleiding"}


def summary_of(**changes: object) -> str:
    report = report_of(make_answer(plan=make_plan(**changes)), names=NAMES)  # type: ignore[arg-type]
    nothing = next(one for one in report.summary if one.key == "nothing")
    return " ".join((report.sentence, nothing.title, *nothing.texts, *report.picture.texts))


def test_report_beside_nothing_says_without() -> None:
    told = summary_of()

    assert "dan zonder deze aanpak" in told
    assert "En als we niets doen?" in told
    assert "mensen die op hen lijken" in told


def test_report_beside_another_approach_does_not_say_that_nothing_was_done() -> None:
    told = summary_of(against="short-guidance", rivals=())

    assert "werk dan met korte begeleiding" in told
    assert "met korte begeleiding: 41 van elke 100" in told
    assert "zonder deze aanpak" not in told
    assert "niets doen" not in told
    assert "Zonder is hier: met korte begeleiding." in told


def test_report_by_lot_says_from_whom_the_course_without_comes() -> None:
    told = summary_of(design=Design.RANDOMISED)

    assert "het lot niet aanwees" in told
    assert "op hen lijken" not in told


@pytest.mark.parametrize(("value", "error"), [(0.0, 0.004), (0.01, 0.02)])
def test_effect_sentence_without_an_effect_says_with_what_it_was_compared(value: float, error: float) -> None:
    planned = PlannedOutcome("in_work", 180, Use.PRIMARY, 0.02)
    estimate = Estimate("x", Estimand.ATT, value, error, 800, 900)

    assert effect_sentence(planned, estimate, Design.DOUBLY_ROBUST, is_agreed=True, other="korte begeleiding").endswith(
        "Vergeleken is met: korte begeleiding."
    )
    assert "Vergeleken is" not in effect_sentence(planned, estimate, Design.DOUBLY_ROBUST, is_agreed=True)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_amounts_have_their_sign_at_both_ends(language: str) -> None:
    planned = PlannedOutcome("earnings", 180, Use.PRIMARY, 20)
    with translation.override(language):
        estimate = Estimate("x", Estimand.ATT, -80, 10, 800, 900)
        told = effect_sentence(planned, estimate, Design.DOUBLY_ROBUST, is_agreed=True)

    assert re.search(r"(tussen|between) € 60 (en|and) € 100 ", told), told


def test_every_finding_and_reason_has_a_sentence() -> None:
    found = set()
    for folder in (Path(str(engine.__path__[0])) / "estimation", Path(str(effect.__path__[0])) / "rules"):
        for path in folder.rglob("*.py"):
            text = path.read_text("utf-8")
            found |= set(re.findall(r'Finding\(\s*"([a-z-]+)"', text)) | set(re.findall(r'reason="([a-z-]+)"', text))
            found |= set(re.findall(r'State\.(?:FAILED|CANNOT)[^\n]*, "([a-z-]+)"\)', text))

    assert len(found) > 100
    assert sorted(found - set(FINDINGS) - set(WORDS)) == []


def test_finding_of_a_group_and_of_outcomes_is_told_in_words() -> None:
    refused = finding_words(Finding("group-refused", ("schooling", "low", "too-few-treated"), is_grave=False))

    assert refused.startswith("Voor opleiding (laag) is er geen getal: er zijn te weinig deelnemers")
    assert "werk hebben, loon per uur" in finding_words(Finding("money-of-several-outcomes", ("in_work", "wage")))


def test_outcome_of_organisations_tells_no_course_of_participants() -> None:
    plan = make_plan("retention", outcomes=(PlannedOutcome("retention", 365, Use.PRIMARY, 0.02),) * 1)
    answer = make_answer(plan=replace(plan, outcomes=(*plan.outcomes, PlannedOutcome("wage", 365, Use.SECONDARY, 0.5))))
    nothing = next(one for one in report_of(answer).summary if one.key == "nothing")

    assert OUTCOMES["retention"].of == "organisation"
    assert "met deze organisaties" in " ".join(nothing.texts)
    assert "deelnemers" not in " ".join(nothing.texts)
