"""The main menu: its items, and under which of them the page stands that is looked at."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# The page of an item, its words, and the other pages that stand under it.
MENU = (
    ("orientation:occupations", _("Beroepen"), "occupation routes gap"),
    (
        "orientation:programmes",
        _("Opleidingen"),
        "programme programmes_fit programmes_compare school_choice doubt funding",
    ),
    ("orientation:market", _("Arbeidsmarkt"), "moves"),
    (
        "orientation:profile",
        _("Mijn profiel"),
        "profile_work profile_skills profile_outside profile_education profile_interests profile_wishes "
        "profile_learning profile_text profile_text_confirm results compare share_create",
    ),
    ("web:explanation", _("Uitleg"), ""),
)


@register.simple_tag(takes_context=True)
def main_menu(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the items with address, words and `current`: page where one is there, true where it is below, or empty."""
    request = context.get("request")
    here = request.resolver_match.view_name if request is not None and request.resolver_match else ""
    items = []
    for page, words, below in MENU:
        is_below = here in {f"orientation:{name}" for name in below.split()}
        current = "page" if here == page else "true" if is_below else ""
        items.append({"href": reverse(page), "words": words, "current": current})
    return items
