"""What a visitor reads on a page, and what the browser of a visitor fetches for it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser

from wending.kit.readability import Readability, measure

BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "td", "th", "caption", "figcaption"}
BLOCKS |= {"label", "legend", "summary", "div", "section", "option"}
# Pictures, and what is not a text of ours: names of sources and figures.
SILENT = {"script", "style", "svg", "nav", "header", "footer", "dl", "aside", "table"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use"}

# Limits for our own texts, page by page. A page of plain Dutch has short sentences, few long words and an ease that
# Douma calls normal or easier. Names of occupations and skills from other sources are outside what we measure.
MOST_WORDS_PER_SENTENCE = 12.0
LONGEST_SENTENCE = 18
MOST_LONG_WORDS = 0.08
MOST_LONG_WORDS_TOGETHER = 2
LEAST_EASE = 70.0


@dataclass
class Page(HTMLParser):
    """A parsed page: its tags with their attributes, and the blocks of text inside `main`."""

    html: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._text: list[str] = []
        self.feed(self.html)
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in BLOCKS:
            self._flush()
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "main" in self._open and not SILENT & set(self._open):
            self._text.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(text)
        self._text = []

    def fetched(self) -> list[str]:
        """Return every address that a browser fetches by itself to show the page."""
        found = []
        for tag, attributes in self.tags:
            for name in ("src", "srcset", "poster", "data", "xlink:href"):
                found += [attributes[name] or ""] if name in attributes else []
            if tag in {"link", "use", "image"} and "href" in attributes:
                found.append(attributes["href"] or "")
        return found


def assert_plain_dutch(html: str, names: Collection[str] = ()) -> Readability:
    """Check our own texts of a Dutch page against the limits above, without names in them, which are facts."""
    blocks = Page(html).blocks
    for name in sorted(names, key=len, reverse=True):
        blocks = [re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", block, flags=re.IGNORECASE) for block in blocks]
    measured = measure([block for block in blocks if block.strip()])
    assert measured.words_per_sentence <= MOST_WORDS_PER_SENTENCE, measured
    assert measured.longest_sentence_words <= LONGEST_SENTENCE, measured.longest_sentence
    assert measured.long_words_together <= MOST_LONG_WORDS_TOGETHER, measured.most_crowded_sentence
    assert measured.long_word_share <= MOST_LONG_WORDS, measured
    assert measured.ease >= LEAST_EASE, measured
    return measured
