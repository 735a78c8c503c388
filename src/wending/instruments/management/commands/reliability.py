"""`reliability NAME`: how reliable the scales of a questionnaire are, from the answers of people with an account."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.instruments.actions.reliability import compute_reliability
from wending.instruments.queries.library import instrument, instruments
from wending.instruments.rules.reliability import LEAST_PEOPLE, Coefficient
from wending.instruments.rules.response import LEAST_PEOPLE as LEAST_FOR_ITEMS
from wending.kit.table import table


class Command(BaseCommand):
    help = (
        "Compute alpha, omega and measurement error per scale from kept answers, in totals only, and show them on the "
        "page of the questionnaire. From 300 people on the numbers of items for the short form are estimated as well."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the id of a questionnaire, such as interests")

    def handle(self, *args: Any, **options: Any) -> None:
        one = instrument(options["name"])
        if one is None:
            known = ", ".join(known.id for known in instruments())
            raise CommandError(f"there is no questionnaire {options['name']}. Take one of {known}.")
        done = compute_reliability(instrument=one)
        if done.too_few:
            self.stderr.write(
                f"no number for {', '.join(done.too_few)}: fewer than {LEAST_PEOPLE} people with an account filled in "
                "the full form of this version without a gap, or all answers are the same."
            )
        if not done.found:
            raise CommandError(f"{one.id} {one.version}: too few answers. Nothing was kept.")
        rows = [[r.scale, r.n, _bounds(r.omega), _bounds(r.alpha), r.mean, r.sd, r.sem] for r in done.found]
        self.stdout.write(f"{one.id} {one.version}")
        self.stdout.write(table(["scale", "people", "omega", "alpha", "mean", "sd", "sem"], rows))
        estimated = f"numbers of {len(done.items)} items estimated" if done.items else "numbers of items still assumed"
        self.stdout.write(f"{estimated} ({LEAST_FOR_ITEMS} people needed).")


def _bounds(one: Coefficient) -> str:
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"
