"""Addresses of questionnaires: the link that somebody gets by mail, and the page of the study's office."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import follow_up, waves

urlpatterns: list[URLPattern] = [
    path(_("navraag/<str:token>/"), follow_up.questions, name="questions"),
    path(_("onderzoek/studie/<uuid:study>/navraag/"), waves.waves, name="follow_up"),
    path(_("onderzoek/navraag/<uuid:wave>/sluit/"), waves.close, name="wave_close"),
]
