"""Addresses of the dossier; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.dossier.views import evidence, feedback, giver, item_skills, items, network, reflections, skills

app_name = "dossier"
urlpatterns = [
    path(_("mijn/tijdlijn/"), items.show_timeline, name="timeline"),
    path(_("mijn/tijdlijn/nieuw/"), items.add, name="item_add"),
    path(_("mijn/tijdlijn/<uuid:item>/"), items.show, name="item"),
    path(_("mijn/tijdlijn/<uuid:item>/wijzig/"), items.change, name="item_change"),
    path(_("mijn/tijdlijn/<uuid:item>/verwijder/"), items.remove, name="item_remove"),
    path(_("mijn/tijdlijn/<uuid:item>/wat-je-kunt/"), item_skills.choose, name="item_skills"),
    path(_("mijn/tijdlijn/<uuid:item>/bestand/"), evidence.add, name="evidence_add"),
    path(_("mijn/bestand/<uuid:evidence>/"), evidence.download, name="evidence"),
    path(_("mijn/bestand/<uuid:evidence>/verwijder/"), evidence.remove, name="evidence_remove"),
    path(_("mijn/vaardigheden/"), skills.show, name="skills"),
    path(_("mijn/vaardigheden/gezien/<uuid:endorsement>/verwijder/"), skills.remove_seen, name="endorsement_remove"),
    path(_("mijn/nadenken/"), reflections.show, name="reflections"),
    path(_("mijn/nadenken/tekst/<uuid:reflection>/"), reflections.change, name="reflection"),
    path(_("mijn/nadenken/tekst/<uuid:reflection>/verwijder/"), reflections.remove, name="reflection_remove"),
    path(_("mijn/nadenken/<slug:competence>/"), reflections.write, name="reflection_write"),
    path(_("mijn/mensen/"), network.show, name="network"),
    path(_("mijn/mensen/nieuw/"), network.add, name="contact_add"),
    path(_("mijn/mensen/<uuid:contact>/"), network.change, name="contact"),
    path(_("mijn/mensen/<uuid:contact>/verwijder/"), network.remove, name="contact_remove"),
    path(_("mijn/feedback/"), feedback.show, name="feedback"),
    path(_("mijn/feedback/vraag/"), feedback.ask, name="feedback_ask"),
    path(_("mijn/feedback/<uuid:asked>/stop/"), feedback.withdraw, name="feedback_withdraw"),
    path(_("mijn/feedback/antwoord/<uuid:answer>/"), feedback.read, name="feedback_answer"),
    path(_("mijn/feedback/antwoord/<uuid:answer>/bewaar/"), feedback.keep, name="feedback_keep"),
    path(_("mijn/feedback/antwoord/<uuid:answer>/weg/"), feedback.discard, name="feedback_discard"),
    path(_("mijn/feedback/antwoord/<uuid:answer>/bij-vaardigheid/"), feedback.endorse, name="feedback_endorse"),
    path(_("feedback/<slug:token>/"), giver.give, name="give_feedback"),
]
