"""Signing in: an address for a code, or an address with a password."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The address a code is mailed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Je e-mailadres")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class PasswordForm(LoginForm):  # type: ignore[misc]
    """An address with its password, for who chose one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Je e-mailadres")
        self.fields["password"].label = _("Je wachtwoord")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def _setup_password_field(self) -> None:
        """Keep the password: new accounts need none, but who chose one signs in with it here."""


class CodeForm(forms.Form):
    """A code that was mailed."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )
