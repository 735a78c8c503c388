"""What goes on paper: a letter for each person, with the code to join with. Layout stands in the template."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.school.rules.joining import Letter


def letters_paper(letters: Iterable[Letter], school: str, address: str, lang: str) -> dict[str, Any]:
    """Return letters in words, one for each page."""
    return {
        "language": lang,
        "title": _("Sluit je aan bij %(school)s") % {"school": school},
        "footer": date_format(timezone.localdate(), "j F Y"),
        "intro": _("Met deze code hoor je in Wending bij je school. Je maakt een eigen account. Dat blijft van jou."),
        "steps": [
            _("Ga naar %(address)s") % {"address": address},
            _("Log in, of maak een account met je eigen e-mailadres."),
            _("Typ de code over."),
        ],
        "notes": [
            _("School ziet alleen dat je meedoet, en wat je zelf inlevert of laat zien."),
            _("Je kunt altijd weer weg. Geef de code aan niemand."),
        ],
        "letters": [
            {
                "name": letter.name,
                "group": letter.group,
                "code": letter.code,
                "until": _("De code werkt één keer, tot en met %(day)s.") % {"day": date_format(letter.until, "j F Y")},
            }
            for letter in letters
        ],
        "heads": {"dear": _("Voor"), "code": _("Jouw code"), "how": _("Zo doe je dat")},
    }
