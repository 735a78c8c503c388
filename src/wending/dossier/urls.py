"""Addresses of the dossier; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import URLPattern

app_name = "dossier"
urlpatterns: list[URLPattern] = []
