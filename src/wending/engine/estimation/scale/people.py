"""People in files, one row each: which column is what, and what stands in the way of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from wending.engine.estimation.findings import FEWEST, FEWEST_CLUSTERS
from wending.engine.estimation.scale.engines import Expression
from wending.engine.estimation.scale.parts import Kind, parts_for, refuse_types
from wending.engine.estimation.scale.steps import Steps
from wending.engine.estimation.terms import Finding, Floats, NotAnswerable


@dataclass(frozen=True)
class PersonColumns:
    """Names of the columns. unit: whole number or text, once each. outcome: a number, unknown is empty or NaN.

    treated: yes or no (boolean, or 0 and 1). covariates: numbers known for all. cluster: whole number or text, "" for
    none.
    """

    unit: str = "unit"
    treated: str = "treated"
    outcome: str = "outcome"
    covariates: tuple[str, ...] = ()
    cluster: str = ""


@dataclass(frozen=True)
class People:
    """Parts of the people with a known outcome, as columns d (0 or 1), y, z0, z1... and cluster where there is one.

    z: covariates less their mean, by their spread. centre, scale: those of the outcome, as y is reckoned in too.
    """

    parts: tuple[Expression, ...]
    covariates: int
    treated: int
    compared: int
    centre: float
    scale: float
    is_clustered: bool
    told: tuple[Finding, ...]


def people(rows: Expression, columns: PersonColumns, steps: Steps) -> People:
    """Look at the people and cut them in parts.

    Raises:
        NotAnswerable: types, people twice, too few, unknown or infinite values, covariates that say nothing.
    """
    refuse_types(rows, _wanted(columns))
    plain = _renamed(rows, columns)
    total = steps.do("look", [_look(plain, columns)])[0].to_pylist()[0]
    found = _findings(total, columns)
    if any(finding.is_grave for finding in found):
        raise NotAnswerable(tuple(finding for finding in found if finding.is_grave))
    by_unit = parts_for("unit", total["rows"], steps.engine.rows_per_step, total["unit_low"], total["unit_high"])
    twice = [part.aggregate(twice=part.count() - part.unit.nunique()) for part in by_unit.of(plain)]
    again = sum(int(table["twice"][0].as_py()) for table in steps.do("twice", twice))
    if again:
        raise NotAnswerable((Finding("unit-twice", (again,)),))
    cut = by_unit
    if columns.cluster:
        edges = total["cluster_low"], total["cluster_high"]
        cut = parts_for("cluster", total["rows"], steps.engine.rows_per_step, *edges)
    known = plain.filter(plain.y.notnull())
    many = range(len(columns.covariates))
    centre, scale = total["y_mean"], total["y_spread"]
    parts = tuple(
        part.select(
            d=part.d,
            y=(part.y - centre) / scale,
            **{f"z{one}": (part[f"x{one}"] - total[f"x{one}_mean"]) / total[f"x{one}_spread"] for one in many},
            **({"cluster": part.cluster} if columns.cluster else {}),
        )
        for part in cut.of(known)
    )
    treated = int(total["treated"])
    return People(
        parts, len(many), treated, int(total["known"]) - treated, centre, scale, bool(columns.cluster), tuple(found)
    )


def _wanted(columns: PersonColumns) -> list[tuple[str, Kind]]:
    keys = [(columns.unit, Kind.KEY), (columns.treated, Kind.YES_NO), (columns.outcome, Kind.NUMBER)]
    keys += [(name, Kind.NUMBER) for name in columns.covariates]
    return keys + ([(columns.cluster, Kind.KEY)] if columns.cluster else [])


def _renamed(rows: Expression, columns: PersonColumns) -> Expression:
    import ibis

    def number(name: str) -> Expression:
        raw = rows[name].cast("float64")
        return ibis.ifelse(raw.isnan(), ibis.null("float64"), raw)

    return rows.select(
        unit=rows[columns.unit],
        d=rows[columns.treated].cast("int64").cast("float64"),
        y=number(columns.outcome),
        **{f"x{place}": number(name) for place, name in enumerate(columns.covariates)},
        **({"cluster": rows[columns.cluster]} if columns.cluster else {}),
    )


def _look(plain: Expression, columns: PersonColumns) -> Expression:
    """Count everything; means and spreads are of those with a known outcome."""
    known = plain.y.notnull()
    about = {
        "rows": plain.count(),
        "unit": plain.unit.count(),
        "d": plain.d.count(),
        "other": ((plain.d != 0) & (plain.d != 1)).cast("int64").sum(),
        "known": plain.y.count(),
        "y_infinite": plain.y.isinf().cast("int64").sum(),
        "treated": (plain.d == 1).cast("int64").sum(where=known),
        "y_mean": plain.y.mean(),
        "y_spread": plain.y.std(how="pop"),
        "unit_low": plain.unit.min(),
        "unit_high": plain.unit.max(),
    }
    for place in range(len(columns.covariates)):
        one = plain[f"x{place}"]
        about |= {
            f"x{place}_known": one.count(where=known),
            f"x{place}_infinite": one.isinf().cast("int64").sum(where=known),
            f"x{place}_mean": one.mean(where=known),
            f"x{place}_spread": one.std(where=known, how="pop"),
            f"x{place}_same": (one != plain.d).cast("int64").sum(where=known),
            f"x{place}_opposite": (one != 1 - plain.d).cast("int64").sum(where=known),
            f"x{place}_least": one.min(where=known),
            f"x{place}_most": one.max(where=known),
        }
    if columns.cluster:
        about |= {
            "cluster": plain.cluster.count(),
            "cluster_low": plain.cluster.min(),
            "cluster_high": plain.cluster.max(),
            "clusters_treated": plain.cluster.nunique(where=known & (plain.d == 1)),
            "clusters_compared": plain.cluster.nunique(where=known & (plain.d == 0)),
        }
    return plain.aggregate(**about)


def _findings(total: dict[str, float], columns: PersonColumns) -> list[Finding]:
    rows, known = int(total["rows"]), int(total["known"])
    if rows == 0:
        return [Finding("no-rows")]
    found = []
    for name, here in (("unit", "unit"), ("treated", "d"), ("cluster", "cluster")):
        if here in total and total[here] < rows:
            found.append(Finding(f"{name}-unknown", (rows - int(total[here]), rows)))
    if total["other"]:
        found.append(Finding("treated-not-yes-no", (int(total["other"]),)))
    if total["y_infinite"]:
        found.append(Finding("outcome-not-finite", (int(total["y_infinite"]), rows)))
    if known == 0:
        return [*found, Finding("outcome-unknown")]
    if known < rows:
        found.append(Finding("outcome-partly-unknown", (rows - known, rows), is_grave=False))
    treated = int(total["treated"])
    if treated < FEWEST:
        found.append(Finding("too-few-treated", (treated, FEWEST)))
    if known - treated < FEWEST:
        found.append(Finding("too-few-compared", (known - treated, FEWEST)))
    if total["y_spread"] == 0:
        found.append(Finding("outcome-never-differs"))
    for place, name in enumerate(columns.covariates):
        about = {key: total[f"x{place}_{key}"] for key in ("known", "infinite", "same", "opposite", "least", "most")}
        if about["known"] < known or about["infinite"]:
            found.append(
                Finding("covariate-unknown", (name, known - int(about["known"]) + int(about["infinite"] or 0)))
            )
        elif about["least"] == about["most"]:
            found.append(Finding("covariate-never-differs", (name,)))
        elif 0 in (about["same"], about["opposite"]):
            found.append(Finding("covariate-is-treatment", (name,)))
    for side in ("treated", "compared") if columns.cluster else ():
        clusters = int(total[f"clusters_{side}"])
        if clusters < FEWEST_CLUSTERS:
            found.append(Finding(f"too-few-clusters-{side}", (clusters, FEWEST_CLUSTERS)))
    return found


def dot(coefficients: Floats, part: Expression) -> Expression:
    """Return a constant and the covariates of each person times coefficients, shape (k + 1,)."""
    import ibis

    total = ibis.literal(float(coefficients[0]))
    for place, one in enumerate(coefficients[1:]):
        total = total + part[f"z{place}"] * float(one)
    return total
