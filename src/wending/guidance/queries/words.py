"""What the fixed words of guidance are called on pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wending.guidance.rules.words import Stand, State, Waits, Way

WAYS: dict[str, Any] = {
    Way.PLACE: _("Op het centrum"),
    Way.VIDEO: _("Met beeld (video)"),
    Way.PHONE: _("Aan de telefoon"),
}
STATES: dict[str, Any] = {
    State.BOOKED: _("Staat gepland"),
    State.CANCELLED: _("Afgezegd"),
    State.MET: _("Is geweest"),
    State.NO_SHOW: _("Niet gekomen"),
}
WAITS: dict[str, Any] = {
    Waits.WAITS: _("Je staat op de lijst"),
    Waits.OFFERED: _("Er is een plek voor je"),
    Waits.BOOKED: _("Je hebt een afspraak"),
    Waits.LEFT: _("Je bent van de lijst af"),
    Waits.LAPSED: _("De plek is naar iemand anders"),
}
STANDS: dict[str, Any] = {
    Stand.OPEN: _("Wacht op antwoord"),
    Stand.ANSWERED: _("Beantwoord"),
    Stand.CLOSED: _("Gesloten"),
}
FACTS: dict[str, Any] = {
    "step-free": _("Zonder trap of drempel"),
    "toilet": _("Toilet voor rolstoelen"),
    "parking": _("Parkeerplek voor mensen met een beperking"),
    "hearing-loop": _("Ringleiding voor hoortoestellen"),
    "quiet-room": _("Stille ruimte"),
    "sign-language": _("Gebarentolk mogelijk"),
    "interpreter": _("Tolk mogelijk"),
    "guide-dog": _("Hulphond welkom"),
    "bus": _("Bushalte of station dichtbij"),
}
LANGUAGES: dict[str, Any] = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "de": _("Duits"),
    "fr": _("Frans"),
    "pl": _("Pools"),
    "tr": _("Turks"),
    "ar": _("Arabisch"),
    "uk": _("Oekraïens"),
    "ti": _("Tigrinya"),
    "es": _("Spaans"),
}
FIRM_SIZES: dict[str, Any] = {
    "1": _("Alleen ik"),
    "2-9": _("2 tot en met 9 mensen"),
    "10-49": _("10 tot en met 49 mensen"),
    "50-249": _("50 tot en met 249 mensen"),
    "250+": _("250 mensen of meer"),
}
WEEKDAYS = (
    _("maandag"),
    _("dinsdag"),
    _("woensdag"),
    _("donderdag"),
    _("vrijdag"),
    _("zaterdag"),
    _("zondag"),
)
BEGINNING_TOO_LONG = _("Een begin is één of twee zinnen. De rest schrijf je zelf, voor deze persoon.")
ONLY_A_BEGINNING = _("Dit is alleen het begin. Schrijf er een antwoord voor deze persoon bij.")
TOO_MANY = _("Dat ging te snel. Wacht een uur, of bel het centrum.")
