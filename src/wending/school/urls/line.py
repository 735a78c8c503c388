"""Addresses of the line of a school."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.school.views import line

urlpatterns: list[URLPattern] = [
    path(_("school/leerlijn/"), line.line, name="line"),
    path(_("school/leerlijn/<slug:phase>/<int:year>/"), line.part, name="line_part"),
    path(_("school/leerlijn/<slug:phase>/weg/"), line.drop, name="line_drop"),
]
