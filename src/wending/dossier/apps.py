"""Django application of this domain."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "wending.dossier"
    label = "dossier"
