"""Django application of this domain."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "wending.api"
    label = "api"
