"""What a person tells of themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import refuse_bsn


class PersonForm(forms.Form):
    """Name, language, and the day a younger person turns sixteen."""

    name = forms.CharField(
        label=_("Hoe heet je?"),
        help_text=_("Deze naam zien anderen als je iets met hen deelt."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Taal van je mail"), choices=settings.LANGUAGES)
    is_young = forms.BooleanField(label=_("Ik ben jonger dan 16"), required=False)
    sixteen_on = forms.DateField(
        label=_("Op welke dag word je 16?"),
        help_text=_("Alleen invullen als je jonger bent dan 16. We bewaren alleen deze dag."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_name(self) -> str:
        """Refuse a citizen service number."""
        return refuse_bsn(self.cleaned_data["name"].strip())

    def clean(self) -> None:
        """Ask the day of who is younger than sixteen."""
        super().clean()
        if self.cleaned_data.get("is_young") and not self.cleaned_data.get("sixteen_on") and not self.errors:
            self.add_error("sixteen_on", _("Vul de dag in waarop je 16 wordt."))
