"""Django application of this domain."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wending.accounts"
    label = "accounts"
