"""Tables of work, one noun per file."""

from wending.work.models.team import Colleague, Team, TeamPlace

__all__ = ["Colleague", "Team", "TeamPlace"]
