"""Writes a record as a CV (two looks) or a skills passport, in PDF/UA. The looks stand in templates/dossier/typst.

Whoever calls gives `say`, which translates the message ids of `words`. A skill is never shown as more than who says it;
a credential never as more than what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from babel import Locale

from wending.dossier.rules.exchange import Written
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Item, Kind, LanguageLevel, Moment, Person, Record, SkillClaim, Source
from wending.dossier.sources.cv import words
from wending.dossier.sources.reading import Reading, all_skills, joined
from wending.kit.pdf import render_pdf

Say = Callable[[str], str]
Look = Literal["rustig", "modern"]
_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "dossier" / "typst"
# The letters of the typefaces inside Typst: Latin, Greek, Cyrillic, Hebrew, Arabic, punctuation, signs. Any other
# would stop the printing, as PDF/UA wants every letter readable.
_UNPRINTED = re.compile(
    "[^\\n\\t\u0020-\u04ff\u05d0-\u05ea\u0621-\u063a\u0640-\u064a\u0660-\u0669\u1e00-\u1fff\u2000-\u2027\u202f-\u2040"
    "\u20a0-\u20bf\u2116\u2122\u2190-\u22ff\u25a0-\u25ff]"
)


def write_cv(record: Record, *, look: Look, lang: str, say: Say) -> Written:
    """Return a CV in a look: rustig (one column) or modern (a column beside it). Raise RecordRefused when empty."""
    if record.is_empty:
        raise RecordRefused("cv", "cannot_write")
    page = _Page(lang, say)
    person = record.person
    content = {
        "name": person.name,
        "headline": person.headline,
        "contact": _contact(person),
        "summary": _blocks(person.summary),
        "sections": [page.section(kind, record) for kind in words.SECTIONS if record.of(kind)],
        "languages": [page.language(item) for item in record.of(Kind.LANGUAGE)],
        "skills": [page.skill(skill) for skill in all_skills(record) if skill.name],
        "heads": {
            "contact": say(words.CONTACT),
            "profile": say(words.PROFILE),
            "languages": say(words.LANGUAGES),
            "skills": say(words.SKILLS),
        },
    }
    title = joined([say(words.CV), person.name])
    return _printed(f"cv_{look}.typ", {"language": lang, "title": title, **content})


def write_skills_passport(record: Record, *, lang: str, say: Say, made: str) -> Written:
    """Return the skills of a record with level, who says so, behaviour and evidence; `made` is the day in words.

    Raise RecordRefused when it has no skills.
    """
    page = _Page(lang, say)
    skills = [page.skill(skill) for skill in all_skills(record) if skill.name]
    if not skills:
        raise RecordRefused("cv", "cannot_write")
    name = record.person.name
    title = say(words.PASSPORT_OF) % {"name": name} if name else say(words.PASSPORT)
    content = {
        "language": lang,
        "title": title,
        "intro": say(words.PASSPORT_INTRO),
        "skills": skills,
        "meanings": [{"level": level, "text": say(meaning)} for level, meaning in words.LEVELS.items()],
        "meaning_source": say(words.MEANING_SOURCE),
        "footer": say(words.MADE) % {"when": made},
        "heads": {
            "behaviour": say(words.BEHAVIOUR),
            "evidence": say(words.EVIDENCE),
            "meaning": say(words.MEANING),
        },
    }
    return _printed("skills_passport.typ", content)


def _printed(template: str, content: dict[str, Any]) -> Written:
    reading = Reading()
    fit = _fit(content, reading)
    return Written(render_pdf(_TEMPLATES / template, fit), "application/pdf", "pdf", reading.findings)


class _Page:
    """Puts parts of a record in words of one language."""

    def __init__(self, lang: str, say: Say) -> None:
        self._lang = lang
        self._say = say
        self._months = Locale.parse("en" if lang == "en" else "nl").months["format"]["abbreviated"]

    def section(self, kind: Kind, record: Record) -> dict[str, Any]:
        """Return the items of a kind under their heading, the latest first."""
        items = sorted(record.of(kind), key=_recent, reverse=True)
        return {"title": self._say(words.SECTIONS[kind]), "items": [self._item(item) for item in items]}

    def skill(self, skill: SkillClaim) -> dict[str, Any]:
        """Return a skill with who says so."""
        by = skill.by or self._say(words.SOMEONE)
        return {
            "name": skill.name,
            "level": skill.level or 0,
            "level_text": self._say(words.LEVELS[skill.level] if skill.level else words.NO_LEVEL),
            "is_own": skill.source is Source.SELF,
            "source": self._say(words.SOURCES[skill.source]) % {"by": by},
            "behaviour": _blocks(skill.behaviour),
            "evidence": list(skill.evidence),
        }

    def language(self, item: Item) -> dict[str, str]:
        """Return a language with its level: one when all are the same, else each."""
        return {"name": item.title, "level": self._level(item.language) or item.description}

    def _level(self, level: LanguageLevel | None) -> str:
        if level is None:
            return ""
        if level.is_mother_tongue:
            return self._say(words.MOTHER_TONGUE)
        told = {name: getattr(level, name) for name in words.DIMENSIONS if getattr(level, name)}
        if len(told) == len(words.DIMENSIONS) and len(set(told.values())) == 1:
            return str(level.listening)
        return ", ".join(f"{self._say(words.DIMENSIONS[name])} {found}" for name, found in told.items())

    def _item(self, item: Item) -> dict[str, Any]:
        checked = item.credential if item.credential and item.credential.form else None
        # What a credential says of its own end is no period that someone spent.
        end = None if item.credential else item.end
        notes = [self._say(words.EQF) % {"level": item.level}] if item.level else []
        if item.credential and item.end:
            notes.append(self._say(words.EXPIRES) % {"when": self._moment(item.end)})
        if checked:
            notes.append(self._say(words.STATUS[checked.status]))
        return {
            "title": item.title or item.organisation,
            "organisation": item.organisation if item.title else "",
            "place": item.place,
            "when": self._period(item.start, end, item.is_ongoing, is_point=item.credential is not None),
            "field": item.field if not item.field.replace(", ", "").isdecimal() else "",
            "blocks": _blocks(item.description),
            "skills": ", ".join(skill.name for skill in item.skills if skill.name),
            "notes": notes,
            "links": [link.url for link in item.links],
        }

    def _period(self, start: Moment | None, end: Moment | None, is_ongoing: bool, *, is_point: bool) -> str:
        if start and is_ongoing:
            return f"{self._moment(start)} – {self._say(words.NOW)}"
        if start and end:
            return self._moment(start) if start == end else f"{self._moment(start)} – {self._moment(end)}"
        if start:
            return self._moment(start) if is_point else self._say(words.BEGUN) % {"when": self._moment(start)}
        return self._say(words.UNTIL) % {"when": self._moment(end)} if end else ""

    def _moment(self, moment: Moment) -> str:
        return f"{self._months[moment.month]} {moment.year}" if moment.month else str(moment.year)


def _recent(item: Item) -> tuple[bool, int, int, int]:
    """Return by what items are ordered: what goes on, then by end, then by begin."""
    last = item.end or item.start or Moment(1900)
    return (item.is_ongoing, last.year, last.month or 0, item.start.year if item.start else 0)


def _contact(person: Person) -> list[dict[str, str]]:
    town = joined([person.postcode, person.place])
    mail = f"mailto:{person.email}" if re.fullmatch(r"[^\s@]+@[^\s@]+", person.email) else ""
    lines = [
        {"text": joined([person.street, town], ", "), "url": ""},
        {"text": person.phone, "url": ""},
        {"text": person.email, "url": mail},
    ]
    lines += [{"text": re.sub(r"^https?://(?:www\.)?|/$", "", link.url), "url": link.url} for link in person.links]
    return [line for line in lines if line["text"]]


def _blocks(text: str) -> list[dict[str, Any]]:
    """Return a text as paragraphs and lists: lines that begin with a dash or a dot are items of a list."""
    blocks: list[dict[str, Any]] = []
    for line in text.split("\n"):
        found = re.match(r"\s*[-•*–]\s+(.+)", line)
        if found and blocks and blocks[-1]["items"]:
            blocks[-1]["items"].append(found[1])
        elif found:
            blocks.append({"text": "", "items": [found[1]]})
        elif line.strip():
            blocks.append({"text": line.strip(), "items": []})
    return blocks


def _fit(value: Any, reading: Reading) -> Any:
    """Return the content with a mark in the place of letters that cannot be printed, each text that has some told."""
    if isinstance(value, str):
        fit = _UNPRINTED.sub("?", value)
        if fit != value:
            reading.tell("cv", "letters_not_held", what=value[:60])
        return fit
    if isinstance(value, dict):
        return {name: _fit(inner, reading) for name, inner in value.items()}
    return [_fit(inner, reading) for inner in value] if isinstance(value, Iterable) else value
