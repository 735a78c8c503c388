"""Asks somebody to show again that it is them, before a page that can do harm in the wrong hands.

Who has a second factor uses that; others get a code by mail. It holds for fifteen minutes in this session. The guard
goes below `own` or `roles`.
"""

import time
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code
from allauth.core.ratelimit import consume
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.forms.sign_in import CodeForm
from wending.accounts.queries.mail_words import ERRORS
from wending.accounts.views.guards import View, own

SECONDS = 15 * 60
CODE_SECONDS = 10 * 60
TRIES = 3
SESSION_KEY = "accounts_code"
# Until when somebody who just set up a second step need not use it yet: they showed who they are to get there.
JUST_SET_UP = "second_step_just_set_up"
JUST_SECONDS = 5 * 60


def is_fresh(request: HttpRequest) -> bool:
    """Say whether somebody showed in this session, a short while ago, that it is them."""
    if request.session.get(JUST_SET_UP, 0) > time.time():
        return True
    since = time.time() - SECONDS
    has_second_factor = is_mfa_enabled(request.user)
    for record in get_authentication_records(request, request.user):
        if record.get("at", 0) > since and (record.get("method") == "mfa" or not has_second_factor):
            return True
    return False


def fresh(view: View) -> View:
    """Open the page only to who showed a short while ago that it is them; others are asked first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('accounts:confirm_me')}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def new_session_key(view: View) -> View:
    """Give the session a new key when the view let somebody through: what was strong before must not be known."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            request.session.cycle_key()
        return response

    return guarded


@own
@new_session_key
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_me(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, or mail a code and ask for it; then go where somebody wanted to go."""
    target = safe_target(request, reverse("accounts:settings"))
    if is_mfa_enabled(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': target})}")
    asked = request.session.get(SESSION_KEY)
    form, error = CodeForm(), ""
    if request.method == "POST" and not consume(request, action="reauthenticate"):
        error = str(ERRORS["rate_limited"])
    elif request.method == "POST" and request.POST.get("action") == "send":
        asked = _mail_code(request)
    elif request.method == "POST" and asked:
        form = CodeForm(request.POST)
        if form.is_valid() and _is_right(request, asked, form.cleaned_data["code"]):
            record_authentication(request, request.user, "code", email=request.user.email, reauthenticated=True)  # type: ignore[union-attr]
            return redirect(target)
        form.add_error("code", ERRORS["incorrect_code"])
        asked = request.session.get(SESSION_KEY)
        if asked is None:
            error = _("Deze code werkt niet meer. Vraag een nieuwe.")
    page = {"form": form, "asked": bool(asked), "next": target, "error": error}
    return render(request, "accounts/confirm_me.html", page)


def safe_target(request: HttpRequest, otherwise: str) -> str:
    """Return where somebody wanted to go, when that is a page of this site; `otherwise` where it is not."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return target
    return otherwise


def _mail_code(request: HttpRequest) -> dict[str, Any]:
    adapter = get_adapter(request)
    code = adapter.generate_login_code()
    asked = {"code": code, "at": time.time(), "tries": 0}
    request.session[SESSION_KEY] = asked
    adapter.send_mail("account/email/login_code", request.user.email, {"code": code})  # type: ignore[union-attr]
    return asked


def _is_right(request: HttpRequest, asked: dict[str, Any], code: str) -> bool:
    """Say whether the code is the one that was mailed; it works once, for a while, and not after three tries."""
    is_right = bool(time.time() - asked["at"] < CODE_SECONDS and compare_user_code(actual=code, expected=asked["code"]))
    tries = asked["tries"] + 1
    if is_right or tries >= TRIES:
        del request.session[SESSION_KEY]
    else:
        request.session[SESSION_KEY] = {**asked, "tries": tries}
    return is_right
