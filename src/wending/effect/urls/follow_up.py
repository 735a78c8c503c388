"""Addresses of questionnaires: the link that somebody gets by mail, their own page, and that of the study's office."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import follow_up, my_answers, waves

urlpatterns: list[URLPattern] = [
    path(_("navraag/<str:token>/"), follow_up.questions, name="questions"),
    path(_("mijn/onderzoek/"), my_answers.mine, name="my_answers"),
    path(_("mijn/onderzoek/<uuid:study>/wis/"), my_answers.remove, name="my_answers_remove"),
    path(_("mijn/onderzoek/<uuid:study>/stop/"), my_answers.stop, name="my_answers_stop"),
    path(_("onderzoek/studie/<uuid:study>/navraag/"), waves.waves, name="follow_up"),
    path(_("onderzoek/navraag/<uuid:wave>/sluit/"), waves.close, name="wave_close"),
]
