"""The form of a plan, in sections with plain help. What is wrong is told at its field; what was typed stays."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.dossier.forms.versioned import VersionedForm
from wending.effect.queries.report_words import designs, outcomes
from wending.effect.queries.words import field_words, problem_words
from wending.effect.rules.plan import BadPlan, Plan, Problem
from wending.effect.rules.plan_file import line_of, plan_from
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

MOST_BYTES = 1_000_000


class Names(FreeText):
    """Names in a text, one a line."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(rows=rest.pop("rows", 4), required=False, **rest)

    def prepare_value(self, value: Any) -> Any:
        """Show one a line."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> Any:
        """Return the names, as a tuple."""
        lines = str(super().clean(value)).replace(",", "\n").splitlines()
        return tuple(line.strip() for line in lines if line.strip())


def line(label: Any, help_text: Any = "", **rest: Any) -> FreeText:
    """Return a field for one line."""
    return FreeText(rows=1, label=label, help_text=help_text, max_length=rest.pop("max_length", 200), **rest)


class PlanForm(VersionedForm):
    """All of a plan but its rows of outcomes, bounds and money."""

    title_nl = line(_("Titel in het Nederlands"))
    title_en = line(_("Titel in het Engels"))
    question_nl = FreeText(rows=2, label=_("Vraag in het Nederlands"), help_text=_("In één of twee gewone zinnen."))
    question_en = FreeText(rows=2, label=_("Vraag in het Engels"))
    approach = forms.ChoiceField(label=_("Welke aanpak bekijk je?"))
    against = forms.ChoiceField(label=_("Waarmee vergelijk je die?"), required=False)
    rivals = forms.MultipleChoiceField(
        label=_("Andere aanpakken om naast te zetten"),
        help_text=_("Alleen als mensen die ook kregen. Je ziet dan hoe onzeker een volgorde is."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    estimand = forms.ChoiceField(label=_("Om wie gaat het?"), widget=forms.RadioSelect)
    design = forms.ChoiceField(
        label=_("Hoe komt de vergelijking tot stand?"), help_text=_("De sterkste opzet staat bovenaan.")
    )
    cluster = line(
        _("Groep"), _("De naam van het kenmerk dat zegt bij welke groep iemand hoort."), required=False, max_length=60
    )
    score = line(_("Score"), _("De naam van het kenmerk met de score."), required=False, max_length=60)
    cutoff = forms.FloatField(localize=True, label=_("Grens van de score"), required=False)
    instrument = line(
        _("Instrument"),
        _("De naam van het kenmerk dat zegt wie het aanbod kreeg."),
        required=False,
        max_length=60,
    )
    unit = line(_("Plek"), _("De naam van de plek die de aanpak kreeg."), required=False, max_length=60)
    frozen_on = Day(
        label=_("Op welke dag ligt vast wie meedoet?"),
        help_text=_("Kenmerken van na deze dag tellen niet mee."),
    )
    covariates = Names(
        label=_("Kenmerken van vooraf"),
        help_text=_("Eén naam per regel, zoals in je gegevens. Kies ze op inhoud, niet op wat mooi uitkomt."),
    )
    groups = Names(
        label=_("Groepen om apart te bekijken"),
        help_text=_("Eén kenmerk per regel. Alleen groepen die je nu noemt, tellen mee in het antwoord."),
        rows=2,
    )
    expected_treated = forms.IntegerField(label=_("Mensen met de aanpak"), min_value=0, required=False)
    expected_compared = forms.IntegerField(label=_("Mensen om mee te vergelijken"), min_value=0, required=False)
    expected_spread = forms.FloatField(
        localize=True,
        label=_("Spreiding van de hoofduitkomst"),
        help_text=_("De standaardafwijking, in de eenheid van de uitkomst. Bij een aandeel: hooguit 0,5."),
        min_value=0,
        required=False,
    )
    discount = forms.FloatField(
        localize=True,
        label=_("Hoeveel minder telt later geld per jaar?"),
        help_text=_("0,03 is 3 procent."),
        required=False,
    )
    discount_source = line(_("Bron daarvan"), required=False, max_length=300)
    years = forms.IntegerField(label=_("Over hoeveel jaar reken je?"), min_value=1, required=False)
    persistence = forms.FloatField(
        localize=True,
        label=_("Welk deel van het effect blijft per jaar over?"),
        help_text=_("1 is alles, 0 is niets."),
        required=False,
    )
    persistence_low = forms.FloatField(localize=True, label=_("Wat blijft over, laag"), required=False)
    persistence_high = forms.FloatField(localize=True, label=_("Wat blijft over, hoog"), required=False)
    persistence_source = line(_("Bron daarvan"), required=False, max_length=300)
    displacement = forms.FloatField(
        localize=True,
        label=_("Welk deel gaat ten koste van anderen?"),
        help_text=_("Verdringing: wie werk vindt, neemt soms de plek van een ander. 0 is niets, 1 is alles."),
        required=False,
    )
    displacement_low = forms.FloatField(localize=True, label=_("Ten koste van anderen, laag"), required=False)
    displacement_high = forms.FloatField(localize=True, label=_("Ten koste van anderen, hoog"), required=False)
    displacement_source = line(_("Bron daarvan"), required=False, max_length=300)
    seed = forms.IntegerField(
        label=_("Startgetal"),
        help_text=_("Daarmee geeft een nieuwe berekening dezelfde getallen. Laat het gerust staan."),
        min_value=0,
        initial=1,
    )
    reason = FreeText(
        rows=2,
        label=_("Waarom wijzig je het plan?"),
        help_text=_("Het plan is geregistreerd. Iedereen leest deze reden."),
        max_length=2000,
    )

    DESIGN_TERMS = ("cluster", "score", "cutoff", "instrument", "unit")
    RATES = (
        *("discount", "discount_source", "years", "persistence", "persistence_source"),
        *("displacement", "displacement_source"),
    )
    RATES_MORE = ("persistence_low", "persistence_high", "displacement_low", "displacement_high")

    def __init__(self, *args: Any, approaches: Mapping[str, str], is_registered: bool, **rest: Any) -> None:
        """Offer these approaches by their keys. Only a registered plan asks why it is changed."""
        super().__init__(*args, **rest)
        kept = list(approaches.items())
        fields: Mapping[str, Any] = self.fields
        fields["approach"].choices = [("", gettext("Kies een aanpak")), *kept]
        fields["against"].choices = [("", gettext("Niets, of de gewone gang van zaken")), *kept]
        fields["rivals"].choices = kept
        fields["design"].choices = [(one.value, designs.DESIGNS[one.value]) for one in Design]
        fields["estimand"].choices = [(one.value, outcomes.ESTIMANDS[one.value]) for one in Estimand]
        if not kept:
            del self.fields["rivals"]
        if not is_registered:
            del self.fields["reason"]

    def mapping(self) -> dict[str, Any]:
        """Return what was typed as a mapping of a plan, without its rows."""
        told = self.cleaned_data
        plan = {
            name: told[name]
            for name in Plan.__dataclass_fields__
            if name in told and told[name] not in (None, "") and name not in {"rates"}
        }
        plan["against"] = told["against"]
        plan["design_terms"] = {name: told[name] for name in self.DESIGN_TERMS if told[name] not in (None, "")}
        rates = {name: told[name] for name in (*self.RATES, *self.RATES_MORE) if told[name] not in (None, "")}
        if rates:
            plan["rates"] = rates
        return plan

    def clean(self) -> dict[str, Any]:
        """Ask all rules for money, or none of them."""
        told = dict(super().clean() or {})
        given = [name for name in (*self.RATES, *self.RATES_MORE) if told.get(name) not in (None, "")]
        if given:
            for name in self.RATES:
                if told.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, gettext("Vul ook dit in: rekenregels horen bij elkaar."))
        return told


class PlanFileForm(VersionedForm):
    """A plan as a TOML or JSON file."""

    file = forms.FileField(label=_("Bestand met het plan"), help_text=_("TOML of JSON, zoals je het hier ook ophaalt."))
    reason = FreeText(
        rows=2,
        label=_("Waarom wijzig je het plan?"),
        help_text=_("Het plan is geregistreerd. Iedereen leest deze reden."),
        max_length=2000,
    )

    def __init__(self, *args: Any, is_registered: bool, **rest: Any) -> None:
        """Only a registered plan asks why it is changed."""
        super().__init__(*args, **rest)
        if not is_registered:
            del self.fields["reason"]

    def clean_file(self) -> Plan:
        """Return the plan in the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("Dit bestand is te groot voor een plan."))
        content = file.read()
        try:
            text = content.decode("utf-8-sig")
            mapping = tomllib.loads(text) if file.name.lower().endswith(".toml") else json.loads(text)
        except ValueError as error:
            told = gettext("Dit is geen TOML of JSON. Kijk op regel %(line)s naar aanhalingstekens, haken en komma's.")
            raise forms.ValidationError(told % {"line": line_of(error, content)}) from None
        if not isinstance(mapping, dict):
            raise forms.ValidationError(gettext("In dit bestand staat geen plan."))
        try:
            return plan_from(mapping)
        except BadPlan as bad:
            raise forms.ValidationError(problem_lines(bad.problems)) from None


def problem_lines(found: Sequence[Problem]) -> list[str]:
    """Return what is wrong with a plan, each with the name of its field."""
    return [f"{field_words(one.field)}: {problem_words(one)}" for one in found]
