"""Looks whether a short text is easy to read. B1 is judged by rough measures (length of sentences and words), which
catch slips, not bad writing.
"""

import re

WORDS_MOST = 20
# Dutch writes compounds as one word: longer ones are hard to read. English has few words this long at all.
LETTERS_MOST = {"nl": 18, "en": 14}
_OPENINGS = {"nl": "Je ", "en": "You "}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def reading_findings(text: str, lang: str) -> list[str]:
    """Return what makes a short text harder than B1: long sentences, long words.

    >>> reading_findings("Je helpt mensen.", "nl")
    []
    """
    found = []
    for sentence in re.split(r"(?<=[.!?;:])\s+", text.strip()):
        if (count := len(sentence.split())) > WORDS_MOST:
            found.append(f"a sentence has {count} words, more than {WORDS_MOST}.")
    for word in _WORD.findall(text):
        for part in word.split("-"):
            if len(part) > LETTERS_MOST[lang]:
                found.append(f"{part} has {len(part)} letters, more than {LETTERS_MOST[lang]}.")
    return found


def opening_findings(line: str, lang: str) -> list[str]:
    """Return what is wrong with a line that must be one sentence about you."""
    opening = _OPENINGS[lang]
    if not line or (line.startswith(opening) and line.endswith(".") and ". " not in line):
        return []
    return [f"is not one sentence that begins with {opening.strip()}."]
