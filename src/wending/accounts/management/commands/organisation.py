"""Makes an organisation and invites its first manager."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import override

from wending.accounts.actions.invite import add_organisation
from wending.accounts.rules.roles import Kind


class Command(BaseCommand):
    help = (
        "Makes an organisation and mails its first manager an invitation: "
        "organisation add 'Werkplein Oost' --kind centre --manager robin@example.org --site https://wending.example"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["add"])
        parser.add_argument("name", help="its name, as people know it")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in Kind])
        parser.add_argument("--manager", required=True, help="e-mail address of the first manager")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of this site, for the link")

    def handle(self, *args: Any, **options: Any) -> None:
        site = options["site"].rstrip("/")
        try:
            validate_email(options["manager"])
        except Exception as error:
            raise CommandError(f"--manager: '{options['manager']}' is no e-mail address") from error
        with override("nl"):
            made = add_organisation(
                name=options["name"],
                kind=Kind(options["kind"]),
                manager=options["manager"],
                link=lambda token: site + reverse("accounts:invitation", args=[token]),
            )
        self.stdout.write(f"{made.name} ({made.kind}) is there; an invitation waits in the outbox for the manager")
