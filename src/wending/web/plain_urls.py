"""Addresses that machines expect at the root, the same in every language."""

from django.urls import path

from wending.web.views import plain

urlpatterns = [
    path("robots.txt", plain.robots, name="robots"),
    path("favicon.ico", plain.favicon, name="favicon"),
    path(".well-known/security.txt", plain.security, name="security"),
]
