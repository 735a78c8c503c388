"""Addresses of schools; the Dutch paths are message ids, so English pages have English paths.

`lessen/` is public, `mijn/school/` somebody's own, `school/` for who acts for a school.
"""

from wending.school.urls import alumni, bank, classes, lessons, line, outside, quality, roster, training

app_name = "school"
urlpatterns = [
    *bank.urlpatterns,
    *lessons.urlpatterns,
    *roster.urlpatterns,
    *line.urlpatterns,
    *classes.urlpatterns,
    *outside.urlpatterns,
    *quality.urlpatterns,
    *alumni.urlpatterns,
    *training.urlpatterns,
]
