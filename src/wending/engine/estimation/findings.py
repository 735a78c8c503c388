"""What is looked at before anything is estimated: what is in the way of an answer from these data."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.terms import Finding, NotAnswerable, Sample

# Fewer clusters than this on either side cannot carry a cluster-robust error (Cameron, Gelbach & Miller 2008).
FEWEST_CLUSTERS = 5
# Fewer people than this on either side is refused, with the smallest group that may be shown.
FEWEST = 10


def findings(sample: Sample) -> tuple[Finding, ...]:
    """Return what is in the way of an estimate, or worth telling (`is_grave` false), most basic first."""
    found: list[Finding] = []
    treated = int(sample.treated.sum())
    compared = len(sample) - treated
    if treated < FEWEST:
        found.append(Finding("too-few-treated", (treated, FEWEST)))
    if compared < FEWEST:
        found.append(Finding("too-few-compared", (compared, FEWEST)))
    known = np.isfinite(sample.outcome)
    if not known.any():
        found.append(Finding("outcome-unknown"))
    elif not known.all():
        found.append(Finding("outcome-partly-unknown", (int((~known).sum()), len(sample)), is_grave=False))
    if known.any() and np.ptp(sample.outcome[known]) == 0:
        found.append(Finding("outcome-never-differs"))
    found += _about_covariates(sample)
    if sample.clusters is not None:
        for code, rows in (("treated", sample.treated), ("compared", ~sample.treated)):
            many = len(np.unique(sample.clusters[rows]))
            if many < FEWEST_CLUSTERS:
                found.append(Finding(f"too-few-clusters-{code}", (many, FEWEST_CLUSTERS)))
    if sample.weights is not None and not (np.isfinite(sample.weights) & (sample.weights > 0)).all():
        found.append(Finding("weights-not-positive"))
    return tuple(found)


def _about_covariates(sample: Sample) -> list[Finding]:
    if not len(sample):
        return []
    found = []
    for name, column in zip(sample.names, sample.covariates.T, strict=True):
        unknown = int((~np.isfinite(column)).sum())
        if unknown:
            found.append(Finding("covariate-unknown", (name, unknown)))
        elif np.ptp(column) == 0:
            found.append(Finding("covariate-never-differs", (name,)))
        elif ((column == 0) | (column == 1)).all() and (
            (column == sample.treated).all() or (column != sample.treated).all()
        ):
            found.append(Finding("covariate-is-treatment", (name,)))
    return found


def answerable(sample: Sample) -> Sample:
    """Return the people whose outcome is known, when they can carry an answer.

    Raises:
        NotAnswerable: something grave is in the way.
    """
    if not np.isfinite(sample.outcome).any():
        raise NotAnswerable((Finding("outcome-unknown"),))
    known = sample.where(np.isfinite(sample.outcome))
    grave = tuple(finding for finding in findings(known) if finding.is_grave)
    if grave:
        raise NotAnswerable(grave)
    return known
