"""Somebody on the network map: little, for they are a third person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.dossier.actions.contacts import ContactFields
from wending.dossier.forms.versioned import VersionedForm
from wending.dossier.models import Contact
from wending.dossier.queries.people_words import RINGS, TIES
from wending.dossier.rules.people import Tie


class ContactForm(VersionedForm):
    """Checks what somebody tells of a person around them."""

    name = forms.CharField(
        label=_("Voornaam of letters"),
        help_text=_("Bijvoorbeeld: Ali, of M. van de sportclub"),
        max_length=60,
        error_messages={"required": _("Vul een voornaam of letters in.")},
    )
    tie = forms.ChoiceField(
        label=_("Wie is dit voor jou?"), choices=[(tie.value, words) for tie, words in TIES.items()]
    )
    ring = forms.TypedChoiceField(
        label=_("Hoe dichtbij?"),
        choices=[(str(ring), words) for ring, words in RINGS.items()],
        coerce=int,
        initial="2",
        widget=forms.RadioSelect,
    )
    help = forms.CharField(
        label=_("Waarmee kan deze persoon helpen?"),
        help_text=_("Bijvoorbeeld: weet veel van techniek, of: kent iemand bij de gemeente"),
        max_length=300,
        required=False,
    )
    question = forms.CharField(
        label=_("Wat wil je vragen?"),
        help_text=_("Bijvoorbeeld: mag ik een dag meekijken?"),
        max_length=300,
        required=False,
    )

    def contact_fields(self) -> ContactFields:
        """Return what was told."""
        told = self.cleaned_data
        return ContactFields(told["name"], Tie(told["tie"]), told["ring"], told["help"], told["question"])


def initial_of(contact: Contact) -> dict[str, Any]:
    """Return what is held of somebody, as the form shows it."""
    return {
        "version": contact.version,
        "name": contact.name,
        "tie": contact.tie,
        "ring": str(contact.ring),
        "help": contact.help,
        "question": contact.question,
    }
