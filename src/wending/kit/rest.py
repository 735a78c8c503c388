"""What a REST room of any domain needs: a refusal that becomes a problem, bounded text, and pages of a list.

Pure pydantic: no Django, no domain words. How a refusal is put into words and headers is the business of `api`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

T = TypeVar("T")

# PostgreSQL stores no NUL, and control characters are never part of what people write; tab and line ends are.
PLAIN = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$"
Lang = Literal["nl", "en"]
Query = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN)]
Uri = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[!-~]+$")]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._-]+$")]


class Record(BaseModel):
    """Base of all that goes in or out: camelCase names outside, from dataclasses and rows inside, nothing unnamed."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        from_attributes=True,
        extra="forbid",
        allow_inf_nan=False,
        serialize_by_alias=True,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where (`part`, and a JSON pointer or the name of a parameter), and what."""

    part: Literal["body", "query", "path", "header"]
    place: str
    code: str
    detail: str


class Refusal(Exception):
    """A request that is refused; `code` names the kind of problem (see `wending.api.problems.KINDS`)."""

    def __init__(self, code: str, detail: str = "", faults: Sequence[Fault] = ()) -> None:
        self.code, self.detail, self.faults = code, detail, tuple(faults)
        super().__init__(code, detail)


class Page(Record, Generic[T]):
    """A part of a list. `total` counts the whole list."""

    items: list[T] = Field(description="De gevraagde bladzijde van de lijst.")
    page: int = Field(ge=1, description="Het nummer van deze bladzijde, vanaf 1.")
    page_size: int = Field(ge=1, le=100, description="Hoeveel er op een bladzijde staan.")
    total: int = Field(ge=0, description="Hoeveel er in de hele lijst staan.")
    page_count: int = Field(ge=0, description="Hoeveel bladzijden de hele lijst heeft.")


class Paging(BaseModel):
    """Which part of a list is asked for."""

    page: int = Field(1, ge=1, le=100_000, description="Het nummer van de bladzijde, vanaf 1.")
    page_size: int = Field(20, ge=1, le=100, alias="pageSize", description="Hoeveel er op een bladzijde staan.")

    @property
    def span(self) -> slice:
        """Return where this page lies in the list."""
        return slice((self.page - 1) * self.page_size, self.page * self.page_size)

    def cut(self, items: Sequence[T], total: int) -> Page[T]:
        """Return the page that holds `items`, out of `total`."""
        pages = -(-total // self.page_size)
        return Page(items=list(items), page=self.page, page_size=self.page_size, total=total, page_count=pages)
