"""Reads a delimited table out of bytes, row by row with line numbers, or says which line is wrong. Knows no source."""

import csv
import io
from collections.abc import Iterator, Sequence

from wending.reference.rules.records import BadInput


def read_table(
    file: str, content: bytes, *, delimiter: str, required: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and values of the required and then the optional columns, in the order asked for.

    The line number is that of the first line of the row; values are stripped; an absent optional column gives "".
    Raise BadInput for text that is not UTF-8, an absent column, a row that is too long or too short, and no rows.
    """
    reader = csv.reader(io.StringIO(decode(file, content), newline=""), delimiter=delimiter)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        wrong = f"cannot be read as a table ({error})."
        raise BadInput(file=file, line=1, wrong=wrong, mend="Save it as CSV.", code="no-table") from error
    absent = [name for name in required if name not in header]
    if absent:
        wrong = f"has no column {', '.join(absent)}; it has {', '.join(header) or 'none'}."
        mend = "Use the file in the layout of the official download."
        raise BadInput(file=file, line=1, wrong=wrong, mend=mend, code="column-absent", about=(", ".join(absent),))
    places = [header.index(name) for name in required]
    places += [header.index(name) if name in header else -1 for name in optional]
    width, count, line = len(header), 0, reader.line_num + 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            wrong = f"cannot be read as a table ({error})."
            mend = "Look for a quotation mark that is not closed."
            raise BadInput(file=file, line=line, wrong=wrong, mend=mend, code="quote-open") from error
        if row is None:
            break
        if row:
            if len(row) != width:
                wrong = f"has {len(row)} values where the heading has {width}."
                mend = "Look for a quotation mark that is not closed or a line that is cut off."
                raise BadInput(file=file, line=line, wrong=wrong, mend=mend, code="row-width", about=(len(row), width))
            count += 1
            yield line, [row[place].strip() if place >= 0 else "" for place in places]
        line = reader.line_num + 1
    if not count:
        raise BadInput(file=file, wrong="has a heading but no rows.", mend="Download the file again.", code="no-rows")


def decode(file: str, content: bytes) -> str:
    """Return bytes in UTF-8 as text; raise BadInput naming the line where they are not."""
    mend = "Save it as UTF-8."
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = "holds characters that are not UTF-8."
        raise BadInput(file=file, line=line, wrong=wrong, mend=mend, code="not-utf-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        wrong = "holds zero bytes: it is not text in UTF-8."
        raise BadInput(file=file, line=line, wrong=wrong, mend=mend, code="zero-bytes")
    return text
