"""What questionnaires can tell a study: career competences, as one score on the five scales together."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from wending.accounts.queries.research import batches
from wending.accounts.rules.consent import Part
from wending.accounts.rules.research import Given, OutcomeSeen, Seen
from wending.instruments.models import Sitting
from wending.instruments.rules.sitting import results_from_json

READS: dict[Any, tuple[str, ...]] = {Sitting: ("instrument", "finished", "results")}
SCALES = 5
TELLS = {"career_competences": Part.RESULTS}


def seen(given: Given) -> Iterator[Seen]:
    """Yield every finished taking of who lets results be seen, from 1 to 5; not where a scale is unknown."""
    for people in batches(given.of(Part.RESULTS)):
        rows = Sitting.objects.filter(person__in=people, instrument="competences", finished__isnull=False)
        for person, finished, results in rows.values_list("person", "finished", "results"):
            on = timezone.localtime(finished).date()
            scores = [one.score for one in results_from_json(results) if one.score is not None]
            if on <= given.until and len(scores) == SCALES:
                # Scales go from 0 to 100, answers from 1 to 5.
                value = 1 + sum(scores) / SCALES / 25
                yield OutcomeSeen(person, "career_competences", value, on, "questionnaire")
