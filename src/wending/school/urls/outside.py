"""Addresses of firms that work with schools, of the self-assessment and of alumni."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
