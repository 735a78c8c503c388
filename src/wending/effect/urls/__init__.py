"""Addresses of effect; the Dutch paths are message ids, so English pages have English paths.

`onderzoek/` is for who acts for a research office, `wat-levert-het-op/` for everyone.
"""

from wending.effect.urls import studies

app_name = "effect"
urlpatterns = [*studies.urlpatterns]
