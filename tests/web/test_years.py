"""The line of years and the rings of people: nothing outside the picture, in order, told in words, safe."""

import itertools
from datetime import date
from math import hypot
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.template import Context, Template
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from wending.web.charts import Near, Span, rings, years
from wending.web.charts.rings import CENTRE, RADII, SIZE
from wending.web.charts.years import LONGEST_NAME, MARGIN, MOST_MARKS, SHORTEST, WIDTH

SVG = "{http://www.w3.org/2000/svg}"
NOW = 2026.9


def bars(picture: str) -> list[Element]:
    """Return the bars of a line of years, in their order."""
    found = fromstring(picture).iter(f"{SVG}rect")
    return [bar for bar in found if (bar.get("class") or "").split()[0] == "span"]


moments = st.floats(1950, 2030)
spans = st.builds(
    lambda begin, more, is_open: Span("x", begin, begin + more, is_open=is_open),
    moments,
    st.floats(0, 50),
    st.booleans(),
)


@bounds(max_examples=50)
@given(st.lists(spans, min_size=1, max_size=6))
def test_years_keeps_every_bar_within_the_picture_and_long_enough_to_see(found: list[Span]) -> None:
    drawn = bars(years(found, title="Jaren", now=NOW))
    assert len(drawn) == len(found)
    for bar in drawn:
        left, width = float(bar.get("x") or 0), float(bar.get("width") or 0)
        assert width >= SHORTEST - 0.1
        assert left >= -0.1
        assert left + width <= WIDTH - MARGIN + 0.2


def test_years_places_bars_by_their_years_and_lets_an_open_one_end_now() -> None:
    old, long, going = bars(
        years([Span("a", 2000, 2005), Span("b", 2000, 2010), Span("c", 2010, 2010, is_open=True)], title="J", now=2020)
    )
    width = {name: float(bar.get("width") or 0) for name, bar in zip("abc", [old, long, going], strict=True)}
    assert width["b"] == pytest.approx(2 * width["a"], abs=0.2)
    assert width["c"] == pytest.approx(width["b"], abs=0.2)
    assert float(going.get("x") or 0) == pytest.approx(float(long.get("x") or 0) + width["b"], abs=0.2)


@pytest.mark.parametrize(("first", "last"), [(2025, 2026), (2010, 2026), (1950, 2030)])
def test_years_marks_few_round_years(first: int, last: int) -> None:
    picture = fromstring(years([Span("a", first, last)], title="J", now=last))
    marks = [text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "axis-text"]
    assert 1 <= len(marks) <= MOST_MARKS + 1
    gaps = {int(later or 0) - int(earlier or 0) for earlier, later in itertools.pairwise(marks)}
    assert len(gaps) <= 1


def test_years_cuts_a_long_name_and_tells_it_whole_in_its_link() -> None:
    name = "Vrijwilliger bij de voedselbank <b> in de wijk"
    picture = years([Span(name, 2001, 2002, text="2001", href="/x/")], title="J", now=NOW)
    (link,) = fromstring(picture).iter(f"{SVG}a")
    assert link.get("aria-label") == f"{name}, 2001"
    shown = next(text.text or "" for text in link.iter(f"{SVG}text"))
    assert shown.endswith("…")
    assert len(shown) <= LONGEST_NAME
    assert "<b>" not in picture


def test_years_needs_something_to_show() -> None:
    with pytest.raises(ValueError, match="something to show"):
        years([], title="J", now=NOW)


def test_years_tag_leaves_out_what_has_no_date() -> None:
    known = {"label": "a", "begin": date(2000, 1, 1), "end": date(2001, 12, 31), "is_open": False, "text": "2000"}
    unknown = {"label": "b", "begin": None, "end": None, "is_open": False}
    template = Template("{% load charts %}{% years_picture spans title='Jaren' %}")
    assert (
        len(bars(template.render(Context({"spans": [known, unknown]})).split(">", 1)[1].rsplit("</figure", 1)[0])) == 1
    )
    assert template.render(Context({"spans": [unknown]})) == ""


@bounds(max_examples=50)
@given(st.lists(st.builds(Near, st.text(min_size=1, max_size=20), st.integers(1, 3)), max_size=30))
def test_rings_puts_everybody_in_their_own_ring(people: list[Near]) -> None:
    printable = [Near("".join(sign for sign in near.label if sign.isprintable()), near.ring) for near in people]
    picture = fromstring(rings(printable, me="Ik", title="Mensen"))
    dots = [dot for dot in picture.iter(f"{SVG}circle") if dot.get("class") == "ring-dot"]
    assert len(dots) == len(people)
    counted = [0, 0, 0]
    for dot in dots:
        distance = hypot(float(dot.get("cx") or 0) - CENTRE, float(dot.get("cy") or 0) - CENTRE)
        counted[next(ring for ring, radius in enumerate(RADII) if distance < radius)] += 1
        assert distance < SIZE / 2
    assert counted == [sum(near.ring == ring for near in people) for ring in (1, 2, 3)]


def test_rings_refuses_a_ring_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="A ring is 1 to 3"):
        rings([Near("Ali", 4)], me="Ik", title="Mensen")
