"""Addresses of the pages; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.web.views import mine, pages

app_name = "web"
urlpatterns = [
    path("", pages.home, name="home"),
    path(_("mijn/"), mine.mine, name="mine"),
    path(_("over/"), pages.about, name="about"),
    path(_("uitleg/"), pages.explanation, name="explanation"),
    path(_("praat-met-iemand/"), pages.talk, name="talk"),
    path(_("bronnen/"), pages.sources, name="sources"),
    path(_("privacy/"), pages.privacy, name="privacy"),
    path(_("toegankelijkheid/"), pages.accessibility, name="accessibility"),
]
