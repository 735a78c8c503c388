"""Words for offers and visits: kinds, states, themes, and what learners are asked afterwards."""

from django.utils.translation import gettext_lazy as _

from wending.school.rules.outside import OfferKind, OfferState, VisitState
from wending.school.rules.outside_match import Near

KINDS = {
    OfferKind.VISIT: _("bedrijfsbezoek"),
    OfferKind.GUEST: _("gastles"),
    OfferKind.FLASH: _("bliksemstage"),
    OfferKind.ASSIGNMENT: _("opdracht uit de praktijk"),
    OfferKind.MENTOR: _("mentor uit de praktijk"),
}
KIND_HINTS = {
    OfferKind.VISIT: _("Een groep kijkt rond waar jullie werken."),
    OfferKind.GUEST: _("Iemand van jullie komt vertellen op school."),
    OfferKind.FLASH: _("Leerlingen doen een paar uur mee."),
    OfferKind.ASSIGNMENT: _("Leerlingen lossen een echte vraag van jullie op."),
    OfferKind.MENTOR: _("Iemand van jullie spreekt een paar keer met leerlingen."),
}
OFFER_STATES = {
    OfferState.WAITING: _("nog niet bevestigd"),
    OfferState.OPEN: _("staat open voor scholen"),
    OfferState.CLOSED: _("gesloten"),
}
STATES = {
    VisitState.ASKED: _("gevraagd"),
    VisitState.AGREED: _("afgesproken"),
    VisitState.DONE: _("geweest"),
    VisitState.DECLINED: _("past niet"),
    VisitState.CANCELLED: _("gaat niet door"),
    VisitState.LAPSED: _("geen antwoord gekregen"),
}
THEMES = {
    "zorg": _("mensen verzorgen en helpen"),
    "techniek": _("maken en repareren"),
    "bouwen": _("bouwen en wonen"),
    "groen": _("planten, dieren en natuur"),
    "eten": _("eten en gasten"),
    "handel": _("winkel en handel"),
    "kantoor": _("geld, recht en kantoor"),
    "computers": _("computers en data"),
    "kunst": _("kunst, muziek en media"),
    "veiligheid": _("veiligheid en orde"),
    "vervoer": _("vervoer en magazijn"),
    "kinderen": _("kinderen en onderwijs"),
}
NEAR = {
    Near.SAME: _("zelfde regio"),
    Near.OTHER: _("andere regio"),
    Near.UNKNOWN: _("regio onbekend"),
}
LOOK_BACK = {
    "learned": _("Ik weet nu beter hoe dit werk is."),
    "fits": _("Ik weet nu beter of dit werk bij mij past."),
    "welcome": _("Ik voelde me welkom."),
    "again": _("Ik zou andere klassen dit ook gunnen."),
}
SCALE = {1: _("nee"), 2: _("een beetje"), 3: _("best wel"), 4: _("ja")}
AGAIN = {"yes": _("ja, graag"), "maybe": _("misschien"), "no": _("liever niet")}
ANSWERS = {"": _("nog geen antwoord"), "yes": _("mag mee"), "no": _("gaat niet mee")}
FULL = _("Deze dag is net vol. Kies een andere dag.")
CHANGED = _("Iemand anders heeft dit net veranderd. Kijk hoe het er nu voor staat.")
TOO_MANY = _("Er kwamen te veel berichten van dit adres. Probeer het over een uur weer.")
