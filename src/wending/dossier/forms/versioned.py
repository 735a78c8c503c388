"""A form that says which version it changes, and shows what was saved meanwhile beside what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict


class VersionedForm(forms.Form):
    """Carries the version that was read, hidden."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)

    def read_version(self) -> int:
        """Return the version that was read."""
        return self.cleaned_data.get("version") or 0

    def renew(self, version: int) -> None:
        """Keep all that was typed, ready to be saved over this version."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data

    def differences(self, saved: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return the fields in which what is saved differs from what was typed: label, saved and typed."""
        return [
            {"label": str(field.label), "saved": str(saved.get(name) or ""), "typed": str(self.data.get(name) or "")}
            for name, field in self.fields.items()
            if name in saved and name != "version" and _plain(saved.get(name)) != _plain(self.data.get(name))
        ]


def _plain(value: Any) -> str:
    if value in (True, "on"):
        return "True"
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()
