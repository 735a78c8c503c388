"""The statements of the self-assessment, read once, and their words in the language of the page."""

from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wending.school.rules.quality import Criterion, Questions, RoundState, Statement, Step
from wending.school.sources.quality.parse import COLUMNS, parse_quality

FILES = Path(__file__).resolve().parents[1] / "sources" / "quality" / "files"
FRAMEWORK_WORDS = {
    "lob-vo": _("LOB in het voortgezet onderwijs"),
    "lob-mbo": _("LOB in het mbo"),
    "gatsby": _("Gatsby-benchmarks"),
}
STATE_WORDS = {
    RoundState.FILLING: _("het team vult in"),
    RoundState.TALKING: _("het team praat erover"),
    RoundState.SET: _("vastgesteld"),
}


@cache
def questions() -> Questions:
    """Return all criteria, statements and steps. Raises ValueError naming file and line of a mistake."""
    found, faults = parse_quality({name: (FILES / name).read_bytes() for name in COLUMNS})
    if faults:
        raise ValueError("\n".join(f"{one.file}:{one.line} {one.what}" for one in faults))
    return found


def name_of(one: Criterion | Step) -> str:
    """Return the name of a criterion or step in the language of the page."""
    return one.name_en if get_language() == "en" else one.name_nl


def text_of(one: Statement | Step) -> str:
    """Return the sentence of a statement or step in the language of the page."""
    return one.en if get_language() == "en" else one.nl
