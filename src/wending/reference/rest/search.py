"""Search over REST: what fits the words someone types, also while they type."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from wending.kit.rest import Asked, Record, Refusal, Words
from wending.reference.queries.releases import framework
from wending.reference.queries.search import search
from wending.reference.rules.uris import key_of

router = Router(by_alias=True)
Kind = Literal["occupation", "skill"]


class SearchAsked(Asked):
    """What is sought."""

    q: Words = Field(description="Wat iemand typt: een heel woord, het begin ervan, of een zin.")
    kind: Kind | None = Field(None, description="Alleen beroepen, of alleen vaardigheden. Leeg: allebei.")
    limit: int = Field(10, ge=1, le=50, description="Hoeveel er hooguit komen.")


class HitOut(Record):
    uri: str = Field(description="De URI van wat gevonden is.")
    key: str = Field(description="Het korte nummer, voor adressen van deze API.")
    kind: Kind = Field(description="Beroep (occupation) of vaardigheid (skill).")
    label: str = Field(description="De naam.")
    score: float = Field(ge=0, le=1, description="Hoe goed het past (0 tot 1). Vergelijk alleen binnen dit antwoord.")
    matched_label: str = Field(description="De naam waardoor het gevonden is.")
    matched_by: Literal["words", "meaning", "everyday"] = Field(
        description="Waardoor: woorden, betekenis, of een alledaagse uitdrukking."
    )


class HitsOut(Record):
    items: list[HitOut] = Field(description="Wat gevonden is, het beste eerst.")


@router.get(
    "/search",
    response=HitsOut,
    operation_id="search",
    summary=_("Beroepen en vaardigheden zoeken met gewone woorden, ook met typfouten"),
    description="Zoekt in het Nederlands en het Engels, op woorden en op betekenis.",
    openapi_extra={"x-problems": ["not-ready"]},
)
def find(request: HttpRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Return what fits the words."""
    if framework() is None:
        raise Refusal("not-ready")
    hits = search(asked.q, asked.kind, "en" if get_language() == "en" else "nl", asked.limit)
    return {
        "items": [
            {
                "uri": hit.uri,
                "key": key_of(hit.uri),
                "kind": hit.kind,
                "label": hit.label,
                "score": hit.score,
                "matched_label": hit.matched_label,
                "matched_by": hit.matched_by,
            }
            for hit in hits
        ]
    }
