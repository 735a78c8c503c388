"""What goes into the text index and what comes out: labelled entries and hits. No behaviour here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["occupation", "skill"]
Language = Literal["nl", "en"]
LabelType = Literal["preferred", "alternative", "hidden", "everyday"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One label of one concept.

    `group` is read from the preferred entries only: the ISCO-08 code of an occupation, at which everyday phrases may
    point.
    """

    uri: str
    kind: Kind
    language: Language
    label_type: LabelType
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found concept: `score` in 0..1 (comparable within one answer), and the label that made it match.

    `label` is the preferred label in the asked language, or in the other one where there is none.
    """

    uri: str
    kind: Kind
    label: str
    score: float
    matched_label: str
    matched_by: Literal["words", "meaning", "everyday"]
