"""Addresses of schools; the Dutch paths are message ids, so English pages have English paths.

`lessen/` is public, `mijn/school/` somebody's own, `school/` for who acts for a school.
"""

from wending.school.urls import bank, classes, lessons, line, outside, roster, training

app_name = "school"
urlpatterns = [
    *bank.urlpatterns,
    *lessons.urlpatterns,
from wending.school.urls import alumni, classes, line, outside, quality, roster

app_name = "school"
urlpatterns = [
    *roster.urlpatterns,
    *line.urlpatterns,
    *classes.urlpatterns,
    *outside.urlpatterns,
    *training.urlpatterns,
    *quality.urlpatterns,
    *alumni.urlpatterns,
]
