"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths.

`gesprek/` is public, `mijn/` somebody's own, `bureau/` for professionals.
"""

from django.urls import URLPattern

app_name = "guidance"
urlpatterns: list[URLPattern] = []
