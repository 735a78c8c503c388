"""Addresses of accounts; the Dutch paths are message ids, so English pages have English paths."""

from django.conf import settings as django_settings
from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.accounts.views import allauth_pages, consents, doors, fresh, leaving, ledger, organisation, settings, trial

app_name = "accounts"
urlpatterns = [
    path(_("inloggen/"), allauth_pages.sign_in, name="sign_in"),
    path(_("mijn/welkom/"), settings.welcome, name="welcome"),
    path(_("mijn/tweede-stap/"), doors.second_factor, name="second_factor"),
    path(_("mijn/rol/"), doors.switch_role, name="switch_role"),
    path(_("mijn/opnieuw/"), fresh.confirm_me, name="confirm_me"),
    path(_("mijn/instellingen/"), settings.settings, name="settings"),
    path(_("mijn/instellingen/geen-wachtwoord/"), settings.no_password, name="no_password"),
    path(_("mijn/instellingen/overal-uitloggen/"), settings.other_sessions, name="other_sessions"),
    path(_("mijn/instellingen/alles-ophalen/"), leaving.export_page, name="export"),
    path(_("mijn/instellingen/alles-wissen/"), leaving.erase_page, name="erase"),
    path(_("gewist/"), leaving.proof, name="proof"),
    path(_("mijn/toestemming/"), consents.consents, name="consents"),
    path(_("mijn/toestemming/geven/"), consents.give, name="consent_give"),
    path(_("mijn/toestemming/ouder/"), consents.parent, name="consent_parent"),
    path(_("mijn/toestemming/<uuid:consent>/stop/"), consents.withdraw, name="consent_withdraw"),
    path(_("mijn/toestemming/vraag/<uuid:question>/"), consents.answer, name="consent_answer"),
    path(_("ouder/<str:token>/"), consents.parent_page, name="parent"),
    path(_("mijn/wie-keek-er/"), ledger.ledger, name="ledger"),
    path(_("mijn/wie-keek-er/bestand/"), ledger.ledger_file, name="ledger_file"),
    path(_("bureau/mensen/"), organisation.organisation, name="organisation"),
    path(_("bureau/mensen/<int:membership>/stop/"), organisation.end_role, name="end_role"),
    path(_("bureau/uitnodiging/<int:invitation>/terug/"), organisation.take_back, name="take_back"),
    path(_("uitnodiging/<str:token>/"), organisation.invitation, name="invitation"),
]
if not django_settings.IS_PRODUCTION:
    urlpatterns.append(path(_("inloggen/voorbeeld/"), trial.look_as, name="look_as"))
