"""Several approaches: beside statsmodels, cells by hand, and worlds with known means."""

from dataclasses import fields, replace

import numpy as np
import pytest
import statsmodels.api as sm

from wending.engine.estimation import multiplicity
from wending.engine.estimation.league import League, Standing, league, multinomial
from wending.engine.estimation.terms import NotAnswerable, Sample

NAMES = ("none", "course", "coach", "both")
EFFECTS = np.array([0.0, 1.0, 1.0, 2.0])


def world(random, many=1200, steep=0.6, effects=EFFECTS):
    """Return people whose covariates move both what they get and how they fare."""
    covariates = random.normal(size=(many, 2))
    raw = np.column_stack(
        [np.zeros(many), covariates @ [steep, 0], covariates @ [0, steep], covariates @ [steep, steep]]
    )
    raw = raw[:, : len(effects)]
    approach = (raw + random.gumbel(size=raw.shape)).argmax(axis=1)
    outcome = covariates @ [1.5, 1.0] + effects[approach] + random.normal(size=many)
    return Sample(outcome, approach > 0, covariates, ("age", "wage")), approach


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_multinomial_is_the_logit_of_statsmodels():
    sample, approach = world(np.random.default_rng(1))
    peer = sm.MNLogit(approach, sm.add_constant(sample.covariates)).fit(disp=False)
    assert multinomial(sample, approach, 4) == pytest.approx(np.asarray(peer.predict()), abs=1e-6)


def test_multinomial_with_a_mass_is_that_of_everybody_so_many_times():
    sample, approach = world(np.random.default_rng(2), many=300)
    mass = np.random.default_rng(3).integers(1, 4, 300)
    rows = np.repeat(np.arange(300), mass)
    twice = Sample(sample.outcome[rows], sample.treated[rows], sample.covariates[rows], sample.names)
    weighted = multinomial(replace(sample, weights=mass.astype(float)), approach, 4)
    assert weighted[rows] == pytest.approx(multinomial(twice, approach[rows], 4), abs=1e-7)


def test_league_with_one_yes_or_no_covariate_is_the_mean_of_cells():
    random = np.random.default_rng(4)
    yes = random.random(900) < 0.4
    approach = np.where(yes, random.choice(3, 900, p=[0.2, 0.5, 0.3]), random.choice(3, 900, p=[0.5, 0.2, 0.3]))
    outcome = 3.0 * yes + approach * (1 + yes) + random.normal(size=900)
    sample = Sample(outcome, approach > 0, yes[:, None].astype(float), ("degree",))
    means, variances = [], []
    for place in range(3):
        cells = [outcome[(approach == place) & side] for side in (yes, ~yes)]
        shares = (yes.mean(), 1 - yes.mean())
        means.append(sum(share * cell.mean() for share, cell in zip(shares, cells, strict=True)))
        # Spread within cells, and that of the cell means over who is in the sample.
        between = np.prod(shares) * (cells[0].mean() - cells[1].mean()) ** 2 / 900
        within = sum(share**2 * cell.var() / len(cell) for share, cell in zip(shares, cells, strict=True))
        variances.append(between + within)

    found = league(sample, approach, NAMES[:3])

    assert [one.mean for one in found.standings] == pytest.approx(means)
    assert [one.error for one in found.standings] == pytest.approx(np.sqrt(variances), rel=0.002)
    assert found.contrasts[0].value == pytest.approx(means[0] - means[1])
    assert found.kept == found.people == 900


def test_league_of_two_is_the_doubly_robust_estimate_by_statsmodels():
    random = np.random.default_rng(5)
    sample, approach = world(random, steep=1.5, effects=np.array([0.0, 1.0]))
    columns = sm.add_constant(sample.covariates)
    chance = sm.Logit(approach, columns).fit(disp=False).predict()
    could = np.minimum(chance, 1 - chance) >= 0.1
    columns, approach, outcome = columns[could], approach[could], sample.outcome[could]
    chance = sm.Logit(approach, columns).fit(disp=False).predict()
    treated = sm.OLS(outcome[approach == 1], columns[approach == 1]).fit().predict(columns)
    compared = sm.OLS(outcome[approach == 0], columns[approach == 0]).fit().predict(columns)
    parts = treated - compared
    parts = parts + approach * (outcome - treated) / chance - (1 - approach) * (outcome - compared) / (1 - chance)

    found = league(*world(np.random.default_rng(5), steep=1.5, effects=np.array([0.0, 1.0])), NAMES[:2])

    assert found.kept == could.sum() < found.people
    assert found.findings[0].about == (int((~could).sum()), 1200)
    assert -found.contrasts[0].value == pytest.approx(parts.mean())
    assert found.contrasts[0].error == pytest.approx(parts.std(ddof=1) / np.sqrt(len(parts)))


def test_league_holds_for_all_pairs_and_places_at_once_where_plain_means_do_not(monkeypatch):
    monkeypatch.setattr(multiplicity, "DRAWS", 20_000)
    random = np.random.default_rng(6)
    pairs_held = places_held = plain_held = 0
    worlds = 150
    for _ in range(worlds):
        sample, approach = world(random, many=600)
        found = league(sample, approach, NAMES)
        truth = dict(zip(NAMES, EFFECTS, strict=True))
        pairs_held += all(one.low <= truth[one.first] - truth[one.second] <= one.high for one in found.contrasts)
        # course and coach share places 2 and 3
        true_places = {"none": (4, 4), "course": (2, 3), "coach": (2, 3), "both": (1, 1)}
        places_held += all(
            one.place_low <= true_places[one.name][0] and true_places[one.name][1] <= one.place_high
            for one in found.standings
        )
        naive = sample.outcome[approach == 3].mean() - sample.outcome[approach == 0].mean()
        plain_held += abs(naive - 2.0) < 0.5
    assert 0.91 <= pairs_held / worlds <= 0.985
    assert places_held / worlds >= 0.93
    assert plain_held / worlds < 0.1


def test_league_tells_places_as_ranges_and_the_order_is_as_named():
    sample, approach = world(np.random.default_rng(7), many=4000)
    found = league(sample, approach, NAMES)
    places = {one.name: (one.place_low, one.place_high) for one in found.standings}
    assert places == {"none": (4, 4), "course": (2, 3), "coach": (2, 3), "both": (1, 1)}
    assert [one.name for one in found.standings] == list(NAMES)
    assert found.standings[3].chance_best > 0.999
    assert sum(one.chance_best for one in found.standings) == pytest.approx(1.0)


def test_league_where_lower_is_better_turns_places_round():
    sample, approach = world(np.random.default_rng(7), many=4000)
    up, down = (league(sample, approach, NAMES, is_higher_better) for is_higher_better in (True, False))
    assert [(5 - one.place_high, 5 - one.place_low) for one in up.standings] == [
        (one.place_low, one.place_high) for one in down.standings
    ]
    assert down.standings[0].chance_best > 0.999
    assert up.contrasts == down.contrasts


def test_league_without_differences_leaves_all_places_open():
    sample, approach = world(np.random.default_rng(8), effects=np.zeros(4))
    found = league(sample, approach, NAMES)
    assert {(one.place_low, one.place_high) for one in found.standings} == {(1, 4)}


def test_league_has_no_way_to_a_bare_ranking():
    # Whoever adds a place without its range, or a sorted list, must come past here.
    assert {field.name for field in fields(Standing)} == {
        "name",
        "people",
        "effective",
        "mean",
        "error",
        "place_low",
        "place_high",
        "chance_best",
    }
    assert {field.name for field in fields(League)} == {"standings", "contrasts", "people", "kept", "findings"}
    assert not [name for name in dir(League) if not name.startswith("_") and name not in {"findings"}]


def test_league_leaves_out_who_could_not_have_had_them_all():
    random = np.random.default_rng(9)
    sample, approach = world(random, many=3000, steep=0.3)
    # Older people only ever got one of them.
    old = np.concatenate([np.zeros(3000), np.ones(600)])
    both = Sample(
        np.concatenate([sample.outcome, 50 + random.normal(size=600)]),
        np.concatenate([sample.treated, np.tile([True], 600)]),
        np.column_stack(
            [np.vstack([sample.covariates, random.normal(size=(600, 2))]), old + 0.01 * random.normal(size=3600)]
        ),
        ("age", "wage", "old"),
    )
    got = np.concatenate([approach, np.where(np.arange(600) < 590, 3, np.arange(600) % 3)])

    found = league(both, got, NAMES)

    assert found.kept <= 3000
    assert found.findings[0].code == "without-common-support"
    assert -found.contrasts[2].value == pytest.approx(2.0, abs=0.25)  # both less none, untouched by the old


def test_league_by_clusters_has_larger_errors_when_clusters_share_their_luck():
    random = np.random.default_rng(10)
    clusters = np.repeat(np.arange(60), 20)
    approach = (np.arange(60) % 3)[clusters]
    outcome = approach + random.normal(size=60)[clusters] + random.normal(size=1200)
    sample = Sample(outcome, approach > 0)
    alone, together = (
        league(replace(sample, clusters=of), approach, NAMES[:3]).standings[0].error for of in (None, clusters)
    )
    means = outcome.reshape(60, 20).mean(axis=1)[::3]
    assert together == pytest.approx(means.std() / np.sqrt(20), rel=0.02)
    assert together > 2 * alone


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda sample, approach: (sample, np.where((approach == 2) & (np.arange(1200) > 12), 1, approach)),
            "too-few-of-approach",
        ),
        (lambda sample, approach: (sample.with_outcome(np.full(1200, np.nan)), approach), "outcome-unknown"),
        (
            lambda sample, approach: (replace(sample, covariates=np.ones((1200, 2))), approach),
            "covariate-never-differs",
        ),
        (lambda sample, approach: (replace(sample, clusters=approach), approach), "too-few-clusters-of-approach"),
        (
            lambda sample, approach: (
                replace(sample, covariates=np.column_stack([approach, sample.outcome])),
                approach,
            ),
            "covariates-tell-approach",
        ),
        (
            lambda sample, approach: (replace(sample, covariates=sample.covariates[:, [0, 0]]), approach),
            "covariates-overlap",
        ),
    ],
)
def test_league_with_data_that_carry_no_answer(change, code):
    with pytest.raises(NotAnswerable) as refused:
        league(*change(*world(np.random.default_rng(11))), NAMES)
    assert code in codes(refused)


def test_league_with_a_place_without_a_name():
    sample, approach = world(np.random.default_rng(12))
    with pytest.raises(ValueError, match="named approaches"):
        league(sample, approach, NAMES[:3])
