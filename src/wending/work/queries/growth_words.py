"""What openings, answers and findings in files are called on pages."""

from django.utils.translation import gettext_lazy as _

from wending.work.rules.openings import Answer, Kind, State

KINDS = {
    Kind.VACANCY: _("Vacature"),
    Kind.PROJECT: _("Project"),
    Kind.TASK: _("Taak"),
    Kind.SHADOW: _("Dag meekijken"),
}
STATES = {
    State.DRAFT: _("Nog niet zichtbaar"),
    State.OPEN: _("Open"),
    State.CLOSED: _("Gesloten"),
}
ANSWERS = {
    Answer.TALK: _("Laten we praten"),
    Answer.YES: _("Ja, graag"),
    Answer.NO: _("Nee, deze keer niet"),
}
# Code of a finding -> what is wrong, and what to do. `%(what)s` names a column or value.
FINDINGS = {
    "empty": _("Hier mist: %(what)s. Deze regel slaan we over."),
    "long": _("De tekst in %(what)s is te lang. Deze regel slaan we over."),
    "number": _("In %(what)s staat geen getal dat kan. Deze regel slaan we over."),
    "day": _("In %(what)s staat geen datum. Schrijf 2026-08-31. Deze regel slaan we over."),
    "email": _("Dit is geen e-mailadres. Deze regel slaan we over."),
    "kind": _("Kies als soort: vacature, project, taak of meekijkdag. Deze regel slaan we over."),
    "period": _("De begindag of einddag klopt niet. Deze regel slaan we over."),
    "again": _("%(what)s staat hier voor de tweede keer. We nemen de eerste."),
    "same_name": _("Meer mensen heten %(what)s. Zet er een e-mailadres bij. Deze regel slaan we over."),
    "private": _("De kolom %(what)s lezen we niet. Die gegevens horen hier niet."),
    "unread": _("De kolom %(what)s lezen we niet."),
    "column": _("De kolom %(what)s mist. Er is niets bewaard."),
    "twice": _("De kolom %(what)s staat er twee keer in. Er is niets bewaard."),
    "bsn": _("Hier staat iets wat op een burgerservicenummer lijkt. Haal het weg. Er is niets bewaard."),
    "too_many": _("Het bestand heeft meer dan %(what)s regels. Er is niets bewaard."),
    "too_large": _("Het bestand is te groot. Er is niets bewaard."),
    "no_table": _("Dit is geen CSV-bestand. Bewaar het als CSV en kies het opnieuw."),
    "empty_file": _("Het bestand is leeg."),
    "no_json": _("Dit is geen JSON-bestand."),
    "no_workers": _("In het bestand staat geen lijst met de naam workers."),
    "no_person": _("Hier staat geen persoon. Deze regel slaan we over."),
}
COLUMNS = {
    "name": _("naam"),
    "email": _("e-mail"),
    "hours": _("uren"),
    "team": _("team"),
    "reference": _("kenmerk"),
    "kind": _("soort"),
    "title": _("titel"),
    "text": _("tekst"),
    "period": _("periode"),
    "place": _("plek"),
    "opens": _("van"),
    "closes": _("tot"),
    "places": _("aantal"),
    "who": _("wie"),
    "people": _("aantal"),
    "what": _("wat"),
    "starts": _("begin"),
    "costs": _("kosten"),
    "owner": _("regelt"),
    "funding": _("regeling"),
}
