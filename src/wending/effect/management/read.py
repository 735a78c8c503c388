"""`effect read MAPPING.toml`: files of surveys and registers become the tables of a study; with --plan only a look."""

from __future__ import annotations

import json
import secrets
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.effect.actions.read_files import Looked, look_at_files, under_other_names
from wending.effect.queries.table_words import mapping_sentence
from wending.effect.queries.words import finding_words
from wending.effect.rules.plan import BadPlan, Plan
from wending.effect.rules.plan_file import plan_from
from wending.effect.sources.files.parse import BadMapping
from wending.effect.sources.tables import write_tables
from wending.kit.pseudonyms import SHORTEST, derived_key, pseudonym
from wending.kit.table import table

HELP = "files of surveys and registers, by a mapping, as the tables of a study; --plan only looks"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("mapping", type=Path, metavar="MAPPING.toml", help="what is in which file beside it")
    parser.add_argument("--plan", action="store_true", help="only tell what would come of it; write nothing")
    parser.add_argument("--for", dest="study_plan", type=Path, metavar="PLAN", help="plan (TOML or JSON) to look with")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write the tables here, as Parquet")
    parser.add_argument("--key-file", type=Path, help="secret of 32 bytes or more, to give people the same names again")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Look at the files, tell what is wrong, and write the tables when nothing grave is."""
    path: Path = options["mapping"]
    if not options["plan"] and not options["to"]:
        raise CommandError("say where the tables go with --to FOLDER, or look only with --plan")
    try:
        looked = look_at_files(path.read_bytes(), path.parent, _plan_in(options["study_plan"]))
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    except BadMapping as bad:
        raise CommandError("\n".join(f"{path}: {mapping_sentence(one)}" for one in bad.problems)) from bad
    command.stdout.write(_as_json(looked) if options["format"] == "json" else _as_table(looked))
    if not looked.is_usable:
        raise CommandError("something grave is wrong: nothing is written")
    if options["plan"]:
        return
    key = derived_key(_secret(options["key_file"]), "files")
    tables = under_other_names(
        looked.tables, lambda name: pseudonym(key, f"person:{name}"), lambda name: pseudonym(key, f"firm:{name}")
    )
    try:
        write_tables(options["to"], tables)
    except FileExistsError as error:
        raise CommandError(f"{options['to']} holds tables already: choose another folder") from error
    command.stderr.write(f"tables are in {options['to']}; people and organisations have other names there")


def _plan_in(path: Path | None) -> Plan | None:
    if path is None:
        return None
    try:
        content = path.read_text(encoding="utf-8-sig")
        return plan_from(tomllib.loads(content) if path.suffix == ".toml" else json.loads(content))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error
    except BadPlan as bad:
        raise CommandError("\n".join(f"{path}: {one.field}: {one.code}" for one in bad.problems)) from bad


def _secret(path: Path | None) -> bytes:
    if path is None:
        return secrets.token_bytes(SHORTEST)
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    if len(key) < SHORTEST:
        raise CommandError(f"{path}: a secret has at least {SHORTEST} bytes")
    return key


def _as_json(looked: Looked) -> str:
    findings = [
        {"code": one.code, "about": list(one.about), "isGrave": one.is_grave, "words": finding_words(one)}
        for one in looked.findings
    ]
    return json.dumps({"files": looked.files, "tables": looked.rows, "findings": findings}, ensure_ascii=False)


def _as_table(looked: Looked) -> str:
    rows = [("file", name, many) for name, many in looked.files.items()]
    rows += [("table", name, many) for name, many in looked.rows.items()]
    lines = [table(("what", "name", "rows"), rows)]
    lines += [f"{'WRONG' if one.is_grave else 'note '}  {finding_words(one)}" for one in looked.findings]
    return "\n".join(lines)
