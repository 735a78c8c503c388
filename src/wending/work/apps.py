"""Django application of this domain."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "wending.work"
    label = "work"
