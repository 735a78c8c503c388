"""Small tags of the page shell and the form components. Charts have their own library."""

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

CLASSES: dict[type[forms.Widget], str] = {forms.Select: "utrecht-select", forms.Textarea: "utrecht-textarea"}


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Return a picture of the icon set: decoration without a label, an image with one."""
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {} focusable="false"><use href="{}#{}"/></svg>',
        f" icon--{size}" if size else "",
        role,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a form field's input in the look of the design system."""
    name = next((name for kind, name in CLASSES.items() if isinstance(field.field.widget, kind)), "utrecht-textbox")
    if field.errors and name != "utrecht-textarea":
        name += f" {name}--invalid"
    return field.as_widget(attrs={"class": name})


@register.filter
def is_group(field: BoundField) -> bool:
    """Say whether the field is a list of boxes or buttons, which needs a legend instead of a label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Say whether the field is a single box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag(takes_context=True)
def address_in(context: Mapping[str, Any], language: str) -> str:
    """Return the address of this page in another language; of the home page where there is no such page."""
    request: HttpRequest | None = context.get("request")
    home = "/" if language == "nl" else f"/{language}/"
    if request is None or request.resolver_match is None:
        return home
    return translate_url(request.get_full_path(), language)
