"""The page behind a link to a work: a parent or the workplace reads it and gives words back, without account."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wending.accounts.views.guards import link
from wending.kit.tokens import hash_of
from wending.school.actions.hand_ins import read_by_link, respond_by_link
from wending.school.forms.assignments import WordsForm
from wending.school.views.class_doors import METHODS, page, submit
from wending.school.views.my_assignments import shown_words

# Sendings by one link in an hour; more is no giving of words.
MOST_TRIES, HOUR = 20, 3600


@link
@require_http_methods(METHODS)
def respond(request: HttpRequest, token: str) -> HttpResponse:
    """Show the work and take words; a link that is over says what to do."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    taken: list[bool] = []
    if request.method == "POST" and is_too_often(token):
        return over(request, 429)
    if submit(request, form, lambda told: taken.append(respond_by_link(token=token, **told))):
        return page(request, "link_thanks") if taken[0] else over(request)
    found = read_by_link(token=token)
    if found is None:
        return over(request)
    return page(request, "hand_in_link", ask=found, form=form, **shown_words(found))


def over(request: HttpRequest, status: int = 410) -> HttpResponse:
    """Say that a private link is over."""
    return render(request, "school/classes/link_over.html", status=status)


def is_too_often(token: str) -> bool:
    """Count a sending by a link; say whether there were too many in an hour."""
    key = f"school-link:{hash_of(token)}"
    cache.add(key, 0, HOUR)
    return bool(cache.incr(key) > MOST_TRIES)
