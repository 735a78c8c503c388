"""Addresses of people, teams, tasks and rotations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
