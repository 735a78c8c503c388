"""Addresses of assignments, talks and hand-over."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
