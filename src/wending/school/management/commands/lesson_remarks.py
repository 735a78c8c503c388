"""./wending lesson_remarks: the remarks on lessons that teachers reported, to leave hidden or to show again."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.ledger.rules.actor import SYSTEM
from wending.school.actions.ratings import judge_remark
from wending.school.queries.reported_remarks import reported_remarks


class Command(BaseCommand):
    help = "Tells which remarks on lessons were reported and wait for a look; leaves one hidden, or shows it again."

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--hide", type=UUID, metavar="ID", help="leave this remark hidden")
        choice.add_argument("--restore", type=UUID, metavar="ID", help="show this remark again")

    def handle(self, **options: Any) -> None:
        """Tell what waits, or judge one."""
        remark = options["hide"] or options["restore"]
        if remark is None:
            for one in reported_remarks(SYSTEM):
                self.stdout.write(f"{one.id}  {one.title}: {one.text}")
            return
        if not judge_remark(by=SYSTEM, remark=remark, hide=options["hide"] is not None):
            raise CommandError(f"{remark} is no remark that waits: ./wending lesson_remarks tells which do.")
        self.stdout.write("hidden" if options["hide"] else "shown again")
