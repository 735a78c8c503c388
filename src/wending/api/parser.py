"""Reads JSON bodies strictly: the right media type, UTF-8, no NaN, and an error that says where. Nothing else."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja.parser import Parser

from wending.kit.rest import Fault, Refusal


class StrictParser(Parser):
    """Refuses what is not JSON, with the line and column of the mistake."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the parsed body; raise Refusal when it is not JSON."""
        if request.content_type != "application/json":
            raise Refusal("unsupported-media-type", gettext("Stuur JSON met `Content-Type: application/json`."))
        return parse_json(request.body)


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON text in UTF-8; raise Refusal, naming line and column, when it is not."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _refusal(gettext("Dit is geen UTF-8.")) from error
    except json.JSONDecodeError as error:
        where = gettext("Dit is geen geldige JSON: regel {line}, teken {column}.")
        raise _refusal(where.format(line=error.lineno, column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise _refusal(gettext("Dit is geen geldige JSON.")) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refusal(detail: str) -> Refusal:
    return Refusal("invalid-input", detail, [Fault("body", "#", "json", detail)])
