"""Plain words for the choice of a profile and for doubt: sectors, doors, rules; keys are those of rules and data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.orientation.rules.doors import CLOSED, EXTRA, NOT_YET, OPEN, UNKNOWN, Door
from wending.reference.rules.steps import LevelRule, SubjectDemand

# Subjects whose whole name is too long to read in a list.
SUBJECT_NAMES = {
    "bedrijfseconomie": gettext_lazy("bedrijfseconomie"),
    "nlt": gettext_lazy("nlt (natuur, leven en technologie)"),
}

# The profiles that havo and vwo share are known by their letters.
PROFILE_NAMES = {"NT": "N&T", "NG": "N&G", "EM": "E&M", "CM": "C&M"}

STATE_NAMES = {
    OPEN: gettext_lazy("Open"),
    EXTRA: gettext_lazy("Open met één vak erbij"),
    CLOSED: gettext_lazy("Niet meteen open"),
    UNKNOWN: gettext_lazy("Weten we niet"),
}
STATE_HINTS = {
    OPEN: gettext_lazy("Je diploma en je vakken zijn hier goed. Soms kiest de school nog wie mag beginnen."),
    EXTRA: gettext_lazy("Kies je één vak erbij? Dan heb je ook hier de goede vakken."),
    CLOSED: gettext_lazy(
        "Je mist meer vakken, of een ander profiel. Soms kan het later, met een toets of een extra jaar."
    ),
    UNKNOWN: gettext_lazy("We weten niet of deze opleidingen om vakken vragen. Vraag het de school."),
}


@dataclass(frozen=True, slots=True)
class Source:
    """The law or body that says something, in its own language, and in words the days between which it holds."""

    text: str
    dates: str


def plain(name: str) -> str:
    """Return a name without what stands between brackets.

    >>> plain("vwo (atheneum en gymnasium)")
    'vwo'
    """
    return name.split(" (")[0]


def day(text: str) -> str:
    """Return a day (yyyy-mm-dd) in words, nothing for an empty one."""
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def group_words(groups: Sequence[Sequence[str]], names: dict[str, str]) -> str:
    """Return groups of subjects in words: "wiskunde A of wiskunde B, en natuurkunde"."""
    parts = [_(" of ").join(names[subject] for subject in group) for group in groups]
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
            return _("Je profiel is goed. Er is geen extra vak nodig.")
        return _("Er is geen vak verplicht.")
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


def rule_source(rule: SubjectDemand | LevelRule) -> Source:
    """Return the source of a rule and the days between which it holds."""
    if rule.since and rule.until:
        return Source(
            rule.source, _("van %(since)s tot en met %(until)s") % {"since": day(rule.since), "until": day(rule.until)}
        )
    return Source(rule.source, _("geldt sinds %(since)s") % {"since": day(rule.since)} if rule.since else "")


def set_aside(rule: SubjectDemand, why: str) -> str:
    """Return that a rule does not hold today, and why."""
    if why == NOT_YET:
        return _("Een nieuwe regel geldt vanaf %(day)s.") % {"day": day(rule.since)}
    return _("Tot en met %(day)s gold een andere regel.") % {"day": day(rule.until)}
