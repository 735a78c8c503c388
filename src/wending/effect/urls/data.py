"""Addresses of the data of a study and its extracts."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import data, extracts

urlpatterns: list[URLPattern] = [
    path(_("onderzoek/studie/<uuid:study>/gegevens/"), data.data, name="data"),
    path(_("onderzoek/studie/<uuid:study>/uittreksels/"), extracts.extracts, name="extracts"),
    path(_("onderzoek/uittreksel/<uuid:extract>/"), extracts.fetch, name="extract_file"),
]
