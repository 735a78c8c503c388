"""Addresses of effect; the Dutch paths are message ids, so English pages have English paths.

`ons-resultaat/` is for who leads an organisation, `onderzoek/` for who acts for a research office,
`wat-levert-het-op/` for everyone.
"""

from wending.effect.urls import dashboards, data, follow_up, reports, studies

app_name = "effect"
# The register first: its address would be that of a published study otherwise.
urlpatterns = [
    *studies.urlpatterns,
    *data.urlpatterns,
    *dashboards.urlpatterns,
    *follow_up.urlpatterns,
    *reports.urlpatterns,
]
