"""A referral: the professional asks, the client says yes or no, the receiver accepts or refuses, then it is done.

Before the client's yes the receiver sees nothing. Terms: *warm* = client, sender and receiver meet once together.
"""

from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands."""

    ASKED = "asked"
    DECLINED = "declined"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    WITHDRAWN = "withdrawn"


NEXT: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.ASKED: frozenset({ReferralState.AGREED, ReferralState.DECLINED, ReferralState.WITHDRAWN}),
    ReferralState.AGREED: frozenset({ReferralState.ACCEPTED, ReferralState.REFUSED, ReferralState.WITHDRAWN}),
    ReferralState.ACCEPTED: frozenset({ReferralState.DONE, ReferralState.WITHDRAWN}),
}
# States in which the receiver sees the request.
SEEN_BY_RECEIVER = frozenset({ReferralState.AGREED, ReferralState.ACCEPTED})
# States in which nothing happened yet that cannot be taken back.
RUNNING = frozenset(NEXT)


def can_become(now: ReferralState, then: ReferralState) -> bool:
    """Say whether a referral may go from one state to another."""
    return then in NEXT.get(now, frozenset())
