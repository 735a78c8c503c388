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
        yield found(files.items[MOST_ITEMS], f"is item {MOST_ITEMS + 1}.", f"Keep to {MOST_ITEMS} items.")
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
        yield files.at("id", f"the id is {head.get('id')!r}.", "Use small letters, digits and single hyphens.")
    if not isinstance(head.get("version"), str) or not _VERSION.fullmatch(head["version"]):
        yield files.at("version", f"the version is {head.get('version')!r}.", 'Write it as "1.0".')
    if not isinstance(head.get("languages"), list) or set(head["languages"]) not in ({"nl"}, {"nl", "en"}):
        yield files.at("languages", "the languages are not nl, or nl and en.", 'Write ["nl"] or ["nl", "en"].')
    if not isinstance(head.get("author"), str) or not head["author"].strip():
        yield files.at("author", "nobody is named as author.", "Say who made the questions, and in which year.")
    if head.get("scoring") not in SCORINGS:
        yield files.at("scoring", f"scoring is {head.get('scoring')!r}.", f"Write one of {', '.join(SCORINGS)}.")
    if head.get("feeds") not in FEEDS:
        yield files.at("feeds", f"feeds is {head.get('feeds')!r}.", 'Write "interests", "values" or "".')
    if pictures is not None and head.get("picture") not in pictures:
        yield files.at("picture", f"{head.get('picture')!r} is no picture of the site.", "Take one that it has.")
    if not isinstance(head.get("short_form"), bool):
        yield files.at("short_form", "short_form is not true or false.", "Write true or false.")
    missing = head.get("missing_most")
    if isinstance(missing, bool) or not isinstance(missing, int | float) or not 0 <= missing < 1:
        yield files.at("missing_most", f"missing_most is {missing!r}.", "Write a share from 0 to below 1.")
    for name, (low, high) in whole.items():
        if not isinstance(head.get(name), int) or not low <= head[name] <= high:
            yield files.at(name, f"{name} is {head.get(name)!r}.", f"Write a whole number from {low} to {high}.")
    sources = head.get("sources")
    if not isinstance(sources, list) or not all(isinstance(source, str) and source for source in sources):
        yield files.at("sources", "sources is no list of texts.", "Name what it rests on, or write [].")
    for name in TEXTS:
        text = head.get(name)
        for lang in languages_of(files):
            if not isinstance(text, dict) or not isinstance(text.get(lang), str) or not text[lang].strip():
                yield files.at(name, f"{name} has no text in {lang}.", f'Write [{name}] with {lang} = "...".')
            elif len(text[lang]) > MOST_HEAD_LETTERS:
                yield files.at(
                    name, f"{name} is longer than {MOST_HEAD_LETTERS} letters in {lang}.", "Write it shorter."
                )


def _scale(row: Row, files: Files, languages: Collection[str]) -> Iterator[Finding]:
    if not _SCALE_ID.fullmatch(row["id"]) or len(row["id"]) > 40:
        yield found(row, f"the id {row['id']!r} is not plain.", "Use letters, digits and single hyphens.")
    count = sum(item["scale"] == row["id"] for item in files.items)
    if count < LEAST_SCALE_ITEMS:
        yield found(row, f"has {count} items.", f"Give it {LEAST_SCALE_ITEMS} at least, or remove the scale.")
    for column in ("name", "meaning"):
        yield from _absent(row, column, languages)
    if row["prompt_nl"] or row["prompt_en"]:
        yield from _absent(row, "prompt", languages)


def _feeds(files: Files, scales: set[str]) -> Iterator[Finding]:
    wanted = FEEDS.get(str(files.head.get("feeds")), ())
    if wanted and scales != set(wanted):
        what = f"feeds {files.head['feeds']}, but its scales are {', '.join(sorted(scales))}."
        yield files.at("feeds", what, f"Give exactly the scales {', '.join(wanted)}.")


def _item(
    row: Row, scales: set[str], sets: set[str], pictures: Collection[str] | None, languages: Collection[str]
) -> Iterator[Finding]:
    if not _ID.fullmatch(row["id"]) or len(row["id"]) > 40:
        yield found(row, f"the id {row['id']!r} is not plain.", "Use small letters, digits and single hyphens.")
    if row["scale"] not in scales:
        yield found(row, f"the scale {row['scale']!r} is not in scales.csv.", "Correct it, or add the scale.")
    if row["options"] not in sets:
        yield found(row, f"the option set {row['options']!r} is not in options.csv.", "Correct it, or add the set.")
    if row["reversed"] not in REVERSED:
        yield found(row, f"reversed is {row['reversed']!r}.", "Write yes where a high answer means less, else no.")
    if pictures is not None and row["picture"] and row["picture"] not in pictures:
        yield found(row, f"{row['picture']!r} is no picture of the site.", "Take one that it has, or leave it empty.")
    yield from _absent(row, "text", languages)


def _options(files: Files, languages: Collection[str]) -> Iterator[Finding]:
    used = {item["options"] for item in files.items}
    for row in files.options:
        if not _WHOLE.fullmatch(row["value"]):
            yield found(row, f"the value is {row['value']!r}.", "Write a whole number.")
        yield from _absent(row, "text", languages)
    for name, group in groupby(sorted(files.options, key=lambda row: row["set"]), key=lambda row: row["set"]):
        rows = list(group)
        if not LEAST_OPTIONS <= len(rows) <= MOST_OPTIONS:
            what = f"the set {name!r} has {len(rows)} answers."
            yield found(rows[0], what, f"Give {LEAST_OPTIONS} to {MOST_OPTIONS}.")
        if name not in used:
            yield found(rows[0], f"no item uses the set {name!r}.", "Remove it, or name it at an item.")
        values = [int(row["value"]) for row in rows if _WHOLE.fullmatch(row["value"])]
        if len(values) == len(rows) and any(later != value + 1 for value, later in pairwise(values)):
            yield found(rows[0], f"the values of the set {name!r} are {values}.", "Count up by one, from low to high.")


def _norm(row: Row, scales: set[str], languages: Collection[str]) -> Iterator[Finding]:
    if row["scale"] not in scales:
        yield found(row, f"the scale {row['scale']!r} is not in scales.csv.", "Correct it.")
    yield from _absent(row, "group", languages)
    if not row["source"]:
        yield found(row, "the norm has no source.", "Say who measured it and where it can be read.")
    if not _is_day(row["date"]):
        yield found(row, f"the date of the norm is {row['date']!r}.", "Write when it was measured: 2026-09-30.")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", row["n"]):
        yield found(row, f"the norm has {row['n']!r} people.", "Say how many people were measured.")
    for column, least in (("mean", 0.0), ("sd", 0.001)):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", row[column]) or not least <= float(row[column]) <= 100:
            yield found(row, f"{column} is {row[column]!r}.", "Write points of the score, which runs from 0 to 100.")


def _is_day(raw: str) -> bool:
    try:
        return bool(date.fromisoformat(raw))
    except ValueError:
        return False


def _absent(row: Row, column: str, languages: Collection[str]) -> Iterator[Finding]:
    for lang in languages:
        if not row[f"{column}_{lang}"]:
            yield found(row, f"{column}_{lang} is empty.", f"Write it. {LAYOUT}")
        elif len(row[f"{column}_{lang}"]) > MOST_LETTERS:
            yield found(row, f"{column}_{lang} is longer than {MOST_LETTERS} letters.", "Write it shorter.")
