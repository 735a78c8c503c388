"""Django application of this domain."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "wending.web"
    label = "web"
