"""`releases`: lists what reference data is and was in force, with source, terms and date."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wending.reference.queries.releases import ReleaseInfo, releases

EXAMPLES = """examples:
  ./wending releases
  ./wending releases --format json
"""


class Command(BaseCommand):
    help = "List the releases of reference data: source, version, state, languages, date, terms and credit."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        found = releases()
        if options["format"] == "json":
            self.stdout.write(json.dumps([_plain(release) for release in found], indent=2, ensure_ascii=False))
        elif not found:
            self.stdout.write("No release is loaded. Begin with: ./wending load catalogue")
        else:
            self.stdout.write("\n".join(_table(found)))


def _plain(release: ReleaseInfo) -> dict[str, Any]:
    plain = asdict(release)
    plain["started"] = release.started.isoformat()
    plain["ready"] = release.ready.isoformat() if release.ready else None
    return plain


def _table(found: list[ReleaseInfo]) -> list[str]:
    heads = ("source", "version", "state", "languages", "published", "loaded", "contents")
    rows = [heads, *[_row(release) for release in found]]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    lines = ["  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    terms = {release.source: release for release in reversed(found)}
    for source, release in sorted(terms.items()):
        lines += ["", f"{source}: {release.title}. {release.publisher}. {release.url}".rstrip(". ")]
        lines += [f"  terms: {release.terms}", f"  credit: {release.credit}"]
    return lines


def _row(release: ReleaseInfo) -> tuple[str, ...]:
    main = ("occupations", "skills", "programmes", "onet_occupations", "links")
    return (
        release.source,
        release.version,
        release.state,
        ",".join(release.languages) or "-",
        release.published or "-",
        f"{release.ready:%Y-%m-%d %H:%M}" if release.ready else "-",
        ", ".join(f"{release.counts[key]} {key.replace('_', ' ')}" for key in main if key in release.counts) or "-",
    )
