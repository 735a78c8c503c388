"""What people around somebody are called: ties, rings of the map, and who gives feedback."""

from django.utils.translation import gettext_lazy as _

from wending.dossier.rules.people import Giver, Tie

TIES = {
    Tie.FAMILY: _("Familie"),
    Tie.FRIEND: _("Vriend of vriendin"),
    Tie.COLLEAGUE: _("Collega"),
    Tie.EMPLOYER: _("Baas of leidinggevende"),
    Tie.TEACHER: _("Leraar of trainer"),
    Tie.CLASSMATE: _("Klasgenoot"),
    Tie.NEIGHBOUR: _("Buur"),
    Tie.CLUB: _("Van club, kerk of moskee"),
    Tie.GUIDE: _("Begeleider of coach"),
    Tie.OTHER: _("Iemand anders"),
}
RINGS = {
    1: _("Dichtbij: die bel ik zo"),
    2: _("Ken ik goed"),
    3: _("Ken ik een beetje"),
}
GIVERS = {
    Giver.PARENT: _("Vader, moeder of verzorger"),
    Giver.FRIEND: _("Vriend of vriendin"),
    Giver.COLLEAGUE: _("Collega"),
    Giver.TEACHER: _("Leraar of trainer"),
    Giver.EMPLOYER: _("Baas of leidinggevende"),
    Giver.OTHER: _("Iemand anders"),
}
