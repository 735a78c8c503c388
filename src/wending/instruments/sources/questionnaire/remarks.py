"""Looks whether a questionnaire reads easily. Remarks do not hinder loading: people judge."""

from collections.abc import Iterator, Mapping

from wending.instruments.sources.questionnaire.mistakes import TEXTS, languages_of
from wending.instruments.sources.questionnaire.rows import HEAD, read_files
from wending.reference.sources.catalogue.reading import Hard, hard_in, hard_together
from wending.reference.sources.catalogue.rows import Finding, Row, found

MOST_ITEM_WORDS = 14
SHORTER = "Write it shorter, in words that everyone knows."


def remarks(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is hard to read in files that hold no mistakes."""
    read = read_files(files)
    for name in TEXTS:
        for lang in languages_of(read):
            for hard in hard_in(read.head[name][lang], lang):
                yield read.at(name, f"{lang}: {hard.what}", SHORTER, hard.code, f"{name} {lang}", *hard.about)
    for hard in hard_together(read.head[name]["nl"] for name in TEXTS):
        yield read.at("name", f"the Dutch texts together: {hard.what}", SHORTER, hard.code, HEAD, *hard.about)
    for row in (*read.scales, *read.items, *read.options):
        for column in (name for name in row.cells if name.endswith(("_nl", "_en"))):
            for hard in hard_in(row[column], column[-2:]):
                yield _hard(row, column, hard)
    for row in read.items:
        if (count := len(row["text_nl"].split())) > MOST_ITEM_WORDS:
            what = f"text_nl has {count} words, more than {MOST_ITEM_WORDS}."
            yield found(row, what, SHORTER, "long-item", "text_nl", count, MOST_ITEM_WORDS)
    for hard in hard_together(row["text_nl"] for row in read.items):
        yield _hard(read.items[0], "items.csv", hard)


def _hard(row: Row, where: str, hard: Hard) -> Finding:
    return found(row, f"{where}: {hard.what}", SHORTER, hard.code, where, *hard.about)
