"""Django application of this domain."""

from django.apps import AppConfig


class EffectConfig(AppConfig):
    name = "wending.effect"
    label = "effect"
