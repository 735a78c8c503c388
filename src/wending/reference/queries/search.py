"""Search over the occupations and skills in force; the index is made once per edition of the data, kept in a file."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import wending.engine.text
from wending.engine.text import Entry, Hit, Kind, Language, TextIndex, installed_encoder
from wending.kit.saved import Saved, code_digest
from wending.reference.models import Occupation
from wending.reference.queries import entries
from wending.reference.queries.releases import fingerprint, framework

_CODE = code_digest(Path(wending.engine.text.__file__).parent, Path(entries.__file__), Path(__file__))


def text_index() -> TextIndex:
    """Return the index of the releases in force: from memory, else from its file, else made (some ten seconds)."""
    return SAVED.open(Path(settings.DATA_DIR) / "index", f"{fingerprint('esco', 'catalogue')} {_CODE}")


def search(text: str, kind: Kind | None, lang: Language, limit: int = 10) -> list[Hit]:
    """Return the occupations or skills (both when `kind` is None) that fit what someone typed, best first."""
    return text_index().search(text, kind, lang, limit)


def _make() -> TextIndex:
    return TextIndex(installed_encoder()).fit(_entries())


def _entries() -> Iterator[Entry]:
    main = framework()
    facts = Occupation.objects.filter(concept__release=main.id if main else None)
    codes = dict(facts.values_list("concept__uri", "isco_code"))
    for row in entries.search_entries():
        if row.lang in ("nl", "en"):
            group = codes.get(row.uri, "")
            yield Entry(row.uri, row.kind, row.lang, row.label_type, row.text, group)  # type: ignore[arg-type]


SAVED = Saved(
    "text",
    make=_make,
    save=lambda index, path: index.save(path),
    load=lambda path: TextIndex.load(path, installed_encoder()),
)
