"""Settings of somebody with an account: who they are, how they sign in, and leaving."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.actions.people import change_person, end_other_sessions, remove_password
from wending.accounts.forms.person import PersonForm
from wending.accounts.rules.consent import is_minor
from wending.accounts.views.fresh import fresh
from wending.accounts.views.guards import own


def _form(request: HttpRequest) -> PersonForm:
    person = request.user
    initial = {
        "name": person.name,  # type: ignore[union-attr]
        "language": person.language,  # type: ignore[union-attr]
        "is_young": is_minor(person.sixteen_on, timezone.localdate()),  # type: ignore[union-attr]
        "sixteen_on": person.sixteen_on,  # type: ignore[union-attr]
    }
    return PersonForm(request.POST or None, initial=initial)


def _saved(request: HttpRequest, form: PersonForm) -> bool:
    """Keep what the form says; return whether it could be kept."""
    if request.method != "POST" or not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        change_person(
            by=request.actor,  # type: ignore[attr-defined]
            name=data["name"],
            language=data["language"],
            sixteen_on=data["sixteen_on"] if data["is_young"] else None,
        )
    except ValidationError as error:
        form.add_error("sixteen_on", error.messages[0])
        return False
    return True


@own
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, and keep name, language and the day of turning sixteen."""
    form = _form(request)
    if _saved(request, form):
        messages.success(request, _("Bewaard."))
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Ask a newcomer who they are."""
    form = _form(request)
    if _saved(request, form):
        return redirect("web:mine")
    return render(request, "accounts/welcome.html", {"form": form})


@own
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def no_password(request: HttpRequest) -> HttpResponse:
    """Take away the password."""
    if request.method == "POST":
        remove_password(by=request.actor)  # type: ignore[attr-defined]
        _stay(request)
        messages.success(request, _("Je wachtwoord is weg. Log voortaan in met een code of passkey."))
        return redirect("accounts:settings")
    return render(request, "accounts/no_password.html")


@own
@require_POST
def other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    end_other_sessions(by=request.actor)  # type: ignore[attr-defined]
    _stay(request)
    messages.success(request, _("Je bent op alle andere apparaten uitgelogd."))
    return redirect("accounts:settings")


def _stay(request: HttpRequest) -> None:
    """Keep this session, under a new key, when what binds sessions changed."""
    request.user.refresh_from_db()  # type: ignore[union-attr]
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
