"""Measures how hard a Dutch text is to read, to keep public pages at the level of plain language (B1).

Terms: *ease* is the reading ease of Flesch in Douma's Dutch form, 206.84 - 0.93 * words per sentence - 77 * syllables
per word (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960; his scale: 60-70 normal, 70-80 fairly easy,
above 80 easy). A *long word* has four syllables or more. Not a verdict: a formula sees lengths, not whether a text is
clear, and no formula measures B1 itself. Syllables are counted by groups of vowels, right for nearly all words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"'”’)]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Groups of vowels that sound as one; a vowel with a diaeresis begins a syllable of its own.
_NUCLEUS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ui|ij|ei|au|ou|ai|oi|[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE
)
LONG_WORD_SYLLABLES = 4


@dataclass(frozen=True)
class Readability:
    """Measures of one text. Ratios are 0 and ease is 100 for a text without words.

    `long_words_together` is the largest number of long words in one sentence, the most crowded one.
    """

    words: int
    words_per_sentence: float
    longest_sentence: str
    longest_sentence_words: int
    syllables_per_word: float
    long_word_share: float
    most_crowded_sentence: str
    long_words_together: int
    ease: float


def measure(blocks: Iterable[str]) -> Readability:
    """Measure a text given as blocks (paragraphs, headings, list items); a sentence never runs over two blocks."""
    sentences = [words for block in blocks for part in _SENTENCE_END.split(block) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0.0, "", 0, 0.0, 0.0, "", 0, 100.0)
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    longest = max(sentences, key=len)
    crowded = max(sentences, key=_long_words)
    return Readability(
        words=len(words),
        words_per_sentence=per_sentence,
        longest_sentence=" ".join(longest),
        longest_sentence_words=len(longest),
        syllables_per_word=per_word,
        long_word_share=_long_words(words) / len(words),
        most_crowded_sentence=" ".join(crowded),
        long_words_together=_long_words(crowded),
        ease=206.84 - 0.93 * per_sentence - 77 * per_word,
    )


def _long_words(words: list[str]) -> int:
    return sum(syllables(word) >= LONG_WORD_SYLLABLES for word in words)


def syllables(word: str) -> int:
    """Return the number of syllables of a Dutch word, at least one."""
    return max(1, len(_NUCLEUS.findall(word)))
