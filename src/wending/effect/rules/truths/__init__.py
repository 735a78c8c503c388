"""Figures that others published, beside ours and beside a second way that is not ours: one declared row each."""

from wending.effect.rules.truths import job_training, others, panels
from wending.effect.rules.truths.terms import PINNED, Claim, Figure, Settled, Verdict, settle

CLAIMS: tuple[Claim, ...] = (*job_training.CLAIMS, *panels.CLAIMS, *others.CLAIMS)

__all__ = ["CLAIMS", "PINNED", "Claim", "Figure", "Settled", "Verdict", "settle"]
