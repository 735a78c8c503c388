"""Who may see what: giving and withdrawing consent, and answering questions for it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.actions.ask_consent import answer_request
from wending.accounts.actions.consent import give_consent, withdraw_consent
from wending.accounts.actions.parents import answer_as_parent, ask_parent, confirm_grown_up
from wending.accounts.forms.consent import AnswerForm, ConsentForm, ParentForm
from wending.accounts.queries.consents import consents_of, in_force, waiting_for_parent
from wending.accounts.queries.parents import asked_in, usable_link
from wending.accounts.queries.requests import request_to, requests_to
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import RENEWABLE, Part, Purpose, is_minor
from wending.accounts.views.guards import link, own
from wending.kit.tokens import hash_of


@own
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Show what one shares with whom, what was asked, and what is over."""
    actor = request.actor  # type: ignore[attr-defined]
    mine = consents_of(actor)
    held = mine.filter(in_force())
    waiting = waiting_for_parent(actor)
    page = {
        "requests": requests_to(actor),
        "held": held,
        "has_research": held.filter(purpose=Purpose.RESEARCH).exists(),
        "renewable_days": RENEWABLE.days,
        "waiting": waiting.select_related("to_person", "to_organisation"),
        "over": mine.exclude(pk__in=held.values("pk")).exclude(pk__in=waiting.values("pk"))[:50],
        "parent_form": ParentForm(),
        "is_minor": is_minor(request.user.sixteen_on, timezone.localdate()),  # type: ignore[union-attr]
    }
    return render(request, "accounts/consents.html", page)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Give consent to an organisation."""
    actor = request.actor  # type: ignore[attr-defined]
    form = ConsentForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        give_consent(
            by=actor,
            purpose=Purpose(data["purpose"]),
            parts=data["parts"],
            until=data["until"],
            to_organisation=data["recipient"].pk,
        )
        messages.success(request, _("Bewaard. Je kunt dit altijd weer stoppen."))
        return redirect("accounts:consents")
    return render(request, "accounts/consent_give.html", {"form": form, "renewable_days": RENEWABLE.days})


@own
@require_POST
def withdraw(request: HttpRequest, consent: UUID) -> HttpResponse:
    """Withdraw one consent."""
    if not withdraw_consent(by=request.actor, consent=consent):  # type: ignore[attr-defined]
        raise Http404
    messages.success(request, _("Gestopt. Vanaf nu ziet niemand dit meer."))
    return redirect("accounts:consents")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, question: UUID) -> HttpResponse:
    """Show a question for consent, and take the answer per part."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = request_to(actor, question)
    if asked is None:
        raise Http404
    if request.method == "POST":
        form = AnswerForm(request.POST)
        wanted = form.cleaned_data["parts"] if form.is_valid() and request.POST.get("answer") == "yes" else []
        given = answer_request(by=actor, request=question, parts=wanted)
        said = _("Bewaard. Je kunt dit altijd weer stoppen.") if given else _("Je deelt niets. Dat mag altijd.")
        messages.success(request, said)
        return redirect("accounts:consents")
    options = [{"value": part, "label": PARTS[Part(part)], "checked": False} for part in asked.parts]
    return render(request, "accounts/consent_answer.html", {"asked": asked, "options": options})


@own
@require_POST
def parent(request: HttpRequest) -> HttpResponse:
    """Mail a parent about what waits, or confirm it oneself when one has turned sixteen."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        if request.POST.get("answer") == "self":
            confirm_grown_up(by=actor)
            messages.success(request, _("Bewaard. Je kunt dit altijd weer stoppen."))
            return redirect("accounts:consents")
        form = ParentForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Vul een e-mailadres in."))
        ask_parent(by=actor, email=form.cleaned_data["email"], link=_parent_link(request))
        messages.success(request, _("We stuurden je ouder een mail."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("accounts:consents")


def _parent_link(request: HttpRequest) -> Callable[[str], str]:
    return lambda token: request.build_absolute_uri(reverse("accounts:parent", args=[token]))


@link
@require_http_methods(["GET", "HEAD", "POST"])
def parent_page(request: HttpRequest, token: str) -> HttpResponse:
    """Tell a parent what their child wants to show, and take a yes or a no, once."""
    asked = usable_link(hash_of(token))
    if asked is None:
        return render(request, "accounts/link_over.html", status=410)
    if request.method == "POST":
        agrees = request.POST.get("answer") == "yes"
        answer_as_parent(token=token, agrees=agrees)
        return render(request, "accounts/parent_done.html", {"agrees": agrees})
    return render(request, "accounts/parent.html", {"asked": asked, "consents": asked_in(asked)})
