"""`effect replicate BUNDLE`: do a study again from its bundle, and tell every number that came out differently."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.effect.queries.words import finding_words
from wending.effect.sources.bundle.replicate import BadBundle, replicate
from wending.engine.estimation.terms import NotAnswerable

HELP = "do a study again from its bundle, and compare every number"
WRONG = {
    "not-a-bundle": "This file is no bundle of a study.",
    "too-large": "This bundle is larger than 4 GB when unpacked.",
    "other-version": "This bundle is of another version of Wending.",
    "table-missing": "A table that the bundle names is not in it.",
    "table-changed": "A table in this bundle is not the one that it was made with.",
    "twin-only": "This bundle holds a twin, not the data of the study. Who has the data gives them: --data FOLDER.",
    "other-data": "These are not the data that the answer rests on.",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("bundle", type=Path)
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="the real tables, where the bundle holds a twin: files as for study"
    )
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep what is reckoned here, and go on from it")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Reckon again; fail when a number differs."""
    if not options["bundle"].is_file():
        raise CommandError(f"There is no {options['bundle']}.")
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = replicate(options["bundle"], options["work"] or Path(folder), options["data"])
        except BadBundle as bad:
            raise CommandError(f"{WRONG[bad.code]} ({bad})") from bad
        except NotAnswerable as refused:
            raise CommandError("\n".join(finding_words(one) for one in refused.findings)) from refused
    for one in found:
        command.stdout.write(f"{one.where}: the bundle says {one.told}, now it is {one.found}")
    if found:
        raise CommandError(f"{len(found)} values came out differently.")
    command.stdout.write("Every number came out the same.")
