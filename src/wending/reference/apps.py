"""Django application of this domain."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "wending.reference"
    label = "reference"
