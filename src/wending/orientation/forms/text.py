"""A text or an uploaded document to read skills from, and what someone confirms of it. Nothing of it is kept."""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wending.kit.documents import DocumentRefused, read_document
from wending.orientation.queries import words
from wending.orientation.queries.names import known_occupations, known_skills
from wending.orientation.rules.profile import MOST_SKILLS

MOST_CHARACTERS = 20_000


class TextForm(forms.Form):
    """Checks that there is a text or a document, and no more than can be read."""

    text = forms.CharField(
        label=_("Plak hier een tekst"),
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": _("Deze tekst is te lang. Plak er een deel van: niet meer dan 20.000 tekens.")},
    )
    document = forms.FileField(
        label=_("Of kies een bestand"),
        required=False,
        allow_empty_file=False,
        error_messages={"empty": words.REFUSED["empty"]},
    )

    def clean_document(self) -> str:
        """Return the text of the document; say why when it is not read."""
        document: UploadedFile[bytes] | None = self.cleaned_data["document"]
        if document is None:
            return ""
        if (document.size or 0) > settings.DOCUMENT_MAX_BYTES:
            raise forms.ValidationError(words.REFUSED["too_large"])
        try:
            return read_document(document.read(), document.name or "")
        except DocumentRefused as refusal:
            raise forms.ValidationError(words.REFUSED.get(refusal.code, words.REFUSED_OTHERWISE)) from refusal

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        told = super().clean() or {}
        if not self.errors and not told.get("document") and not (told.get("text") or "").strip():
            self.add_error("text", _("Plak een tekst of kies een bestand."))
        return told

    def whole_text(self) -> str:
        """Return what was pasted and what was in the document."""
        return "\n\n".join(part for part in (self.cleaned_data["text"], self.cleaned_data["document"]) if part)


@dataclass(frozen=True)
class TextItems:
    """Holds what someone confirmed from a text; what does not exist is left out."""

    occupations: tuple[str, ...]
    skills: tuple[str, ...]

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Return the confirmed URIs: `occupation` and `skill` are lists."""
        occupations, skills = (
            list(dict.fromkeys(posted.getlist(name)))[:MOST_SKILLS] for name in ("occupation", "skill")
        )
        known, known_too = known_occupations(occupations), known_skills(skills)
        return cls(tuple(u for u in occupations if u in known), tuple(u for u in skills if u in known_too))
