"""What roles, parts, purposes and acts are called on pages."""

from django.utils.translation import gettext_lazy as _

from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Kind, Role

LETTER_END = _("Deze mail is van Wending. Antwoorden kan niet.")
ROLES = {
    Role.LEARNER: _("Leerling of student"),
    Role.EMPLOYEE: _("Medewerker"),
    Role.TEACHER: _("Docent"),
    Role.MENTOR: _("Mentor"),
    Role.PROFESSIONAL: _("Loopbaanbegeleider"),
    Role.MANAGER: _("Leidinggevende"),
    Role.COUNCIL: _("Lid van de klachtenraad"),
    Role.RESEARCHER: _("Onderzoeker"),
}
KINDS = {
    Kind.SCHOOL: _("School"),
    Kind.EMPLOYER: _("Werkgever"),
    Kind.CENTRE: _("Centrum voor loopbaan"),
    Kind.RESEARCH: _("Onderzoeksbureau"),
    Kind.MUNICIPALITY: _("Gemeente"),
    Kind.FUND: _("Opleidingsfonds van een sector"),
    Kind.NETWORK: _("Netwerk van bedrijven"),
}
PARTS = {
    Part.PROFILE: _("Mijn profiel: wat ik zoek en kan"),
    Part.EXPERIENCE: _("Wat ik deed en leerde"),
    Part.SKILLS: _("Wat ik kan, met bewijs"),
    Part.RESULTS: _("Uitslagen van vragenlijsten"),
    Part.REFLECTIONS: _("Wat ik over mezelf schreef"),
    Part.PLAN: _("Mijn plan"),
    Part.NETWORK: _("Mijn mensen"),
}
PURPOSES = {
    Purpose.GUIDANCE: _("Begeleiding: mij helpen bij mijn loopbaan"),
    Purpose.REFERRAL: _("Doorverwijzen naar iemand anders"),
    Purpose.TEAM: _("Samen helpen met andere hulpverleners"),
    Purpose.SCHOOL: _("Begeleiding op school"),
    Purpose.DEVELOPMENT: _("Een gesprek over mijn ontwikkeling op het werk"),
    Purpose.MOVING: _("Mij helpen naar ander werk, nu mijn werk stopt"),
    Purpose.RESEARCH: _("Onderzoek naar wat begeleiding oplevert"),
}


def recipient(person: object | None, organisation: object | None) -> str:
    """Return who may see something: a person, an organisation, or a person within one."""
    if person and organisation:
        return f"{person}, {organisation}"
    return str(person or organisation or "")
