"""Ask a centre something in writing, for oneself or for a small firm; read and write on by a private link."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone, link
from wending.guidance.actions import conversations as actions
from wending.guidance.forms.contact import ContactForm, FirmForm
from wending.guidance.forms.message import MessageForm, QuestionForm
from wending.guidance.queries import words
from wending.guidance.queries.centres import Wishes, centre_by_slug, expected_answer, found_centres
from wending.guidance.queries.conversations import attachment_in, content_of, conversation_by, shown_messages
from wending.guidance.rules.words import Asked
from wending.guidance.views.booking import FORM
from wending.guidance.views.who import goes_on, over, public_centre, told_before


@everyone
@require_http_methods(FORM)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a centre a question."""
    centre = public_centre(slug)
    posted, files = _posted(request)
    question = QuestionForm(posted, files)
    contact = ContactForm(posted, initial=told_before(request), languages=centre.languages)
    if posted is not None and all([question.is_valid(), contact.is_valid()]) and goes_on(request, contact):
        told = question.cleaned_data
        _made, token = actions.ask(
            by=who(request),
            centre=centre,
            asked=Asked.QUESTION,
            contact=contact.contact(),
            text=told["text"],
            files=told["attached"],
        )
        messages.success(request, _("Je vraag is verstuurd."))
        return redirect("guidance:conversation", token)
    page = {"centre": centre, "question": question, "contact": contact, "answer": expected_answer(centre)}
    return render(request, "guidance/ask.html", page, status=422 if posted is not None else 200)


@everyone
@require_http_methods(FORM)
def employer(request: HttpRequest) -> HttpResponse:
    """Ask a centre for a development conversation, as a small employer."""
    chosen = request.POST.get("centre", "") or request.GET.get("centrum", "")
    centre = centre_by_slug(chosen)
    posted, files = _posted(request)
    # A page on which the question comes up may fill it in beforehand; nothing is sent before the firm does.
    firm = FirmForm(posted, initial={"firm": request.GET.get("bedrijf", "")[:120]})
    question = QuestionForm(posted, files, initial={"text": request.GET.get("vraag", "")[:500]})
    languages = centre.languages if centre else ["nl", "en"]
    contact = ContactForm(posted, initial=told_before(request), languages=languages)
    is_right = posted is not None and all([firm.is_valid(), question.is_valid(), contact.is_valid()])
    if is_right and centre and goes_on(request, contact):
        told = question.cleaned_data
        _made, token = actions.ask(
            by=who(request),
            centre=centre,
            asked=Asked.EMPLOYER,
            contact=contact.contact(),
            text=told["text"],
            files=told["attached"],
            firm=firm.cleaned_data["firm"],
            firm_size=firm.cleaned_data["firm_size"],
        )
        messages.success(request, _("Je vraag is verstuurd."))
        return redirect("guidance:conversation", token)
    page = {
        "centres": [{"value": one.slug, "label": f"{one}, {one.place}"} for one in found_centres(Wishes())],
        "chosen": chosen,
        "no_centre": posted is not None and centre is None,
        "firm": firm,
        "question": question,
        "contact": contact,
        "answer": expected_answer(centre) if centre else None,
    }
    return render(request, "guidance/employer.html", page, status=422 if posted is not None else 200)


@link
@require_http_methods(FORM)
def conversation(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was asked and answered, and write on."""
    found = conversation_by(who(request), key)
    if found is None:
        return over(request, key)
    posted, files = _posted(request)
    form = MessageForm(posted, files)
    if form.is_valid():
        try:
            told = form.cleaned_data
            actions.say(by=who(request), conversation=found, text=told["text"], files=told["attached"])
        except ValidationError as problem:
            form.add_error("text", problem)
        else:
            messages.success(request, _("Je bericht is verstuurd."))
            return redirect("guidance:conversation", key)
    page: dict[str, Any] = {
        "conversation": found,
        "centre": found.centre,
        "key": key,
        "list": shown_messages(found),
        "form": form,
        "stand": words.STANDS[found.stand],
        "firm_size": words.FIRM_SIZES.get(found.firm_size, ""),
    }
    return render(request, "guidance/conversation.html", page, status=422 if posted is not None else 200)


@link
@require_safe
def attachment(request: HttpRequest, key: str, number: UUID) -> HttpResponse:
    """Give a file of a conversation."""
    found = conversation_by(who(request), key)
    if found is None:
        return over(request, key)
    file = attachment_in(found, number, for_client=True)
    if file is None:
        raise Http404
    return as_download(file)


def as_download(file: Any) -> HttpResponse:
    """Return a file to save, never to open within the site."""
    answer = HttpResponse(content_of(file), content_type=file.media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return answer


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    """Return what was posted, nothing for a page that is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
