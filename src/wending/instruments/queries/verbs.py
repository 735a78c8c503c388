"""What acts with questionnaires are called on the page "Wie keek er"; `accounts.queries.verbs` finds them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "finished-questionnaire": _("vulde een vragenlijst in"),
    "removed-questionnaire": _("wiste een vragenlijst"),
    "kept-questionnaires": _("bewaarde vragenlijsten bij het account"),
    "added-questionnaire": _("voegde een vragenlijst toe"),
}
