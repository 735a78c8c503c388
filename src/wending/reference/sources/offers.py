"""What importers of programmes on offer share: our words for level, mode and language, and one offer under one key.

What a source calls otherwise than the tables here know stays empty and is told in the log, once for each word.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from wending.reference.rules.labour_market import OfferRecord
from wending.reference.rules.records import BadInput

log = logging.getLogger(__name__)

# Level of education -> NLQF, as Nuffic tells it.
NLQF_OF = {
    "mbo-entree": "1",
    "mbo-2": "2",
    "mbo-3": "3",
    "mbo-4": "4",
    "ad": "5",
    "hbo-bachelor": "6",
    "wo-bachelor": "6",
    "hbo-master": "7",
    "wo-master": "7",
    "phd": "8",
}
NLQF = frozenset({"1", "2", "3", "4", "4+", "5", "6", "7", "8"})
# ISO 639-2, in both its forms, -> ISO 639-1; other languages keep their three letters.
_LANGUAGES = {
    "nld": "nl",
    "dut": "nl",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
}
_CODE = re.compile(r"[0-9]{5}")
_ISCED_F = re.compile(r"[0-9]{2,4}")
# What the table of offers has room for.
LONGEST = {"key": 200, "register": 24, "code": 64, "language": 40, "municipality": 16}


class Unknown:
    """The words of a source that are not known here, so that each is told once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._told: set[tuple[str, str]] = set()

    def translate(self, what: str, word: str, table: Mapping[str, str]) -> str:
        """Return our word for a word of the source, "" and a line in the log when there is none."""
        if word and word not in table and (what, word) not in self._told:
            self._told.add((what, word))
            log.warning("%s: %s %r is not known here and stays empty", self._source, what, word)
        return table.get(word, "")


def language_of(code: str) -> str:
    """Return a language in two letters where we know them.

    >>> language_of("NLD"), language_of("pap"), language_of("")
    ('nl', 'pap', '')
    """
    return _LANGUAGES.get(code.casefold(), code.casefold())


def register_of(level: str) -> str:
    """Return the register that a level has its codes in, "" when the level is not known.

    >>> register_of("mbo-4"), register_of("ad"), register_of("")
    ('crebo', 'croho', '')
    """
    return "" if not level else "crebo" if level.startswith("mbo-") else "croho"


def five_digits(code: str) -> bool:
    """Return whether a text can be a code of CREBO or CROHO: five digits, of which the first may be 0."""
    return _CODE.fullmatch(code) is not None


def is_field(code: str) -> bool:
    """Return whether a text can be a field of ISCED-F: two to four digits."""
    return _ISCED_F.fullmatch(code) is not None


def one_under_each_key(offers: Iterable[tuple[str, int | None, OfferRecord]]) -> Iterator[OfferRecord]:
    """Yield each offer once, of (file, line, offer); the same again is passed over.

    Raise BadInput for another offer under a key that was there before, and for a key, name or school that is missing.
    """
    seen: dict[str, tuple[OfferRecord, str, int | None]] = {}
    for file, line, offer in offers:
        for field in ("key", "name", "provider"):
            if not getattr(offer, field):
                place = f"{offer.key} " if offer.key else ""
                raise BadInput(file=file, line=line, wrong=f"{place}has no {field}.", mend="Every offer needs one.")
        for field, most in LONGEST.items():
            if len(value := getattr(offer, field)) > most:
                wrong = f"the {field} {value[:40]!r} is longer than {most} characters."
                raise BadInput(file=file, line=line, wrong=wrong, mend="Look whether the right column is mapped.")
        if offer.key not in seen:
            seen[offer.key] = (offer, file, line)
            yield offer
        elif seen[offer.key][0] != offer:
            other, place, at = seen[offer.key]
            differing = ", ".join(f.name for f in fields(offer) if getattr(offer, f.name) != getattr(other, f.name))
            before = f"{place}, line {at}" if at else place
            wrong = f"{offer.key} differs from what {before} says of it ({differing})."
            raise BadInput(file=file, line=line, wrong=wrong, mend="Keep one of both.")
