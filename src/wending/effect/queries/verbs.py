"""What acts of this domain in the ledger are called on the page "Wie keek er"."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wending.effect.models import Study

VERBS = {
    "begun-study": _("begon een studie"),
    "wrote-plan": _("schreef een plan van een studie"),
    "changed-registered-plan": _("wijzigde een geregistreerd plan"),
    "registered-study": _("registreerde een studie"),
    "frozen-study": _("legde vast wie er in een studie zit"),
    "opened-study": _("opende de uitkomsten van een studie"),
    "published-study": _("maakte een antwoord openbaar"),
    "withdrawn-study": _("trok een studie in"),
    "erased-studies": _("wiste de studies van een organisatie"),
    "used-in-study": _("gebruikte gegevens over je, zonder je naam, in onderzoek: %(part)s"),
    "taken-out-of-study": _("haalde je gegevens weg uit onderzoek: %(part)s"),
    "kept-data": _("bewaarde gegevens van een studie"),
    "set-up-questions": _("maakte vragen voor mensen in een studie"),
    "closed-questions": _("sloot vragen van een studie"),
    "asked-for-study": _("stuurde je vragen voor onderzoek: %(part)s"),
    "reminded-for-study": _("herinnerde je aan vragen voor onderzoek: %(part)s"),
    "answered-for-study": _("antwoordde op vragen voor onderzoek: %(part)s"),
    "stopped-questions": _("stopte de mail met vragen voor onderzoek: %(part)s"),
    "removed-answers": _("wiste antwoorden voor onderzoek: %(part)s"),
    "ended-questions": _("stopte met vragen, omdat toestemming of studie voorbij is: %(part)s"),
    "made-extract": _("maakte een uittreksel van een studie"),
    "refused-extract": _("kreeg geen uittreksel van een studie"),
    "fetched-extract": _("haalde een uittreksel van een studie op"),
    "asked-run": _("vroeg een berekening"),
    "stopped-run": _("stopte een berekening"),
    "restarted-run": _("ging verder met een berekening"),
    "looked-at-figures": _("bekeek tellingen van een organisatie"),
    "kept-approach": _("beschreef een aanpak"),
    "changed-approach": _("wijzigde een aanpak"),
    "added-evidence": _("voegde een studie uit literatuur toe"),
    "changed-evidence": _("wijzigde een studie uit literatuur"),
    "checked-evidence": _("keek een studie uit literatuur na"),
    "removed-evidence": _("haalde een studie uit literatuur weg"),
}


def _title(number: str) -> str:
    study = Study.objects.filter(pk=number).first()
    plan = study.plans.last() if study else None
    return str(plan.plan["title_nl" if get_language() == "nl" else "title_en"]) if plan else ""


# What is behind the colon in the thing of an act.
NAMES = {"effect.study": _title}
