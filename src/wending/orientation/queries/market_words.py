"""Plain words for the labour market: sectors, classes of figures, why a figure is missing; by the keys of the rules."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TENSION = {
    "very_tight": _("zeer krap"),
    "tight": _("krap"),
    "average": _("gemiddeld"),
    "loose": _("ruim"),
    "very_loose": _("zeer ruim"),
}
TENSION_LONG = {
    "very_tight": _("Er zijn heel veel meer vacatures dan mensen. Werkgevers zoeken lang."),
    "tight": _("Er zijn meer vacatures dan mensen. Jij hebt vaak iets te kiezen."),
    "average": _("Er zijn ongeveer evenveel vacatures als mensen."),
    "loose": _("Er zijn meer mensen dan vacatures. Je zoekt misschien langer."),
    "very_loose": _("Er zijn heel veel meer mensen dan vacatures. Werk vinden is moeilijk."),
}
OUTLOOK = {
    "very_good": _("zeer goed"),
    # Apart from the "goed" of how well someone can do something.
    "good": pgettext_lazy("outlook", "goed"),
    "reasonable": _("redelijk"),
    "moderate": _("matig"),
    "bad": _("slecht"),
}

HEADINGS = {
    "wage": _("Loon"),
    "workers": _("Mensen in dit werk"),
    "tension": _("Is er werk?"),
    "outlook": _("Is er straks werk?"),
    "bottleneck": _("Komen er mensen tekort?"),
}

MISSING = {
    "unpublished": _("De bron maakt dit cijfer niet bekend."),
    "small": _("De groep is te klein om te laten zien."),
}
