"""Addresses of the learning-culture scan, work-to-work, networks and funds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
