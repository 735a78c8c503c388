"""The example people in words: who they are and what they ask. They are made up, and every text says so."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries.names import Named, named
from wending.orientation.rules.examples import EXAMPLES


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example for a page; `goal` is None when its occupation is not in the data in force."""

    key: str
    name: str
    who: str | Promise
    story: str | Promise
    icon: str
    goal: Named | None


_WORDS: dict[str, tuple[str, str | Promise, str | Promise, str]] = {
    "noor": (
        "Noor",
        _("Scholier, 15 jaar, vmbo-tl"),
        _("Noor houdt van dieren. Ze moet een mbo-opleiding kiezen. Ze twijfelt nog."),
        "learn",
    ),
    "daan": (
        "Daan",
        _("Student, 19 jaar, mbo niveau 4"),
        _("Daan doet een ICT-opleiding. Hij is bijna klaar. Gaat hij werken of leert hij verder?"),
        "tech",
    ),
    "wim": (
        "Wim",
        _("Orderpicker, 52 jaar"),
        _("Wim werkt lang in een magazijn. Zijn baas koopt machines voor dit werk. Wim wil op tijd iets anders."),
        "transport",
    ),
    "fatma": (
        "Fatma",
        _("Verpleegkundige, 44 jaar, nu thuis"),
        _("Fatma zorgde acht jaar voor haar gezin. Ze wil weer werken in de zorg, 24 uur per week, overdag."),
        "care",
    ),
}


def examples(lang: str) -> list[ExampleView]:
    """Return all example people."""
    goals = named("occupation", [example.goal for example in EXAMPLES.values()], lang)
    return [ExampleView(key, *_WORDS[key], goals.get(example.goal)) for key, example in EXAMPLES.items()]


def example_name(key: str) -> str:
    """Return the first name of an example, empty when there is none."""
    return _WORDS[key][0] if key in _WORDS else ""
