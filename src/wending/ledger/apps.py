"""Django application of this domain."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "wending.ledger"
    label = "ledger"
