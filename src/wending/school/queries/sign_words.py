"""The rules of reasons to talk in words, for mentor and learner alike."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.school.rules.signs import RULES, Key, Rule, Sign

NAMES = {
    Key.DOUBT: gettext_lazy("Zegt zelf te twijfelen"),
    Key.NO_TALK: gettext_lazy("Nog geen gesprek deze periode"),
    Key.NOT_HANDED_IN: gettext_lazy("Leverde opdrachten niet in"),
    Key.CHOICE_NEAR: gettext_lazy("Moet binnenkort kiezen"),
}
_RULES = {
    Key.DOUBT: gettext_lazy(
        "De leerling drukte op: ik twijfel over mijn keuze. Alleen wie de leerling koos, ziet dit."
    ),
    Key.NO_TALK: gettext_lazy("De periode is %(days)s dagen bezig. Er was nog geen gesprek met iemand van school."),
    Key.NOT_HANDED_IN: gettext_lazy(
        "In %(days)s dagen zijn %(least)s of meer opdrachten niet ingeleverd op de laatste dag."
    ),
    Key.CHOICE_NEAR: gettext_lazy("Binnen %(days)s dagen is er een keuze. De leerling deelt nog geen plan met school."),
}


@dataclass(frozen=True, slots=True)
class SignShown:
    """A reason in words: its name, its rule, since when, and the facts it rests on."""

    key: str
    name: str
    rule: str
    since: date
    facts: list[str]


def rule_words(rule: Rule) -> str:
    """Return a rule in words, with its numbers."""
    return str(_RULES[rule.key]) % {"days": rule.days, "least": rule.least}


def all_rules() -> list[tuple[str, str]]:
    """Return name and words of each rule."""
    return [(str(NAMES[rule.key]), rule_words(rule)) for rule in RULES]


def sign_shown(sign: Sign) -> SignShown:
    """Return a reason in words."""
    rule = next(rule for rule in RULES if rule.key is sign.key)
    facts = [_fact(sign.key, name, day) for name, day in sign.facts]
    if sign.key is Key.NO_TALK and not facts:
        facts = [_("Er staat hier nog geen gesprek.")]
    return SignShown(sign.key.value, str(NAMES[sign.key]), rule_words(rule), sign.since, facts)


def _fact(key: Key, name: str, day: date) -> str:
    when = date_format(day, "j F Y")
    if key is Key.NO_TALK:
        return _("Het laatste gesprek was op %(day)s.") % {"day": when}
    if key is Key.NOT_HANDED_IN:
        return _("“%(name)s”, inleveren tot en met %(day)s.") % {"name": name, "day": when}
    return _("%(name)s, uiterlijk %(day)s.") % {"name": name, "day": when}
