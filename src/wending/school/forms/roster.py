"""A roster to read, what its columns hold, and a yes to what it changes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.school.queries.words import FIELDS, LAYOUTS
from wending.school.sources.cells import plain
from wending.school.sources.layouts import LARGEST_FILE, Layout
from wending.school.sources.table.mapping import ColumnMap

WHOLE = (("learners", gettext_lazy("Alle leerlingen")), ("staff", gettext_lazy("Alle medewerkers")))
_AUGUST = 8


def school_year() -> str:
    """Return the school year of today, such as 2026-2027; it begins in August."""
    today = timezone.localdate()
    first = today.year if today.month >= _AUGUST else today.year - 1
    return f"{first}-{first + 1}"


class RosterForm(forms.Form):
    """One or two files and their layout."""

    layout = forms.ChoiceField(
        label=gettext_lazy("Wat voor bestand is het?"),
        choices=[(key.value, words) for key, words in LAYOUTS.items()],
        widget=forms.RadioSelect,
        initial=Layout.TABLE.value,
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Bij een lijst: het bestand met leerlingen, of met medewerkers."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Kies eerst een bestand.")},
    )
    second = forms.FileField(
        label=gettext_lazy("Tweede bestand"),
        help_text=gettext_lazy("Alleen bij een lijst: de medewerkers in een eigen bestand. Dit mag leeg blijven."),
        required=False,
        allow_empty_file=True,
    )
    year = forms.CharField(
        label=gettext_lazy("Schooljaar"),
        help_text=gettext_lazy("Alleen bij een lijst zonder kolom met het schooljaar."),
        required=False,
        max_length=40,
    )
    whole = forms.MultipleChoiceField(
        label=gettext_lazy("Wie staan er allemaal in?"),
        help_text=gettext_lazy("Kruis aan wat compleet is. Wie dan ontbreekt, is weg van school."),
        required=False,
        choices=WHOLE,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = school_year()

    def clean_file(self) -> tuple[str, bytes]:
        """Return name and bytes of the file."""
        return _content(self.cleaned_data["file"])

    def clean_second(self) -> tuple[str, bytes] | None:
        """Return name and bytes of the second file, None without one."""
        upload = self.cleaned_data.get("second")
        return _content(upload) if upload else None

    def delivery(self, kept: ColumnMap) -> dict[str, Any]:
        """Return what is to be read: with the columns that the school named before."""
        told = self.cleaned_data
        files = [each for each in (told["file"], told["second"]) if each]
        mapping = ColumnMap(year=told["year"], whole=frozenset(told["whole"]), ignore=kept.ignore, columns=kept.columns)
        return {"layout": Layout(told["layout"]), "files": files, "mapping": mapping}


class ColumnsForm(forms.Form):
    """What each column of the files holds."""

    def __init__(self, data: Mapping[str, Any] | None, columns: Sequence[tuple[str, str]], mapping: ColumnMap) -> None:
        super().__init__(data)
        choices = [("", _("Niet inlezen")), *((key, words) for key, words in FIELDS.items())]
        self._names: dict[str, str] = {}
        for heading, example in columns:
            name = plain(heading)
            if name in self._names.values():
                continue
            key = f"column{len(self._names)}"
            self._names[key] = name
            held = "" if name in mapping.ignore else mapping.field_of(heading)
            hint = _("Bijvoorbeeld: %(value)s") % {"value": example} if example else ""
            self.fields[key] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=held, help_text=hint
            )

    def columns(self) -> dict[str, str]:
        """Return what each heading holds, "" for what is not read."""
        return {name: self.cleaned_data[key] for key, name in self._names.items()}


def _content(upload: "UploadedFile[bytes]") -> tuple[str, bytes]:
    if (upload.size or 0) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        raise ValidationError(_("Het bestand is te groot. We lezen hooguit %(limit)s MB.") % {"limit": limit})
    return upload.name or "", upload.read()
