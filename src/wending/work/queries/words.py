"""Dutch words of work: levels, kinds, states, reasons for a turn, and what makes a rotation impossible."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wending.engine import rotation as engine
from wending.engine.rotation import Code, Why
from wending.work.queries.picture import Cell
from wending.work.rules.rotation import BLOCK, State
from wending.work.rules.shown import Kind

PHYSICAL = (
    (0, gettext_lazy("Niet zwaar")),
    (1, gettext_lazy("Een beetje zwaar")),
    (2, gettext_lazy("Zwaar")),
    (3, gettext_lazy("Heel zwaar")),
)
MENTAL = (
    (0, gettext_lazy("Rustig")),
    (1, gettext_lazy("Je moet je hoofd erbij houden")),
    (2, gettext_lazy("Druk in je hoofd")),
    (3, gettext_lazy("Heel druk in je hoofd")),
)
KINDS = {
    Kind.TALENT: gettext_lazy("Dit kan ik"),
    Kind.WANT: gettext_lazy("Dit doe ik graag"),
    Kind.AVOID: gettext_lazy("Dit doe ik liever niet"),
    Kind.LEARN: gettext_lazy("Dit wil ik leren"),
}
CELLS = {
    Cell.DOES: gettext_lazy("doet dit nu"),
    Cell.CAN: gettext_lazy("kan dit"),
    Cell.LEARNS: gettext_lazy("wil dit leren"),
    Cell.PERMIT: gettext_lazy("mist alleen een bevoegdheid"),
    Cell.NONE: gettext_lazy("niet bekend"),
}
STATES = {
    State.WAITING: gettext_lazy("Wacht op zoeken"),
    State.RUNNING: gettext_lazy("Zoekt"),
    State.READY: gettext_lazy("Voorstel"),
    State.IMPOSSIBLE: gettext_lazy("Kan niet"),
    State.FAILED: gettext_lazy("Niets gevonden"),
    State.STOPPED: gettext_lazy("Gestopt"),
    State.REPLACED: gettext_lazy("Er is een nieuwer voorstel"),
}


def fault_words(fault: engine.Demand, people: Mapping[str, str], tasks: Mapping[str, str]) -> str:
    """Return what stands in the way of a swap, for one broken demand."""
    values = {"person": people.get(fault.person, ""), "task": tasks.get(fault.task, _("een taak"))}
    words = {
        Code.SKILL: _("%(person)s liet niet zien wat %(task)s vraagt."),
        Code.AUTHORISATION: _("%(person)s heeft de bevoegdheid voor %(task)s niet."),
        Code.HOURS: _("%(person)s krijgt meer uren dan er zijn."),
        Code.TASKS: _("%(person)s krijgt te veel taken in een week."),
        Code.LOAD: _("Het werk wordt te zwaar voor %(person)s in een week."),
        Code.MONOTONY: _("%(person)s doet %(task)s dan te veel weken achter elkaar."),
    }
    return words.get(fault.code, _("Het rooster klopt dan niet meer.")) % values


def reason_words(reason: engine.Reason, people: Mapping[str, str], skills: Mapping[str, str]) -> str:
    """Return why a turn is proposed; empty for what says nothing to people."""
    name, numbers = reason.name, reason.numbers
    match reason.code:
        case Why.SKILL if numbers[0] >= numbers[1]:
            return _("Kan: %s.") % skills.get(name, name)
        case Why.AUTHORISATION:
            return _("Heeft de bevoegdheid: %s.") % skills.get(name, "")
        case Why.WANTED:
            return _("Doet dit graag.")
        case Why.UNWANTED:
            return _("Doet dit liever niet, maar anders blijft werk liggen.")
        case Why.LEARN:
            return _("Wil dit leren.")
        case Why.ACCEPTED:
            return _("Zei al ja.")
        case Why.VARIETY:
            return _("Zo is er afwisseling: %d taken.") % numbers[0]
        case Why.LEARNING:
            return _("Leert dit naast %s.") % people.get(name, _("een collega"))
        case Why.BUDDY:
            return _("Helpt %s om dit te leren.") % people.get(name, _("een collega"))
        case Why.FEW if not numbers[0]:
            return _("Niemand anders kan dit nu.")
        case Why.FEW:
            count = int(numbers[0])
            return ngettext("Maar %d ander kan dit ook.", "Maar %d anderen kunnen dit ook.", count) % count
        case _other:
            return ""


def obstacle_words(demand: engine.Demand, people: Mapping[str, str], tasks: Mapping[str, str]) -> tuple[str, str]:
    """Return a demand that cannot be met with the others, in words, and what could be changed ("" if none)."""
    values = {
        "person": people.get(demand.person, _("iemand")),
        "task": tasks.get(demand.task, _("deze taak")),
        "week": demand.week + 1,
    }
    told = {
        Code.COVERAGE: (_("%(task)s moet af in week %(week)d."), _("Doe %(task)s minder vaak of korter.")),
        Code.ROOM: (_("Er zijn niet meer mensen op %(task)s dan er werk is."), ""),
        Code.HOURS: (_("Niemand werkt meer uren dan die heeft."), _("Vraag iemand erbij, of vraag wie meer uren wil.")),
        Code.TASKS: (_("Niemand doet meer dan drie taken in een week."), _("Voeg kleine taken samen.")),
        Code.LOAD: (
            _("Het werk van %(person)s wordt niet te zwaar."),
            _("Maak een zware taak lichter, of verdeel haar over meer mensen."),
        ),
        Code.SKILL: (_("Wie %(task)s doet, kan dat."), _("Leer iemand %(task)s, of kijk wie het al kan.")),
        Code.AUTHORISATION: (
            _("Wie %(task)s doet, heeft de bevoegdheid."),
            _("Laat iemand de bevoegdheid voor %(task)s halen."),
        ),
        Code.BUDDY: (_("Wie leert, werkt naast iemand die het kan."), _("Wacht met leren van %(task)s.")),
        Code.MONOTONY: (
            _("Niemand doet %(task)s te veel weken achter elkaar."),
            _("Sta een week meer toe, of leer %(task)s aan nog iemand."),
        ),
        Code.ACCEPTED: (_("%(person)s zei ja op %(task)s in week %(week)d."), _("Vraag of %(person)s kan ruilen.")),
        Code.DECLINED: (
            _("%(person)s zei nee op %(task)s in week %(week)d."),
            _("Praat er samen over. Nee blijft nee."),
        ),
    }
    said, change = told[demand.code]
    return said % values, change % values if change else ""


def hours_words(blocks: int) -> str:
    """Return the length of a turn: blocks of four hours."""
    hours = int(blocks * BLOCK)
    return ngettext("%d uur", "%d uur", hours) % hours
