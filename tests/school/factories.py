"""Makes activities and rows for the tests of schools, right by default, so that a test changes one thing."""

from typing import Any

from wending.dossier.rules.reflection import Competence
from wending.school.rules.terms import Activity

JOBS, SKILLS = ("bakker", "kok"), ("bake",)
ROW = """\
[[activity]]
key = "brood-bakken"
subject = "horeca"
phases = ["vmbo-bovenbouw"]
competences = ["qualities"]
minutes = 50
outside = "none"
title = "Bak een brood"
title_en = "Bake a loaf"
summary_en = "Learners bake a loaf."
now = "Kies het brood dat nu in de winkel ligt."
steps = ["Meng het deeg.", "Laat het rijzen.", "Bak het brood."]
evidence = "Een foto van het brood."
question = "Wat ging goed?"
material = "Meel en water."
safety = "Let op de oven."
occupations = ["bakker", "kok"]
skills = ["bake"]
"""


def an_activity(**changes: Any) -> Activity:
    """Return an activity with changes."""
    values: dict[str, Any] = {
        "key": "brood-bakken",
        "subject": "horeca",
        "phases": ("vmbo-bovenbouw",),
        "competences": (Competence.QUALITIES,),
        "minutes": 50,
        "outside": "none",
        "title": "Bak een brood",
        "title_en": "Bake a loaf",
        "summary_en": "Learners bake a loaf.",
        "now": "Kies het brood dat nu in de winkel ligt.",
        "steps": ("Meng het deeg.", "Laat het rijzen.", "Bak het brood."),
        "evidence": "Een foto van het brood.",
        "question": "Wat ging goed?",
        "material": "Meel en water.",
        "safety": "Let op de oven.",
        "occupations": JOBS,
        "skills": SKILLS,
    }
    return Activity(**{**values, **changes})
