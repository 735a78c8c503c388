"""The components: what they render, and that what people typed stays text."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from tests.web.reading import Page

HOSTILE = '"><script>alert(1)</script>'


def render(text: str, **content: object) -> str:
    """Return a piece of template, rendered as on a page."""
    # Components are compiled by the loader; a string goes through the same compiler.
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(text))
    with translation.override("nl"):
        return template.render(content, RequestFactory().get("/lijst/?q=kok&page=2"))


def attributes(html: str, tag: str) -> list[dict[str, str | None]]:
    """Return the attributes of each such tag."""
    return [found for name, found in Page(html).tags if name == tag]


class Example(forms.Form):
    name = forms.CharField(label="Naam", help_text="Je roepnaam")
    level = forms.ChoiceField(label="Niveau", choices=[("2", "mbo 2")])
    kinds = forms.MultipleChoiceField(label="Soorten", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    agrees = forms.BooleanField(label="Goed zo")


def test_button_is_a_button_or_a_link() -> None:
    assert attributes(render('<c-button variant="primary" name="x">Ga</c-button>'), "button")[0]["type"] == "submit"
    html = render('<c-button href="/ergens/">Ga</c-button>')
    assert attributes(html, "a")[0]["href"] == "/ergens/"
    assert not attributes(html, "button")


def test_field_ties_label_hint_and_error_to_the_input() -> None:
    html = render('<c-field name="naam" label="Naam" hint="Kort" error="Leeg" />')
    (control,) = attributes(html, "input")
    assert attributes(html, "label")[0]["for"] == control["id"]
    assert control["aria-invalid"] == "true"
    known = {found.get("id") for _tag, found in Page(html).tags}
    assert set(str(control["aria-describedby"]).split()) <= known


def test_form_field_shows_errors_and_groups_choices() -> None:
    form = Example({"name": ""})
    html = "".join(render('<c-form-field :field="field" />', field=field) for field in form)
    assert len(attributes(html, "fieldset")) == len(attributes(html, "legend")) == 1
    assert html.count("utrecht-form-field-error-message") == 4
    labelled = {found.get("for") for found in attributes(html, "label")}
    inputs = [found for tag in ("input", "select") for found in attributes(html, tag)]
    assert len(inputs) == 4
    assert all(found["id"] in labelled for found in inputs)


def test_error_summary_links_to_the_fields() -> None:
    html = render('<c-error-summary :form="form" />', form=Example({"name": ""}))
    assert [found["href"] for found in attributes(html, "a")][:2] == ["#id_name", "#id_level"]
    assert not render('<c-error-summary :form="form" />', form=Example()).strip()


@pytest.mark.parametrize(("component", "kind"), [("checkbox-list", "checkbox"), ("radio-group", "radio")])
def test_choice_lists_check_what_is_chosen(component: str, kind: str) -> None:
    options = [{"value": "a", "label": "A"}, {"value": "b", "label": HOSTILE, "checked": True}]
    html = render(f'<c-{component} name="can" legend="Kies" :options="options" />', options=options)
    inputs = attributes(html, "input")
    assert [(found["type"], found["name"], found["value"], "checked" in found) for found in inputs] == [
        (kind, "can", "a", False),
        (kind, "can", "b", True),
    ]
    assert "<script>" not in html


def test_select_marks_the_value() -> None:
    options = [{"value": 1, "label": "Een"}, {"value": 2, "label": "Twee"}]
    html = render('<c-select name="s" label="S" :options="options" value="2" />', options=options)
    assert [found["value"] for found in attributes(html, "option") if "selected" in found] == ["2"]


def test_search_box_is_a_plain_form_with_suggestions_on_top() -> None:
    html = render('<c-search-box action="/z/" label="Zoek" suggest="/s/" key="uri" value="{{ q }}" />', q=HOSTILE)
    (form,) = attributes(html, "form")
    assert (form["action"], form["method"], form["role"]) == ("/z/", "get", "search")
    text, hidden = attributes(html, "input")
    assert (text["value"], text["hx-get"], text["hx-trigger"]) == (HOSTILE, "/s/", "input changed delay:150ms")
    assert (hidden["type"], hidden["name"]) == ("hidden", "uri")
    assert "csrfmiddlewaretoken" not in html


def test_search_box_that_changes_something_carries_a_token() -> None:
    assert "csrfmiddlewaretoken" in render('<c-search-box action="/z/" method="post" label="Voeg toe" />')


def test_suggestions_are_options_with_their_target() -> None:
    items = [{"label": HOSTILE, "href": "/b/1/", "note": "ook"}, {"label": "kok", "value": "uri"}]
    first, second = attributes(render('<c-suggestions :items="items" />', items=items), "li")
    assert (first["role"], first["data-label"], first["data-href"]) == ("option", HOSTILE, "/b/1/")
    assert (second["data-value"], "data-href" in second) == ("uri", False)


def test_chip_names_what_its_button_removes() -> None:
    html = render('<c-chip label="Koken" remove="remove" value="7" />')
    assert attributes(html, "button")[0] | {"class": ""} == {
        "class": "",
        "type": "submit",
        "name": "remove",
        "value": "7",
    }
    assert "Haal weg: Koken" in html
    assert not attributes(render('<c-chip label="Koken" />'), "button")


def test_steps_mark_where_you_are() -> None:
    steps = [{"label": name, "href": f"/{name}/"} for name in ("a", "b", "c")]
    html = render('<c-steps :steps="steps" :current="2" />', steps=steps)
    assert [found.get("aria-current") for found in attributes(html, "li")] == [None, "step", None]
    assert [found["href"] for found in attributes(html, "a")] == ["/a/", "/c/"]


@pytest.mark.parametrize(("kind", "role"), [("info", "status"), ("success", "status"), ("error", "alert")])
def test_alert_has_the_role_of_its_kind(kind: str, role: str) -> None:
    html = render(f'<c-alert kind="{kind}" title="Let op"><p>Tekst</p></c-alert>')
    assert attributes(html, "div")[0]["role"] == role


def test_table_can_be_scrolled_with_the_keyboard() -> None:
    html = render('<c-table caption="Lijst"><tbody><tr><td>1</td></tr></tbody></c-table>')
    region = attributes(html, "div")[0]
    assert (region["tabindex"], region["aria-label"]) == ("0", "Lijst")
    assert "<caption>Lijst</caption>" in html


def test_pagination_keeps_the_question() -> None:
    html = render('<c-pagination :page="page" />', page=Paginator(range(30), 10).page(2))
    assert [found["href"] for found in attributes(html, "a")] == ["?q=kok&page=1", "?q=kok&page=3"]
    assert "Bladzijde 2 van 3" in html


def test_breadcrumb_ends_with_this_page() -> None:
    items = [{"label": "Beroepen", "href": "/b/"}, {"label": "Kok"}]
    html = render('<c-breadcrumb :items="items" />', items=items)
    assert [found["href"] for found in attributes(html, "a")] == ["/", "/b/"]
    assert '<span aria-current="page">Kok</span>' in html


def test_range_shows_its_number() -> None:
    html = render('<c-range name="w" label="Gewicht" min="0" max="10" value="7" low="min" high="max" />')
    (control,) = attributes(html, "input")
    assert (control["type"], control["min"], control["max"], control["value"]) == ("range", "0", "10", "7")
    assert control["data-output"] == attributes(html, "output")[0]["id"]


def test_meter_draws_its_share() -> None:
    html = render('<c-meter label="Past" value="25" max="50" text="25 van 50" />')
    assert [found["width"] for found in attributes(html, "rect")] == ["100%", "50.0%"]
    assert "25 van 50" in html


@pytest.mark.parametrize(
    "text",
    [
        '<c-card title="Kaart" href="/" icon="care"><p>Tekst</p></c-card>',
        '<c-expander summary="Meer" open="1"><p>Tekst</p></c-expander>',
        '<c-source-note source="ESCO" date="2024" terms="Vrij" />',
        "<c-tabs label=\"Beeld\" :items=\"[{'label': 'Lijst', 'href': '/', 'current': True}]\" />",
        '<c-empty-state title="Leeg"><p>Tekst</p></c-empty-state>',
        '<c-icon name="care" label="Zorg" size="large" />',
    ],
)
def test_component_renders_without_style(text: str) -> None:
    html = render(text)
    assert "<c-" not in html
    assert "style=" not in html
    assert "{{" not in html


def test_icon_with_a_label_is_an_image() -> None:
    assert attributes(render('<c-icon name="care" label="Zorg" />'), "svg")[0]["aria-label"] == "Zorg"
    assert attributes(render('<c-icon name="care" />'), "svg")[0]["aria-hidden"] == "true"
