"""Addresses of questionnaires; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.instruments.views import adding, shelf, taking

app_name = "instruments"
urlpatterns = [
    path(_("vragenlijsten/"), shelf.browse, name="list"),
    path(_("vragenlijsten/geen-leerstijltest/"), shelf.learning_styles, name="learning_styles"),
    path(_("vragenlijsten/<slug:key>/"), shelf.statement, name="statement"),
    path(_("vragenlijsten/<slug:key>/vragen/"), taking.take, name="take"),
    path(_("vragenlijsten/<slug:key>/uitslag/"), taking.result, name="result"),
    path(_("vragenlijsten/<slug:key>/wis/"), taking.forget, name="forget"),
    path(_("bureau/vragenlijsten/"), adding.add, name="add"),
]
