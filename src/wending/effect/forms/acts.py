"""Small forms of researchers: a study to begin, data to choose, and the moments that cannot be undone."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.effect.models import DataSet
from wending.effect.queries.terms import SOURCES
from wending.effect.rules.study import Source


class BeginForm(forms.Form):
    """A study to begin. `number` is what it will be known by: a form that is sent twice begins one study."""

    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    title = FreeText(rows=1, label=_("Hoe heet de studie?"), max_length=120)
    source = forms.TypedChoiceField(
        label=_("Waar komen de gegevens vandaan?"),
        coerce=Source,
        choices=[(one.value, words) for one, words in SOURCES.items()],
        widget=forms.RadioSelect,
    )


class SureForm(forms.Form):
    """Asks whether somebody is sure of what cannot be undone."""

    sure = forms.BooleanField(label=_("Ja, ik weet dat dit niet terug kan"))


class WithdrawForm(SureForm):
    """Asks why a study is withdrawn."""

    reason = FreeText(
        rows=3, label=_("Waarom trek je de studie in?"), help_text=_("Iedereen kan dit lezen."), max_length=2000
    )

    field_order = ("reason", "sure")


class DataForm(forms.Form):
    """A data set of the study."""

    data_set = forms.ChoiceField(label=_("Welke gegevens?"))

    def __init__(self, *args: Any, data_sets: Sequence[DataSet], **rest: Any) -> None:
        """Offer the data sets of the study, the newest first."""
        super().__init__(*args, **rest)
        field: Any = self.fields["data_set"]
        field.choices = [(str(one.pk), data_words(one)) for one in data_sets]


class FreezeForm(SureForm, DataForm):
    """A data set whose people are the population."""

    field_order = ("data_set", "sure")


def data_words(data: DataSet) -> str:
    """Return what a data set is called: its day, how many people, and whether they are made up."""
    words = gettext("%(day)s, %(many)s mensen") % {
        "day": date_format(timezone.localtime(data.made), "j F Y H:i"),
        "many": data.rows.get("persons", 0),
    }
    return f"{words} ({gettext('verzonnen')})" if data.is_synthetic else words
