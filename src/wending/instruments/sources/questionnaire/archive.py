"""Gets the files of a questionnaire out of a folder or a zip file, small ones only. What they hold is `parse`."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from wending.instruments.sources.questionnaire.rows import COLUMNS, HEAD, MOST_BYTES
from wending.kit.zip_file import Limits, ZipMembers, ZipRefused
from wending.reference.rules.records import BadInput

NAMES = frozenset({HEAD, *COLUMNS})
MOST_ENTRIES = 50
# Other files may lie beside ours; only ours are unpacked.
LIMITS = Limits(members=MOST_ENTRIES, member_bytes=MOST_BYTES, total_bytes=1_000_000_000)
UNREADABLE = ("no-zip", "is no zip file that can be read.", "Make the zip file again.")
WORDS = {
    "locked": ("zip-locked", "is locked with a password.", "Make the zip file without a password."),
    "path": ("no-zip", "holds a file with a path outside its own folder.", "Make the zip file again."),
    "twice": ("zip-twice", "holds a file twice.", "Put one questionnaire in a zip file."),
} | dict.fromkeys(
    ("many", "large", "total", "bomb"),
    ("zip-too-much", "holds too many or too large files.", "Keep to the five files."),
)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a questionnaire in a folder; raise BadInput when there is none."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name in NAMES and path.is_file()}
    return _some(found, str(folder))


def read_zip(name: str, content: bytes) -> dict[str, bytes]:
    """Return the files of a questionnaire in a zip file, at its root or in one folder; raise BadInput otherwise."""
    found: dict[str, bytes] = {}
    try:
        archive = ZipMembers(content, LIMITS)
        for path in archive.names:
            bare = PurePosixPath(path).name
            if bare not in NAMES or path.startswith("__MACOSX/"):
                continue
            if bare in found:
                mend = "Put one questionnaire in a zip file."
                raise BadInput(file=name, wrong="holds a file twice.", mend=mend, code="zip-twice")
            found[bare] = archive.read(path)
    except ZipRefused as refusal:
        code, wrong, mend = WORDS.get(refusal.code, UNREADABLE)
        raise BadInput(file=name, wrong=wrong, mend=mend, code=code) from refusal
    return _some(found, name)


def _some(found: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    if HEAD not in found:
        mend = "See docs/sources/instruments.md for the files."
        raise BadInput(file=name, wrong=f"holds no {HEAD}.", mend=mend, code="zip-without", about=(HEAD,))
    return dict(found)
