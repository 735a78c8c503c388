"""Addresses of alumni: of their school, and by link for themselves."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.school.views import alumni

urlpatterns = [
    path(_("school/oud-leerlingen/"), alumni.alumni, name="alumni"),
    path(_("later/meedoen/<str:token>/"), alumni.alumni_join, name="alumni_join"),
    path(_("later/mijn/<str:token>/"), alumni.alumni_mine, name="alumni_mine"),
    path(_("later/vragen/<str:token>/"), alumni.alumni_ask, name="alumni_ask"),
    path(_("later/gast/<str:token>/"), alumni.alumni_guest, name="alumni_guest"),
    path(_("mijn/school/later/"), alumni.my_alumni, name="my_alumni"),
]
