"""What kinds of records and their fields are called in the document of an export.

These are of accounts; each domain above names its own in `KINDS`, `FIELDS` and `HIDDEN` of its
`queries/export_words.py`. A field that several domains have is called by the domain of its record first.
"""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

KINDS = {
    "accounts.person": _("Jij"),
    "accounts.membership": _("Je rollen"),
    "accounts.consent": _("Wie wat mag zien"),
    "accounts.consentrequest": _("Wat anderen je vroegen"),
    "accounts.invitation": _("Uitnodigingen"),
    "accounts.mail": _("Mail aan jou"),
    "accounts.parentlink": _("Vragen aan een ouder"),
}
FIELDS = {
    "name": _("naam"),
    "email": _("e-mailadres"),
    "address": _("adres"),
    "language": _("taal"),
    "sixteen_on": _("de dag dat je 16 wordt"),
    "last_login": _("laatst ingelogd"),
    "created": _("gemaakt op"),
    "made": _("gemaakt op"),
    "given": _("gegeven op"),
    "asked": _("gevraagd op"),
    "answered": _("beantwoord op"),
    "until": _("tot en met"),
    "withdrawn": _("ingetrokken op"),
    "since": _("sinds"),
    "ended": _("gestopt op"),
    "sent": _("verstuurd op"),
    "organisation": _("organisatie"),
    "role": _("rol"),
    "purpose": _("waarvoor"),
    "part": _("wat"),
    "parts": _("wat"),
    "reason": _("waarom"),
    "to_person": _("aan wie"),
    "to_organisation": _("aan welke organisatie"),
    "by_person": _("gevraagd door"),
    "by_organisation": _("gevraagd door organisatie"),
    "title": _("titel"),
    "text": _("tekst"),
    "body": _("tekst"),
    "note": _("notitie"),
    "begun": _("begonnen op"),
    "start": _("begin"),
    "end": _("einde"),
    "version": _("versie"),
    "changed": _("veranderd op"),
    "warned": _("gewaarschuwd op"),
    "is_active": _("account werkt"),
    "is_example": _("verzonnen, als voorbeeld"),
    "expires": _("geldig tot"),
    "agreed": _("ja gezegd op"),
    "waits_for_parent": _("wacht op een ouder"),
    "parent_confirmed": _("een ouder zei ja op"),
    "is_for_colleagues": _("ook voor collega's"),
    "was_given": _("je zei ja"),
    "accepted_by": _("aangenomen door"),
    "accepted": _("aangenomen op"),
}
# Whose record it is, and what is of use to a computer only: these are in the file for computers.
HIDDEN = {"id", "person", "client", "account", "ledger_key"}
_OTHERS = {"files": _("Bestanden"), "sessions": _("Apparaten waarop je was ingelogd")}


def kind_words(kind: str) -> str:
    """Return what a kind of records is called; its own name where nobody gave it one."""
    return str(KINDS.get(kind) or _declared(kind, "KINDS").get(kind) or _OTHERS.get(kind) or kind)


def field_words(kind: str, field: str) -> str:
    """Return what a field of a kind of records is called; empty for one that the document leaves out."""
    if field in HIDDEN or field in _declared(kind, "HIDDEN"):
        return ""
    return str(_declared(kind, "FIELDS").get(field) or FIELDS.get(field) or field.replace("_", " "))


@cache
def _declared(kind: str, name: str) -> Any:
    """Return what the domain of a kind declares under a name; nothing where it has no words, or is no domain."""
    label = kind.split(".")[0]
    ours = apps.get_app_config(label) if apps.is_installed(f"wending.{label}") else None
    if ours is None or not module_has_submodule(ours.module, "queries"):
        return {}
    if not module_has_submodule(import_module(f"{ours.name}.queries"), "export_words"):
        return {}
    return getattr(import_module(f"{ours.name}.queries.export_words"), name, {})
