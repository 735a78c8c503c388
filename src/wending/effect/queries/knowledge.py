"""What all studies together say, per approach and outcome: never more than one unit, and by lot apart from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wending.effect.models import Evidence
from wending.effect.queries import evidence
from wending.effect.queries.report import numbers
from wending.effect.queries.report.content import Chart, Table
from wending.effect.queries.report.pictures import intervals
from wending.effect.queries.report_words import designs, name_of, outcomes, word
from wending.effect.queries.report_words import evidence as words
from wending.effect.rules.evidence import Key, is_by_lot
from wending.engine.estimation.terms import NotAnswerable

# A funnel, and means per group, say something from ten studies (Sterne et al. 2011; Higgins & Thompson 2004).
FEWEST_FOR_FUNNEL = 10
FEWEST_PER_GROUP = 3
REACH = 1.959964


@dataclass(frozen=True)
class Stratum:
    """Studies by lot, or those not by lot: together, each, and what differs between them."""

    title: str
    texts: tuple[str, ...]
    forest: Chart | None
    studies: Table
    funnel: Chart | None = None
    groups: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Topic:
    """An approach, an outcome and a length of time; `slug` is its address on the page.

    examples: made-up studies apart, where there are real ones; they are in no mean, picture or count.
    """

    slug: str
    approach: str
    title: str
    count: int
    sentences: tuple[str, ...]
    strata: tuple[Stratum, ...]
    has_example: bool
    links: tuple[Link, ...] = ()
    examples: Table | None = None


@dataclass(frozen=True)
class Link:
    """A study with its address here, "" of literature."""

    title: str
    href: str


def topics() -> list[Topic]:
    """Return every topic on which there is evidence, by approach and outcome."""
    names = evidence.approach_names()
    found = [_topic(key, rows, names) for key, rows in evidence.by_topic().items()]
    return sorted(found, key=lambda topic: topic.title)


def topic(slug: str) -> Topic | None:
    """Return one topic by its address, None where there is none."""
    return next((one for one in topics() if one.slug == slug), None)


def studies_here(rows: Iterable[Evidence]) -> list[Link]:
    """Return the addresses of studies here."""
    return [Link(row.title, reverse("effect:yield", args=[row.study.slug])) for row in rows if row.study]


def _topic(key: Key, rows: Sequence[Evidence], names: Mapping[str, str]) -> Topic:
    approach = name_of(key.approach, names)
    title = _("%(approach)s: %(outcome)s, %(length)s") % {
        "approach": approach,
        "outcome": word(outcomes.NAMES, key.outcome),
        "length": word(words.LENGTHS, key.length),
    }
    strata = []
    real = evidence.of_real_people(rows)
    ordered = sorted(real, key=lambda row: not is_by_lot(row.design))
    for by_lot, part in groupby(ordered, key=lambda row: is_by_lot(row.design)):
        strata.append(_stratum(by_lot, list(part), key.unit))
    apart = [row for row in rows if row not in real]
    return Topic(
        slug=slugify(f"{key.approach}-{key.outcome}-{key.unit}-{key.length}"),
        approach=approach,
        title=title[:1].upper() + title[1:],
        count=len(real),
        sentences=tuple(f"{one.title}: {one.texts[0]}" for one in strata),
        strata=tuple(strata),
        has_example=any(row.is_example for row in rows),
        links=tuple(studies_here(rows)),
        examples=_examples(apart, key.unit) if apart else None,
    )


def _examples(rows: Sequence[Evidence], unit: str) -> Table:
    """Return made-up studies as a table that says so, also in each row."""
    table = _studies(rows, unit)
    shown = tuple((_("%(title)s (verzonnen voorbeeld)") % {"title": row[0]}, *row[1:]) for row in table.rows)
    return replace(table, caption=_("Verzonnen voorbeelden: ze tellen niet mee"), rows=shown)


def _stratum(by_lot: bool, rows: list[Evidence], unit: str) -> Stratum:
    title = _("Studies met loting") if by_lot else _("Studies zonder loting")
    usable = [row for row in rows if row.effect is not None and row.error is not None]
    told, mean = _together(usable, unit)
    if late := evidence.changed_late(rows):
        told[0] = f"{told[0]} {words.of_late(len(late))}"
    without = len(rows) - len(usable)
    texts = list(told)
    if without:
        texts.append(_("Studies die geen antwoord konden geven: %(n)s. Ze staan in de tabel.") % {"n": without})
    if not by_lot:
        texts.append(_("Zonder loting kunnen deelnemers al verschillen. Lees dit als aanwijzing."))
    return Stratum(
        title,
        tuple(texts),
        _forest(usable, unit, mean),
        _studies(rows, unit),
        _funnel(usable, unit, mean),
        _groups(usable, unit),
    )


@dataclass(frozen=True)
class _Mean:
    value: float
    low: float
    high: float
    prediction: tuple[float, float] | None
    shares: Sequence[float]


def _mean(rows: Sequence[Evidence]) -> _Mean | None:
    """Return the mean by random effects; None where these studies cannot carry one."""
    from wending.engine.estimation.meta import pooled

    values = np.array([row.effect for row in rows], float)
    errors = np.array([row.error for row in rows], float)
    try:
        found = pooled(values, errors)
    except NotAnswerable:
        return None
    return _Mean(found.value, found.low, found.high, found.prediction, [float(share) for share in found.shares])


def _together(rows: Sequence[Evidence], unit: str) -> tuple[list[str], _Mean | None]:
    if not rows:
        return [_("Geen van deze studies kon een antwoord geven.")], None
    if len(rows) == 1:
        row = rows[0]
        low, high = _ends(row)
        return [words.of_one(row.outcome, low, high, numbers.between(low, high, unit))], None
    mean = _mean(rows)
    if mean is None:
        return [_("Deze studies zijn niet samen te nemen.")], None
    texts = [
        _("%(n)s studies. Gemiddeld ligt het verschil %(spread)s.")
        % {"n": len(rows), "spread": numbers.between(mean.low, mean.high, unit)}
    ]
    if mean.prediction is not None:
        spread = numbers.between(*mean.prediction, unit)
        texts.append(
            _("Bij een volgende studie kan het liggen %(spread)s. Zo veel verschillen ze.") % {"spread": spread}
        )
    else:
        texts.append(_("Hoe een volgende studie uitvalt, is met zo weinig studies niet te zeggen."))
    return texts, mean


def _ends(row: Evidence) -> tuple[float, float]:
    value, error = float(row.effect or 0), float(row.error or 0)
    return value - REACH * error, value + REACH * error


def _forest(rows: Sequence[Evidence], unit: str, mean: _Mean | None) -> Chart | None:
    if not rows:
        return None
    drawn = []
    most = max(mean.shares) if mean else 1.0
    for place, row in enumerate(rows):
        low, high = _ends(row)
        text = numbers.interval(row.effect, low, high, unit)
        size = mean.shares[place] / most if mean else 0.4
        drawn.append(
            {
                "label": f"{row.title} ({row.year})",
                "value": row.effect,
                "low": low,
                "high": high,
                "text": text,
                "size": size,
            }
        )
    if mean is not None:
        text = numbers.interval(mean.value, mean.low, mean.high, unit)
        label = _("Gemiddeld: %(text)s") % {"text": text}
        drawn.append(
            {"label": label, "value": mean.value, "low": mean.low, "high": mean.high, "text": text, "kind": "all"}
        )
        if mean.prediction is not None:
            low, high = mean.prediction
            text = _("%(low)s tot %(high)s") % {"low": numbers.tell(low, unit), "high": numbers.tell(high, unit)}
            label = _("Volgende studie: %(text)s") % {"text": text}
            drawn.append({"label": label, "value": None, "low": None, "high": None, "text": text})
            drawn[-1] |= {"wide_low": low, "wide_high": high}
    return intervals(_("Elke studie met haar interval, en samen"), drawn, unit)


def _funnel(rows: Sequence[Evidence], unit: str, mean: _Mean | None) -> Chart | None:
    if mean is None or len(rows) < FEWEST_FOR_FUNNEL:
        return None
    return {
        "kind": "funnel",
        "title": _("Ontbreken er kleine studies? Dan is de trechter scheef"),
        "rows": [(row.effect, row.error, f"{row.title} ({row.year})") for row in rows],
        "middle": mean.value,
        "x_label": _("Effect: %(unit)s") % {"unit": word(outcomes.UNITS, unit)},
        "y_label": _("Standaardfout (boven = zekerder)"),
        "tell": numbers.teller(unit),
    }


def _studies(rows: Sequence[Evidence], unit: str) -> Table:
    shown, late = [], evidence.changed_late(rows)
    for row in rows:
        low, high = _ends(row)
        effect = numbers.interval(row.effect, low, high, unit) if row.effect is not None else _("geen antwoord")
        for_whom = [
            word(of, code)
            for of, code in ((words.TARGETS, row.target), (words.SETTINGS, row.setting), (words.MODES, row.mode))
            if code
        ]
        shown.append(
            (
                row.title,
                effect,
                word(designs.DESIGNS, row.design),
                words.surely(row.verdict, is_late=row.study_id in late),
                numbers.whole(row.people),
                outcomes.horizon(row.horizon),
                ", ".join([*for_whom, row.country]),
                row.reference,
            )
        )
    heads = (
        _("Studie"),
        _("Effect met interval"),
        _("Opzet"),
        _("Hoe zeker"),
        _("Mensen"),
        _("Na"),
        _("Voor wie en waar"),
        _("Bron"),
    )
    caption = _("De studies (%(unit)s)") % {"unit": word(outcomes.UNITS, unit)}
    return Table(caption, heads, tuple(shown))


def _groups(rows: Sequence[Evidence], unit: str) -> tuple[Table, ...]:
    """Return means per target, setting and mode, where there are enough studies in all and in two groups at least."""
    if len(rows) < FEWEST_FOR_FUNNEL:
        return ()
    tables = []
    for field, of, title in (
        ("target", words.TARGETS, _("Voor wie het werkt")),
        ("setting", words.SETTINGS, _("Waar het werkt")),
        ("mode", words.MODES, _("Hoe het werkt")),
    ):
        shown = []
        for code in of:
            part = [row for row in rows if getattr(row, field) == code]
            mean = _mean(part) if len(part) >= FEWEST_PER_GROUP else None
            if mean is not None:
                effect = numbers.interval(mean.value, mean.low, mean.high, unit)
                shown.append((word(of, code), numbers.whole(len(part)), effect))
        if len(shown) > 1:
            tables.append(Table(title, (_("Groep"), _("Studies"), _("Gemiddeld effect met interval")), tuple(shown)))
    return tuple(tables)
