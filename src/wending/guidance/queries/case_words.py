"""What lines, states, tabs and answers of cases are called on pages."""

from django.utils.translation import gettext_lazy as _

from wending.guidance.rules.case import AgreementState, Audience, CaseState, Line, Tab
from wending.guidance.rules.caseload import Order
from wending.guidance.rules.follow_up import Doing, Satisfied, Step
from wending.guidance.rules.referral import ReferralState

LINES = {
    Line.FIRST: _("Eerste lijn: snelle hulp aan een balie"),
    Line.SECOND: _("Tweede lijn: een loopbaanbegeleider"),
    Line.THIRD: _("Derde lijn: een specialist"),
}
STATES = {
    CaseState.OPEN: _("Loopt"),
    CaseState.CLOSED: _("Afgesloten"),
    CaseState.STOPPED: _("Gestopt door de cliënt"),
}
TABS = {
    Tab.OVERVIEW: _("Overzicht"),
    Tab.AGREEMENT: _("Afspraken"),
    Tab.PLAN: _("Plan"),
    Tab.NOTES: _("Verslagen"),
    Tab.DOSSIER: _("Dossier"),
    Tab.TEAM: _("Team"),
    Tab.REFERRAL: _("Doorverwijzen"),
    Tab.CLOSING: _("Afsluiten"),
}
ORDERS = {
    Order.MET: _("Langst niet gesproken"),
    Order.OPENED: _("Oudste eerst"),
    Order.NAME: _("Op naam"),
}
AGREEMENTS = {
    AgreementState.DRAFT: _("Concept"),
    AgreementState.OFFERED: _("Voorstel: wacht op de cliënt"),
    AgreementState.IN_FORCE: _("Geldt nu"),
    AgreementState.REPLACED: _("Vervangen"),
}
AUDIENCES = {
    Audience.CLIENT: _("De cliënt en ik"),
    Audience.TEAM: _("De cliënt, ik en het team"),
}
REFERRALS = {
    ReferralState.ASKED: _("Wacht op de cliënt"),
    ReferralState.DECLINED: _("De cliënt zei nee"),
    ReferralState.AGREED: _("Wacht op de ontvanger"),
    ReferralState.ACCEPTED: _("De ontvanger zei ja"),
    ReferralState.REFUSED: _("De ontvanger zei nee"),
    ReferralState.DONE: _("Overgedragen"),
    ReferralState.WITHDRAWN: _("Ingetrokken"),
}
TERMS = {
    "goal": _("Doel"),
    "method": _("Aanpak"),
    "duration": _("Duur"),
    "cost": _("Kosten"),
    "commissioner": _("Opdrachtgever"),
    "told": _("Dit hoort de opdrachtgever"),
    "not_told": _("Dit hoort de opdrachtgever niet"),
    "interests": _("Belangen die meespelen"),
}
AFTER = {3: _("Na 3 maanden"), 6: _("Na 6 maanden"), 12: _("Na 12 maanden")}
NOT_KNOWN = _("Weet ik niet")
NOT_SAID = _("Wil ik niet zeggen")
DOING = {
    Doing.WORK: _("Ik werk"),
    Doing.WORK_AND_LEARNING: _("Ik werk en leer"),
    Doing.OWN_BUSINESS: _("Ik werk voor mezelf"),
    Doing.LEARNING: _("Ik doe een opleiding"),
    Doing.UNPAID: _("Ik zorg voor anderen of doe vrijwilligerswerk"),
    Doing.SEEKING: _("Ik zoek werk"),
    Doing.OTHER: _("Iets anders"),
    Doing.NOT_KNOWN: NOT_KNOWN,
    Doing.NOT_SAID: NOT_SAID,
}
SATISFIED = {
    Satisfied.FIVE: _("Heel tevreden"),
    Satisfied.FOUR: _("Tevreden"),
    Satisfied.THREE: _("Niet tevreden en niet ontevreden"),
    Satisfied.TWO: _("Ontevreden"),
    Satisfied.ONE: _("Heel ontevreden"),
    Satisfied.NOT_KNOWN: NOT_KNOWN,
    Satisfied.NOT_SAID: NOT_SAID,
}
STEPS = {
    Step.YES: _("Ja"),
    Step.PARTLY: _("Een deel"),
    Step.NOT_YET: _("Nog niet"),
    Step.NOT_KNOWN: NOT_KNOWN,
    Step.NOT_SAID: NOT_SAID,
}
# Three questions to begin a conversation with, on every preparation sheet.
OPENINGS = (
    _("Wat wil je dat dit gesprek je oplevert?"),
    _("Wat heb je al geprobeerd, en wat leerde je daarvan?"),
    _("Wie of wat kan je verder helpen?"),
)
