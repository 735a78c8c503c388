"""The kinds of groups in which professionals learn from each other."""

from enum import StrEnum


class GroupKind(StrEnum):
    """Peer review is among equals; supervision has somebody who guides the learning."""

    PEER_REVIEW = "peer-review"
    SUPERVISION = "supervision"
