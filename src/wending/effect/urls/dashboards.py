"""Addresses of figures: of one's own organisation, and of all of a kind together."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import figures

urlpatterns: list[URLPattern] = [
    path(_("ons-resultaat/"), figures.own, name="own_figures"),
    path(_("ons-resultaat/csv/"), figures.own_csv, name="own_figures_csv"),
    path(_("onderzoek/cijfers/"), figures.together, name="figures_together"),
    path(_("onderzoek/cijfers/csv/"), figures.together_csv, name="figures_together_csv"),
    path(_("onderzoek/cijfers/vragen/"), figures.looks, name="figure_looks"),
]
