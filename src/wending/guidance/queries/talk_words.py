"""What a talk of three is called, and the plain questions each of the three answers beforehand. Own wording."""

from django.utils.translation import gettext_lazy as _

from wending.guidance.rules.three_way import TalkKind, Voice

KINDS = {
    TalkKind.LOOPBAANDIALOOG: _("Loopbaangesprek op school"),
    TalkKind.TRIALOOG: _("Gesprek over je werk"),
}
ABOUT = {
    TalkKind.LOOPBAANDIALOOG: _("Jij, iemand van school, en een ouder of iemand van je stage of werk."),
    TalkKind.TRIALOOG: _("Jij, je werkgever en een begeleider."),
}
VOICES = {
    Voice.LEARNER: _("Leerling of student"),
    Voice.SCHOOL: _("School"),
    Voice.PARENT: _("Ouder of verzorger"),
    Voice.WORKPLACE: _("Stage of werk"),
    Voice.EMPLOYEE: _("Medewerker"),
    Voice.EMPLOYER: _("Werkgever"),
    Voice.PROFESSIONAL: _("Begeleider"),
}
GUESTS = {
    TalkKind.LOOPBAANDIALOOG: {
        "second_name": _("Naam van iemand van school"),
        "second_email": _("E-mailadres van die persoon"),
        "third_name": _("Naam van de derde"),
        "third_email": _("E-mailadres van de derde"),
    },
    TalkKind.TRIALOOG: {
        "second_name": _("Naam van iemand van je werkgever"),
        "second_email": _("E-mailadres van die persoon"),
        "third_name": _("Naam van de begeleider"),
        "third_email": _("E-mailadres van de begeleider"),
    },
}
OWN = {
    "proud": _("Waar ben je trots op?"),
    "want": _("Wat wil je leren of bereiken?"),
    "need": _("Wat heb je nodig, en van wie?"),
}
SCHOOL = {
    "sees": _("Wat ziet u deze persoon goed doen? Geef een voorbeeld."),
    "offers": _("Wat kan de school of de werkplek bieden?"),
    "asks": _("Wat wilt u deze persoon vragen?"),
}
QUESTIONS = {
    Voice.LEARNER: OWN,
    Voice.EMPLOYEE: OWN,
    Voice.SCHOOL: SCHOOL,
    Voice.WORKPLACE: SCHOOL,
    Voice.PARENT: {
        "sees": _("Waar wordt uw kind blij van? Geef een voorbeeld."),
        "offers": _("Hoe kunt u helpen?"),
        "asks": _("Wat wilt u uw kind vragen?"),
    },
    Voice.EMPLOYER: {
        "sees": _("Wat ziet u deze medewerker goed doen? Geef een voorbeeld."),
        "offers": _("Welke ruimte voor leren kunt u geven?"),
        "asks": _("Wat wilt u deze medewerker vragen?"),
    },
    Voice.PROFESSIONAL: {
        "sees": _("Welke mogelijkheden ziet u?"),
        "offers": _("Hoe kunt u helpen?"),
        "asks": _("Wat wilt u deze persoon vragen?"),
    },
}
