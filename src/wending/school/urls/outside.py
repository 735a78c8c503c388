"""Addresses of firms that let schools in, and of visits. A `<key>` is the token of a link, or the number of one's own
offer; the reviews and the alumni have their own module."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.school.views import hosting, outside, visit_links

urlpatterns = [
    # For everyone, and by link.
    path(_("scholen/aanbieden/"), hosting.offer_public, name="offer_public"),
    path(_("aanbod/<str:key>/"), hosting.offer_manage, name="offer_manage"),
    path(_("aanbod/<str:key>/wijzig/"), hosting.offer_change, name="offer_change"),
    path(_("aanbod/<str:key>/open/"), hosting.offer_open, name="offer_open"),
    path(_("aanbod/<str:key>/dagen/"), hosting.offer_days_change, name="offer_days"),
    path(_("aanbod/<str:key>/bezoek/<uuid:visit>/"), hosting.host_visit_page, name="host_visit"),
    path(_("aanbod/<str:key>/bezoek/<uuid:visit>/namen/"), hosting.host_names, name="host_names"),
    path(_("aanbod/<str:key>/bezoek/<uuid:visit>/bezoek.ics"), hosting.host_calendar, name="host_calendar"),
    path(_("bezoek/mee/<str:token>/"), visit_links.visit_consent, name="visit_consent"),
    path(_("bezoek/terugblik/<str:token>/"), visit_links.look_back, name="look_back"),
    # Firms and centres.
    path(_("scholen-ontvangen/"), hosting.hosting, name="hosting"),
    path(_("scholen-ontvangen/nieuw/"), hosting.offer_new, name="offer_new"),
    path(_("scholen-ontvangen/centrum/"), hosting.hosting_centre, name="hosting_centre"),
    path(_("scholen-ontvangen/centrum/nieuw/"), hosting.offer_new_centre, name="offer_new_centre"),
    # Schools.
    path(_("school/naar-buiten/"), outside.outside, name="outside"),
    path(_("school/naar-buiten/aanbod/<uuid:offer>/"), outside.offer, name="offer"),
    path(_("school/naar-buiten/bezoek/<uuid:visit>/"), outside.visit, name="visit"),
    path(_("school/naar-buiten/bezoek/<uuid:visit>/wijzig/"), outside.visit_change, name="visit_change"),
    path(_("school/naar-buiten/bezoek/<uuid:visit>/leerlingen.csv"), outside.visit_learners, name="visit_learners"),
    path(_("school/naar-buiten/bezoek/<uuid:visit>/bezoek.ics"), outside.visit_ics, name="visit_ics"),
    path(_("mijn/school/bezoeken/"), visit_links.my_visits, name="my_visits"),
]
