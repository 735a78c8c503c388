from functools import cache

import numpy as np
import pytest

from wending.engine.estimation.meta import (
    Spread,
    between,
    egger,
    forest_rows,
    funnel_rows,
    leave_one_out,
    moderated,
    pooled,
)
from wending.engine.estimation.terms import Finding, Floats, NotAnswerable

# Vaccination against tuberculosis (Colditz et al. 1994): ill and well of the vaccinated, ill and well of the others,
# latitude, year.
TRIALS = """4 119 11 128 44 1948; 6 300 29 274 55 1949; 3 228 11 209 42 1960; 62 13536 248 12619 52 1977;
33 5036 47 5761 13 1973; 180 1361 372 1079 44 1953; 8 2537 10 619 19 1973; 505 87886 499 87892 13 1980;
29 7470 45 7232 27 1968; 17 1699 65 1600 42 1961; 186 50448 141 27197 18 1974; 5 2493 3 2338 33 1969;
27 16886 29 17825 33 1976"""
NAMES = [str(number) for number in range(13)]


@cache
def _trials() -> tuple[Floats, Floats, Floats]:
    """Return log ratios of risks, their errors, and latitude and year."""
    table = np.array([row.split() for row in TRIALS.split(";")], float)
    ill, well, other_ill, other_well = table[:, :4].T
    values = np.log(ill / (ill + well)) - np.log(other_ill / (other_ill + other_well))
    errors = np.sqrt(1 / ill - 1 / (ill + well) + 1 / other_ill - 1 / (other_ill + other_well))
    return values, errors, table[:, 4:]


def test_pooled_of_tuberculosis_is_the_published_one() -> None:
    values, errors, _ = _trials()
    found = pooled(values, errors, is_hartung_knapp=False)
    assert (round(found.value, 4), round(found.error, 4), round(found.tau2, 4)) == (-0.7145, 0.1798, 0.3132)
    assert (round(found.low, 4), round(found.high, 4)) == (-1.0669, -0.3622)
    assert (round(found.i2, 4), round(found.q, 4)) == (0.9222, 152.2330)
    assert found.q_p < 1e-4


@pytest.mark.parametrize(("spread", "method"), [(Spread.PAULE_MANDEL, "pm"), (Spread.DERSIMONIAN_LAIRD, "dl")])
def test_pooled_agrees_with_statsmodels(spread: Spread, method: str) -> None:
    from statsmodels.stats.meta_analysis import combine_effects

    values, errors, _ = _trials()
    other = combine_effects(values, errors**2, method_re=method, use_t=True)
    plain, widened = pooled(values, errors, spread, is_hartung_knapp=False), pooled(values, errors, spread)
    assert plain.tau2 == pytest.approx(other.tau2, rel=1e-5)
    assert (plain.value, plain.error) == (pytest.approx(other.mean_effect_re), pytest.approx(other.sd_eff_w_re))
    assert widened.error == pytest.approx(other.sd_eff_w_re_hksj, rel=1e-5)
    low, high = other.conf_int(use_t=True)[3]
    assert (widened.low, widened.high) == (pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))
    np.testing.assert_allclose(plain.shares, other.weights_rel_re, rtol=1e-5)
    fixed = pooled(values, errors, Spread.FIXED)
    assert (fixed.value, fixed.error) == (pytest.approx(other.mean_effect_fe), pytest.approx(other.sd_eff_w_fe))
    assert fixed.i2 == pytest.approx(other.i2)


def test_between_by_reml_is_where_the_likelihood_is_highest() -> None:
    values, errors, _ = _trials()

    def likelihood(tau2: float) -> float:
        variance = errors**2 + tau2
        mean = np.average(values, weights=1 / variance)
        return float(-(np.log(variance).sum() + np.log((1 / variance).sum()) + ((values - mean) ** 2 / variance).sum()))

    around = np.linspace(0.2, 0.5, 30_001)
    best = around[np.argmax([likelihood(tau2) for tau2 in around])]
    assert between(values, errors, Spread.REML) == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize("spread", [Spread.REML, Spread.PAULE_MANDEL, Spread.DERSIMONIAN_LAIRD])
def test_between_of_studies_that_agree_is_nothing(spread: Spread) -> None:
    values, errors = np.array([1.0, 1.1, 0.9, 1.05]), np.full(4, 0.5)
    found = pooled(values, errors, spread)
    assert (found.tau2, found.i2) == (0, 0)
    # Agreeing better than chance does not make it surer than the studies are.
    assert found.error == pytest.approx(0.25)


def test_prediction_interval_is_of_the_next_study() -> None:
    rng = np.random.default_rng(1)
    held, plain = [], []
    for _ in range(400):
        errors = rng.uniform(0.1, 0.3, 12)
        values = 0.5 + rng.normal(size=12) * 0.4 + rng.normal(size=12) * errors
        found = pooled(values, errors)
        assert found.prediction is not None
        following = 0.5 + rng.normal() * 0.4
        held.append(found.prediction[0] < following < found.prediction[1])
        plain.append(found.low < 0.5 < found.high)
    assert np.mean(held) == pytest.approx(0.95, abs=0.035)
    assert np.mean(plain) == pytest.approx(0.95, abs=0.035)
    values, errors, _ = _trials()
    # 2.200985: 97.5% of t with 13 - 2 degrees.
    half = 2.200985 * (0.31324326 + 0.17978152**2) ** 0.5
    assert pooled(values, errors).prediction == pytest.approx((-0.71453234 - half, -0.71453234 + half), rel=1e-5)
    assert pooled(values, errors, Spread.FIXED).prediction is None
    assert pooled(values[:2], errors[:2]).prediction is None


def test_leave_one_out_is_pooling_the_others() -> None:
    values, errors, _ = _trials()
    found = leave_one_out(values, errors)
    assert len(found) == 13
    assert found[3].value == pooled(np.delete(values, 3), np.delete(errors, 3)).value
    assert [round(one.value, 3) for one in found[:3]] == [-0.707, -0.654, -0.686]
    assert leave_one_out(values[:2], errors[:2]) == ()


def test_egger_of_tuberculosis_is_the_published_one() -> None:
    values, errors, _ = _trials()
    found = egger(values, errors)
    # t = -1.4013 on 11 degrees, p = 0.1887.
    assert found.intercept / found.error == pytest.approx(-1.4013, abs=5e-5)
    assert round(found.p, 4) == 0.1887


def test_egger_needs_ten_studies_that_differ_in_size() -> None:
    values, errors, _ = _trials()
    with pytest.raises(NotAnswerable) as refused:
        egger(values[:9], errors[:9])
    assert refused.value.findings == (Finding("too-few-studies", (9, 10)),)
    with pytest.raises(NotAnswerable, match="errors-never-differ"):
        egger(values, np.ones(13))


def test_moderated_by_latitude_is_the_published_one() -> None:
    values, errors, about = _trials()
    found = moderated(values, errors, about[:, :1], ("latitude",))
    assert found.values == pytest.approx([0.2515, -0.0291], abs=5e-5)
    assert (round(found.tau2, 4), round(found.explained or 0, 3)) == (0.0763, 0.756)
    # Errors there are 0.2491 and 0.0072 before the widening of Knapp and Hartung, which is the same for both.
    assert found.errors[0] / found.errors[1] == pytest.approx(0.2491 / 0.0072, rel=0.01)
    assert found.errors[1] > 0.0072
    assert found.high[1] < 0


def test_moderated_is_weighted_least_squares_at_its_spread() -> None:
    import statsmodels.api as sm

    values, errors, about = _trials()
    found = moderated(values, errors, about[:, :1], ("latitude",))
    design = sm.add_constant(about[:, :1])
    other = sm.WLS(values, design, weights=1 / (errors**2 + found.tau2)).fit()
    np.testing.assert_allclose(found.values, other.params, rtol=1e-8)
    np.testing.assert_allclose(found.errors, other.bse, rtol=1e-8)
    np.testing.assert_allclose(found.p, other.pvalues, rtol=1e-8)
    np.testing.assert_allclose(np.column_stack([found.low, found.high]), other.conf_int(), rtol=1e-8)


def test_moderated_refuses_too_many_questions_and_what_is_unknown() -> None:
    values, errors, about = _trials()
    with pytest.raises(NotAnswerable) as refused:
        moderated(values, errors, about, ("latitude", "year"))
    assert refused.value.findings == (Finding("too-few-studies", (13, 20)),)
    hole = about[:, :1].copy()
    hole[4] = np.nan
    with pytest.raises(NotAnswerable, match="moderator-unknown"):
        moderated(values, errors, hole, ("latitude",))
    with pytest.raises(NotAnswerable, match="moderators-overlap"):
        moderated(values, errors, np.ones((13, 1)), ("same",))
    with pytest.raises(ValueError, match="a name per moderator"):
        moderated(values, errors, about, ("latitude",))


def test_pooled_refuses_one_study_and_studies_without_error() -> None:
    with pytest.raises(NotAnswerable, match="too-few-studies"):
        pooled(np.ones(1), np.ones(1))
    for bad in (0.0, np.nan):
        with pytest.raises(NotAnswerable, match="study-without-error"):
            pooled(np.ones(3), np.array([1.0, bad, 1.0]))


def test_rows_of_pictures_hold_every_study() -> None:
    values, errors, _ = _trials()
    found = pooled(values, errors)
    forest, funnel = forest_rows(NAMES, values, errors, found), funnel_rows(NAMES, values, errors, found)
    assert sum(float(row[4] or 0) for row in forest) == pytest.approx(1)
    assert forest[0][1:4] == pytest.approx(
        (values[0], values[0] - 1.959964 * errors[0], values[0] + 1.959964 * errors[0])
    )
    assert funnel[2][3:] == pytest.approx((found.value - 1.959964 * errors[2], found.value + 1.959964 * errors[2]))
