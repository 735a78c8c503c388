"""Addresses of work; the Dutch paths are message ids, so English pages have English paths.

`mijn/werk/` is somebody's own, `bedrijf/` for who acts for a firm, `netwerk/` for who acts for a network or fund.
"""

from wending.work.urls import change, growth, teams

app_name = "work"
urlpatterns = [*teams.urlpatterns, *growth.urlpatterns, *change.urlpatterns]
