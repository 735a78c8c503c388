"""`effect benchmark`: published figures beside ours, and how often intervals hold the truth in synthetic worlds.

What was reckoned is kept in a work folder line by line, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from wending.effect.rules import benchmark as rules
from wending.effect.rules.truths import CLAIMS, Settled, Verdict, settle
from wending.engine.estimation.coverage import FIRST_SEED, Coverage, Run, cases_of, runs_of, summarised, truth_of
from wending.kit.table import table

HELP = "published figures beside ours, and coverage of intervals in synthetic worlds"
CASES = "wending.engine.estimation.cases"
EVERY = 25  # worlds between two lines of progress


@dataclass
class Work:
    """What is known already, and the file to which more is added; without a folder it is only remembered."""

    settled: dict[str, Settled]
    runs: list[Run]
    truths: dict[str, float]
    file: TextIO | None

    def keep(self, kind: str, data: dict[str, Any]) -> None:
        """Add a line at once, so that nothing is lost when the process is stopped."""
        if self.file:
            self.file.write(json.dumps({"kind": kind, **data}) + "\n")
            self.file.flush()


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.add_argument("--worlds", type=int, default=500, help="synthetic worlds per estimator; 0 leaves them out")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="only rows with one of these words in their name")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep what is reckoned here, and go on from it")
    parser.add_argument("--processes", type=int, default=2, help="for the synthetic worlds")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Reckon, print, and fail when something came out otherwise than is known."""
    if options["worlds"] == 1 or options["worlds"] < 0:
        raise CommandError("--worlds: 0, or 2 and more; 500 is what the figures in the documentation rest on")
    only = [word.lower() for word in options["only"] or []]
    claims = [claim for claim in CLAIMS if _is_meant(only, claim.key, claim.data, claim.method)]
    cases = [case for case in cases_of(CASES).values() if _is_meant(only, case.name) and (only or not case.is_slow)]
    if not claims and not (cases and options["worlds"]):
        raise CommandError(f"--only {' '.join(only)}: no row has this in its name")

    def tell(text: str) -> None:
        command.stderr.write(text)

    work = _opened(options["work"])
    is_stopped = False
    try:
        for number, claim in enumerate(claims, 1):
            if claim.key not in work.settled:
                tell(f"published figures: {number} of {len(claims)}, {claim.key}")
                work.settled[claim.key] = settle(claim)
                if work.settled[claim.key].verdict is not Verdict.MISSING:
                    work.keep("claim", rules.settled_as_data(work.settled[claim.key]))
        if options["worlds"]:
            _run_cases([case.name for case in cases], options["worlds"], options["processes"], work, tell)
    except KeyboardInterrupt:
        is_stopped = True
        tell(
            "stopped" + ("; the same command goes on from here" if work.file else "; --work FOLDER keeps what is done")
        )
    finally:
        if work.file:
            work.file.close()
    settled = [work.settled[claim.key] for claim in claims if claim.key in work.settled]
    found = [] if not options["worlds"] else list(_summaries([c.name for c in cases], options["worlds"], work))
    _print(command, options["format"], settled, found, is_stopped)
    if is_stopped:
        raise SystemExit(130)
    if said := rules.complaints(settled, found):
        raise CommandError("not as known:\n" + "\n".join(said))


def _is_meant(only: list[str], *names: str) -> bool:
    return not only or any(word in name.lower() for word in only for name in names)


def _run_cases(names: list[str], worlds: int, processes: int, work: Work, tell: Callable[[str], None]) -> None:
    for name in names:
        if name not in work.truths:
            tell(f"worlds: what is true for {name}")
            work.truths[name] = truth_of(cases_of(CASES)[name])
            work.keep("truth", {"case": name, "value": work.truths[name]})
    seeds = range(FIRST_SEED, FIRST_SEED + worlds)
    counts = Counter(one.case for one in work.runs if one.seed in seeds)
    for one in runs_of(CASES, names, seeds, processes, list(work.runs)):
        work.runs.append(one)
        work.keep("run", rules.run_as_data(one))
        counts[one.case] += 1
        if counts[one.case] % EVERY == 0:
            tell(f"worlds: {one.case}, {counts[one.case]} of {worlds}")


def _summaries(names: list[str], worlds: int, work: Work) -> Iterator[Coverage]:
    for name in names:
        runs = [one for one in work.runs if one.case == name and one.seed < FIRST_SEED + worlds]
        if len(runs) > 1:
            yield summarised(name, runs, work.truths[name])


def _opened(folder: Path | None) -> Work:
    """Return what the work folder holds, torn last lines left out.

    Raises:
        CommandError: it was made with other versions of packages, or cannot be read.
    """
    if folder is None:
        return Work({}, [], {}, None)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "benchmark.jsonl"
    made_with = rules.versions()
    work = Work({}, [], {}, None)
    # What was being written when the process died has no end of line yet: it goes.
    text = path.read_text() if path.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole)
    lines = whole.splitlines()
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            kind = row.pop("kind")
        except (ValueError, KeyError) as error:
            raise CommandError(f"{path}, line {number}: not a line of a benchmark; take another folder") from error
        if kind == "versions" and row != made_with:
            raise CommandError(f"{path} was made with other versions of packages; take another folder")
        if kind == "claim":
            work.settled[row["key"]] = rules.settled_of(row)
        elif kind == "run":
            work.runs.append(rules.run_of(row))
        elif kind == "truth":
            work.truths[row["case"]] = row["value"]
    work.file = path.open("a")
    if not lines:
        work.keep("versions", dict(made_with))
    return work


def _print(command: BaseCommand, form: str, settled: list[Settled], found: list[Coverage], is_stopped: bool) -> None:
    if form == "json":
        data = {
            "date": date.today().isoformat(),
            "is_complete": not is_stopped,
            "versions": rules.versions(),
            "published": [rules.settled_as_data(one) for one in settled],
            "coverage": [{**asdict(one), "is_within": one.is_within, "is_refuted": one.is_refuted} for one in found],
        }
        command.stdout.write(json.dumps(data, indent=1))
        return
    if settled:
        command.stdout.write(table(rules.TRUTH_HEADINGS, rules.truth_rows(settled)) + "\n")
    if found:
        command.stdout.write(table(rules.COVERAGE_HEADINGS, rules.coverage_rows(found)) + "\n")
