"""Root URLs: pages in Dutch without a prefix and in English under /en/, REST under /api/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("api/", include("wending.api.urls")),
    path("", include("wending.web.plain_urls")),
    path("", include("wending.accounts.urls.plain")),
    *i18n_patterns(
        path("", include("wending.web.urls")),
        path("", include("wending.accounts.urls")),
        path("", include("wending.dossier.urls")),
        path("", include("wending.instruments.urls")),
        path("", include("wending.accounts.urls.mounted")),
        path("", include("wending.orientation.urls")),
        path("", include("wending.guidance.urls")),
        path("", include("wending.school.urls")),
        path("", include("wending.work.urls")),
        path("", include("wending.effect.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "wending.web.views.errors.bad_request"
handler403 = "wending.web.views.errors.forbidden"
handler404 = "wending.web.views.errors.not_found"
handler500 = "wending.web.views.errors.server_error"
