"""What records and fields of orientation are called in the document of an export; see those of `accounts`."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "orientation.keptprofile": _("Je profiel"),
}
FIELDS = {
    "content": _("wat erin staat"),
    "before": _("wat erin stond"),
}
