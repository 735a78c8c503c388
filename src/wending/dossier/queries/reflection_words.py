"""What the five career competences, their questions and the steps are called, in words of a learner."""

from django.utils.translation import gettext_lazy as _

from wending.dossier.rules.reflection import Competence

# Name, question that it is about, icon.
COMPETENCES = {
    Competence.QUALITIES: (_("Wat ik kan"), _("Waar ben ik goed in, en hoe weet ik dat?"), "star"),
    Competence.MOTIVES: (_("Wat ik belangrijk vind"), _("Waar ga en sta ik voor, en waarom?"), "care"),
    Competence.WORK: (_("Waar ik pas"), _("Op wat voor plek pas ik, en waarom daar?"), "work"),
    Competence.DIRECTION: (_("Waar ik heen wil"), _("Hoe kom ik daar, en waarom zo?"), "path"),
    Competence.PEOPLE: (_("Wie mij helpt"), _("Wie kan mij helpen, en waarom die mensen?"), "people"),
}
PROMPTS = {
    Competence.QUALITIES: {
        "went_well": _("Wat ging goed? Wat deed jij daarvoor?"),
        "others_saw": _("Wat vond een ander dat je goed deed?"),
        "easy": _("Wat kostte jou weinig moeite?"),
    },
    Competence.MOTIVES: {
        "liked": _("Wat vond je hier fijn aan? Waarom?"),
        "disliked": _("Wat vond je hier niet fijn? Waarom?"),
        "for_whom": _("Voor wie of waarvoor deed je dit?"),
    },
    Competence.WORK: {
        "place": _("Hoe was de plek? Paste die bij jou?"),
        "with_whom": _("Met wie werkte je? Voelde je je daar thuis?"),
        "surprised": _("Wat was anders dan je dacht?"),
    },
    Competence.DIRECTION: {
        "chose": _("Welke keuze maakte je? Hoe deed je dat?"),
        "try_next": _("Wat wil je hierna proberen?"),
        "small_step": _("Wat is een kleine stap die je nu kunt zetten?"),
    },
    Competence.PEOPLE: {
        "helped": _("Wie hielp je hierbij? Hoe?"),
        "learnt_from": _("Van wie leerde je iets? Wat?"),
        "ask": _("Wie kun je hier meer over vragen?"),
    },
}
# What somebody says of themselves; words, not marks.
STEPS = {
    1: _("Ik begin dit net te ontdekken"),
    2: _("Ik weet het soms"),
    3: _("Ik weet het meestal"),
    4: _("Ik weet het, en kan het uitleggen"),
}
