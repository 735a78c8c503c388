"""Addresses of effect; the Dutch paths are message ids, so English pages have English paths.

`onderzoek/` is for who acts for a research office, `wat-levert-het-op/` for everyone.
"""

from wending.effect.urls import data, follow_up, reports, studies

app_name = "effect"
# The register first: its address would be that of a published study otherwise.
urlpatterns = [*studies.urlpatterns, *data.urlpatterns, *follow_up.urlpatterns, *reports.urlpatterns]
