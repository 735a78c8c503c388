"""Writes the bundle of a study as a ZIP: the same answer gives the same bytes, so that a bundle can be compared.

Data go in only when they are made up. Of real people there is a twin: the same columns, drawn from the published
summary, with nobody in it.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from wending.effect.rules.answer import Answer, as_json
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.bundle.twin import twin_of
from wending.effect.sources.tables import write_tables

VERSION = 1
COMMAND = "./wending effect replicate BUNDLE.zip"
# ZIP has no time of its own here: the earliest it can tell.
MOMENT = (1980, 1, 1, 0, 0, 0)

README = """# {title}

{question}

Bundle of a study made with Wending {wending} on {at}. Nederlands staat onderaan.

## Do it again

    {command}

with `BUNDLE.zip` the path of this file. It analyses the data by `plan.json` with seed {seed} and tells every number
that differs from `answer.json`. `requirements.txt` holds the versions it was made with; others can move last digits.

## What is inside

- `plan.json`: the plan of this answer (SHA-256 of its content: {plan})
- `plan-before.json`, only where the plan was changed after outcomes were opened: what was agreed before that
- `answer.json`: every estimate, check and table of the report, unrounded
- `{folder}/*.parquet`: {data_en}
- `bundle.json`: seed, versions, digests of the data that the answer rests on

{about_en}

---

# {title_nl}

{question_nl}

Doe het na met `{command}`. Dat rekent met de gegevens het plan door (startgetal {seed}). Het noemt elk getal dat
anders is dan in `answer.json`.

{about_nl}
"""
SHARED_EN = "The data are made up: they may be shared, and the numbers of the report come from them."
SHARED_NL = "De gegevens zijn verzonnen. Ze mogen worden gedeeld, en de getallen van het verslag komen eruit."
TWIN_EN = """**The data in `twin/` are not the data of the study.** They are a synthetic twin: the same tables and
columns, with each column drawn by itself from the published summary. There is no person in it, and what goes with what
is lost. So its numbers are not those of the report: it is there to see the form of the data.

Who holds the real data gives them beside the bundle, a file per table, as CSV, Parquet or Stata:

    {command} --data FOLDER"""
TWIN_NL = """**De gegevens in `twin/` zijn niet die van het onderzoek.** Het is een tweeling: dezelfde tabellen en
kolommen, elke kolom apart getrokken uit de gepubliceerde samenvatting. Er zit geen mens in, en de samenhang is weg.
De getallen zijn dus niet die van het verslag. Wie de echte gegevens heeft, geeft ze mee (CSV, Parquet of Stata):
`{command} --data MAP`."""


def write_bundle(answer: Answer, tables: StudyTables | None = None, before: Plan | None = None) -> bytes:
    """Return the bundle of an answer as ZIP: the answer as everybody may see it.

    tables: the data it rests on. They go in only when the answer says that they are made up; else a twin does.
    before: the plan with which outcomes were opened, where the answer rests on a later one.
    """
    answer = public_answer(answer)
    is_shared = answer.made.is_synthetic and tables is not None
    shown = tables if is_shared and tables is not None else twin_of(answer)
    folder = "data" if is_shared else "twin"
    with tempfile.TemporaryDirectory() as scratch:
        digests = write_tables(Path(scratch), shown)
        files = {f"{folder}/{path.name}": path.read_bytes() for path in sorted(Path(scratch).glob("*.parquet"))}
    about = {
        "version": VERSION,
        "is_shared": is_shared,
        "folder": folder,
        "digests": digests,
        "data": dict(answer.made.data),
        "seed": answer.made.seed,
        "wending": answer.made.wending,
        "libraries": dict(answer.made.libraries),
        "command": COMMAND,
    }
    files |= {
        "README.md": _readme(answer, folder, is_shared).encode(),
        "bundle.json": _json(about),
        "plan.json": _json(as_mapping(answer.plan)),
        "answer.json": _json(as_json(answer)),
        "requirements.txt": "".join(
            f"{name}=={version}\n" for name, version in sorted(answer.made.libraries.items()) if name != "python"
        ).encode(),
    }
    if before is not None:
        files["plan-before.json"] = _json(as_mapping(before))
    return _zip(files)


def _readme(answer: Answer, folder: str, is_shared: bool) -> str:
    plan, made = answer.plan, answer.made
    return README.format(
        title=plan.title_en,
        question=plan.question_en,
        title_nl=plan.title_nl,
        question_nl=plan.question_nl,
        wending=made.wending,
        at=made.at,
        seed=made.seed,
        plan=made.plan,
        command=COMMAND,
        folder=folder,
        data_en="the data" if is_shared else "a synthetic twin of the data",
        about_en=SHARED_EN if is_shared else TWIN_EN.format(command=COMMAND),
        about_nl=SHARED_NL if is_shared else TWIN_NL.format(command=COMMAND),
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _zip(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(files):
            bundle.writestr(zipfile.ZipInfo(name, MOMENT), files[name], zipfile.ZIP_DEFLATED)
    return held.getvalue()
