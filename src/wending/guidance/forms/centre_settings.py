"""Forms of a centre's settings. Each says what it holds of a centre (`told_of`) and what is to be saved (`told`)."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.guidance.forms.agenda import DAYS, HoursForm
from wending.guidance.forms.contact import read_phone
from wending.guidance.models import Centre
from wending.guidance.queries import words
from wending.guidance.rules.hours import read_pairs, write_pairs
from wending.reference.queries.regions import region_names

# Addresses below gesprek/ that are of something else, in either language.
OTHERS = {"werkgever", "employer"}
MOST_DAYS = 60
_POSTCODE = re.compile(r"(\d{4})\s*([A-Za-z]{2})")
NO_TIMES = _("Dit zijn geen tijden. Schrijf bijvoorbeeld 9:00-12:30, 13:00-17:00.")


class Edit(forms.Form):
    """A change of something that several may change; `version` is what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def told_of(cls, row: Any) -> dict[str, Any]:
        """Return what the fields hold of a row."""
        return {name: getattr(row, name) for name in ("version", *cls.base_fields)}

    def told(self) -> dict[str, Any]:
        """Return what to save, with the version that was read."""
        return dict(self.cleaned_data)

    def differences(self, row: Any) -> list[tuple[str, str]]:
        """Return the label and the saved words of each field that holds something else than what was typed."""
        saved = type(self)(initial=self.told_of(row))
        return [
            (str(field.label), _words(saved[field.name]))
            for field in self.visible_fields()
            if _words(field) != _words(saved[field.name])
        ]


class _WithRegion(forms.Form):
    region = forms.ChoiceField(label=_("Arbeidsmarktregio"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("Weet ik niet")), *region_names().items()]  # type: ignore[attr-defined]


class StartForm(_WithRegion):
    """What a page of a centre cannot do without."""

    place = FreeText(label=_("Plaats"), max_length=100, rows=1)
    slug = forms.CharField(
        label=_("Adres van jullie pagina"),
        help_text=_("Kleine letters en streepjes. Dit kun je later niet veranderen."),
        max_length=80,
    )
    field_order = ["place", "slug", "region"]

    def clean_slug(self) -> str:
        """Take letters, digits and hyphens."""
        slug: str = self.cleaned_data["slug"].strip()
        if slug != slugify(slug) or not slug:
            raise forms.ValidationError(_("Gebruik alleen kleine letters, cijfers en streepjes."))
        if slug in OTHERS:
            raise forms.ValidationError(_("Dit adres is al van een andere pagina. Kies een ander."))
        return slug


class DetailsForm(_WithRegion, Edit):
    """Where a centre is and how to reach it."""

    about = FreeText(
        label=_("Over het centrum"), help_text=_("Eén of twee zinnen."), max_length=500, rows=3, required=False
    )
    address = FreeText(label=_("Straat en huisnummer"), max_length=200, rows=1, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    place = FreeText(label=_("Plaats"), max_length=100, rows=1)
    phone = forms.CharField(
        label=_("Telefoonnummer"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Kijk of er een @ in staat.")},
    )
    field_order = ["about", "address", "postcode", "place", "region", "phone", "email"]

    @classmethod
    def told_of(cls, row: Centre) -> dict[str, Any]:
        """Return the fields; the region is of the organisation."""
        own = {name: getattr(row, name) for name in ("version", *cls.base_fields) if name != "region"}
        return own | {"region": row.organisation.region}

    def clean_postcode(self) -> str:
        """Write a postcode as 1234 AB."""
        text: str = self.cleaned_data["postcode"].strip()
        found = _POSTCODE.fullmatch(text)
        if text and not found:
            raise forms.ValidationError(_("Dit is geen postcode. Schrijf bijvoorbeeld 1234 AB."))
        return f"{found[1]} {found[2].upper()}" if found else ""

    def clean_phone(self) -> str:
        """Take a number, however it is written."""
        return read_phone(self.cleaned_data["phone"])


class OpeningForm(HoursForm, Edit):
    """When the centre is open, for each weekday."""

    of = "hours"

    @classmethod
    def told_of(cls, row: Centre) -> dict[str, Any]:
        """Return the hours of each weekday as text."""
        week = getattr(row, cls.of)
        return {"version": row.version} | {f"day{day}": write_pairs(week.get(str(day), [])) for day in DAYS}

    def told(self) -> dict[str, Any]:
        """Return the week; closed days are left out."""
        week = {str(day): pairs for day, pairs in self.week().items() if pairs}
        return {"version": self.cleaned_data["version"], self.of: week}


class WalkInForm(OpeningForm):
    """When one can walk in without an appointment, for each weekday."""

    of = "walk_in"


class AccessForm(Edit):
    """In which languages one can be helped, and how one gets in."""

    languages = forms.MultipleChoiceField(
        label=_("In welke talen kun je hier praten?"),
        choices=list(words.LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één taal.")},
    )
    facts = forms.MultipleChoiceField(
        label=_("Wat is hier geregeld?"),
        help_text=_("Kies alleen wat klopt. Mensen rekenen erop."),
        choices=list(words.FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RulesForm(Edit):
    """How far ahead and until when one books, and how soon one gets an answer."""

    lead_hours = forms.IntegerField(
        label=_("Tot hoeveel uur van tevoren kun je boeken?"), min_value=0, max_value=24 * 14
    )
    days_ahead = forms.IntegerField(label=_("Hoeveel dagen vooruit kun je boeken?"), min_value=7, max_value=365)
    change_hours = forms.IntegerField(
        label=_("Tot hoeveel uur van tevoren kun je verzetten?"),
        help_text=_("Afzeggen kan altijd, tot het gesprek begint. Daarna hoort de begeleider het meteen."),
        min_value=0,
        max_value=24 * 14,
    )
    hold_hours = forms.IntegerField(
        label=_("Hoeveel uur houden we een vrije plek vast voor wie wacht?"), min_value=1, max_value=24 * 7
    )
    answer_hours = forms.IntegerField(
        label=_("Binnen hoeveel openingsuren krijgt een vraag antwoord?"), min_value=1, max_value=200
    )
    video_address = forms.URLField(
        label=_("Adres van jullie videodienst"),
        help_text=_("Elk videogesprek krijgt onder dit adres een eigen, geheime kamer."),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"invalid": _("Dit is geen webadres. Schrijf bijvoorbeeld https://video.voorbeeld.nl.")},
    )

    def clean_video_address(self) -> str:
        """Refuse a line on which others can listen."""
        address: str = self.cleaned_data["video_address"]
        if address and not address.startswith("https://"):
            raise forms.ValidationError(_("Gebruik een adres dat met https:// begint. Dan luistert niemand mee."))
        return address


class DaysForm(forms.Form):
    """Days with other hours than usual."""

    first = Day(label=_("Eerste dag"))
    last = Day(label=_("Laatste dag"), help_text=_("Leeg is één dag."), required=False)
    times = forms.CharField(
        label=_("Open van en tot"),
        help_text=_("Schrijf bijvoorbeeld 9:00-12:30. Leeg is de hele dag gesloten."),
        max_length=100,
        required=False,
    )

    def clean_times(self) -> list[list[str]]:
        """Read the hours."""
        try:
            return read_pairs(self.cleaned_data["times"])
        except ValueError:
            raise forms.ValidationError(NO_TIMES) from None

    def clean(self) -> dict[str, Any]:
        """Take days to come, in their order."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last") or told.get("first")
        if first and first < timezone.localdate():
            self.add_error("first", _("Deze dag is voorbij."))
        elif first and last and last < first:
            self.add_error("last", _("De laatste dag ligt voor de eerste."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last", _("Kies hooguit %(n)s dagen tegelijk.") % {"n": MOST_DAYS})
        return told

    def days(self) -> list[date]:
        """Return each day."""
        first: date = self.cleaned_data["first"]
        last: date = self.cleaned_data["last"] or first
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class RoomForm(Edit):
    """A room."""

    name = FreeText(label=_("Naam van de kamer"), max_length=100, rows=1)
    seats = forms.IntegerField(label=_("Voor hoeveel mensen?"), min_value=2, max_value=500, initial=2)
    is_step_free = forms.BooleanField(label=_("Zonder trap of drempel"), required=False)


class KindForm(Edit):
    """A kind of conversation."""

    name = FreeText(label=_("Naam"), max_length=100, rows=1)
    about = FreeText(label=_("Wat is het? In één zin."), max_length=300, rows=2, required=False)
    name_en = FreeText(label=_("Naam in het Engels"), max_length=100, rows=1, required=False)
    about_en = FreeText(label=_("Wat is het? In het Engels."), max_length=300, rows=2, required=False)
    way = forms.ChoiceField(label=_("Hoe praat je?"), choices=list(words.WAYS.items()), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten duurt het?"), min_value=5, max_value=480, step_size=5, initial=45
    )
    buffer = forms.IntegerField(
        label=_("Hoeveel minuten blijft de begeleider daarna vrij?"),
        min_value=0,
        max_value=240,
        step_size=5,
        initial=15,
    )
    seats = forms.IntegerField(
        label=_("Voor hoeveel mensen?"),
        help_text=_("Bij 1 is het een gesprek alleen. Bij meer is het een groep."),
        min_value=1,
        max_value=200,
        initial=1,
    )


def _words(field: Any) -> str:
    value = field.value()
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    names = {str(code): str(name) for code, name in getattr(field.field, "choices", [])}
    values = value if isinstance(value, list) else ["" if value is None else value]
    return ", ".join(sorted(names.get(str(one), str(one)) for one in values))
