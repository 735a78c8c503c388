"""Plain words for the choice of a profile and for doubt: sectors, doors, rules; keys are those of rules and data."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wending.orientation.rules.doors import CLOSED, EXTRA, NOT_YET, OPEN, UNKNOWN, Door
from wending.reference.rules.steps import LevelRule, SubjectDemand

SECTOR_NAMES = {
    "bouw": lazy("Bouw"),
    "groen-en-dieren": lazy("Groen en dieren"),
    "handel": lazy("Winkel en handel"),
    "horeca-en-voeding": lazy("Horeca en eten"),
    "ict": lazy("ICT"),
    "industrie-en-ambacht": lazy("Fabriek en ambacht"),
    "kantoor-geld-en-recht": lazy("Kantoor, geld en recht"),
    "logistiek-en-vervoer": lazy("Vervoer en logistiek"),
    "overheid-en-veiligheid": lazy("Overheid en veiligheid"),
    "schoonmaak-en-beheer": lazy("Schoonmaak en beheer"),
    "techniek": lazy("Techniek"),
    "uiterlijk-cultuur-en-sport": lazy("Uiterlijk, cultuur en sport"),
    "welzijn-en-onderwijs": lazy("Welzijn en onderwijs"),
    "wetenschap": lazy("Wetenschap"),
    "zorg": lazy("Zorg"),
}

# The profiles that havo and vwo share are known by their letters.
PROFILE_NAMES = {"NT": "N&T", "NG": "N&G", "EM": "E&M", "CM": "C&M"}

STATE_NAMES = {
    OPEN: lazy("Open"),
    EXTRA: lazy("Open met één vak erbij"),
    CLOSED: lazy("Niet meteen open"),
    UNKNOWN: lazy("Weten we niet"),
}
STATE_HINTS = {
    OPEN: lazy("Hier mag je met je diploma naar binnen."),
    EXTRA: lazy("Kies je één vak erbij? Dan mag je ook hier naar binnen."),
    CLOSED: lazy("Je mist meer vakken, of een ander profiel. Soms kan het later, met een toets of een extra jaar."),
    UNKNOWN: lazy("We weten niet of deze opleidingen om vakken vragen. Vraag het de school."),
}


def sector_name(key: str) -> str:
    """Return the name of a sector; of one without a name the key."""
    return str(SECTOR_NAMES.get(key, key))


def day(text: str) -> str:
    """Return a day (yyyy-mm-dd) in words, nothing for an empty one."""
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def group_words(groups: Sequence[Sequence[str]], names: dict[str, str]) -> str:
    """Return groups of subjects in words: "wiskunde A of wiskunde B, en natuurkunde"."""
    parts = [_(" of ").join(names.get(subject, subject) for subject in group) for group in groups]
    return _(" en ").join(parts) if all(len(group) == 1 for group in groups) else _(", en ").join(parts)


def reason(door: Door, names: dict[str, str]) -> str:
    """Return in one or two sentences why a door is as it is."""
    if door.state == UNKNOWN:
        return _("We weten niet of deze opleiding om vakken vraagt.")
    if door.rule is None:
        wanted = dict.fromkeys(rule.profile for rule in door.holding)
        return _("Met dit profiel mag je niet meteen naar binnen. Wel met: %(profiles)s.") % {
            "profiles": _(" of ").join(PROFILE_NAMES.get(one, one) for one in wanted)
        }
    if door.state == OPEN and not door.rule.subjects:
        if door.rule.profile:
            return _("Met dit profiel mag je naar binnen.")
        return _("Je diploma is genoeg. Er is geen vak verplicht.")
    if door.state == OPEN:
        return _("Je hebt de vakken die nodig zijn: %(subjects)s.") % {
            "subjects": group_words(door.rule.subjects, names)
        }
    if door.rule.kind == "test":
        return _("Je mist: %(subjects)s. Je mag dit ook laten zien met een toets.") % {
            "subjects": group_words(door.missing, names)
        }
    if door.state == EXTRA:
        return _("Je mist nog één vak: %(subjects)s.") % {"subjects": group_words([door.options], names)}
    return _("Je mist: %(subjects)s.") % {"subjects": group_words(door.missing, names)}


def rule_source(rule: SubjectDemand | LevelRule) -> str:
    """Return the source of a rule with the days between which it holds."""
    if rule.since and rule.until:
        dates = {"source": rule.source, "since": day(rule.since), "until": day(rule.until)}
        return _("%(source)s, van %(since)s tot en met %(until)s") % dates
    if rule.since:
        return _("%(source)s, geldt sinds %(since)s") % {"source": rule.source, "since": day(rule.since)}
    return rule.source


def set_aside(rule: SubjectDemand, why: str) -> str:
    """Return that a rule does not hold today, and why."""
    if why == NOT_YET:
        return _("Een nieuwe regel geldt vanaf %(day)s.") % {"day": day(rule.since)}
    return _("Tot en met %(day)s gold een andere regel.") % {"day": day(rule.until)}
