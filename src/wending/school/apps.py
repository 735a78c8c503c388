"""Django application of this domain."""

from django.apps import AppConfig


class SchoolConfig(AppConfig):
    name = "wending.school"
    label = "school"
