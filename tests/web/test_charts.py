"""Charts: well-formed, named, and with the numbers in the right place."""

from xml.etree import ElementTree

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from tests.web.reading import Page
from wending.web.charts import Dot, bar, hexagon, path_picture, scatter, stack, swatch
from wending.web.charts.hexagon import CENTRE, RADIUS, ZERO
from wending.web.charts.scatter import BOTTOM, DOT, HEIGHT, LEFT, RIGHT, TOP, WIDTH, place, spread

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("&")</script>'
share = st.floats(min_value=-0.5, max_value=1.5)


def parse(svg: str) -> ElementTree.Element:
    """Return the tree of an SVG; fail when it is not well-formed."""
    return ElementTree.fromstring(svg)


def a_scatter(*dots: Dot) -> ElementTree.Element:
    return parse(scatter(dots, title="Titel", x_label="Stap", y_label="Past", x_ends=("klein", "groot"), zone="left"))


def test_bar_fills_its_share_and_no_more() -> None:
    widths = [[rect.get("width") for rect in parse(f"{bar(v, 50)}")] for v in (0, 25, 90)]
    assert widths == [["100%"], ["100%", "50.0%"], ["100%", "100.0%"]]


def test_bar_refuses_an_empty_track() -> None:
    with pytest.raises(ValueError, match="above zero"):
        bar(1, 0)


def test_stack_puts_parts_end_to_end_up_to_the_whole() -> None:
    parts = [(30.0, "open"), (0.0, "extra"), (10.0, "closed")]
    drawn = [(rect.get("x"), rect.get("width"), rect.get("class")) for rect in parse(stack(parts))][1:]
    assert drawn == [
        ("0.00%", "75.00%", "bar-part bar-part--open"),
        ("75.00%", "25.00%", "bar-part bar-part--closed"),
    ]
    assert [rect.get("width") for rect in parse(stack(parts, 80))][1:] == ["37.50%", "12.50%"]
    assert [rect.get("width") for rect in parse(stack(parts, 20))][1:] == ["100.00%"]


def test_stack_refuses_an_empty_track_and_a_swatch_has_the_colour_of_its_part() -> None:
    with pytest.raises(ValueError, match="above zero"):
        stack([(0.0, "open")])
    assert [rect.get("class") for rect in parse(swatch("open"))] == ["bar-part bar-part--open"]


def test_scatter_numbers_and_links_the_dots() -> None:
    tree = a_scatter(Dot("kok", 0.1, 0.9, "/kok/"), Dot(HOSTILE, 0.9, 0.1, "/x/", "surprise"), Dot("los", 0.5, 0.5))
    links = tree.findall(f"{NS}a")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("/kok/", "1 kok"),
        ("/x/", f"2 {HOSTILE}"),
    ]
    assert [text.text for text in tree.iter(f"{NS}text") if text.get("class") == "dot-number"] == ["1", "2", "3"]
    assert tree.get("aria-label") == "Titel"


def test_scatter_puts_a_better_fit_higher_and_a_bigger_step_further() -> None:
    near, far = place(Dot("a", 0.1, 0.9)), place(Dot("b", 0.8, 0.2))
    assert near[0] < far[0]
    assert near[1] < far[1], "y grows downwards in SVG"


@given(st.lists(st.tuples(share, share), max_size=25))
def test_spread_keeps_every_dot_inside_and_gives_the_same_picture_again(points: list[tuple[float, float]]) -> None:
    centres = [place(Dot("x", x, y)) for x, y in points]
    moved = spread(centres)
    assert moved == spread(centres)
    for x, y in moved:
        assert LEFT + DOT <= x <= WIDTH - RIGHT - DOT
        assert TOP + DOT <= y <= HEIGHT - BOTTOM - DOT


def test_spread_parts_dots_on_one_place() -> None:
    moved = spread([(200.0, 200.0)] * 5)
    gaps = [((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for i, (ax, ay) in enumerate(moved) for bx, by in moved[:i]]
    assert min(gaps) >= 2 * DOT


def test_scatter_names_never_cover_each_other() -> None:
    dots = [Dot(f"beroep nummer {i}", i / 20, 0.5 + (i % 3) / 30) for i in range(20)]
    shown = [
        (float(text.get("x", 0)), float(text.get("y", 0)), len(text.text or "") * 7.6 / 2)
        for text in a_scatter(*dots).iter(f"{NS}text")
        if text.get("class") == "dot-label"
    ]
    assert shown
    for i, (ax, ay, a_half) in enumerate(shown):
        for bx, by, b_half in shown[:i]:
            assert abs(ax - bx) >= a_half + b_half - 0.2 or abs(ay - by) >= 17.8


def test_hexagon_reaches_its_corners_and_tells_its_numbers() -> None:
    tree = parse(hexagon(list("RIASEC"), [("jij", [100, 0, 0, 0, 0, 0]), (HOSTILE, [50] * 6)], title="Soort werk"))
    first, second = [shape for shape in tree.iter(f"{NS}polygon") if "series" in (shape.get("class") or "")]
    corners = [tuple(map(float, point.split(","))) for point in (first.get("points") or "").split()]
    outer = [tuple(map(float, p.split(","))) for p in (tree.findall(f"{NS}polygon")[2].get("points") or "").split()]
    assert corners[0] == outer[0]
    distances = [((x - CENTRE[0]) ** 2 + (y - CENTRE[1]) ** 2) ** 0.5 for x, y in corners]
    assert distances == pytest.approx([RADIUS, *[ZERO] * 5], abs=0.1)
    assert second.get("class") == "series-2"
    assert "jij: R 100, I 0" in (tree.findtext(f"{NS}desc") or "")


@pytest.mark.parametrize("values", [[1] * 5, [1] * 7])
def test_hexagon_refuses_other_than_six(values: list[float]) -> None:
    with pytest.raises(ValueError, match="six"):
        hexagon(list("RIASEC"), [("jij", values)], title="x")


@pytest.mark.parametrize("count", [2, 6])
def test_path_picture_has_a_stop_for_each_name(count: int) -> None:
    tree = parse(path_picture([f"{HOSTILE} {i}" for i in range(count)], title="Route"))
    assert len(tree.findall(f"{NS}circle")) == len(tree.findall(f"{NS}text")) == count


def test_path_picture_puts_numbers_in_their_stops_and_names_beside() -> None:
    tree = parse(path_picture(["Nu", "1", "2", "3", "4", "vrachtwagenchauffeur"], title="Route"))
    stops = [(float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 0))) for c in tree.findall(f"{NS}circle")]
    texts = tree.findall(f"{NS}text")
    inside = [text for text in texts if text.get("class") == "path-number"]
    assert [text.text for text in inside] == ["1", "2", "3", "4"]
    for text, (x, y, radius) in zip(inside, stops[1:-1], strict=True):
        assert float(text.get("x", 0)) == x
        assert abs(float(text.get("y", 0)) - y) < radius
    assert {text.text for text in texts if text.get("class") == "path-name"} == {"Nu", "vrachtwagenchauffeur"}


@pytest.mark.parametrize("count", [1, 7])
def test_path_picture_refuses_too_few_and_too_many(count: int) -> None:
    with pytest.raises(ValueError, match="two to six"):
        path_picture(["x"] * count, title="Route")


def test_scatter_tag_has_a_table_that_says_the_same() -> None:
    text = '{% load charts %}{% scatter points "Wat past?" "Stap" "Past bij jou" %}'
    points = [
        {"label": "kok", "x": 0.25, "y": 0.9, "href": "/kok/", "y_text": "goed"},
        {"label": "<b>", "x": 1, "y": 0},
    ]
    html = engines["django"].from_string(text).render({"points": points})
    assert "<c-" not in html
    assert [block for block in ("25%", "goed", "100%", "0%") if f"<td>{block}</td>" not in html] == []
    assert "<b>" not in html
    assert not [attributes for _tag, attributes in Page(html).tags if "style" in attributes]


def test_interests_tag_shows_both_profiles_in_the_table() -> None:
    text = '{% load charts %}{% interests a "Jij" b "Kok" maximum=40 %}'
    html = engines["django"].from_string(text).render({"a": [40, 0, 0, 0, 0, 10], "b": [20] * 6})
    assert '<td class="number">100</td><td class="number">50</td>' in html
    assert '<td class="number">25</td><td class="number">50</td>' in html


def test_bar_list_tag_is_a_table_with_links() -> None:
    rows = [
        {"label": "Wat je kunt", "value": 72.5, "href": "/uitleg/"},
        {"label": "Niveau", "value": 3, "text": "goed"},
    ]
    html = engines["django"].from_string('{% load charts %}{% bar_list rows "Waarom" %}').render({"rows": rows})
    assert '<a href="/uitleg/">Wat je kunt</a>' in html
    assert ">72.5<svg" in html
    assert ">goed<svg" in html
