"""Names and codes of languages, from the Unicode CLDR that Babel carries. ISO 639-1 within a record."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# ISO 639-2 has two codes for these languages; files of Europass carry the older, bibliographic one.
_BIBLIOGRAPHIC = {
    "sq": "alb",
    "hy": "arm",
    "eu": "baq",
    "my": "bur",
    "zh": "chi",
    "cs": "cze",
    "nl": "dut",
    "fr": "fre",
    "ka": "geo",
    "de": "ger",
    "el": "gre",
    "is": "ice",
    "mk": "mac",
    "mi": "mao",
    "ms": "may",
    "fa": "per",
    "ro": "rum",
    "sk": "slo",
    "bo": "tib",
    "cy": "wel",
}

# Languages whose own name is known too: those of the EU and those often spoken in the Netherlands. Babel opens a file
# for each.
_BY_OWN_NAME = (
    "ar bg bs cs da de el en es et fa fi fr fy ga hr hu id it ja ko ku lt lv mk mt nl no pl pt ro ru sk sl so sq sr sv "
    "ti tr uk zh"
)


def two_letters(code: str) -> str:
    """Return the ISO 639-1 code of a code of ISO 639-1 or 639-2, or "" when there is none."""
    code = code.strip().casefold().split("-")[0].split("_")[0]
    if len(code) == 3:
        code = {three: two for two, three in _BIBLIOGRAPHIC.items()}.get(code) or get_global("language_aliases").get(
            code, ""
        )
    return code if len(code) == 2 and code in _names("en") else ""


def three_letters(code: str) -> str:
    """Return the ISO 639-2 code (bibliographic) of an ISO 639-1 code, or "" when there is none."""
    return _BIBLIOGRAPHIC.get(code) or _threes().get(code, "")


def language_name(code: str, lang: str) -> str:
    """Return what a language (ISO 639-1) is called in another, or ""."""
    return _names(lang if lang else "nl").get(code, "")


def language_code(name: str) -> str:
    """Return the ISO 639-1 code of a language by its name in Dutch, English or, of many, itself; "" without."""
    return _codes().get(name.strip().casefold(), "")


@cache
def _threes() -> dict[str, str]:
    """Return ISO 639-1 to 639-2 for languages that have one of each."""
    return {two: three for three, two in get_global("language_aliases").items() if len(three) == 3 and len(two) == 2}


@cache
def _names(lang: str) -> dict[str, str]:
    try:
        return {str(code): str(name) for code, name in Locale.parse(lang).languages.items()}
    except (UnknownLocaleError, ValueError):
        return {} if lang == "en" else _names("en")


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in _names("en"):
        if len(code) == 2:
            own = _names(code).get(code, "") if code in _BY_OWN_NAME else ""
            for name in (_names("en")[code], _names("nl").get(code, ""), own):
                found.setdefault(name.casefold(), code)
    return {name: code for name, code in found.items() if name}
