"""What kinds of records and their fields are called in the document of an export. Other domains add theirs by
`personal_words` on a model: {"": title, field: words}."""

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
}
_OTHERS = {"files": _("Bestanden"), "sessions": _("Apparaten waarop je was ingelogd")}


def kind_words(kind: str) -> str:
    """Return what a kind of records is called; its own name where nobody gave it one."""
    return str(KINDS.get(kind) or _OTHERS.get(kind) or kind)
