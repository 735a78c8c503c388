"""What voices, texts of an assignment, questions of a talk, states and things that travel are called on pages."""

from django.utils.translation import gettext_lazy as _

from wending.school.queries.picks import FILE, ITEM, REFLECTION, SKILL
from wending.school.rules.handover import HandoverState, Thing, ThingState
from wending.school.rules.talks import Answer, TalkState, Voice

VOICES = {
    Voice.STAFF: _("school"),
    Voice.PEER: _("klasgenoot"),
    Voice.PARENT: _("ouder of verzorger"),
    Voice.WORKPLACE: _("iemand van werk of stage"),
}
# The loopbaandossier of one activity, in the order in which it is written.
TEXTS = {
    "aim": (_("Mijn doel"), _("Wat wil je met deze opdracht ontdekken of leren?")),
    "result": (_("Wat ik deed"), _("Wat heb je gedaan en gemaakt? Wat kwam eruit?")),
    "review": (_("Hoe ik terugkijk"), _("Wat ging goed? Wat viel tegen? Wat weet je nu over jezelf?")),
    "follow_up": (_("Wat ik hierna doe"), _("Welke stap zet je nu? Wanneer?")),
}
PICKS = {
    ITEM: _("iets wat je deed"),
    REFLECTION: _("iets wat je over jezelf schreef"),
    SKILL: _("iets wat je kunt"),
    FILE: _("een bestand"),
}
QUESTIONS = {
    "experience": _("Over welke ervaring wil je praten?"),
    "did": _("Wat deed je daar? Wat ging goed, wat viel tegen?"),
    "means": _("Wat zegt dit over wat je kunt of belangrijk vindt?"),
    "next": _("Wat wil je hierna proberen?"),
    "ask": _("Wat wil je aan je mentor vragen?"),
}
TALK_STATES = {
    TalkState.PLANNED: _("gepland"),
    TalkState.HELD: _("geweest"),
    TalkState.CANCELLED: _("afgezegd"),
}
ANSWERS = {
    Answer.NONE: _("nog geen antwoord"),
    Answer.YES: _("komt"),
    Answer.NO: _("kan dan niet"),
}
THINGS = {
    Thing.ITEM: _("iets wat je deed"),
    Thing.SKILL: _("iets wat je kunt"),
    Thing.REFLECTION: _("iets wat je over jezelf schreef"),
    Thing.ACTIVITY: _("een opdracht uit je loopbaandossier"),
    Thing.AGREEMENT: _("een afspraak uit een gesprek"),
    Thing.NOTE: _("een warme overdracht"),
}
# The same, for who receives it: they read the kind before they say yes.
THINGS_THERE = {
    Thing.ITEM: _("een ervaring"),
    Thing.SKILL: _("een vaardigheid"),
    Thing.REFLECTION: _("een tekst over zichzelf"),
    Thing.ACTIVITY: _("een opdracht uit het loopbaandossier"),
    Thing.AGREEMENT: _("een afspraak uit een gesprek"),
    Thing.NOTE: _("een warme overdracht"),
}
# Why a file of a learner cannot be read.
BAD_FILES = {
    "too-large": _("Het bestand is te groot. Vraag de leerling om het opnieuw uit Wending te halen."),
    "no-json": _("Dit is geen bestand met dingen van een leerling. Kies het bestand overdracht.json."),
    "no-handover": _(
        "Dit bestand komt niet uit Wending, of uit een nieuwere versie. Kies het bestand overdracht.json."
    ),
    "no-things": _(
        "In dit bestand staat geen lijst van dingen. Vraag de leerling om het opnieuw uit Wending te halen."
    ),
    "bad-thing": _("Ding %(n)s in dit bestand klopt niet. Vraag de leerling om het opnieuw uit Wending te halen."),
}
THING_STATES = {
    ThingState.OFFERED: _("wacht op antwoord"),
    ThingState.ACCEPTED: _("aangenomen"),
    ThingState.REFUSED: _("niet aangenomen"),
}
HANDOVER_STATES = {
    HandoverState.PARENT: _("wacht op je ouder"),
    HandoverState.OFFERED: _("wacht op de school"),
    HandoverState.ANSWERED: _("de school gaf antwoord"),
    HandoverState.WITHDRAWN: _("ingetrokken"),
    HandoverState.FILE: _("bestand voor jou"),
}
AGREEMENT_STATES = {
    "proposed": _("wacht op jouw antwoord"),
    "sent": _("staat als voorstel in je plan"),
    "taken": _("staat in je plan"),
    "declined": _("niet overgenomen"),
}
