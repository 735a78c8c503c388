"""Does rounds of returning work: each by one worker at a time, again after its pause, also when one was killed."""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from wending.kit.rounds import Round
from wending.ledger.models import Run

logger = logging.getLogger(__name__)

# Longer than this no round may take: after it another worker may take over from one that was killed.
HOLD = timedelta(minutes=10)


def do_round(*, round: Round) -> bool:
    """Do the round when it is due and nobody else is at it; return whether it was done. An error is kept and told."""
    now = timezone.now()
    Run.objects.get_or_create(name=round.name)
    due = Q(begun=None) | Q(begun__lte=now - timedelta(seconds=round.seconds))
    free = Q(held_until=None) | Q(held_until__lte=now)
    if not Run.objects.filter(due, free, name=round.name).update(begun=now, held_until=now + HOLD):
        return False
    try:
        said, failed = round.work(), ""
    except Exception as error:
        # One round that fails must not stop the others; the log holds the whole of it.
        logger.exception("%s failed", round.name)
        said, failed = "", type(error).__name__
    done = {} if failed else {"done": timezone.now(), "said": said}
    Run.objects.filter(name=round.name).update(held_until=None, failed=failed, **done)
    return True
