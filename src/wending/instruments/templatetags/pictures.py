"""The picture of an item or instrument: decoration beside its words."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wending.instruments.queries.pictures import pictures

register = template.Library()


@register.simple_tag
def picture(name: str) -> SafeString:
    """Return a picture; nothing when there is none of this name any more."""
    file = pictures().get(name)
    if not file:
        return mark_safe("")
    return format_html(
        '<svg class="item-picture" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', static(file), name
    )
