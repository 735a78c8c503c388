"""From files on disk to the contents a release would have: finds the version, calls the parser of the source, and joins
ESCO languages to the edition in force. It writes nothing.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from wending.reference.queries.contents import contents as contents_in_force
from wending.reference.queries.releases import release_in_force
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of, digest, unnamed, with_languages
from wending.reference.sources.catalogue.figures import extracted
from wending.reference.sources.catalogue.parse import parse_catalogue
from wending.reference.sources.crosswalk.parse import parse_crosswalk
from wending.reference.sources.esco.parse import holds_base, parse_esco
from wending.reference.sources.onet.parse import parse_onet
from wending.reference.sources.whole import WHOLE

# How the versions of what comes with Wending of a source begin.
EXTRACT = "extract-"
CATALOGUE = Path(__file__).resolve().parents[1] / "sources" / "catalogue" / "files"
_VERSION = re.compile(r"(?<![0-9])([0-9]{1,3}[._][0-9]{1,3}(?:[._][0-9]{1,3})?)(?![0-9])|(Nov2020)")
_WORD = re.compile(r"[A-Za-z0-9._-]{1,64}")


def read_sources(
    *, source: str, files: Sequence[Path], version: str = "", columns: Mapping[str, str] | None = None
) -> tuple[str, Contents]:
    """Return the version and the contents that files of one source give; raise BadInput when they are refused.

    `columns` maps our fields to columns of a file, for the sources that take a mapping. Without files it is the extract
    of the source that comes with Wending.
    """
    if source == "catalogue":
        records = contents_of("catalogue", "nl", parse_catalogue(CATALOGUE))
        return version or f"content-{digest(records)[:8]}", records
    if not files:
        figures = extracted(source)
        if not figures:
            raise r.BadInput(file=source, wrong="nothing of it comes with Wending.", mend="Give its files.")
        return version or f"{EXTRACT}{max(figure.period for figure in figures)}", contents_of(source, "", figures)
    version = version or _version(files)
    if version and not _WORD.fullmatch(version):
        wrong = f"{version!r} is no version."
        raise r.BadInput(file=files[0].name, wrong=wrong, mend="Use at most 64 letters, digits, dots and hyphens.")
    with ExitStack() as stack:
        streams = [(file.name, stack.enter_context(_open(file))) for file in files]
        if source == "esco":
            return _needed(files, version), _read_esco(streams, version)
        if source in WHOLE:
            contents = [(name, stream.read()) for name, stream in streams]
            return _needed(files, version), contents_of(source, "", WHOLE[source].parse(contents, columns or {}))
        name, stream = streams[0]
        if source == "onet":
            return _needed(files, version), parse_onet(name, stream)
        crosswalk = parse_crosswalk(name, stream)
        return version or f"content-{digest(crosswalk)[:8]}", crosswalk


def _read_esco(streams: Sequence[tuple[str, Any]], version: str) -> Contents:
    current = release_in_force("esco")
    if current is None or current.version != version:
        return parse_esco(streams)
    if holds_base(streams):
        new = parse_esco(streams)
        if set(new.languages) >= set(current.languages):
            # Every language in force comes anew: there is nothing to add to.
            return new
        old = contents_in_force(current.id)
    else:
        old = contents_in_force(current.id)
        new = parse_esco(streams, known=_known(old))
    united = with_languages(old, new)
    if lost := unnamed(united):
        raise r.BadInput(
            file=streams[0][0],
            wrong=f"does not hold {lost[0]}, which the ESCO {version} in force names ({', '.join(old.languages)}).",
            mend="Give the zip files of all languages at once, or another --release.",
        )
    return united


def _known(contents: Contents) -> dict[r.Kind, set[str]]:
    kinds: dict[r.Kind, type] = {
        "isco_group": r.IscoGroupRecord,
        "skill_group": r.SkillGroupRecord,
        "occupation": r.OccupationRecord,
        "skill": r.SkillRecord,
    }
    return {kind: {record.uri for record in contents.of(record_class)} for kind, record_class in kinds.items()}


def _open(file: Path) -> Any:
    try:
        return file.open("rb")
    except FileNotFoundError as error:
        raise r.BadInput(file=str(file), wrong="does not exist.", mend="Check the path.") from error
    except (IsADirectoryError, PermissionError) as error:
        raise r.BadInput(file=str(file), wrong=f"cannot be read ({error.strerror}).", mend="Give a file.") from error


def _version(files: Sequence[Path]) -> str:
    found = {match[0].replace("_", ".") for file in files if (match := _VERSION.search(file.name))}
    if len(found) > 1:
        wrong = f"the names tell different versions: {', '.join(sorted(found))}."
        raise r.BadInput(file=files[0].name, wrong=wrong, mend="Load one version at a time, or say --release.")
    return found.pop() if found else ""


def _needed(files: Sequence[Path], version: str) -> str:
    if not version:
        wrong = "the name does not tell the version."
        raise r.BadInput(file=files[0].name, wrong=wrong, mend="Say which one it is, for example --release 1.2.0.")
    return version
