"""How long a beginning of an answer may be, and whether an answer is more than a beginning."""

import re

MOST_SENTENCES = 2
_END = re.compile(r"[.!?…]+(?=\s|$)")


def count_sentences(text: str) -> int:
    """Return how many sentences a text has; a last one without a full stop counts."""
    parts = [part for part in _END.split(" ".join(text.split())) if re.search(r"\w", part)]
    return len(parts)


def is_only_beginning(text: str, beginnings: list[str]) -> bool:
    """Say whether an answer is nothing but one of the beginnings."""
    return _bare(text) in {_bare(beginning) for beginning in beginnings}


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
