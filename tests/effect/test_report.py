"""The report of an answer: what it says follows from the numbers, and nothing stands alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from tests.effect.answers import VERDICTS, make_answer, make_plan, nsw_answer
from wending.effect.queries.report import Change, Registered, Report, report_of
from wending.effect.queries.report.content import Section
from wending.effect.queries.report.numbers import between, euros, interval, levels, number, short, signed, tell
from wending.effect.queries.report.sentence import Size, size_of
from wending.effect.queries.report_words import checks, designs, outcomes, verdicts
from wending.effect.queries.words import finding_words
from wending.effect.rules.answer import Part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import OVER_PERIODS, PlannedOutcome, Use, View
from wending.engine.estimation.check import EVERY, Check, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand, Estimate, Finding
from wending.engine.estimation.verdict import Incomplete, Verdict
from wending.web.templatetags.drawings import drawn


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def sections(report: Report) -> dict[str, Section]:
    """Return every section by its key."""
    found = [report.picture, *report.summary, *(one for group in report.groups for one in group.sections)]
    return {section.key: section for section in found}


def words_of(report: Report) -> str:
    """Return everything a report says."""
    parts = [report.sentence, *report.notes]
    for section in sections(report).values():
        parts += [section.title, *section.texts, *section.points]
        parts += [cell for table in section.tables for row in (table.heads, *table.rows) for cell in row]
    return " | ".join(parts)


def estimate(low: float, high: float) -> Estimate:
    return Estimate("matching", Estimand.ATT, (low + high) / 2, (high - low) / 2 / 1.959964, 100, 100)


@pytest.mark.parametrize(
    ("low", "high", "size"),
    [
        (0.03, 0.08, Size.MATTERS),
        (-0.08, -0.03, Size.MATTERS),
        (0.005, 0.08, Size.DIFFERS),
        (-0.01, 0.015, Size.NONE),
        (-0.01, 0.05, Size.UNKNOWN),
        (-0.05, 0.01, Size.UNKNOWN),
    ],
)
def test_size_of_depends_on_the_whole_interval(low: float, high: float, size: Size) -> None:
    assert size_of(estimate(low, high), PlannedOutcome("in_education", 365, Use.PRIMARY, 0.02)) is size


@pytest.mark.parametrize(
    ("outcome", "low", "high", "size"),
    [
        ("in_work", -0.08, -0.03, Size.WORSE),
        ("in_work", -0.08, -0.005, Size.WORSE),
        ("in_work", 0.03, 0.08, Size.MATTERS),
        ("in_work", -0.05, 0.01, Size.UNKNOWN),
        ("drop_out", 0.005, 0.08, Size.WORSE),
        ("drop_out", -0.08, -0.03, Size.MATTERS),
    ],
)
def test_size_of_looks_at_which_way_is_better(outcome: str, low: float, high: float, size: Size) -> None:
    assert size_of(estimate(low, high), PlannedOutcome(outcome, 365, Use.PRIMARY, 0.02)) is size


def test_report_of_harm_says_that_it_goes_the_wrong_way() -> None:
    report = report_of(make_answer("randomised", -0.087, 0.021, make_plan(smallest=0.05)))

    assert "Dat is de verkeerde kant op: op dit punt gaat het zonder deze aanpak beter." in report.sentence
    assert "te weinig" not in report.sentence
    assert "Met de aanpak is het slechter dan dit." in sections(report)["nothing"].texts
    assert sections(report)["outcomes"].tables[0].rows[0][3].endswith("de verkeerde kant op")


def test_sentence_tells_how_many_of_a_hundred_with_the_interval() -> None:
    told = report_of(make_answer("credible", 0.061, 0.016)).sentence

    assert "Van elke 100 deelnemers hebben er na 1 jaar 6,1 meer werk" in told
    assert "tussen 3 en 9,2 van de 100 meer" in told
    assert "vanaf 2 van elke 100" in told


def test_sentence_of_fewer_says_fewer() -> None:
    told = report_of(make_answer("randomised", -0.061, 0.016)).sentence

    assert "6,1 minder werk" in told
    assert "tussen 3 en 9,2 van de 100 minder" in told


def test_sentence_of_a_null_says_that_nothing_was_found() -> None:
    told = report_of(make_answer("credible", 0.002, 0.006)).sentence

    assert "geen verschil dat ertoe doet" in told
    assert "tussen 1 van de 100 minder en 1,4 van de 100 meer" in told


def test_sentence_of_a_wide_interval_says_that_we_do_not_know() -> None:
    told = report_of(make_answer("credible", 0.01, 0.02)).sentence

    assert "niet of deze aanpak verschil maakt" in told
    assert "0,5 meer" not in told


def test_sentence_of_a_failed_placebo_is_no_proof() -> None:
    assert "aanwijzing en geen bewijs" in report_of(make_answer("suggestive")).sentence


def test_sentence_without_identification_says_what_is_needed_and_no_number() -> None:
    report = report_of(make_answer("not-identified"))

    assert "niet te beantwoorden" in report.sentence
    assert "het lot bepalen" in report.sentence
    assert report.verdict == "not-identified"
    assert report.picture.chart is None
    assert "te weinig mensen om mee te vergelijken: 4, en 10" in " ".join(report.picture.points)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding("too-few-treated", (3, 10)), "Meer deelnemers van wie de uitkomst bekend is."),
        (Finding("outcome-unknown"), "Van deelnemers en anderen de uitkomst, gemeten na de gekozen tijd."),
        (Finding("outcome-never-differs"), "Gegevens waarin dit niet meer zo is: De uitkomst is bij iedereen gelijk."),
        (Finding("nobody-overlaps", is_grave=False), "Andere gegevens. Hieronder staat wat er nu niet kan."),
    ],
)
def test_sentence_tells_what_other_data_would_have_to_be(finding: Finding, words: str) -> None:
    answer = make_answer("not-identified", needed=("other-data",))
    one = replace(answer.primary, findings=(finding,))

    told = report_of(replace(answer, outcomes=(one, *answer.outcomes[1:]))).sentence

    assert told.endswith(f"Dit is nodig voor een antwoord: {words}")


def test_report_hides_the_number_of_an_estimate_whose_design_was_refuted() -> None:
    answer = make_answer("credible", states={Code.BALANCE: State.FAILED})
    judged = replace(answer.primary.judgement, verdict="not-identified", reasons=("balance:unbalanced",))
    refuted = replace(answer, outcomes=(replace(answer.primary, judgement=judged), *answer.outcomes[1:]))

    report = report_of(refuted)

    top = [report.sentence, *(text for one in (report.picture, *report.summary) for text in (*one.texts, *one.points))]
    assert "6,1" not in " ".join(top)
    assert not any(one.chart for one in (report.picture, *report.summary))
    assert "bleven van elkaar verschillen" in " ".join(report.picture.points)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_report_never_says_significant(verdict: str, language: str) -> None:
    with translation.override(language):
        assert "signific" not in words_of(report_of(make_answer(verdict))).lower()


@pytest.mark.parametrize("missing", EVERY)
def test_report_cannot_be_reached_without_every_check(missing: Code) -> None:
    answer = make_answer("credible")
    kept = tuple(check for check in answer.primary.checks if check.code is not missing)

    with pytest.raises(Incomplete):
        replace(answer.primary, checks=kept)


def test_report_shows_every_check_with_its_picture_and_table() -> None:
    found = sections(report_of(make_answer("credible")))

    for code in EVERY:
        section = found[f"check-{code}"]
        assert section.tables, code
        assert section.state_words, code
        assert section.chart is not None, code
        assert drawn(section.chart).startswith("<svg"), code


@pytest.mark.parametrize(
    ("code", "columns", "row", "drawn_value"),
    [
        (Code.PLACEBO, ("outcome", "value", "low", "high", "p", "p-adjusted", "below", "above"), 0.01, 0.01),
        (Code.SPECIFICATIONS, ("specification", "bandwidth", "value", "low", "high", "below", "above"), 3.0, 0.01),
        (Code.BALANCE, ("donor", "weight"), 0.4, 0.4),
        (Code.OVERLAP, ("side", "density", "bandwidth", "people"), 0.2, 0.2),
    ],
)
def test_report_draws_the_tables_of_other_designs(
    code: Code, columns: tuple[str, ...], row: float, drawn_value: float
) -> None:
    cells = {"value": 0.01, "low": 0.0, "high": 0.02, columns[1]: row}
    answer = make_answer("credible")
    table = tuple(cells.get(name, 5.0) for name in columns[1:])
    other = Check(code, State.PASSED, columns=columns, rows=(("one", *table),))
    kept = tuple(other if check.code is code else check for check in answer.primary.checks)

    section = sections(report_of(replace(answer, outcomes=(replace(answer.primary, checks=kept),))))[f"check-{code}"]

    assert section.chart is not None
    assert section.chart["rows"][0]["value"] == drawn_value
    assert drawn(section.chart).startswith("<svg")


def test_report_draws_a_place_and_its_twin() -> None:
    rows = ((2020, 0.4, 0.41, -0.01), (2021, 0.5, 0.42, 0.08))
    other = Check(Code.PRE_TRENDS, State.PASSED, columns=("period", "outcome", "twin", "gap"), rows=rows)
    answer = make_answer("credible")
    kept = tuple(other if check.code is other.code else check for check in answer.primary.checks)

    report = report_of(replace(answer, outcomes=(replace(answer.primary, checks=kept),)))

    section = sections(report)["check-pre-trends"]
    assert section.chart is not None
    assert section.chart["rows"][1]["places"] == [(2020, 0.41), (2021, 0.42)]
    assert drawn(section.chart).startswith("<svg")
    assert section.tables[0].rows[1] == ("2021", "50,0", "42,0", "8,0")


def test_report_tells_why_a_check_could_not_be_done() -> None:
    section = sections(report_of(make_answer("credible", states={Code.PLACEBO: State.CANNOT})))["check-placebo"]

    assert section.state_words == "Niet te zeggen"
    assert "Het interval is te breed om iets te zeggen." in section.texts


def test_report_shows_the_registered_estimate_first_and_all_others_beside_it() -> None:
    table = sections(report_of(nsw_answer()))["estimates"].tables[0]

    assert [row[0] for row in table.rows][:2] == ["Dubbele correctie", "Gewoon verschil, zonder correctie"]
    assert table.rows[0][2:5] == ("1.585", "−3", "3.173")
    assert table.rows[1][2] == "−8.498"
    assert len(table.rows) == 7


def test_report_of_nsw_says_that_the_placebo_fails() -> None:
    report = report_of(nsw_answer())

    assert report.verdict == "suggestive"
    assert "We vinden een verschil waar er geen kan zijn" in " ".join(report.summary[0].points)
    rows = sections(report)["check-placebo"].tables[0].rows
    assert rows[0][1:4] == ("−1.029", "−1.500", "−558")


def test_report_tells_of_the_low_skilled_first() -> None:
    rows = sections(report_of(make_answer()))["whom"].tables[0].rows

    assert rows[0][:2] == ("opleiding", "laag")


def test_report_tells_costs_as_ranges_per_view() -> None:
    section = sections(report_of(make_answer()))["costs"]

    assert section.tables[0].rows[1] == ("de gemeente", "−€ 1.500", "−€ 620", "€ 240", "11%")
    assert "vanaf 5 van de 100 meer" in section.points[0]


def test_report_tells_what_the_approach_costs_with_its_source() -> None:
    answer = make_answer()
    cost = next(one for one in answer.plan.money if not one.outcome)

    text = " ".join(sections(report_of(answer))["costs"].texts)

    assert euros(cost.central) in text
    assert f"({euros(cost.low)} tot {euros(cost.high)}; bron: {cost.source}, {cost.year})" in text


@pytest.mark.parametrize(
    ("central", "effect", "cost", "expected"),
    [
        (900.0, 0.024, 3941.0, "vanaf 2,4 van de 100 meer. Bij het gevonden effect mag het hoogstens € 3.941"),
        (-900.0, 0.024, -40.0, "vanaf 2,4 van de 100 meer"),
    ],
)
def test_report_tells_the_most_that_it_may_cost(
    central: float, effect: float | None, cost: float | None, expected: str
) -> None:
    parts = (
        Part("balance-of-money", (("municipality", central - 100, central, central + 100, 0.5),)),
        Part("break-even", (("municipality", effect, cost),)),
    )

    points = sections(report_of(replace(make_answer(), parts=parts)))["costs"].points

    assert expected in points[0]
    assert ("hoogstens" in points[0]) == ((cost or 0) > 0)


@pytest.mark.parametrize(
    ("design", "sentence", "compared"),
    [
        (Design.STAGGERED, "gemiddeld over de tijd na het begin", "die nooit begonnen of later"),
        (Design.SYNTHETIC_CONTROL, "gemiddeld over de tijd na het begin", "een mengsel van"),
        (Design.RANDOMISED, "100 mensen die mee mochten doen", "mensen die mee mochten doen, met"),
        (Design.DISCONTINUITY, "100 mensen vlak bij de grens", "aan de ene kant van de grens"),
        (Design.INSTRUMENT, "na 1 jaar", "mensen met het aanbod"),
    ],
)
def test_report_says_of_whom_and_when_as_its_design_does(design: Design, sentence: str, compared: str) -> None:
    answer = make_answer()
    report = report_of(replace(answer, plan=replace(answer.plan, design=design)))

    assert sentence in report.sentence
    assert compared in " ".join(sections(report)["whom"].texts)
    assert ("na 1 jaar" in report.sentence) == (design not in OVER_PERIODS)


def test_report_without_money_says_that_it_is_not_known() -> None:
    section = sections(report_of(replace(make_answer(plan=make_plan(money=(), rates=None)), parts=())))["costs"]

    assert section.texts == ("Dat weten we (nog) niet.",)


def test_report_tells_what_it_costs_also_where_what_it_yields_is_not_known() -> None:
    texts = sections(report_of(replace(make_answer(), parts=())))["costs"].texts

    assert texts[0].startswith("Kosten van de begeleiding: € 1.200 per deelnemer (€ 900 tot € 1.600;")
    assert texts[-1] == "Wat het in geld oplevert, weten we (nog) niet."


def test_report_tells_why_a_part_is_not_there() -> None:
    answer = make_answer()
    refused = Part("league", (), (Finding("too-few-treated", (3, 10)),))
    one = replace(answer.primary, parts=(refused,))

    section = sections(report_of(replace(answer, outcomes=(one,))))["league"]

    assert "te weinig deelnemers: 3, en 10" in section.points[0]


def test_report_tells_what_happens_if_we_do_nothing_with_its_interval() -> None:
    text = " ".join(sections(report_of(make_answer()))["nothing"].texts)

    assert "41 van elke 100 (tussen 38 en 44 van elke 100)" in text


def test_report_tells_the_effect_by_periods_since_the_start_with_both_intervals() -> None:
    answer = make_answer()
    assert "since-start" not in sections(report_of(answer))
    rows = ((0, 0.04, 0.02, 0.06, 0.01, 0.07, 40), (1, 0.08, 0.05, 0.11, 0.03, 0.13, 25))
    told = Finding("too-few-units-since-start", (2, 10), is_grave=False)
    primary = replace(answer.outcomes[0], parts=(Part("since-start", rows, (told,)),))
    section = sections(report_of(replace(answer, outcomes=(primary, *answer.outcomes[1:]))))["since-start"]
    assert "samen met 95% zekerheid" in section.texts[1]
    assert section.tables[0].heads[4:6] == ("Laag, alle perioden samen", "Hoog, alle perioden samen")
    assert section.tables[0].rows[1][0] == "1"
    assert section.chart is not None
    assert section.chart["rows"][1]["wide_high"] == 0.13
    assert section.points == ("Van 2 perioden sinds het begin zijn er minder dan 10. Die tonen we niet.",)


def test_report_league_is_never_a_bare_ranking() -> None:
    section = sections(report_of(make_answer()))["league"]

    assert "geen ranglijst" in section.texts[0]
    assert section.tables[0].rows[0][3:] == ("0,5", "6,8")
    assert section.tables[1].rows[0] == ("intensive guidance", "71%", "1", "2")


def test_report_shows_later_changes_of_the_plan_and_warns_of_late_ones() -> None:
    change = Change(make_plan().frozen_on, "Te weinig deelnemers.", ("outcomes",), was_opened=True)

    report = report_of(make_answer(), registered=Registered(change.on, (change,)))

    row = sections(report)["changes"].tables[0].rows[0]
    assert row == ("1 januari 2024", "uitkomsten", "Te weinig deelnemers.", "ja", "ja")
    assert "toen de uitkomsten al te zien waren" in " ".join(report.notes)


def test_report_names_approaches_as_they_are_called() -> None:
    report = report_of(make_answer(), names={"intensive-guidance": "Begeleiding op maat"})

    assert "Begeleiding op maat" in [row[1] for row in sections(report)["plan"].tables[0].rows]


def test_report_tells_with_what_it_was_made() -> None:
    rows = dict(sections(report_of(make_answer()))["made"].tables[0].rows)  # type: ignore[arg-type]

    assert rows["numpy"] == "2.3.1"
    assert rows["Startgetal voor toeval"] == "7"
    assert rows["Vingerafdruk van persons (SHA-256)"] == "ab" * 32


def test_report_in_english_has_english_numbers() -> None:
    with translation.override("en"):
        report = report_of(make_answer("credible"))

    assert report.title == "Guidance to work in region East"
    assert "6.1" in report.sentence
    assert "van de" not in words_of(report)


def test_every_code_of_the_rules_has_words() -> None:
    assert set(outcomes.NAMES) == set(outcomes.SENTENCES) == set(OUTCOMES)
    assert {one.unit for one in OUTCOMES.values()} == set(outcomes.UNITS)
    assert {one.value for one in Estimand} == set(outcomes.WHO) == set(outcomes.ESTIMANDS)
    assert {one.value for one in Verdict} == set(verdicts.SHORT) == set(verdicts.LONG)
    assert {one.value for one in EVERY} == set(checks.TITLES) == set(verdicts.FAILED) == set(verdicts.CANNOT)
    assert {one.value for one in State} == set(checks.STATES)
    assert {one.value for one in Design} == set(designs.DESIGNS)
    assert {one.value for one in View} == set(designs.VIEWS)
    assert {one.value for one in Use} == set(designs.USES)


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_sentence_of_every_outcome_fills_its_places(outcome: str) -> None:
    plan = make_plan(outcome, 180, 0.01)
    answer = make_answer("credible", 0.061, 0.016, replace(plan, outcomes=(plan.primary, *plan.outcomes[1:])))

    told = report_of(answer).sentence

    assert "%" not in told
    assert "na 6 maanden" in told


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (number(-0.004), "0,00"),
        (number(-1234.5, 1), "−1.234,5"),
        (number(None), "–"),
        (number(float("inf")), "∞"),
        (short(0.0123456), "0,0123"),
        (short(1200.0), "1.200"),
        (tell(0.0316, "share"), "3,2"),
        (signed(-0.03, "share"), "3 van de 100 minder"),
        (signed(0.0, "share"), "0 van elke 100"),
        (signed(-0.315, "euro_per_hour"), "€ 0,32 per uur minder"),
        (between(0.01, 0.05, "share"), "tussen 1 en 5 van de 100 meer"),
        (between(-0.05, -0.01, "share"), "tussen 1 en 5 van de 100 minder"),
        (between(215, 390, "euro_per_month"), "tussen € 215 en € 390 per maand meer"),
        (levels(0.38, 0.44, "share"), "tussen 38 en 44 van elke 100"),
        (interval(0.03, 0.01, 0.05, "share"), "3,0 (1,0 tot 5,0)"),
        (euros(-620.4), "−€ 620"),
    ],
)
def test_numbers_are_told_by_unit(told: str, expected: str) -> None:
    assert told == expected


def test_horizons_are_told_in_the_largest_whole_unit() -> None:
    assert [outcomes.horizon(days) for days in (0, 1, 30, 90, 365, 1095)] == [
        "vooraf",
        "1 dag",
        "1 maand",
        "3 maanden",
        "1 jaar",
        "3 jaar",
    ]


def test_planned_outcome_with_a_covariate_as_placebo_has_the_unit_of_the_claim() -> None:
    answer = make_answer("credible")

    rows = sections(report_of(answer))["check-placebo"].tables[0].rows

    assert answer.plan.outcomes[2] == PlannedOutcome("work_before", 0, Use.PLACEBO, 0.02)
    assert rows[0][:4] == ("werk vooraf", "0,4", "−2,7", "3,5")


def test_costs_tell_apart_who_pays_nothing_and_whom_nothing_changes_for() -> None:
    """Without a cost of one's own it is even at no effect at all: that is not the same as never."""
    worth = (("employer", 0.0, 0.0, 0.0, 0.0), ("municipality", -1.0, 8.0, 20.0, 0.9), ("state", -5.0, -5.0, -5.0, 0.0))
    even = (("employer", None, None), ("municipality", -0.0, None), ("state", None, 90.0), ("person", 0.05, None))
    parts = (Part("balance-of-money", worth), Part("break-even", even))

    points = sections(report_of(replace(make_answer("credible"), parts=parts)))["costs"].points

    assert points == (
        "Voor de werkgever verandert er niets in geld.",
        "Voor de gemeente kost de aanpak zelf niets. Het geld hangt alleen af van het effect.",
        "Voor het rijk hangt het geld niet af van het effect.",
        "Voor de deelnemer komt het uit de kosten vanaf 5 van de 100 meer.",
    )


def test_refused_group_says_which_and_why_without_figures_that_were_not_kept() -> None:
    told = finding_words(Finding("group-refused", ("schooling", "low", "too-few-treated")))
    assert told == "Voor opleiding (laag) is er geen getal: er zijn te weinig deelnemers."
