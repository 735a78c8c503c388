"""How allauth does things here: our words in its mails and messages, secrets encrypted, one way to ask who somebody is.

Whether somebody must show again that it is them is decided by `views.fresh`, for allauth's pages as for our own.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wending.accounts.queries.mail_words import ERRORS, MAILS, NOTICES
from wending.accounts.queries.secrets import conceal, disclose
from wending.accounts.queries.words import LETTER_END


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Say it in our own words; a mail we have no words for does not exist."""
        subject, text, after = MAILS[template_prefix]
        values = {"provider": "OpenID Connect", "to_email": "", "code": "", **context}
        body = f"{text % values}\n\n{after}\n\n{LETTER_END}\n"
        return EmailMessage(str(subject), body, self.get_from_email(), [email] if isinstance(email, str) else email)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our own words, or not at all."""
        words = message or NOTICES.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Leave it to `views.fresh`."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Ask a newcomer their name first."""
        return reverse("web:mine" if getattr(request.user, "name", "") else "accounts:welcome")

    get_signup_redirect_url = get_login_redirect_url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the settings."""
        return reverse("accounts:settings")

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell only the address itself that it has an account."""
        self.send_mail("account/email/account_already_exists", email, {})


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def encrypt(self, text: str) -> str:
        """Keep secrets of apps and recovery codes encrypted."""
        return conceal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read such a secret."""
        return disclose(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Return the name an app shows."""
        return "Wending"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return a name for a new passkey."""
        return _("Mijn passkey")

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Show the address, not a name that others may see over a shoulder."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.email}


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in by OpenID Connect. Only the address and the name are taken over; nothing else is kept."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **ERRORS}

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take over the name, and forget what else the provider told."""
        person = super().populate_user(request, sociallogin, data)
        person.name = str(data.get("name") or "")[:100]
        sociallogin.account.extra_data = {"userinfo": {"email": data.get("email") or ""}}
        return person
