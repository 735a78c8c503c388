"""Looks whether a questionnaire reads easily. Remarks do not hinder loading: people judge."""

from collections.abc import Iterator, Mapping

from wending.instruments.sources.questionnaire.mistakes import TEXTS, languages_of
from wending.instruments.sources.questionnaire.rows import read_files
from wending.reference.sources.catalogue.reading import ease_findings, reading_findings
from wending.reference.sources.catalogue.rows import Finding, found

MOST_ITEM_WORDS = 14
SHORTER = "Write it shorter, in words that everyone knows."


def remarks(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is hard to read in files that hold no mistakes."""
    read = read_files(files)
    for name in TEXTS:
        for lang in languages_of(read):
            for what in reading_findings(read.head[name][lang], lang):
                yield read.at(name, f"{lang}: {what}", SHORTER)
    for what in ease_findings(read.head[name]["nl"] for name in TEXTS):
        yield read.at("name", f"the Dutch texts together: {what}", SHORTER)
    for row in (*read.scales, *read.items, *read.options):
        for column in (name for name in row.cells if name.endswith(("_nl", "_en"))):
            for what in reading_findings(row[column], column[-2:]):
                yield found(row, f"{column}: {what}", SHORTER)
    for row in read.items:
        if (count := len(row["text_nl"].split())) > MOST_ITEM_WORDS:
            yield found(row, f"text_nl has {count} words, more than {MOST_ITEM_WORDS}.", SHORTER)
    for what in ease_findings(row["text_nl"] for row in read.items):
        yield found(read.items[0], f"the Dutch items together: {what}", SHORTER)
