"""Addresses of orientation; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.orientation.views import (
    funding,
    gap,
    occupations,
    profile,
    programmes,
    results,
    routes,
    share,
    steps,
    text,
)

app_name = "orientation"
urlpatterns = [
    path(_("profiel/"), profile.overview, name="profile"),
    path(_("profiel/werk/"), steps.work, name="profile_work"),
    path(_("profiel/vaardigheden/"), steps.skills, name="profile_skills"),
    path(_("profiel/buiten-je-werk/"), steps.outside, name="profile_outside"),
    path(_("profiel/opleiding/"), steps.education, name="profile_education"),
    path(_("profiel/wat-je-leuk-vindt/"), steps.interests, name="profile_interests"),
    path(_("profiel/wensen/"), steps.wishes, name="profile_wishes"),
    path(_("profiel/tekst/"), text.read, name="profile_text"),
    path(_("profiel/tekst/bevestig/"), text.confirm, name="profile_text_confirm"),
    path(_("profiel/verwijder/"), profile.remove, name="profile_remove"),
    path(_("profiel/wis-alles/"), profile.delete, name="delete_profile"),
    path(_("profiel/gewist/"), profile.deleted, name="profile_deleted"),
    path(_("resultaat/"), results.results, name="results"),
    path(_("resultaat/pdf/"), results.results_pdf, name="results_pdf"),
    path(_("vergelijk/"), results.compare, name="compare"),
    path(_("delen/"), share.create, name="share_create"),
    path(_("delen/stop/"), share.revoke, name="share_revoke"),
    path(_("gedeeld/<slug:token>/"), share.shared, name="shared"),
    path(_("beroepen/"), occupations.browse, name="occupations"),
    path(_("beroepen/<slug:key>/"), occupations.occupation, name="occupation"),
    path(_("beroepen/<slug:key>/wat-je-mist/"), gap.gap, name="gap"),
    path(_("beroepen/<slug:key>/wat-je-mist/pdf/"), gap.gap_pdf, name="gap_pdf"),
    path(_("beroepen/<slug:key>/routes/"), routes.routes, name="routes"),
    path(_("beroepen/<slug:key>/routes/pdf/"), routes.routes_pdf, name="routes_pdf"),
    path(_("geld-voor-leren/"), funding.funding, name="funding"),
    path(_("opleidingen/"), programmes.browse, name="programmes"),
    path(_("opleidingen/<slug:key>/"), programmes.programme, name="programme"),
]
