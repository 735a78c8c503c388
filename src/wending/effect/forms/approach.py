"""The forms of an approach: what is done, for whom, by whom, how much of it, why it should work, and what it costs."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.dossier.forms.versioned import VersionedForm
from wending.effect.actions.approaches import Told


def _amount(label: Any) -> forms.DecimalField:
    # Written with a comma or a point, as the language of the page does.
    return forms.DecimalField(label=label, min_value=0, decimal_places=2, required=False, localize=True)


class ApproachVersionForm(VersionedForm):
    """A version of an approach."""

    what = FreeText(label=_("Wat doen jullie?"), help_text=_("Zo dat een ander het ook kan doen."))
    for_whom = FreeText(rows=2, label=_("Voor wie?"))
    by_whom = FreeText(rows=2, label=_("Wie doet het?"))
    dose = FreeText(
        rows=1,
        label=_("Hoeveel en hoe lang?"),
        help_text=_("Zoals: vier keer een uur in drie maanden."),
        max_length=200,
    )
    theory = FreeText(
        label=_("Waarom zou het werken?"), help_text=_("Welke stap leidt tot welke? Dit heet de verandertheorie.")
    )
    cost_low = _amount(_("Kosten per deelnemer, laag"))
    cost_central = _amount(_("Kosten per deelnemer, midden"))
    cost_high = _amount(_("Kosten per deelnemer, hoog"))
    cost_year = forms.IntegerField(label=_("Prijzen van welk jaar?"), min_value=1990, max_value=2100, required=False)
    cost_source = FreeText(rows=1, label=_("Bron van de kosten"), max_length=300, required=False)

    def told(self) -> Told:
        """Return what was filled in."""
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})

    def clean(self) -> dict[str, Any]:
        """Ask all that belongs to costs, or nothing: unknown stays unknown."""
        told = dict(super().clean() or {})
        names = ("cost_low", "cost_central", "cost_high", "cost_year", "cost_source")
        if any(told.get(name) not in (None, "") for name in names):
            for name in names:
                if told.get(name) in (None, "") and name not in self.errors:
                    self.add_error(
                        name, gettext("Vul ook dit in: bij kosten horen drie bedragen, een jaar en een bron.")
                    )
        costs = [told[name] for name in names[:3] if told.get(name) is not None]
        if costs != sorted(costs):
            self.add_error("cost_low", gettext("Zet de bedragen van laag naar hoog."))
        return told


class ApproachForm(ApproachVersionForm):
    """An approach with its first version."""

    name_nl = FreeText(rows=1, label=_("Naam in het Nederlands"), max_length=120)
    name_en = FreeText(rows=1, label=_("Naam in het Engels"), max_length=120)

    field_order = ("name_nl", "name_en")
