"""Addresses of effect; the Dutch paths are message ids, so English pages have English paths.

<<<<<<< HEAD
`onderzoek/` is for who acts for a research office, `wat-levert-het-op/` for everyone.
"""

from wending.effect.urls import studies

app_name = "effect"
urlpatterns = [*studies.urlpatterns]
=======
`wat-levert-het-op/` is for everybody, `onderzoek/` for who acts for a research organisation.
"""

from wending.effect.urls import reports

app_name = "effect"
urlpatterns = [*reports.urlpatterns]
>>>>>>> f-report
