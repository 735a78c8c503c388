"""What a REST room of any domain needs: a refusal that becomes a problem, bounded text, and pages of a list.

Pure pydantic: no Django, no domain words. How a refusal is put into words and headers is the business of `api`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, NoReturn, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

T = TypeVar("T")

# PostgreSQL stores no NUL, and control characters are never part of what people write; tab and line ends are.
PLAIN = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$"
Lang = Literal["nl", "en"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN)]
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


class Told(Record):
    """Base of what comes in as JSON: a text is not taken for a number, nor a number for a text."""

    model_config = ConfigDict(strict=True)


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


class BadJson(Exception):
    """A text that is not JSON; `line` and `column` count from 1, 0 when the mistake has no place."""

    def __init__(self, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(line, column)


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON text in UTF-8, without NaN and infinity; raise BadJson when it is not."""

    def refuse(_constant: str) -> NoReturn:
        raise BadJson

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise BadJson(error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise BadJson from error


class Page(Record, Generic[T]):
    """A part of a list. `total` counts the whole list."""

    items: list[T] = Field(description="De gevraagde bladzijde van de lijst.")
    page: int = Field(ge=1, description="Het nummer van deze bladzijde, vanaf 1.")
    page_size: int = Field(ge=1, le=100, description="Hoeveel er op een bladzijde staan.")
    total: int = Field(ge=0, description="Hoeveel er in de hele lijst staan.")
    page_count: int = Field(ge=0, description="Hoeveel bladzijden de hele lijst heeft.")


class Asked(BaseModel):
    """What every question may say."""

    lang: Lang | None = Field(None, description="De taal van het antwoord. Leeg: volgens Accept-Language, anders nl.")


class Paging(Asked):
    """Which part of a list is asked for."""

    page: int = Field(1, ge=1, le=10_000, description="Het nummer van de bladzijde, vanaf 1.")
    page_size: int = Field(20, ge=1, le=100, alias="pageSize", description="Hoeveel er op een bladzijde staan.")

    @property
    def offset(self) -> int:
        """Return how many items come before this page."""
        return (self.page - 1) * self.page_size

    def cut(self, items: Sequence[Any], total: int) -> dict[str, Any]:
        """Return the values of the Page that holds `items`, out of `total`."""
        count = -(-total // self.page_size)
        return {"items": items, "page": self.page, "page_size": self.page_size, "total": total, "page_count": count}

    def links(self, path: str, query: Mapping[str, Any], total: int) -> str:
        """Return the Link header (RFC 8288) that leads from this page of a list of `total` to its other pages."""
        last = max(1, -(-total // self.page_size))
        places = {"first": 1, "prev": self.page - 1, "next": self.page + 1, "last": last}
        kept = [(name, value) for name, value in query.items() if name != "page"]
        return ", ".join(
            f'<{path}?{urlencode([*kept, ("page", str(place))])}>; rel="{relation}"'
            for relation, place in places.items()
            if 1 <= place <= last
        )
