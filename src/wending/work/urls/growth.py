"""Addresses of openings, development, courses and exchange."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
