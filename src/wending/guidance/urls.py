"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths."""

app_name = "guidance"
urlpatterns: list = []
