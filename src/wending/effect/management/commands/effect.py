"""Acts on studies of effects: one module per act in `wending.effect.management`, listed in `ACTS`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from wending.effect.management import benchmark, demo, large, read, replicate, study

# Each has HELP, add_arguments(parser) and run(command, options).
ACTS = {"demo": demo, "read": read, "large": large, "study": study, "replicate": replicate, "benchmark": benchmark}
LANGUAGES = ("nl", "en")


class Command(BaseCommand):
    # No act here serves pages; they need not wait for the checks of all of them.
    requires_system_checks = []
    help = "Studies of effects: from files to a report, made again from a bundle, or beside published figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for name, act in ACTS.items():
            own = acts.add_parser(name, help=act.HELP)
            act.add_arguments(own)
            own.add_argument("--language", choices=LANGUAGES, default="nl", help="of reports and of what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            ACTS[options["act"]].run(self, options)
