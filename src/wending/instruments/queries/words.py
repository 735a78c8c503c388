"""Plain words of questionnaires: what a score, a tie and a change say. The words of items stand in their files."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FORMS = {"full": gettext_lazy("hele lijst"), "short": gettext_lazy("korte lijst")}
CHANGES = {
    "higher": gettext_lazy("echt hoger"),
    "lower": gettext_lazy("echt lager"),
    "same": gettext_lazy("geen echt verschil"),
}


def together(names: Sequence[str]) -> str:
    """Return names in one line, with a word before the last."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def order_words(tiers: Sequence[Sequence[str]]) -> list[str]:
    """Return in sentences which names stand high, and which do not differ; nothing beyond the second group."""
    if not tiers:
        return []
    if len(tiers) == 1 and len(tiers[0]) > 1:
        return [_("Alles ligt dicht bij elkaar. Niets springt eruit. Dat komt vaker voor.")]
    first, *rest = tiers
    if len(first) == 1:
        found = [_("Dit staat bij jou bovenaan: %(names)s.") % {"names": first[0]}]
    else:
        found = [_("Deze staan samen bovenaan, zonder echt verschil: %(names)s.") % {"names": together(first)}]
    if rest and len(rest[0]) == 1:
        found.append(_("Daarna komt: %(names)s.") % {"names": rest[0][0]})
    elif rest:
        found.append(_("Daarna komen, zonder echt verschil: %(names)s.") % {"names": together(rest[0])})
    return found
