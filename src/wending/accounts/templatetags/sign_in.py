"""What pages about signing in show: where a trial keeps its mail, and which other ways there are."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_folder() -> str:
    """Return where a trial on this machine keeps its mail, or empty words where mail is really sent."""
    return str(settings.EMAIL_FILE_PATH) if settings.MAIL_DELIVERY.endswith("filebased.EmailBackend") else ""


@register.simple_tag(takes_context=True)
def sign_in_providers(context: Mapping[str, Any]) -> list[Any]:
    """Return the providers of OpenID Connect that are set up."""
    return list(get_adapter().list_providers(context["request"]))
