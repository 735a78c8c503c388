"""Does the returning work of all domains: mail, reminders, clearing up."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules

from wending.kit.rounds import ROUNDS
from wending.ledger.actions.runs import do_round


class Command(BaseCommand):
    help = "Does the returning work (mail, reminders, clearing up) until it is stopped; several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("tasks")
        while True:
            for name in sorted(ROUNDS):
                do_round(round=ROUNDS[name])
            if options["once"]:
                return
            close_old_connections()
            time.sleep(1)
