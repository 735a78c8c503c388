"""In which language a page of questionnaires is."""

from django.utils.translation import get_language


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"
