"""Forms of data and extracts: files with their mapping, what counts as an approach, and what may go out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.effect.forms.acts import data_words
from wending.effect.models import DataSet
from wending.effect.queries.report_words.outcomes import NAMES
from wending.effect.rules.extract import ROUNDINGS, SMALLEST_K, Kind, Question
from wending.effect.rules.plan import Plan, Use

# What a page takes in one go; larger files are read by the command.
MOST_BYTES = 200 * 1024 * 1024
KINDS = {
    Kind.ROWS: _("Rijen: één per persoon, zonder naam en in grove klassen"),
    Kind.TABLE: _("Tabel: aantallen en gemiddelden per groep"),
}


class ManyFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; too large together is refused."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return the files."""
        given = data if isinstance(data, (list, tuple)) else [data]
        files = [super(ManyFilesField, self).clean(one, initial) for one in given]
        if sum(one.size for one in files) > MOST_BYTES:
            raise forms.ValidationError(
                gettext("Samen zijn deze bestanden te groot (meer dan 200 MB). Lees ze in met het commando.")
            )
        return files


class FilesForm(forms.Form):
    """Files, and the mapping that says what is in them."""

    MOST_MAPPING_BYTES = 1_000_000

    mapping = forms.FileField(
        label=_("Mapping (TOML)"), help_text=_("Hierin staat welke kolom van je bestand wat betekent."), max_length=200
    )
    brought = ManyFilesField(label=_("Bestanden"), help_text=_("CSV, Parquet of Stata. Kies ze allemaal tegelijk."))

    def clean_mapping(self) -> bytes:
        """Return the mapping; refuse a file that is too large to be one."""
        file = self.cleaned_data["mapping"]
        if file.size > self.MOST_MAPPING_BYTES:
            raise forms.ValidationError(gettext("Dit bestand is te groot voor een mapping. Kies het TOML-bestand."))
        return bytes(file.read())

    def clean_brought(self) -> "list[UploadedFile[Any]]":
        """Refuse two files with one name: the mapping could not tell which is meant."""
        files: list[UploadedFile[Any]] = self.cleaned_data["brought"]
        names = [str(one.name) for one in files]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise forms.ValidationError(gettext("Twee bestanden heten hetzelfde: %s. Kies er één.") % ", ".join(twice))
        return files


class GatherForm(forms.Form):
    """What of the platform counts as which approach of the plan."""

    def __init__(
        self, *args: Any, plan: Plan, kinds: Mapping[str, object], names: Mapping[str, str], **rest: Any
    ) -> None:
        """Ask of each kind of exposure here which approach of the plan it is."""
        super().__init__(*args, **rest)
        meant = [plan.approach, *([plan.against] if plan.against else []), *plan.rivals]
        choices = [("", gettext("Telt niet mee")), *((key, names.get(key, key)) for key in meant)]
        for kind, words in kinds.items():
            self.fields[kind] = forms.ChoiceField(label=str(words), choices=choices, required=False)

    def means(self) -> dict[str, str]:
        """Return which kind is which approach."""
        return {kind: approach for kind, approach in self.cleaned_data.items() if approach}


class ExtractForm(forms.Form):
    """What a researcher asks to take out."""

    data_set = forms.ChoiceField(label=_("Welke gegevens?"))
    kind = forms.TypedChoiceField(
        label=_("Wat wil je eruit halen?"),
        coerce=Kind,
        choices=[(one.value, words) for one, words in KINDS.items()],
        initial=Kind.TABLE.value,
        widget=forms.RadioSelect,
    )
    known = forms.MultipleChoiceField(
        label=_("Welke kenmerken?"),
        help_text=_(
            "Hoe meer kenmerken, hoe grover ze worden. In een tabel kunnen er twee, en een uitkomst houdt in elke "
            "tabel van deze studie dezelfde kenmerken."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outcomes = forms.MultipleChoiceField(
        label=_("Welke uitkomsten?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    k = forms.IntegerField(
        label=_("Kleinste groep"), help_text=_("Minstens 10 mensen."), min_value=SMALLEST_K, initial=SMALLEST_K
    )
    rounding = forms.TypedChoiceField(
        label=_("Rond getallen af op"),
        help_text=_("Aantallen gaan altijd op vijf, aandelen op hele procenten. Loon per maand vraagt 50 of meer."),
        coerce=float,
        choices=[(f"{one:g}", f"{one:g}") for one in ROUNDINGS],
        initial="5",
        error_messages={"invalid_choice": _("Kies een afronding uit de lijst.")},
    )
    noise = forms.FloatField(
        localize=True,
        label=_("Ruis"),
        help_text=_(
            "0 is geen ruis. Een groter getal maakt losse getallen onzekerder. Dezelfde vraag geeft dezelfde ruis."
        ),
        initial=0,
        min_value=0,
    )

    def __init__(self, *args: Any, data_sets: Sequence[DataSet], plan: Plan, **rest: Any) -> None:
        """Offer the data of the study, and what its plan names."""
        super().__init__(*args, **rest)
        fields: dict[str, Any] = self.fields
        fields["data_set"].choices = [(str(one.pk), data_words(one)) for one in data_sets]
        names = dict.fromkeys([*plan.covariates, *plan.groups])
        fields["known"].choices = [(name, name) for name in names]
        fields["outcomes"].choices = [
            (f"{one.outcome} {one.horizon}", outcome_words(one.outcome, one.horizon))
            for one in plan.outcomes
            if one.use is not Use.PLACEBO
        ]

    def question(self) -> Question:
        """Return what is asked."""
        told = self.cleaned_data
        outcomes = tuple((name, int(horizon)) for name, horizon in (one.split() for one in told["outcomes"]))
        return Question(told["kind"], tuple(told["known"]), outcomes, told["k"], told["rounding"], told["noise"])


def outcome_words(outcome: str, horizon: int) -> str:
    """Return an outcome at a horizon in words."""
    name = str(NAMES.get(outcome, outcome))
    return gettext("%(name)s, na %(days)s dagen") % {"name": name, "days": horizon}
