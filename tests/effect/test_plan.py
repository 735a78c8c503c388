"""Plans of studies: there and back, what is wrong in one, and what identifies one."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from tests.effect.plans import make_plan
from wending.effect.queries.words import problem_words
from wending.effect.rules.plan import BadPlan, Filter, Money, PlannedOutcome, Problem, Rates, Use, problems
from wending.effect.rules.plan_file import as_mapping, digest, plan_from
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

MONEY = Money("gesprek", {"employer": -1.0, "society": -1.0}, 100, 120, 150, "made up", 2026)
RATES = Rates(0.02, "made up", 5, 0.9, "made up", 0.1, "made up")


def test_plan_from_returns_the_plan_that_was_written() -> None:
    bar = {"design": Design.DISCONTINUITY, "estimand": Estimand.LATE, "design_terms": {"score": "age", "cutoff": 27}}
    plan = make_plan(money=(MONEY,), rates=RATES, **bar)
    assert plan_from(json.loads(json.dumps(as_mapping(plan)))) == plan


def test_plan_from_reads_toml() -> None:
    text = """
        title_nl = "a"
        title_en = "b"
        question_nl = "c"
        question_en = "d"
        approach = "x"
        against = ""
        design = "randomised"
        estimand = "ate"
        frozen_on = 2026-01-01
        covariates = ["age"]
        expected_treated = 100
        expected_compared = 90
        outcomes = [{outcome = "in_work", horizon = 365, use = "primary", smallest = 0.05}]
    """
    plan = plan_from(tomllib.loads(text))
    assert (plan.primary.outcome, plan.primary.smallest, plan.frozen_on.year) == ("in_work", 0.05, 2026)


def test_plan_from_tells_every_field_at_once() -> None:
    mapping = {name: value for name, value in as_mapping(make_plan()).items() if name != "design"}
    with pytest.raises(BadPlan) as refused:
        plan_from(mapping | {"desing": "randomised"})
    assert {(one.field, one.code) for one in refused.value.problems} == {
        ("desing", "unknown-field"),
        ("design", "missing"),
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("frozen_on", "31-02-2025"), ("covariates", "age"), ("outcomes", [{"outcome": "in_work"}])],
)
def test_plan_from_names_what_cannot_be_read(name: str, value: object) -> None:
    with pytest.raises(BadPlan) as refused:
        plan_from(as_mapping(make_plan()) | {name: value})
    assert [(one.field, one.code) for one in refused.value.problems] == [(name, "not-readable")]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"approach": " "}, ("approach", "empty")),
        ({"against": "check"}, ("against", "compared-with-itself")),
        ({"rivals": ("check",)}, ("against", "compared-with-itself")),
        ({"design": Design.INSTRUMENT}, ("design_terms.instrument", "needed-by-design")),
        ({"money": (MONEY,)}, ("rates", "needed-by-money")),
        ({"money": (replace(MONEY, low=200),), "rates": RATES}, ("money[0]", "range-not-in-order")),
        ({"money": (replace(MONEY, source=""),), "rates": RATES}, ("money[0].source", "empty")),
        ({"money": (replace(MONEY, views={"mayor": 1}),), "rates": RATES}, ("money[0].views", "unknown-view")),
        ({"expected_compared": 0}, ("expected_compared", "power-unknown")),
        ({"covariates": ("age", "age")}, ("covariates", "twice")),
        ({"outcomes": ()}, ("outcomes", "not-one-primary")),
        ({"population": (Filter("age", "from", "oud"),)}, ("population[0].value", "not-a-number")),
        ({"population": (Filter("age", "above", 3),)}, ("population[0].test", "unknown-test")),
        ({"design": Design.TIME_TO_EVENT}, ("outcomes[0].outcome", "not-in-days")),
        (
            {"design": Design.DISCONTINUITY, "design_terms": {"score": "age", "cutoff": "forty"}},
            ("design_terms.cutoff", "not-a-number"),
        ),
    ],
)
def test_problems_names_the_field(changed: dict[str, object], expected: tuple[str, str]) -> None:
    assert expected in {(one.field, one.code) for one in problems(make_plan(**changed))}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (PlannedOutcome("happiness", 365, Use.PRIMARY, 0.1), ("outcomes[0].outcome", "unknown-outcome")),
        (PlannedOutcome("in_work", 0, Use.PRIMARY, 0.1), ("outcomes[0].horizon", "not-after")),
        (PlannedOutcome("in_work", 365, Use.PRIMARY, 0), ("outcomes[0].smallest", "not-above-zero")),
        (PlannedOutcome("in_work", 365, Use.PRIMARY, 0.6), ("outcomes[0].smallest", "more-than-half-the-range")),
        (PlannedOutcome("before", 90, Use.PLACEBO, 1), ("outcomes[0].horizon", "placebo-is-before")),
    ],
)
def test_problems_of_an_outcome(outcome: PlannedOutcome, expected: tuple[str, str]) -> None:
    assert expected in {(one.field, one.code) for one in problems(make_plan(outcomes=(outcome,)))}


@pytest.mark.parametrize(
    ("name", "value", "about"),
    [
        ("design", "magic", ("magic", ", ".join(Design))),
        ("estimand", "both", ("both", "ate, att, atu, late")),
        (
            "outcomes",
            [{"outcome": "in_work", "horizon": 365, "use": "main", "smallest": 0.1}],
            ("main", "primary, secondary, placebo, control"),
        ),
    ],
)
def test_plan_from_tells_which_words_there_are(name: str, value: object, about: tuple[str, str]) -> None:
    with pytest.raises(BadPlan) as refused:
        plan_from(as_mapping(make_plan()) | {name: value})
    assert refused.value.problems == (Problem(name, "not-a-choice", about),)
    with translation.override("nl"):
        assert problem_words(refused.value.problems[0]).endswith(f"{about[0]}. Kies een van deze: {about[1]}.")


@pytest.mark.parametrize(
    ("design", "estimand", "covariates", "allowed"),
    [
        (Design.DISCONTINUITY, Estimand.ATT, ("age",), ("late",)),
        (Design.INSTRUMENT, Estimand.ATE, ("age",), ("late",)),
        (Design.TIME_TO_EVENT, Estimand.ATE, ("age",), ("att",)),
        (Design.TIME_TO_EVENT, Estimand.ATT, (), ("ate",)),
        (Design.STAGGERED, Estimand.ATU, (), ("att",)),
        (Design.RANDOMISED, Estimand.LATE, (), ("ate", "att")),
    ],
)
def test_problems_refuses_an_estimand_that_a_design_cannot_tell(
    design: Design, estimand: Estimand, covariates: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    plan = make_plan(design=design, estimand=estimand, covariates=covariates, groups=())
    (found,) = (one for one in problems(plan) if one.field == "estimand")
    assert (found.code, found.about) == ("estimand-not-of-design", (estimand.value, *allowed))
    with translation.override("nl"):
        assert all(f"({one})" in problem_words(found) for one in allowed)
    assert "estimand" not in {one.field for one in problems(replace(plan, estimand=Estimand(allowed[0])))}


def test_problems_finds_none_in_a_whole_plan() -> None:
    assert problems(make_plan()) == ()


def test_digest_changes_with_any_field_and_only_then() -> None:
    plan = make_plan()
    assert digest(plan) == digest(plan_from(as_mapping(plan)))
    others = [replace(plan, seed=2), replace(plan, groups=()), replace(plan, frozen_on=plan.frozen_on.replace(day=2))]
    assert len({digest(plan), *map(digest, others)}) == 4


def test_example_in_the_documentation_is_a_plan_that_can_be_carried_out() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/effect/plan.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)

    plan = plan_from(tomllib.loads(example[1] if example else ""))

    assert problems(plan) == ()
    assert {f"`{design}`" for design in Design} <= set(re.findall(r"`[a-z-]+`", text))
