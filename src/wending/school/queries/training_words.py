"""What the pages of the training line say."""

from django.utils.translation import gettext_lazy as _

from wending.school.rules.observation import Seen, State

SEEN = {
    Seen.YES: _("Dat zag ik"),
    Seen.PARTLY: _("Dat zag ik een beetje"),
    Seen.NOT_NOW: _("Dat kwam deze les niet langs"),
}
STATES = {
    State.ASKED: _("Gevraagd"),
    State.AGREED: _("Afgesproken"),
    State.DECLINED: _("Kan niet"),
    State.GIVEN: _("Klaar"),
}
REACH = {
    "staff": _("Docenten, mentoren en begeleiders met een account"),
    "trained": _("Deden een of meer modules"),
    "seen": _("Lieten een collega meekijken"),
}
