"""What acts at school are called on the page "Wie keek er"."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "made-offer": _("maakte een aanbod voor scholen"),
    "changed-offer": _("wijzigde een aanbod voor scholen"),
    "opened-offer": _("zette een aanbod open voor scholen"),
    "closed-offer": _("sloot een aanbod voor scholen"),
    "asked-visit": _("vroeg een bezoek aan"),
    "agreed-visit": _("sprak een bezoek af"),
    "declined-visit": _("zei nee op een bezoek"),
    "agreed-to-safety": _("zei ja op de afspraken over veiligheid"),
    "changed-visit": _("wijzigde een bezoek"),
    "cancelled-visit": _("zei een bezoek af"),
    "chose-learners": _("koos wie er meegaat met een bezoek"),
    "asked-visit-consent": _("vroeg of je mee mag met een bezoek"),
    "agreed-to-visit": _("zei ja op een bezoek"),
    "refused-visit": _("zei nee op meegaan met een bezoek"),
    "saw-visit-name": _("zag je naam voor een bezoek"),
    "asked-class-back": _("vroeg de klas om terug te kijken"),
    "closed-class-back": _("sloot het terugkijken van de klas"),
    "told-school-back": _("vertelde de school hoe het bezoek was"),
    "shared-interest": _("deelde met de klas wat je boeit"),
    "withdrew-interest": _("deelt niet meer wat je boeit"),
    "filled-review": _("vulde de zelfevaluatie in"),
    "changed-review": _("werkte aan de zelfevaluatie van de school"),
    "made-cohort": _("maakte een groep oud-leerlingen"),
    "checked-remark": _("keek een opmerking van een oud-leerling na"),
    "joined-alumni": _("zei ja op later een paar vragen"),
    "left-alumni": _("stopte met vragen van later"),
}
