"""A search gives these answers, whichever database the names come from: the tests run on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from tests.reference.factories import load_small
from wending.reference.queries.search import search

ANSWERS = {
    "verpleegster": [
        ("verpleegkundige", "meaning", 0.46),
        ("verzorgende", "meaning", 0.16),
        ("medicijnen", "meaning", 0.15),
    ],
    "luistren": [("luisteren", "words", 0.99), ("koerier", "meaning", 0.12), ("verzorgende", "meaning", 0.11)],
    "iets met mensen": [("mensen verzorgen", "meaning", 0.43), ("verzorgende", "meaning", 0.01)],
}


@pytest.mark.django_db
def test_search_answers_alike_on_every_database(tmp_path: Path) -> None:
    load_small(tmp_path)
    for query, expected in ANSWERS.items():
        hits = search(query, None, "nl", limit=3)
        assert [(hit.label, hit.matched_by, round(hit.score, 2)) for hit in hits] == expected, query
