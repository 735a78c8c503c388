"""What a shared page will show, written out in full: nothing that is not on that page goes into it."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from wending.orientation.queries.cards import Card
from wending.orientation.queries.examples import example_of
from wending.orientation.queries.names import Named
from wending.orientation.queries.results import MOST_SHARED, chosen

# What someone may choose to show beside the names of occupations.
SHOWN = ("fits", "misses")


def frozen_result(session: SessionBase, keys: list[str], shown: list[str], lang: str) -> dict[str, Any]:
    """Return the content of a shared page: the chosen occupations, with only what was chosen to show of each.

    Of a made-up person it holds the name too, so that no reader takes them for real.
    """
    return {
        "items": [_item(card, shown) for card in chosen(session, keys, lang, MOST_SHARED)],
        "example": example_of(session),
    }


def _item(card: Card, shown: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"name": _name(card.name), "key": card.name.key}
    if "fits" in shown:
        item["fits"] = [_name(skill) for skill in card.matched]
        item["reasons"] = card.reasons
    if "misses" in shown:
        item["misses"] = [_name(skill.name) for skill in card.missing]
        item["effort"] = card.effort_words
    return item


def _name(named: Named) -> dict[str, str]:
    return {"text": named.text, "lang": named.lang}
