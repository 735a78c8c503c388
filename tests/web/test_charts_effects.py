"""Charts of effects: every number where it belongs on its axis, nothing outside the picture, texts escaped."""

from xml.etree import ElementTree

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from wending.web.charts import Bin, Interval, Line, Loose, Pair, Place, curves, dots, funnel, histograms, intervals
from wending.web.charts.axis import axis, with_room
from wending.web.charts.paper import on_paper

HOSTILE = '<b>"&'
number = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def tell(value: float) -> str:
    return f"{value:g}"


def shapes(svg: str, kind: str) -> list[ElementTree.Element]:
    """Return the shapes of a class."""
    return [one for one in ElementTree.fromstring(svg).iter() if kind in (one.get("class") or "").split()]


@given(st.lists(number, min_size=1, max_size=6))
def test_axis_holds_every_number_between_its_marks(values: list[float]) -> None:
    line = axis(values, 0, 100)

    unseen = 1e-6 * (line.high - line.low)
    assert unseen > 0
    assert line.low <= min(values) + unseen
    assert max(values) - unseen <= line.high
    assert (line.marks[0], line.marks[-1]) == (line.low, line.high)
    assert 2 <= len(line.marks) <= 8


def test_axis_places_in_proportion() -> None:
    line = axis([0, 10], 0, 200)

    assert [line.at(value) for value in (0, 5, 10, 99)] == [0, 100, 200, 200]


def test_axis_without_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a number"):
        axis([None, float("nan")], 0, 1)


def test_with_room_leaves_names_out_that_would_touch() -> None:
    line = axis([0, 10], 0, 100)

    shown = [name for _mark, _x, name in with_room(line, ["a long name" for _ in line.marks]) if name]

    assert len(shown) == 1


def test_with_room_names_marks_in_equal_steps_and_nought() -> None:
    line = axis([-2000, 3000], 0, 456)
    assert len(line.marks) == 6

    shown = [mark for mark, _x, name in with_room(line, ["−€ 1.000" for _ in line.marks]) if name]

    assert shown == [-2000, 0, 2000]


def test_intervals_tell_on_a_phone_all_numbers_or_none() -> None:
    rows = [
        Interval("A", 5, 0, 10, text="short"),
        Interval("A name that is long", 5, 0, 10, text="5 (0 tot 10) of 100"),
    ]

    assert "interval-text--wide" not in intervals(rows[:1], title="T", tell=tell)
    assert intervals(rows, title="T", tell=tell).count("interval-text--wide") == 2


def test_intervals_tell_a_long_name_on_two_lines_and_make_room_for_it() -> None:
    long = "Begeleiding van mensen in hun eigen buurt min een cursus in de avond"
    short, two = (intervals([Interval(name, 5, 0, 10)], title="T", tell=tell) for name in ("A", long))

    assert ">Begeleiding van mensen in hun eigen<" in two
    assert ">buurt min een cursus in de avond<" in two
    tall, usual = (float(ElementTree.fromstring(svg).get("viewBox", "").split()[3]) for svg in (two, short))
    assert tall - usual == 20


def test_intervals_draw_ends_and_value_on_one_scale() -> None:
    svg = intervals([Interval("A", 5, 0, 10), Interval("B", None, 0, 5)], title="T", tell=tell, zero=None)

    first, second = shapes(svg, "interval")
    (dot,) = shapes(svg, "interval-dot")
    width, half = float(first.get("width", 0)), float(second.get("width", 0))
    assert half == pytest.approx(width / 2, abs=0.2)
    assert float(dot.get("cx", 0)) == pytest.approx(float(first.get("x", 0)) + width / 2, abs=0.2)


def test_intervals_without_a_number_are_refused() -> None:
    with pytest.raises(ValueError, match="number to show"):
        intervals([Interval("A", None, None, None)], title="T", tell=tell)


def test_intervals_escape_names() -> None:
    svg = intervals([Interval(HOSTILE, 1, 0, 2, text=HOSTILE)], title=HOSTILE, tell=lambda value: HOSTILE)

    assert "<b>" not in svg
    ElementTree.fromstring(svg)


def test_intervals_of_all_together_are_a_diamond() -> None:
    svg = intervals([Interval("A", 1, 0, 2), Interval("all", 1, 0.5, 1.5, kind="all")], title="T", tell=tell)

    assert [one.tag.rpartition("}")[2] for one in shapes(svg, "interval--all")] == ["path"]


def test_dots_put_the_smaller_difference_nearer_to_nought() -> None:
    svg = dots([Pair("age", 0.4, 0.05), Pair("sex", None, 0.0)], title="T", names=("a", "b"), tell=tell, bar=0.1)

    (zero,) = shapes(svg, "axis-line")
    middle = float(zero.get("x1", 0))
    (before,) = shapes(svg, "dot-before")
    after, none = shapes(svg, "dot-after")
    assert abs(float(after.get("cx", 0)) - middle) < abs(float(before.get("cx", 0)) - middle) / 4
    assert float(none.get("cx", 0)) == middle


def test_curves_of_one_place_stand_in_the_middle() -> None:
    line = Line("", [Place(4, 1.0, 0.5, 1.5)])

    svg = curves([line], title="T", x_label="x", y_label="y", tell_x=tell, tell_y=tell, at=[4.0])

    dot = shapes(svg, "curve-dot")[0]
    assert 200 < float(dot.get("cx") or 0) < 330


def test_curves_draw_a_band_from_low_to_high() -> None:
    line = Line("A", [Place(0, 1, 0, 2), Place(1, 1, 0, 2)])
    svg = curves([line], title="T", x_label="x", y_label="y", tell_x=tell, tell_y=tell, loose=[Loose("here", 0.5, 1)])

    (band,) = shapes(svg, "band-fill")
    heights = {point.split(",")[1] for point in (band.get("points") or "").split()}
    assert len(heights) == 2
    (dot,) = shapes(svg, "dot-after")
    drawn = shapes(svg, "curve-dot")
    assert float(drawn[0].get("cx", 0)) < float(dot.get("cx", 0)) < float(drawn[1].get("cx", 0))


def test_histograms_draw_shares_on_one_scale_both_ways() -> None:
    bins = [Bin(0, 0.5, 0.5, 0.25, 0.5), Bin(0.5, 1, 0.5, 0.75, 0.5)]
    svg = histograms(bins, title="T", names=("a", "b", "c"), x_label="x", tell=tell)

    up = [float(one.get("height", 0)) for one in shapes(svg, "histogram--first")]
    down = [float(one.get("height", 0)) for one in shapes(svg, "histogram--second")]
    assert up == pytest.approx([2 * down[0]] * 2, abs=0.2)
    assert down[1] == pytest.approx(3 * down[0], abs=0.2)


def test_funnel_has_the_surest_on_top() -> None:
    svg = funnel([(1.0, 0.1, "sure"), (2.0, 0.9, HOSTILE)], middle=1.2, title="T", x_label="x", y_label="y", tell=tell)

    sure, unsure = shapes(svg, "dot-after")
    assert float(sure.get("cy", 0)) < float(unsure.get("cy", 0))
    assert float(sure.get("cx", 0)) < float(unsure.get("cx", 0))


def test_on_paper_brings_the_looks_along() -> None:
    svg = on_paper(intervals([Interval("A", 1, 0, 2)], title="T", tell=tell))

    assert ElementTree.fromstring(svg)[0].tag.endswith("style")


def test_drawing_draws_a_description() -> None:
    rows = [{"label": "A", "value": 1.0, "low": 0.0, "high": 2.0}]
    chart = {"kind": "intervals", "title": "Effect", "rows": rows, "tell": tell}

    html = engines["django"].from_string("{% load drawings %}{% drawing chart %}").render({"chart": chart})

    assert html == intervals([Interval("A", 1.0, 0.0, 2.0)], title="Effect", tell=tell)
