"""What the fixed words of professional growth, the centre's figures and complaints are called on pages."""

from django.utils.translation import gettext_lazy as _

from wending.guidance.rules.complaints import Outcome, Stage
from wending.guidance.rules.peers import GroupKind
from wending.guidance.rules.profession import KnowledgeField, NiceRole

ROLES = {
    NiceRole.COUNSELLING: _("Begeleiden in gesprek"),
    NiceRole.EDUCATION: _("Leren kiezen en zoeken"),
    NiceRole.ASSESSMENT: _("Onderzoeken en informeren"),
    NiceRole.SERVICE: _("Je dienst goed regelen"),
    NiceRole.SYSTEMS: _("Werken aan de omgeving"),
}
FIELDS = {
    KnowledgeField.PSYCHODIAGNOSTICS: _("Psychodiagnostiek"),
    KnowledgeField.PROGRAMMES: _("Aanbod van opleidingen"),
    KnowledgeField.OCCUPATIONS: _("Beroepsprofielen"),
    KnowledgeField.MARKET: _("Kansen op de arbeidsmarkt"),
    KnowledgeField.SECTORS: _("Ontwikkelingen in sectoren"),
}
GROUP_KINDS = {GroupKind.PEER_REVIEW: _("Intervisie"), GroupKind.SUPERVISION: _("Supervisie")}
SCALED = {
    "helped": _("Heeft het gesprek je geholpen?"),
    "heard": _("Voelde je je gehoord?"),
    "clear": _("Was de uitleg duidelijk?"),
    "next_step": _("Weet je wat je nu kunt doen?"),
}
SCALE = {1: _("Nee"), 2: _("Een beetje"), 3: _("Best wel"), 4: _("Ja, zeker")}
LEVELS = {
    1: _("Nog niet"),
    2: _("Soms"),
    3: _("Vaak"),
    4: _("Bijna altijd"),
    5: _("Altijd, ik help er anderen mee"),
}
STAGES = {
    Stage.RECEIVED: _("Ontvangen"),
    Stage.IN_HAND: _("De raad is ermee bezig"),
    Stage.DECIDED: _("De raad heeft besloten"),
    Stage.WITHDRAWN: _("Ingetrokken"),
}
OUTCOMES = {
    Outcome.FOUNDED: _("De klacht klopt"),
    Outcome.PARTLY: _("De klacht klopt voor een deel"),
    Outcome.UNFOUNDED: _("De klacht klopt niet"),
    Outcome.SOLVED: _("Samen opgelost"),
    Outcome.NOT_OURS: _("Niet voor deze raad"),
}
