"""The page where somebody signs in, or begins: an address, a passkey, a password or another provider.

An address that is not known gets an account, which is nobody's until the mailed code is filled in. So the page, and
what follows it, is the same for known and unknown addresses.
"""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import LoginView, RequestLoginCodeView
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from wending.accounts.actions.people import note_address, sign_up
from wending.accounts.forms.sign_in import AddressForm, PasswordForm


class SignInView(RequestLoginCodeView):  # type: ignore[misc]
    """Mails a code to an address."""

    form_class = AddressForm
    template_name = "account/login.html"

    def get_form_class(self) -> type[AddressForm]:
        """Use our own words."""
        return AddressForm

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """Mail the code, after making an account where there is none."""
        email = form.cleaned_data["email"]
        person = form._user or sign_up(email=email, language=(get_language() or "nl")[:2])
        if person:
            note_address(person=person)
        LoginCodeVerificationProcess.initiate(request=self.request, user=person, email=email)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other ways in."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "password_url": self.passthrough_next_url(reverse("account_password")),
            "providers": get_social_adapter().list_providers(self.request),
            "next": self.get_next_url() or "",
        }


class PasswordView(LoginView):  # type: ignore[misc]
    """Signs in with a password."""

    template_name = "account/password.html"

    def get_form_class(self) -> type[PasswordForm]:
        """Use our own words."""
        return PasswordForm
