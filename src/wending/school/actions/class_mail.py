"""Mail about work and talks at school: it says only that something is there. Never what, of whom, or by whom."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person


def tell_something_waits(person: Person | None, key: str) -> None:
    """Mail somebody that something waits for them after signing in; who has no account is not mailed."""
    if person is None or not person.is_active:
        return
    with override(person.language):
        queue_mail(
            address=person.email,
            subject=_("Er staat iets voor je klaar in Wending"),
            text=_("Er staat iets van school voor je klaar. Log in op Wending om het te lezen.\n\n%(link)s\n")
            % {"link": address("web:mine")},
            key=key,
            person=person.pk,
        )


def address(page: str, *words: object) -> str:
    """Return the whole address of a page, for mail and for links that a learner hands on."""
    return f"{settings.SITE_ADDRESS}{reverse(page, args=words)}"
