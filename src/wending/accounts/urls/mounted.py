"""Addresses of the pages of allauth, under the names it knows them by; only these are mounted."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.accounts.views import allauth_pages as pages

urlpatterns = [
    path(_("inloggen/"), pages.sign_in, name="account_login"),
    # The same page, under the name by which allauth sends people back to it.
    path(_("inloggen/"), pages.sign_in, name="account_request_login_code"),
    path(_("inloggen/wachtwoord/"), pages.password, name="account_password"),
    path(_("inloggen/code/"), pages.confirm_code, name="account_confirm_login_code"),
    path(_("inloggen/adres/"), pages.confirm_address, name="account_email_verification_sent"),
    path(_("inloggen/gesloten/"), pages.inactive, name="account_inactive"),
    path(_("inloggen/tweede-stap/"), pages.second_step, name="mfa_authenticate"),
    path(_("inloggen/passkey/"), pages.passkey_sign_in, name="mfa_login_webauthn"),
    path(_("uitloggen/"), pages.sign_out, name="account_logout"),
    path(_("mijn/opnieuw/wachtwoord/"), pages.password_again, name="account_reauthenticate"),
    path(_("mijn/opnieuw/tweede-stap/"), pages.second_step_again, name="mfa_reauthenticate"),
    path(_("mijn/opnieuw/passkey/"), pages.passkey_again, name="mfa_reauthenticate_webauthn"),
    path(_("mijn/instellingen/adres/"), pages.change_address, name="account_email"),
    path(_("mijn/instellingen/wachtwoord/"), pages.change_password, name="account_change_password"),
    path(_("mijn/instellingen/nieuw-wachtwoord/"), pages.set_password, name="account_set_password"),
    path(_("mijn/instellingen/tweede-stap/"), pages.second_factors, name="mfa_index"),
    path(_("mijn/instellingen/app/"), pages.add_app, name="mfa_activate_totp"),
    path(_("mijn/instellingen/app/weg/"), pages.remove_app, name="mfa_deactivate_totp"),
    path(_("mijn/instellingen/passkeys/"), pages.passkey_list, name="mfa_list_webauthn"),
    path(_("mijn/instellingen/passkeys/nieuw/"), pages.add_passkey, name="mfa_add_webauthn"),
    path(_("mijn/instellingen/passkeys/<int:pk>/weg/"), pages.remove_passkey, name="mfa_remove_webauthn"),
    path(_("mijn/instellingen/noodcodes/"), pages.recovery_codes, name="mfa_view_recovery_codes"),
    path(_("mijn/instellingen/noodcodes/nieuw/"), pages.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path(_("mijn/instellingen/noodcodes/bewaar/"), pages.save_recovery_codes, name="mfa_download_recovery_codes"),
    path(_("mijn/instellingen/koppelingen/"), pages.provider_links, name="socialaccount_connections"),
    path(_("inloggen/via/gestopt/"), pages.provider_cancelled, name="socialaccount_login_cancelled"),
    path(_("inloggen/via/fout/"), pages.provider_error, name="socialaccount_login_error"),
    path(_("inloggen/via/account/"), pages.provider_sign_up, name="socialaccount_signup"),
    path(_("inloggen/via/<slug:provider_id>/"), pages.provider_sign_in, name="openid_connect_login"),
]
