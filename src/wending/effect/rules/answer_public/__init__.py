"""An answer as everybody may see it; see `whole`."""

from wending.effect.rules.answer_public.findings import public_finding
from wending.effect.rules.answer_public.whole import public_answer

__all__ = ["public_answer", "public_finding"]
