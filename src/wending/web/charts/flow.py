"""Where something flows: one source at the left, up to eight targets at the right, bands as wide as their values.

A Sankey diagram of one step. Targets keep the order in which they are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wending.web.charts.svg import element, picture

WIDTH = 400
MOST = 8
# The bars of source and targets, and where the names begin.
BAR = 14.0
SOURCE_X, TARGET_X, TEXT_X = 0.0, 150.0, 176.0
# All bands together are this wide at the source; what a target gets is its share.
BANDS = 180.0
# The width of a letter on average and the height of a line, at the largest size that components.css gives.
LETTER, LINE = 8.8, 20.0
GAP = 14.0
LEAST = 1.5


@dataclass(frozen=True)
class Target:
    """Where a band goes. `value` is above zero, `text` says it in words; `kind` is "" or "second"."""

    label: str
    value: float
    text: str
    href: str = ""
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Band:
    """A band in units of the picture: its upper edge at the source and at the target, its width, its lines of text."""

    target: Target
    source_y: float
    target_y: float
    width: float
    text_y: float
    lines: tuple[str, ...]

    @property
    def text_height(self) -> float:
        """The height of its name and its value."""
        return LINE * (len(self.lines) + 1)


def flow(source: str, targets: Sequence[Target], *, title: str, description: str = "") -> str:
    """Return a picture of one to eight bands from a source; raise ValueError for other numbers and values."""
    drawn, height = layout(targets)
    names = enumerate(wrap(source, WIDTH))
    head = [element("text", text=line, class_="flow-name", x=0, y=LINE * (i + 1) - 5) for i, line in names]
    top = LINE * len(head) + GAP / 2
    shapes = [_band(band, top) for band in drawn]
    first = drawn[0].source_y + top
    bar = element("rect", class_="flow-source", x=SOURCE_X, y=first, width=BAR, height=BANDS, rx=3)
    texts = [_name(band, top) for band in drawn]
    # Names come after all bands: a wide band never covers one.
    return picture(WIDTH, round(height + top), title, description, *head, *shapes, bar, *texts, links=True)


def layout(targets: Sequence[Target]) -> tuple[list[Band], float]:
    """Return the bands from top to bottom, and the height that they and their names need."""
    if not 1 <= len(targets) <= MOST:
        raise ValueError(f"A flow has one to {MOST} targets, not {len(targets)}.")
    if not all(target.value > 0 for target in targets):
        raise ValueError("The values of a flow are above zero.")
    total = sum(target.value for target in targets)
    rows = [(target, BANDS * (target.value / total), tuple(wrap(target.label))) for target in targets]
    slots = [max(width, LINE * (len(lines) + 1)) for _target, width, lines in rows]
    height = max(sum(slots) + GAP * (len(slots) - 1), BANDS)
    source_y, slot_y = (height - BANDS) / 2, (height - sum(slots) - GAP * (len(slots) - 1)) / 2
    bands = []
    for (target, width, lines), slot in zip(rows, slots, strict=True):
        text_height = LINE * (len(lines) + 1)
        bands.append(
            Band(target, source_y, slot_y + (slot - width) / 2, width, slot_y + (slot - text_height) / 2, lines)
        )
        source_y += width
        slot_y += slot + GAP
    return bands, height


def wrap(text: str, width: float = WIDTH - TEXT_X) -> list[str]:
    """Return a text in lines that fit a width; a word that is longer than a line is broken with a hyphen."""
    most = int(width // LETTER)
    lines: list[str] = []
    for whole in text.split() or [""]:
        word = whole
        while True:
            room = most - len(lines[-1]) - 1 if lines else -1
            if len(word) <= room:
                lines[-1] += f" {word}"
            elif len(word) <= most:
                lines.append(word)
            else:
                lines.append(f"{word[: most - 1]}-")
                word = word[most - 1 :]
                continue
            break
    return lines


def _band(band: Band, top: float) -> str:
    left, right, middle = SOURCE_X + BAR, TARGET_X, (SOURCE_X + BAR + TARGET_X) / 2
    y1, y2, width = band.source_y + top, band.target_y + top, max(band.width, LEAST)
    edge = (
        f"M{left:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {right:.1f} {y2:.1f}"
        f"V{y2 + width:.1f}C{middle:.1f} {y2 + width:.1f} {middle:.1f} {y1 + width:.1f} {left:.1f} {y1 + width:.1f}Z"
    )
    kind = f" flow-band--{band.target.kind}" if band.target.kind else ""
    return element("path", class_=f"flow-band{kind}", d=edge) + element(
        "rect", class_=f"flow-target{kind}", x=TARGET_X, y=y2, width=BAR, height=width, rx=3
    )


def _name(band: Band, top: float) -> str:
    base = band.text_y + top + LINE - 5
    words = [
        element("text", text=line, class_="flow-name", x=TEXT_X, y=base + LINE * i, lang=band.target.lang or None)
        for i, line in enumerate(band.lines)
    ]
    words.append(element("text", text=band.target.text, class_="flow-value", x=TEXT_X, y=base + LINE * len(words)))
    # The spaces keep the lines apart where they are read as one text.
    inside = " ".join(words)
    return element("a", inside, href=band.target.href) if band.target.href else element("g", inside)
