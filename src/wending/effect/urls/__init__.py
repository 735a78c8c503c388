"""Addresses of effect; the Dutch paths are message ids, so English pages have English paths.

`wat-levert-het-op/` is for everybody, `onderzoek/` for who acts for a research organisation.
"""

from wending.effect.urls import reports

app_name = "effect"
urlpatterns = [*reports.urlpatterns]
