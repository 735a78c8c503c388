"""The flow chart: every band as wide as its share, everything inside the picture, names apart, the table the same."""

import re
from xml.etree import ElementTree

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from tests.web.reading import Page
from wending.web.charts import Target, flow
from wending.web.charts.flow import BANDS, BAR, LETTER, LINE, MOST, TEXT_X, WIDTH, layout, wrap

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("&")</script>'
words = st.text(alphabet="abc de-", max_size=60)
targets = st.lists(
    st.builds(Target, label=words, value=st.floats(min_value=0.001, max_value=1000), text=st.just("5%")),
    min_size=1,
    max_size=MOST,
)


def tree_of(given_targets: list[Target], source: str = "Zorg") -> ElementTree.Element:
    return ElementTree.fromstring(flow(source, given_targets, title="Titel", description="Woorden"))


@given(targets)
def test_bands_divide_the_source_by_value(given_targets: list[Target]) -> None:
    bands, _height = layout(given_targets)
    total = sum(target.value for target in given_targets)
    assert sum(band.width for band in bands) == pytest.approx(BANDS)
    for band, target in zip(bands, given_targets, strict=True):
        assert band.target is target
        assert band.width / BANDS == pytest.approx(target.value / total)


@given(targets)
def test_bands_and_names_lie_inside_and_apart(given_targets: list[Target]) -> None:
    bands, height = layout(given_targets)
    leaves, arrives, names = [0.0], [0.0], [0.0]
    for band in bands:
        assert band.source_y >= leaves[-1] - 1e-6, "bands leave the source one under the other"
        assert band.target_y >= arrives[-1] - 1e-6, "bands arrive one under the other"
        assert band.text_y >= names[-1] - 1e-6, "names never overlap"
        leaves.append(band.source_y + band.width)
        arrives.append(band.target_y + band.width)
        names.append(band.text_y + band.text_height)
        assert all(TEXT_X + LETTER * len(line) <= WIDTH for line in band.lines), "a name fits beside its band"
    assert max(leaves[-1], arrives[-1], names[-1]) <= height + 1e-6


@given(words, st.integers(min_value=40, max_value=400))
def test_wrap_loses_no_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    most = int(width // LETTER)
    assert all(len(line) <= most for line in lines)
    # A hyphen is only added at the end of a line that a word fills.
    whole = "".join(line[:-1] if line.endswith("-") and len(line) == most else line for line in lines)
    assert re.sub("[ -]", "", whole) == re.sub("[ -]", "", text)


def test_wrap_breaks_between_words() -> None:
    assert wrap("begeleider in de gehandicaptenzorg", 20 * LETTER) == ["begeleider in de", "gehandicaptenzorg"]
    assert wrap("gehandicaptenzorg", 10.5 * LETTER) == ["gehandica-", "ptenzorg"]


def test_flow_draws_what_was_laid_out() -> None:
    given_targets = [Target("Techniek", 3, "75%", "/techniek/"), Target(HOSTILE, 1, "25%", kind="second", lang="en")]
    tree = tree_of(given_targets)
    bands, _height = layout(given_targets)
    bars = [rect for rect in tree.iter(f"{NS}rect") if "flow-target" in (rect.get("class") or "")]
    assert [float(bar.get("height") or 0) for bar in bars] == pytest.approx([band.width for band in bands], abs=0.06)
    assert [bar.get("width") for bar in bars] == ["14", "14"] == [f"{BAR:g}"] * 2
    source = next(rect for rect in tree.iter(f"{NS}rect") if rect.get("class") == "flow-source")
    assert float(source.get("height") or 0) == BANDS
    _left, _top, width, height = map(float, (tree.get("viewBox") or "").split())
    for rect in tree.iter(f"{NS}rect"):
        assert float(rect.get("y") or 0) + float(rect.get("height") or 0) <= height
    for text in tree.iter(f"{NS}text"):
        assert LINE / 2 <= float(text.get("y") or 0) <= height
        assert float(text.get("x") or 0) <= width
    paths = [path.get("class") for path in tree.iter(f"{NS}path")]
    assert paths == ["flow-band", "flow-band flow-band--second"]


def test_flow_is_named_and_linked() -> None:
    tree = tree_of([Target("Techniek", 3, "75%", "/techniek/"), Target(HOSTILE, 1, "25%", lang="en")])
    assert tree.get("aria-label") == "Titel"
    assert tree.findtext(f"{NS}title") == "Titel"
    assert tree.findtext(f"{NS}desc") == "Woorden"
    links = tree.findall(f"{NS}a")
    assert [(link.get("href"), "".join(link.itertext())) for link in links] == [("/techniek/", "Techniek 75%")]
    spoken = ["".join(text.itertext()) for text in tree.iter(f"{NS}text") if text.get("lang") == "en"]
    assert "".join(line.removesuffix("-") for line in spoken) == HOSTILE
    assert tree.findall(f"{NS}text")[0].text == "Zorg"


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_flow_refuses_none_and_too_many(count: int) -> None:
    with pytest.raises(ValueError, match="one to 8"):
        flow("x", [Target("a", 1, "")] * count, title="x")


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan")])
def test_flow_refuses_a_band_without_width(value: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        flow("x", [Target("a", 1, ""), Target("b", value, "")], title="x")


def test_flow_tag_has_a_table_that_says_the_same() -> None:
    text = '{% load charts %}{% flow "Zorg" targets title="Waarheen?" target_label="Sector" value_label="Deel" %}'
    given_targets = [
        {"label": "Techniek", "value": 0.75, "text": "75%", "href": "/techniek/"},
        {"label": "<b>", "value": 0.25, "text": "25%"},
    ]
    html = engines["django"].from_string(text).render({"targets": given_targets})
    table = html[html.index("<table") :]
    assert '<a href="/techniek/">Techniek</a></th><td>75%</td>' in table
    assert "&lt;b&gt;</th><td>25%</td>" in table
    assert "Zorg: Techniek (75%), &lt;b&gt; (25%)" in html[: html.index("<table")]
    assert "<c-" not in html
    assert not [attributes for _tag, attributes in Page(html).tags if "style" in attributes]
    without = engines["django"].from_string(
        text.replace(" %}", " with_table=False %}").replace("charts with_table=False", "charts")
    )
    assert "<table" not in without.render({"targets": given_targets})
