"""Puts what pydantic found wrong into plain words: where it is, and what to change. Decides nothing itself."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, cast

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wending.kit.rest import Fault

TEXTS = {
    "missing": _("Dit ontbreekt. Vul het in."),
    "extra_forbidden": _("Dit veld kennen we niet. Haal het weg, of kijk of de naam klopt."),
    "string_type": _("Hier hoort tekst."),
    "string_unicode": _("Deze tekst heeft tekens die niet geldig zijn."),
    "string_too_short": _("Deze tekst is te kort. Gebruik minstens {min_length} tekens."),
    "string_too_long": _("Deze tekst is te lang. Gebruik hooguit {max_length} tekens."),
    "string_pattern_mismatch": _("Deze tekst heeft tekens of een vorm die hier niet kan."),
    "int_type": _("Hier hoort een heel getal."),
    "int_parsing": _("Hier hoort een heel getal."),
    "int_parsing_size": _("Dit getal is te groot."),
    "int_from_float": _("Hier hoort een heel getal."),
    "float_type": _("Hier hoort een getal."),
    "float_parsing": _("Hier hoort een getal."),
    "finite_number": _("Hier hoort een gewoon getal, niet oneindig."),
    "bool_type": _("Hier hoort true of false."),
    "bool_parsing": _("Hier hoort true of false."),
    "greater_than": _("Dit getal moet groter zijn dan {gt}."),
    "greater_than_equal": _("Dit getal moet {ge} of hoger zijn."),
    "less_than": _("Dit getal moet kleiner zijn dan {lt}."),
    "less_than_equal": _("Dit getal moet {le} of lager zijn."),
    "literal_error": _("Dit kan hier niet. Kies uit: {expected}."),
    "list_type": _("Hier hoort een lijst."),
    "too_long": _("Deze lijst is te lang. Er passen hooguit {max_length} dingen in."),
    "too_short": _("Deze lijst is te kort. Er moeten minstens {min_length} dingen in."),
    "dict_type": _("Hier hoort een object met namen en waarden."),
    "model_type": _("Hier hoort een object met namen en waarden."),
    "model_attributes_type": _("Hier hoort een object met namen en waarden."),
}
OTHER = _("Deze waarde kan hier niet.")


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Return one fault per error of pydantic; the first step of `loc` is the part of the request."""
    return [_fault(error) for error in errors]


def pointer(steps: Iterable[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) as a URI fragment."""
    return "#" + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def _fault(error: Mapping[str, Any]) -> Fault:
    part, *steps = error["loc"]
    if part in {"form", "file"}:
        part = "body"
    place = pointer(steps) if part == "body" else str(steps[-1] if steps else "")
    context = {name: str(value).replace(" or ", ", ") for name, value in (error.get("ctx") or {}).items()}
    text = gettext(TEXTS.get(error["type"], OTHER)).format(**context)
    kind = error["type"].replace("_", "-")
    return Fault(cast(Literal["body", "query", "path", "header"], part), place, kind, text)
