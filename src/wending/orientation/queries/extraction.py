"""What a text may say about work and skills, as the engine finds it, for REST and commands; pages see `text`."""

from wending.engine.text import Extraction, Language
from wending.engine.text import extract as extract_text
from wending.reference.queries.releases import framework
from wending.reference.queries.search import text_index

MOST_CHARACTERS = 60_000


def extraction(text: str, lang: Language) -> Extraction:
    """Return proposals with their quotes; the text is kept nowhere. Raise LookupError without data."""
    if framework() is None:
        raise LookupError("no release with occupations is in force")
    return extract_text(text, text_index(), lang)
