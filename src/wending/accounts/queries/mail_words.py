"""What the mails about signing in say. Each has a subject and a text; `%(code)s` and the like are filled in."""

from django.utils.translation import gettext_lazy as _

_NOT_YOU = _("Heb jij dit niet gedaan? Log dan in en kijk bij Instellingen, of vraag hulp bij je organisatie.")
_IGNORE = _("Heb jij hier niet om gevraagd? Dan hoef je niets te doen. Zonder deze code kan niemand inloggen.")
_CODE = _("Dit is je code:\n\n%(code)s\n\nVul hem in op de pagina die je open hebt staan. De code werkt 10 minuten.")

# By the names allauth has for its mails.
MAILS = {
    "account/email/login_code": (_("Je code om in te loggen"), _CODE, _IGNORE),
    "account/email/email_confirmation": (_("Je code"), _CODE, _IGNORE),
    "account/email/email_confirmation_signup": (_("Je code"), _CODE, _IGNORE),
    "account/email/account_already_exists": (
        _("Je hebt al een account"),
        _(
            "Er is al een account met dit e-mailadres.\n\n"
            "Log in met een code. Koppel daarna je andere manier van inloggen bij Instellingen."
        ),
        _("Heb jij hier niet om gevraagd? Dan hoef je niets te doen."),
    ),
    "account/email/email_changed": (
        _("Je e-mailadres is veranderd"),
        _("Je logt voortaan in met %(to_email)s. Dit oude adres werkt niet meer."),
        _NOT_YOU,
    ),
    "account/email/email_confirm": (_("Je e-mailadres is bevestigd"), _("Je e-mailadres is bevestigd."), _NOT_YOU),
    "account/email/email_deleted": (
        _("Een e-mailadres is weggehaald"),
        _("Een e-mailadres is weggehaald bij je account."),
        _NOT_YOU,
    ),
    "account/email/password_changed": (_("Je wachtwoord is veranderd"), _("Je wachtwoord is veranderd."), _NOT_YOU),
    "account/email/password_set": (_("Je hebt een wachtwoord"), _("Je account heeft nu een wachtwoord."), _NOT_YOU),
    "mfa/email/totp_activated": (
        _("Je tweede stap staat aan"),
        _("Je logt nu in met een extra code uit een app."),
        _NOT_YOU,
    ),
    "mfa/email/totp_deactivated": (
        _("De app voor je tweede stap is weggehaald"),
        _("Je logt niet meer in met een code uit een app."),
        _NOT_YOU,
    ),
    "mfa/email/webauthn_added": (
        _("Er is een passkey bij je account"),
        _("Je kunt nu inloggen met een nieuwe passkey."),
        _NOT_YOU,
    ),
    "mfa/email/webauthn_removed": (
        _("Een passkey is weggehaald"),
        _("Er is een passkey weggehaald bij je account."),
        _NOT_YOU,
    ),
    "mfa/email/recovery_codes_generated": (
        _("Je hebt nieuwe noodcodes"),
        _("Er zijn nieuwe noodcodes gemaakt. De oude werken niet meer."),
        _NOT_YOU,
    ),
    "socialaccount/email/account_connected": (
        _("Je hebt een nieuwe manier van inloggen"),
        _("Je kunt nu ook inloggen via %(provider)s."),
        _NOT_YOU,
    ),
    "socialaccount/email/account_disconnected": (
        _("Een manier van inloggen is weggehaald"),
        _("Je kunt niet meer inloggen via %(provider)s."),
        _NOT_YOU,
    ),
}
# What a page says after an act, by the names allauth has; what is not here is not said.
NOTICES = {
    "account/messages/email_confirmed.txt": _("Je e-mailadres is bevestigd."),
    "account/messages/primary_email_set.txt": _("Je e-mailadres is veranderd."),
    "account/messages/password_changed.txt": _("Je wachtwoord is veranderd."),
    "account/messages/password_set.txt": _("Je wachtwoord is bewaard."),
    "account/messages/logged_out.txt": _("Je bent uitgelogd."),
    "mfa/messages/totp_activated.txt": _("De app is gekoppeld."),
    "mfa/messages/totp_deactivated.txt": _("De app is losgekoppeld."),
    "mfa/messages/webauthn_added.txt": _("Je passkey is bewaard."),
    "mfa/messages/webauthn_removed.txt": _("De passkey is weggehaald."),
    "mfa/messages/recovery_codes_generated.txt": _("Je hebt nieuwe noodcodes."),
    "socialaccount/messages/account_connected.txt": _("De manier van inloggen is gekoppeld."),
    "socialaccount/messages/account_connected_other.txt": _("Deze manier van inloggen hoort bij een ander account."),
    "socialaccount/messages/account_disconnected.txt": _("De manier van inloggen is weggehaald."),
}
ERRORS = {
    "account_inactive": _("Dit account is gesloten."),
    "email_password_mismatch": _("Dit adres en dit wachtwoord horen niet bij elkaar."),
    "email_taken": _("Dit adres kun je niet gebruiken."),
    "enter_current_password": _("Vul je wachtwoord van nu in."),
    "incorrect_code": _("Deze code klopt niet. Kijk goed en probeer het nog een keer."),
    "incorrect_password": _("Dit wachtwoord klopt niet."),
    "invalid_login": _("Inloggen lukte niet."),
    "max_email_addresses": _("Je kunt geen adres meer toevoegen."),
    "rate_limited": _("Dat ging te snel. Wacht een paar minuten en probeer het dan nog een keer."),
    "same_as_current": _("Kies iets anders dan wat het nu is."),
    "too_many_login_attempts": _("Je probeerde het te vaak. Wacht een paar minuten en probeer het dan nog een keer."),
    "unverified_primary_email": _("Bevestig eerst je e-mailadres."),
    "unverified_email": _("Bevestig eerst je e-mailadres."),
    "cannot_delete_authenticator": _("Deze tweede stap kun je niet weghalen."),
    "cannot_generate_recovery_codes": _("Zet eerst een tweede stap aan. Dan pas kun je noodcodes maken."),
    "add_email_blocked": _("Haal eerst je tweede stap weg."),
}
