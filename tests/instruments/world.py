"""Small questionnaires for tests, as files and as records, and people drawn from the model."""

import numpy as np

from wending.instruments.rules.instrument import AnswerOption, Instrument, Item, Scale, Statement, Text
from wending.instruments.rules.response import ItemNumbers
from wending.instruments.sources.questionnaire.parse import parse

HEAD = """id = "mood-of-work"
version = "1.0"
languages = ["nl", "en"]
author = "Robin, 2026"
picture = "star"
minutes = 2
feeds = ""
scoring = "mean"
missing_most = 0.5
short_form = false
sources = []
"""
TEXTS = "".join(
    f'\n[{name}]\nnl = "Dit is een zin."\nen = "This is a sentence."\n'
    for name in ("name", "line", "question", "purpose", "basis", "evidence", "norms", "not_for")
)
FILES = {
    "instrument.toml": HEAD + TEXTS,
    "scales.csv": (
        "id,name_nl,name_en,meaning_nl,meaning_en\njoy,Plezier,Joy,Je lacht.,You laugh.\ncalm,Rust,Calm,Stil.,Quiet.\n"
    ),
    "items.csv": (
        "id,scale,options,reversed,picture,text_nl,text_en\n"
        "joy-1,joy,,no,bike,Ik lach vaak.,I laugh often.\n"
        "joy-2,joy,,yes,,Ik mopper veel.,I grumble a lot.\n"
        "calm-1,calm,,no,,Ik ben rustig.,I am calm.\n"
        "calm-2,calm,,no,,Ik heb de tijd.,I have time.\n"
    ),
    "options.csv": "set,value,text_nl,text_en\n,1,Nee,No\n,2,Soms,Sometimes\n,3,Ja,Yes\n",
}
NORMS = "scale,group_nl,group_en,n,mean,sd,source,date\njoy,Volwassenen,Adults,120,55.5,12,A study (2025),2025-03-01\n"


def files(**changes: str) -> dict[str, bytes]:
    """Return the files of a small questionnaire; name a file without its dot (items_csv) to change it."""
    changed = {name.replace("_csv", ".csv").replace("_toml", ".toml"): text for name, text in changes.items()}
    return {name: text.encode() for name, text in {**FILES, **changed}.items()}


def small() -> Instrument:
    """Return the small questionnaire."""
    return parse(files(), {"star", "bike"})


def made(scales: str = "RIASEC", items: int = 10, answers: int = 5, scoring: str = "mean") -> Instrument:
    """Return an instrument with so many items a scale, one letter a scale, in turn."""
    text = Text("zin", "sentence")
    return Instrument(
        id="made",
        version="1.0",
        name=text,
        line=text,
        question=text,
        picture="star",
        minutes=1,
        feeds="",
        scoring=scoring,
        missing_most=0.5,
        has_short_form=True,
        statement=Statement("Robin, 2026", text, text, text, (), text, text),
        scales=tuple(Scale(letter, text, text) for letter in scales),
        items=tuple(Item(f"{letter}{number}", letter, text) for number in range(items) for letter in scales),
        option_sets={"": tuple(AnswerOption(value, text) for value in range(answers))},
    )


def drawn(generator: np.random.Generator, instrument: Instrument, numbers: dict[str, ItemNumbers]) -> dict[str, int]:
    """Return the answers of a person drawn from the prior and the model."""
    traits = {scale.id: generator.standard_normal() for scale in instrument.scales}
    answers = {}
    for item in instrument.items:
        number = numbers[item.id]
        above = 1 / (1 + np.exp(-number.slope * (traits[item.scale] - np.array(number.thresholds))))
        answers[item.id] = instrument.options_of(item)[int((generator.random() < above).sum())].value
    return answers
