"""Schemes, requests and decisions of funds, and a firm's label in a network."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.ledger.rules.actor import Actor
from wending.work.actions.funding import RequestFields
from wending.work.queries.change_words import REQUEST_KINDS
from wending.work.queries.funding import open_schemes
from wending.work.queries.moving import managed_movings
from wending.work.rules.funding import Kind


class Euros(forms.DecimalField):
    """An amount in euros and cents."""

    def __init__(self, **rest: Any) -> None:
        """Refuse less than nothing."""
        super().__init__(max_digits=10, decimal_places=2, min_value=Decimal(0), **rest)


class SchemeForm(forms.Form):
    """What a fund pays for."""

    name = FreeText(label=_("Naam van de regeling"), max_length=120, rows=1)
    whom = FreeText(label=_("Voor wie?"), required=False, rows=1, max_length=300)
    rules = FreeText(label=_("Wat zijn de regels?"), required=False, rows=5)
    rate = forms.DecimalField(
        label=_("Deel van de kosten, in procenten"),
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal(100),
    )
    most = Euros(label=_("Hoogste bedrag in euro's"), required=False)
    begins = Day(label=_("Vanaf"), required=False)
    ends = Day(label=_("Tot en met"), required=False)
    source = FreeText(
        label=_("Waar staat dit?"),
        rows=1,
        max_length=300,
        help_text=_("Bijvoorbeeld een besluit met datum, of een adres."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Return the scheme."""
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


class RequestForm(forms.Form):
    """A request: a plan and amounts, without names."""

    scheme = forms.ChoiceField(label=_("Welke regeling?"))
    kind = forms.ChoiceField(label=_("Waarvoor?"), choices=list(REQUEST_KINDS.items()), widget=forms.RadioSelect)
    moving = forms.ChoiceField(label=_("Voor welke groep?"), required=False)
    title = FreeText(label=_("Titel"), max_length=120, rows=1)
    plan = FreeText(
        label=_("Wat gaan jullie doen?"),
        rows=6,
        help_text=_("Noem geen namen. Het fonds ziet geen mensen, alleen het plan."),
    )
    people = forms.IntegerField(label=_("Voor hoeveel mensen?"), required=False, min_value=1)
    begins = Day(label=_("Wanneer begint het?"), required=False)
    costs = Euros(label=_("Kosten in euro's"))
    amount = Euros(label=_("Gevraagd bedrag in euro's"))
    proof = FreeText(
        label=_("Welk bewijs is er?"),
        required=False,
        rows=3,
        help_text=_("Eén per regel, zoals een offerte of een plan."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer schemes and groups."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["scheme"].choices = [(str(row.pk), f"{row.fund.name}: {row.name}") for row in open_schemes(actor)]
        groups = [(str(row.pk), row.name) for row in managed_movings(actor)]
        fields["moving"].choices = [("", _("Geen groep")), *groups]

    def told(self) -> RequestFields:
        """Return the request."""
        told = self.cleaned_data
        return RequestFields(
            scheme=UUID(told["scheme"]),
            kind=Kind(told["kind"]),
            title=told["title"],
            plan=told["plan"],
            costs=told["costs"],
            amount=told["amount"],
            proof=told["proof"],
            people=told["people"],
            begins=told["begins"],
            moving=UUID(told["moving"]) if told["moving"] else None,
        )


class DecisionForm(forms.Form):
    """A decision of a fund with its reasons."""

    decision = forms.ChoiceField(
        label=_("Besluit"), choices=[("granted", _("Toekennen")), ("refused", _("Afwijzen"))], widget=forms.RadioSelect
    )
    granted = Euros(label=_("Bedrag dat je toekent, in euro's"), required=False)
    reasons = FreeText(label=_("Waarom?"), rows=4, help_text=_("De aanvrager leest dit."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask an amount where money is granted."""
        told = self.cleaned_data
        if told.get("decision") == "granted" and not told.get("granted"):
            self.add_error("granted", _("Vul in welk bedrag je toekent."))
        return told

    def amount(self) -> Decimal | None:
        """Return the amount granted, None for a refusal."""
        found: Decimal | None = self.cleaned_data["granted"] if self.cleaned_data["decision"] == "granted" else None
        return found


class ObjectionForm(forms.Form):
    """An objection, in words."""

    text = FreeText(label=_("Waarom ben je het er niet mee eens?"), rows=4)


class FirmForm(forms.Form):
    """For which firm an invitation is."""

    label = FreeText(label=_("Welk bedrijf nodig je uit?"), max_length=120, rows=1)
