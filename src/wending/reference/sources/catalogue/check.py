"""Looks whether the catalogue is fit to be read: every mistake at once, also those that do not hinder loading.

Reading level: B1 is judged by rough measures (length of sentences and words), which catch slips, not bad writing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import LANGUAGES, Catalogue, Finding, Row, mistakes, read_catalogue

WORDS_MOST = 20
# Dutch writes compounds as one word: longer ones are hard to read. English has few words this long at all.
LETTERS_MOST = {"nl": 18, "en": 14}
NAME_WORDS_MOST = 10
_OPENINGS = {"nl": "Je ", "en": "You "}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def findings(folder: Traversable) -> list[Finding]:
    """Return everything that is wrong with the catalogue in a folder, in the order of files and lines."""
    try:
        catalogue = read_catalogue(folder)
    except BadInput as error:
        return [Finding(error.file, error.line or 1, error.wrong, error.mend)]
    found = [*mistakes(catalogue)]
    for look in (_unused, _unnamed, _names_twice, _readability):
        found += look(catalogue)
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.what))


def reading_findings(text: str, lang: str) -> list[str]:
    """Return what makes a short text harder than B1: long sentences, long words.

    >>> reading_findings("Je helpt mensen.", "nl")
    []
    """
    found = []
    for sentence in re.split(r"(?<=[.!?])\s+", text.strip()):
        if (count := len(sentence.split())) > WORDS_MOST:
            found.append(f"a sentence has {count} words, more than {WORDS_MOST}.")
    for word in _WORD.findall(text):
        for part in word.split("-"):
            if len(part) > LETTERS_MOST[lang]:
                found.append(f"{part} has {len(part)} letters, more than {LETTERS_MOST[lang]}.")
    return found


def _unused(catalogue: Catalogue) -> Iterator[Finding]:
    uses = Counter(skill for row in catalogue.occupations for skill in row.listed("essential") + row.listed("optional"))
    for row in catalogue.skills:
        if uses[row["id"]] < 2:
            what = f"the skill {row['id']} is used by {uses[row['id']]} occupations."
            yield Finding(row.file, row.line, what, "Use it for two or more, or remove it.")
    groups = {row["group"] for row in catalogue.skills} | {row["broader"] for row in catalogue.groups}
    for row in catalogue.groups:
        if row["code"] not in groups:
            yield Finding(row.file, row.line, f"no skill is in the group {row['code']}.", "Remove it.")


def _unnamed(catalogue: Catalogue) -> Iterator[Finding]:
    used = {row["isco"][:digits] for row in catalogue.occupations for digits in range(1, 5)}
    for row in catalogue.isco:
        absent = [lang for lang in LANGUAGES if not row[f"name_{lang}"]]
        if absent and (row["code"] in used or len(absent) < len(LANGUAGES)):
            what = f"the group {row['code']} has no name in: {', '.join(absent)}."
            yield Finding(row.file, row.line, what, "Name the groups of all occupations in both languages.")


def _names_twice(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield names that stand for two things: a reader could not tell them apart."""
    for rows, column in ((catalogue.skills, "name"), (catalogue.occupations, "title")):
        for lang in LANGUAGES:
            seen: dict[str, Row] = {}
            for row in rows:
                name = row[f"{column}_{lang}"].casefold()
                if name in seen:
                    what = f"{row[f'{column}_{lang}']!r} is also the name at {seen[name].file}, line {seen[name].line}."
                    yield Finding(row.file, row.line, what, "Give one of both another name.")
                elif name in {also.casefold() for also in row.listed(f"also_{lang}")}:
                    what = f"also_{lang} repeats the name itself."
                    yield Finding(row.file, row.line, what, "Remove it there.")
                seen.setdefault(name, row)


def _readability(catalogue: Catalogue) -> Iterator[Finding]:
    for row in catalogue.occupations:
        for lang in LANGUAGES:
            line = row[f"line_{lang}"]
            for what in reading_findings(line, lang):
                yield Finding(row.file, row.line, f"line_{lang}: {what}", "Write it shorter.")
            if line and not (line.startswith(_OPENINGS[lang]) and line.endswith(".") and line.count(". ") == 0):
                what = f"line_{lang} is not one sentence that begins with {_OPENINGS[lang].strip()}."
                yield Finding(row.file, row.line, what, "Say what a person does, in one sentence.")
    for row in catalogue.skills:
        for lang in LANGUAGES:
            if len(row[f"name_{lang}"].split()) > NAME_WORDS_MOST:
                what = f"name_{lang} has more than {NAME_WORDS_MOST} words."
                yield Finding(row.file, row.line, what, "Write it shorter.")
