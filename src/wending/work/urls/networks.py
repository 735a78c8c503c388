"""Addresses of networks of firms and of funds."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.work.views import funds, networks

urlpatterns = [
    path(_("netwerk/"), networks.network, name="network"),
    path(_("netwerk/bedrijf/<uuid:place>/weg/"), networks.network_remove, name="network_remove"),
    path(_("bedrijf/netwerken/"), networks.networks, name="networks"),
    path(_("bedrijf/netwerken/<uuid:place>/"), networks.network_answer, name="network_answer"),
    path(_("fonds/"), funds.fund, name="fund"),
    path(_("fonds/regeling/nieuw/"), funds.scheme, name="scheme_new"),
    path(_("fonds/regeling/<uuid:number>/"), funds.scheme, name="scheme"),
    path(_("subsidie/"), funds.funding, name="funding"),
    path(_("subsidie/nieuw/<uuid:scheme>/"), funds.application_new, name="application_new"),
    path(_("subsidie/aanvraag/<uuid:number>/"), funds.application, name="application"),
    path(_("subsidie/aanvraag/<uuid:number>/wijzig/"), funds.application_change, name="application_change"),
    path(_("subsidie/aanvraag/<uuid:number>/<slug:act>/"), funds.application_act, name="application_act"),
]
