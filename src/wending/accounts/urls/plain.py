"""Addresses that are the same in every language: other systems know them."""

from django.urls import path

from wending.accounts.views import allauth_pages as pages

urlpatterns = [
    path("inloggen-via/<slug:provider_id>/terug/", pages.provider_callback, name="openid_connect_callback"),
]
