"""What states of studies, runs and plans are called, and what each step asks of a researcher."""

from django.utils.translation import gettext_lazy as _

from wending.effect.rules.register import Moment, Step, When
from wending.effect.rules.study import RunState, Source

SOURCES = {
    Source.PLATFORM: _("Gegevens van Wending, met toestemming"),
    Source.FILES: _("Eigen bestanden, zoals een vragenlijst of een register"),
    Source.SYNTHETIC: _("Een verzonnen wereld, om te oefenen en te toetsen"),
}
STATES = {
    RunState.WAITING: _("Wacht"),
    RunState.RUNNING: _("Bezig"),
    RunState.DONE: _("Klaar"),
    RunState.UNANSWERABLE: _("Geen antwoord mogelijk met deze gegevens"),
    RunState.STOPPED: _("Gestopt"),
    RunState.FAILED: _("Mislukt"),
}
STEPS = {
    Step.PLAN: _("Plan"),
    Step.REGISTERED: _("Registreren"),
    Step.DATA: _("Gegevens"),
    Step.OPENED: _("Uitkomsten"),
    Step.RUN: _("Berekening"),
    Step.PUBLISHED: _("Openbaar"),
}
NEXT = {
    Step.PLAN: _("Schrijf het plan: wat vraag je, van wie, en hoe bereken je het?"),
    Step.REGISTERED: _("Registreer het plan. Daarna kan iedereen het lezen, en is elke wijziging te zien."),
    Step.DATA: _("Voeg gegevens toe en leg vast wie er in de studie zit."),
    Step.OPENED: _("Open de uitkomsten. Controleer eerst of het plan goed is."),
    Step.RUN: _("Vraag een berekening aan."),
    Step.PUBLISHED: _("Maak het antwoord openbaar, ook als er niets uitkomt."),
}
# What comes next where a run was asked that gave no answer yet, by the state of the latest one.
NEXT_OF_RUN = {
    RunState.WAITING: _("De berekening wacht op haar beurt. Je hoeft nu niets te doen."),
    RunState.RUNNING: _("De berekening is bezig. Je hoeft nu niets te doen."),
    RunState.STOPPED: _("De berekening is gestopt. Ga ermee door, of vraag een nieuwe aan."),
    RunState.FAILED: _("De berekening is mislukt. Lees waarom, en probeer het opnieuw."),
}
MOMENTS = {
    Moment.BEGUN: _("Begonnen"),
    Moment.REGISTERED: _("Plan geregistreerd"),
    Moment.FROZEN: _("Groep vastgelegd"),
    Moment.OPENED: _("Uitkomsten geopend"),
    Moment.PUBLISHED: _("Antwoord openbaar gemaakt"),
    Moment.WITHDRAWN: _("Ingetrokken"),
}
WHEN = {
    When.DRAFT: _("Gewijzigd voor de registratie"),
    When.REGISTERED: _("Gewijzigd na de registratie, voordat de uitkomsten open waren"),
    When.OPENED: _("Gewijzigd nadat de uitkomsten geopend waren"),
}
NOBODY = _("Iemand die er niet meer is")
