"""The default line for everyone, and the line of one school for who works there: picture, gaps, parts, history."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from wending.dossier.rules.reflection import Competence
from wending.ledger.rules.actor import Actor
from wending.school.models import LineChange, LinePart
from wending.school.queries import lesson_words as words
from wending.school.queries.bank import Lesson, search, titles
from wending.school.queries.staff import works_here
from wending.school.rules.bank_search import Wish
from wending.school.rules.line import Line, LineFinding, Moment, gaps_and_doubles
from wending.school.rules.line_part import Cell, Part, default_part, line_of, part_of, picture
from wending.school.rules.terms import PHASES
from wending.school.sources.line.parse import COLUMNS, parse_line

# Lessons proposed for a gap, and changes shown of a part.
PROPOSED, CHANGES_SHOWN = 3, 20


@dataclass(frozen=True, slots=True)
class Todo:
    """A gap or double in words, where it is mended, and lessons that may help."""

    words: str
    phase: str
    year: int
    is_double: bool
    lessons: list[Lesson]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its words: goals and lessons by competence, moments with their source."""

    part: Part
    name: str
    competences: list[dict[str, Any]]
    moments: list[Moment]
    version: int = 0


@cache
def default_line() -> Line:
    """Return the line in the package."""
    folder = files("wending.school.sources.line") / "files"
    line, _faults = parse_line({name: (folder / name).read_bytes() for name in COLUMNS})
    return line


@cache
def default_moments() -> dict[str, Moment]:
    """Return the moments of the default line by key."""
    return {moment.key: moment for moment in default_line().moments}


def default_page() -> dict[str, Any]:
    """Return the page about the default line: its picture, and phase by phase what it holds."""
    line = default_line()
    parts = [default_part(line, phase, year) for phase in PHASES for year in PHASES[phase].years]
    return _page(parts, PHASES)


def parts_of(actor: Actor) -> list[LinePart]:
    """Return the parts of the line of one's school, in the order of phases and years; none for who works nowhere."""
    if not works_here(actor):
        return []
    order = {phase: place for place, phase in enumerate(PHASES)}
    rows = [row for row in LinePart.objects.filter(organisation=actor.organisation) if row.phase in order]
    return sorted(rows, key=lambda row: (order[row.phase], row.year))


def part_row(actor: Actor, phase: str, year: int) -> LinePart | None:
    """Return one part of the line of one's school."""
    return next((row for row in parts_of(actor) if (row.phase, row.year) == (phase, year)), None)


def line_page(actor: Actor) -> dict[str, Any]:
    """Return the page of a school's line, with its gaps and doubles and what to do about each."""
    rows = parts_of(actor)
    parts = [part_of(row.phase, row.year, row.content) for row in rows]
    phases = list(dict.fromkeys(part.phase for part in parts))
    page = _page(parts, phases)
    page["todos"] = todos(actor, page.pop("findings"))
    page["others"] = [{"key": one, "name": words.phase_name(one)} for one in PHASES if one not in phases]
    return page


def part_view(row: LinePart) -> PartView:
    """Return a part of a school with its words."""
    part = part_of(row.phase, row.year, row.content)
    known = titles(key for keys in part.lessons.values() for key in keys)
    return _part_view(part, known, row.version)


def changes(row: LinePart) -> list[LineChange]:
    """Return who changed a part and when, the newest first."""
    return list(row.changes.select_related("by")[:CHANGES_SHOWN])


def moments_for(phase: str, year: int) -> list[Moment]:
    """Return the moments of the default line in a phase, those of the year first."""
    here = [moment for moment in default_line().moments if moment.phase == phase]
    return sorted(here, key=lambda moment: moment.year != year)


def lesson_choices(actor: Actor, phase: str, part: Part) -> list[tuple[str, str]]:
    """Return the lessons to tie to a part: those of the phase by title, and those that are tied already."""
    fitting = {one.key: one.activity.title for one in search(Wish(phase=phase), actor)}
    fitting |= titles(key for keys in part.lessons.values() for key in keys)
    return sorted(fitting.items(), key=lambda row: row[1].casefold())


def todos(actor: Actor, findings: Iterable[LineFinding]) -> list[Todo]:
    """Return what to do about each gap and double."""
    bank = search(Wish(), actor)
    found = []
    for one in findings:
        fitting = [
            lesson
            for lesson in bank
            if one.kind == "no_goal"
            and one.phase in lesson.activity.phases
            and one.competence in lesson.activity.competences
        ]
        is_double = one.kind in {"goal_twice", "moment_twice"}
        found.append(Todo(_told(one), one.phase, one.year, is_double, fitting[:PROPOSED]))
    return found


def _told(one: LineFinding) -> str:
    where = {"phase": words.phase_name(one.phase), "year": words.year_name(one.phase, one.year), "text": one.text}
    if one.competence:
        where["competence"] = words.competence_term(one.competence)
    told = {
        "no_goal": _("%(phase)s, %(year)s: geen leerdoel voor %(competence)s."),
        "no_talk": _("%(phase)s, %(year)s: geen gesprek."),
        "talk_missing_for_moment": _("%(phase)s, %(year)s: bij “%(text)s” hoort een gesprek, en er is er geen."),
        "goal_twice": _("%(phase)s, %(year)s: dit doel staat er al eerder: “%(text)s”"),
        "moment_twice": _("%(phase)s, %(year)s: dit moment staat er twee keer: “%(text)s”."),
    }
    return told[one.kind] % where


def _page(parts: list[Part], phases: Iterable[str]) -> dict[str, Any]:
    line = line_of(parts, default_moments())
    findings = gaps_and_doubles(line)
    lessons = Counter((part.phase, one) for part in parts for one in Competence for _key in part.lessons[one])
    known = titles(key for part in parts for keys in part.lessons.values() for key in keys)
    rows = picture(line, findings, lessons, phases)
    views = [_part_view(part, known) for part in parts]
    return {
        "columns": [{"short": words.SHORT[one], "term": words.competence_term(one)} for one in Competence],
        "questions": [(words.competence_term(one), words.competence_question(one)) for one in Competence],
        "rows": [
            {"phase": row[0].phase, "name": words.phase_name(row[0].phase), "cells": [_cell(cell) for cell in row]}
            for row in rows
        ],
        "phases": [
            {"key": phase, "name": words.phase_name(phase), "parts": [v for v in views if v.part.phase == phase]}
            for phase in phases
        ],
        "findings": findings,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    said = {"full": _("elk jaar"), "partly": _("niet elk jaar"), "empty": _("ontbreekt")}[cell.fill]
    return {"cell": cell, "words": said, "years": ", ".join(map(str, cell.without))}


def _part_view(part: Part, known: dict[str, str], version: int = 0) -> PartView:
    return PartView(
        part=part,
        name=words.year_name(part.phase, part.year),
        competences=[
            {
                "term": words.competence_term(one),
                "goals": part.goals[one],
                "lessons": [{"key": key, "title": known[key]} for key in part.lessons[one] if key in known],
            }
            for one in Competence
            if part.goals[one] or part.lessons[one]
        ],
        moments=list(line_of([part], default_moments()).moments),
        version=version,
    )
