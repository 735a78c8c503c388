"""A part of a longer list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`items` are those from `offset` on, at most `limit` of `total`."""

    items: Sequence[Item]
    total: int
    limit: int
    offset: int
