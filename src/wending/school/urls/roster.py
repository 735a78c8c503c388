"""Addresses of people, groups and rosters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
