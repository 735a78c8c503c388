"""Inviting somebody to a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import refuse_bsn
from wending.accounts.queries.words import ROLES
from wending.accounts.rules.roles import Role


class InviteForm(forms.Form):
    """An address and a role."""

    email = forms.EmailField(label=_("E-mailadres"))
    role = forms.ChoiceField(label=_("Rol"))

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, ROLES[role]) for role in roles]  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """Refuse a citizen service number."""
        return refuse_bsn(self.cleaned_data["email"])
