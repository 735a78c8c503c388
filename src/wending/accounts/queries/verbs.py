"""What acts in the ledger are called on the page "Wie keek er". `%(part)s` is the part of the record it was about.

These are the acts of accounts; each domain above names its own in `VERBS` of its `queries/verbs.py`.
"""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

VERBS = {
    "looked": _("bekeek: %(part)s"),
    "made-account": _("maakte een account"),
    "changed-details": _("veranderde naam of taal"),
    "removed-password": _("haalde het wachtwoord weg"),
    "ended-sessions": _("logde andere apparaten uit"),
    "asked-consent": _("vroeg of je iets wilt laten zien"),
    "gave-consent": _("gaf toestemming voor: %(part)s"),
    "ended-consent": _("beëindigde toestemming voor: %(part)s"),
    "refused-consent": _("zei nee op een vraag"),
    "withdrew-consent": _("trok toestemming in voor: %(part)s"),
    "asked-parent": _("vroeg een ouder om toestemming"),
    "parent-agreed": _("vond het goed: %(part)s"),
    "parent-refused": _("vond het niet goed: %(part)s"),
    "took-up-role": _("nam een rol aan"),
    "ended-role": _("stopte een rol"),
    "invited": _("nodigde iemand uit"),
    "withdrew-invitation": _("trok een uitnodiging in"),
    "erased": _("wiste het account"),
    "exported": _("haalde alle gegevens op"),
    "warned-inactive": _("stuurde bericht dat het account stopt"),
}
OTHER = _("deed iets met je gegevens")
SYSTEM_NAME = _("Wending zelf")
PARENT_NAME = _("Je ouder of voogd")
UNKNOWN_NAME = _("Iemand die er niet meer is")


@cache
def all_verbs() -> dict[str, object]:
    """Return the words of every act, those of the domains above included."""
    found: dict[str, object] = dict(VERBS)
    for config in apps.get_app_configs():
        ours = config.name.startswith("wending.") and module_has_submodule(config.module, "queries")
        if ours and module_has_submodule(import_module(f"{config.name}.queries"), "verbs"):
            found |= import_module(f"{config.name}.queries.verbs").VERBS
    return found


def name_of_thing(thing: str) -> str:
    """Return the name of what an act was about, "kind:number", from the domain it is of; empty where none tells it."""
    kind, _colon, number = thing.partition(":")
    for config in apps.get_app_configs():
        if number and config.name == f"wending.{kind.partition('.')[0]}":
            names = getattr(import_module(f"{config.name}.queries.verbs"), "NAMES", {})
            return str(names[kind](number)) if kind in names else ""
    return ""
