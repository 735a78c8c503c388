"""Who can be looked around as, in a trial only."""

from django import template
from django.conf import settings

from wending.accounts.queries.examples import example_people

register = template.Library()


@register.simple_tag
def people_of_trial() -> list[dict[str, str]]:
    """Return the made-up people in a trial; nobody in production."""
    return [] if settings.IS_PRODUCTION else example_people()
