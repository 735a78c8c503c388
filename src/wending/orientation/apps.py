"""Django application of this domain."""

from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "wending.orientation"
    label = "orientation"
