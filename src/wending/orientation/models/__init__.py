"""Tables of orientation, one noun per file."""

from wending.orientation.models.kept_profile import KeptProfile
from wending.orientation.models.shared_result import SharedResult

__all__ = ["KeptProfile", "SharedResult"]
