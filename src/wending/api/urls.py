"""Addresses under /api: version 1, its description, and a problem for any other address."""

from django.urls import include, path, re_path

from wending.api import views
from wending.api.root import api

# Ninja adds an empty page at its own root, with a trailing slash; that address does not exist here.
_operations = [pattern for pattern in api.urls[0] if getattr(pattern, "name", "") != "api-root"]

urlpatterns = [
    path("v1", views.index, name="api-index"),
    path("v1/openapi.json", views.openapi, name="api-openapi"),
    path("v1/docs", views.docs, name="api-docs"),
    path("v1/", include((_operations, "api-v1"))),
    re_path("", views.unknown),
]
