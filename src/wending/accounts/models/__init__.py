"""Tables of accounts, one noun per file."""

from wending.accounts.models.consent import Consent
from wending.accounts.models.consent_request import ConsentRequest
from wending.accounts.models.encrypted import EncryptedJSONField, EncryptedTextField
from wending.accounts.models.erasure import Erasure
from wending.accounts.models.invitation import Invitation
from wending.accounts.models.mail import Mail
from wending.accounts.models.membership import Membership
from wending.accounts.models.organisation import Organisation
from wending.accounts.models.parent_link import ParentLink
from wending.accounts.models.person import Person

__all__ = [
    "Consent",
    "ConsentRequest",
    "EncryptedJSONField",
    "EncryptedTextField",
    "Erasure",
    "Invitation",
    "Mail",
    "Membership",
    "Organisation",
    "ParentLink",
    "Person",
]
