"""Reads the JSON bodies of requests strictly: the right media type, and what `parse_json` accepts. Nothing else."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja.parser import Parser

from wending.kit.rest import Refusal, parse_json


class StrictParser(Parser):
    """Refuses what is not JSON."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the parsed body; raise Refusal for another media type and BadJson when it is not JSON."""
        if request.content_type != "application/json":
            raise Refusal("unsupported-media-type", gettext("Stuur JSON met `Content-Type: application/json`."))
        return parse_json(request.body)
