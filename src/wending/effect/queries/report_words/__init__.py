"""Words for every code of an answer. A code without words here is shown as it is, so that nothing is left out."""

from collections.abc import Mapping
from typing import Any

from wending.effect.queries.report_words import checks, designs, evidence, outcomes, verdicts
from wending.effect.queries.report_words.names import first_large, group_name, name_of, plain

__all__ = [
    "checks",
    "designs",
    "evidence",
    "first_large",
    "group_name",
    "name_of",
    "outcomes",
    "plain",
    "verdicts",
    "word",
]


def word(words: Mapping[str, Any], code: str) -> str:
    """Return the words of a code in the present language, or the code itself, readable."""
    return str(words[code]) if code in words else plain(code)
