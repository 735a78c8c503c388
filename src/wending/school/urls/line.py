"""Addresses of the continuous line, the bank of activities and the training of teachers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
