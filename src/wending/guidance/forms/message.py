"""A message with its files, from either side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import refuse_bsn
from wending.dossier.queries.file_words import REFUSED
from wending.dossier.sources.files import CheckedFile, FileRefused, checked

MOST_FILES = 3
LONGEST = 5_000


class SeveralFiles(forms.ClearableFileInput):
    """An input in which one can choose several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, each checked and made harmless."""

    widget = SeveralFiles(attrs={"accept": ".pdf,.docx,.odt,.txt,.jpg,.jpeg,.png,.webp", "class": "file-box"})

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        """Return the files; say of the first that is refused why."""
        files: list[UploadedFile[bytes]] = [one for one in (data or []) if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Stuur niet meer dan drie bestanden tegelijk."))
        return [self._checked(file) for file in files]

    def _checked(self, file: UploadedFile[bytes]) -> CheckedFile:
        if (file.size or 0) > settings.DOCUMENT_MAX_BYTES:
            raise forms.ValidationError(REFUSED["too_large"])
        try:
            return checked(file.read(), file.name or "")
        except FileRefused as refusal:
            raise forms.ValidationError(REFUSED[refusal.code]) from refusal


class MessageForm(forms.Form):
    """What somebody writes."""

    text = forms.CharField(
        label=_("Je bericht"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Schrijf eerst een bericht."),
            "max_length": _("Dit bericht is te lang. Schrijf niet meer dan 5.000 tekens."),
        },
    )
    attached = FilesField(
        label=_("Bestand meesturen"),
        help_text=_("Een foto, pdf, Word-bestand of tekst. Niet meer dan drie."),
        required=False,
    )

    def clean_text(self) -> str:
        """Refuse a citizen service number."""
        return refuse_bsn(self.cleaned_data["text"].strip())


class QuestionForm(MessageForm):
    """A question, in one's own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Wat wil je vragen?")
        self.fields["text"].help_text = _("Schrijf het in je eigen woorden. Schrijf niets over je gezondheid.")
