"""Makes an instrument of its files, or refuses it with every mistake. Pure: bytes in, a record out."""

from collections.abc import Collection, Mapping

from wending.instruments.rules.instrument import AnswerOption, Instrument, Item, Norm, Scale, Statement, Text
from wending.instruments.sources.questionnaire.mistakes import REVERSED, mistakes
from wending.instruments.sources.questionnaire.rows import Files, read_files
from wending.reference.sources.catalogue.rows import Finding, Row


class Refused(Exception):
    """A questionnaire that is not taken, with all that is wrong with it."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{one.file}, line {one.line}: {one.what} {one.mend}" for one in self.findings))


def parse(files: Mapping[str, bytes], pictures: Collection[str] | None = None) -> Instrument:
    """Return the instrument in these files (name -> content); raise Refused with every mistake.

    pictures: the names of the pictures that the site has; None for a version that was kept, whose pictures may be gone.
    """
    read = read_files(files)
    wrong = sorted(mistakes(read, pictures), key=lambda one: (one.file, one.line, one.what))
    if wrong:
        raise Refused(wrong)
    return _instrument(read)


def _instrument(files: Files) -> Instrument:
    head = files.head
    sets: dict[str, list[AnswerOption]] = {}
    for row in files.options:
        sets.setdefault(row["set"], []).append(AnswerOption(int(row["value"]), _text(row, "text")))
    return Instrument(
        id=head["id"],
        version=head["version"],
        name=_told(head["name"]),
        line=_told(head["line"]),
        question=_told(head["question"]),
        picture=head["picture"],
        minutes=head["minutes"],
        feeds=head["feeds"],
        scoring=head["scoring"],
        missing_most=float(head["missing_most"]),
        has_short_form=head["short_form"],
        statement=Statement(
            author=head["author"],
            purpose=_told(head["purpose"]),
            basis=_told(head["basis"]),
            evidence=_told(head["evidence"]),
            sources=tuple(head["sources"]),
            norms=_told(head["norms"]),
            not_for=_told(head["not_for"]),
        ),
        scales=tuple(
            Scale(row["id"], _text(row, "name"), _text(row, "meaning"), _text(row, "prompt")) for row in files.scales
        ),
        items=tuple(
            Item(row["id"], row["scale"], _text(row, "text"), REVERSED[row["reversed"]], row["options"], row["picture"])
            for row in files.items
        ),
        option_sets={name: tuple(options) for name, options in sets.items()},
        norms=tuple(
            Norm(
                row["scale"],
                _text(row, "group"),
                int(row["n"]),
                float(row["mean"]),
                float(row["sd"]),
                row["source"],
                row["date"],
            )
            for row in files.norms
        ),
    )


def _text(row: Row, column: str) -> Text:
    return Text(row[f"{column}_nl"], row[f"{column}_en"])


def _told(text: Mapping[str, str]) -> Text:
    return Text(text["nl"], text.get("en", ""))
