"""Who acts. An actor is made from a request or by the system itself; queries and actions are scoped by it.

Terms: *key* = the name of a person in the ledger, random, destroyed on erasure, so that entries then name nobody.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """Someone who asks or acts: a visitor, a person, a person in a role for an organisation, or the system."""

    key: str
    person: UUID | None = None
    name: str = ""
    role: str = ""
    organisation: UUID | None = None
    organisation_name: str = ""
    organisation_kind: str = ""
    has_second_factor: bool = False

    @property
    def is_person(self) -> bool:
        """Whether someone with an account asks."""
        return self.person is not None

    @property
    def me(self) -> UUID:
        """The person who asks; LookupError for somebody without account."""
        if self.person is None:
            raise LookupError("nobody is signed in")
        return self.person


VISITOR = Actor(key="visitor")
SYSTEM = Actor(key="system")
