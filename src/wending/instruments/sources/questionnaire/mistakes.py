"""Tells every mistake for which a questionnaire is refused: codes, marks, texts and norms, by file and line."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby, pairwise

from wending.instruments.rules.instrument import FEEDS, LANGUAGES, SCORINGS
from wending.instruments.sources.questionnaire.rows import LAYOUT, MOST_ITEMS, Files
from wending.reference.sources.catalogue.rows import Finding, Row, found, repeated

TEXTS = ("name", "line", "question", "purpose", "basis", "evidence", "norms", "not_for")
REVERSED = {"yes": True, "no": False, "": False}
LEAST_SCALE_ITEMS = 2
# Letters of a text in a table, and of one in instrument.toml.
MOST_LETTERS, MOST_HEAD_LETTERS = 300, 2000
LEAST_OPTIONS, MOST_OPTIONS = 2, 11
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCALE_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")
_WHOLE = re.compile(r"-?[0-9]{1,3}")


def mistakes(files: Files, pictures: Collection[str] | None) -> Iterator[Finding]:
    """Yield every mistake, file by file; pictures: the names of pictures that the site has, None to leave them be."""
    yield from files.faults
    if any(fault.file != "norms.csv" for fault in files.faults):
        return
    yield from _head(files, pictures)
    languages = languages_of(files)
    sets = {row["set"] for row in files.options}
    scales = {row["id"] for row in files.scales}
    yield from repeated([*files.scales], "id")
    yield from repeated([*files.items], "id")
    for row in files.scales:
        yield from _scale(row, files, languages)
    yield from _feeds(files, scales)
    for row in files.items:
        yield from _item(row, scales, sets, pictures, languages)
    if len(files.items) > MOST_ITEMS:
        yield found(
            files.items[MOST_ITEMS],
            f"is item {MOST_ITEMS + 1}.",
            f"Keep to {MOST_ITEMS} items.",
            "too-many",
            MOST_ITEMS,
        )
    yield from _options(files, languages)
    for row in files.norms:
        yield from _norm(row, scales, languages)


def languages_of(files: Files) -> tuple[str, ...]:
    """Return the languages in which a questionnaire says it is written; Dutch when it says nothing usable."""
    told = files.head.get("languages")
    return tuple(lang for lang in LANGUAGES if isinstance(told, list) and lang in told) or ("nl",)


def _head(files: Files, pictures: Collection[str] | None) -> Iterator[Finding]:
    head = files.head
    whole = {"minutes": (1, 120)}
    if not _ID.fullmatch(str(head.get("id", ""))) or len(str(head.get("id"))) > 40:
        what, mend = f"the id is {head.get('id')!r}.", "Use small letters, digits and single hyphens."
        yield files.at("id", what, mend, "small-id", "id", _said(head.get("id")))
    if not isinstance(head.get("version"), str) or not _VERSION.fullmatch(head["version"]):
        what = f"the version is {head.get('version')!r}."
        yield files.at("version", what, 'Write it as "1.0".', "version", _said(head.get("version")))
    if not isinstance(head.get("languages"), list) or set(head["languages"]) not in ({"nl"}, {"nl", "en"}):
        what, mend = "the languages are not nl, or nl and en.", 'Write ["nl"] or ["nl", "en"].'
        yield files.at("languages", what, mend, "languages")
    if not isinstance(head.get("author"), str) or not head["author"].strip():
        what, mend = "nobody is named as author.", "Say who made the questions, and in which year."
        yield files.at("author", what, mend, "author")
    if head.get("scoring") not in SCORINGS:
        what, mend = f"scoring is {head.get('scoring')!r}.", f"Write one of {', '.join(SCORINGS)}."
        yield files.at("scoring", what, mend, "one-of", "scoring", _said(head.get("scoring")), ", ".join(SCORINGS))
    if head.get("feeds") not in FEEDS:
        what, mend = f"feeds is {head.get('feeds')!r}.", 'Write "interests", "values" or "".'
        yield files.at("feeds", what, mend, "one-of", "feeds", _said(head.get("feeds")), 'interests, values, ""')
    if pictures is not None and head.get("picture") not in pictures:
        what = f"{head.get('picture')!r} is no picture of the site."
        yield files.at("picture", what, "Take one that it has.", "no-picture", _said(head.get("picture")))
    if not isinstance(head.get("short_form"), bool):
        what = "short_form is not true or false."
        yield files.at("short_form", what, "Write true or false.", "true-or-false", "short_form")
    missing = head.get("missing_most")
    if isinstance(missing, bool) or not isinstance(missing, int | float) or not 0 <= missing < 1:
        what, mend = f"missing_most is {missing!r}.", "Write a share from 0 to below 1."
        yield files.at("missing_most", what, mend, "share", "missing_most", _said(missing))
    for name, (low, high) in whole.items():
        if not isinstance(head.get(name), int) or not low <= head[name] <= high:
            what, mend = f"{name} is {head.get(name)!r}.", f"Write a whole number from {low} to {high}."
            yield files.at(name, what, mend, "whole", name, _said(head.get(name)), low, high)
    sources = head.get("sources")
    if not isinstance(sources, list) or not all(isinstance(source, str) and source for source in sources):
        what, mend = "sources is no list of texts.", "Name what it rests on, or write []."
        yield files.at("sources", what, mend, "no-list", "sources")
    for name in TEXTS:
        text = head.get(name)
        for lang in languages_of(files):
            if not isinstance(text, dict) or not isinstance(text.get(lang), str) or not text[lang].strip():
                what, mend = f"{name} has no text in {lang}.", f'Write [{name}] with {lang} = "...".'
                yield files.at(name, what, mend, "no-text", name, lang)
            elif len(text[lang]) > MOST_HEAD_LETTERS:
                what = f"{name} is longer than {MOST_HEAD_LETTERS} letters in {lang}."
                yield files.at(name, what, "Write it shorter.", "too-long", f"{name} {lang}", MOST_HEAD_LETTERS)


def _scale(row: Row, files: Files, languages: Collection[str]) -> Iterator[Finding]:
    if not _SCALE_ID.fullmatch(row["id"]) or len(row["id"]) > 40:
        what, mend = f"the id {row['id']!r} is not plain.", "Use letters, digits and single hyphens."
        yield found(row, what, mend, "plain-id", row["id"])
    count = sum(item["scale"] == row["id"] for item in files.items)
    if count < LEAST_SCALE_ITEMS:
        what, mend = f"has {count} items.", f"Give it {LEAST_SCALE_ITEMS} at least, or remove the scale."
        yield found(row, what, mend, "few-items", row["id"], count, LEAST_SCALE_ITEMS)
    for column in ("name", "meaning"):
        yield from _absent(row, column, languages)
    if row["prompt_nl"] or row["prompt_en"]:
        yield from _absent(row, "prompt", languages)


def _feeds(files: Files, scales: set[str]) -> Iterator[Finding]:
    wanted = FEEDS.get(str(files.head.get("feeds")), ())
    if wanted and scales != set(wanted):
        what = f"feeds {files.head['feeds']}, but its scales are {', '.join(sorted(scales))}."
        mend = f"Give exactly the scales {', '.join(wanted)}."
        yield files.at("feeds", what, mend, "other-scales", _said(files.head["feeds"]), ", ".join(wanted))


def _item(
    row: Row, scales: set[str], sets: set[str], pictures: Collection[str] | None, languages: Collection[str]
) -> Iterator[Finding]:
    if not _ID.fullmatch(row["id"]) or len(row["id"]) > 40:
        what, mend = f"the id {row['id']!r} is not plain.", "Use small letters, digits and single hyphens."
        yield found(row, what, mend, "small-id", "id", row["id"])
    if row["scale"] not in scales:
        what = f"the scale {row['scale']!r} is not in scales.csv."
        yield found(row, what, "Correct it, or add the scale.", "no-scale", row["scale"])
    if row["options"] not in sets:
        what = f"the option set {row['options']!r} is not in options.csv."
        yield found(row, what, "Correct it, or add the set.", "no-set", row["options"])
    if row["reversed"] not in REVERSED:
        what, mend = f"reversed is {row['reversed']!r}.", "Write yes where a high answer means less, else no."
        yield found(row, what, mend, "reversed", row["reversed"])
    if pictures is not None and row["picture"] and row["picture"] not in pictures:
        what, mend = f"{row['picture']!r} is no picture of the site.", "Take one that it has, or leave it empty."
        yield found(row, what, mend, "no-picture", row["picture"])
    yield from _absent(row, "text", languages)


def _options(files: Files, languages: Collection[str]) -> Iterator[Finding]:
    used = {item["options"] for item in files.items}
    for row in files.options:
        if not _WHOLE.fullmatch(row["value"]):
            yield found(row, f"the value is {row['value']!r}.", "Write a whole number.", "no-value", row["value"])
        yield from _absent(row, "text", languages)
    for name, group in groupby(sorted(files.options, key=lambda row: row["set"]), key=lambda row: row["set"]):
        rows = list(group)
        if not LEAST_OPTIONS <= len(rows) <= MOST_OPTIONS:
            what = f"the set {name!r} has {len(rows)} answers."
            mend = f"Give {LEAST_OPTIONS} to {MOST_OPTIONS}."
            yield found(rows[0], what, mend, "answers", name, len(rows), LEAST_OPTIONS, MOST_OPTIONS)
        if name not in used:
            what = f"no item uses the set {name!r}."
            yield found(rows[0], what, "Remove it, or name it at an item.", "unused-set", name)
        values = [int(row["value"]) for row in rows if _WHOLE.fullmatch(row["value"])]
        if len(values) == len(rows) and any(later != value + 1 for value, later in pairwise(values)):
            what, mend = f"the values of the set {name!r} are {values}.", "Count up by one, from low to high."
            yield found(rows[0], what, mend, "values", name, ", ".join(map(str, values)))


def _norm(row: Row, scales: set[str], languages: Collection[str]) -> Iterator[Finding]:
    if row["scale"] not in scales:
        what = f"the scale {row['scale']!r} is not in scales.csv."
        yield found(row, what, "Correct it.", "no-scale", row["scale"])
    yield from _absent(row, "group", languages)
    if not row["source"]:
        mend = "Say who measured it and where it can be read."
        yield found(row, "the norm has no source.", mend, "norm-source")
    if not _is_day(row["date"]):
        what, mend = f"the date of the norm is {row['date']!r}.", "Write when it was measured: 2026-09-30."
        yield found(row, what, mend, "norm-date", row["date"])
    if not re.fullmatch(r"[1-9][0-9]{0,8}", row["n"]):
        what = f"the norm has {row['n']!r} people."
        yield found(row, what, "Say how many people were measured.", "norm-people", row["n"])
    for column, least in (("mean", 0.0), ("sd", 0.001)):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", row[column]) or not least <= float(row[column]) <= 100:
            what, mend = f"{column} is {row[column]!r}.", "Write points of the score, which runs from 0 to 100."
            yield found(row, what, mend, "points", column, row[column])


def _said(value: object) -> str:
    """Return what stands at a setting, as a page tells it."""
    return "" if value is None else str(value)[:60]


def _is_day(raw: str) -> bool:
    try:
        return bool(date.fromisoformat(raw))
    except ValueError:
        return False


def _absent(row: Row, column: str, languages: Collection[str]) -> Iterator[Finding]:
    for lang in languages:
        if not row[f"{column}_{lang}"]:
            yield found(row, f"{column}_{lang} is empty.", f"Write it. {LAYOUT}", "empty", f"{column}_{lang}")
        elif len(row[f"{column}_{lang}"]) > MOST_LETTERS:
            what = f"{column}_{lang} is longer than {MOST_LETTERS} letters."
            yield found(row, what, "Write it shorter.", "too-long", f"{column}_{lang}", MOST_LETTERS)
