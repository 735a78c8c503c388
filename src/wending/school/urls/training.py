"""Addresses of the training line of teachers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.school.views import training as views

urlpatterns = [
    path(_("school/begeleiden-leren/"), views.training, name="training"),
    path(_("school/begeleiden-leren/meekijken/"), views.observations, name="observations"),
    path(_("school/begeleiden-leren/meekijken/<uuid:number>/"), views.observation, name="observation"),
    path(
        _("school/begeleiden-leren/meekijken/<uuid:number>/antwoord/"),
        views.observation_answer,
        name="observation_answer",
    ),
    path(
        _("school/begeleiden-leren/meekijken/<uuid:number>/weg/"), views.observation_remove, name="observation_remove"
    ),
    path(_("school/begeleiden-leren/bereik/"), views.training_reach, name="training_reach"),
    path(_("school/begeleiden-leren/<slug:key>/"), views.module, name="training_module"),
]
