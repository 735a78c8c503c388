"""The bundle with which a study is done again: plan, answer, data or a twin, versions and what to run."""

from wending.effect.sources.bundle.replicate import replicate
from wending.effect.sources.bundle.write import write_bundle

__all__ = ["replicate", "write_bundle"]
