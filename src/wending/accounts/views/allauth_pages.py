"""The pages of allauth that are mounted, each behind its guard; what is not here cannot be reached."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as provider
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from wending.accounts.views.doors import AFTER_KEY
from wending.accounts.views.fresh import JUST_SECONDS, JUST_SET_UP, fresh, new_session_key
from wending.accounts.views.guards import View, everyone, own
from wending.accounts.views.sign_in import PasswordView, SignInView


def _then_back(view: Callable[..., HttpResponse]) -> View:
    """After setting up a second factor, show the recovery codes; from there the way leads on to where somebody was."""

    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            request.session[JUST_SET_UP] = time.time() + JUST_SECONDS
            return redirect("mfa_view_recovery_codes")
        if hasattr(response, "context_data") and response.context_data is not None:
            response.context_data["after"] = request.session.get(AFTER_KEY, "")
        return response

    return page


def _public(view: Callable[..., HttpResponse]) -> View:
    """Keep the page out of caches; the mark of the guard is set on our own function."""

    @never_cache
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return everyone(page)


sign_in = _public(SignInView.as_view())
password = _public(PasswordView.as_view())
confirm_code = _public(account.confirm_login_code)
confirm_address = _public(account.email_verification_sent)
sign_out = _public(account.logout)
inactive = _public(account.account_inactive)
second_step = _public(mfa.authenticate)
passkey_sign_in = _public(passkeys.login_webauthn)

password_again = own(new_session_key(account.reauthenticate))
second_step_again = own(new_session_key(mfa.reauthenticate))
passkey_again = own(new_session_key(passkeys.reauthenticate_webauthn))

change_address = own(fresh(account.email))
change_password = own(fresh(account.password_change))
set_password = own(fresh(account.password_set))
second_factors = own(mfa.index)
add_app = own(fresh(_then_back(totp.activate_totp)))
remove_app = own(fresh(totp.deactivate_totp))
passkey_list = own(passkeys.list_webauthn)
add_passkey = own(fresh(_then_back(passkeys.add_webauthn)))
remove_passkey = own(fresh(passkeys.remove_webauthn))
recovery_codes = own(fresh(_then_back(codes.view_recovery_codes)))
new_recovery_codes = own(fresh(_then_back(codes.generate_recovery_codes)))
save_recovery_codes = own(fresh(codes.download_recovery_codes))

provider_sign_in = _public(provider.login)
provider_callback = _public(provider.callback)
provider_cancelled = _public(social.login_cancelled)
provider_error = _public(social.login_error)
provider_sign_up = _public(social.signup)
provider_links = own(fresh(social.connections))
