"""Django application of this domain."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "wending.guidance"
    label = "guidance"
