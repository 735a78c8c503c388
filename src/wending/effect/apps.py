"""Django application of this domain."""

from django.apps import AppConfig


class EffectConfig(AppConfig):
    name = "wending.effect"
    label = "effect"

    def ready(self) -> None:
        """Let answers under another name go with the ask they came from, also when a person is erased."""
        from django.db.models.signals import pre_delete

        from wending.effect.actions.follow_up_answers import forget_with

        pre_delete.connect(forget_with, sender="effect.Ask", dispatch_uid="effect.forget_with")
