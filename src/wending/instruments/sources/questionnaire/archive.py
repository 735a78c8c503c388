"""Gets the files of a questionnaire out of a folder or a zip file, small ones only. What they hold is `parse`."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from wending.instruments.sources.questionnaire.rows import COLUMNS, HEAD, MOST_BYTES
from wending.reference.rules.records import BadInput

NAMES = frozenset({HEAD, *COLUMNS})
MOST_ENTRIES = 50


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a questionnaire in a folder; raise BadInput when there is none."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name in NAMES and path.is_file()}
    return _some(found, str(folder))


def read_zip(name: str, content: bytes) -> dict[str, bytes]:
    """Return the files of a questionnaire in a zip file, at its root or in one folder; raise BadInput otherwise."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).name in NAMES]
            if len(archive.infolist()) > MOST_ENTRIES or any(entry.file_size > MOST_BYTES for entry in entries):
                wrong, mend = "holds too many or too large files.", "Keep to the five files."
                raise BadInput(file=name, wrong=wrong, mend=mend, code="zip-too-much")
            if len({PurePosixPath(entry.filename).name for entry in entries}) < len(entries):
                mend = "Put one questionnaire in a zip file."
                raise BadInput(file=name, wrong="holds a file twice.", mend=mend, code="zip-twice")
            found = {PurePosixPath(entry.filename).name: _inflate(archive, entry, name) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        wrong, mend = "is no zip file that can be read.", "Make the zip file again."
        raise BadInput(file=name, wrong=wrong, mend=mend, code="no-zip") from error
    return _some(found, name)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return one entry; what it says of its own size is not believed."""
    with archive.open(entry) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        wrong = f"holds {entry.filename}, which is too large."
        raise BadInput(file=name, wrong=wrong, mend="Make it smaller.", code="zip-too-much")
    return content


def _some(found: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    if HEAD not in found:
        mend = "See docs/sources/instruments.md for the files."
        raise BadInput(file=name, wrong=f"holds no {HEAD}.", mend=mend, code="zip-without", about=(HEAD,))
    return dict(found)
