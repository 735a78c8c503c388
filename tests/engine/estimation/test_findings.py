from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.findings import answerable, findings
from wending.engine.estimation.terms import Finding, NotAnswerable, Sample


def _codes(sample: Sample) -> list[str]:
    return [finding.code for finding in findings(sample)]


def test_findings_of_fine_data_are_none() -> None:
    assert findings(confounded(1)) == ()


def test_findings_count_too_few_of_a_group() -> None:
    people = confounded(1)
    few = people.where(~people.treated | (np.cumsum(people.treated) <= 9))
    assert findings(few) == (Finding("too-few-treated", (9, 10)),)
    assert _codes(replace(few, treated=~few.treated)) == ["too-few-compared"]
    exactly = people.where(~people.treated | (np.cumsum(people.treated) <= 10))
    assert findings(exactly) == ()


def test_findings_tell_unknown_outcomes_without_refusing_them() -> None:
    people = confounded(1)
    outcome = np.where(np.arange(400) < 40, np.nan, people.outcome)
    assert findings(people.with_outcome(outcome)) == (Finding("outcome-partly-unknown", (40, 400), is_grave=False),)
    assert len(answerable(people.with_outcome(outcome))) == 360
    assert _codes(people.with_outcome(np.full(400, np.nan))) == ["outcome-unknown"]


def test_answerable_refuses_when_nothing_is_known() -> None:
    with pytest.raises(NotAnswerable) as refused:
        answerable(confounded(1).with_outcome(np.full(400, np.nan)))
    assert refused.value.findings == (Finding("outcome-unknown"),)


def test_answerable_counts_groups_after_unknown_outcomes_left() -> None:
    people = confounded(1)
    outcome = np.where(people.treated & (np.cumsum(people.treated) > 9), np.nan, people.outcome)
    with pytest.raises(NotAnswerable) as refused:
        answerable(people.with_outcome(outcome))
    assert refused.value.findings == (Finding("too-few-treated", (9, 10)),)


def test_findings_see_what_tells_nothing_or_all() -> None:
    people = confounded(1)
    constant, own = np.full(400, 7.0), people.treated.astype(float)
    unknown = np.where(np.arange(400) < 3, np.nan, people.covariates[:, 0])
    for column, code in (
        (constant, "covariate-never-differs"),
        (own, "covariate-is-treatment"),
        (1 - own, "covariate-is-treatment"),
        (unknown, "covariate-unknown"),
    ):
        found = findings(replace(people, covariates=column[:, None], names=("it",)))
        assert [finding.code for finding in found] == [code]
        assert found[0].about[0] == "it"
    assert _codes(people.with_outcome(np.ones(400))) == ["outcome-never-differs"]


def test_findings_refuse_a_handful_of_clusters_and_bad_weights() -> None:
    people = confounded(1)
    firms = np.where(people.treated, 0, np.arange(400) % 30 + 1)
    assert findings(replace(people, clusters=firms)) == (Finding("too-few-clusters-treated", (1, 5)),)
    for bad in (0.0, -1.0, np.nan):
        weights = np.ones(400)
        weights[5] = bad
        assert _codes(replace(people, weights=weights)) == ["weights-not-positive"]
