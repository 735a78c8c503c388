"""Addresses of the bank of lessons, for everyone."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.school.views import bank

urlpatterns: list[URLPattern] = [
    path(_("lessen/"), bank.lessons, name="lessons"),
    path(_("lessen/de-lijn/"), bank.the_line, name="the_line"),
    path(_("lessen/<slug:key>/"), bank.show, name="lesson"),
    path(_("lessen/<slug:key>/pdf/"), bank.lesson_pdf, name="lesson_pdf"),
]
