"""What the pages of orientation repeat: a name in its own language, the steps of a profile, the pictures of tiles."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries.cards import Card
from wending.orientation.queries.examples import example_of
from wending.orientation.queries.programmes.compare import Side
from wending.orientation.queries.programmes.figures import Compared
from wending.orientation.rules.profile import SessionProfile
from wending.orientation.rules.route_wishes import RouteWishes
from wending.orientation.templatetags.pictograms import PICTOGRAMS

register = template.Library()

STEPS = {
    "work": _("Werk"),
    "skills": _("Wat je kunt"),
    "outside": _("Buiten je werk"),
    "education": _("Opleiding"),
    "interests": _("Wat je leuk vindt"),
    "wishes": _("Wat je zoekt"),
    "learning": _("Leren"),
}


@register.simple_tag
def name(item: Any) -> str | SafeString:
    """Return the name of a thing with `text` or `label` and `lang`, marked where that is not the page's language."""
    return _in_language(getattr(item, "text", None) or item.label, item.lang)


@register.simple_tag
def said(text: Any) -> str | SafeString:
    """Return a text of a source, an object or a frozen dictionary with `text` and `lang`, marked likewise."""
    return _in_language(*((text["text"], text["lang"]) if isinstance(text, dict) else (text.text, text.lang)))


@register.simple_tag
def said_long(text: Any) -> SafeString:
    """Return a longer text of a source in paragraphs."""
    lang = format_html(' lang="{}"', text.lang) if text.lang != get_language() else ""
    return format_html("<div{}>{}</div>", lang, mark_safe(linebreaks(text.text, autoescape=True)))  # noqa: S308


@register.simple_tag
def part(card: Card, key: str) -> int | None:
    """Return a part of the fit, 0 to 100, None when unknown."""
    return card.parts[key]


@register.simple_tag
def figures_of(side: Side, key: str) -> Compared | None:
    """Return the figures of one indicator of a compared programme, None when it has none."""
    return side.figures.get(key)


@register.simple_tag(takes_context=True)
def shared_address(context: dict[str, Any], token: str) -> str:
    """Return the whole address of a shared page."""
    address: str = context["request"].build_absolute_uri(reverse("orientation:shared", args=[token]))
    return address


@register.simple_tag
def step_link(wishes: RouteWishes, what: str, key: str) -> str:
    """Return the address part of the wishes with a step that is not wanted (without) or was done before (have)."""
    return wishes.query(**{what: key})


def _in_language(text: str, lang: str) -> str | SafeString:
    return format_html('<span lang="{}">{}</span>', lang, text) if lang and lang != get_language() else text


@register.inclusion_tag("orientation/parts/steps.html")
def profile_steps(profile: SessionProfile, here: str) -> dict[str, Any]:
    """Show the steps of a profile: which are filled in, and where the person is."""
    done = profile.steps_done()
    return {
        "steps": [
            {"name": words, "url": reverse(f"orientation:profile_{key}"), "is_done": done[key], "is_here": key == here}
            for key, words in STEPS.items()
        ]
    }


@register.inclusion_tag("orientation/parts/example.html", takes_context=True)
def example_note(context: dict[str, Any]) -> dict[str, Any]:
    """Say that the profile is that of a made-up person, when it is."""
    return {"example": example_of(context["request"].session), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def pictogram(key: str) -> SafeString:
    """Return the picture of a tile; it only decorates, the words beside it say the same."""
    return mark_safe(  # noqa: S308 - drawings of our own, no input
        f'<svg class="pictogram" viewBox="0 0 48 48" aria-hidden="true" focusable="false">{PICTOGRAMS[key]}</svg>'
    )
