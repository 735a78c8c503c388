"""The chain of hashes that makes a change of an old entry evident.

Each chain is about one person (or an organisation, or the system). An entry's hash covers its own fields and the hash
before it: changing, removing or inserting an entry breaks the chain from there. Leaving out the newest entries breaks
the count in the chain's head. Who can rewrite the whole table can rewrite the chain; `root` is for keeping elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

START = "0" * 64


def entry_hash(before: str, fields: Mapping[str, str]) -> str:
    """Return the SHA-256, in hex, of an entry that follows the entry with hash `before`."""
    text = json.dumps([before, sorted(fields.items())], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def root(heads: Iterable[tuple[str, int, str]]) -> str:
    """Return one SHA-256, in hex, over the heads (chain, number of entries, hash) of all chains."""
    text = json.dumps(sorted(heads), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
