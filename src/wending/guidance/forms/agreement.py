"""The terms of an agreement, a member of the team, a referral, and what a client shows for them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import LONGEST, USUAL, Part
from wending.guidance.actions.agreements import Terms
from wending.guidance.queries import case_words as words
from wending.guidance.queries.receivers import organisations_with_professionals
from wending.guidance.rules.case import Line
from wending.guidance.rules.preparation import SHEET_PARTS


class AgreementForm(forms.Form):
    """What client and professional agree; drafts may have gaps."""

    goal = FreeText(label=_("Doel: wat wil de cliënt bereiken?"), required=False, help_text=CARE)
    method = FreeText(label=_("Aanpak: hoe werken jullie?"), required=False)
    duration = FreeText(label=_("Duur: hoeveel gesprekken, tot wanneer?"), rows=2, required=False)
    cost = FreeText(label=_("Kosten: wie betaalt wat?"), rows=2, required=False)
    commissioner = FreeText(
        label=_("Opdrachtgever: wie geeft de opdracht?"),
        help_text=_("Leeg als de cliënt zelf komt. De opdrachtgever is nooit de cliënt."),
        rows=2,
        required=False,
    )
    told = FreeText(label=_("Wat hoort de opdrachtgever?"), rows=2, required=False)
    not_told = FreeText(label=_("Wat hoort de opdrachtgever niet?"), rows=2, required=False)
    interests = FreeText(
        label=_("Belangen: speelt er nog iets mee?"),
        help_text=_("Bijvoorbeeld: je werkt ook voor de werkgever. Is er niets? Schrijf dat op."),
        rows=2,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def terms(self) -> Terms:
        """Return the terms as they were written."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})


class MemberForm(forms.Form):
    """Somebody for the team: a professional by address, or anyone by name."""

    own_role = FreeText(
        rows=1,
        label=_("Wat doet deze persoon voor de cliënt?"),
        help_text=_("In gewone woorden: helpt met schulden, jobcoach op het werk."),
        max_length=100,
    )
    email = forms.EmailField(
        label=_("E-mailadres van een begeleider met een account"),
        help_text=_("Die kan meelezen, als de cliënt ja zegt."),
        required=False,
    )
    name = forms.CharField(
        label=_("Of alleen een naam"),
        help_text=_("Dan staat de naam in de lijst. Meelezen kan niet."),
        max_length=100,
        required=False,
    )


class ReferralForm(forms.Form):
    """To whom, why, and when they meet together."""

    line = forms.ChoiceField(
        label=_("Welke hulp past nu?"), choices=words.LINES.items(), widget=forms.RadioSelect, initial=Line.THIRD
    )
    to_organisation = forms.ChoiceField(label=_("Naar welke organisatie?"), required=False)
    to_email = forms.EmailField(
        label=_("E-mailadres van één begeleider daar"),
        help_text=_("Zegt de cliënt ja? Dan zie je of deze persoon Wending gebruikt. Zo niet: bel of mail zelf."),
        required=False,
    )
    to_name = forms.CharField(
        label=_("Of iemand buiten Wending"), help_text=_("Naam en organisatie."), max_length=200, required=False
    )
    reason = FreeText(
        label=_("Waarom?"),
        help_text=_("In woorden waar de cliënt het mee eens is. De ander leest dit."),
    )
    meet_on = Day(
        label=_("Wanneer zien jullie elkaar met zijn drieën?"),
        help_text=_("Een warme overdracht: cliënt, jij en de ander samen."),
        required=False,
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        known = [(str(row.pk), row.name) for row in organisations_with_professionals()]
        self.fields["to_organisation"].choices = [("", _("Kies")), *known]  # type: ignore[attr-defined]


class ShowForm(forms.Form):
    """Which parts of the record are shown, until when. Nothing is ticked beforehand."""

    parts = forms.TypedMultipleChoiceField(
        label=_("Wat mag deze persoon zien?"),
        help_text=_("Niets aanvinken mag ook."),
        choices=[(part.value, PARTS[part]) for part in SHEET_PARTS],
        coerce=Part,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = Day(label=_("Tot wanneer?"), required=False)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["until"].initial = timezone.localdate() + USUAL

    def clean(self) -> dict[str, Any]:
        """Ask for a day within a year where something is shown."""
        told = super().clean() or {}
        today = timezone.localdate()
        until = told.get("until")
        if told.get("parts") and (until is None or not today <= until <= today + LONGEST - timedelta(days=1)):
            self.add_error("until", _("Kies een einddatum tussen vandaag en een jaar vanaf nu."))
        return told


class AskConsentForm(ShowForm):
    """Which parts a professional would like to see, and why."""

    reason = FreeText(label=_("Waarom vraag je dit?"), help_text=_("De cliënt leest dit."), rows=2, max_length=500)
    field_order = ["parts", "reason", "until"]

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["parts"].label, self.fields["parts"].help_text = _("Wat wil je zien?"), ""
        self.fields["parts"].required = self.fields["until"].required = True
