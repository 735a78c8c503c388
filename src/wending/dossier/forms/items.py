"""The short form of an item: what, where, when roughly, and a few words. Only the first question must be answered."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.dossier.actions.items import ItemFields
from wending.dossier.forms.versioned import VersionedForm
from wending.dossier.models import Item
from wending.dossier.queries.item_words import KINDS, QUESTIONS
from wending.dossier.rules.record import Kind

FIRST_YEAR = 1900
YEARS_AHEAD = 10
_YEAR = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4", "autocomplete": "off"})
_MONTHS = [("", gettext_lazy("Weet ik niet")), *MONTHS.items()]


class ItemForm(VersionedForm):
    """Checks what somebody tells of an item."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"), choices=[(kind.value, words) for kind, (words, _i) in KINDS.items()]
    )
    title = forms.CharField(
        label="", max_length=200, error_messages={"required": gettext_lazy("Vertel in een paar woorden wat je deed.")}
    )
    organisation = forms.CharField(label=gettext_lazy("Waar, of voor wie?"), max_length=200, required=False)
    begin_year = forms.CharField(label=gettext_lazy("In welk jaar begon je?"), required=False, widget=_YEAR)
    begin_month = forms.ChoiceField(label=gettext_lazy("Maand van het begin"), choices=_MONTHS, required=False)
    is_ongoing = forms.BooleanField(label=gettext_lazy("Ik doe dit nog"), required=False)
    end_year = forms.CharField(label=gettext_lazy("In welk jaar stopte je?"), required=False, widget=_YEAR)
    end_month = forms.ChoiceField(label=gettext_lazy("Maand van het einde"), choices=_MONTHS, required=False)
    place = forms.CharField(label=gettext_lazy("Plaats"), max_length=100, required=False)
    description = forms.CharField(
        label=gettext_lazy("Vertel er iets over"),
        help_text=gettext_lazy("Wat deed je precies? Wat ging goed?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self.data.get("kind") or self.initial.get("kind") or Kind.WORK
        kind = Kind(told) if told in set(Kind) else Kind.WORK
        self.fields["title"].label, self.fields["title"].help_text = QUESTIONS[kind]
        self.fields["begin_year"].help_text = _("Ongeveer is goed. Bijvoorbeeld: 2019")

    def clean_begin_year(self) -> int | None:
        """Return the year in which it began."""
        return _year(self.cleaned_data["begin_year"])

    def clean_end_year(self) -> int | None:
        """Return the year in which it ended."""
        return _year(self.cleaned_data["end_year"])

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and a month without its year."""
        told = super().clean() or {}
        for name in ("begin", "end"):
            if told.get(f"{name}_month") and not told.get(f"{name}_year") and f"{name}_year" not in self.errors:
                self.add_error(f"{name}_year", _("Vul ook het jaar in."))
        if told.get("is_ongoing") and told.get("end_year"):
            self.add_error("end_year", _("Je doet dit nog: laat dit dan leeg."))
        begin, end = _date(told, "begin"), _date(told, "end")
        if begin and end and (end.year, end.month if told.get("end_month") else 12) < (begin.year, begin.month):
            self.add_error("end_year", _("Het einde ligt voor het begin. Kijk de jaren na."))
        return told

    def item_fields(self, before: Item | None = None) -> ItemFields:
        """Return what was told; what the form does not ask stays as it was before."""
        told = self.cleaned_data
        begin, end = _date(told, "begin"), _date(told, "end")
        begin_precision, end_precision = _precision(told, "begin"), _precision(told, "end")
        if before is not None:
            begin, begin_precision = _with_day(begin, begin_precision, before.begin, before.begin_precision)
            end, end_precision = _with_day(end, end_precision, before.end, before.end_precision)
        return ItemFields(
            kind=Kind(told["kind"]),
            title=told["title"],
            organisation=told["organisation"],
            place=told["place"],
            country=before.country if before else "",
            begin=begin,
            begin_precision=begin_precision,
            end=end,
            end_precision=end_precision,
            is_ongoing=told["is_ongoing"],
            description=told["description"],
            uri=before.uri if before else "",
        )


def initial_of(item: Item) -> dict[str, Any]:
    """Return what an item holds, as the form shows it."""
    return {
        "version": item.version,
        "kind": item.kind,
        "title": item.title,
        "organisation": item.organisation,
        "place": item.place,
        "begin_year": item.begin.year if item.begin else "",
        "begin_month": item.begin.month if item.begin and item.begin_precision != "year" else "",
        "is_ongoing": item.is_ongoing,
        "end_year": item.end.year if item.end else "",
        "end_month": item.end.month if item.end and item.end_precision != "year" else "",
        "description": item.description,
    }


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    latest = timezone.localdate().year + YEARS_AHEAD
    if not text.strip().isdecimal() or not FIRST_YEAR <= int(text) <= latest:
        raise forms.ValidationError(
            _("Schrijf een jaar van vier cijfers, van %(first)s tot %(last)s.") % {"first": FIRST_YEAR, "last": latest}
        )
    return int(text)


def _date(told: dict[str, Any], name: str) -> date | None:
    year = told.get(f"{name}_year")
    return date(year, int(told.get(f"{name}_month") or 1), 1) if year else None


def _precision(told: dict[str, Any], name: str) -> str:
    if not told.get(f"{name}_year"):
        return ""
    return "month" if told.get(f"{name}_month") else "year"


def _with_day(now: date | None, precision: str, before: date | None, known: str) -> tuple[date | None, str]:
    """Keep the day that a file told, as long as its month is not changed."""
    if (
        now
        and before
        and known == "day"
        and precision == "month"
        and (now.year, now.month) == (before.year, before.month)
    ):
        return before, "day"
    return now, precision
