"""Addresses of accounts; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.accounts.views import doors

app_name = "accounts"
urlpatterns = [
    path(_("inloggen/"), doors.sign_in, name="sign_in"),
    path(_("mijn/tweede-stap/"), doors.second_factor, name="second_factor"),
    path(_("mijn/rol/"), doors.switch_role, name="switch_role"),
]
