"""Addresses of the self-assessment of a school."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.school.views import quality

urlpatterns = [
    path(_("school/hoe-staan-wij/"), quality.quality, name="quality"),
    path(_("school/hoe-staan-wij/<uuid:round>/"), quality.quality_round, name="quality_round"),
    path(_("school/hoe-staan-wij/<uuid:round>/invullen/"), quality.quality_fill, name="quality_fill"),
    path(_("school/hoe-staan-wij/<uuid:round>/vaststellen/"), quality.quality_set, name="quality_set"),
    path(_("school/hoe-staan-wij/<uuid:round>/rapport.pdf"), quality.quality_report, name="quality_report"),
]
