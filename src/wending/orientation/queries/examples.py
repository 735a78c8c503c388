"""The example people in words: who they are, what they ask, and on which page the answer stands.

They are made up, and every text says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries.names import Named, named
from wending.orientation.queries.profile import session_profile
from wending.orientation.rules.examples import EXAMPLES, ORDER_PICKER

# The pages about one occupation; a question there is about the goal of the example.
OF_GOAL = ("occupation", "gap", "routes")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words (`%(goal)s` in them is the name of the goal), the page that answers, and what to ask it."""

    words: str | Promise
    page: str
    asking: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What an example asks, and the address of the page that answers it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example for a page; `goal` is None when its occupation is not in the data in force."""

    key: str
    name: str
    who: str | Promise
    story: str | Promise
    icon: str
    goal: Named | None
    questions: list[Question]


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
_ASKED: dict[str, tuple[Asked, ...]] = {
    "noor": (
        Asked(_("Welke opleidingen passen bij mij?"), "programmes_fit", {"wanneer": "now"}),
        Asked(
            _("Wat is het verschil tussen deze twee opleidingen?"),
            "programmes_compare",
            {"k": ("mbo4-dierenartsassistent", "mbo4-dierverzorging")},
        ),
        Asked(_("Wat kan ik met mijn profiel van het vmbo?"), "school_choice", {"niveau": "vmbo-tl"}),
        Asked(
            _("Ik twijfel tussen dieren en zorg. Wat houd ik open?"),
            "doubt",
            {"o": ("sector:groen-en-dieren", "sector:zorg"), "niveau": "vmbo-tl"},
        ),
        Asked(_("Hoe word ik %(goal)s?"), "routes"),
    ),
    "daan": (
        Asked(_("Welk werk past nu bij mij?"), "results"),
        Asked(
            _("Ga ik werken of leer ik verder? Wat houd ik open?"),
            "doubt",
            {"o": ("opleiding:mbo4-software", "opleiding:hbo-ict"), "stappen": "0"},
        ),
        Asked(
            _("Wat is het verschil tussen een Ad en een hbo-bachelor?"),
            "programmes_compare",
            {"k": ("ad-ict", "hbo-ict")},
        ),
        Asked(_("Hoe word ik %(goal)s?"), "routes"),
    ),
    "wim": (
        Asked(_("Welk werk past bij mij?"), "results"),
        Asked(_("Waar kan ik heen buiten het magazijn?"), "moves", {"van": ORDER_PICKER.rpartition("/")[2]}),
        Asked(_("Wat mis ik nog om %(goal)s te worden?"), "gap"),
        Asked(_("Hoe word ik %(goal)s en houd ik mijn inkomen?"), "routes", {"wens": ("met-inkomen",)}),
        Asked(_("Wie betaalt dat?"), "funding", {"ik": "werkend"}),
    ),
    "fatma": (
        Asked(_("Welk werk past bij mij?"), "results"),
        Asked(
            _("Hoe word ik %(goal)s, met 24 uur en zonder opvang?"),
            "routes",
            {"wens": ("24-uur", "geen-opvang")},
        ),
        Asked(_("Wat verdien je als %(goal)s, en is er werk?"), "occupation"),
        Asked(_("Hoe staat het met werk in de zorg?"), "market", {"sector": "zorg"}),
    ),
}


def examples(lang: str) -> list[ExampleView]:
    """Return all example people."""
    goals = named("occupation", [example.goal for example in EXAMPLES.values()], lang)
    return [
        ExampleView(
            key,
            *_WORDS[key],
            goals.get(example.goal),
            [found for asked in _ASKED[key] if (found := _question(asked, goals.get(example.goal)))],
        )
        for key, example in EXAMPLES.items()
    ]


def example_name(key: str) -> str:
    """Return the first name of an example, empty when there is none."""
    return _WORDS[key][0] if key in _WORDS else ""


def example_of(session: SessionBase) -> str:
    """Return the first name of the example whose profile a session holds, empty when it holds none."""
    return example_name(session_profile(session).example)


def _question(asked: Asked, goal: Named | None) -> Question | None:
    """Return a question with its address; None when it is about a goal that is not in the data in force."""
    if asked.page in OF_GOAL and goal is None:
        return None
    address = reverse(f"orientation:{asked.page}", args=[goal.key] if goal and asked.page in OF_GOAL else [])
    asking = urlencode(asked.asking, doseq=True)
    return Question(str(asked.words) % {"goal": goal.text if goal else ""}, f"{address}{'?' if asking else ''}{asking}")
