"""A file to bring, what is chosen out of it, and what somebody takes along."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.dossier.queries.brought import Offered
from wending.dossier.queries.exchange_words import SHAPES
from wending.dossier.queries.record import TakeOptions
from wending.dossier.rules.exchange import Order, Shape
from wending.dossier.rules.record import Person
from wending.dossier.sources.read import LARGEST_FILE

LANGUAGES = (("nl", gettext_lazy("Nederlands")), ("en", gettext_lazy("Engels")))
# Another window brought another file meanwhile.
_OTHER_FILE = {"invalid_choice": gettext_lazy("Dit staat niet in het bestand dat nu wacht. Kies opnieuw.")}
CVS = {Shape.CV_CALM, Shape.CV_MODERN}


def largest() -> int:
    """Return the most bytes of a file that is brought."""
    return min(settings.DOCUMENT_MAX_BYTES, LARGEST_FILE)


class BringForm(forms.Form):
    """Checks that there is a file, before it is read."""

    file = forms.FileField(
        label=gettext_lazy("Kies je bestand"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Kies eerst een bestand.")},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Return name and bytes of the file."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > largest():
            said = _("Het bestand is te groot. We lezen hooguit %(limit)s MB.") % {"limit": largest() // 1_000_000}
            raise ValidationError(said)
        return upload.name or "", upload.read()


class ChooseForm(forms.Form):
    """Checks what somebody ticked of a file; with skills, also in which item they showed."""

    everything = forms.BooleanField(label=gettext_lazy("Voeg alles toe wat je deed en leerde"), required=False)
    items = forms.MultipleChoiceField(required=False, error_messages=_OTHER_FILE)
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Wat je kunt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_OTHER_FILE,
    )
    shown_in = forms.ChoiceField(
        label=gettext_lazy("Waar liet je dit zien?"),
        help_text=gettext_lazy("Vink je hierboven iets aan? Kies dan ook dit. Het bestand vertelt het niet."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, offered: Offered, places: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self._new = [item.key for item in offered.new]
        self.fields["items"].choices = [(key, key) for key in self._new]  # type: ignore[attr-defined]
        fresh = [(item.key, item.title) for item in offered.new]
        if offered.skills and (fresh or places):
            self.fields["skills"].choices = list(offered.skills)  # type: ignore[attr-defined]
            where = [("", _("Kies")), *fresh, *places]
            self.fields["shown_in"].choices = where  # type: ignore[attr-defined]
        else:
            del self.fields["skills"], self.fields["shown_in"]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty choice, and skills that go with nothing."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("everything"):
            told["items"] = self._new
        if self.errors:
            return told
        place = told.get("shown_in", "")
        if told.get("skills") and not place:
            self.add_error("shown_in", _("Kies waar je dit liet zien."))
        elif told.get("skills") and place in self._new and place not in told["items"]:
            self.add_error("shown_in", _("Voeg dit onderdeel ook toe, of kies een ander."))
        elif not told["items"] and not told.get("skills"):
            raise ValidationError(_("Vink eerst iets aan."))
        return told

    @property
    def ticked(self) -> list[str]:
        """The items that were ticked, for showing the form again."""
        return self.data.getlist("items") if self.is_bound else []  # type: ignore[attr-defined]


class TakeForm(forms.Form):
    """Checks what somebody takes along, as what; the head of a CV is used once and kept nowhere."""

    shape = forms.ChoiceField(
        label=gettext_lazy("Wat wil je maken?"),
        choices=[(shape.value, shape.value) for shape in Shape],
        error_messages={"required": gettext_lazy("Kies wat je wilt maken.")},
    )
    lang = forms.ChoiceField(label=gettext_lazy("In welke taal?"), choices=LANGUAGES, widget=forms.RadioSelect)
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Wat je deed en leerde"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Wat je kunt"), required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=gettext_lazy("Je naam"),
        help_text=gettext_lazy("Staat ook op het paspoort."),
        required=False,
        max_length=120,
    )
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefoon"), required=False, max_length=30)
    place = forms.CharField(label=gettext_lazy("Woonplaats"), required=False, max_length=100)
    summary = forms.CharField(
        label=gettext_lazy("Over jou"),
        help_text=gettext_lazy("Twee of drie zinnen. Wat doe je goed, en wat zoek je?"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Mapping[str, Any] | None, options: TakeOptions, start: Mapping[str, str]) -> None:
        ticked = {kind: [value for value, _words in getattr(options, kind)] for kind in ("items", "skills")}
        shape = start["shape"] if start["shape"] in set(Shape) else Shape.CV_CALM.value
        super().__init__(data, initial={**ticked, **start, "shape": shape})
        for kind in ticked:
            if ticked[kind]:
                self.fields[kind].choices = getattr(options, kind)  # type: ignore[attr-defined]
            else:
                del self.fields[kind]

    def shapes(self) -> list[dict[str, Any]]:
        """Return what can be made, as choices with a hint."""
        chosen = self["shape"].value()
        return [
            {"value": shape.value, "label": words, "hint": hint, "checked": shape.value == chosen}
            for shape, (words, hint) in SHAPES.items()
        ]

    def order(self) -> Order:
        """Return what somebody takes along; only a CV has the whole head, a passport the name."""
        told = self.cleaned_data
        shape = Shape(told["shape"])
        head = Person(name=told["name"]) if shape is Shape.PASSPORT else Person()
        if shape in CVS:
            head = Person(**{name: told[name] for name in ("name", "summary", "email", "phone", "place")})
        chosen = {kind: frozenset(told.get(kind, [])) for kind in ("items", "skills")}
        return Order(shape=shape, lang=told["lang"], head=head, **chosen)
