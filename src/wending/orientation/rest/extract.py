"""Extract over REST: from a text or a document to proposed occupations and skills with their quotes. Keeps nothing."""

from typing import Annotated, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from ninja.errors import ValidationError as InvalidInput
from pydantic import Field, StringConstraints, ValidationError

from wending.engine.text import Extraction
from wending.kit.documents import DocumentRefused, read_document
from wending.kit.rest import Asked, Fault, Record, Refusal, Told, parse_json
from wending.orientation.queries import words
from wending.orientation.queries.extraction import MOST_CHARACTERS, extraction
from wending.reference.rules.uris import key_of

router = Router(by_alias=True)


class TextTold(Told):
    """A text to read."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS)] = Field(
        description="De tekst, zoals een cv of een vacature."
    )


class ProposalOut(Record):
    uri: str = Field(description="De URI van het beroep of de vaardigheid.")
    key: str = Field(description="Het korte nummer, voor adressen van deze API.")
    label: str = Field(description="De naam.")
    score: float = Field(ge=0, le=1, description="Hoe zeker het voorstel is, van 0 tot 1.")
    quote: str = Field(description="De woorden uit de tekst waar het op rust.")
    start: int = Field(ge=0, description="Waar het citaat begint: het aantal tekens ervoor.")
    end: int = Field(ge=0, description="Waar het citaat ophoudt.")


class IgnoredOut(Record):
    quote: str = Field(description="Wat gelezen is en niet meetelt.")
    reason: str = Field(description="Waarom niet, bijvoorbeeld negation (iets wat iemand juist niet kan).")


class ExtractionOut(Record):
    occupations: list[ProposalOut] = Field(description="Voorgestelde beroepen, het zekerste eerst.")
    skills: list[ProposalOut] = Field(description="Voorgestelde vaardigheden, de zekerste eerst.")
    ignored: list[IgnoredOut] = Field(description="Wat niet meetelt, met de reden.")
    statement: str = Field(description="Wat de uitkomst is, en wat niet.")


STATEMENT = _("Dit zijn voorstellen. Ze gelden pas als de persoon zelf ja zegt. We bewaren de tekst niet.")
BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": TextTold.model_json_schema()},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "Een pdf, docx, odt of txt. De naam van het bestand zegt welk soort het is.",
                    }
                },
                "required": ["file"],
            }
        },
    },
}


@router.post(
    "/extract",
    response=ExtractionOut,
    operation_id="extract",
    summary=_("Beroepen en vaardigheden uit een tekst of een bestand, met het citaat erbij"),
    description="Stuur een tekst als JSON, of een bestand als formulier. We bewaren er niets van. Wat iemand juist "
    "niet kan en vaste zinnen tellen niet mee.",
    openapi_extra={"requestBody": BODY, "x-problems": ["not-ready"]},
)
def extract(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Return what a text may say about work and skills."""
    text = _text(request)
    try:
        found = extraction(text, "en" if get_language() == "en" else "nl")
    except LookupError as error:
        raise Refusal("not-ready") from error
    return extraction_out(found)


def extraction_out(found: Extraction) -> dict[str, Any]:
    """Return proposals as they are given."""

    def given(proposals: list[Any]) -> list[dict[str, Any]]:
        return [
            {
                "uri": proposal.uri,
                "key": key_of(proposal.uri),
                "label": proposal.label,
                "score": proposal.score,
                "quote": proposal.quote,
                "start": proposal.start,
                "end": proposal.end,
            }
            for proposal in proposals
        ]

    return {
        "occupations": given(found.occupations),
        "skills": given(found.skills),
        "ignored": [{"quote": quote, "reason": reason} for quote, reason in found.ignored],
        "statement": gettext(STATEMENT),
    }


def _text(request: HttpRequest) -> str:
    """Return the text of a JSON body or of an uploaded document; raise Refusal when there is none to read."""
    if request.content_type == "application/json":
        try:
            return TextTold.model_validate(parse_json(request.body)).text
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", "told", *fault["loc"])} for fault in error.errors(include_input=False)]
            raise InvalidInput(faults) from error
    if request.content_type != "multipart/form-data":
        raise Refusal("unsupported-media-type", gettext("Stuur JSON, of een bestand als multipart/form-data."))
    document = request.FILES.get("file")
    if document is None:
        detail = gettext("Stuur een bestand mee, met de naam file.")
        raise Refusal("invalid-input", detail, [Fault("body", "#/file", "missing", detail)])
    return _document(document)


def _document(document: "UploadedFile[Any]") -> str:
    if (document.size or 0) > settings.DOCUMENT_MAX_BYTES:
        raise Refusal("too-large", str(words.REFUSED["too_large"]))
    try:
        return read_document(document.read(), document.name or "")
    except DocumentRefused as refused:
        detail = str(words.REFUSED.get(refused.code, words.REFUSED_OTHERWISE))
        fault = Fault("body", "#/file", f"document-{refused.code.replace('_', '-')}", detail)
        kind = {"too_large": "too-large", "unknown_type": "unsupported-media-type"}.get(
            refused.code, "document-refused"
        )
        raise Refusal(kind, detail, [fault]) from refused
