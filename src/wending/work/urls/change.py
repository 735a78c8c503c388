"""Addresses of the learning-culture scan, work-to-work, networks and funds."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.work.views import culture, funding, guiding, moments, moving, network, own_moving

urlpatterns: list[URLPattern] = [
    # Learning at work: who manages a firm, its people, and by a private link.
    path(_("bedrijf/leren-op-het-werk/"), culture.culture, name="culture"),
    path(_("bedrijf/leren-op-het-werk/gesprek/"), culture.talk, name="culture_talk"),
    path(_("bedrijf/leren-op-het-werk/stap/"), culture.take_step, name="culture_step"),
    path(_("bedrijf/leren-op-het-werk/stap/<uuid:number>/klaar/"), culture.finish_step, name="culture_step_done"),
    path(_("werk/leren-op-het-werk/<uuid:number>/"), culture.results, name="culture_results"),
    path(_("mijn/werk/leren/vragen/<uuid:number>/"), culture.answer, name="scan"),
    path(_("mijn/werk/leren/bedankt/"), culture.thanks, name="scan_thanks"),
    path(_("werk/vragen/<str:token>/"), culture.by_link, name="scan_link"),
    path(_("mijn/werk/leren/"), moments.moments, name="moments"),
    path(_("mijn/werk/leren/<uuid:number>/weg/"), moments.remove, name="moment_remove"),
    path(_("mijn/werk/leren/<uuid:number>/bewaar/"), moments.keep, name="moment_keep"),
    # From work to work: the firm.
    path(_("bedrijf/van-werk-naar-werk/"), moving.groups, name="movings"),
    path(_("bedrijf/van-werk-naar-werk/reacties/"), moving.responses, name="moving_responses"),
    path(_("bedrijf/van-werk-naar-werk/reacties/<uuid:number>/"), moving.answer, name="moving_answer"),
    path(_("bedrijf/van-werk-naar-werk/<uuid:number>/"), moving.group, name="moving"),
    path(_("bedrijf/van-werk-naar-werk/<uuid:number>/mensen/"), moving.tell, name="moving_tell"),
    path(_("bedrijf/van-werk-naar-werk/<uuid:number>/sluit/"), moving.close, name="moving_close"),
    # From work to work: somebody's own.
    path(_("mijn/werk/ander-werk/"), own_moving.movings, name="own_movings"),
    path(_("mijn/werk/ander-werk/<uuid:number>/"), own_moving.moving, name="own_moving"),
    path(_("mijn/werk/ander-werk/<uuid:number>/keuzes/"), own_moving.choice, name="moving_choice"),
    path(_("mijn/werk/ander-werk/<uuid:number>/waar/"), own_moving.state, name="moving_state"),
    path(_("mijn/werk/ander-werk/<uuid:number>/opnieuw/"), own_moving.match, name="moving_match"),
    path(_("mijn/werk/ander-werk/<uuid:number>/stap/"), own_moving.add_step, name="moving_step"),
    path(_("mijn/werk/ander-werk/<uuid:number>/stop/"), own_moving.leave, name="moving_leave"),
    path(_("mijn/werk/voorstel/<uuid:number>/"), own_moving.word, name="moving_word"),
    path(_("mijn/werk/stap/<uuid:number>/klaar/"), own_moving.finish_step, name="moving_step_done"),
    # From work to work: the guide.
    path(_("bureau/van-werk-naar-werk/"), guiding.groups, name="guided"),
    path(_("bureau/van-werk-naar-werk/<uuid:number>/"), guiding.group, name="guided_group"),
    path(_("bureau/van-werk-naar-werk/<uuid:number>/begeleid/"), guiding.take_up, name="guided_take_up"),
    path(_("bureau/van-werk-naar-werk/mens/<uuid:number>/"), guiding.person, name="guided_person"),
    # Networks and funds.
    path(_("netwerk/"), network.network, name="network"),
    path(_("bedrijf/netwerken/"), network.networks, name="networks"),
    path(_("bedrijf/netwerken/<uuid:number>/weg/"), network.leave, name="network_leave"),
    path(_("bedrijf/netwerken/doe-mee/<str:token>/"), network.join, name="network_join"),
    path(_("fonds/"), funding.fund, name="fund"),
    path(_("fonds/regeling/"), funding.scheme, name="scheme_add"),
    path(_("fonds/regeling/<uuid:number>/"), funding.scheme, name="scheme"),
    path(_("fonds/aanvraag/<uuid:number>/"), funding.decision, name="fund_request"),
    path(_("fonds/aanvraag/<uuid:number>/betaald/"), funding.pay, name="fund_pay"),
    path(_("aanvragen/"), funding.requests, name="requests"),
    path(_("aanvragen/nieuw/"), funding.request_form, name="request_add"),
    path(_("aanvragen/<uuid:number>/"), funding.own_request, name="request"),
    path(_("aanvragen/<uuid:number>/wijzig/"), funding.request_form, name="request_change"),
    path(_("aanvragen/<uuid:number>/verstuur/"), funding.send, name="request_send"),
    path(_("aanvragen/<uuid:number>/trek-in/"), funding.withdraw, name="request_withdraw"),
    path(_("aanvragen/<uuid:number>/bezwaar/"), funding.objection, name="request_object"),
]
